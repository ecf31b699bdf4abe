"""Each row of a plan as of a day: its duties, their states, the words said about them."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cchc.orgs.enums import OrganizationKind
from plans.enums import AgencyRole, PlanState
from tasks.enums import LateCause, ObligationKind, Outcome, State
from tasks.models import Obligation, Task, Update
from tasks.periods import Period
from tasks.states import SETTLED, DueMove, Duty, Word, cause_of, roll_up, roll_up_cause, state_of


@dataclass(frozen=True, slots=True)
class Told:
    """Where in the report a word is told, and the files that prove it."""

    place: str
    files: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DutyFact:
    """One obligation as of a day. `words` are the updates that count by then, in the order of recording; `said` those
    of them that take effect within the period; `cause` tells why it is late; `told_at` names those of them that repeat
    a word of a tied duty, by their ids, with the place where the report tells it."""

    obligation: Obligation
    duty: Duty
    state: State
    due_on: date | None
    words: tuple[Update, ...]
    said: tuple[Update, ...]
    cause: LateCause | None = None
    told_at: Mapping[int, Told] = field(default_factory=dict)

    @property
    def fresh(self) -> tuple[Update, ...]:
        """What was said in the period and is told nowhere else in the report."""
        return tuple(update for update in self.said if update.pk not in self.told_at)

    @property
    def late_reason(self) -> str:
        """Why it is late in the words of its official, "" where it is not or nobody said."""
        return self.words[-1].late_reason if self.cause else ""

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def is_silent(self) -> bool:
        """A duty that asks for a word in every period (standing, or without a day) and got none in this one."""
        asks = self.obligation.kind == ObligationKind.STANDING or self.due_on is None
        return asks and not self.is_settled and self.state != State.NOT_YET and not self.said


@dataclass(frozen=True, slots=True)
class Share:
    """What one body beneath has to do of a row, and the state that it is in."""

    duties: tuple[DutyFact, ...]
    state: State


@dataclass(frozen=True, slots=True)
class RowFact:
    """One row of the plan as of a day; its state is rolled up from its duties. `leads` are the leading posts, the first
    one first; a row that several departments lead has the duties of all and counts once (`task` is the first one's).
    What it asks of each body beneath (`beneath`) tells its state too, and those bodies' own reports count it. `giver`
    names the body above whose plan gave the row."""

    task: Task
    duties: tuple[DutyFact, ...]
    state: State
    leads: str
    beneath: tuple[Share, ...] = ()
    giver: str = ""
    cause: LateCause | None = None

    @property
    def is_left_out(self) -> bool:
        """Whether a later version of its plan has the row no more."""
        return self.task.plan.state == PlanState.MERGED

    @property
    def place(self) -> str:
        """Where the row stands: "Phụ lục số 01, mục 3"; of a plan from above "I, mục 2, kế hoạch của UBND thị xã"."""
        return _place(self.task.item.section.mark, [self.number], self.giver)

    @property
    def number(self) -> str:
        return self.task.item.number.rstrip(".")

    @property
    def due_on(self) -> date | None:
        """The day that matters: the first that is still owed, otherwise the last of what is done."""
        duties = [*self.duties, *(fact for share in self.beneath for fact in share.duties)]
        owed = [fact.due_on for fact in duties if fact.due_on and not fact.is_settled]
        settled = [fact.due_on for fact in duties if fact.due_on and fact.state != State.CANCELLED]
        return min(owed) if owed else max(settled, default=None)


def places_of(rows: Iterable[RowFact]) -> str:
    """Where several rows stand: "Phụ lục số 01, mục 1, 3; Phụ lục số 02, mục 4"; whose plan is said once."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        numbers = found.setdefault(row.giver, {}).setdefault(row.task.item.section.mark, [])
        if row.number not in numbers:
            numbers.append(row.number)
    return "; ".join(_places(giver, parts) for giver, parts in found.items())


def _places(giver: str, parts: Mapping[str, Sequence[str]]) -> str:
    named = "; ".join(_place(mark, numbers) for mark, numbers in parts.items())
    return f"{named} ({_whose(giver)})" if giver else named


def _place(mark: str, numbers: Iterable[str], giver: str = "") -> str:
    named = ", ".join(filter(None, numbers))
    return ", ".join(filter(None, (mark, named and f"mục {named}", giver and _whose(giver))))


def _whose(giver: str) -> str:
    return f"kế hoạch của {giver}"


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day on which rows are looked at: the figures stand at the end of `day`, from words recorded by `known_on`;
    due days and duties as they were asked by `asked_on` (`known_on` unless an earlier report is told again)."""

    period: Period
    day: date
    known_on: date
    asked_on: date


def rows_as_of(
    tasks: Iterable[Task],
    *,
    period: Period,
    as_of: date,
    known_on: date,
    asked_on: date | None = None,
    former_leads: Mapping[int, str] | None = None,
    beneath: Container[int] = (),
) -> tuple[RowFact, ...]:
    """Every row with the state it had at the end of `as_of`, from what was recorded by `known_on` (see `AsOf`).
    `former_leads` are the leading posts, by task, of rows that went to others later; `beneath` are the ids of tasks
    that other bodies do."""
    seen = AsOf(period, as_of, known_on, asked_on or known_on)
    rows: dict[int, list[Task]] = {}
    for task in tasks:
        rows.setdefault(task.item_id, []).append(task)
    return tuple(_row(found, seen, former_leads or {}, beneath) for found in rows.values())


def _row(tasks: Sequence[Task], seen: AsOf, former_leads: Mapping[int, str], beneath: Container[int]) -> RowFact:
    own = [task for task in tasks if task.pk not in beneath]
    duties = _duties(own, seen)
    shares = tuple(_share(task, seen) for task in tasks if task.pk in beneath)
    leads = dict.fromkeys(former_leads.get(task.pk, _leads(task)) for task in own)
    everything = [fact.duty for fact in (*duties, *(fact for share in shares for fact in share.duties))]
    state = roll_up(everything, as_of=seen.day, horizon=seen.period.send_by)
    cause = roll_up_cause(everything, state, as_of=seen.day, horizon=seen.period.send_by)
    return RowFact((*own, *tasks)[0], duties, state, ", ".join(filter(None, leads)), shares, cause=cause)


def _share(task: Task, seen: AsOf) -> Share:
    duties = _duties([task], seen)
    return Share(duties, _rolled_up(duties, seen))


def _duties(tasks: Iterable[Task], seen: AsOf) -> tuple[DutyFact, ...]:
    asked = (one for task in tasks for one in task.obligations.all() if _was_asked(one, seen.asked_on))
    return tuple(sorted((_duty(one, seen) for one in asked), key=lambda d: (d.due_on or date.max, d.obligation.pk)))


def _rolled_up(duties: Iterable[DutyFact], seen: AsOf) -> State:
    return roll_up([fact.duty for fact in duties], as_of=seen.day, horizon=seen.period.send_by)


def _leads(task: Task) -> str:
    """A department leads as a whole."""
    if task.organization.kind == OrganizationKind.DEPARTMENT and task.is_given:
        return task.organization.name
    return ", ".join(a.position.name for a in task.assignments.all() if a.role == AgencyRole.LEAD)


def _was_asked(obligation: Obligation, known_on: date) -> bool:
    """A duty that a revision added tells since when it is: by its first day given, or by the day it waits from."""
    if obligation.kind == ObligationKind.WAITING:
        return obligation.start_on is None or obligation.start_on <= known_on
    first_days = (move.recorded_on for move in obligation.due_changes.all())
    return obligation.original_due_on is not None or any(day <= known_on for day in first_days)


def _duty(obligation: Obligation, seen: AsOf) -> DutyFact:
    """What was recorded after the day but by `known_on` (the period was opened again) counts as recorded on the day."""
    as_of = seen.day
    known = [u for u in obligation.updates.all() if u.recorded_on <= seen.known_on]
    moves = [move for move in obligation.due_changes.all() if move.recorded_on <= seen.asked_on]
    duty = Duty(
        kind=ObligationKind(obligation.kind),
        original_due_on=obligation.original_due_on,
        start_on=obligation.start_on,
        cancelled_on=obligation.cancelled_on,
        words=tuple(_word(u, as_of) for u in known),
        moves=tuple(DueMove(min(move.recorded_on, as_of), move.new_due_on) for move in moves),
    )
    words = tuple(u for u in known if u.effective_on <= as_of)
    return DutyFact(
        obligation=obligation,
        duty=duty,
        state=state_of(duty, as_of),
        due_on=duty.due_as_of(as_of),
        words=words,
        said=tuple(u for u in words if u.effective_on >= seen.period.start_on),
        cause=cause_of(duty, as_of),
    )


def _word(update: Update, as_of: date) -> Word:
    cause = LateCause(update.late_cause) if update.late_cause else None
    return Word(Outcome(update.outcome), update.effective_on, min(update.recorded_on, as_of), cause)
