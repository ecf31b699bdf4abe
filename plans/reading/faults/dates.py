"""Dates that cannot be right outside the time column: not in the calendar, with a broken year, two for one duty."""

import re
from calendar import monthrange
from collections.abc import Iterator

from plans.enums import DeadlineKind
from plans.reading.citations import citation_places
from plans.reading.deadlines import read_deadline
from plans.reading.findings import Findings, Passage
from plans.reading.results import Doubt, ReadTask

_DATED = (DeadlineKind.FIXED, DeadlineKind.RANGE)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<joint>[/.-])(?P<month>\d{1,2})(?P=joint)(?P<year>\d{3,6})(?![\d/])"
)
_SHORT = re.compile(
    r"\bngày\s+(?P<day>\d{1,2})\s*(?:/|tháng)\s*(?P<month>\d{1,2})(?!\s*[/\d]|\s*năm\s*\d)", re.IGNORECASE
)
_SPELT = re.compile(r"\bngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})\b", re.IGNORECASE)
_LONG_YEAR = re.compile(r"\bnăm\s+(?P<year>20[0-4]\d{2,3})\b(?!\s*[%.])", re.IGNORECASE)
_DAY = (
    r"(?:ngày\s+\d{1,2}\s*(?:/|-|\s+tháng\s+)\s*\d{1,2}(?:\s*(?:/|-|\s+năm\s+)\s*\d{4})?|\d{1,2}/\d{1,2}(?:/\d{4})?"
    r"|tháng\s+\d{1,2}(?:\s*(?:/|\s+năm\s+)\s*\d{4})?|quý\s+(?:[IVX]+|\d)\b(?:\s*(?:/|\s+năm\s+)\s*\d{4})?)"
)
_DUE = re.compile(
    rf"\b(?:trước|chậm nhất|muộn nhất|đến hết|hoàn thành trong|xong trong)\s+(?:là\s+|vào\s+|trước\s+)?{_DAY}",
    re.IGNORECASE,
)


def date_faults(found: Findings) -> Iterator[Doubt]:
    for task in found.leaves():
        yield from _two_dates(found, task)
    told = {(doubt.code, task.where): doubt.words for task in found.leaves() for doubt in task.deadline.doubts}
    for passage in (*found.prose(), *found.cells()):
        for doubt in (*_broken_years(passage), *_impossible_dates(passage)):
            if found.drafts or doubt.words not in told.get((doubt.code, doubt.where), ""):
                yield doubt


def _two_dates(found: Findings, task: ReadTask) -> Iterator[Doubt]:
    """A day in the words of the task other than the one in its time column."""
    dues = {clause.due for clause in task.deadline.clauses if clause.kind in _DATED and clause.due}
    cited = citation_places(task.text)
    for hit in _DUE.finditer(task.text):
        if not dues or any(start <= hit.start() < end for start, end in cited):
            continue
        reading = read_deadline(hit[0], from_year=found.context.from_year, to_year=found.context.to_year)
        said = [clause.due for clause in reading.clauses if clause.due]
        if said and not dues & set(said):
            message = (
                f"Nội dung ghi “{hit[0]}” ({said[0]:%d/%m/%Y}) nhưng cột thời gian ghi “{task.deadline_text}” "
                f"({max(dues):%d/%m/%Y}); đọc theo cột thời gian."
            )
            yield Doubt("date_mismatch", message, hit[0], task.where)


def _broken_years(passage: Passage) -> Iterator[Doubt]:
    for hit in (*_NUMERIC.finditer(passage.text), *_LONG_YEAR.finditer(passage.text)):
        if len(hit["year"]) != 4:
            message = f"Năm {hit['year']} không đủ hoặc thừa chữ số; hãy sửa lại ngày tháng này."
            yield Doubt("bad_year", message, hit[0], passage.where)


def _impossible_dates(passage: Passage) -> Iterator[Doubt]:
    full = [hit for hit in _NUMERIC.finditer(passage.text) if len(hit["year"]) == 4]
    for hit in (*full, *_SPELT.finditer(passage.text), *_SHORT.finditer(passage.text)):
        year = int(hit.groupdict().get("year") or 2024)
        if not _is_real(int(hit["day"]), int(hit["month"]), year):
            message = f"“{hit[0]}” không có trong lịch; hãy sửa lại ngày này."
            yield Doubt("impossible_date", message, hit[0], passage.where)


def _is_real(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]
