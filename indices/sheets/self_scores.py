"""A body's self-score as a workbook that is filled in and read back: one row a criterion. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cchc.text import fold
from plans.reading.archive import Archive
from plans.reading.workbooks.sheets import read_sheets
from tasks.exchange.paper import Column, heading_cell, new_sheet, value_cell

TITLE = "Tự chấm"
ABSENT = "x"
LIST_LENGTH = 250
"""Excel takes no longer list written into a cell's rule."""
WRONG_BOOK = "Không thấy các cột {} trong tệp; hãy tải sổ từ trang này rồi điền, đừng đổi tên cột."


COLUMNS = (
    Column("code", "Mã", 9),
    Column("seen", "Bản", 8),
    Column("name", "Tiêu chí", 56),
    Column("maximum", "Điểm tối đa", 11),
    Column("rule", "Cách tính", 48),
    Column("level", "Đạt / mức", 34, is_input=True),
    Column("b", "Số đạt được, số lượng (b)", 16, is_input=True),
    Column("a", "Tổng số (a)", 14, is_input=True),
    Column("points", "Điểm (tiêu chí tự cho điểm)", 14, is_input=True),
    Column("absent", "Không áp dụng (x)", 14, is_input=True),
    Column("text", "Giải thích", 50, is_input=True),
)
HEADINGS = {column.field: column.heading for column in COLUMNS}


class NotOurBook(Exception):
    """The file is no workbook of a self-score; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion. `levels` are what `level` may be, offered as a list."""

    code: str
    seen: int | None
    name: str
    maximum: Decimal
    rule: str
    level: str = ""
    b: Decimal | None = None
    a: Decimal | None = None
    points: Decimal | None = None
    absent: str = ""
    text: str = ""
    levels: Sequence[str] = ()


def write_book(rows: Iterable[Row]) -> bytes:
    """Fixed columns grey, columns to fill in white."""
    book, sheet = new_sheet(TITLE, [column.width for column in COLUMNS], freeze="D2")
    found = list(rows)
    sheet.append([heading_cell(sheet, column) for column in COLUMNS])
    for row in found:
        sheet.append([value_cell(sheet, column, getattr(row, column.field)) for column in COLUMNS])
    _offer(sheet, found)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_book(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """The filled-in rows with their row numbers, as text by field. Raises NotOurBook, and `Unreadable` for a file that
    cannot be opened safely."""
    sheets = read_sheets(Archive(data))
    for sheet in sorted(sheets, key=lambda one: fold(one.name) != fold(TITLE)):
        for at, line in enumerate(sheet.lines):
            places = {fold(text): place for place, text in reversed(list(enumerate(line.cells))) if text}
            if all(fold(heading) in places for heading in HEADINGS.values()):
                fields = {field: places[fold(heading)] for field, heading in HEADINGS.items()}
                rows = sheet.lines[at + 1 :]
                return [(row.number, _values(row.cells, fields)) for row in rows if any(row.cells)]
    raise NotOurBook(WRONG_BOOK.format(", ".join(f"“{heading}”" for heading in HEADINGS.values())))


def _values(cells: Sequence[str], fields: dict[str, int]) -> dict[str, str]:
    return {field: cells[place].strip() if place < len(cells) else "" for field, place in fields.items()}


def _offer(sheet: Worksheet, rows: Sequence[Row]) -> None:
    """The levels of a criterion as a list in its cell, where they fit and hold no comma."""
    letter = get_column_letter([column.field for column in COLUMNS].index("level") + 1)
    for number, row in enumerate(rows, start=2):
        words = ",".join(row.levels)
        if row.levels and len(words) <= LIST_LENGTH and not any("," in level or '"' in level for level in row.levels):
            choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            choice.error = "Hãy chọn một mức trong danh sách."
            choice.add(f"{letter}{number}")
            sheet.add_data_validation(choice)
