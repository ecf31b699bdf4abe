"""Words and figures as an official document writes them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from cchc.text import fold, squeeze
from reports.facts import Letterhead

NUMBER_BLANK = "\u00a0" * 6
ELLIPSIS = "…"

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_TITLES = re.compile(r"^(?:(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|LS)\.\s*)+")
_SHOWN_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_COMMITTEE = "uy ban nhan dan"


def clean(text: str) -> str:
    """Composed letters, no characters that XML forbids; bullets of symbol fonts become "•"."""
    return squeeze(_PRIVATE.sub("•", _CONTROL.sub("", text)))


def short_date(on: date) -> str:
    return f"{on:%d/%m/}{on.year:04d}"


def long_date(on: date | None, year: int) -> str:
    """ "ngày 05 tháng 02 năm 2023": days under 10 and months 1 and 2 take a leading 0; blanks before approval."""
    if on is None:
        return f"ngày {ELLIPSIS} tháng {ELLIPSIS} năm {year}"
    month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def document_number(head: Letterhead, blank: str = NUMBER_BLANK) -> str:
    """ "05/BC-UBND": a leading 0 under 10, no blanks about "/" and "-"; `blank` stands for a number not yet given."""
    number = clean(head.number) or blank
    return f"{number.zfill(2) if number.isascii() and number.isdigit() else number}/{clean(head.symbol)}"


def roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        while number >= value:
            words, number = words + letters, number - value
    return words


def superior_caps(name: str) -> str:
    """The superior body in capitals, its common words shortened: "UBND THỊ XÃ BỈM SƠN"."""
    name = clean(name)
    if fold(name).startswith(_COMMITTEE):
        name = "UBND" + name[len(_COMMITTEE) :]
    return name.upper()


def issuer_caps(name: str) -> str:
    """The issuing body in full and in capitals, "ỦY BAN NHÂN DÂN" on a line of its own."""
    name = clean(name)
    if fold(name).startswith("ubnd "):
        name = "Ủy ban nhân dân" + name[4:]
    if fold(name).startswith(_COMMITTEE + " "):
        cut = len(_COMMITTEE)
        name = f"{name[:cut]}\n{name[cut + 1 :]}"
    return name.upper()


def subject_words(title: str) -> str:
    """The subject beneath "BÁO CÁO", without that word, starting with a capital."""
    title = clean(title)
    if fold(title).startswith("bao cao "):
        title = title[len("báo cáo ") :]
    return title[:1].upper() + title[1:]


def signer_name(name: str) -> str:
    """A name without academic titles, which the decree leaves out."""
    return _TITLES.sub("", clean(name))


def recipient_lines(recipients: tuple[str, ...], *, has_addressee: bool) -> tuple[str, ...]:
    """The list of recipients: "- Như trên;" first where somebody is addressed, "- Lưu: VT." last."""
    names = [clean(name).lstrip("-–•+ ").rstrip(";.: ") for name in recipients]
    names = [name for name in names if name]
    kept = [name for name in names if fold(name).startswith("luu")] or ["Lưu: VT"]
    others = [name for name in names if name not in kept and fold(name) != "nhu tren"]
    lines = (["Như trên"] if has_addressee else []) + others
    return tuple(f"- {name};" for name in lines) + tuple(f"- {name}." for name in kept)


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
