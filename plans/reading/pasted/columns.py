"""A table pasted with one cell a line: the header's words tell the columns, the ordinals tell the rows."""

import re
from collections.abc import Sequence
from itertools import pairwise

from cchc.text import fold
from plans.reading.headers import Header, Role, header_at, is_number_row, role_of
from plans.reading.pasted.cells import is_ordinal, laid_out, section_title
from plans.reading.pasted.cleaning import PAGE
from plans.reading.results import Block
from plans.reading.words import continues, is_shouted, join_cut

_MOST_COLUMNS = 10
_LONGEST_NAME = 60
_MOST_LINES = 40
_END = re.compile(r"(?:phu luc|phu bieu|bieu so)\b|noi nhan\b|tren day la\b|(?:tm|kt|tl|tuq)\.")
_ROMAN = re.compile(r"(?:[IVXLC]{1,6}|[A-HĐ])[.)]?")
_GROUP = re.compile(r"noi dung (?:can )?\w+|nhom (?:nhiem vu|noi dung)|nhiem vu (?:thuong xuyen|trong tam)")
_FOLDED_MARKS = {
    Role.TIME: re.compile(
        r"(?:.{0,30}\b)?(?:quy (?:[iv1-4]|cuoi)|thang \d|nam 20\d\d|ngay \d|thuong xuyen|dinh ky|\d{1,2}/20\d\d"
        r"|hang (?:thang|quy|nam|tuan)|0?6 thang)|(?:sau )?khi "
        r"|theo (?:quy dinh|ke hoach|tien do|de xuat|yeu cau|dang ky|thoi gian)"
    ),
    Role.AGENCY: re.compile(
        r"(?:cc|cong chuc|ubnd|uy ban|phong|ban|van phong|bo phan|truong|tram|hoi|doan|trung tam|chi cuc|don vi|so "
        r"|cac (?:bo phan|co quan|don vi|nganh|phong|cong chuc|xa))\b|.*\b(?:tham muu|phoi hop|chu tri)\b"
    ),
    Role.PRODUCT: re.compile(
        r"(?:ke hoach|bao cao|quyet dinh|to trinh|van ban|cong van|bien ban|danh muc|thong bao|de an|quy che|tin bai)\b"
    ),
}
_LIKE = {Role.LEAD: Role.AGENCY, Role.COORDINATE: Role.AGENCY}
_EMPTY_COSTS = {Role.TASK: 9.0, Role.ACTION: 2.0, Role.NOTE: 0.0, Role.OTHER: 0.0, Role.COORDINATE: 0.4}


def starts_column(lines: Sequence[str], at: int) -> bool:
    """Whether the words of a header stand here line below line."""
    return _header(lines, at) is not None


def read_column(lines: Sequence[str], at: int) -> tuple[Block | None, int]:
    """The table and the line after it."""
    found = _header(lines, at)
    if found is None:
        return None, at
    header, body = found
    names = list(header.words)
    rows, end = _Rows(lines, names, header).read(body)
    return (laid_out([names, *rows]), end) if rows else (None, at)


def _header(lines: Sequence[str], at: int) -> tuple[Header, int] | None:
    """The header with its ordinal first, and the line after it; a row "(1)", "(2)" … is passed over."""
    names: list[str] = []
    place = at
    while place < len(lines) and len(names) < _MOST_COLUMNS:
        line = lines[place]
        if line and line != PAGE:
            if len(line) > _LONGEST_NAME or role_of(line) is Role.OTHER or (names and is_ordinal(line)):
                break
            names.append(line)
        place += 1
    names = _without_covers(names)
    if len(names) < 3 or role_of(names[0]) is not Role.ORDINAL:
        return None
    header = header_at(laid_out([names]), 0)
    if header is None:
        return None
    numbers = [n for n in range(place, min(len(lines), place + 3 * len(names))) if lines[n]][: len(names)]
    if numbers and len(numbers) == len(names) and is_number_row(tuple(lines[n] for n in numbers)):
        place = numbers[-1] + 1
    return header, place


def _without_covers(names: list[str]) -> list[str]:
    """ "Cơ quan thực hiện" above "Chủ trì" and "Phối hợp" is no column of its own."""
    roles = [role_of(name) for name in names]
    parts = {Role.LEAD, Role.COORDINATE}
    return [
        name
        for place, name in enumerate(names)
        if not (roles[place] is Role.AGENCY and set(roles[place + 1 : place + 3]) == parts)
    ]


class _Rows:
    def __init__(self, lines: Sequence[str], names: list[str], header: Header) -> None:
        self._lines, self._names, self._header = lines, names, header
        self._rows: list[list[str]] = []
        self._held: list[str] = []
        self._last = 0

    def read(self, at: int) -> tuple[list[list[str]], int]:
        end = at
        while at < len(self._lines):
            line = self._lines[at]
            again = _header(self._lines, at)
            if again is not None and list(again[0].words) == self._names and self._next_number(again[1]) != 1:
                at = end = again[1]
                continue
            if again is not None or _END.match(fold(line)) or len(self._held) > _MOST_LINES:
                break
            if line and line != PAGE:
                if not self._take(line, at):
                    break
                end = at + 1
            at += 1
        self._flush()
        return self._rows, end

    def _take(self, line: str, at: int) -> bool:
        """False where the prose goes on after the table."""
        following = next((below for below in self._lines[at + 1 :] if below and below != PAGE), "")
        is_mark = _ROMAN.fullmatch(line) is not None and is_shouted(following)
        if is_mark or self._is_next_ordinal(line):
            self._flush()
            self._held = [line]
            return True
        if self._is_title(line, following) and not _is_mark(self._held):
            self._flush()
            self._rows.append([line])
            return True
        if not self._held or section_title(line) not in ("", line):
            return False
        self._held.append(line)
        return True

    def _is_next_ordinal(self, line: str) -> bool:
        """The number after the last, 1 anew, or a number below it ("2.1"); any other is a page's or a cell's."""
        bare = line.strip(" .):(")
        if not is_ordinal(line) or not bare[:1].isdigit():
            return False
        if "." in bare:
            return bare.split(".")[0] == str(self._last)
        if bare.isdigit() and int(bare) in (self._last + 1, 1):
            self._last = int(bare)
            return True
        return False

    def _next_number(self, at: int) -> int:
        following = next((line.strip(" .):(") for line in self._lines[at:] if line and line != PAGE), "")
        return int(following) if following.isascii() and following.isdigit() and self._rows else 0

    def _is_title(self, line: str, following: str) -> bool:
        """An area or a group above a row or above another title."""
        is_group = _GROUP.match(fold(line)) is not None and following.strip(" .)") == "1"
        is_area = bool(section_title(line)) and (is_ordinal(following) or is_shouted(following))
        return is_group or is_area or (bool(section_title(line)) and _GROUP.match(fold(following)) is not None)

    def _flush(self) -> None:
        if self._held:
            self._rows.append([self._held[0], *self._parted(self._held[1:])])
        self._held = []

    def _parted(self, lines: Sequence[str]) -> list[str]:
        """Lines to columns in their order, by what each line is like: the cheapest way of all."""
        columns = [_LIKE.get(role, role) for role in self._header.roles[1:]]
        exact = self._header.roles[1:]
        if not lines:
            return [""] * len(columns)
        costs: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for place, role in enumerate(columns):
            following: dict[int, tuple[float, tuple[int, ...]]] = {}
            for start, (cost, cuts) in costs.items():
                for stop in range(start, len(lines) + 1):
                    own = cost + _cost(lines[start:stop], role, exact[place])
                    if stop not in following or own < following[stop][0]:
                        following[stop] = (own, (*cuts, stop))
            costs = following
        cuts = (0, *costs[len(lines)][1])
        return [_joined(lines[start:stop]) for start, stop in pairwise(cuts)]


def _is_mark(held: Sequence[str]) -> bool:
    """A roman mark that waits for its title."""
    return len(held) == 1 and _ROMAN.fullmatch(held[0]) is not None


def _cost(lines: Sequence[str], role: Role, exact: Role) -> float:
    """How unlike the lines are to a column of this role; further lines cost unless they go on from the one above."""
    if not lines:
        return _EMPTY_COSTS.get(exact, 1.0)
    cost = sum(_break_cost(above, below) for above, below in pairwise(lines))
    return cost + sum(_strangeness(line, role) for line in lines)


def _break_cost(above: str, below: str) -> float:
    """A list goes on in one cell; its first item rather begins the next cell than goes on a sentence."""
    if continues(above, below) or above.endswith(":") or (above[0] in "-+" and below[0] in "-+"):
        return 0.0
    return 1.1 if below[0] in "-+" else 0.6


def _strangeness(line: str, role: Role) -> float:
    bare = fold(line).lstrip("-+ ")
    likely = {kind for kind, marks in _FOLDED_MARKS.items() if marks.match(bare)}
    if role in _FOLDED_MARKS:
        return 0.0 if role in likely else 1.5 if likely else 1.0
    if role in (Role.NOTE, Role.OTHER):
        return 1.2
    return 0.6 if likely and len(line) < 40 else 0.0


def _joined(lines: Sequence[str]) -> str:
    text = ""
    for line in lines:
        text = join_cut(text, line)
    return text
