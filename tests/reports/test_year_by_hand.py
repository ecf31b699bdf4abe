"""The year 2023 of xã Quang Trung by its real plan (`fixtures/quang-trung-2023.docx`), every count made by hand.

What the plan makes due, by the rows of its seven appendices (appendix.row), 75 things in all:

    due 31/12/2022   7.1 the plan itself                                                            1
    due 16/3, 16/6, 18/9, 18/12   reports of 2.1 2.3 2.4 2.5 3.1 3.2 3.3 5.4 6.1 6.4 7.1 7.3   4 × 12
    due 31/3         1.3, the plans of 2.3 and 4.3                                                  3
    due 30/11        7.2                                                                            1
    due 31/12        5.2 5.3, and the standing 1.1 1.2 2.1 2.2 2.4 2.6 2.7 2.8 2.9 6.2 6.3 6.5 7.3     15
    no day yet       4.1 4.2 4.3 4.4 4.5 5.1 7.4                                                    7

What happened (recorded on, what, state that it gives; "with effect" only where it differs):

    10/1   7.1 plan done                     late (due 31/12/2022, of the year before)
    10/1   1.1 under way
    10/3   3.1 report I done                 on time            10/3   3.3 report I: nothing arose
    12/3   2.5 report II done                on time, of quý II  12/3   2.4 report I under way
    13/3   2.5 report I done                 on time            13/3   2.1 report I done      on time
    16/3   the report of quý I is sent (figures of 14/3)
    20/3   6.1 report I done                 late
    21/3   3.2 report I done with effect from 13/3: on time, after the cut-off of quý I
    28/3   2.3 plan done                     on time
    1/4    7.4 gets the day 30/6
    5/4    1.3 done                          late
    20/4   4.3 plan cancelled
    10/6   3.1 report II done                on time            12/6   3.3 report II: nothing arose
    14/6   5.4 report II done at 23:00       on time, within the cut-off
    15/6   2.1 report II done                on time, after the cut-off of quý II
    28/6   7.4 done                          on time
    10/7   5.2 moves from 31/12 to 31/8                         30/8   5.2 done               on time
    10/9   2.5 report III done               on time            12/9   2.3 report III cancelled
    20/9   6.4 report III done               late
    15/11  7.2 done                          on time
    10/12  1.1 done for the year             on time            12/12  5.3 nothing arose
    13/12  4.1 nothing arose (it never got a day)
"""

from datetime import date
from typing import Any

import pytest

from plans.models import Plan
from reports.collecting import collect_facts
from reports.facts import ReportFacts, Tally
from reports.models import Report
from tasks.actions.dates import cancel_obligation, set_due
from tasks.enums import Outcome, PeriodKind
from tasks.models import Obligation
from tasks.periods import Timetable, period
from tests.cast import Cast, at
from tests.reports.reporting import drafted, sent
from tests.reports.year import numbers, say, texts
from tests.revisions import duties, real_plan_in_force

pytestmark = pytest.mark.django_db
Counts = dict[str, int]

Q1, Q2, Q3 = date(2023, 3, 16), date(2023, 6, 16), date(2023, 9, 18)
MONTH, QUARTER, HALF, NINE, YEAR = (
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF_YEAR,
    PeriodKind.NINE_MONTH,
    PeriodKind.YEAR,
)
DONE, DOING, NOTHING = Outcome.DONE, Outcome.DOING, Outcome.NOTHING


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """The whole year, with the report of quý I sent on its way."""
    plan = real_plan_in_force(cast)
    until_march(cast, plan)
    sent(cast, drafted(cast, plan))
    until_june(cast, plan)
    until_december(cast, plan)
    return plan


def until_march(cast: Cast, plan: Plan) -> None:
    tell(cast, plan, "7.1", date(2022, 12, 31), "2023-01-10", DONE)
    tell(cast, plan, "1.1", date(2023, 12, 31), "2023-01-10", DOING)
    tell(cast, plan, "3.1", Q1, "2023-03-10", DONE)
    tell(cast, plan, "3.3", Q1, "2023-03-10", NOTHING)
    tell(cast, plan, "2.5", Q2, "2023-03-12", DONE)
    tell(cast, plan, "2.4", Q1, "2023-03-12", DOING)
    tell(cast, plan, "2.5", Q1, "2023-03-13", DONE)
    tell(cast, plan, "2.1", Q1, "2023-03-13", DONE)


def until_june(cast: Cast, plan: Plan) -> None:
    tell(cast, plan, "6.1", Q1, "2023-03-20", DONE)
    tell(cast, plan, "3.2", Q1, "2023-03-21", DONE, effective_on=date(2023, 3, 13), is_after_cutoff=True)
    tell(cast, plan, "2.3", date(2023, 3, 31), "2023-03-28", DONE)
    move(cast, plan, "7.4", None, date(2023, 6, 30), "2023-04-01")
    tell(cast, plan, "1.3", date(2023, 3, 31), "2023-04-05", DONE)
    cancel(cast, plan, "4.3", date(2023, 3, 31), "2023-04-20")
    tell(cast, plan, "3.1", Q2, "2023-06-10", DONE)
    tell(cast, plan, "3.3", Q2, "2023-06-12", NOTHING)
    tell(cast, plan, "5.4", Q2, "2023-06-14", DONE, hour=23)


def until_december(cast: Cast, plan: Plan) -> None:
    tell(cast, plan, "2.1", Q2, "2023-06-15", DONE)
    tell(cast, plan, "7.4", date(2023, 6, 30), "2023-06-28", DONE)
    move(cast, plan, "5.2", date(2023, 12, 31), date(2023, 8, 31), "2023-07-10")
    tell(cast, plan, "5.2", date(2023, 8, 31), "2023-08-30", DONE)
    tell(cast, plan, "2.5", Q3, "2023-09-10", DONE)
    cancel(cast, plan, "2.3", Q3, "2023-09-12")
    tell(cast, plan, "6.4", Q3, "2023-09-20", DONE)
    tell(cast, plan, "7.2", date(2023, 11, 30), "2023-11-15", DONE)
    tell(cast, plan, "1.1", date(2023, 12, 31), "2023-12-10", DONE)
    tell(cast, plan, "5.3", date(2023, 12, 31), "2023-12-12", NOTHING)
    tell(cast, plan, "4.1", None, "2023-12-13", NOTHING)


def due(plan: Plan, row: str, day: date | None) -> Obligation:
    (found,) = [one for one in duties(plan, row) if one.due_on == day]
    return found


def tell(
    cast: Cast, plan: Plan, row: str, day: date | None, on: str, outcome: Outcome, hour: int = 9, **more: Any
) -> None:
    say(cast, due(plan, row, day), "vptk", f"{on} {hour:02}:00", outcome, text=f"Lời ghi về {row}.", **more)


def move(cast: Cast, plan: Plan, row: str, old: date | None, new: date, on: str) -> None:
    duty, now = due(plan, row, old), at(f"{on} 09:00")
    set_due(actor=cast.actors["vptk"], obligation_id=duty.pk, due_on=new, reason="Theo công văn 15/UBND", now=now)


def cancel(cast: Cast, plan: Plan, row: str, day: date, on: str) -> None:
    duty, now = due(plan, row, day), at(f"{on} 09:00")
    cancel_obligation(actor=cast.actors["vptk"], obligation_id=duty.pk, reason="Cấp trên đã có.", now=now)


def facts(cast: Cast, kind: PeriodKind, number: int) -> ReportFacts:
    of = period(kind, 2023, number, Timetable())
    return collect_facts(actor=cast.actors["vptk"], organization=cast.quang_trung, period=of, as_of=of.cutoff_on)


def figures(tally: Tally | None) -> tuple[Counts, int, int, str] | None:
    """The states that hold something, what is done, of what, the percentage."""
    return (numbers(tally), tally.done, tally.base, tally.percent) if tally else None


# Việc đến hạn trong kỳ. What waits for a day belongs to every period and to no percentage.

PERIODS = {
    # (16/2, 16/3]: twelve reports I; done 2.1 2.5 3.1, nothing 3.3, under way 2.4; seven wait.
    (MONTH, 3): ({"on_time": 3, "doing": 1, "not_yet": 7, "waiting": 7, "nothing": 1}, 3, 11, "27,3 %"),
    # (16/3, 18/4]: 2.3 on time, 1.3 late, 4.3 overdue (cancelled only on 20/4); 7.4 has a day.
    (MONTH, 4): ({"on_time": 1, "late": 1, "overdue": 1, "waiting": 6}, 2, 3, "66,7 %"),
    # (31/12, 16/3]: as the month of March.
    (QUARTER, 1): ({"on_time": 3, "doing": 1, "not_yet": 7, "waiting": 7, "nothing": 1}, 3, 11, "27,3 %"),
    # (16/3, 16/6]: 1.3 late, 2.3 on time, 4.3 cancelled; reports II: 2.5 (early) 3.1 5.4 on time, 3.3 nothing, 8 open.
    (QUARTER, 2): (
        {"on_time": 4, "late": 1, "not_yet": 8, "waiting": 6, "nothing": 1, "cancelled": 1},
        5,
        13,
        "38,5 %",
    ),
    # (16/6, 18/9]: 7.4 and 5.2 (moved here) on time; reports III: 2.5 on time, 2.3 cancelled, 10 to come.
    (QUARTER, 3): ({"on_time": 3, "not_yet": 10, "waiting": 6, "cancelled": 1}, 3, 13, "23,1 %"),
    # (18/9, 31/12]: 7.2 on time; 1.1 done, 12 standing; 5.3 nothing; 12 reports IV to come; 4.1 settled without a day.
    (QUARTER, 4): ({"on_time": 2, "doing": 12, "not_yet": 12, "waiting": 5, "nothing": 2}, 2, 26, "7,7 %"),
    # (31/12, 16/6] as of 14/6: reports I: 2.1 2.5 3.1 3.2 on time, 6.1 late, 3.3 nothing, 6 overdue; then quý II.
    (HALF, 1): (
        {"on_time": 8, "late": 2, "overdue": 6, "not_yet": 8, "waiting": 6, "nothing": 2, "cancelled": 1},
        10,
        24,
        "41,7 %",
    ),
    # (16/6, 31/12] as of 14/12: reports III: 2.5 on time, 6.4 late, 2.3 cancelled, 9 overdue; 7.4 5.2; then quý IV.
    (HALF, 2): (
        {
            "on_time": 5,
            "late": 1,
            "doing": 12,
            "overdue": 9,
            "not_yet": 12,
            "waiting": 5,
            "nothing": 2,
            "cancelled": 1,
        },
        6,
        39,
        "15,4 %",
    ),
    # (31/12, 18/9] as of 14/9: reports I as in June; of II: 2.1 2.5 3.1 5.4 on time, 3.3 nothing, 7 overdue; quý III.
    (NINE, 1): (
        {"on_time": 12, "late": 2, "overdue": 13, "not_yet": 10, "waiting": 6, "nothing": 2, "cancelled": 2},
        14,
        37,
        "37,8 %",
    ),
    # Everything but 7.1's plan (due in 2022): 4 + 5 + 5 on time, 3 late, 6 + 7 + 9 overdue.
    (YEAR, 1): (
        {
            "on_time": 14,
            "late": 3,
            "doing": 12,
            "overdue": 22,
            "not_yet": 12,
            "waiting": 5,
            "nothing": 4,
            "cancelled": 2,
        },
        17,
        63,
        "27,0 %",
    ),
}


@pytest.mark.parametrize(("kind", "number"), PERIODS)
def test_duties_of_a_period(cast: Cast, plan: Plan, kind: PeriodKind, number: int) -> None:
    assert figures(facts(cast, kind, number).period_tally) == PERIODS[kind, number]


# Nhiệm vụ của kế hoạch: 33 rows; what has fallen due by the sending deadline decides, else what is to come.

ROWS = {
    # done 2.1 2.5 3.1; nothing 3.3; under way: ten standing rows, 2.4, 7.1 (plan late, report to come).
    (QUARTER, 1): ({"on_time": 3, "doing": 12, "not_yet": 11, "waiting": 6, "nothing": 1}, 3, 26, "11,5 %"),
    # 2.5 3.1; 1.3 late; ten standing, 2.1 3.2 6.1 in part; overdue 2.3 2.4 5.4 6.4 7.1 7.3; to come 5.2 5.3 7.2 7.4.
    (HALF, 1): (
        {"on_time": 2, "late": 1, "doing": 13, "overdue": 6, "not_yet": 4, "waiting": 6, "nothing": 1},
        3,
        26,
        "11,5 %",
    ),
    # 2.5 5.2 7.4; 1.3 late; ten standing, 2.1 3.1; overdue also 3.2 6.1; to come 3.3 5.3 7.2.
    (NINE, 1): (
        {"on_time": 3, "late": 1, "doing": 12, "overdue": 8, "not_yet": 3, "waiting": 6},
        4,
        27,
        "14,8 %",
    ),
    # 1.1 5.2 7.2 7.4; 1.3 late; nine standing, 2.5; overdue also 2.1 3.1 3.3; nothing 4.1 5.3.
    (YEAR, 1): (
        {"on_time": 4, "late": 1, "doing": 10, "overdue": 11, "waiting": 5, "nothing": 2},
        5,
        26,
        "19,2 %",
    ),
}


@pytest.mark.parametrize(("kind", "number"), ROWS)
def test_rows_of_the_plan(cast: Cast, plan: Plan, kind: PeriodKind, number: int) -> None:
    found = facts(cast, kind, number).rows
    assert (figures(found), found.total) == (ROWS[kind, number], 33)


# Từ đầu năm

SO_FAR = {
    # Reports I as of 14/4 (4 on time, 1 late, 1 nothing, 6 overdue) and the month of April.
    (MONTH, 4): ({"on_time": 5, "late": 2, "overdue": 7, "waiting": 6, "nothing": 1}, 7, 14, "50,0 %"),
    (QUARTER, 1): None,
    (QUARTER, 2): PERIODS[HALF, 1],
    (QUARTER, 3): PERIODS[NINE, 1],
    (QUARTER, 4): PERIODS[YEAR, 1],
    (HALF, 2): PERIODS[YEAR, 1],
    (NINE, 1): None,
    (YEAR, 1): None,
}


@pytest.mark.parametrize(("kind", "number"), SO_FAR)
def test_the_year_so_far(cast: Cast, plan: Plan, kind: PeriodKind, number: int) -> None:
    assert figures(facts(cast, kind, number).so_far) == SO_FAR[kind, number]


def test_four_quarters_hold_what_the_year_holds(cast: Cast, plan: Plan) -> None:
    """12 + 15 + 14 + 27 with a day; all but the plan that was due in 2022."""
    dated = [sum(numbers(facts(cast, QUARTER, n).period_tally).values()) - waits for n, waits in QUARTER_WAITS.items()]
    assert dated == [12, 15, 14, 27]
    assert sum(dated) == 75 - 1 - 6


QUARTER_WAITS = {1: 7, 2: 6, 3: 6, 4: 6}
"""What belongs to a quarter without a day: 7.4 has one from 1/4 on; 4.1 is settled without one in quý IV."""


# Bổ sung sau chốt số liệu


def test_a_word_after_the_cut_off_restates_the_quarter_and_leaves_its_report(cast: Cast, plan: Plan) -> None:
    """3.2's report I: to come when quý I was sent, on time as known since. 6.1's took effect after the cut-off, and the
    day that 7.4 got in April is no news of quý I."""
    (restated,) = facts(cast, QUARTER, 2).restated
    assert restated.period == "quý I năm 2023"
    assert figures(restated.was) == PERIODS[QUARTER, 1]
    now = {"on_time": 4, "doing": 1, "not_yet": 6, "waiting": 7, "nothing": 1}
    assert figures(restated.now) == (now, 4, 11, "36,4 %")
    assert texts(facts(cast, QUARTER, 2), "III.4")[-1] == (
        "Số liệu quý I năm 2023 sau khi bổ sung: 4/11 việc, đạt 36,4 % (khi gửi báo cáo: 3/11 việc, đạt 27,3 %)."
    )
    assert facts(cast, QUARTER, 1).restated == ()


def test_what_was_sent_stays_as_it_was(cast: Cast, db: None) -> None:
    plan = real_plan_in_force(cast)
    until_march(cast, plan)
    report = sent(cast, drafted(cast, plan))
    before = frozen(report)
    until_june(cast, plan)
    until_december(cast, plan)
    assert frozen(report) == before
    assert figures(facts(cast, QUARTER, 1).period_tally) == PERIODS[QUARTER, 1]


def frozen(report: Report) -> tuple[Any, ...]:
    """What stands in the report that was sent: its facts and the digests of its files."""
    files = report.files.order_by("pk").values_list("sha256", "size")
    return report.submissions.get().snapshot.facts, report.submissions.get().snapshot.sha256, list(files)
