"""Which periods of a year, whole and without overlap, make up a stretch of its months."""

from collections.abc import Container
from functools import cache

from tasks.enums import PeriodKind
from tasks.periods import MONTHS

Key = tuple[PeriodKind, int]
"""A period of the year: its kind and number."""


def months_of(kind: PeriodKind, number: int) -> tuple[int, int]:
    """The months before it and its last one: quý II is (3, 6)."""
    return MONTHS[kind] * (number - 1), MONTHS[kind] * number


def cover(after: int, until: int, known: Container[Key], *, shorter_than: int = 13) -> tuple[Key, ...] | None:
    """The fewest known periods that together are the months after `after` up to `until`, the earliest first; None where
    some month is in none. Only periods of fewer than `shorter_than` months count."""
    kinds = sorted((kind for kind in PeriodKind if MONTHS[kind] < shorter_than), key=lambda kind: -MONTHS[kind])

    @cache
    def ending(month: int) -> tuple[Key, ...] | None:
        if month == after:
            return ()
        found: list[tuple[Key, ...]] = []
        for kind in kinds:
            number, rest = divmod(month, MONTHS[kind])
            start = month - MONTHS[kind]
            if rest or start < after or (kind, number) not in known:
                continue
            before = ending(start)
            if before is not None:
                found.append((*before, (kind, number)))
        return min(found, key=len, default=None)

    return ending(until)
