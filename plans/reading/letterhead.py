"""Who issues a plan, under which number, when, under what title, for which years, on what legal bases.

The layout of administrative documents is that of Decree 30/2020/NĐ-CP, appendix I.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.text import fold
from plans.reading.citations import Citation, find_citations
from plans.reading.results import Block
from plans.reading.words import is_shouted

KINDS = "kế hoạch|chương trình hành động|chương trình|đề án|phương án|quyết định|nghị quyết|chỉ thị|hướng dẫn"
_KIND = re.compile(rf"(?P<kind>{KINDS})\b[\s:]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_PLAN_KINDS = ("ke hoach", "chuong trinh", "de an", "phuong an")
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap\s*-\s*tu do\s*-\s*hanh phuc|dang cong san viet nam")
_NUMBER = re.compile(
    r"\bSố\s*:?\s*(?P<number>\d{0,5}[a-z]?)[.…_\s]*/\s*(?P<symbol>[A-ZĐ0-9]+[a-z]?(?:\s*[-–/]\s*[A-ZĐ][\w.]*)*)"
)
_DATE_LINE = re.compile(
    r"(?P<place>[^,\n]{2,60}),\s*ngày(?P<day>[\d\s.…_]*)tháng(?P<month>[\d\s.…_]*)năm\s*(?P<year>\d{4})", re.IGNORECASE
)
_BODY_START = re.compile(
    r"(?:uy ban nhan dan|ubnd|hoi dong|hdnd|dang uy|huyen uy|so |phong |ban |van phong|bo |cuc |chi cuc)"
)
_BARE_BODY = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|ban chap hanh|ban chi dao)")
_BASIS = re.compile(r"(?:can cu|thuc hien|theo|xet|tren co so|de trien khai|nham|de )\b|de ")
_OPENING = re.compile(r"(?:can cu|thuc hien|theo|xet|tren co so|de |nham|ubnd|uy ban nhan dan|hoi dong|can cu)\b|de ")
_HEADING = re.compile(r"(?:[IVX]+|[A-Z]|\d{1,2}(?:\.\d{1,2})*)\s*[.)]\s|PHẦN|CHƯƠNG")
_REPLACES = re.compile(r"thay thế(?:\s+cho)?\s+(?=Kế hoạch|Quyết định|Chương trình)", re.IGNORECASE)
_NO_TITLE = re.compile(r"[-–+•*(]\s*\S|phụ lục\b|(?:TM|KT|TL|TUQ)\.|.*[.:;]$", re.IGNORECASE | re.DOTALL)
_LONGEST_TITLE_LINE = 90


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`partly_on` is the first day that an incomplete date ("ngày … tháng 11 năm 2023") allows. `earliest_on` is the
    first day on which the plan can have been issued: its own date where that is complete, else the latest of what its
    incomplete date and its legal bases allow."""

    superior: str = ""
    issuer: str = ""
    number: str = ""
    place: str = ""
    issued_on: date | None = None
    partly_on: date | None = None
    earliest_on: date | None = None
    title: str = ""
    is_plan: bool = False
    bases: tuple[str, ...] = ()
    carries_out: str = ""
    replaces: str = ""


def read_letterhead(blocks: Sequence[Block]) -> Letterhead:
    """What stands above the first heading; every part may be missing."""
    lines = list(_opening_lines(blocks))
    at = next((place for place, line in enumerate(lines) if is_title(line)), len(lines))
    head, (title, used) = lines[:at], _read_title(lines[at:])
    opening = _paragraphs_before_heading(lines[at + used :])
    bases = tuple(text for text in opening if _BASIS.match(fold(text)))
    bodies = _read_bodies(head)
    place, issued_on, floor = _read_date(head or lines)
    cited = tuple(citation for text in bases for citation in find_citations(text))
    dates = [citation.on for citation in cited if citation.on] + ([floor] if floor else [])
    superior = bodies[-2] if len(bodies) > 1 else ""
    return Letterhead(
        superior=superior,
        issuer=bodies[-1] if bodies else "",
        number=_read_number(head or lines[:12]),
        place=place,
        issued_on=issued_on,
        partly_on=floor,
        earliest_on=issued_on or max(dates, default=None),
        title=title,
        is_plan=fold(title).startswith(_PLAN_KINDS),
        bases=bases,
        carries_out=_carried_out(bases, superior),
        replaces=_replaced(blocks),
    )


def _opening_lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks[:60]:
        if block.kind == "p":
            yield from block.text.split("\n") if len(block.text) < 200 else [block.text]
        else:
            cells = [line for row in block.rows for cell in row for line in cell.split("\n")]
            if not any(_MOTTO.search(fold(line)) or _NUMBER.search(line) for line in cells):
                return
            yield from cells


def is_title(line: str) -> bool:
    found = _KIND.match(line.strip())
    return found is not None and is_shouted(found["kind"])


def _read_title(lines: list[str]) -> tuple[str, int]:
    """ "KẾ HOẠCH" and the lines below it down to the legal bases; and how many lines that took."""
    if not lines:
        return "", 0
    found = _KIND.match(lines[0].strip())
    kind, rest = (found["kind"], found["rest"].strip()) if found else ("", lines[0])
    words, used = ([rest] if rest else []), 1
    for line in lines[1:]:
        is_first = not words
        if _HEADING.match(line) or _NO_TITLE.match(line) or len(line.split()) > _LONGEST_TITLE_LINE:
            break
        if line.strip(" -–—_*") and not is_first and _OPENING.match(fold(line)) and not is_shouted(line):
            break
        used += 1
        if line.strip(" -–—_*"):
            words.append(line.strip())
        elif words:
            break
    text = " ".join(" ".join(words).split())
    return f"{kind if is_shouted(text) else kind.capitalize()} {text}".strip(), used


def _paragraphs_before_heading(lines: list[str]) -> list[str]:
    end = next((place for place, line in enumerate(lines) if _HEADING.match(line)), len(lines))
    return lines[:end]


def _read_bodies(head: list[str]) -> list[str]:
    """Names in capitals above the number; "ỦY BAN NHÂN DÂN" and "XÃ QUANG TRUNG" on two lines are one name."""
    bodies: list[str] = []
    for line in head:
        bare = fold(line)
        text = " ".join(_strip_motto(line).split())
        if not is_shouted(text) or _NUMBER.search(line) or _DATE_LINE.search(line):
            continue
        if bodies and (_BARE_BODY.fullmatch(fold(bodies[-1])) or (not _BODY_START.match(bare) and not _is_place(bare))):
            bodies[-1] = f"{bodies[-1]} {text}"
        else:
            bodies.append(text)
    return bodies


def _is_place(bare: str) -> bool:
    return bare.startswith(("xa ", "phuong ", "thi tran ", "huyen ", "quan ", "thi xa ", "thanh pho ", "tinh "))


def _strip_motto(line: str) -> str:
    text = re.sub(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM", "", line)
    return re.sub(r"Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc", "", text, flags=re.IGNORECASE)


def _read_number(head: list[str]) -> str:
    """ "05/KH-UBND"; "/KH-UBND" while the number is still blank; nothing where the line is missing."""
    found = next((hit for line in head if (hit := _NUMBER.search(line))), None)
    if found is None:
        return ""
    symbol = re.sub(r"\s*([-–/])\s*", lambda joint: "-" if joint[1] == "–" else joint[1], found["symbol"])
    return f"{found['number']}/{symbol}"


def _read_date(head: list[str]) -> tuple[str, date | None, date | None]:
    """Place, the date where it is complete, and the first day that an incomplete one allows."""
    found = next((hit for line in head if (hit := _DATE_LINE.search(_NUMBER.sub("", line)))), None)
    if found is None:
        return "", None, None
    place = found["place"].strip()
    day, month = (_digits(found[name]) for name in ("day", "month"))
    year = int(found["year"])
    if not 1900 < year < 2200:
        return place, None, None
    try:
        return place, (date(year, month, day) if day and month else None), date(year, month or 1, day or 1)
    except ValueError:
        return place, None, date(year, month if 1 <= month <= 12 else 1, 1)


def _digits(text: str) -> int:
    bare = text.strip(" .…_")
    return int(bare) if bare.isascii() and bare.isdigit() else 0


def _carried_out(bases: Sequence[str], superior: str) -> str:
    """The upper document that the plan rests on: of the body above first, a plan or decision before a notice."""
    stated = [text for text in bases if fold(text).startswith(("can cu", "thuc hien"))] or list(bases)
    cited = [citation for text in stated for citation in find_citations(text)]
    if not cited:
        return ""
    above = fold(superior).replace("uy ban nhan dan", "ubnd")

    def weight(citation: Citation) -> tuple[bool, bool]:
        is_above = bool(above) and above in fold(citation.words).replace("uy ban nhan dan", "ubnd")
        return is_above, fold(citation.kind) in ("ke hoach", "quyet dinh", "chuong trinh", "nghi quyet")

    return max(cited, key=weight).words


def _replaced(blocks: Sequence[Block]) -> str:
    for block in blocks:
        found = _REPLACES.search(block.text)
        cited = find_citations(block.text[found.end() :]) if found else ()
        if cited:
            return cited[0].words
    return ""
