"""A period beside the same of the year before, and the work that governments above gave."""

from dataclasses import replace
from datetime import date

import pytest

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Organization
from plans.models import Plan
from plans.reading.results import AgencyReading
from reports.actions.drafting import draft_report
from reports.collecting import collect_facts
from reports.drawing.outline import outline
from reports.facts import ReportFacts, RowFacts
from tasks.actions.updating import state_update
from tasks.enums import LateCause, Outcome
from tasks.models import Obligation, Task
from tasks.statements import Statement
from tests.cast import Cast, at
from tests.plans_in_force import READING, plan_in_force
from tests.reports.reporting import sent
from tests.reports.year import facts_of, numbers, quarter, report_of_22, say, section, texts
from tests.tasks.test_fan_out import FINANCE
from tests.tasks.test_fan_out import READING as FROM_ABOVE

pytestmark = pytest.mark.django_db

HOME_AFFAIRS = "Phòng Nội vụ thị xã Bỉm Sơn"
Q1_2022, Q1_2023 = date(2022, 3, 16), date(2023, 3, 16)


# the same period of the year before


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A plan of two years, in force since the first; of quý I of 2022 one of two reports was sent in time."""
    found = plan_in_force(cast, reading=replace(READING, from_year=2022), now=at("2022-01-05 16:00"))
    say(cast, report_of_12(found, Q1_2022), "tckt", "2022-03-10 09:00", Outcome.DONE)
    return found


def report_of_12(plan: Plan, due_on: date) -> Obligation:
    return Obligation.objects.get(task__plan=plan, task__item__text="Báo cáo tài chính", due_on=due_on)


def last_year_words(facts: ReportFacts) -> list[str]:
    return [paragraph.text for paragraph in facts.opening if "năm 2022:" in paragraph.text]


def test_without_a_report_the_year_before_is_told_from_what_was_recorded_by_its_cut_off(cast: Cast, plan: Plan) -> None:
    """1.2's report in time, 2.2's to come, 2.1 waits; that 2.2's came on 20/3/2022 is later than the cut-off."""
    say(cast, report_of_22(plan, Q1_2022), "vptk", "2022-03-20 09:00", Outcome.DONE, text="Đã gửi muộn.")
    found = facts_of(cast, quarter(1)).last_year
    assert found is not None
    assert (found.period, found.is_sent, found.report_id) == ("quý I năm 2022", False, None)
    assert numbers(found.period_tally) == {"on_time": 1, "not_yet": 1, "waiting": 1}
    assert (found.period_tally.done, found.period_tally.base, found.rows.total) == (1, 2, 5)


def test_what_was_sent_stands_for_the_year_before(cast: Cast, plan: Plan) -> None:
    report = draft_report(
        actor=cast.actors["vptk"], organization=cast.quang_trung, period=quarter(1, 2022), now=at("2022-03-15 00:10")
    )
    sent(cast, report, now=at("2022-03-16 16:00"))
    found = facts_of(cast, quarter(1)).last_year
    assert found is not None
    assert (found.is_sent, found.report_id, numbers(found.period_tally)) == (
        True,
        report.pk,
        {"on_time": 1, "not_yet": 1, "waiting": 1},
    )


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ((), "Cùng kỳ năm 2022: 1/2 việc, đạt 50,0 %; năm nay giảm 50,0 điểm phần trăm."),
        (("1.2",), "Cùng kỳ năm 2022: 1/2 việc, đạt 50,0 %; năm nay bằng năm trước."),
        (("1.2", "2.2"), "Cùng kỳ năm 2022: 1/2 việc, đạt 50,0 %; năm nay tăng 50,0 điểm phần trăm."),
    ],
)
def test_the_comparison_in_words(cast: Cast, plan: Plan, done: tuple[str, ...], words: str) -> None:
    duties = {"1.2": report_of_12(plan, Q1_2023), "2.2": report_of_22(plan, Q1_2023)}
    for row in done:
        say(cast, duties[row], "tckt" if row == "1.2" else "vptk", "2023-03-10 09:00", Outcome.DONE)
    assert last_year_words(facts_of(cast, quarter(1))) == [words]


def test_nothing_is_said_of_a_year_that_nobody_recorded(cast: Cast) -> None:
    """The plan covers 2022, but came into force only in 2023."""
    plan_in_force(cast, reading=replace(READING, from_year=2022), now=at("2023-01-05 16:00"))
    facts = facts_of(cast, quarter(1))
    assert (facts.last_year, last_year_words(facts)) == (None, [])


# the work that governments above gave


@pytest.fixture
def above(cast: Cast) -> Plan:
    """The district's plan: row 1 standing, row 2 due 31/5, row 4 waiting for each commune; rows 3 and 5 its own."""
    cast.actors["thi-xa"] = Actor(user=cast.people["noivu"], organization=cast.district, role=Role.COORDINATOR)  # type: ignore[arg-type]
    return plan_in_force(cast, who="thi-xa", reading=FROM_ABOVE)


def tell_above(cast: Cast, plan: Plan, ordinal: str, outcome: Outcome, text: str) -> None:
    duty = Task.objects.get(plan=plan, item__ordinal=ordinal, organization=cast.quang_trung).obligations.get()
    statement = Statement(outcome, date(2023, 6, 9), text, late_cause=LateCause.OWN)
    now = at("2023-06-09 09:00")
    state_update(actor=cast.actors["vptk"], obligation_id=duty.pk, seen_update_id=None, statement=statement, now=now)


def facts_of_body(body: Organization) -> ReportFacts:
    of = quarter(2)
    return collect_facts(actor=Actor.system(body), organization=body, period=of, as_of=of.cutoff_on)


def test_given_work_stands_beside_the_plan_and_outside_its_counts(cast: Cast, above: Plan) -> None:
    plan_in_force(cast)
    alone = facts_of_body(cast.quang_trung)
    tell_above(cast, above, "2", Outcome.DONE, "Đã ban hành kế hoạch của xã.")
    facts = facts_of_body(cast.quang_trung)
    assert (facts.rows, facts.period_tally) == (alone.rows, alone.period_tally)
    assert facts.given is not None
    assert facts.given_tally is not None
    assert [(row.ordinal, row.text, row.state, row.given_by) for row in facts.given.rows] == [
        ("1", "Cập nhật hồ sơ", "doing", GIVEN_BY),
        ("2", "Xây dựng kế hoạch", "late", GIVEN_BY),
        ("4", "Thực hiện kiến nghị", "waiting", GIVEN_BY),
    ]
    assert (numbers(facts.given_tally), facts.given_tally.done, facts.given_tally.base) == (
        {"doing": 1, "late": 1, "waiting": 1},
        1,
        2,
    )
    assert "Đã ban hành kế hoạch của xã." in texts(facts, "I")
    assert facts.opening[-1].text.startswith("Cấp trên giao 3 nhiệm vụ; tính đến hết ngày 14/06/2023: 1 xong muộn,")


GIVEN_BY = "Kế hoạch nâng cao Chỉ số cải cách hành chính năm 2023 (số 20/KH-UBND) của UBND thị xã Bỉm Sơn"


def test_given_work_is_counted_as_the_ministry_asks(cast: Cast, above: Plan) -> None:
    tell_above(cast, above, "2", Outcome.DONE, "Đã ban hành kế hoạch của xã.")
    found = [one for one in facts_of_body(cast.quang_trung).indicators if "cấp trên giao" in one.name]
    assert [(one.name, one.numerator, one.denominator, one.value) for one in found] == [
        ("Nhiệm vụ cấp trên giao đã hoàn thành", "1", "2", "50,0 %"),
        ("Nhiệm vụ cấp trên giao xong đúng hạn", "0", "2", "0,0 %"),
        ("Nhiệm vụ cấp trên giao xong muộn", "1", "2", "50,0 %"),
        ("Nhiệm vụ cấp trên giao chưa xong, còn trong hạn", "1", "2", "50,0 %"),
        ("Nhiệm vụ cấp trên giao quá hạn chưa xong", "0", "2", "0,0 %"),
    ]


def test_a_commune_without_a_plan_reports_on_what_it_was_given(cast: Cast, above: Plan) -> None:
    report = draft_report(
        actor=cast.actors["vptk"], organization=cast.quang_trung, period=quarter(2), now=at("2023-06-15 00:10")
    )
    assert report.snapshots.count() == 1
    facts = facts_of_body(cast.quang_trung)
    assert facts.plan_title == f"Nhiệm vụ được giao tại {GIVEN_BY}"
    assert (facts.rows.total, facts.appendices, [p.text[:40] for p in facts.opening]) == (
        0,
        (),
        ["Thực hiện nhiệm vụ được giao tại Kế hoạc", "Cấp trên giao 3 nhiệm vụ; tính đến hết n"],
    )
    drawn = outline(facts)
    assert [one.title for one in drawn.appendices] == [
        "NHIỆM VỤ CẤP TRÊN GIAO",
        "BẢNG THỐNG KÊ SỐ LIỆU CẢI CÁCH HÀNH CHÍNH QUÝ II NĂM 2023",
    ]


def test_where_a_given_row_stands_names_whose_plan_it_is(cast: Cast, above: Plan) -> None:
    words = texts(facts_of_body(cast.quang_trung), "III.2")
    assert words[0] == (
        "Quá hạn, chưa xong: Xây dựng kế hoạch (I, mục 2, kế hoạch của UBND thị xã Bỉm Sơn; hạn 31/05/2023)."
    )
    assert section(facts_of_body(cast.quang_trung), "III.2").level == 2


def test_the_giver_and_other_bodies_have_nothing_of_it(cast: Cast, above: Plan) -> None:
    """The district counts what it does itself; the neighbour has its own tasks of the same rows."""
    tell_above(cast, above, "2", Outcome.DONE, "Đã ban hành kế hoạch của xã.")
    assert facts_of_body(cast.district).given is None
    theirs = facts_of_body(cast.ba_dinh).given
    assert theirs is not None
    assert [row.state for row in theirs.rows] == ["doing", "overdue", "waiting"]


# rows that several do


def district(plan: Plan, ordinal: str) -> RowFacts:
    facts = facts_of_body(plan.organization)
    (row,) = [row for part in facts.appendices for row in part.rows if row.ordinal == ordinal]
    return row


def test_a_row_given_to_communes_counts_once_and_is_done_when_all_have_done_it(cast: Cast, above: Plan) -> None:
    """Row 2, due 31/5: nobody, then one, then both; its duties count in the communes' own reports."""
    told = [(district(above, "2").state, district(above, "2").result)]
    for who, body in (("vptk", cast.quang_trung), ("ba-dinh.vptk", cast.ba_dinh)):
        duty = Task.objects.get(plan=above, item__ordinal="2", organization=body).obligations.get()
        say(cast, duty, who, "2023-05-20 09:00", Outcome.DONE, text="Đã ban hành.")
        told.append((district(above, "2").state, district(above, "2").result))
    assert told == [
        ("overdue", "0/2 đơn vị đã xong, 2 đơn vị quá hạn."),
        ("overdue", "1/2 đơn vị đã xong, 1 đơn vị quá hạn."),
        ("on_time", "2/2 đơn vị đã xong."),
    ]
    row = district(above, "2")
    assert (row.agency, row.due_on, row.obligations) == ("UBND các xã, phường", date(2023, 5, 31), ())
    assert facts_of_body(cast.district).rows.total == 5


def test_a_row_that_two_departments_lead_counts_once_with_the_duties_of_both(cast: Cast) -> None:
    """Each owes its own report of quý I and quý II; the row is overdue while one of them is."""
    cast.actors["thi-xa"] = Actor(user=cast.people["noivu"], organization=cast.district, role=Role.COORDINATOR)  # type: ignore[arg-type]
    (section,) = FROM_ABOVE.sections
    row = replace(section.tasks[2], agencies=AgencyReading("Hai phòng", lead=(FINANCE, HOME_AFFAIRS)))
    plan = plan_in_force(cast, who="thi-xa", reading=replace(FROM_ABOVE, sections=(replace(section, tasks=(row,)),)))
    facts = facts_of_body(cast.district)
    assert (facts.rows.total, numbers(facts.period_tally)) == (1, {"not_yet": 2})
    assert district(plan, "3").agency == f"{FINANCE}, {HOME_AFFAIRS}"
    assert len(district(plan, "3").obligations) == 8
    assert district(plan, "3").state == "overdue"
