"""A published score beside what its components add up to: a difference is a doubt that is shown, never mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cchc.numbers import plain
from indices.scoring.numbers import HUNDRED, percent_of, rounded

WEIGHT_PLACES = 8
"""Decimals of a weight that had to be divided."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part of an index: a value up to `maximum` counts for `weight` of the total (PCI: of 10, weight 5; PAR INDEX:
    of 60, weight 60)."""

    code: str
    name: str
    maximum: Decimal
    weight: Decimal

    def share(self, value: Decimal, places: int = 2) -> Decimal | None:
        """Per cent of what can be reached."""
        return percent_of(value, self.maximum, places)


@dataclass(frozen=True, slots=True)
class Sum:
    """What the components add up to, exactly and as printed, and by how much printed numbers may mislead (`slack`: half
    a unit of the last decimal of each component, weighted, and of the total)."""

    exact: Fraction
    printed: Decimal
    slack: Fraction

    def differs_from(self, total: Decimal) -> bool:
        return abs(Fraction(total) - self.exact) > self.slack


def sum_of(components: Sequence[Component], values: Mapping[str, Decimal | None], places: int = 2) -> Sum | None:
    """None where a component is missing: nothing missing counts as 0. `places` are those with which the table is
    printed."""
    exact, slack = Fraction(0), half_unit(places)
    for one in components:
        value = values.get(one.code)
        if value is None:
            return None
        factor = Fraction(one.weight) / Fraction(one.maximum)
        exact += Fraction(value) * factor
        slack += half_unit(places) * factor
    return Sum(exact, rounded(exact, places), slack)


def half_unit(places: int) -> Fraction:
    """Half of the last decimal: what rounding can hide."""
    return Fraction(1, 2 * 10**places)


def applicable(components: Sequence[Component], maxima: Mapping[str, Decimal]) -> tuple[Component, ...]:
    """The components as they apply to one body: `maxima` are those that are less for it, 0 where nothing of a component
    applies. What applies shares the whole weight (Hà Nam 2023: a criterion that does not apply is left out of the
    maximum)."""
    if not maxima:
        return tuple(components)
    most = {one.code: maxima.get(one.code, one.maximum) for one in components}
    shares = {one.code: Fraction(one.weight) * Fraction(most[one.code]) / Fraction(one.maximum) for one in components}
    factor = Fraction(whole_of(components)) / (sum(shares.values(), Fraction(0)) or 1)
    return tuple(
        replace(one, maximum=most[one.code], weight=rounded(shares[one.code] * factor, WEIGHT_PLACES))
        for one in components
        if most[one.code] > 0
    )


def whole_of(components: Sequence[Component]) -> Decimal:
    """The most that the total can be."""
    return sum((one.weight for one in components), Decimal(0))


def is_on_hundred(components: Sequence[Component]) -> bool:
    return whole_of(components) == HUNDRED


def components_to_json(components: Sequence[Component]) -> list[list[str]]:
    return [[one.code, one.name, plain(one.maximum), plain(one.weight)] for one in components]


def components_from_json(data: list[Any]) -> tuple[Component, ...]:
    return tuple(Component(code, name, Decimal(maximum), Decimal(weight)) for code, name, maximum, weight in data)
