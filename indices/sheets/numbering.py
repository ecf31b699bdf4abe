"""The numbering of offices ("A", "I", "1", "1.1", "a)", "-") as levels and codes that no two lines share. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ROMAN = re.compile(r"[IVXLC]+")
_OFFICE = re.compile(r"(?:[IVXLC]+|[A-Za-zĐđ]|\d{1,3})(?:\.\d{1,3})*|[-+\u2013\u2022*]")
_TRAILING = re.compile(r"[.)\s]+$")
_DASHES = ("-", "+", "\u2013", "\u2022", "*")


@dataclass(frozen=True, slots=True)
class _Open:
    """A line under which others may stand: what numbers it, of how many parts, its whole code."""

    style: str
    parts: int
    code: str
    text: str


def is_of_office(codes: Sequence[str]) -> bool:
    """Whether codes mean something only by what stands above them: kinds of numbers mixed, the same one twice."""
    bare = [_bare(code) for code in codes if code]
    if not all(_OFFICE.fullmatch(code) for code in bare):
        return False
    styles = {_style(code, []) for code in bare}
    dots = sum(code.count(".") for code in bare)
    return len(styles) > 1 or (len(set(bare)) < len(bare) and not dots)


def numbered(codes: Sequence[str]) -> list[tuple[str, int]]:
    """The whole code and the depth of each: "1" beneath "I" is I.1, "a)" beneath it I.1.a; a line without number keeps
    "" and the depth of the one above."""
    above: list[_Open] = []
    found = []
    for text in map(_bare, codes):
        if text:
            _enter(above, text)
        found.append((above[-1].code if text else "", len(above) or 1))
    return found


def _enter(above: list[_Open], text: str) -> None:
    """Leave what the line does not stand beneath, and put it on top."""
    style, parts = _style(text, above), 1 if text in _DASHES else text.count(".") + 1
    same = next((n for n, one in enumerate(above) if (one.style, one.parts) == (style, parts)), None)
    parent = next((n for n, one in enumerate(above) if (one.style, one.parts) == (style, parts - 1)), None)
    last = above[same].code if same is not None else ""
    if same is not None:
        del above[same:]
    elif parent is not None:
        del above[parent + 1 :]
    base = next((one.code for one in reversed(above) if one.style != style), "")
    if style == "dash":
        count = int(last.rpartition(".")[2]) + 1 if last else 1
        code = f"{base}.{count}" if base else str(count)
    else:
        code = f"{base}.{text}" if base else text
    above.append(_Open(style, parts, code, text))


def _style(text: str, above: Sequence[_Open]) -> str:
    first = text.partition(".")[0]
    if text in _DASHES:
        return "dash"
    if first.isdecimal():
        return "number"
    letters = [one.text for one in above if one.style == "letter"]
    if _ROMAN.fullmatch(first) and not (letters and len(first) == 1 and ord(letters[-1][0]) + 1 == ord(first)):
        return "roman"
    return "letter" if first.isupper() else "small"


def _bare(code: str) -> str:
    text = code.strip()
    return text if text in _DASHES else _TRAILING.sub("", text).replace(",", ".")
