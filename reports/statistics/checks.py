"""What numbers of one period must agree in, said in words at the fields; and leaps that are worth a second look."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc.numbers import shown
from reports.statistics.formulas import Check, Relation, Values, total

LEAP = 3
"""So many times more, or less, than in the period before is worth a second look."""
LEAP_FROM = 10
"""Smaller numbers leap without meaning anything."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Two sides that do not agree, in a sentence; `codes` are the fields where it stands."""

    codes: tuple[str, ...]
    words: str


def faults(checks: Iterable[Check], values: Values, names: Mapping[str, str]) -> Iterator[Fault]:
    """Every check that does not hold, as far as all its numbers are there."""
    for check in checks:
        left, right = total(check.left, values), total(check.right, values)
        if left is not None and right is not None and not _holds(check.relation, left, right):
            yield Fault(check.codes, _sentence(check, values, names))


def _holds(relation: Relation, left: Decimal, right: Decimal) -> bool:
    return left == right if relation == Relation.EQUAL else left <= right


def _sentence(check: Check, values: Values, names: Mapping[str, str]) -> str:
    """ "Hồ sơ tiếp nhận 2.840 phải bằng hồ sơ đã giải quyết 2.158 + hồ sơ đang giải quyết 600 (cộng lại là 2.758)." """
    left, right = (_side(codes, values, names) for codes in (check.left, check.right))
    together = total(check.right, values)
    sum_words = f" (cộng lại là {shown(together)})" if len(check.right) > 1 else ""
    return f"{left} {check.relation.label} {right[:1].lower()}{right[1:]}{sum_words}."


def _side(codes: Iterable[str], values: Values, names: Mapping[str, str]) -> str:
    words = [f"{names[code]} {shown(values[code])}" for code in codes]
    return " + ".join((*words[:1], *(f"{one[:1].lower()}{one[1:]}" for one in words[1:])))


def leap_words(value: Decimal, before: Decimal | None) -> str:
    """ "Gấp 4,0 lần kỳ trước (612)." where a number leaps; "" otherwise. A hint, not a fault."""
    if not before or max(value, before) < LEAP_FROM:
        return ""
    if value >= before * LEAP:
        return f"Gấp {shown(round(value / before, 1))} lần kỳ trước ({shown(before)}), hãy xem lại."
    if value * LEAP <= before:
        return f"Chưa bằng một phần {LEAP} kỳ trước ({shown(before)}), hãy xem lại."
    return ""
