"""The demonstration: a truthful half year, loaded once, refused in service."""

import pytest
from django.core.management import CommandError, call_command

from cchc.orgs.models import Event, User
from reports.models import Report
from tasks.models import ClosedPeriod, Task, Update

pytestmark = pytest.mark.django_db


def test_it_fills_a_half_year_and_repeating_changes_nothing(settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    call_command("load_demo", verbosity=0)
    states = {(r.period_kind, r.period_number): r.state for r in Report.objects.all()}
    assert states == {
        ("month", 1): "accepted",
        ("month", 2): "accepted",
        ("quarter", 1): "accepted",
        ("month", 4): "submitted",
        ("month", 5): "draft",
    }
    assert (Task.objects.count(), ClosedPeriod.objects.count()) == (33, 4)
    assert User.objects.filter(username__endswith=".quangtrung").count() == 5
    before = (Update.objects.count(), Event.objects.count())
    call_command("load_demo", verbosity=0)
    assert (Update.objects.count(), Event.objects.count()) == before


def test_it_is_refused_in_service(settings: object) -> None:
    settings.DEBUG = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="chỉ nạp được khi DEBUG bật"):
        call_command("load_demo")
    assert User.objects.count() == 0
