"""If these components reached those points: the total, the class and the likely rank, with everybody else as in the
table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indices.resulting.lines import Line
from indices.scoring.bands import Band, class_of
from indices.scoring.composite import Component
from indices.scoring.numbers import rounded


@dataclass(frozen=True, slots=True)
class Step:
    """One component that moves, and what it brings to the total."""

    component: Component
    before: Decimal
    after: Decimal
    gain: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """`rank` is None where no other points are known; `passed` are those that would be left behind, nearest first."""

    steps: tuple[Step, ...]
    before: Decimal
    after: Decimal
    class_name: str
    rank: int | None
    ranked: int
    passed: tuple[Line, ...]

    @property
    def gain(self) -> Decimal:
        return self.after - self.before


def faults_of(components: Sequence[Component], line: Line, wished: Mapping[str, Decimal]) -> dict[str, str]:
    """What cannot be, by code."""
    found = {}
    for one in components:
        wish = wished.get(one.code)
        if wish is None:
            continue
        if wish > one.maximum:
            found[one.code] = "quá điểm tối đa của thành phần"
        elif line.values.get(one.code) is None:
            found[one.code] = "thành phần này chưa có kết quả nên không biết sẽ tăng bao nhiêu"
    return found


def what_if(
    components: Sequence[Component],
    bands: Sequence[Band],
    places: int,
    line: Line,
    others: Sequence[Line],
    wished: Mapping[str, Decimal],
) -> Outcome | None:
    """What the wishes add comes to the printed total, so that what stands outside the components stays. None without a
    total."""
    if line.total is None:
        return None
    steps = tuple(_steps(components, line, wished))
    exact = Fraction(line.total) + sum(
        (_weighed(step.component, step.after - step.before) for step in steps), Fraction(0)
    )
    after = rounded(exact, places)
    totals = [one for one in others if one.total is not None]
    passed = sorted(
        (one for one in totals if line.total <= (one.total or Decimal(0)) < after),
        key=lambda one: (one.total or Decimal(0), one.name),
    )
    rank = 1 + sum(1 for one in totals if (one.total or Decimal(0)) > after) if totals else None
    return Outcome(steps, line.total, after, class_of(after, bands), rank, len(totals) + 1, tuple(passed))


def _steps(components: Sequence[Component], line: Line, wished: Mapping[str, Decimal]) -> Iterator[Step]:
    for one in components:
        before, after = line.values.get(one.code), wished.get(one.code)
        if before is not None and after is not None and before != after:
            yield Step(one, before, after, rounded(_weighed(one, after - before), 4))


def _weighed(component: Component, points: Decimal) -> Fraction:
    return Fraction(points) * Fraction(component.weight) / Fraction(component.maximum)
