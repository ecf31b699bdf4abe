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

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.points + other.points,
            self.maximum + other.maximum,
            self.bonus + other.bonus,
            self.missing + other.missing,
            self.left_out + other.left_out,
        )

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
    parents = {item.key: item.parent for item in items}
    found: dict[Hashable, Total] = {None: Total(), **{item.key: Total() for item in items}}
    for item in items:
        if not item.is_leaf:
            continue
        own = _of_leaf(item, marks.get(item.key))
        for key in _upwards(item.key, parents):
            found[key] += own
    return found


def _of_leaf(item: Item, mark: Mark | None) -> Total:
    if mark is not None and not mark.applies:
        return Total(left_out=1)
    points = mark.points if mark else None
    if item.is_bonus:
        return Total(bonus=points or ZERO)
    if points is None:
        return Total(maximum=item.maximum, missing=1)
    return Total(points=points, maximum=item.maximum)


def _upwards(key: Hashable, parents: Mapping[Hashable, Hashable | None]) -> Iterable[Hashable | None]:
    """The criterion itself, those above it, and the whole set."""
    step: Hashable | None = key
    while step is not None:
        yield step
        step = parents.get(step)
    yield None
