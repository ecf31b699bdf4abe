"""Figures that contradict each other: targets, parts and totals, how often reports are due."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc.text import fold
from plans.enums import DeadlineKind, Every
from plans.reading.aims import measurable
from plans.reading.findings import Findings, Passage
from plans.reading.results import Doubt
from plans.reading.targets import conflicts

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_UNIT = r"%|điểm|tỷ đồng|tỷ|triệu đồng|triệu|nghìn đồng|đồng|hồ sơ|người|văn bản|ha"
_AMOUNT = re.compile(rf"(?<![\d.,/])(?P<number>{_NUMBER})(?:/\d+)?\s*(?P<unit>{_UNIT})(?!\w)", re.IGNORECASE)
_WHEREOF = re.compile(r"\b(?:trong đó|bao gồm|gồm)\b", re.IGNORECASE)
_ADDED = re.compile(
    rf"(?<![\d.,/])(?:(?:{_NUMBER})\s*(?:{_UNIT})?\s*\+\s*)+(?:{_NUMBER})\s*(?:{_UNIT})?\s*=\s*(?:{_NUMBER})",
    re.IGNORECASE,
)
_FIGURE = re.compile(_NUMBER)
_TOTAL = re.compile(r"\btổng\b", re.IGNORECASE)
_NEAR = Decimal("0.02")
_SCORES = {"%", "điểm"}

_EVERY = (
    (Every.MONTH, "thang"),
    (Every.QUARTER, "quy"),
    (Every.HALF_YEAR, "6 thang"),
    (Every.NINE_MONTH, "9 thang"),
    (Every.YEAR, "nam"),
)
_PERIOD = r"(?:(?:hang|moi)\s+)?(?:0?[69]\s+thang|thang|quy|nam)(?!\s*\d|\s+[ivx]+\b)"
_OFTEN = re.compile(rf"(?:dinh ky|hang|moi)\s+{_PERIOD}(?:\s*(?:,|va|;)\s*{_PERIOD})*")


def figure_faults(found: Findings) -> Iterator[Doubt]:
    yield from conflicts(measurable(found.outline, found.sections if found.drafts else ()))
    for passage in (*found.prose(), *found.cells()):
        yield from _wrong_sum(passage)
        yield from _wrong_addition(passage)
    yield from _other_frequency(found)


def _wrong_sum(passage: Passage) -> Iterator[Doubt]:
    """Parts after "trong đó" that miss the amount before it. Parts need not be complete, so that a difference counts
    only where it is within 2 % (a slip of the pen) or where the amount calls itself a total."""
    for whereof in _WHEREOF.finditer(passage.text):
        before = list(_AMOUNT.finditer(passage.text, 0, whereof.start()))
        end = _sentence_end(passage.text, whereof.end())
        parts = list(_AMOUNT.finditer(passage.text, whereof.end(), end))
        if not before or len(parts) < 2 or not _is_summable(before[-1], parts):
            continue
        total, values = _value(before[-1]), [_value(part) for part in parts]
        missing = abs(sum(values) - total)
        is_total = bool(_TOTAL.search(passage.text[max(0, before[-1].start() - 60) : before[-1].start()]))
        if missing and max(values) < total and (is_total or missing <= total * _NEAR):
            terms = " + ".join(part["number"] for part in parts)
            message = f"Cộng các phần được {_printed(sum(values, Decimal(0)))} ({terms}), văn bản ghi {before[-1][0]}."
            yield Doubt("sum_mismatch", message, before[-1][0], passage.where)


def _wrong_addition(passage: Passage) -> Iterator[Doubt]:
    """ "51,15 + 6,71 + 23,27 = 82,13": an addition written out that comes to something else."""
    for hit in _ADDED.finditer(passage.text):
        *parts, total = [Decimal(number.replace(".", "").replace(",", ".")) for number in _FIGURE.findall(hit[0])]
        if sum(parts) != total:
            printed = hit[0].rpartition("=")[2].strip()
            message = f"Cộng các phần được {_printed(sum(parts, Decimal(0)))}, văn bản ghi {printed}."
            yield Doubt("sum_mismatch", message, hit[0], passage.where)


def _is_summable(total: "re.Match[str]", parts: list["re.Match[str]"]) -> bool:
    units = {part["unit"].lower() for part in parts}
    whole = total["unit"].lower()
    return units == {whole} or (len(units) == 1 and {whole, *units} <= _SCORES)


def _sentence_end(text: str, start: int) -> int:
    end = re.compile(r"[.;]\s+[A-ZĐÀ-Ỹ]").search(text, start)
    return end.start() if end else len(text)


def _value(hit: "re.Match[str]") -> Decimal:
    return Decimal(hit["number"].replace(".", "").replace(",", "."))


def _printed(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def _other_frequency(found: Findings) -> Iterator[Doubt]:
    """The prose asks for reports in periods that no row asks for; what a row of the prose says is the row's."""
    asked = {
        clause.every
        for task in found.leaves()
        for clause in task.deadline.clauses
        if clause.kind is DeadlineKind.RECURRING and clause.every
    }
    if not asked:
        return
    rows = set() if found.drafts else {task.where for task in found.leaves()}
    holders = "các bảng" if found.drafts else "các nhiệm vụ"
    for passage in found.prose():
        for words, often in _report_periods(passage.text) if passage.where not in rows else ():
            missing = [every for every, _ in _EVERY if every in often - asked]
            if missing:
                tables = ", ".join(every.label for every, _ in _EVERY if every in asked)
                prose = ", ".join(every.label for every in missing)
                message = f"Phần lời yêu cầu báo cáo {prose}, {holders} chỉ hẹn {tables}; hãy xem kỳ báo cáo nào đúng."
                yield Doubt("frequency_mismatch", message, words, passage.where)


def _report_periods(text: str) -> Iterator[tuple[str, set[Every]]]:
    """Periods named next to "báo cáo", in the words of the text."""
    words = text.split()
    bare = [fold(word) for word in words]
    line = " ".join(bare)
    for hit in _OFTEN.finditer(line):
        near = line[max(0, hit.start() - 25) : hit.end() + 30]
        often = {every for every, word in _EVERY if _names(hit[0], word)}
        if "bao cao" in near and len(often) > 1:
            first = line[: hit.start()].count(" ")
            yield " ".join(words[first : first + len(hit[0].split())]).rstrip(",;"), often


def _names(phrase: str, word: str) -> bool:
    if word == "thang":
        return bool(re.search(r"(?<![69] )\bthang\b", phrase))
    return bool(re.search(rf"\b0?{word}\b", phrase))
