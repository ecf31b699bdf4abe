"""A district's plan gives each commune and department its own task: whose it is, who sees it, who updates it."""

from datetime import date
from typing import Any

import pytest

from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Membership, Organization
from cchc.orgs.refusals import Forbidden, Refused
from plans.enums import DeadlineKind, Every
from plans.models import Plan
from plans.reading.results import Clause, ReadPlan, ReadSection
from reports.collecting import collect_facts
from tasks.actions.closing import close_period
from tasks.actions.dates import set_due
from tasks.actions.updating import state_update
from tasks.enums import LateCause, Outcome, PeriodKind, State
from tasks.models import Obligation, Task
from tasks.periods import Timetable, period
from tasks.queries.lists import body_task_list, count_overdue, tasks_in_force, waiting_list
from tasks.queries.my_work import my_work
from tasks.queries.pages import task_page
from tasks.queries.plan_page import plan_page
from tasks.rules import can_set_due, can_update
from tasks.statements import Statement
from tests.cast import NOW, PASSWORD, TODAY, Cast, at
from tests.plans_in_force import plan_in_force
from tests.tasks.given_work import plan_row

pytestmark = pytest.mark.django_db
COMMUNES, DEPARTMENTS = "UBND các xã, phường", "Các phòng, ban chuyên môn thị xã"
FINANCE = "Phòng Tài chính - Kế hoạch thị xã Bỉm Sơn"
STANDING = Clause(DeadlineKind.CONTINUOUS, "Thường xuyên", start=date(2023, 1, 1), due=date(2023, 12, 31))


READING = ReadPlan(
    number="20/KH-UBND",
    title="Kế hoạch nâng cao Chỉ số cải cách hành chính năm 2023",
    from_year=2023,
    to_year=2023,
    sections=(
        ReadSection(
            label="I",
            title="Chỉ đạo, điều hành",
            area="Chỉ đạo, điều hành",
            lead=(),
            tasks=(
                plan_row("1", "Cập nhật hồ sơ", STANDING, groups=(DEPARTMENTS, COMMUNES)),
                plan_row(
                    "2",
                    "Xây dựng kế hoạch",
                    Clause(DeadlineKind.FIXED, "Tháng 5", due=date(2023, 5, 31)),
                    groups=(COMMUNES,),
                ),
                plan_row(
                    "3",
                    "Báo cáo giải ngân",
                    Clause(DeadlineKind.RECURRING, "Hàng quý", every=Every.QUARTER),
                    lead=(FINANCE,),
                ),
                plan_row(
                    "4",
                    "Thực hiện kiến nghị",
                    Clause(DeadlineKind.EVENT, "Khi có kết luận", trigger="Khi có kết luận"),
                    groups=(COMMUNES,),
                ),
                plan_row("5", "Cơ quan có liên quan", STANDING, groups=("Các cơ quan có liên quan",)),
            ),
        ),
    ),
)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """In force since January 2023; `thi-xa` coordinates the district."""
    _enlist(cast, "thi-xa", cast.district, Role.COORDINATOR)
    return plan_in_force(cast, who="thi-xa", reading=READING)


def _enlist(cast: Cast, key: str, body: Organization, role: Role) -> None:
    system = Actor.system(body)
    user = add_user(actor=system, organization=body, username=key, full_name=f"Người {key}", password=PASSWORD, now=NOW)
    add_membership(actor=system, user=user, organization=body, role=role, now=NOW)
    cast.people[key], cast.actors[key] = user, Actor(user=user, organization=body, role=role)


def _task(plan: Plan, ordinal: str, body: Organization) -> Task:
    return Task.objects.get(plan=plan, item__ordinal=ordinal, organization=body)


def _finance() -> Organization:
    return Organization.objects.get(code="tckh-bim-son")


def _say(cast: Cast, who: str, task: Task, outcome: Outcome = Outcome.DOING) -> None:
    obligation = task.obligations.first()
    assert obligation is not None
    statement = Statement(outcome=outcome, effective_on=date(2023, 6, 9), text="Đang làm.", late_cause=LateCause.OWN)
    state_update(
        actor=cast.actors[who],
        obligation_id=obligation.pk,
        seen_update_id=obligation.last_update_id,
        statement=statement,
        now=at("2023-06-09 09:00"),
    )


def test_each_body_has_a_task_of_its_own_and_nothing_is_due_twice(cast: Cast, plan: Plan) -> None:
    tasks = {
        ordinal: sorted(
            Task.objects.filter(plan=plan, item__ordinal=ordinal).values_list("organization__code", flat=True)
        )
        for ordinal in "12345"
    }
    communes = ["ba-dinh", "quang-trung"]
    assert tasks == {
        "1": ["ba-dinh", "bim-son", "quang-trung"],
        "2": communes,
        "3": ["tckh-bim-son"],
        "4": communes,
        "5": ["bim-son"],
    }
    dues = Obligation.objects.filter(task__plan=plan).values_list("task", "label", "due_on", "words")
    assert (len(dues), len(set(dues))) == (3 + 2 + 4 + 2 + 1, 12)
    assert [o.due_on for o in _task(plan, "3", _finance()).obligations.all()] == [
        date(2023, 3, 16),
        date(2023, 6, 16),
        date(2023, 9, 18),
        date(2023, 12, 18),
    ]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("vptk", {"quang-trung": 3}),
        ("ba-dinh.vptk", {"ba-dinh": 3}),
        ("thi-xa", {"bim-son": 2, "quang-trung": 3, "ba-dinh": 3, "tckh-bim-son": 1}),
        ("noivu", {"bim-son": 2, "quang-trung": 3, "ba-dinh": 3, "tckh-bim-son": 1}),
    ],
)
def test_who_sees_which_tasks(cast: Cast, plan: Plan, who: str, seen: dict[str, int]) -> None:
    codes = list(tasks_in_force(cast.actors[who]).values_list("organization__code", flat=True))
    assert {code: codes.count(code) for code in codes} == seen


@pytest.mark.parametrize(
    ("who", "ordinal", "code", "may"),
    [
        ("vptk", "1", "quang-trung", True),
        ("tpht", "1", "quang-trung", False),
        ("chutich", "1", "quang-trung", False),
        ("ba-dinh.vptk", "1", "quang-trung", False),
        ("thi-xa", "1", "quang-trung", False),
        ("thi-xa", "1", "bim-son", True),
        ("thi-xa", "3", "tckh-bim-son", True),
        ("noivu", "3", "tckh-bim-son", False),
        ("vptk", "3", "tckh-bim-son", False),
    ],
)
def test_a_body_updates_its_own_alone(cast: Cast, plan: Plan, who: str, ordinal: str, code: str, may: bool) -> None:
    task = _task(plan, ordinal, Organization.objects.get(code=code))
    assert can_update(cast.actors[who], task, TODAY) is may


def test_a_department_with_people_updates_for_itself(cast: Cast, plan: Plan) -> None:
    _enlist(cast, "tckh", _finance(), Role.OFFICER)
    task = _task(plan, "3", _finance())
    assert (can_update(cast.actors["tckh"], task, TODAY), can_update(cast.actors["thi-xa"], task, TODAY)) == (
        True,
        False,
    )
    _say(cast, "tckh", task)
    with pytest.raises(Forbidden, match=FINANCE):
        _say(cast, "thi-xa", task)
    assert task.obligations.filter(outcome=Outcome.DOING).count() == 1


def test_a_reviewer_in_a_department_does_none_of_its_duties(cast: Cast, plan: Plan) -> None:
    _enlist(cast, "theo-doi", _finance(), Role.REVIEWER)
    task = _task(plan, "3", _finance())
    assert (can_update(cast.actors["theo-doi"], task, TODAY), can_update(cast.actors["thi-xa"], task, TODAY)) == (
        False,
        True,
    )


def test_given_tasks_stand_in_the_days_work_of_the_coordinator(cast: Cast, plan: Plan) -> None:
    work = my_work(cast.actors["vptk"], today=TODAY)
    assert [card.task.item.text for card in work.overdue] == ["Xây dựng kế hoạch"]
    assert [card.place for card in work.overdue] == ["Thị xã Bỉm Sơn giao · I · số 2"]
    assert [card.task.item.text for card in work.waiting] == ["Thực hiện kiến nghị"]
    assert count_overdue(cast.actors["vptk"], today=TODAY) == 1
    assert my_work(cast.actors["tpht"], today=TODAY).overdue == []


def test_the_district_is_asked_for_departments_without_people(cast: Cast, plan: Plan) -> None:
    work = my_work(cast.actors["thi-xa"], today=TODAY)
    assert [(card.whose, card.task.item.text) for card in work.overdue] == [(FINANCE, "Báo cáo giải ngân")]
    assert count_overdue(cast.actors["thi-xa"], today=TODAY) == 1
    _enlist(cast, "tckh", _finance(), Role.OFFICER)
    assert my_work(cast.actors["thi-xa"], today=TODAY).overdue == []
    assert count_overdue(cast.actors["thi-xa"], today=TODAY) == 0
    own = my_work(cast.actors["tckh"], today=TODAY)
    assert [card.task.item.text for card in own.overdue] == ["Báo cáo giải ngân"]


def test_only_who_gave_a_duty_moves_its_day(cast: Cast, plan: Plan) -> None:
    obligation = _task(plan, "4", cast.quang_trung).obligations.get()
    assert [can_set_due(cast.actors[who], obligation) for who in ("thi-xa", "vptk", "chutich")] == [True, False, False]
    change = {"obligation_id": obligation.pk, "due_on": date(2023, 9, 15), "reason": "Theo kết luận số 5", "now": NOW}
    with pytest.raises(Forbidden):
        set_due(actor=cast.actors["vptk"], **change)
    set_due(actor=cast.actors["thi-xa"], **change)
    obligation.refresh_from_db()
    assert obligation.due_on == date(2023, 9, 15)
    assert [o.task.organization.code for o in waiting_list(cast.actors["thi-xa"])] == ["ba-dinh"]


def test_the_plan_page_rolls_a_row_up_from_its_bodies(cast: Cast, plan: Plan) -> None:
    _say(cast, "vptk", _task(plan, "2", cast.quang_trung), Outcome.DONE)
    page = plan_page(cast.actors["thi-xa"], plan.pk, today=TODAY)
    assert page is not None
    rows = {row.item.ordinal: row for row in page.sections[0].rows}
    states = {one.task.organization.code: one.state for one in rows["2"].tasks}
    assert states == {"quang-trung": State.LATE, "ba-dinh": State.OVERDUE}
    assert (page.total, rows["2"].state, rows["2"].only) == (5, State.OVERDUE, None)
    assert (rows["3"].only, rows["5"].only) == (_task(plan, "3", _finance()), _task(plan, "5", cast.district))


def test_pages_of_a_given_task(cast: Cast, plan: Plan, settings: object) -> None:
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    task = _task(plan, "1", cast.quang_trung)
    found = {who: cast.client(who).get(f"/nhiem-vu/{task.pk}/") for who in ("vptk", "thi-xa", "ba-dinh.vptk")}
    assert {who: answer.status_code for who, answer in found.items()} == {
        "vptk": 200,
        "thi-xa": 200,
        "ba-dinh.vptk": 404,
    }
    link = f'href="/ke-hoach/{plan.pk}/"'
    assert [link in found[who].content.decode() for who in ("vptk", "thi-xa")] == [False, True]
    assert cast.client("vptk").get(f"/ke-hoach/{plan.pk}/").status_code == 404
    page = task_page(cast.actors["vptk"], task.pk, today=TODAY)
    assert page is not None
    assert page.is_plan_in_reach is False


def test_the_districts_list_is_filtered_by_body(cast: Cast, plan: Plan, settings: object) -> None:
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    client = cast.client("thi-xa")
    counts = [
        client.get("/nhiem-vu/", {"body": body}).context["page"].paginator.count
        for body in ("", cast.quang_trung.pk, cast.district.pk, _finance().pk)
    ]
    assert counts == [9, 3, 2, 1]


def test_reports_hold_the_rows_of_a_bodys_own_plan_each_once(cast: Cast, plan: Plan) -> None:
    plan_in_force(cast)
    quarter = period(PeriodKind.QUARTER, 2023, 1, Timetable())
    totals = []
    for body in (cast.district, cast.quang_trung):
        facts = collect_facts(actor=Actor.system(body), organization=body, period=quarter, as_of=quarter.cutoff_on)
        totals.append((facts.rows.total, [row.text for part in facts.appendices for row in part.rows]))
    assert totals[0] == (5, [row.text for section in READING.sections for row in section.tasks])
    assert totals[1][0] == 5


def test_a_departments_word_is_late_once_the_district_has_sent_its_report(cast: Cast, plan: Plan) -> None:
    quarter = period(PeriodKind.QUARTER, 2023, 2, Timetable())
    close_period(actor=cast.actors["thi-xa"], organization=cast.district, period=quarter, now=at("2023-06-16 10:00"))
    with pytest.raises(Refused, match="bổ sung sau chốt số liệu"):
        _say(cast, "thi-xa", _task(plan, "3", _finance()))
    _say(cast, "vptk", _task(plan, "1", cast.quang_trung))
    assert list(Obligation.objects.exclude(outcome="").values_list("task__organization__code", flat=True)) == [
        "quang-trung"
    ]


@pytest.mark.parametrize(
    ("days", "helps"),
    [
        ({}, False),
        ({"valid_to": date(2099, 1, 1)}, False),
        ({"valid_from": date(2099, 1, 1)}, True),
        ({"valid_to": date(2000, 1, 1)}, True),
        ({"ended_at": NOW}, True),
    ],
)
def test_the_coordinator_stands_in_where_nobody_could_do_it_today(
    cast: Cast, plan: Plan, days: dict[str, Any], helps: bool
) -> None:
    _enlist(cast, "tckh", _finance(), Role.OFFICER)
    Membership.objects.filter(user=cast.people["tckh"]).update(**days)
    task = _task(plan, "3", _finance())
    actor = cast.actors["thi-xa"]
    found = set(body_task_list(actor, today=TODAY).values_list("pk", flat=True))
    assert (can_update(actor, task, TODAY), task.pk in found) == (helps, helps)
