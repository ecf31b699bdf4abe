"""What our workbooks have in common: paper, columns, cells that hold what they say. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of a row, its heading, its width in characters, whether people fill it in."""

    field: str
    heading: str
    width: int
    is_input: bool = False


def new_sheet(title: str, widths: Sequence[int], freeze: str) -> tuple[Workbook, Worksheet]:
    """A workbook of one sheet: A4 landscape, fitted to its width, heading on every page. Widths in characters."""
    book = Workbook()
    sheet: Worksheet = book.create_sheet(title)
    del book["Sheet"]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = freeze
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return book, sheet


def new_cell(sheet: Worksheet, value: Any, *, bold: bool = False) -> Cell:
    """A wrapped cell: a day is a day, words stay words even where they begin like a formula."""
    cell = WriteOnlyCell(sheet, value=None if value == "" else value)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, str) and value:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_SIGNS)
    return cell


def heading_cell(sheet: Worksheet, column: Column) -> Cell:
    """White over a column to fill in, grey over one that stands."""
    cell = new_cell(sheet, column.heading, bold=True)
    cell.fill = PatternFill("solid", fgColor="FFFFFF" if column.is_input else "ECEFF2")
    return cell


def value_cell(sheet: Worksheet, column: Column, value: Any) -> Cell:
    """A value beneath it."""
    cell = new_cell(sheet, value)
    if not column.is_input:
        cell.fill = PatternFill("solid", fgColor="F4F6F7")
    return cell
