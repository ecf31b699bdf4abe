"""Tables of the Word report: real ones, with repeated header rows and set widths, and the short lines under titles."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from reports.drawing.blocks import Cell, Column, Table
from reports.drawing.docx_styles import TWIPS_PER_MM
from reports.drawing.html import NARROW_COLUMNS

_STYLES = {"left": "OBang", "center": "OBangGiua", "right": "OBangPhai"}
_NARROW_STYLES = {"left": "OBangHep", "center": "OBangHepGiua", "right": "OBangHepGiua"}


def add_table(document: Document, table: Table) -> None:
    """A bordered table. Widths are set on the grid as well as on the cells: LibreOffice reads the grid only."""
    narrow = len(table.columns) > NARROW_COLUMNS
    if table.caption:
        write(document.add_paragraph(), table.caption, "TenBang")
    made = add_grid(document, [column.width for column in table.columns], 1 + len(table.rows))
    set_table_style(made, "BangKeHep" if narrow else "BangKe")
    header, *rows = made.rows
    _mark(header, "w:cantSplit", "w:tblHeader")
    for cell, column in zip(header.cells, table.columns, strict=True):
        write(cell.paragraphs[0], column.title, "DauCotHep" if narrow else "DauCot")
        _centre_vertically(cell)
    styles = _NARROW_STYLES if narrow else _STYLES
    for row, cells in zip(rows, table.rows, strict=True):
        _mark(row, "w:cantSplit")
        _fill(row, table.columns, cells, styles)


def add_grid(document: Document, widths_mm: Sequence[float], rows: int) -> WordTable:
    """A table without borders, of fixed widths in millimetres."""
    made: WordTable = document.add_table(rows, len(widths_mm))
    made.autofit = False
    set_table_style(made, "BangTrong")
    widths = [Length(Mm(width)) for width in widths_mm]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    _set_total(made, sum(widths_mm))
    return made


def write(paragraph: Paragraph, text: str, style: str, *, gap: bool = False, bold: bool = False) -> None:
    """Text in a named style; line ends become breaks, a gap is highlighted for the office to fill."""
    paragraph._p.style = style
    run = paragraph.add_run(text)
    if gap:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    if bold:
        run.bold = True


def add_line(paragraph: Paragraph, *, room_mm: float, length_mm: float) -> None:
    """A line of `length_mm` in the middle of `room_mm`: the border of an empty paragraph with indents, so that no
    drawing has to be edited."""
    paragraph._p.style = "DuongKe"
    side = round(max(room_mm - length_mm, 0) / 2 * TWIPS_PER_MM)
    properties = paragraph._p.get_or_add_pPr()
    border = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    properties.insert_element_before(
        parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )
    paragraph.paragraph_format.left_indent = Length(side * 635)
    paragraph.paragraph_format.right_indent = Length(side * 635)


def set_table_style(table: WordTable, key: str) -> None:
    table._tbl.tblPr.style = key


def keep_together(table: WordTable) -> None:
    """Every row whole and on the page of the next one."""
    for row in table.rows:
        _mark(row, "w:cantSplit")
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _fill(row: _Row, columns: tuple[Column, ...], cells: tuple[Cell, ...], styles: dict[str, str]) -> None:
    for place, column, cell in zip(row.cells, columns, cells, strict=True):
        write(place.paragraphs[0], cell.text, styles[column.align], gap=cell.gap, bold=cell.bold)


def _mark(row: _Row, *tags: str) -> None:
    properties = row._tr.get_or_add_trPr()
    for tag in tags:
        properties.append(OxmlElement(tag))


def _centre_vertically(cell: _Cell) -> None:
    cell._tc.get_or_add_tcPr().append(_element("w:vAlign", "center"))


def _element(tag: str, value: str) -> BaseOxmlElement:
    made: BaseOxmlElement = parse_xml(f'<{tag} {nsdecls("w")} w:val="{value}"/>')
    return made


def _set_total(table: WordTable, width_mm: float) -> None:
    properties = table._tbl.tblPr
    width = properties.find("{*}tblW")
    if width is not None:
        properties.remove(width)
    total = f'<w:tblW {nsdecls("w")} w:w="{round(width_mm * TWIPS_PER_MM)}" w:type="dxa"/>'
    properties.insert_element_before(parse_xml(total), "w:jc", "w:tblLayout", "w:tblLook")
