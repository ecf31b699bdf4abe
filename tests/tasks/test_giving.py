"""A row of the town's plan is given to more bodies, received, followed over all of them, taken back, and revised."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cchc.orgs.models import Notice
from cchc.orgs.refusals import Forbidden, Refused
from plans.actions import import_plan, settle_all
from plans.actions.relating import relate_plan
from plans.enums import Relation
from plans.models import Plan
from plans.queries import version_mark
from plans.reading.results import DeadlineReading, ReadTask
from reports.collecting import collect_facts
from tasks.actions.giving import take_back
from tasks.actions.receiving import take_receipt
from tasks.actions.revising import apply_revision
from tasks.enums import LateCause, Outcome, PeriodKind, State
from tasks.models import Obligation, Receipt, Task
from tasks.obligations import GIVEN_LATE
from tasks.periods import Timetable, period
from tasks.queries.given import given_work
from tasks.queries.giving import GivenRow, giving_page, offer_of, row_page
from tests.cast import NOW, TODAY, Cast, at
from tests.reading.wordfiles import word_file
from tests.tasks.given_work import ROWS, finance, fixed, give, reading_of, say, task_of, town_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return town_plan(cast)


def days(task: Task) -> list[tuple[str, date | None, date | None]]:
    return [(o.kind, o.start_on, o.due_on) for o in task.obligations.all()]


def row_of(cast: Cast, plan: Plan, ordinal: str) -> GivenRow:
    page = giving_page(cast.actors["thi-xa"], plan.pk, today=TODAY)
    assert page is not None
    return next(row for row in (*page.loose, *page.given, *page.others) if row.item.ordinal == ordinal)


def told(who: str) -> list[str]:
    return list(Notice.objects.filter(user__username=who).order_by("pk").values_list("text", flat=True))


def test_acceptance_tells_each_body_once(cast: Cast, plan: Plan) -> None:
    words = (
        "Thị xã Bỉm Sơn giao 3 việc theo Kế hoạch nâng cao Chỉ số cải cách hành chính năm 2023; hãy xem và bấm “Đã "
        "nhận”."
    )
    assert {who: told(who) for who in ("vptk", "chutich", "ba-dinh.vptk", "tpht", "thi-xa")} == {
        "vptk": [words],
        "chutich": [words],
        "ba-dinh.vptk": [words],
        "tpht": [],
        "thi-xa": [],
    }


def test_rows_for_nobody_in_particular_come_first(cast: Cast, plan: Plan) -> None:
    page = giving_page(cast.actors["thi-xa"], plan.pk, today=TODAY)
    assert page is not None
    assert [(row.item.ordinal, row.loose) for row in page.loose] == [
        ("1", ("Các phòng, ban chuyên môn thị xã",)),
        ("5", ("Các cơ quan liên quan",)),
    ]
    assert [row.item.ordinal for row in page.given] == ["2", "3", "4"]
    assert [row.item.ordinal for row in page.others] == ["6"]
    assert page.bodies == 3
    give(cast, plan, "5", finance())
    page = giving_page(cast.actors["thi-xa"], plan.pk, today=TODAY)
    assert page is not None
    assert [row.item.ordinal for row in page.loose] == ["1"]


def test_whom_it_is_given_late_owes_only_what_is_ahead(cast: Cast, plan: Plan) -> None:
    [standing], [quarterly] = give(cast, plan, "1", finance()), give(cast, plan, "3", finance())
    assert standing.is_chosen
    assert days(standing) == [("standing", date(2023, 6, 10), date(2023, 12, 31))]
    assert [due for _, _, due in days(quarterly)] == [date(2023, 6, 16), date(2023, 9, 18), date(2023, 12, 18)]
    [late] = give(cast, plan, "2", finance())
    assert [(o.kind, o.due_on, o.waits_for) for o in late.obligations.all()] == [("waiting", None, GIVEN_LATE)]


@pytest.mark.parametrize(("when", "due"), [("2023-05-31 23:59", date(2023, 5, 31)), ("2023-06-01 00:01", None)])
def test_a_due_day_is_over_when_it_has_ended(cast: Cast, plan: Plan, when: str, due: date | None) -> None:
    [task] = give(cast, plan, "2", finance(), when=when)
    assert [o.due_on for o in task.obligations.all()] == [due]


def test_who_has_it_keeps_it_and_nothing_is_given_twice(cast: Cast, plan: Plan) -> None:
    give(cast, plan, "4", cast.quang_trung, cast.ba_dinh)
    with pytest.raises(Refused, match="Hãy chọn ít nhất một đơn vị"):
        give(cast, plan, "4", cast.quang_trung, finance())
    with pytest.raises(Refused, match="Hãy chọn ít nhất một đơn vị"):
        give(cast, plan, "4", cast.province)
    holders = Task.objects.filter(plan=plan, item__ordinal="4").values_list("organization__code", "is_chosen")
    assert sorted(holders) == [("ba-dinh", True), ("quang-trung", True), ("tckh-bim-son", False)]
    assert told("vptk")[1:] == [told("ba-dinh.chutich")[1]]


@pytest.mark.parametrize("who", ["vptk", "noivu", "admin"])
def test_others_than_the_giver_give_nothing(cast: Cast, plan: Plan, who: str) -> None:
    cast.actors["thi-xa"] = cast.actors[who]
    with pytest.raises((Forbidden, Plan.DoesNotExist)):
        give(cast, plan, "4", cast.quang_trung)
    assert Task.objects.filter(plan=plan, item__ordinal="4").count() == 1


def test_offer_holds_who_has_it_not_yet(cast: Cast, plan: Plan) -> None:
    item = plan.sections.get().items.get(ordinal="4")
    offer = offer_of(cast.actors["thi-xa"], plan.pk, item.pk, today=TODAY)
    assert offer is not None
    assert [body.code for body in offer.bodies] == ["ba-dinh", "quang-trung", "noi-vu-bim-son"]
    assert offer_of(cast.actors["vptk"], plan.pk, item.pk, today=TODAY) is None


def test_progress_of_a_row_over_all_receivers(cast: Cast, plan: Plan) -> None:
    say(cast, "vptk", task_of(plan, "2", cast.quang_trung).obligations.get(), Outcome.DONE, effective=date(2023, 5, 30))
    take_receipt(actor=cast.actors["ba-dinh.chutich"], task_ids=[task_of(plan, "3", cast.ba_dinh).pk], now=NOW)
    two, three = row_of(cast, plan, "2"), row_of(cast, plan, "3")
    assert (two.receivers, two.received, two.unreceived, two.overdue, two.silent) == (2, 1, 1, 1, 1)
    assert (two.tally.done, two.tally.base, two.tally.percent) == (1, 2, "50,0 %")
    assert (three.receivers, three.received, three.overdue, three.silent) == (2, 1, 2, 2)
    item = plan.sections.get().items.get(ordinal="2")
    page = row_page(cast.actors["noivu"], plan.pk, item.pk, today=TODAY)
    assert page is not None
    assert [(one.body.code, one.row.state, one.is_silent) for one in page.receivers] == [
        ("ba-dinh", State.OVERDUE, True),
        ("quang-trung", State.ON_TIME, False),
    ]
    assert [
        one.body.code for one in row_page(cast.actors["thi-xa"], plan.pk, item.pk, today=TODAY, words="ba dinh").shown
    ] == ["ba-dinh"]  # type: ignore[union-attr]
    assert row_page(cast.actors["vptk"], plan.pk, item.pk, today=TODAY) is None


def test_what_is_received_is_told_no_more(cast: Cast, plan: Plan) -> None:
    """The notice waits until all that the plan gave the body is received; other bodies' notices stay."""

    def waiting() -> list[str]:
        unread = Notice.objects.unread().filter(about=f"given:{plan.pk}:{cast.quang_trung.pk}").order_by("pk")
        return list(unread.values_list("user__username", flat=True))

    others = Notice.objects.unread().count() - len(waiting())
    assert waiting() == ["vptk", "chutich"]
    first, *rest = Task.objects.filter(plan=plan, organization=cast.quang_trung).values_list("pk", flat=True)
    take_receipt(actor=cast.actors["vptk"], task_ids=[first], now=NOW)
    assert waiting() == ["vptk", "chutich"]
    take_receipt(actor=cast.actors["vptk"], task_ids=rest, now=NOW)
    assert (waiting(), Notice.objects.unread().count()) == ([], others)


def test_a_receipt_is_written_once_by_who_answers(cast: Cast, plan: Plan) -> None:
    task = task_of(plan, "2", cast.quang_trung)
    assert given_work(cast.actors["tpht"], today=TODAY).new == 3
    with pytest.raises(Forbidden):
        take_receipt(actor=cast.actors["tpht"], task_ids=[task.pk], now=NOW)
    with pytest.raises(Forbidden):
        take_receipt(actor=cast.actors["thi-xa"], task_ids=[task.pk], now=NOW)
    counts = [
        take_receipt(actor=cast.actors[who], task_ids=[task.pk], now=NOW) for who in ("ba-dinh.vptk", "vptk", "chutich")
    ]
    assert counts == [0, 1, 0]
    assert Receipt.objects.get().receiver_name == "Người vptk"
    work = given_work(cast.actors["vptk"], today=TODAY)
    assert (work.total, work.new, work.overdue, work.untied) == (3, 2, 2, 3)
    assert [line.task.item.ordinal for line in work.plans[0].lines] == ["1", "3", "2"]


def test_what_was_taken_back_waits_for_no_receipt(cast: Cast, plan: Plan) -> None:
    """The notice of the given work is settled by the receipt of all that is left of it."""
    first, *left = Task.objects.filter(plan=plan, organization=cast.quang_trung).order_by("order")
    take_back(
        actor=cast.actors["thi-xa"],
        plan_id=plan.pk,
        item_id=first.item_id,
        body_ids={cast.quang_trung.pk},
        reason="Không cần nữa.",
        now=NOW,
    )
    unread = Notice.objects.unread().filter(user=cast.people["vptk"], about__startswith="given:")
    assert unread.count() == 1
    take_receipt(actor=cast.actors["vptk"], task_ids={task.pk for task in left}, now=NOW)
    assert unread.count() == 0


def test_taking_back_cancels_what_is_owed_and_can_be_given_again(cast: Cast, plan: Plan) -> None:
    task = task_of(plan, "3", cast.quang_trung)
    first = task.obligations.earliest("due_on")
    say(cast, "vptk", first, Outcome.DONE, "Đã gửi.", effective=date(2023, 3, 10))
    back = {"plan_id": plan.pk, "item_id": task.item_id, "body_ids": {cast.quang_trung.pk}, "now": NOW}
    with pytest.raises(Refused, match="lý do thu hồi"):
        take_back(actor=cast.actors["thi-xa"], reason=" ", **back)
    take_back(actor=cast.actors["lanh-dao"], reason="Giao nhầm.", **back)
    alive = Obligation.objects.alive().filter(task=task)
    assert list(alive) == [first]
    assert task_of(plan, "3", cast.ba_dinh).obligations.alive().count() == 4
    assert told("vptk")[-1] == ("Thị xã Bỉm Sơn thu hồi việc đã giao “Báo cáo tình hình tài chính”; lý do: Giao nhầm.")
    with pytest.raises(Refused, match="không còn nợ gì"):
        take_back(actor=cast.actors["thi-xa"], reason="Lần nữa", **back)
    whole = task_of(plan, "2", cast.quang_trung)
    take_back(actor=cast.actors["thi-xa"], reason="Dời.", **(back | {"item_id": whole.item_id}))
    assert (row_of(cast, plan, "2").receivers, row_of(cast, plan, "2").tally.left_out) == (
        1,
        "Không tính vào tỷ lệ: 1 đơn vị đã hủy.",
    )
    give(cast, plan, "2", cast.quang_trung)
    assert [(o.kind, o.due_on) for o in whole.obligations.alive()] == [("waiting", None)]


def test_reports_of_the_giver_count_a_chosen_body_from_the_day_of_giving(cast: Cast, plan: Plan) -> None:
    give(cast, plan, "5", cast.quang_trung, when="2023-06-10 09:00")
    quarter = period(PeriodKind.QUARTER, 2023, 2, Timetable())
    shares = []
    for day in (date(2023, 6, 9), date(2023, 6, 10)):
        facts = collect_facts(actor=cast.actors["thi-xa"], organization=cast.district, period=quarter, as_of=day)
        [row] = [row for part in facts.appendices for row in part.rows if row.ordinal == "5"]
        shares.append(row.result)
    assert shares == ["", "0/1 đơn vị đã xong."]
    given = []
    for day in (date(2023, 6, 9), date(2023, 6, 10)):
        facts = collect_facts(actor=cast.actors["vptk"], organization=cast.quang_trung, period=quarter, as_of=day)
        given.append(facts.given_tally and facts.given_tally.total)
    assert given == [3, 4]


def test_a_report_of_the_giver_asks_no_more_where_more_was_said_beneath(cast: Cast, plan: Plan) -> None:
    """Also of what was done late beneath, each word with its cause."""
    counted = []
    for body, who in ((cast.quang_trung, "vptk"), (cast.ba_dinh, "ba-dinh.vptk")):
        say(cast, who, task_of(plan, "2", body).obligations.get(), Outcome.DONE, "Xong.", cause=LateCause.OWN)
        say(cast, who, task_of(plan, "1", body).obligations.get())
        with CaptureQueriesContext(connection) as caught:
            collect_facts(
                actor=cast.actors["thi-xa"],
                organization=cast.district,
                period=period(PeriodKind.QUARTER, 2023, 2, Timetable()),
                as_of=TODAY,
            )
        counted.append(len(caught))
    assert counted[0] == counted[1]


def revise(cast: Cast, plan: Plan, rows: tuple[ReadTask, ...]) -> None:
    """A corrected document of the town's plan takes effect on 20/06/2023."""
    actor, now = cast.actors["thi-xa"], at("2023-06-20 09:00")
    draft = import_plan(
        actor=actor, name="sua.docx", data=word_file("KẾ HOẠCH", "sửa"), reading=reading_of(rows), now=now
    )
    settle_all(actor=actor, plan=draft, now=now)
    relate_plan(actor=actor, plan=draft, relation=Relation.REVISES, related=plan, now=now)
    draft.refresh_from_db()
    apply_revision(actor=actor, draft=draft, seen=version_mark(draft), timetable=Timetable(), now=now)


def test_a_revision_leaves_chosen_bodies_what_they_have(cast: Cast, plan: Plan) -> None:
    [chosen] = give(cast, plan, "3", finance())
    say(cast, "thi-xa", chosen.obligations.earliest("due_on"), text="Đang thu thập.", when="2023-06-11 09:00")
    [late] = give(cast, plan, "2", finance())
    moved = fixed(date(2023, 8, 31))
    two = replace(ROWS[1], deadline_text=moved.words, deadline=DeadlineReading(moved.words, (moved,)))
    revise(cast, plan, (ROWS[0], two, *ROWS[2:]))
    chosen.refresh_from_db()
    assert (chosen.plan, chosen.is_chosen, chosen.item.section.plan) == (plan, True, plan)
    assert [due for _, _, due in days(chosen)] == [date(2023, 6, 16), date(2023, 9, 18), date(2023, 12, 18)]
    assert chosen.obligations.exclude(cancelled_on=None).count() == 0
    assert [o.due_on for o in late.obligations.alive()] == [date(2023, 8, 31)]


def test_a_row_that_is_gone_is_gone_for_chosen_bodies_too(cast: Cast, plan: Plan) -> None:
    [chosen] = give(cast, plan, "3", finance())
    revise(cast, plan, (*ROWS[:2], *ROWS[3:]))
    chosen.refresh_from_db()
    assert chosen.plan != plan
    assert chosen.obligations.alive().count() == 0
