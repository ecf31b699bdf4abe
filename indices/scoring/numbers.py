"""Exact numbers: fractions inside, decimals outside, rounded half up as official tables print them."""

from decimal import Decimal
from fractions import Fraction

Number = Decimal | Fraction | int
HUNDRED = 100


def rounded(value: Number, places: int) -> Decimal:
    """The value with that many decimals, half away from zero: 0.125 is 0.13, -0.125 is -0.13."""
    scaled = Fraction(value) * 10**places
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if scaled < 0 else whole).scaleb(-places)


def percent_of(part: Number, whole: Number, places: int = 2) -> Decimal | None:
    """How many per cent, rounded; None where there is nothing to take it of."""
    return rounded(Fraction(part) * HUNDRED / Fraction(whole), places) if whole else None
