"""Each row of a plan as of a day: its duties, their states, the words said about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.enums import AgencyRole
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
    """One row of the plan as of a day; its state is rolled up from its duties."""

    task: Task
    duties: tuple[DutyFact, ...]
    state: State

    @property
    def leads(self) -> str:
        """The leading posts, the first one first."""
        return ", ".join(a.position.name for a in self.task.assignments.all() if a.role == AgencyRole.LEAD)

    @property
    def place(self) -> str:
        """Where the row stands in the plan: "Phụ lục số 01, mục 3"."""
        item = self.task.item
        ordinal = item.ordinal or (item.parent.ordinal if item.parent else "")
        section = item.section.label or item.section.title
        return f"{section}, mục {ordinal.rstrip('.')}" if ordinal else section

    @property
    def due_on(self) -> date | None:
        """The day that matters: the first that is still owed, otherwise the last of what is done."""
        owed = [fact.due_on for fact in self.duties if fact.due_on and not fact.is_settled]
        settled = [fact.due_on for fact in self.duties if fact.due_on and fact.state != State.CANCELLED]
        return min(owed) if owed else max(settled, default=None)


def rows_as_of(tasks: Iterable[Task], *, period: Period, as_of: date, known_on: date) -> tuple[RowFact, ...]:
    """Every task with the state it had at the end of `as_of`, from what was recorded by `known_on`."""
    return tuple(_row(task, period, as_of, known_on) for task in tasks)


def _row(task: Task, period: Period, as_of: date, known_on: date) -> RowFact:
    facts = tuple(_duty(obligation, period, as_of, known_on) for obligation in task.obligations.all())
    state = roll_up([fact.duty for fact in facts], as_of=as_of, horizon=period.send_by)
    return RowFact(task, facts, state)


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
