"""Late is late and says why; overdue work can always be finished; early work is never late."""

from datetime import date
from typing import Any

import pytest

from cchc.orgs.refusals import Refused
from plans.models import Plan
from tasks.actions.dates import cancel_obligation, set_due
from tasks.enums import LateCause, ObligationKind, Outcome, State
from tasks.queries.live import live_duty, task_rows
from tasks.states import DueMove, Duty, Word, cause_of, roll_up_cause, state_of
from tasks.tallies import CauseCount, sum_tallies, tally_of
from tests.cast import NOW, TODAY, Cast, at
from tests.plans_in_force import duty
from tests.reports.year import say

DUE, AFTER = date(2023, 3, 31), date(2023, 4, 10)
OWN, SUPERIOR, FUNDS = LateCause.OWN, LateCause.SUPERIOR, LateCause.FUNDS
WHY = {"late_cause": SUPERIOR, "late_reason": "Chờ Quyết định của tỉnh."}


def said(outcome: Outcome, day: date, cause: LateCause | None = None, recorded: date | None = None) -> Word:
    return Word(outcome, day, recorded or day, cause)


def fixed(*words: Word, due: date = DUE, **more: Any) -> Duty:
    return Duty(ObligationKind.FIXED, due, words=words, **more)


# the cause of one duty, and of a row


@pytest.mark.parametrize(
    ("words", "as_of", "cause"),
    [
        ((said(Outcome.DOING, AFTER, SUPERIOR),), AFTER, SUPERIOR),
        ((said(Outcome.DOING, AFTER, SUPERIOR),), date(2023, 4, 9), None),
        ((said(Outcome.DOING, AFTER, SUPERIOR), said(Outcome.DONE, date(2023, 5, 4), OWN)), date(2023, 5, 3), SUPERIOR),
        ((said(Outcome.DOING, AFTER, SUPERIOR), said(Outcome.DONE, date(2023, 5, 4), OWN)), date(2023, 5, 4), OWN),
        ((said(Outcome.DOING, AFTER, SUPERIOR), said(Outcome.DONE, DUE, SUPERIOR, AFTER)), AFTER, None),
        ((said(Outcome.NOTHING, AFTER, SUPERIOR),), AFTER, None),
        ((), AFTER, None),
    ],
)
def test_the_cause_is_that_of_the_last_word_known_by_the_day(
    words: tuple[Word, ...], as_of: date, cause: LateCause | None
) -> None:
    assert cause_of(fixed(*words), as_of) == cause


def test_a_moved_due_day_ends_the_lateness_from_the_day_it_was_moved() -> None:
    moved = fixed(said(Outcome.DOING, AFTER, SUPERIOR), moves=(DueMove(date(2023, 4, 20), date(2023, 5, 31)),))
    days = (date(2023, 4, 19), date(2023, 4, 20), date(2023, 6, 1))
    assert [state_of(moved, day) for day in days] == [State.OVERDUE, State.DOING, State.OVERDUE]
    assert [cause_of(moved, day) for day in days] == [SUPERIOR, None, SUPERIOR]


@pytest.mark.parametrize(
    ("causes", "cause"),
    [
        ((SUPERIOR,), SUPERIOR),
        ((FUNDS, SUPERIOR), SUPERIOR),
        ((SUPERIOR, OWN), OWN),
        ((SUPERIOR, None), None),
        ((None, OWN), OWN),
    ],
)
def test_a_row_is_excused_only_where_all_that_is_late_in_it_is(
    causes: tuple[LateCause | None, ...], cause: LateCause | None
) -> None:
    duties = [fixed(said(Outcome.DOING, AFTER, one)) for one in causes]
    done = fixed(said(Outcome.DONE, AFTER, OWN))
    assert roll_up_cause([*duties, done], State.OVERDUE, as_of=AFTER, horizon=TODAY) == cause
    assert roll_up_cause(duties, State.DOING, as_of=AFTER, horizon=TODAY) is None


# counts


def test_the_percentage_keeps_what_is_late_and_the_causes_stand_beneath_it() -> None:
    late = [
        *[(State.OVERDUE, SUPERIOR)] * 2,
        (State.OVERDUE, OWN),
        (State.OVERDUE, None),
        (State.LATE, FUNDS),
        *[(State.ON_TIME, None)] * 3,
    ]
    tally = tally_of((state for state, _ in late), title="Đo", things="việc", late=late)
    assert (tally.done, tally.base, tally.percent) == (4, 8, "50,0 %")
    assert tally.causes == (
        CauseCount("late", "funds", 1),
        CauseCount("overdue", "own", 1),
        CauseCount("overdue", "superior", 2),
    )
    assert tally.of_late == (
        "Trong 5 việc chậm: 3 do nguyên nhân ngoài thẩm quyền (chờ văn bản, ý kiến của cấp trên: 2; chưa được cấp kinh "
        "phí: 1), 1 do đơn vị, 1 chưa nêu nguyên nhân. Tỷ lệ vẫn tính cả 2 việc quá hạn ngoài thẩm quyền; nếu không "
        "tính thì là 66,7 %."
    )
    twice = sum_tallies([tally, tally], title="Cộng", things="việc")
    assert (twice.percent, [one.number for one in twice.causes]) == ("50,0 %", [2, 2, 4])
    assert "Trong 10 việc chậm: 6 do" in twice.of_late


def test_without_a_cause_outside_nothing_is_said() -> None:
    late = [(State.OVERDUE, OWN), (State.LATE, None), (State.ON_TIME, None)]
    assert tally_of((state for state, _ in late), title="Đo", late=late).of_late == ""


# overdue work can always be finished, and stays late


@pytest.mark.django_db
@pytest.mark.parametrize("when", ["2023-04-01 00:01", "2023-11-30 10:00", "2024-02-01 08:00"])
def test_overdue_work_is_finished_at_any_time_and_stays_late(cast: Cast, plan: Plan, when: str) -> None:
    obligation = duty(plan, "1.1")
    say(cast, obligation, "tpht", when, Outcome.DONE, text="Đã rà soát.", **WHY)
    obligation.refresh_from_db()
    row = task_rows([obligation.task], today=at(when).date(), horizon=date(2024, 12, 31))[0]
    assert (row.state, row.cause) == (State.LATE, SUPERIOR)
    assert [state_of(live_duty(obligation), day) for day in (at(when).date(), date(2026, 1, 1))] == [State.LATE] * 2


@pytest.mark.django_db
def test_the_last_minute_of_the_due_day_is_in_time(cast: Cast, plan: Plan) -> None:
    obligation = duty(plan, "1.1")
    say(cast, obligation, "tpht", "2023-03-31 23:59", Outcome.DONE)
    obligation.refresh_from_db()
    assert (state_of(live_duty(obligation), TODAY), obligation.late_cause) == (State.ON_TIME, "")


@pytest.mark.django_db
def test_what_was_done_late_is_not_made_timely_by_another_day_nor_taken_out(cast: Cast, plan: Plan) -> None:
    obligation = duty(plan, "1.1")
    say(cast, obligation, "tpht", "2023-04-10 08:00", Outcome.DONE, text="Đã rà soát.")
    vptk = cast.actors["vptk"]
    with pytest.raises(Refused, match="Việc đã xong ngày 10/04/2023"):
        set_due(actor=vptk, obligation_id=obligation.pk, due_on=date(2023, 6, 30), reason="Theo CV 12", now=NOW)
    with pytest.raises(Refused, match="Việc đã xong ngày 10/04/2023"):
        cancel_obligation(actor=vptk, obligation_id=obligation.pk, reason="Thị xã làm thay", now=NOW)
    obligation.refresh_from_db()
    assert (obligation.due_on, state_of(live_duty(obligation), TODAY)) == (DUE, State.LATE)


@pytest.mark.django_db
def test_early_work_is_never_late(cast: Cast, plan: Plan) -> None:
    report = duty(plan, "1.2", date(2023, 12, 18))
    say(cast, report, "tckt", "2023-01-10 09:00", Outcome.DONE, text="Đã gửi trước.")
    report.refresh_from_db()
    days = (date(2023, 1, 10), date(2023, 12, 18), date(2023, 12, 19), date(2024, 6, 1))
    assert [state_of(live_duty(report), day) for day in days] == [State.ON_TIME] * 4
