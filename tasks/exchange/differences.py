"""What a filled-in workbook changes, and every fault in it, in one pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cchc.text import fold
from tasks.enums import LateCause, Outcome
from tasks.exchange.sheet import COLUMNS, Line
from tasks.statements import Statement, is_behind, split_document

_OUTCOMES = {fold(outcome.label): outcome for outcome in Outcome}
_CAUSES = {fold(cause.label): cause for cause in LateCause}
_HEADINGS = {column.field: column.heading for column in COLUMNS}
_INPUTS = tuple(column.field for column in COLUMNS if column.is_input)
Version = tuple[int, int | None]
"""A duty and the last word on it then, None before any."""
_DATE_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be taken: where, what stands there, what is allowed."""

    row: int
    column: str
    value: str
    allowed: str


@dataclass(frozen=True, slots=True)
class Change:
    """One duty that the workbook moves on."""

    row: int
    obligation_id: int
    seen: int | None
    statement: Statement
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Differences:
    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    unchanged: int


class _Row:
    """One row being read; collects its faults."""

    def __init__(self, number: int, values: Mapping[str, Any]) -> None:
        self.number = number
        self.values = values
        self.faults: list[Fault] = []

    def fault(self, field: str, allowed: str) -> None:
        value = self.values[field]
        self.faults.append(Fault(self.number, _HEADINGS[field], "" if value is None else str(value), allowed))

    def text(self, field: str) -> str:
        value = self.values[field]
        return "" if value is None else str(value).strip()

    def number_of(self, field: str, least: int, most: int) -> int | None:
        text = self.text(field).removesuffix("%").strip()
        if not text:
            return None
        digits = text.removesuffix(".0")
        if digits.isdecimal() and least <= int(digits) <= most:
            return int(digits)
        self.fault(field, f"một số nguyên từ {least} đến {most}")
        return None

    def day(self, field: str) -> date | None:
        value = self.values[field]
        if value is None or isinstance(value, date):
            return value
        for form in _DATE_FORMATS:
            try:
                return datetime.strptime(str(value), form).date()
            except ValueError:
                continue
        self.fault(field, "một ngày có trong lịch, ví dụ 10/06/2023")
        return None

    def outcome(self) -> Outcome | None:
        text = fold(self.text("outcome"))
        if text and text not in _OUTCOMES:
            self.fault("outcome", "; ".join(outcome.label for outcome in Outcome))
        return _OUTCOMES.get(text)

    def cause(self) -> LateCause | None:
        text = fold(self.text("late_cause"))
        if text and text not in _CAUSES:
            self.fault("late_cause", "; ".join(cause.label for cause in LateCause))
        return _CAUSES.get(text)

    def document(self) -> tuple[str, str]:
        parts = split_document(self.text("document"))
        if parts is None:
            self.fault("document", "số/ký hiệu như 45/BC-UBND, hoặc để trống")
        return parts or ("", "")


def find_differences(
    rows: Sequence[tuple[int, Mapping[str, Any]]],
    lines: Mapping[int, Line],
    *,
    today: date,
    former: Mapping[Version, Line] | None = None,
) -> Differences:
    """Compare the workbook's rows with the duties as they are now (`lines` by obligation id). A row that says what its
    duty said when the workbook was made (`former`) was not touched, whatever was said on the screen since."""
    changes: list[Change] = []
    faults: list[Fault] = []
    unchanged, met = 0, set[int]()
    for number, values in rows:
        row = _Row(number, values)
        line = _known_line(row, lines, met)
        change = _change(row, line, (former or {}).get(_version(row, line)), today) if line else None
        faults.extend(row.faults)
        if change and not row.faults:
            changes.append(change)
        elif line and not row.faults:
            unchanged += 1
    return Differences(tuple(changes), tuple(faults), unchanged)


def _known_line(row: _Row, lines: Mapping[int, Line], met: set[int]) -> Line | None:
    text = row.text("obligation_id").removesuffix(".0")
    line = lines.get(int(text)) if text.isdecimal() else None
    if line is None:
        row.fault("obligation_id", "mã việc của đơn vị mà anh chị được cập nhật; đừng sửa cột này")
        return None
    if line.obligation_id in met:
        row.fault("obligation_id", "mỗi mã một dòng; dòng này lặp lại")
        return None
    met.add(line.obligation_id)
    return line


def seen_in(values: Mapping[str, Any]) -> int | None:
    """The last word on its duty when the row was written, None where there was none."""
    digits = str(values["seen"] or "").strip().removesuffix(".0")
    return int(digits) if digits.isdecimal() else None


def _version(row: _Row, line: Line) -> Version:
    return line.obligation_id, seen_in(row.values)


def _change(row: _Row, line: Line, former: Line | None, today: date) -> Change | None:
    """The change of one row, None when nothing was filled in differently."""
    outcome, (number, symbol) = row.outcome(), row.document()
    given = Statement(
        outcome=outcome or Outcome.DOING,
        effective_on=_said_on(row, line, today),
        text=row.text("text"),
        difficulty=row.text("difficulty"),
        percent=row.number_of("percent", 0, 100),
        document_number=number,
        document_symbol=symbol,
        document_on=row.day("document_on"),
        late_cause=row.cause(),
        late_reason=row.text("late_reason"),
    )
    if row.faults or any(known and _says(row, known) for known in (line, former)):
        return None
    if outcome is None:
        row.fault("outcome", "; ".join(o.label for o in Outcome))
        return None
    if row.number_of("seen", 0, 10**12) != line.seen:
        row.fault("seen", "việc này đã được cập nhật sau khi tải sổ; hãy tải sổ mới rồi điền lại dòng này")
        return None
    if _lacks_cause(row, line, given, today):
        return None
    return Change(
        row.number,
        line.obligation_id,
        line.seen,
        given,
        _words(line.outcome, line.effective_on, line.text, line.late_cause),
        _words(outcome.label, given.effective_on, given.text, given.late_cause.label if given.late_cause else ""),
    )


def _said_on(row: _Row, line: Line, today: date) -> date:
    """The day that was written; today where none was, or where only the day of the last word still stands: a new word
    is of today, as on the card, unless it corrects one that says done."""
    day = row.day("effective_on")
    left_standing = day == line.effective_on and line.outcome != Outcome.DONE.label
    return today if day is None or left_standing else day


def _lacks_cause(row: _Row, line: Line, given: Statement, today: date) -> bool:
    if given.late_cause is None and is_behind(given, line.due_on, today):
        row.fault("late_cause", f"một nguyên nhân trong danh sách, vì việc chậm so với hạn {line.due_on:%d/%m/%Y}")
        return True
    if given.late_cause and given.late_cause.is_outside and not given.late_reason:
        row.fault("late_reason", "một câu nêu lý do: chờ ai, theo văn bản số mấy")
        return True
    return False


def _says(row: _Row, line: Line) -> bool:
    return all(_same(row.values[field], getattr(line, field)) for field in _INPUTS)


def _same(cell: Any, known: Any) -> bool:
    if isinstance(known, date) or isinstance(cell, date):
        return bool(cell == known)
    left, right = ("" if value is None else str(value).strip() for value in (cell, known))
    return left.removesuffix(".0") == right


def _words(outcome: str, day: date | None, text: str, cause: str) -> str:
    """What a word says, with its day and why it is late."""
    said = f"{outcome} ngày {day:%d/%m/%Y}" if outcome and day else outcome
    return " – ".join(filter(None, (said, text, cause and f"chậm: {cause.lower()}"))) or "chưa có lời nào"
