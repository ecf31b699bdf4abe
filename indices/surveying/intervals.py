"""How sure a share is: the 95 % confidence interval of Wilson (1927, JASA 22, 209-212), in exact decimals.

With p the share, n how many people answered and z = 1,96 (the 97,5 % point of the normal distribution):

    (p + z²/2n ± z · √(p(1−p)/n + z²/4n²)) / (1 + z²/n)

Unlike p ± z·√(p(1−p)/n) it stays within 0 and 1 and is right for few answers and for shares near 0 or 1. There is no
correction for a finite population: the people whose satisfaction is asked for are all who use the service, not those
who were handed a sheet, and nobody knows how many they are. It tells of chance alone, not of who chose to answer.
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext

Z = Decimal("1.959963984540054")
_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, shares between 0 and 1."""

    low: Decimal
    high: Decimal


def wilson(satisfied: int, answered: int, people: int | None = None) -> Interval:
    """The interval of `satisfied` of `answered`. Where one person gave several answers, `people` is how many persons
    these come from: their answers go together, so that only persons count as chance (the interval is never too narrow
    for it). Raises ValueError where nothing was answered."""
    if not 0 <= satisfied <= answered or answered == 0:
        raise ValueError(f"{satisfied}/{answered}")
    with localcontext() as context:
        context.prec = _DIGITS
        n, p, square = Decimal(people or answered), Decimal(satisfied) / answered, Z * Z
        middle = p + square / (2 * n)
        reach = Z * (p * (1 - p) / n + square / (4 * n * n)).sqrt()
        scale = 1 + square / n
        low, high = (middle - reach) / scale, (middle + reach) / scale
    return Interval(_kept(low) if satisfied else Decimal(0), _kept(high) if satisfied < answered else Decimal(1))


def _kept(value: Decimal) -> Decimal:
    """Twelve places: far more than is shown, and free of the last digits of a square root."""
    return round(value, 12)
