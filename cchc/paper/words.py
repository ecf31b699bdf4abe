"""Words and dates as an official document writes them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import re
from datetime import date

from cchc.text import fold, squeeze

ELLIPSIS = "…"

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_TITLES = re.compile(r"^(?:(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|LS)\.\s*)+")
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
