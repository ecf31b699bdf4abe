"""Duties as they stand today, from the columns that repeat their last update."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from tasks.enums import LateCause, ObligationKind, Outcome, PeriodKind, State
from tasks.models import Obligation, Task
from tasks.periods import Period, Timetable, period_holding
from tasks.states import Duty, Word, roll_up, roll_up_cause, state_of

Mark = tuple[date, State]
Span = tuple[date, date]

LIVE_COLUMNS = ("kind", "due_on", "start_on", "cancelled_on", "outcome", "outcome_on", "late_cause")
_live_columns = attrgetter(*LIVE_COLUMNS)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a list or of a plan's table, with its state today, why it is late, and what is next."""

    task: Task
    state: State
    next_open: Obligation | None
    marks: tuple[Mark, ...]
    span: Span | None
    cause: LateCause | None = None


def current_period(today: date, timetable: Timetable) -> Period:
    """The running quarter: the period in which a standing duty is asked for a word."""
    return period_holding(PeriodKind.QUARTER, today, timetable)


def live_duty(obligation: Obligation) -> Duty:
    """The duty as it stands now (no query)."""
    return duty_of(*_live_columns(obligation))


def duty_of(
    kind: str,
    due_on: date | None,
    start_on: date | None,
    cancelled_on: date | None,
    outcome: str,
    outcome_on: date | None,
    late_cause: str = "",
) -> Duty:
    """The duty as it stands now, from the values of `LIVE_COLUMNS`."""
    cause = LateCause(late_cause) if late_cause else None
    words = (Word(Outcome(outcome), outcome_on, outcome_on, cause),) if outcome and outcome_on else ()
    return Duty(
        kind=ObligationKind(kind),
        original_due_on=due_on,
        start_on=start_on,
        cancelled_on=cancelled_on,
        words=words,
    )


def is_owed(obligation: Obligation) -> bool:
    """Neither cancelled nor settled; `ObligationQuerySet.open` says the same in SQL."""
    if obligation.cancelled_on or obligation.outcome == Outcome.DONE:
        return False
    return not (obligation.outcome == Outcome.NOTHING and obligation.kind != ObligationKind.STANDING)


def marks_of(obligations: Iterable[Obligation], today: date) -> tuple[tuple[Mark, ...], Span | None]:
    """Due days of a row for its year strip, and the stretch of its standing duty."""
    marks: list[Mark] = []
    span: Span | None = None
    for obligation in obligations:
        if obligation.kind == ObligationKind.STANDING:
            if obligation.start_on and obligation.due_on:
                span = (obligation.start_on, obligation.due_on)
        elif obligation.due_on:
            marks.append((obligation.due_on, state_of(live_duty(obligation), today)))
    return tuple(marks), span


def task_rows(tasks: Iterable[Task], *, today: date, horizon: date) -> list[TaskRow]:
    """States of tasks whose `obligations` are prefetched."""
    rows = []
    for task in tasks:
        obligations = list(task.obligations.all())
        marks, span = marks_of(obligations, today)
        duties = [live_duty(o) for o in obligations]
        state = roll_up(duties, as_of=today, horizon=horizon)
        cause = roll_up_cause(duties, state, as_of=today, horizon=horizon)
        rows.append(TaskRow(task, state, first_open(obligations), marks, span, cause))
    return rows


def first_open(obligations: Sequence[Obligation]) -> Obligation | None:
    """What is owed next: the earliest day first, then what waits for one."""
    owed = [o for o in obligations if is_owed(o)]
    dated = sorted((o for o in owed if o.due_on), key=lambda o: o.due_on or date.max)
    return next(iter(dated or owed), None)
