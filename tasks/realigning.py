"""What becomes of the duties of a row when its document says something else. Pure.

A duty that the document still asks for stays the same duty, with every word said about it, even where its day moves.
What nobody asks for any more is cancelled unless it was settled. Nothing is due twice.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.labels import Labelled
from cchc.text import fold
from tasks.enums import ObligationKind
from tasks.obligations import Due

PeriodKey = tuple[str, int, int]
Said = tuple[str, str]
"""A label and a day or, without one, the words: what makes a due the one it is."""
ONCE = (ObligationKind.FIXED, ObligationKind.WAITING)


class Fate(Labelled):
    """What becomes of a duty."""

    KEPT = "kept", "giữ nguyên"
    MOVED = "moved", "dời hạn"
    ADDED = "added", "việc mới"
    REVIVED = "revived", "lại phải làm"
    CANCELLED = "cancelled", "không còn phải làm"


@dataclass(frozen=True, slots=True)
class Held:
    """An obligation as it stands. `original_due_on` is the day the document gave it first."""

    key: int
    kind: ObligationKind
    label: str
    words: str
    due_on: date | None
    original_due_on: date | None
    period: PeriodKey | None
    is_settled: bool
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What to do with one duty: `held` is None for a new one, `due` for one that nobody asks for."""

    fate: Fate
    held: Held | None
    due: Due | None


def said(due: Due) -> Said:
    return fold(due.label), due.due_on.isoformat() if due.due_on else fold(due.words)


def realign(
    held: Sequence[Held], wanted: Sequence[Due], *, asked_before: Collection[Said], since: date | None
) -> list[Step]:
    """The steps from what is held to what is wanted now.

    `asked_before` are the dues of the former words: what of them is cancelled was cancelled by a person, and stays so.
    Reports of periods before `since` (the day of the new words) are asked of nobody.
    """
    pairs, unheld = _pair(held, wanted)
    steps = [_kept(one, due, asked_before) for one, due in pairs]
    taken = {one.key for one, _ in pairs}
    for one in held:
        if one.key not in taken and not one.is_cancelled and not one.is_settled:
            steps.append(Step(Fate.CANCELLED, one, None))
    return steps + [Step(Fate.ADDED, None, due) for due in unheld if not _is_past_report(due, since)]


def _is_past_report(due: Due, since: date | None) -> bool:
    return due.kind == ObligationKind.PERIODIC and bool(since and due.due_on and due.due_on < since)


def _kept(one: Held, due: Due, asked_before: Collection[Said]) -> Step:
    """What was settled stays as it is: what was done in time was done in time. A day that a person moved holds where
    the document asks for the same day as before."""
    if one.is_cancelled:
        was_asked = bool({(fold(one.label), _day(one)), (fold(one.label), _first_day(one))} & set(asked_before))
        return Step(Fate.KEPT if was_asked else Fate.REVIVED, one, due)
    stays = one.is_settled or due.due_on == one.due_on or said(due)[1] in {day for _, day in asked_before}
    return Step(Fate.KEPT if stays else Fate.MOVED, one, due)


Sign = Callable[[Held], Hashable | None]
Wish = Callable[[Due], Hashable | None]


def _pair(held: Sequence[Held], wanted: Sequence[Due]) -> tuple[list[tuple[Held, Due]], list[Due]]:
    """Who goes on as what, the surest first. Cancelled duties are known by their own label and day or period only;
    settled ones move only where there is no other that could be meant."""
    pairs: list[tuple[Held, Due]] = []
    left, right = sorted(held, key=lambda one: one.is_cancelled), list(wanted)
    for sign, wish in _SAME:
        left, right = _take(left, right, sign, wish, pairs)
    left = [one for one in left if not one.is_cancelled]
    for sign, wish in _RENAMED:
        left, right = _take(left, right, sign, wish, pairs)
    sole = _sole(held, wanted)
    movable = [one for one in left if not one.is_settled or _group(one.kind) in sole]
    left, right = _take(movable, right, _by_label, _wish_by_label, pairs)
    left = [one for one in left if _group(one.kind) in sole]
    _, right = _take(left, right, _by_group, _wish_by_group, pairs)
    return pairs, right


def _take(
    held: Iterable[Held], wanted: Iterable[Due], sign: Sign, wish: Wish, pairs: list[tuple[Held, Due]]
) -> tuple[list[Held], list[Due]]:
    """Pair those with the same sign, in their order; returns who is left."""
    waiting: dict[Hashable, list[Due]] = defaultdict(list)
    for due in wanted:
        if (wished := wish(due)) is not None:
            waiting[wished].append(due)
    left, gone = [], set()
    for one in held:
        found = waiting.get(sign(one))
        if found:
            due = found.pop(0)
            gone.add(id(due))
            pairs.append((one, due))
        else:
            left.append(one)
    return left, [due for due in wanted if id(due) not in gone]


def _sole(held: Sequence[Held], wanted: Sequence[Due]) -> set[str]:
    """Groups of which there is one duty before and one after: the same one, even where it was settled meanwhile."""
    before = [_group(one.kind) for one in held if not one.is_cancelled]
    after = [_group(due.kind) for due in wanted]
    return {group for group in before if before.count(group) == after.count(group) == 1}


def _group(kind: ObligationKind) -> str:
    return "once" if kind in ONCE else kind.value


def _period(due: Due) -> PeriodKey | None:
    if due.period_kind is None or due.period_year is None or due.period_number is None:
        return None
    return due.period_kind.value, due.period_year, due.period_number


def _day(one: Held) -> str:
    return one.due_on.isoformat() if one.due_on else fold(one.words)


def _first_day(one: Held) -> str:
    return one.original_due_on.isoformat() if one.original_due_on else fold(one.words)


def _by_label(one: Held) -> Hashable | None:
    """Reports of a period are told apart by the period alone."""
    return None if one.kind == ObligationKind.PERIODIC else (_group(one.kind), fold(one.label))


def _wish_by_label(due: Due) -> Hashable | None:
    """A duty that had a day does not go back to waiting for one."""
    return None if due.kind == ObligationKind.PERIODIC or not due.due_on else (_group(due.kind), fold(due.label))


def _by_group(one: Held) -> Hashable | None:
    return None if one.kind == ObligationKind.PERIODIC else _group(one.kind)


def _wish_by_group(due: Due) -> Hashable | None:
    return None if due.kind == ObligationKind.PERIODIC or not due.due_on else _group(due.kind)


_SAME: tuple[tuple[Sign, Wish], ...] = (
    (lambda one: (fold(one.label), _day(one)), said),
    (lambda one: (fold(one.label), _first_day(one)), said),
    (
        lambda one: (fold(one.label), one.period) if one.period else None,
        lambda due: (fold(due.label), _period(due)) if _period(due) else None,
    ),
)
_RENAMED: tuple[tuple[Sign, Wish], ...] = (
    (
        lambda one: (one.due_on, one.kind == ObligationKind.STANDING) if one.due_on else None,
        lambda due: (due.due_on, due.kind == ObligationKind.STANDING) if due.due_on else None,
    ),
    (lambda one: one.period, _period),
    (
        lambda one: fold(one.label) if one.due_on is None else None,
        lambda due: fold(due.label) if due.due_on is None else None,
    ),
)
