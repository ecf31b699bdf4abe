"""The list of tasks as an Excel workbook for reading and printing: numbers and dates as such. Pure."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl.utils import get_column_letter

from tasks.exchange.paper import new_cell, new_sheet

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
    ("Nguyên nhân chậm", 28),
)


def write_register(rows: Sequence[Any], *, today: date) -> bytes:
    """`rows` are `tasks.queries.live.TaskRow`; the last line prints how many there are."""
    book, sheet = new_sheet("Nhiệm vụ", [width for _, width in HEADINGS], freeze="A2")
    sheet.append([new_cell(sheet, heading, bold=True) for heading, _ in HEADINGS])
    for row in rows:
        sheet.append([new_cell(sheet, value) for value in _values(row)])
    sheet.append([new_cell(sheet, f"{len(rows)} nhiệm vụ, tính đến ngày {today:%d/%m/%Y}", bold=True)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}{len(rows) + 1}"
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
        item.section.mark,
        item.number,
        item.text,
        item.product_text,
        ", ".join(named["lead"]),
        ", ".join(named["coordinate"] + item.groups),
        item.deadline_text,
        task.next_due_on,
        row.state.label,
        row.cause.label if row.cause else "",
    ]
