"""From marks of criteria to the score of a body: what does not apply shrinks its maximum, what is missing is counted
and never 0, bonus and deduction stand outside the hundred."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indices.scoring.numbers import percent_of, rounded

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Item:
    """One criterion of a set: `parent` is the key of the one above, None for an area. Only leaves are marked; the
    maximum of the others is the sum of their leaves."""

    key: Hashable
    parent: Hashable | None
    maximum: Decimal
    is_leaf: bool = True
    is_bonus: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a leaf got: None is missing."""

    points: Decimal | None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Total:
    """What stands at one criterion and beneath it. `maximum` is what applies to the body; `bonus` may be below 0;
    `missing` and `left_out` count leaves without points and leaves that do not apply."""

    points: Decimal = ZERO
    maximum: Decimal = ZERO
    bonus: Decimal = ZERO
    missing: int = 0
    left_out: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing and something applies: only then is there a percentage, a class, a rank."""
        return not self.missing and self.maximum > 0

    def percent(self, places: int = 2) -> Decimal | None:
        """Per cent of the applicable maximum, without bonus; None while something is missing."""
        return percent_of(self.points, self.maximum, places) if self.is_whole else None

    def final(self, places: int = 2) -> Decimal | None:
        """The score on a scale of 100, with what stands outside it. It may exceed 100 by the bonus and is never
        below 0."""
        if not self.is_whole:
            return None
        base = self.percent(places) or ZERO
        return max(rounded(ZERO, places), base + rounded(self.bonus, places))


def totals_of(items: Sequence[Item], marks: Mapping[Hashable, Mark]) -> dict[Hashable, Total]:
    """The total at every criterion, each leaf counted once into all above it; `None` holds the total of the set."""
    return Tree(items).totals(marks)


class Tree:
    """The criteria of a set with what stands above each leaf, worked out once for many bodies."""

    def __init__(self, items: Sequence[Item]) -> None:
        parents = {item.key: item.parent for item in items}
        self.keys: tuple[Hashable | None, ...] = (None, *parents)
        places = {key: place for place, key in enumerate(self.keys)}
        self.leaves = [
            (item, tuple(places[key] for key in _upwards(item.key, parents))) for item in items if item.is_leaf
        ]

    def totals(self, marks: Mapping[Hashable, Mark]) -> dict[Hashable, Total]:
        """As `totals_of`."""
        size = len(self.keys)
        points, maximum, bonus = [ZERO] * size, [ZERO] * size, [ZERO] * size
        missing, left_out = [0] * size, [0] * size
        for item, above in self.leaves:
            mark = marks.get(item.key)
            got = mark.points if mark is not None else None
            if mark is not None and not mark.applies:
                _count(left_out, above)
            elif item.is_bonus:
                _add(bonus, above, got or ZERO)
            else:
                _add(maximum, above, item.maximum)
                if got is None:
                    _count(missing, above)
                else:
                    _add(points, above, got)
        rows = zip(points, maximum, bonus, missing, left_out, strict=True)
        return {key: Total(*row) for key, row in zip(self.keys, rows, strict=True)}


def _add(sums: list[Decimal], places: Iterable[int], number: Decimal) -> None:
    for place in places:
        sums[place] += number


def _count(sums: list[int], places: Iterable[int]) -> None:
    for place in places:
        sums[place] += 1


def _upwards(key: Hashable, parents: Mapping[Hashable, Hashable | None]) -> Iterable[Hashable | None]:
    """The criterion itself, those above it, and the whole set."""
    step: Hashable | None = key
    while step is not None:
        yield step
        step = parents.get(step)
    yield None
