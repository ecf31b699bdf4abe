"""Where a line stands among the others of its table: the one above, a rank, a class, 80 %; what it moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cchc.numbers import shown
from indices.enums import SCORED
from indices.resulting.lines import Line
from indices.scoring.bands import Band
from indices.scoring.composite import Component, whole_of
from indices.scoring.numbers import HUNDRED, percent_of, rounded

GOOD = Decimal(80)
"""Per cent under which a component, or the whole, is weak unless a set says otherwise."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How many points are wanting to something, in words ("Phường Ba Đình, hạng 3")."""

    points: Decimal
    what: str

    @property
    def is_reached(self) -> bool:
        return self.points <= 0


@dataclass(frozen=True, slots=True)
class Weak:
    """A component under the threshold."""

    component: Component
    value: Decimal
    percent: Decimal


def most_of(kind: str, components: Sequence[Component]) -> Decimal:
    """The most that a total can be: what the components say, otherwise the scale of the index (all four are printed on
    100; PAPI, summed from its eight parts, on 80)."""
    if components:
        return whole_of(components)
    return Decimal(HUNDRED) if kind in SCORED or kind == "pci" else Decimal(80)


def percent(kind: str, components: Sequence[Component], line: Line) -> Decimal | None:
    """Per cent of the most."""
    return None if line.total is None else percent_of(line.total, most_of(kind, components))


def above(line: Line, others: Sequence[Line]) -> Line | None:
    """Who stands next above by points; None for the first, or where nobody else's points are known."""
    if line.total is None:
        return None
    own = line.total
    higher = [one for one in others if one.total is not None and one.total > own]
    return min(higher, key=lambda one: (one.total or Decimal(0), one.name), default=None)


def to_above(line: Line, others: Sequence[Line]) -> Gap | None:
    found = above(line, others)
    if found is None or found.total is None or line.total is None:
        return None
    place = f"{found.name}, hạng {found.rank}" if found.rank else found.name
    return Gap(found.total - line.total, place)


def to_percent(kind: str, components: Sequence[Component], line: Line, wanted: Decimal = GOOD) -> Gap | None:
    """Points that are wanting to so many per cent of the most."""
    if line.total is None:
        return None
    least = Fraction(most_of(kind, components)) * Fraction(wanted) / HUNDRED
    return Gap(rounded(least - Fraction(line.total), 2), "mức 80 %" if wanted == GOOD else f"mức {wanted:f} %")


def to_score(line: Line, score: Decimal) -> Gap | None:
    return None if line.total is None else Gap(score - line.total, f"{shown(score)} điểm")


def to_rank(line: Line, others: Sequence[Line], rank: int) -> Gap | None:
    """Points to whoever holds the rank now. None where nobody in the table is known to hold it or to stand lower."""
    if line.rank is not None and line.rank <= rank:
        return Gap(Decimal(0), f"hạng {rank}")
    if line.total is None:
        return None
    holders = [one for one in others if one.rank is not None and one.rank <= rank and one.total is not None]
    holder = max(holders, key=lambda one: (one.rank or 0, -(one.total or Decimal(0))), default=None)
    if holder is None or holder.total is None:
        return None
    return Gap(holder.total - line.total, f"hạng {rank} ({holder.name})" if holder.rank == rank else f"hạng {rank}")


def to_class(line: Line, bands: Sequence[Band], name: str) -> Gap | None:
    least = next((band.least for band in bands if band.name == name), None)
    if line.class_name and line.class_name == name:
        return Gap(Decimal(0), f"loại {name}")
    return None if least is None or line.total is None else Gap(least - line.total, f"loại {name}")


def weak_of(components: Sequence[Component], line: Line, threshold: Decimal = GOOD) -> list[Weak]:
    """Components under the threshold, the weakest first; one without a result is not weak."""
    found = []
    for one in line.parts(components):
        value = line.values.get(one.code)
        if value is not None and Fraction(value) * HUNDRED < Fraction(threshold) * Fraction(one.maximum):
            found.append(Weak(one, value, one.share(value) or Decimal(0)))
    return sorted(found, key=lambda one: (one.percent, one.component.code))


def moved(before: Line | None, now: Line) -> tuple[Decimal | None, int | None]:
    """Points and ranks since the line before, up is more than 0; None where either year says nothing."""
    if before is None:
        return None, None
    points = None if before.total is None or now.total is None else now.total - before.total
    ranks = None if before.rank is None or now.rank is None else before.rank - now.rank
    return points, ranks


_STEPS = ((Decimal(90), "h5"), (Decimal(80), "h4"), (Decimal(65), "h3"), (Decimal(50), "h2"))


def heat_of(share: Decimal | None) -> str:
    """The colour step of a per cent: by the classes in use (90, 80, 65), not by quarters; "h0" without a result."""
    return "h0" if share is None else next((step for least, step in _STEPS if share >= least), "h1")
