"""A line over the periods of a year with the level that is aimed at, drawn in. Pure: values in, SVG text out."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

WIDTH, HEIGHT = 420, 160
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 64, 22, 36
_INK, _LINE, _MET, _MISSED = "#1a2530", "#235a9f", "#1d7145", "#b3261e"


@dataclass(frozen=True, slots=True)
class Point:
    """One period: its short name, the value (None: nobody measured it) also in words, whether it meets the aim (None:
    there is no aim); one that has not begun is only named."""

    name: str
    value: float | None
    words: str = ""
    is_met: bool | None = False
    is_ahead: bool = False


def trend(points: Sequence[Point], levels: Sequence[tuple[float, str]]) -> str:
    """The line as an SVG element; `levels` are drawn dashed with their words. A point that meets the aim is a filled
    circle, one that does not a triangle, a period without a value a gap in the line marked by a cross."""
    known = [point.value for point in points if point.value is not None]
    low, high = _range([*known, *(level for level, _ in levels)])
    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(points) - 1)
    places = [(_LEFT + 8 + step * n * 0.96, point) for n, point in enumerate(points)]

    def height(value: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * (value - low) / (high - low)

    drawn = [_level(height(value), words) for value, words in levels]
    drawn.append(_path([(x, None if p.value is None else height(p.value)) for x, p in places]))
    falls = [b is not None and a is not None and b < a for a, b in pairwise([None, *(p.value for p in points)])]
    for (x, point), is_lower in zip(places, falls, strict=True):
        drawn.append(_point(x, None if point.value is None else height(point.value), point, is_lower))
    label = escape("; ".join(f"{p.name}: {p.words or 'chưa có số liệu'}" for p in points), quote=True)
    head = f'<svg class="trend" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">'
    return f"{head}{''.join(drawn)}</svg>"


def _range(values: Sequence[float]) -> tuple[float, float]:
    """A little more than the values take."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    room = (high - low) * 0.15 or max(abs(high) * 0.1, 1.0)
    return low - room, high + room


def _level(y: float, words: str) -> str:
    return (
        f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="#7a5b00" stroke-width="1.5" stroke-dasharray="6 4"/>'
        f'<text x="{WIDTH - _RIGHT + 6}" y="{y + 4:.1f}" font-size="12" fill="#7a5b00">{escape(words)}</text>'
    )


def _path(places: Sequence[tuple[float, float | None]]) -> str:
    """Lines between neighbours that both have a value."""
    parts = [
        f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
        for (x1, y1), (x2, y2) in pairwise(places)
        if y1 is not None and y2 is not None
    ]
    return f'<path d="{"".join(parts)}" stroke="{_LINE}" stroke-width="2" fill="none"/>' if parts else ""


def _point(x: float, y: float | None, point: Point, is_lower: bool) -> str:
    """A value stands above its mark; beneath it where the line comes down to it."""
    name = _text(x, HEIGHT - 6, point.name, "#4a5763")
    if point.is_ahead:
        return name
    if y is None:
        cross = f"M{x - 4:.1f} {HEIGHT - _BOTTOM - 6}l8 8m0 -8l-8 8"
        return f'<path d="{cross}" stroke="#7b8794" stroke-width="1.6"/>{name}'
    mark = (
        f'<path d="M{x:.1f} {y - 6:.1f}l6 10.5h-12z" fill="{_MISSED}"/>'
        if point.is_met is False
        else f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{_MET if point.is_met else _LINE}"/>'
    )
    value = point.words.rpartition("= ")[2]
    return f"{mark}{_text(x, y + 18 if is_lower else y - 9, value, _INK)}{name}"


def _text(x: float, y: float, words: str, ink: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="middle" fill="{ink}">{escape(words)}</text>'
