"""One sheet of a workbook as data, and how it is put on paper: A4 landscape, header frozen and repeated."""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
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


class Look(NamedTuple):
    """What the cells of like values share; words have no number format."""

    number_format: str
    is_quoted: bool = False


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
    styles: dict[Look, StyleArray] = {}
    for row, line in enumerate(sheet.lines, start=top + 1):
        for column, value in enumerate(line, start=1):
            _put_in_box(page.cell(row, column), value, styles)
        page.row_dimensions[row].height = row_height(line, sheet.widths)
    set_page(page, sheet.widths, top)
    page.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.headers))}{top + len(sheet.lines)}"


def put(cell: Cell, value: Value) -> None:
    """A value with its format. Text stays text: what looks like a formula is marked as quoted."""
    _set_value(cell, value)
    look = _look(value)
    cell.alignment = _FIGURE if look.number_format else _WORDS
    if look.number_format:
        cell.number_format = look.number_format
    if look.is_quoted:
        cell.quotePrefix = True


def _put_in_box(cell: Cell, value: Value, styles: dict[Look, StyleArray]) -> None:
    """A value in a bordered cell. The first of each look asks the workbook for its style, the others take that: asking
    takes five times as long as writing the value."""
    look = _look(value)
    if look in styles:
        _set_value(cell, value)
        cell._style = copy(styles[look])  # type: ignore[attr-defined]
    else:
        put(cell, value)
        cell.font, cell.border = BODY, BOX
        styles[look] = cell._style  # type: ignore[attr-defined]


def _set_value(cell: Cell, value: Value) -> None:
    match value:
        case None | "":
            return
        case str():
            cell.value, cell.data_type = _ESCAPED.sub("_x005F_", value)[:_LONGEST_TEXT], "s"
        case Share():
            cell.value = value.value
        case _:
            cell.value = value


def _look(value: Value) -> Look:
    match value:
        case str():
            return Look("", value.startswith(_FORMULA_MARKS))
        case date():
            return Look("dd/mm/yyyy")
        case Share():
            return Look(_share_format(value.value))
        case Decimal():
            return Look(_decimal_format(value))
        case int():
            return Look("#,##0")
    return Look("")


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
