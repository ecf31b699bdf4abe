"""The list of tasks as an Excel workbook for reading and printing: numbers and dates as such. Pure."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

HEADINGS = (
    ("Đơn vị", 20),
    ("Phụ lục", 16),
    ("STT", 6),
    ("Nhiệm vụ", 60),
    ("Sản phẩm", 30),
    ("Chủ trì", 30),
    ("Phối hợp", 30),
    ("Thời gian theo văn bản", 34),
    ("Hạn tới", 12),
    ("Trạng thái", 16),
)


def write_register(rows: Iterable[Any], *, today: date) -> bytes:
    """`rows` are `tasks.queries.TaskRow`; the last line prints how many there are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Nhiệm vụ")
    sheet.freeze_panes = "A2"
    for place, (_, width) in enumerate(HEADINGS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, heading, bold=True) for heading, _ in HEADINGS])
    count = 0
    for count, row in enumerate(rows, start=1):
        sheet.append([_cell(sheet, value) for value in _values(row)])
    sheet.append([_cell(sheet, f"{count} nhiệm vụ, tính đến ngày {today:%d/%m/%Y}", bold=True)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}{count + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _values(row: Any) -> list[Any]:
    task, item = row.task, row.task.item
    named: dict[str, list[str]] = {"lead": [], "coordinate": []}
    for assignment in task.assignments.all():
        named[assignment.role].append(assignment.position.name)
    return [
        task.organization.name,
        item.section.label or item.section.title,
        item.ordinal,
        item.text,
        item.product_text,
        ", ".join(named["lead"]),
        ", ".join(named["coordinate"] + item.groups),
        item.deadline_text,
        task.next_due_on,
        row.state.label,
    ]


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=bold)
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    return cell
