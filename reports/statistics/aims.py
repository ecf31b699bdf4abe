"""What a plan's target asks for against what was achieved."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cchc.numbers import PLACES, shown
from cchc.text import fold
from plans.enums import Comparator
from reports.statistics.formulas import Ratio

KEY_LENGTH = 280


@dataclass(frozen=True, slots=True)
class Aim:
    """The figure of a target: `to` is the upper end of "từ … đến …"."""

    comparator: Comparator
    value: Decimal
    to: Decimal | None
    unit: str

    def is_met(self, value: Decimal) -> bool:
        """Whether what was achieved is what was asked for; compared as it is, not as it is rounded."""
        match self.comparator:
            case Comparator.AT_LEAST:
                return value >= self.value
            case Comparator.AT_MOST:
                return value <= self.value
            case Comparator.ABOVE:
                return value > self.value
            case Comparator.BELOW:
                return value < self.value
            case Comparator.BETWEEN:
                return self.value <= value <= (self.value if self.to is None else self.to)
        return value == self.value


def verdict(aim: Aim, ratio: Ratio | None) -> str:
    """ "yes", "no", or "" where nothing was measured."""
    value = ratio.value if ratio else None
    if value is None:
        return ""
    return "yes" if aim.is_met(value) else "no"


def achieved_words(aim: Aim, ratio: Ratio | None) -> str:
    """ "2.076/2.158 = 96,2 %" or "12 điểm"; "" where nothing was measured."""
    value = ratio.value if ratio else None
    if ratio is None or value is None:
        return ""
    figure = _rounded(aim, value)
    if ratio.denominator is None:
        return " ".join(filter(None, (shown(figure), _unit_words(aim.unit))))
    return f"{shown(ratio.numerator)}/{shown(ratio.denominator)} = {f'{figure:f}'.replace('.', ',')} %"


def _rounded(aim: Aim, value: Decimal) -> Decimal:
    """One decimal, half up; more where one would tell another verdict: 95,96 of "ít nhất 96" is not shown as 96,0."""
    figures = [value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) for places in range(1, PLACES + 1)]
    return next((one for one in figures if aim.is_met(one) == aim.is_met(value)), figures[-1])


def _unit_words(unit: str) -> str:
    return {"points": "điểm", "rank": "", "count": "", "days": "ngày"}.get(unit, unit)


def target_keys(targets: Iterable[tuple[str, str, str]]) -> list[str]:
    """A name for each target of a plan, given as (sentence, what it measures, unit), that outlives a revision: what it
    measures and in which unit, whatever sum is asked for and wherever it stands; the second of the same is "… 2"."""
    keys: list[str] = []
    for text, subject, unit in targets:
        stem = f"{fold(subject) or fold(text)} ({unit})"[:KEY_LENGTH]
        times = sum(key == stem or key.startswith(f"{stem} #") for key in keys)
        keys.append(f"{stem} #{times + 1}" if times else stem)
    return keys
