"""Pages of a document as sheets of a workbook: its text a paragraph a row, its tables with merged cells."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import cast
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from cchc.paper.archive import repack
from cchc.paper.blocks import Cell
from cchc.paper.layout import SERIF
from cchc.paper.sheets import BODY, BOX, CENTRE, HEADER, SHADE, SUBTITLE, TITLE, put, row_height, set_page

TEXT_WIDTH = 110.0
LETTERS_IN_WIDTH = 1.2
"""A column is measured in figures, which are wider than most letters of running text."""
LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_BOLD = Font(name=SERIF, size=11, bold=True)
_HEADER_POINTS = 33


def new_book(*, title: str, author: str) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.language = title, "vi-VN"
    book.properties.creator = book.properties.lastModifiedBy = author
    return book


def packed(book: Workbook, as_of: date) -> bytes:
    """The file, dated `as_of`; the same book gives the same bytes."""
    book.properties.created = book.properties.modified = datetime.combine(as_of, time())
    package = BytesIO()
    ExcelWriter(book, ZipFile(package, "w")).save()
    return repack(package.getvalue(), as_of)


def add_text_page(book: Workbook, name: str, lines: Sequence[tuple[str, bool]]) -> None:
    """Paragraphs one below the other, each with whether it is bold."""
    page = _new_page(book, name)
    for row, (text, is_bold) in enumerate(lines, start=1):
        cell = _cell(page, row, 1)
        put(cell, text)
        cell.font = _BOLD if is_bold else BODY
        page.row_dimensions[row].height = row_height([text], [TEXT_WIDTH * LETTERS_IN_WIDTH])
    set_page(page, [TEXT_WIDTH], 0)


def add_table_page(
    book: Workbook,
    name: str,
    *,
    titles: Sequence[str],
    headers: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    below: Sequence[str] = (),
) -> None:
    """A table with its header frozen, `titles` above it one a line and `below` it the lines that follow."""
    page = _new_page(book, name)
    for row, words in enumerate(titles, start=1):
        cell = _cell(page, row, 1)
        put(cell, words)
        cell.font, cell.alignment = (TITLE if row <= 2 else SUBTITLE), Alignment()
    top = len(titles) + 1
    for column, words in enumerate(headers, start=1):
        cell = page.cell(top, column, words)
        cell.font, cell.fill, cell.border, cell.alignment = HEADER, SHADE, BOX, CENTRE
    page.row_dimensions[top].height = _HEADER_POINTS
    for row, cells in enumerate(rows, start=top + 1):
        _write_row(page, row, cells, widths)
    for row, words in enumerate(below, start=top + len(rows) + 2):
        put(_cell(page, row, 1), words)
        _cell(page, row, 1).alignment = Alignment()
    set_page(page, widths, top)


def _cell(page: Worksheet, row: int, column: int) -> SheetCell:
    return cast("SheetCell", page.cell(row, column))


def _new_page(book: Workbook, name: str) -> Worksheet:
    """Names of sheets are short, without some signs, and each stands once."""
    bare = " ".join(name.translate(_FORBIDDEN).split()).strip("'")[:LONGEST_NAME] or "Trang"
    known, number, unique = {sheet.title.lower() for sheet in book.worksheets}, 2, bare
    while unique.lower() in known:
        unique = f"{bare[: LONGEST_NAME - 4]} {number}"
        number += 1
    page: Worksheet = book.create_sheet(unique)
    return page


def _write_row(page: Worksheet, row: int, cells: Sequence[Cell], widths: Sequence[float]) -> None:
    for column, cell in enumerate(cells, start=1):
        drawn = _cell(page, row, column)
        drawn.font, drawn.border = (_BOLD if cell.bold else BODY), BOX
        put(drawn, cell.text)
    height = max(row_height([cell.text], [_width(place, cell, widths)]) / cell.down for place, cell in enumerate(cells))
    page.row_dimensions[row].height = max(height, row_height(["x"], [1.0]))
    for column, cell in enumerate(cells, start=1):
        if (cell.across > 1 or cell.down > 1) and not cell.covered:
            page.merge_cells(
                start_row=row, end_row=row + cell.down - 1, start_column=column, end_column=column + cell.across - 1
            )


def _width(place: int, cell: Cell, widths: Sequence[float]) -> float:
    return sum(widths[place : place + cell.across])
