"""What is measured, and the figures that are made of it: every number is entered once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc.labels import Labelled
from cchc.numbers import shown
from reports.statistics.numbers import share_words

Values = Mapping[str, Decimal]
"""Numbers by the code of what they measure; what nobody entered is missing."""


class OverYear(Labelled):
    """What the numbers of a year's periods say together."""

    SUM = "sum", "cộng các kỳ"
    LAST = "last", "lấy số cuối kỳ"
    OWN = "own", "chỉ tính trong kỳ"


class Relation(Labelled):
    """How the two sides of a check stand to each other."""

    EQUAL = "equal", "phải bằng"
    AT_MOST = "at_most", "không được lớn hơn"


@dataclass(frozen=True, slots=True)
class Measured:
    """A number that is entered (số liệu gốc)."""

    code: str
    name: str
    unit: str
    area: str
    over_year: OverYear = OverYear.SUM


@dataclass(frozen=True, slots=True)
class Formula:
    """A figure of the statistics table: the sum of some numbers, of the sum of others where there are any."""

    code: str
    name: str
    unit: str
    area: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return (*self.numerator, *self.denominator)


@dataclass(frozen=True, slots=True)
class Check:
    """Two sums of numbers of one period that must agree."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Relation

    @property
    def codes(self) -> tuple[str, ...]:
        return (*self.left, *self.right)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure: its numerator, and its denominator where it has one."""

    numerator: Decimal
    denominator: Decimal | None = None

    @property
    def words(self) -> str:
        """ "2.840" or "96,2 %"."""
        if self.denominator is None:
            return shown(self.numerator)
        return share_words(self.numerator, self.denominator)

    @property
    def value(self) -> Decimal | None:
        """The number itself, or the exact percentage; None where there is nothing to take it of."""
        if self.denominator is None:
            return self.numerator
        return self.numerator * 100 / self.denominator if self.denominator else None


def total(codes: Iterable[str], values: Values) -> Decimal | None:
    """The sum of some numbers; None where one of them is missing: a part is never taken for the whole."""
    found = [values.get(code) for code in codes]
    return None if None in found else sum((one for one in found if one is not None), Decimal())


def evaluate(formula: Formula, values: Values) -> Ratio | None:
    """The figure that the numbers give; None where one is missing."""
    numerator = total(formula.numerator, values)
    if numerator is None:
        return None
    if not formula.denominator:
        return Ratio(numerator)
    denominator = total(formula.denominator, values)
    return None if denominator is None else Ratio(numerator, denominator)
