"""Words and figures as an official document writes them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import re
from decimal import Decimal, InvalidOperation

from cchc.paper.words import clean
from cchc.text import fold

_SHOWN_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")


def subject_words(title: str) -> str:
    """The subject beneath "BÁO CÁO", without that word, starting with a capital."""
    title = clean(title)
    if fold(title).startswith("bao cao "):
        title = title[len("báo cáo ") :]
    return title[:1].upper() + title[1:]


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
