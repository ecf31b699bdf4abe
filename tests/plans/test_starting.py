"""Next year's plan, started from last year's."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from plans.actions import settle_all
from plans.actions.heading import Heading
from plans.actions.issuing import Head, write_head
from plans.actions.starting import Start, begin_plan, start_next_plan
from plans.enums import Comparator, PlanState, Relation
from plans.models import Plan, PlanItem
from plans.reading.results import ReadTarget
from tasks.actions.accepting import accept_plan
from tasks.actions.updating import state_update
from tasks.enums import LateCause, Outcome, State
from tasks.models import Obligation, Task
from tasks.periods import Timetable
from tasks.queries.next_year import next_year
from tasks.statements import Statement
from tests.cast import TODAY, Cast, at
from tests.plans_in_force import READING, duty, plan_in_force

pytestmark = pytest.mark.django_db
END_OF_YEAR = date(2023, 12, 20)
NOW = at("2023-12-20 09:00")
AIM = "Tối thiểu 98% hồ sơ được giải quyết đúng hạn năm 2023."


@pytest.fixture
def last(cast: Cast) -> Plan:
    target = ReadTarget(AIM, "hồ sơ được giải quyết đúng hạn năm 2023", Comparator.AT_LEAST, 98, None, "%")
    return plan_in_force(cast, reading=replace(READING, targets=(target,)))


def start_of(cast: Cast, last: Plan, *, today: date = END_OF_YEAR) -> Start:
    """Every row, as the page offers them."""
    found = next_year(cast.actors["vptk"], last.pk, today=today)
    assert found is not None
    return Start(found.carried(row.item.pk for row in found.rows), 2024, 2024)


def started(cast: Cast, last: Plan, **more: Any) -> Plan:
    return start_next_plan(actor=cast.actors["vptk"], last=last, start=start_of(cast, last, **more), now=NOW)


def rows_of(plan: Plan) -> list[PlanItem]:
    return list(PlanItem.objects.filter(section__plan=plan, parent=None).order_by("section__order", "order"))


def say(cast: Cast, obligation: Obligation, outcome: Outcome, words: str, who: str = "tpht") -> None:
    difficulty = words if outcome == Outcome.DIFFICULTY else ""
    statement = Statement(outcome, date(2023, 12, 1), words, difficulty, late_cause=LateCause.OWN)
    state_update(
        actor=cast.actors[who],
        obligation_id=obligation.pk,
        seen_update_id=None,
        statement=statement,
        files=[],
        now=at("2023-12-01 09:00"),
    )


def test_each_row_comes_with_its_state_and_the_last_word(cast: Cast, last: Plan) -> None:
    say(cast, duty(last, "1.1"), Outcome.DONE, "Đã rà soát 14 văn bản.")
    say(cast, duty(last, "1.3"), Outcome.DIFFICULTY, "Thiếu người.")
    found = next_year(cast.actors["vptk"], last.pk, today=END_OF_YEAR)
    assert found is not None
    assert [(row.item.text, row.state, row.is_unfinished, row.last.text if row.last else "") for row in found.rows] == [
        ("Rà soát văn bản", State.LATE, False, "Đã rà soát 14 văn bản."),
        ("Báo cáo tài chính", State.OVERDUE, True, ""),
        ("Theo dõi thi hành pháp luật", State.DOING, True, "Thiếu người."),
        ("Đào tạo cán bộ", State.WAITING, True, ""),
        ("Kiểm tra công vụ", State.OVERDUE, True, ""),
    ]


def test_a_standing_duty_under_way_starts_anew(cast: Cast, last: Plan) -> None:
    say(cast, duty(last, "1.3"), Outcome.DOING, "Đang theo dõi.")
    found = next_year(cast.actors["vptk"], last.pk, today=END_OF_YEAR)
    assert found is not None
    assert (found.rows[2].state, found.rows[2].is_unfinished) == (State.DOING, False)


def test_rows_stand_in_the_words_of_the_new_year(cast: Cast, last: Plan) -> None:
    plan = started(cast, last)
    assert (plan.title, plan.number, plan.span) == ("Kế hoạch cải cách hành chính năm 2024", "/KH-UBND", (2024, 2024))
    assert (plan.state, plan.relation, plan.related) == (PlanState.DRAFT, Relation.FOLLOWS, last)
    told = [(row.ordinal, row.text, row.deadline_text, row.note, row.is_carried_over) for row in rows_of(plan)]
    carried = "Chuyển tiếp từ năm 2023"
    assert told == [
        ("1", "Rà soát văn bản", "Quý I", carried, True),
        ("2", "Báo cáo tài chính", "Báo cáo hàng quý", carried, True),
        ("3", "Theo dõi thi hành pháp luật", "Thường xuyên trong năm 2024", "", False),
        ("1", "Đào tạo cán bộ", "Theo KH", carried, True),
        ("2", "Kiểm tra công vụ", "Quý I; Báo cáo hàng quý", carried, True),
    ]
    assert [row.origin for row in rows_of(plan)] == rows_of(last)
    assert rows_of(plan)[0].clauses[0]["due"] == "2024-03-31"
    assert [(s.label, s.title, s.lead_text) for s in plan.sections.all()] == [
        ("Phụ lục số 01", "Cải cách thể chế", "Công chức Tư pháp - Hộ tịch"),
        ("Phụ lục số 02", "Cải cách công vụ", "Công chức Văn phòng - Thống kê"),
    ]
    assert [(t.text, t.value) for t in plan.targets.all()] == [(AIM.replace("2023", "2024"), 98)]


def test_only_chosen_rows_go_on(cast: Cast, last: Plan) -> None:
    kept = rows_of(last)[-1]
    start = Start({kept.pk: False}, 2024, 2024)
    plan = start_next_plan(actor=cast.actors["vptk"], last=last, start=start, now=NOW)
    assert [(row.text, row.ordinal, row.is_carried_over) for row in rows_of(plan)] == [(kept.text, "1", False)]
    assert [section.label for section in plan.sections.all()] == ["Phụ lục số 02"]


def test_starting_twice_finds_the_first_draft(cast: Cast, last: Plan) -> None:
    plan = started(cast, last)
    again = start_next_plan(
        actor=cast.actors["vptk"], last=last, start=start_of(cast, last), now=at("2023-12-21 09:00")
    )
    assert (again, Plan.objects.filter(related=last).count()) == (plan, 1)
    assert Event.objects.filter(verb="Bắt đầu kế hoạch năm sau").count() == 1


def test_who_may_not_or_chooses_nothing_is_refused(cast: Cast, last: Plan) -> None:
    start = start_of(cast, last)
    for who in ("tpht", "chutich", "ba-dinh.vptk"):
        with pytest.raises(Forbidden):
            start_next_plan(actor=cast.actors[who], last=last, start=start, now=NOW)
    for wrong in (Start({}, 2024, 2024), replace(start, from_year=2023), replace(start, to_year=2023)):
        with pytest.raises(Refused):
            start_next_plan(actor=cast.actors["vptk"], last=last, start=wrong, now=NOW)
    draft = begin_plan(actor=cast.actors["vptk"], title="Kế hoạch", from_year=2024, to_year=2024, now=NOW)
    with pytest.raises(Refused, match="đang thực hiện"):
        start_next_plan(actor=cast.actors["vptk"], last=draft, start=start, now=NOW)
    assert Plan.objects.exclude(pk__in=(last.pk, draft.pk)).count() == 0


def test_issued_in_december_it_owes_nothing_before_its_year(cast: Cast, last: Plan) -> None:
    plan = started(cast, last)
    heading = Heading("09/KH-UBND", plan.title, 2024, 2024, date(2023, 12, 25))
    head = Head(heading, "", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Ngọc Thắng")
    plan = write_head(actor=cast.actors["vptk"], plan=plan, seen=plan.revision, head=head, now=NOW)
    settle_all(actor=cast.actors["vptk"], plan=plan, now=NOW)
    assert accept_plan(actor=cast.actors["vptk"], plan=plan, timetable=Timetable(), now=NOW) == 5
    due = Obligation.objects.filter(task__plan=plan, due_on__isnull=False).order_by("due_on")
    assert (due[0].due_on.year, due.last().due_on) == (2024, date(2024, 12, 31))
    assert Task.objects.filter(plan=last).count() == 5


def test_a_number_without_its_figure_is_no_number(cast: Cast, last: Plan) -> None:
    plan = started(cast, last)
    heading = Heading("/KH-UBND", plan.title, 2024, 2024, date(2023, 12, 25))
    with pytest.raises(Refused, match="số, ký hiệu"):
        write_head(
            actor=cast.actors["vptk"], plan=plan, seen=plan.revision, head=Head(heading, "", "", "", ""), now=NOW
        )


def test_the_page_offers_every_row_and_filters_by_state(cast: Cast, last: Plan, settings: Any) -> None:
    settings.TODAY = TODAY
    client, address = cast.client("vptk"), f"/ke-hoach/{last.pk}/nam-sau/"
    assert client.get(address).content.decode().count('name="row"') == 5
    assert client.get(f"{address}?trang-thai=overdue").content.decode().count('name="row"') == 3
    ids = [row.pk for row in rows_of(last)]
    answer = client.post(address, {"row": ids, "from_year": 2024, "to_year": 2024})
    plan = Plan.objects.get(related=last)
    assert (answer.status_code, answer["Location"]) == (302, f"/ke-hoach/{plan.pk}/bang/")
    assert "chuyển tiếp từ năm 2023" in client.get(answer["Location"]).content.decode()
    assert client.post(address, {"row": [], "from_year": "x", "to_year": 2024}).status_code == 422
