"""Classes and tie rules as people write them, a line each. Pure."""

import re
from decimal import Decimal

from cchc.numbers import UnreadableError, read_number, shown
from cchc.text import fold, squeeze
from indices.enums import TieKind
from indices.scoring.bands import Band, in_order

HOW_BANDS = "mỗi loại một dòng “tên: từ điểm”, ví dụ “Tốt: 90”"
BAND_LENGTH = 60
_BAND = re.compile(r"(?P<name>.*?)\s*[:=]\s*(?:từ\s*)?(?P<least>\d[\d.]*(?:,\d+)?)\s*(?:điểm)?(?:\s*trở lên)?", re.I)
_TIES = {fold(kind.label): kind for kind in TieKind}


class BadHead(ValueError):
    """What was written is no class or tie rule; the message says in Vietnamese what is allowed."""


def bands_text(bands: tuple[Band, ...]) -> str:
    """A line each, the best first."""
    return "\n".join(f"{band.name}: {shown(band.least)}" for band in in_order(bands))


def read_bands(text: str) -> tuple[Band, ...]:
    """The inverse of `bands_text`; ";" may stand between instead of a new line. Raises BadHead."""
    pieces = [piece.strip() for piece in re.split(r"[;\n]", squeeze(text)) if piece.strip()]
    return tuple(in_order([_band(piece) for piece in pieces]))


def _band(piece: str) -> Band:
    found = _BAND.fullmatch(piece)
    if not found:
        raise BadHead(f"Xếp loại: {HOW_BANDS}; chưa hiểu “{piece}”.")
    return band_of(found["name"], found["least"])


def band_of(name: str, least: str) -> Band:
    """One class from its two cells. Raises BadHead."""
    words = squeeze(name)
    if not words or len(words) > BAND_LENGTH or ";" in words or ":" in words:
        raise BadHead(f"Xếp loại: tên mỗi loại từ 1 đến {BAND_LENGTH} ký tự, không có dấu “:” và “;”.")
    try:
        value = read_number(least)
    except UnreadableError as bad:
        raise BadHead(f"Xếp loại: {HOW_BANDS}; {bad}") from bad
    if value is None or value > Decimal(1000):
        raise BadHead(f"Xếp loại: {HOW_BANDS}.")
    return Band(words, value)


def tie_named(words: str) -> TieKind | None:
    """The tie rule with that Vietnamese name."""
    return _TIES.get(fold(words))
