"""Bars of answers and the QR code of an address, as SVG text. Pure; floats are places on paper only."""

from html import escape

import segno

from indices.surveying.counting import CHOICES, Tally

HEIGHT = 22
_FILLS = ("#b3261e", "#e39a7b", "#dfe4e8", "#8fc7a6", "#1d7145")
_INKS = ("#fff", "#1a2530", "#1a2530", "#1a2530", "#fff")
_NUMBER_FITS = 7
_BORDER = 4


def bar(tally: Tally) -> str:
    """Five segments of one bar, the least satisfied on the left; numbers stand where they fit, the label names all."""
    said = ", ".join(f"{words.lower()}: {tally.counts[level - 1]}" for level, words in CHOICES)
    parts, start = [], 0
    for (level, words), fill, ink in zip(CHOICES, _FILLS, _INKS, strict=True):
        count = tally.counts[level - 1]
        if count:
            parts.append(_segment(words, count, start, tally.answered, fill, ink))
        start += count
    head = f'<svg class="bar-track" width="100%" height="{HEIGHT}" role="img" aria-label="{escape(said)}">'
    return f"{head}{''.join(parts)}</svg>"


def _segment(words: str, count: int, start: int, total: int, fill: str, ink: str) -> str:
    left, width = 100 * start / total, 100 * count / total
    text = f'<text x="50%" y="15.5" font-size="12" text-anchor="middle" fill="{ink}">{count}</text>'
    return (
        f'<svg x="{left:.2f}%" width="{width:.2f}%" height="{HEIGHT}"><title>{escape(words)}: {count}</title>'
        f'<rect width="100%" height="{HEIGHT}" fill="{fill}" stroke="#fff" stroke-width="2"/>'
        f"{text if width >= _NUMBER_FITS else ''}</svg>"
    )


def swatches() -> tuple[tuple[str, str], ...]:
    """The legend: a small square and the words of each choice."""
    return tuple(
        (f'<svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" fill="{fill}"/></svg>', words)
        for (_, words), fill in zip(CHOICES, _FILLS, strict=True)
    )


def code_of(address: str) -> segno.QRCode:
    """The QR code of an address: readable with a quarter of it worn off a wall."""
    return segno.make_qr(address, error="q", boost_error=False)


def qr(address: str, label: str) -> str:
    """The code as an image of the page, as wide as its place."""
    code = code_of(address)
    size = code.symbol_size(border=_BORDER)[0]
    rows = code.matrix_iter(border=_BORDER)
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}" role="img" '
        f'aria-label="{escape(label)}"><rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path d="{squares}" fill="#000" shape-rendering="crispEdges"/></svg>'
    )
