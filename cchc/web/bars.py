"""Stacked bars of counts by state, and the colour step of a heat map. Pure."""

from collections.abc import Iterable
from html import escape
from typing import Protocol

from cchc.web.shapes import LOOKS, word

HEIGHT = 20
_ORDER = ("on_time", "late", "nothing", "doing", "not_yet", "overdue", "waiting", "cancelled")
_NUMBER_FITS = 7
_STEPS = ((100, "h5"), (75, "h4"), (50, "h3"), (33, "h2"))


class Counted(Protocol):
    """How many stand in one state; `reports.facts.Count` is one."""

    @property
    def state(self) -> str: ...

    @property
    def number(self) -> int: ...


def _segment(state: str, number: int, start: int, total: int) -> str:
    look = LOOKS[state]
    left, width = 100 * start / total, 100 * number / total
    text = ""
    if width >= _NUMBER_FITS:
        text = f'<text x="50%" y="14.5" font-size="12" text-anchor="middle" fill="{look.on_fill}">{number}</text>'
    return (
        f'<svg x="{left:.2f}%" width="{width:.2f}%" height="{HEIGHT}"><title>{look.word}: {number}</title>'
        f'<rect width="100%" height="{HEIGHT}" fill="{look.fill}" stroke="#fff" stroke-width="2"/>{text}</svg>'
    )


def stacked_bar(counts: Iterable[Counted]) -> str:
    """One bar of the whole width, a segment for each state that holds something, done first; "" when nothing counts.

    Numbers stand in the segments wide enough for them; the label names all.
    """
    numbers = {count.state: count.number for count in counts if count.number and count.state in LOOKS}
    total = sum(numbers.values())
    if not total:
        return ""
    segments, start = [], 0
    for state in sorted(numbers, key=_ORDER.index):
        segments.append(_segment(state, numbers[state], start, total))
        start += numbers[state]
    said = ", ".join(f"{numbers[state]} {word(state).lower()}" for state in sorted(numbers, key=_ORDER.index))
    head = f'<svg class="bar-track" width="100%" height="{HEIGHT}" role="img" aria-label="{escape(said)}">'
    return head + "".join(segments) + "</svg>"


def heat_step(done: int, base: int) -> str:
    """The colour step of a cell that holds `done` of `base`: "h5" when all is done, "h1" under a third, "h0" for an
    empty base, which is drawn hatched like silence."""
    if base <= 0:
        return "h0"
    return next((step for least, step in _STEPS if 100 * done >= least * base), "h1")
