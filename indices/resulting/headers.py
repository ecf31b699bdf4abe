"""Columns of a table of others by the words of its header, in any order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc.text import fold, squeeze

_UNIT = r"(?:don vi|co quan|dia phuong|tinh|thanh pho|huyen|thi xa|xa|phuong|thi tran|so|ban|nganh|phong|quan)"
_YEAR = r"(?: \(?nam \d{4}\)?| \d{4})?"
_INDEX = r"(?:par ?index|sipas|papi|pci)"
_PATTERNS = (
    (
        "skip",
        r"stt|tt|so tt|so thu tu|no\.?|#|ma don vi|ghi chu"
        r"|(?:so (?:bac|diem) |muc )?(?:tang|giam)[ /,()-]+(?:(?:giam|tang|hang|bac|diem|so voi)\b.*)",
    ),
    ("name", rf"(?:ten )?{_UNIT}(?:(?:,| |/|-|va|hoac|thuoc|truc)+{_UNIT})*|ten|province|district|commune|name|unit"),
    ("of_how_many", r"tren tong so(?: don vi)?|tong so don vi|so don vi(?: xep hang)?|of how many|of"),
    (
        "total",
        rf"(?:tong(?: so)? diem|tong cong|tong|diem tong(?: hop| cong)?|diem so|ket qua|total(?: score)?|score"
        rf"|(?:diem |ket qua )?(?:chi so (?:cai cach hanh chinh|cchc)|(?:chi so )?{_INDEX})"
        rf"|diem|diem dat(?: duoc)?|chi so){_YEAR}(?: ?\(?%\)?| ?\(diem\))?",
    ),
    ("rank", rf"(?:xep )?(?:thu )?hang{_YEAR}|vi tri(?: xep hang)?|vi thu|xep thu|thu tu xep hang|rank(?:ing)?"),
    ("class_name", rf"xep loai{_YEAR}|loai|nhom(?: chat luong(?: dieu hanh)?)?|phan loai|xep nhom|class"),
)
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _PATTERNS)
_MAXIMUM = re.compile(
    r"^(?P<name>.+?)\s*[(\[]\s*(?:(?:thang\s+)?điểm\s+)?(?:(?:tối đa|chuẩn|max)\s*:?\s*)?"
    r"(?P<most>\d+(?:[.,]\d+)?)\s*(?:điểm|đ)?\s*[)\]]$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\((?:(?:thang |toi da|diem|max|[\d.,:]+|%)\s*)+\)$")
_NAMED_YEAR = re.compile(r"\b(20\d\d)\b")
_META = (
    ("maximum", re.compile(r"(?:diem )?toi da.*|diem chuan|max(?:imum)?|thang diem.*")),
    ("weight", re.compile(r"(?:trong so|ty trong|ti trong|he so|weight).*")),
    ("code", re.compile(r"ma(?: thanh phan| so)?|code")),
)
HEADER_ROWS = 30
"""The header stands among so many first rows."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where what stands. `components` are the other headed columns, left to right, with their header's words and the
    maximum that is printed in them ("Cải cách thể chế (10 điểm)"). `aside` are headers of columns that are passed over:
    what another column says already, or says of an earlier year."""

    name: int
    fields: dict[str, int]
    components: tuple[tuple[int, str, Decimal | None], ...]
    aside: tuple[str, ...] = ()


def field_of(header: str) -> str:
    """ "name", "total", "rank", "of_how_many", "class_name", "skip"; "" for a component."""
    folded = _IN_BRACKETS.sub("", fold(squeeze(header).replace("\n", " ")).strip(" .:*"))
    return next((field for field, pattern in _COMPILED if pattern.fullmatch(folded)), "")


def meta_of(first: str) -> str:
    """ "maximum", "weight", "code" for a row that says something of the components, "" for a body."""
    folded = fold(squeeze(first)).strip(" .:*")
    return next((field for field, pattern in _META if pattern.fullmatch(folded)), "")


def columns_of(cells: Sequence[str]) -> Columns | None:
    """The columns if this row is a header: it names bodies and something that they got."""
    found: dict[str, int] = {}
    components: list[tuple[int, str, Decimal | None]] = []
    aside: list[str] = []
    for place, words in enumerate(cells):
        field = field_of(words) if words.strip() else "skip"
        if field == "skip":
            continue
        if not field:
            components.append((place, *_component(words)))
        elif field not in found:
            found[field] = place
        elif _year_in(words) > _year_in(cells[found[field]]):
            aside.append(_bare(cells[found[field]]))
            found[field] = place
        else:
            aside.append(_bare(words))
    is_header = "name" in found and (found.keys() & {"total", "rank"} or len(components) > 1)
    return Columns(found.pop("name"), found, tuple(components), tuple(aside)) if is_header else None


def _year_in(words: str) -> int:
    named = _NAMED_YEAR.search(words)
    return int(named[1]) if named else 0


def _bare(words: str) -> str:
    return " ".join(squeeze(words).split())


def _component(words: str) -> tuple[str, Decimal | None]:
    name = _bare(words)
    found = _MAXIMUM.match(name)
    return (found["name"], Decimal(found["most"].replace(",", "."))) if found else (name, None)
