"""The workbook of duties: its columns, writing it, reading it back."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cchc.text import squeeze
from plans.reading.archive import Archive
from plans.reading.results import Unreadable
from tasks.enums import LateCause, Outcome
from tasks.exchange.paper import Column, heading_cell, new_sheet, value_cell

TITLE, CAUSES_TITLE = "Cập nhật", "Nguyên nhân chậm"
HEADER_ROW = 1
MAX_ROWS, MAX_COLUMNS = 20_000, 100
_FAILURES = (
    *(Unreadable, BadZipFile, InvalidFileException, zlib.error),
    *(LookupError, OSError, ValueError, TypeError, AttributeError, SyntaxError, EOFError, RuntimeError),
)
"""What a damaged or hostile file makes of the reader; XML errors are syntax errors."""


COLUMNS = (
    Column("obligation_id", "Mã", 8),
    Column("seen", "Bản", 8),
    Column("section", "Phụ lục", 16),
    Column("ordinal", "STT", 6),
    Column("task", "Nhiệm vụ", 60),
    Column("duty", "Việc", 30),
    Column("lead", "Chủ trì", 28),
    Column("due_on", "Hạn", 12),
    Column("outcome", "Tình trạng", 16, is_input=True),
    Column("text", "Kết quả", 50, is_input=True),
    Column("difficulty", "Khó khăn, vướng mắc", 34, is_input=True),
    Column("percent", "Tỷ lệ (%)", 10, is_input=True),
    Column("effective_on", "Ngày thực hiện", 15, is_input=True),
    Column("document", "Số, ký hiệu", 18, is_input=True),
    Column("document_on", "Ngày văn bản", 14, is_input=True),
    Column("late_cause", "Nguyên nhân chậm", 26, is_input=True),
    Column("late_reason", "Lý do chậm", 34, is_input=True),
)
HEADINGS = tuple(column.heading for column in COLUMNS)


class NotOurSheet(Exception):
    """The file is no workbook of duties; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One duty in the workbook."""

    obligation_id: int
    seen: int | None
    section: str
    ordinal: str
    task: str
    duty: str
    lead: str
    due_on: date | None
    outcome: str
    text: str
    difficulty: str
    percent: int | None
    effective_on: date | None
    document: str
    document_on: date | None
    late_cause: str = ""
    late_reason: str = ""


def write_sheet(lines: Iterable[Line]) -> bytes:
    """The workbook: fixed columns grey, columns to fill in white, a list of outcomes to choose from."""
    book, sheet = new_sheet(TITLE, [column.width for column in COLUMNS], freeze="F2")
    choice = DataValidation(type="list", formula1='"' + ",".join(o.label for o in Outcome) + '"', allow_blank=True)
    choice.error = "Hãy chọn một tình trạng trong danh sách."
    sheet.add_data_validation(choice)
    sheet.append([heading_cell(sheet, column) for column in COLUMNS])
    for line in lines:
        sheet.append([_cell(sheet, column, getattr(line, column.field)) for column in COLUMNS])
    _offer(sheet, choice, "Tình trạng")
    _offer(sheet, _causes(book, sheet), "Nguyên nhân chậm")
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{sheet.max_row}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _causes(book: Workbook, sheet: Worksheet) -> DataValidation:
    """The causes stand on a sheet of their own: a list written into the rule itself breaks at the commas in them."""
    causes = book.create_sheet(CAUSES_TITLE)
    for cause in LateCause:
        causes.append([cause.label])
    choice = DataValidation(type="list", formula1=f"'{CAUSES_TITLE}'!$A$1:$A${len(LateCause)}", allow_blank=True)
    choice.error = "Hãy chọn một nguyên nhân trong danh sách."
    sheet.add_data_validation(choice)
    return choice


def _offer(sheet: Worksheet, choice: DataValidation, heading: str) -> None:
    letter = get_column_letter(HEADINGS.index(heading) + 1)
    choice.add(f"{letter}2:{letter}{max(2, sheet.max_row)}")


def read_sheet(data: bytes) -> list[tuple[int, dict[str, Any]]]:
    """Rows of the workbook with their row numbers: raw values under the field names of `Line`.

    Columns are known by their headings, in any order. The file comes from anybody: its sizes are judged before it is
    unpacked. Raises NotOurSheet.
    """
    try:
        Archive(data)
        rows = _rows(data)
    except _FAILURES as error:
        raise NotOurSheet(
            "Tệp này không phải sổ Excel (.xlsx) hoặc đã hỏng; hãy tải lại sổ từ trang này rồi điền."
        ) from error
    header = [squeeze(str(value or "")) for value in rows[0]] if rows else []
    missing = [heading for heading in HEADINGS if heading not in header]
    if missing:
        raise NotOurSheet(
            f"Sổ thiếu cột {', '.join(f'“{name}”' for name in missing)}; hãy tải lại sổ từ trang này, đừng đổi tên cột."
        )
    places = {column.field: header.index(column.heading) for column in COLUMNS}
    return [(number, _values(row, places)) for number, row in enumerate(rows[1:], start=HEADER_ROW + 1) if any(row)]


def _rows(data: bytes) -> list[tuple[Any, ...]]:
    """The rows that a filter hides too: they were filled in all the same."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    sheet = book[TITLE] if TITLE in book.sheetnames else book[book.sheetnames[0]]
    return list(sheet.iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS))


def _values(row: Sequence[Any], places: dict[str, int]) -> dict[str, Any]:
    return {field: _plain(row[place] if place < len(row) else None) for field, place in places.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return squeeze(value) if isinstance(value, str) else value


def _cell(sheet: Worksheet, column: Column, value: Any) -> Cell:
    cell = value_cell(sheet, column, value)
    cell.protection = Protection(locked=not column.is_input)
    return cell
