"""Words of one plan moved to the years of the next: years and dates of its own move, documents of the past stay.

Pure. Nothing is guessed: a year that names a law, a standard, a number of a document or a programme of other years is
no year of the plan and stays as it is.
"""

import re
from dataclasses import dataclass

from plans.reading.citations import citation_places

_YEAR = re.compile(
    r"(?<![\d.,/–-])(?<!\d[ ])(?P<year>20\d{2})(?![\d/]|[.,]\d)|(?<=[/.–-])(?P<last>20\d{2})(?![\d]|[.,]\d)"
)
_SPAN = re.compile(r"(?<!\d)(?P<first>20\d{2})\s*(?:-|–|—|đến(?:\s+năm)?)\s*(?:năm\s+)?(?P<last>20\d{2})(?!\d)")
_SHORT = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2}[/.-]\d{1,2}[/.-])(?P<year>\d{2})(?![\d/.-])")
_LEAP = re.compile(r"(?<!\d)29(?P<between>\s*(?:[/.-]|tháng)\s*0?2\s*(?:[/.-]|năm)\s*)(?P<year>20\d{2})(?!\d)")
_NUMBERED = re.compile(r"\d{1,5}[a-z]?/20\d{2}/[A-ZĐ][\w-]*|\b20\d{2}/[A-ZĐ]{2}[\w-]*|(?:ISO|TCVN)[\s\d:/-]*")
_NAMED = re.compile(
    r"\b(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh|Nghị định|Thông tư)\b[^.;,\n]{0,80}?(?:năm\s+)?20\d{2}"
    r"|\b(?i:nghị quyết|kế hoạch|quyết định|chương trình|chỉ thị)\s+tháng\s+\d{1,2}/20\d{2}[^.;,\n]*"
)
_CITED_TITLE = re.compile(r"\s*(?:,\s*)?(?:của|do|về|ban hành|phê duyệt|quy định)\b[^.;,()\n]*", re.IGNORECASE)
_COUNTED = re.compile(r"\s+(?:hồ sơ|văn bản|người|lượt|tổ chức|thủ tục|TTHC|triệu|tỷ|đồng)\b")
_LAST_LEAP_DAY = 28


@dataclass(frozen=True, slots=True)
class Shift:
    """From the years of one plan to those of another; years close to the plan's own move with them."""

    from_year: int
    to_year: int
    by: int

    def moves(self, year: int) -> bool:
        return self.from_year - 1 <= year <= self.to_year + 1

    def words(self, text: str) -> str:
        """The same words a plan later."""
        fixed = _fixed_places(text)
        fixed += [hit.span() for hit in _SPAN.finditer(text) if not self._is_own_span(hit)]
        text = _LEAP.sub(lambda hit: self._leap(hit, fixed), text)
        text = _YEAR.sub(lambda hit: self._year(hit, fixed), text)
        return _SHORT.sub(lambda hit: self._short(hit, fixed), text)

    def _is_own_span(self, hit: "re.Match[str]") -> bool:
        """Any other stretch of years is that of a programme."""
        return (int(hit["first"]), int(hit["last"])) == (self.from_year, self.to_year)

    def _year(self, hit: "re.Match[str]", fixed: list[tuple[int, int]]) -> str:
        year = int(hit["year"] or hit["last"])
        is_counted = _COUNTED.match(hit.string, hit.end()) is not None
        if not self.moves(year) or is_counted or _stands(hit.start(), fixed):
            return hit[0]
        return str(year + self.by)

    def _leap(self, hit: "re.Match[str]", fixed: list[tuple[int, int]]) -> str:
        """29/2 becomes the last day of February; the year itself moves with all the others."""
        year = int(hit["year"])
        if not self.moves(year) or _stands(hit.start(), fixed) or _is_leap(year + self.by):
            return hit[0]
        return f"{_LAST_LEAP_DAY}{hit['between']}{hit['year']}"

    def _short(self, hit: "re.Match[str]", fixed: list[tuple[int, int]]) -> str:
        year = 2000 + int(hit["year"])
        if not self.moves(year) or _stands(hit.start(), fixed):
            return hit[0]
        return f"{hit['day']}{year + self.by - 2000:02d}"


def _fixed_places(text: str) -> list[tuple[int, int]]:
    """Where documents of the past are named, with their titles, and numbers that only look like years."""
    places = [hit.span() for pattern in (_NUMBERED, _NAMED) for hit in pattern.finditer(text)]
    for start, end in citation_places(text):
        title = _CITED_TITLE.match(text, end)
        places.append((start, title.end() if title else end))
    return places


def _stands(at: int, fixed: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in fixed)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
