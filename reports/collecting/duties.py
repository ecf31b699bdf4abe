"""Each row of a plan as of a day: its duties, their states, the words said about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plans.enums import AgencyRole, PlanState
from tasks.enums import ObligationKind, Outcome, State
from tasks.models import Obligation, Task, Update
from tasks.periods import Period
from tasks.states import SETTLED, DueMove, Duty, Word, roll_up, state_of


@dataclass(frozen=True, slots=True)
class DutyFact:
    """One obligation as of a day. `words` are the updates that count by then, in the order of recording; `said` those
    of them that take effect within the period."""

    obligation: Obligation
    duty: Duty
    state: State
    due_on: date | None
    words: tuple[Update, ...]
    said: tuple[Update, ...]

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def is_silent(self) -> bool:
        """A duty that asks for a word in every period (standing, or without a day) and got none in this one."""
        asks = self.obligation.kind == ObligationKind.STANDING or self.due_on is None
        return asks and not self.is_settled and self.state != State.NOT_YET and not self.said


@dataclass(frozen=True, slots=True)
class RowFact:
    """One row of the plan as of a day; its state is rolled up from its duties. `leads` are the leading posts, the first
    one first."""

    task: Task
    duties: tuple[DutyFact, ...]
    state: State
    leads: str

    @property
    def is_left_out(self) -> bool:
        """Whether a later version of its plan has the row no more."""
        return self.task.plan.state == PlanState.MERGED

    @property
    def place(self) -> str:
        """Where the row stands in the plan: "Phụ lục số 01, mục 3"."""
        section, number = self.task.item.section.mark, self.task.item.number.rstrip(".")
        return f"{section}, mục {number}" if number else section

    @property
    def due_on(self) -> date | None:
        """The day that matters: the first that is still owed, otherwise the last of what is done."""
        owed = [fact.due_on for fact in self.duties if fact.due_on and not fact.is_settled]
        settled = [fact.due_on for fact in self.duties if fact.due_on and fact.state != State.CANCELLED]
        return min(owed) if owed else max(settled, default=None)


def places_of(rows: Iterable[RowFact]) -> str:
    """Where several rows stand: "Phụ lục số 01, mục 1, 3; Phụ lục số 02, mục 4"."""
    found: dict[str, list[str]] = {}
    for row in rows:
        numbers = found.setdefault(row.task.item.section.mark, [])
        number = row.task.item.number.rstrip(".")
        if number and number not in numbers:
            numbers.append(number)
    return "; ".join(f"{mark}, mục {', '.join(numbers)}" if numbers else mark for mark, numbers in found.items())


def rows_as_of(
    tasks: Iterable[Task], *, period: Period, as_of: date, known_on: date, former_leads: Mapping[int, str]
) -> tuple[RowFact, ...]:
    """Every task with the state it had at the end of `as_of`, from what was recorded by `known_on`. `former_leads` are
    the leading posts, by task, of rows that went to others later."""
    return tuple(
        RowFact(task, facts, state, former_leads.get(task.pk, _leads(task)))
        for task in tasks
        for facts, state in [_facts(task, period, as_of, known_on)]
    )


def _facts(task: Task, period: Period, as_of: date, known_on: date) -> tuple[tuple[DutyFact, ...], State]:
    known = [obligation for obligation in task.obligations.all() if _was_asked(obligation, known_on)]
    found = (_duty(obligation, period, as_of, known_on) for obligation in known)
    facts = tuple(sorted(found, key=lambda fact: (fact.due_on or date.max, fact.obligation.pk)))
    return facts, roll_up([fact.duty for fact in facts], as_of=as_of, horizon=period.send_by)


def _leads(task: Task) -> str:
    """A department leads as a whole."""
    if task.is_given:
        return task.organization.name
    return ", ".join(a.position.name for a in task.assignments.all() if a.role == AgencyRole.LEAD)


def _was_asked(obligation: Obligation, known_on: date) -> bool:
    """A duty that a revision added tells since when it is: by its first day given, or by the day it waits from."""
    if obligation.kind == ObligationKind.WAITING:
        return obligation.start_on is None or obligation.start_on <= known_on
    first_days = (move.recorded_on for move in obligation.due_changes.all())
    return obligation.original_due_on is not None or any(day <= known_on for day in first_days)


def _duty(obligation: Obligation, period: Period, as_of: date, known_on: date) -> DutyFact:
    """What was recorded after `as_of` but by `known_on` (the period was opened again) counts as recorded on `as_of`."""
    known = [u for u in obligation.updates.all() if u.recorded_on <= known_on]
    moves = [move for move in obligation.due_changes.all() if move.recorded_on <= known_on]
    duty = Duty(
        kind=ObligationKind(obligation.kind),
        original_due_on=obligation.original_due_on,
        start_on=obligation.start_on,
        cancelled_on=obligation.cancelled_on,
        words=tuple(Word(Outcome(u.outcome), u.effective_on, min(u.recorded_on, as_of)) for u in known),
        moves=tuple(DueMove(min(move.recorded_on, as_of), move.new_due_on) for move in moves),
    )
    words = tuple(u for u in known if u.effective_on <= as_of)
    return DutyFact(
        obligation=obligation,
        duty=duty,
        state=state_of(duty, as_of),
        due_on=duty.due_as_of(as_of),
        words=words,
        said=tuple(u for u in words if u.effective_on >= period.start_on),
    )
