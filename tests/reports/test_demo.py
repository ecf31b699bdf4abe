"""The demonstration: five plans and a truthful history up to today, loaded once, refused in service."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from cchc.orgs.models import Event, Organization, User
from cchc.prepare import accounts
from plans.enums import PlanState
from plans.models import Plan
from reports.facts import from_json
from reports.models import Report, Snapshot
from tasks.enums import ObligationKind
from tasks.models import ClosedPeriod, Obligation, Task, Update

pytestmark = pytest.mark.django_db
TUY_PHUOC_COMMUNES = 13


@pytest.fixture
def demo(settings: object) -> object:
    settings.DEBUG, settings.TODAY = True, date(2023, 6, 10)  # type: ignore[attr-defined]
    call_command("load_demo", verbosity=0)
    return settings


def _reports(code: str) -> dict[tuple[str, int, int], str]:
    found = Report.objects.filter(organization__code=code)
    return {(r.period_kind, r.period_year, r.period_number): r.state for r in found}


def _counts() -> tuple[int, ...]:
    return Update.objects.count(), Event.objects.count(), Task.objects.count(), Obligation.objects.count()


def test_it_fills_what_was_by_its_day_and_repeating_changes_nothing(demo: object) -> None:
    assert _reports("quang-trung") == {
        ("month", 2023, 1): "accepted",
        ("month", 2023, 2): "accepted",
        ("quarter", 2023, 1): "accepted",
        ("month", 2023, 4): "submitted",
        ("month", 2023, 5): "draft",
    }
    assert _reports("doan-ket") == {("half_year", 2022, 1): "accepted", ("year", 2022, 1): "accepted"}
    assert (_reports("ba-dinh"), _reports("bim-son")) == (
        {("quarter", 2023, 1): "accepted", ("month", 2023, 4): "submitted"},
        {("quarter", 2023, 1): "submitted"},
    )
    assert (Report.objects.count(), ClosedPeriod.objects.count()) == (10, 9)
    _the_town_reports_from_its_communes()
    assert User.objects.filter(username__endswith=".quangtrung").count() == 6
    _all_five_plans_are_duties_and_what_lies_ahead_has_no_word_yet()
    _every_duty_of_the_year_that_is_over_has_its_word()
    _the_start_names_the_main_accounts_and_the_others_by_body()
    before = _counts()
    call_command("load_demo", verbosity=0)
    assert _counts() == before


def _all_five_plans_are_duties_and_what_lies_ahead_has_no_word_yet() -> None:
    tasks = {plan.organization.code: plan.tasks.count() for plan in Plan.objects.filter(state=PlanState.ACCEPTED)}
    assert tasks == {
        "quang-trung": 33,
        "ba-dinh": 7,
        "doan-ket": 35,
        "hoa-xuan-nam": 11,
        "ha-bac": 32,
        "tuy-phuoc": 549,
        "bim-son": 11,
    }
    communes = Organization.objects.filter(parent__code="tuy-phuoc", kind="commune")
    assert {Task.objects.filter(organization=body).count() for body in communes} == {35}
    assert communes.count() == TUY_PHUOC_COMMUNES
    said = Update.objects.values_list("obligation__task__plan__organization__code", flat=True)
    assert Counter(said) == {"quang-trung": 37, "ba-dinh": 5, "doan-ket": 51, "bim-son": 2}
    ahead = Obligation.objects.filter(task__plan__organization__code__in=("ha-bac", "hoa-xuan-nam", "tuy-phuoc"))
    asked = ahead.filter(due_on__lt=date(2023, 6, 10)).exclude(kind=ObligationKind.STANDING)
    assert asked.count() == 0


def _the_town_reports_from_its_communes() -> None:
    found = from_json(Snapshot.objects.filter(report__organization__code="bim-son").latest("pk").facts).consolidation
    assert found is not None
    assert [(one.name, one.words, one.state) for one in found.sendings] == [
        ("Phường Ba Đình", "Gửi muộn 1 ngày, 17/03/2023", "taken"),
        ("Xã Quang Trung", "Gửi đúng hạn, 16/03/2023", "taken"),
    ]
    assert (found.rows.total, found.rows.done, found.rows.base, found.rows.percent) == (7 + 33, 11, 34, "32,4 %")


def _every_duty_of_the_year_that_is_over_has_its_word() -> None:
    owed = Obligation.objects.filter(task__plan__organization__code="doan-ket").open()
    assert [str(obligation) for obligation in owed] == []


def test_a_later_day_fills_in_what_happened_since(demo: object) -> None:
    demo.TODAY = date(2024, 6, 10)  # type: ignore[attr-defined]
    call_command("load_demo", verbosity=0)
    assert _reports("ha-bac") == {("year", 2023, 1): "accepted", ("quarter", 2024, 1): "accepted"}
    assert _reports("hoa-xuan-nam") == {("year", 2023, 1): "accepted"}
    said = Update.objects.filter(obligation__task__plan__organization__code="tuy-phuoc")
    assert Counter(said.values_list("obligation__task__organization__code", flat=True)) == {
        "noi-vu-tuy-phuoc": 4,
        "van-phong-tuy-phuoc": 3,
        "phuoc-an": 3,
        "dieu-tri": 3,
        "tuy-phuoc": 1,
    }
    before = _counts()
    call_command("load_demo", verbosity=0)
    assert _counts() == before


def _the_start_names_the_main_accounts_and_the_others_by_body() -> None:
    shown = accounts()
    assert len(shown) == 21
    assert shown[0] == "  vptk.quangtrung         Nguyễn Thị Hương, Xã Quang Trung"
    assert "  Huyện Tuy Phước: noivu.tuyphuoc, chutich.tuyphuoc, motcua.tuyphuoc" in shown


def test_it_is_refused_in_service(settings: object) -> None:
    settings.DEBUG = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="chỉ nạp được khi DEBUG bật"):
        call_command("load_demo")
    assert User.objects.count() == 0
