"""One sheet of a workbook as data, and how it is put on paper: A4 landscape, header frozen and repeated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cchc.paper.layout import SERIF

TITLE = Font(name=SERIF, size=14, bold=True)
SUBTITLE = Font(name=SERIF, size=12)
HEADER = Font(name=SERIF, size=11, bold=True)
BODY = Font(name=SERIF, size=11)
SHADE = PatternFill("solid", fgColor="FFE7E6E6")
_EDGE = Side(style="thin")
BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WORDS = Alignment(vertical="top", wrap_text=True)
_FIGURE = Alignment(horizontal="right", vertical="top", indent=1)
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Words that a workbook would take for an escaped character (ECMA-376 part 1, § 22.9.2.19)."""
_FORMULA_MARKS = ("=", "+", "-", "@")
_LINE_POINTS = 15
HEADER_POINTS = 48
_LONGEST_POINTS = 409
"""Excel shows no row higher than this."""
_LONGEST_TEXT = 32_767
"""Excel keeps no more characters in one cell."""
_MARGIN_SIDE, _MARGIN_TOP = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Share:
    """A number shown as a percentage: 0.962 is 96,2 %."""

    value: Decimal


Value = str | int | Decimal | Share | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name, a header, column widths in characters, lines of values."""

    name: str
    headers: tuple[str, ...]
    widths: tuple[float, ...]
    lines: tuple[tuple[Value, ...], ...]


def add_sheet(book: Workbook, sheet: Sheet, titles: tuple[str, ...]) -> None:
    """`titles` stand above the header, one a line."""
    page = book.create_sheet(sheet.name)
    for place, words in enumerate(titles, start=1):
        cell = page.cell(place, 1)
        put(cell, words)
        cell.font, cell.alignment = (TITLE if place <= 2 else SUBTITLE), Alignment()
    top = len(titles) + 2
    for column, words in enumerate(sheet.headers, start=1):
        cell = page.cell(top, column, words)
        cell.font, cell.fill, cell.border, cell.alignment = HEADER, SHADE, BOX, CENTRE
    page.row_dimensions[top].height = HEADER_POINTS
    for row, line in enumerate(sheet.lines, start=top + 1):
        for column, value in enumerate(line, start=1):
            cell = page.cell(row, column)
            cell.font, cell.border = BODY, BOX
            put(cell, value)
        page.row_dimensions[row].height = row_height(line, sheet.widths)
    set_page(page, sheet.widths, top)
    page.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.headers))}{top + len(sheet.lines)}"


def put(cell: Cell, value: Value) -> None:
    """A value with its format. Text stays text: what looks like a formula is marked as quoted."""
    match value:
        case None | "":
            cell.alignment = _WORDS
        case str():
            cell.value, cell.data_type, cell.alignment = _ESCAPED.sub("_x005F_", value)[:_LONGEST_TEXT], "s", _WORDS
            cell.quotePrefix = value.startswith(_FORMULA_MARKS)
        case date():
            cell.value, cell.number_format, cell.alignment = value, "dd/mm/yyyy", _FIGURE
        case Share():
            cell.value, cell.number_format, cell.alignment = value.value, _share_format(value.value), _FIGURE
        case Decimal():
            cell.value, cell.number_format, cell.alignment = value, _decimal_format(value), _FIGURE
        case int():
            cell.value, cell.number_format, cell.alignment = value, "#,##0", _FIGURE


def _decimal_format(value: Decimal) -> str:
    places = -int(value.as_tuple().exponent)
    return "#,##0" if places <= 0 else "#,##0." + "0" * places


def _share_format(value: Decimal) -> str:
    places = -int(value.as_tuple().exponent) - 2
    return "0%" if places <= 0 else f"0.{'0' * places}%"


def row_height(line: Sequence[Value], widths: Sequence[float]) -> float:
    """Points for the tallest cell. Excel does not measure wrapped text in a file it did not write."""
    lines = max(
        sum(max(1, ceil(len(part) / width)) for part in value.split("\n")) if isinstance(value, str) else 1
        for value, width in zip(line, widths, strict=True)
    )
    return min(lines * _LINE_POINTS + 3, _LONGEST_POINTS)


def set_page(page: Worksheet, widths: Sequence[float], top: int) -> None:
    """Widths in characters; the header in row `top` stays in sight and is printed on every page (0: there is none)."""
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    if top:
        page.freeze_panes = f"A{top + 1}"
        page.print_title_rows = f"{top}:{top}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = int(Worksheet.PAPERSIZE_A4)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = _MARGIN_SIDE
    page.page_margins.top = page.page_margins.bottom = _MARGIN_TOP
    page.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("Trang &P/&N"))
