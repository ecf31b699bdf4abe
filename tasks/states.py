"""The state of a duty as of a day, and of a row from its duties. Pure: computed from append-only facts.

A report made as of its cut-off a year later gives the same states: a word counts only when it was recorded by that
day and takes effect by that day; a due day counts as it stood then.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tasks.enums import LateCause, ObligationKind, Outcome, State

LEFT_OUT = frozenset({State.WAITING, State.NOTHING, State.CANCELLED})
DONE = frozenset({State.ON_TIME, State.LATE})
SETTLED = DONE | {State.NOTHING, State.CANCELLED}
Weighed = tuple[State, bool]
BEHIND = (State.LATE, State.OVERDUE)


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody stated: the day it takes effect and the day it was recorded; `cause` tells why it is late."""

    outcome: Outcome
    effective_on: date
    recorded_on: date
    cause: LateCause | None = None


@dataclass(frozen=True, slots=True)
class DueMove:
    """A due day set or moved on a day."""

    recorded_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Duty:
    """The facts of one obligation. `words` and `moves` are in the order of recording."""

    kind: ObligationKind
    original_due_on: date | None
    start_on: date | None = None
    cancelled_on: date | None = None
    words: tuple[Word, ...] = ()
    moves: tuple[DueMove, ...] = ()

    def due_as_of(self, day: date) -> date | None:
        """The due day as it stood on `day`."""
        moved = [move.due_on for move in self.moves if move.recorded_on <= day]
        return moved[-1] if moved else self.original_due_on

    def word_as_of(self, day: date) -> Word | None:
        """The last word recorded by `day` that takes effect by `day`."""
        known = [word for word in self.words if word.recorded_on <= day and word.effective_on <= day]
        return known[-1] if known else None


def state_of(duty: Duty, as_of: date) -> State:
    """The state of one duty at the end of the day `as_of`."""
    if duty.cancelled_on and duty.cancelled_on <= as_of:
        return State.CANCELLED
    due, word = duty.due_as_of(as_of), duty.word_as_of(as_of)
    if word and word.outcome == Outcome.DONE:
        return State.LATE if due and word.effective_on > due else State.ON_TIME
    standing = duty.kind == ObligationKind.STANDING
    if word and word.outcome == Outcome.NOTHING and not standing:
        return State.NOTHING
    if due and due < as_of:
        return State.OVERDUE
    if word or (standing and (duty.start_on is None or duty.start_on <= as_of)):
        return State.DOING
    return State.NOT_YET if due else State.WAITING


def roll_up(duties: Sequence[Duty], *, as_of: date, horizon: date) -> State:
    """The state of a row from its duties.

    What has fallen due up to `horizon` (the end of the period) decides; where nothing has, what is to come does.
    Standing duties decide only where nothing else does. One overdue duty makes the row overdue; one late duty among
    finished ones makes it late.
    """
    return merged(weighed(duty, as_of=as_of, horizon=horizon) for duty in duties)


def weighed(duty: Duty, *, as_of: date, horizon: date) -> Weighed:
    """The state of one duty, and whether it has fallen due by `horizon`."""
    return state_of(duty, as_of), _falls_by(duty, as_of, horizon)


def merged(duties: Iterable[Weighed]) -> State:
    """The state of a row from its duties, each weighed; how often one stands among them makes no difference."""
    found = set(duties)
    alive = {one for one in found if one[0] != State.CANCELLED}
    if not alive:
        return State.CANCELLED if found else State.WAITING
    fallen = {state for state, has_fallen in alive if has_fallen}
    return _merge(fallen or {state for state, _ in alive})


def _falls_by(duty: Duty, as_of: date, horizon: date) -> bool:
    due = duty.due_as_of(as_of)
    return due is not None and due <= horizon


def _merge(present: set[State]) -> State:
    if State.OVERDUE in present:
        return State.OVERDUE
    if present <= SETTLED:
        if State.LATE in present:
            return State.LATE
        return State.ON_TIME if State.ON_TIME in present else State.NOTHING
    if present == {State.WAITING}:
        return State.WAITING
    if present & (DONE | {State.DOING}):
        return State.DOING
    return State.NOT_YET


def cause_of(duty: Duty, as_of: date) -> LateCause | None:
    """Why a duty is late, as stated last by then; None for what is not late and for what nobody gave a cause."""
    word = duty.word_as_of(as_of)
    return word.cause if word and state_of(duty, as_of) in BEHIND else None


def roll_up_cause(duties: Sequence[Duty], state: State, *, as_of: date, horizon: date) -> LateCause | None:
    """Why a row in `state` is late, from the duties that make it so: the body's own cause, or none stated, before any
    outside its power; so a row is excused only where all that is late in it is."""
    if state not in BEHIND:
        return None
    alive = [duty for duty in duties if state_of(duty, as_of) != State.CANCELLED]
    deciding = [duty for duty in alive if _falls_by(duty, as_of, horizon)] or alive
    causes = {cause_of(duty, as_of) for duty in deciding if state_of(duty, as_of) == state}
    if LateCause.OWN in causes:
        return LateCause.OWN
    return None if None in causes else min((cause for cause in causes if cause), key=list(LateCause).index)


def count_states(states: Iterable[State]) -> dict[State, int]:
    """How many of each, every state present; the values add up to the number of states given."""
    found = Counter(states)
    return {state: found[state] for state in State}


def denominator(counts: dict[State, int]) -> int:
    """What a percentage is taken of: everything but waiting, nothing-arose and cancelled."""
    return sum(number for state, number in counts.items() if state not in LEFT_OUT)


def numerator(counts: dict[State, int]) -> int:
    """What is done, on time or late."""
    return sum(counts[state] for state in DONE)
