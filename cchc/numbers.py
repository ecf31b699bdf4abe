"""Numbers as people here type and read them: "2.840", "96,5". Pure; no binary fractions."""

import re
from decimal import Decimal, InvalidOperation

from cchc.paper.words import clean
from cchc.text import squeeze

PLACES = 4
"""Decimals that are kept."""
DIGITS = 14
"""Digits before the comma that are kept."""
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[. ]\d{3})+(?:,\d+)?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:,\d+)?", re.ASCII)
_SHOWN_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")
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


def figure_words(number: str) -> str:
    """A plain decimal ("2840", "12.5") as Vietnamese readers write it ("2.840", "12,5"); other text as it is."""
    value = plain_decimal(number)
    if value is None:
        return clean(number)
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def plain_decimal(number: str) -> Decimal | None:
    """The value of a plain decimal, None for "" and for words."""
    try:
        value = Decimal(number.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def shown_decimal(words: str) -> Decimal | None:
    """The value of a figure as shown ("2.840", "96,2 %" is 0.962), None for words."""
    bare = clean(words)
    percent = bare.endswith("%")
    bare = bare.removesuffix("%").strip()
    if not _SHOWN_NUMBER.fullmatch(bare):
        return None
    value = Decimal(bare.replace(".", "").replace(",", "."))
    return value.scaleb(-2) if percent else value
