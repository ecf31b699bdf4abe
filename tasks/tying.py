"""Which duties of a given task and of a task of the body's own plan are alike, so that one word counts on both. Pure.

Told apart in this order: the same reporting period; the same due day; a standing duty with a standing one; the only
duty of the one with the only duty of the other. Whatever else there is has no like, and is named.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tasks.enums import ObligationKind, Outcome
from tasks.realigning import PeriodKey
from tasks.statements import Statement


@dataclass(frozen=True, slots=True)
class Half:
    """A duty that is not cancelled. `name` tells it to people: "quý II năm 2023, hạn 16/06/2023"."""

    key: int
    kind: ObligationKind
    due_on: date | None
    period: PeriodKey | None
    name: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Pairs (of the given task, of the own one), and those without a like on each side."""

    pairs: tuple[tuple[Half, Half], ...]
    given_left: tuple[Half, ...]
    own_left: tuple[Half, ...]

    def like_of(self, key: int) -> int | None:
        """The duty on the other side that is like this one."""
        found = {one.key: other.key for one, other in self.pairs}
        return (found | {other: one for one, other in found.items()}).get(key)

    @property
    def words(self) -> str:
        """ "Khớp 2 việc: quý I năm 2023; quý II năm 2023. Chưa khớp: bên được giao: Kế hoạch." """
        matched = "; ".join(given.name for given, _ in self.pairs)
        told = [f"Khớp {len(self.pairs)} việc: {matched}." if self.pairs else "Không việc nào khớp nhau."]
        sides = (("bên được giao", self.given_left), ("bên kế hoạch của mình", self.own_left))
        left = [f"{side}: {'; '.join(half.name for half in halves)}" for side, halves in sides if halves]
        return " ".join([*told, f"Chưa khớp: {' · '.join(left)}."] if left else told)


def likeness_of(given: Sequence[Half], own: Sequence[Half]) -> Likeness:
    """Each duty is like one other at most."""
    pairs: list[tuple[Half, Half]] = []
    left, right = list(given), list(own)
    for sign in _SIGNS:
        left, right = _take(left, right, sign, pairs)
    if len(given) == len(own) == 1 and left and _is_standing(left[0]) == _is_standing(right[0]):
        pairs, left, right = [(left[0], right[0])], [], []
    order = {half.key: place for place, half in enumerate(given)}
    return Likeness(tuple(sorted(pairs, key=lambda pair: order[pair[0].key])), tuple(left), tuple(right))


def joined(statement: Statement, others: Sequence[tuple[Outcome | None, date | None]]) -> Statement:
    """What a word on one of several own duties says of the given duty that all of them are like: it is done on the day
    on which the last of them is. `others` are the outcomes of the other ones with their days."""
    if statement.outcome not in _SETTLING or not others:
        return statement
    if any(outcome not in _SETTLING for outcome, _ in others):
        return replace(statement, outcome=Outcome.DOING)
    is_done = Outcome.DONE in {statement.outcome, *(outcome for outcome, _ in others)}
    last = max([statement.effective_on, *(day for _, day in others if day)])
    return replace(statement, outcome=Outcome.DONE if is_done else statement.outcome, effective_on=last)


_SETTLING = (Outcome.DONE, Outcome.NOTHING)
Sign = Callable[[Half], Hashable | None]


def _take(
    given: Sequence[Half], own: Sequence[Half], sign: Sign, pairs: list[tuple[Half, Half]]
) -> tuple[list[Half], list[Half]]:
    """Pair those with the same sign, in their order; returns who is left."""
    left, right = [], list(own)
    for half in given:
        wanted = sign(half)
        found = next((other for other in right if wanted is not None and sign(other) == wanted), None)
        if found is None:
            left.append(half)
        else:
            right.remove(found)
            pairs.append((half, found))
    return left, right


def _is_standing(half: Half) -> bool:
    return half.kind == ObligationKind.STANDING


_SIGNS: tuple[Sign, ...] = (
    lambda half: half.period,
    lambda half: None if half.due_on is None or _is_standing(half) else half.due_on,
    lambda half: True if _is_standing(half) else None,
)
