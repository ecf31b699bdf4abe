"""Excel files made for tests."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Cells = Sequence[Sequence[Any]]


def excel_file(sheets: Mapping[str, Cells] | Cells) -> bytes:
    """One sheet, or several by their names; an empty row is written ()."""
    book = workbook(sheets)
    return excel_saved(book)


def workbook(sheets: Mapping[str, Cells] | Cells) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (sheets if isinstance(sheets, Mapping) else {"Sheet1": sheets}).items():
        put(book.create_sheet(name), rows)
    return book


def put(sheet: Worksheet, rows: Cells) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value not in ("", None):
                sheet.cell(number, column, value)


def excel_saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
