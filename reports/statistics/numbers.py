"""Numbers as people here type and read them: "2.840", "96,5"."""

import re
from decimal import Decimal

from cchc.text import squeeze
from reports.drawing.words import figure_words
from tasks.tallies import percent_words

NO_SHARE = "–"
PLACES = 4
"""Decimals that are kept."""
DIGITS = 14
"""Digits before the comma that are kept."""
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[. ]\d{3})+(?:,\d+)?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:,\d+)?", re.ASCII)
_HOW = "dấu chấm ngăn hàng nghìn, dấu phẩy trước số lẻ, ví dụ 2.840 hoặc 96,5"


class UnreadableError(ValueError):
    """What was typed is no number; the message says in a sentence why and how to write it."""


def read_number(text: str) -> Decimal | None:
    """The number that was typed, None for an empty field: 0 is a number, nothing is "chưa có số liệu". Raises
    UnreadableError for anything that could be meant in two ways ("2.84")."""
    typed = squeeze(text).replace("\u2212", "-")
    if not typed:
        return None
    if typed.startswith("-"):
        raise UnreadableError(f"“{typed}”: số liệu không thể âm.")
    if not (_GROUPED.fullmatch(typed) or _PLAIN.fullmatch(typed)):
        raise UnreadableError(f"“{typed}” chưa đọc được: hãy ghi chữ số, {_HOW}.")
    value = Decimal(typed.replace(".", "").replace(" ", "").replace(",", "."))
    if len(f"{value:.0f}") > DIGITS or -int(value.as_tuple().exponent) > PLACES:
        raise UnreadableError(f"“{typed}” dài quá: nhiều nhất {DIGITS} chữ số và {PLACES} số lẻ.")
    return value


def plain(value: Decimal) -> str:
    """A plain decimal without empty places: "2840", "12.5"."""
    whole = value.to_integral_value()
    return f"{whole:f}" if value == whole else f"{value.normalize():f}"


def shown(value: Decimal | None) -> str:
    """ "2.840", "96,5"; "" for nothing."""
    return "" if value is None else figure_words(plain(value))


def share_words(numerator: Decimal, denominator: Decimal) -> str:
    """ "96,2 %", rounded half up to one decimal; "–" where there is nothing to take it of."""
    return percent_words(numerator, denominator) or NO_SHARE
