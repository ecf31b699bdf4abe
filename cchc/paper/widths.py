"""How wide a bold line comes out, so that Word gets a line beneath it of the right length.

Widths of Times New Roman Bold in thousandths of its size (Liberation Serif Bold has the same).
"""

import unicodedata

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_WIDTHS = (
    *(722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944),
    *(722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667),
    *(500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833),
    *(556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444),
)
_BOLD = dict(zip(_LETTERS, _WIDTHS, strict=True))
_BOLD |= {"Đ": 722, "đ": 556, " ": 250, "-": 333, ".": 250, ",": 250, "/": 278, "(": 333, ")": 333}
_OTHER = 500
_HORN = "\u031b"
_HORN_WIDTH = 60
_MM_PER_PT = 25.4 / 72


def bold_width(text: str, size_pt: float) -> float:
    """Width in millimetres of the widest line of `text`, set bold at `size_pt`."""
    return max(sum(map(_char_width, line)) for line in text.split("\n")) * size_pt / 1000 * _MM_PER_PT


def _char_width(char: str) -> int:
    parts = unicodedata.normalize("NFD", char)
    return _BOLD.get(parts[0], _OTHER) + (_HORN_WIDTH if _HORN in parts else 0)
