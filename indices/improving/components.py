"""Components of a result sorted out: weak ones to mend, good ones to keep, and those that nobody can tell of."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cchc.numbers import shown
from indices.scoring.numbers import HUNDRED, percent_of, rounded

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Reason:
    """What one side said of a component, and which side."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Component:
    """One component with its points of the base year; None is missing, never 0. A value up to `maximum` counts for
    `weight` of the index (a criterion of a set: the maximum itself)."""

    code: str
    name: str
    area: str
    points: Decimal | None
    maximum: Decimal
    weight: Decimal
    applies: bool = True
    is_survey: bool = False
    reasons: tuple[Reason, ...] = ()
    criterion_id: int | None = None
    lineage: str = ""

    @property
    def is_missing(self) -> bool:
        return self.applies and self.points is None

    @property
    def percent(self) -> Decimal | None:
        return None if self.points is None else percent_of(self.points, self.maximum)

    @property
    def lost_exactly(self) -> Fraction:
        """Points of the index that are missing to the whole; of a component without points nobody can tell."""
        if self.points is None:
            return Fraction(0)
        return Fraction(self.maximum - self.points) * Fraction(self.weight) / Fraction(self.maximum)

    @property
    def lost(self) -> Decimal:
        return rounded(self.lost_exactly, 2)

    @property
    def lost_words(self) -> str:
        return shown(self.lost)

    @property
    def percent_words(self) -> str:
        """ "50 %"; "" where nobody knows."""
        return percent_words(self.percent)

    @property
    def words(self) -> str:
        """ "3/6 điểm"."""
        return points_words(self.points, self.maximum)

    def is_under(self, threshold: Decimal) -> bool:
        """By the exact ratio, not by a rounded percentage: 79,996 % is under 80 %, 80 % is not."""
        if self.points is None or not self.applies:
            return False
        return Fraction(self.points) * HUNDRED < Fraction(threshold) * Fraction(self.maximum)


@dataclass(frozen=True, slots=True)
class Sorted:
    """`weak` and `fine` by points lost, the most first; `missing` have no points, `left_out` do not apply."""

    weak: tuple[Component, ...]
    fine: tuple[Component, ...]
    missing: tuple[Component, ...]
    left_out: tuple[Component, ...]


def sort_out(components: Iterable[Component], threshold: Decimal) -> Sorted:
    """Each component in one of the four; those that lost alike stay in their order."""
    found = list(components)
    known = sorted((one for one in found if one.applies and one.points is not None), key=lambda one: -one.lost_exactly)
    return Sorted(
        weak=tuple(one for one in known if one.is_under(threshold)),
        fine=tuple(one for one in known if not one.is_under(threshold)),
        missing=tuple(one for one in found if one.is_missing),
        left_out=tuple(one for one in found if not one.applies),
    )


def percent_words(percent: Decimal | None) -> str:
    """ "66,67 %"; "" where nothing is known."""
    return "" if percent is None else f"{shown(percent)} %"


def points_words(points: Decimal | None, maximum: Decimal | None) -> str:
    """ "3/6 điểm"; "" where nothing is known."""
    if points is None or maximum is None:
        return ""
    return f"{shown(points)}/{shown(maximum)} điểm"
