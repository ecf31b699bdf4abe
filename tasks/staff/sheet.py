"""The workbook of people: its columns, writing it, reading it back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cchc.text import fold
from plans.reading.archive import Archive
from plans.reading.workbooks.sheets import Line, read_sheets
from tasks.exchange.paper import Column, new_cell, new_sheet

TITLE, CHOICES = "Nhân sự", "Danh mục"
SEPARATOR = ";"
SPARE_ROWS = 200
"""So many empty rows below offer the lists of choices."""


COLUMNS = (
    Column("membership", "Mã", 8),
    Column("body", "Đơn vị", 30),
    Column("full_name", "Họ và tên", 26),
    Column("username", "Tên đăng nhập", 22),
    Column("email", "Thư điện tử", 28),
    Column("role", "Vai trò", 32),
    Column("posts", "Chức danh", 46),
    Column("valid_from", "Từ ngày", 13),
    Column("valid_to", "Đến hết ngày", 13),
)
HEADINGS = {column.field: column.heading for column in COLUMNS}
Row = tuple[int, dict[str, str]]
"""The number of a row in the sheet, what each cell shows under the field of its column."""


class NotOurSheet(Exception):
    """The file is no workbook of people; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One role of one person in the workbook."""

    membership: int | None
    body: str
    full_name: str
    username: str
    email: str
    role: str
    posts: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """What may be written for one body: its name as the column takes it, the roles one may give there, its posts."""

    body: str
    roles: tuple[str, ...]
    posts: tuple[str, ...]


def write_sheet(rows: Iterable[PersonRow], choices: Sequence[ChoiceRow]) -> bytes:
    """People as they are, then empty rows; a second sheet says what may be written."""
    book, sheet = new_sheet(TITLE, [column.width for column in COLUMNS], freeze="D2")
    lists = book.create_sheet(CHOICES)
    validations = list(_validations(choices))
    for validation, _ in validations:
        sheet.add_data_validation(validation)
    sheet.append([_heading(sheet, column.heading) for column in COLUMNS])
    count = 1
    for row in rows:
        count += 1
        sheet.append([new_cell(sheet, _value(row, column.field)) for column in COLUMNS])
    for validation, field in validations:
        letter = get_column_letter([column.field for column in COLUMNS].index(field) + 1)
        validation.add(f"{letter}2:{letter}{count + SPARE_ROWS}")
    _write_choices(lists, choices)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_sheet(data: bytes) -> list[Row]:
    """Rows with their numbers. Columns are known by their headings, in any order. Raises `NotOurSheet`, and
    `Unreadable` for a file that cannot be opened safely."""
    for sheet in read_sheets(Archive(data)):
        for place, line in enumerate(sheet.lines):
            header = {fold(text): at for at, text in enumerate(line.cells) if text}
            if fold(HEADINGS["username"]) in header:
                return _rows(header, sheet.lines[place + 1 :])
    raise NotOurSheet("Không thấy cột “Tên đăng nhập” trong tệp; hãy tải sổ từ trang này rồi điền, đừng đổi tên cột.")


def _rows(header: dict[str, int], lines: Sequence[Line]) -> list[Row]:
    missing = [heading for heading in HEADINGS.values() if fold(heading) not in header]
    if missing:
        names = ", ".join(f"“{name}”" for name in missing)
        raise NotOurSheet(f"Sổ thiếu cột {names}; hãy tải lại sổ từ trang này, đừng đổi tên cột.")
    places = {field: header[fold(heading)] for field, heading in HEADINGS.items()}
    rows = [(line.number, {field: line.cells[at] for field, at in places.items()}) for line in lines]
    return [(number, values) for number, values in rows if any(values.values())]


def _value(row: PersonRow, field: str) -> Any:
    return f"{SEPARATOR} ".join(row.posts) if field == "posts" else getattr(row, field)


def _heading(sheet: Worksheet, words: str) -> Any:
    cell = new_cell(sheet, words, bold=True)
    cell.fill = PatternFill("solid", fgColor="ECEFF2")
    return cell


def _validations(choices: Sequence[ChoiceRow]) -> Iterable[tuple[DataValidation, str]]:
    """Roles, and for a single body its posts, as lists to choose from; several posts are typed with ";" between."""
    roles = list(dict.fromkeys(role for one in choices for role in one.roles))
    lists = {"role": ("C", len(roles))}
    if len(choices) == 1:
        lists["posts"] = ("B", len(choices[0].posts))
    for field, (letter, count) in lists.items():
        if count:
            formula = f"'{CHOICES}'!${letter}$2:${letter}${count + 1}"
            yield DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False), field


def _write_choices(sheet: Worksheet, choices: Sequence[ChoiceRow]) -> None:
    """Column A and B: a body and each of its posts; column C: the roles."""
    for letter, width in (("A", 34), ("B", 50), ("C", 36)):
        sheet.column_dimensions[letter].width = width
    roles = list(dict.fromkeys(role for one in choices for role in one.roles))
    pairs = [(one.body, post) for one in choices for post in one.posts or ("",)]
    sheet.append([_heading(sheet, words) for words in ("Đơn vị", "Chức danh", "Vai trò")])
    for at in range(max(len(pairs), len(roles))):
        body, post = pairs[at] if at < len(pairs) else ("", "")
        role = roles[at] if at < len(roles) else ""
        sheet.append([new_cell(sheet, words) for words in (body, post, role)])
