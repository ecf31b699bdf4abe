"""The year strip: twelve months in one line, with today, the due days by state, and the span of a standing duty.

Pure: values in, SVG text out; the caller brings the day.
"""

from calendar import isleap
from collections.abc import Iterable
from datetime import date
from html import escape

from cchc.web.shapes import LOOKS, ORDER, word

WIDTH, HEIGHT = 232, 30
_LEFT, _LINE, _LENGTH = 6, 21, 220
_TODAY = '<rect x="{:.1f}" y="11" width="3" height="18" rx="1" fill="#f2b705" stroke="#7a5b00" stroke-width=".7"/>'
_MARK = '<g transform="translate({:.1f} 15.5) scale(.92)"><title>{}</title>{}</g>'
_SPAN = '<path d="M{:.1f} 21H{:.1f}" stroke="#a9c8d3" stroke-width="5"/>'


def _ground() -> str:
    months = "".join(f"M{_LEFT + _LENGTH * n / 12:.1f} {19 if n % 3 else 13}v{4 if n % 3 else 11}" for n in range(13))
    names = "".join(
        f'<text x="{_LEFT + _LENGTH * (2 * n + 1) / 8:.1f}" y="9">{name}</text>'
        for n, name in enumerate(("I", "II", "III", "IV"))
    )
    line = f'<path d="M{_LEFT} {_LINE}h{_LENGTH}{months}" stroke="#b9c2ca" fill="none"/>'
    return f'{line}<g font-size="10" text-anchor="middle" fill="#5c6873">{names}</g>'


_GROUND = _ground()


def place(day: date, year: int) -> float:
    """Where a day stands on the strip of `year`; days outside it stand at its ends."""
    if day.year != year:
        return float(_LEFT if day.year < year else _LEFT + _LENGTH)
    past = (day - date(year, 1, 1)).days
    return _LEFT + _LENGTH * past / (366 if isleap(year) else 365)


def describe(year: int, marks: Iterable[tuple[date, str]], span: tuple[date, date] | None) -> str:
    """The strip in words, for those who do not see it: "Năm 2023. Quá hạn: 31/03. Đang trong hạn: 16/06." """
    days: dict[str, list[str]] = {}
    for day, state in sorted(marks):
        days.setdefault(state, []).append(f"{day.day:02}/{day.month:02}")
    worst_first = sorted(days, key=lambda state: -ORDER.get(state, 0))
    parts = [f"Năm {year}", *(f"{word(state)}: {', '.join(days[state])}" for state in worst_first)]
    if span:
        parts.append(f"Thường xuyên từ {span[0]:%d/%m/%Y} đến {span[1]:%d/%m/%Y}")
    if len(parts) == 1:
        parts.append("Chưa có ngày hạn")
    return ". ".join(parts) + "."


def year_strip(
    year: int, today: date | None, marks: Iterable[tuple[date, str]], span: tuple[date, date] | None = None
) -> str:
    """The strip as an SVG element. `marks` are due days with the value of their state; only those of `year` are drawn.

    The worst state lies on top where marks meet. `span` draws the bar of a standing duty, cut to the year.
    """
    inside = [(day, state) for day, state in marks if day.year == year]
    if span and (span[0].year > year or span[1].year < year):
        span = None
    drawn = [_GROUND]
    if span:
        drawn.append(_SPAN.format(place(span[0], year), place(span[1], year)))
    if today and today.year == year:
        drawn.append(_TODAY.format(place(today, year) - 1.5))
    for day, state in sorted(inside, key=lambda mark: (ORDER.get(mark[1], 0), mark[0])):
        look = LOOKS.get(state)
        if look:
            title = f"{day.day:02}/{day.month:02}/{year}: {look.word.lower()}"
            drawn.append(_MARK.format(place(day, year) - 5.5, title, look.shape))
    label = escape(describe(year, inside, span), quote=True)
    head = f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">'
    return head + "".join(drawn) + "</svg>"
