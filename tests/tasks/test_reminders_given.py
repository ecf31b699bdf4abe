"""Reminders of given work, of departments without people, and of bodies that carry on another's work."""

from datetime import date, datetime

import pytest

from cchc.orgs.actions.notices import settle, tell_each
from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Notice, Organization, Position
from plans.models import Plan
from tasks import jobs
from tasks.jobs import remind
from tasks.queries.reminders import reminders_due
from tests.cast import NOW, PASSWORD, Cast, at
from tests.plans_in_force import plan_in_force
from tests.tasks.test_fan_out import READING

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(cast: Cast) -> Plan:
    """The district's plan: 2 is given to both communes (31/05), 3 to the department of finance (16/03), which has
    nobody; `thi-xa` coordinates the district."""
    enlist(cast, "thi-xa", cast.district, Role.COORDINATOR)
    return plan_in_force(cast, who="thi-xa", reading=READING)


def enlist(cast: Cast, key: str, body: Organization, role: Role) -> None:
    system = Actor.system(body)
    user = add_user(actor=system, organization=body, username=key, full_name=f"Người {key}", password=PASSWORD, now=NOW)
    add_membership(actor=system, user=user, organization=body, role=role, now=NOW)
    cast.people[key], cast.actors[key] = user, Actor(user=user, organization=body, role=role)


def run(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> set[tuple[str, str, date | None]]:
    """Who has been told of which day until now."""
    monkeypatch.setattr(jobs, "local_now", lambda: moment)
    remind()
    found = Notice.objects.filter(about__startswith="duty:").select_related("user", "organization")
    return {(one.user.username, one.organization.code, one.due_on) for one in found}


def test_given_work_is_told_where_it_must_be_done(cast: Cast, given: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2023, 5, 31)
    assert run(monkeypatch, at("2023-05-24 06:30")) == {
        ("vptk", "quang-trung", day),
        ("ba-dinh.vptk", "ba-dinh", day),
        ("thi-xa", "bim-son", date(2023, 3, 16)),
    }


def test_the_government_is_told_for_a_department_without_people(
    cast: Cast, given: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until somebody works there."""
    due = date(2023, 3, 16)
    assert run(monkeypatch, at("2023-03-09 06:30")) == {("thi-xa", "bim-son", due)}
    finance = Organization.objects.get(code="tckh-bim-son")
    enlist(cast, "tai-chinh", finance, Role.OFFICER)
    found = run(monkeypatch, at("2023-03-13 06:30"))
    assert found == {("thi-xa", "bim-son", due), ("tai-chinh", "tckh-bim-son", due)}
    duties = Notice.objects.filter(user__username="thi-xa", about__startswith="duty:")
    assert [one.is_settled for one in duties] == [True]


def test_a_successor_hears_of_what_it_carries_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quang Trung has become a part of Ba Đình, the post of one that of the other."""
    plan_in_force(cast)
    old, new = cast.positions["tpht"], cast.positions["ba-dinh.tpht"]
    Organization.objects.filter(pk=cast.quang_trung.pk).update(valid_to=date(2023, 3, 19), merged_into=cast.ba_dinh)
    Organization.objects.filter(pk=cast.ba_dinh.pk).update(predecessor_ids=[cast.quang_trung.pk])
    Position.objects.filter(pk=new.pk).update(predecessor_ids=[old.pk])
    found = run(monkeypatch, at("2023-03-24 06:30"))
    assert ("ba-dinh.tpht", "ba-dinh", date(2023, 3, 31)) in found
    assert {body for _, body, _ in found} == {"ba-dinh"}


def test_two_runs_at_once_tell_once(cast: Cast) -> None:
    """Both have looked before either has written. tckt and tpht hear of one duty, vptk of three, chutich of two."""
    plan_in_force(cast)
    runs = [list(reminders_due(date(2023, 3, 31))) for _ in range(2)]
    assert [len(found) for found in runs] == [1, 1]
    for found in (one for run in runs for one in run):
        actor = Actor.system(found.organization)
        settle(actor=actor, notices=found.settled)
        tell_each(actor=actor, organization=found.organization, told=found.told, now=NOW)
    assert Notice.objects.count() == len(runs[0][0].told) == 7
