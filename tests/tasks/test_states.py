"""States of duties as of a day, and of rows from their duties: computed by hand."""

from datetime import date

import pytest

from tasks.enums import ObligationKind, Outcome, State
from tasks.states import DueMove, Duty, Word, count_states, denominator, numerator, roll_up, state_of
from tasks.tallies import tally_of

DUE = date(2023, 3, 16)
Q1_END, Q2_END = date(2023, 3, 16), date(2023, 6, 16)


def fixed(*words: Word, due: date | None = DUE, **more: object) -> Duty:
    return Duty(ObligationKind.FIXED, due, words=words, **more)  # type: ignore[arg-type]


def said(outcome: Outcome, effective: date, recorded: date | None = None) -> Word:
    return Word(outcome, effective, recorded or effective)


@pytest.mark.parametrize(
    ("duty", "as_of", "expected"),
    [
        (fixed(), date(2023, 3, 15), State.NOT_YET),
        (fixed(), DUE, State.NOT_YET),
        (fixed(), date(2023, 3, 17), State.OVERDUE),
        (fixed(said(Outcome.DOING, date(2023, 3, 1))), date(2023, 3, 10), State.DOING),
        (fixed(said(Outcome.DIFFICULTY, date(2023, 3, 1))), date(2023, 3, 10), State.DOING),
        (fixed(said(Outcome.DOING, date(2023, 3, 1))), date(2023, 3, 17), State.OVERDUE),
        (fixed(said(Outcome.DONE, DUE)), date(2023, 3, 20), State.ON_TIME),
        (fixed(said(Outcome.DONE, date(2023, 1, 5))), date(2023, 3, 14), State.ON_TIME),
        (fixed(said(Outcome.DONE, date(2023, 3, 17))), date(2023, 3, 20), State.LATE),
        (fixed(said(Outcome.NOTHING, date(2023, 3, 1))), date(2023, 3, 20), State.NOTHING),
        (fixed(due=None), date(2023, 3, 20), State.WAITING),
        (fixed(said(Outcome.DOING, date(2023, 3, 1)), due=None), date(2023, 3, 20), State.DOING),
        (fixed(said(Outcome.DONE, date(2023, 3, 1)), due=None), date(2023, 3, 20), State.ON_TIME),
        (fixed(cancelled_on=date(2023, 3, 10)), date(2023, 3, 9), State.NOT_YET),
        (fixed(cancelled_on=date(2023, 3, 10)), date(2023, 3, 20), State.CANCELLED),
    ],
)
def test_state_of_one_duty(duty: Duty, as_of: date, expected: State) -> None:
    assert state_of(duty, as_of) == expected


def test_a_word_recorded_after_the_day_does_not_count_for_it() -> None:
    backdated = fixed(said(Outcome.DONE, date(2023, 3, 10), recorded=date(2023, 3, 20)))
    assert state_of(backdated, date(2023, 3, 17)) == State.OVERDUE
    assert state_of(backdated, date(2023, 3, 20)) == State.ON_TIME


def test_a_moved_due_day_counts_from_the_day_it_was_moved() -> None:
    moved = fixed(moves=(DueMove(date(2023, 3, 20), date(2023, 4, 30)),))
    assert state_of(moved, date(2023, 3, 18)) == State.OVERDUE
    assert state_of(moved, date(2023, 3, 20)) == State.NOT_YET
    assert state_of(moved, date(2023, 5, 1)) == State.OVERDUE


def standing(*words: Word) -> Duty:
    return Duty(ObligationKind.STANDING, date(2023, 12, 31), start_on=date(2023, 1, 1), words=words)


@pytest.mark.parametrize(
    ("duty", "as_of", "expected"),
    [
        (standing(), date(2022, 12, 20), State.NOT_YET),
        (standing(), date(2023, 6, 10), State.DOING),
        (standing(said(Outcome.NOTHING, date(2023, 3, 1))), date(2023, 6, 10), State.DOING),
        (standing(said(Outcome.DONE, date(2023, 12, 10))), date(2023, 12, 14), State.ON_TIME),
        (standing(), date(2024, 1, 1), State.OVERDUE),
    ],
)
def test_a_standing_duty_runs_until_stated_done_or_its_span_ends(duty: Duty, as_of: date, expected: State) -> None:
    assert state_of(duty, as_of) == expected


def quarterly(*words_of: tuple[Word, ...]) -> list[Duty]:
    dues = (date(2023, 3, 16), date(2023, 6, 16), date(2023, 9, 18), date(2023, 12, 18))
    return [Duty(ObligationKind.PERIODIC, due, words=words) for due, words in zip(dues, words_of, strict=False)]


def test_a_row_is_what_fell_due_by_the_end_of_the_period() -> None:
    on_time, late = (said(Outcome.DONE, date(2023, 3, 10)),), (said(Outcome.DONE, date(2023, 3, 20)),)
    rows = {
        "on time": quarterly(on_time, (), (), ()),
        "late": quarterly(late, (), (), ()),
        "open": quarterly((), (), (), ()),
        "nothing": quarterly((said(Outcome.NOTHING, date(2023, 3, 10)),), (), (), ()),
    }
    q1 = {name: roll_up(row, as_of=date(2023, 3, 21), horizon=Q1_END) for name, row in rows.items()}
    assert q1 == {"on time": State.ON_TIME, "late": State.LATE, "open": State.OVERDUE, "nothing": State.NOTHING}
    q2 = {name: roll_up(row, as_of=date(2023, 6, 10), horizon=Q2_END) for name, row in rows.items()}
    assert q2 == {"on time": State.DOING, "late": State.DOING, "open": State.OVERDUE, "nothing": State.NOT_YET}


def test_where_nothing_fell_due_what_is_to_come_decides() -> None:
    to_come = fixed(due=date(2023, 12, 31))
    waiting = Duty(ObligationKind.WAITING, None)
    assert roll_up([to_come], as_of=date(2023, 3, 14), horizon=Q1_END) == State.NOT_YET
    assert roll_up([waiting], as_of=date(2023, 3, 14), horizon=Q1_END) == State.WAITING
    assert roll_up([standing(), waiting], as_of=date(2023, 3, 14), horizon=Q1_END) == State.DOING
    assert roll_up([], as_of=date(2023, 3, 14), horizon=Q1_END) == State.WAITING


def test_a_standing_duty_does_not_hide_the_report_that_is_done() -> None:
    row = [standing(), *quarterly((said(Outcome.DONE, date(2023, 3, 8)),), ())]
    assert roll_up(row, as_of=date(2023, 3, 14), horizon=Q1_END) == State.ON_TIME


def test_a_row_is_cancelled_only_when_all_of_it_is() -> None:
    gone = fixed(cancelled_on=date(2023, 1, 10))
    assert roll_up([gone], as_of=date(2023, 3, 14), horizon=Q1_END) == State.CANCELLED
    assert roll_up([gone, fixed()], as_of=date(2023, 3, 14), horizon=Q1_END) == State.NOT_YET


def test_counts_add_up_and_leave_out_by_rule() -> None:
    states = [State.ON_TIME, State.ON_TIME, State.LATE, State.WAITING, State.NOTHING, State.CANCELLED, State.OVERDUE]
    counts = count_states(states)
    assert (sum(counts.values()), denominator(counts), numerator(counts)) == (7, 4, 3)


def test_the_figures_of_a_province_in_a_year() -> None:
    """Quảng Nam, 1/1 to 6/7/2020: 833 tasks = 585 done + 67 within their time + 181 overdue."""
    past, ahead, day = date(2020, 6, 1), date(2020, 12, 31), date(2020, 7, 6)
    duties = [
        *(fixed(said(Outcome.DONE, past), due=past) for _ in range(585)),
        *(fixed(due=ahead) for _ in range(67)),
        *(fixed(due=past) for _ in range(181)),
    ]
    tally = tally_of((state_of(duty, day) for duty in duties), title="Quảng Nam")
    numbers = {count.state: count.number for count in tally.counts if count.number}
    assert numbers == {State.ON_TIME: 585, State.NOT_YET: 67, State.OVERDUE: 181}
    assert (tally.total, tally.base, tally.done, tally.percent) == (833, 833, 585, "70,2 %")
