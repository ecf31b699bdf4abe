"""Tables of a Word document: real ones, with repeated header rows and set widths, and the short lines under titles."""

from collections.abc import Sequence
from html import escape

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length, Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from cchc.paper.blocks import Cell, Column, Table
from cchc.paper.docx_styles import TWIPS_PER_MM
from cchc.paper.layout import NARROW_COLUMNS

_STYLES = {"left": "OBang", "center": "OBangGiua", "right": "OBangPhai"}
_LONG_TEXT = 1200
_NARROW_STYLES = {"left": "OBangHep", "center": "OBangHepGiua", "right": "OBangHepGiua"}


def add_table(document: Document, table: Table) -> None:
    """A bordered table, written as one piece of XML: cell by cell the library takes five times as long."""
    narrow = len(table.columns) > NARROW_COLUMNS
    if table.caption:
        write(document.add_paragraph(), table.caption, "TenBang")
    total = round(sum(column.width for column in table.columns) * TWIPS_PER_MM)
    widths = [round(column.width * TWIPS_PER_MM) for column in table.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(table.columns, cells, widths, _NARROW_STYLES if narrow else _STYLES) for cells in table.rows)
    made = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{"BangKeHep" if narrow else "BangKe"}"/>'
        f'<w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_header(table.columns, widths, narrow=narrow)}{rows}</w:tbl>"
    )
    document.element.body.insert_element_before(made, "w:sectPr")


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


def write(paragraph: Paragraph, text: str, style: str, *, gap: bool = False) -> None:
    """Text in a named style; line ends become breaks, a gap is highlighted for the office to fill."""
    paragraph._p.style = style
    run = paragraph.add_run(text)
    if gap:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


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
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _header(columns: tuple[Column, ...], widths: Sequence[int], *, narrow: bool) -> str:
    if not any(column.title for column in columns):
        return ""
    style = "DauCotHep" if narrow else "DauCot"
    cells = "".join(
        _cell(Cell(column.title), width, style, '<w:vAlign w:val="center"/>')
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(columns: tuple[Column, ...], cells: tuple[Cell, ...], widths: Sequence[int], styles: dict[str, str]) -> str:
    """A row stays on one page unless it is as long as half of one; a title across the table stays with the next."""
    made, skip = "", 0
    keep = "<w:keepNext/>" if any(cell.across > 1 and cell.bold for cell in cells) else ""
    for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        if skip:
            skip -= 1
            continue
        skip = cell.across - 1
        align = "left" if cell.across > 1 else column.align
        made += _cell(cell, sum(widths[place : place + cell.across]), styles[align], _merging(cell), keep)
    whole = "<w:cantSplit/>" if max(len(cell.text) for cell in cells) < _LONG_TEXT else ""
    return f"<w:tr><w:trPr>{whole}</w:trPr>{made}</w:tr>"


def _merging(cell: Cell) -> str:
    across = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    if cell.covered:
        return f"{across}<w:vMerge/>"
    return f'{across}<w:vMerge w:val="restart"/>' if cell.down > 1 else across


def _cell(cell: Cell, width: int, style: str, extra: str = "", keep: str = "") -> str:
    """Widths stand on the grid as well as on the cells: LibreOffice reads the grid only."""
    face = ("<w:b/>" if cell.bold else "") + ('<w:highlight w:val="yellow"/>' if cell.gap else "")
    lines = (f"<w:t>{escape(line)}</w:t>" for line in cell.text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>'
        f"{keep}</w:pPr><w:r>{face and f'<w:rPr>{face}</w:rPr>'}{'<w:br/>'.join(lines)}</w:r></w:p></w:tc>"
    )


def _set_total(table: WordTable, width_mm: float) -> None:
    properties = table._tbl.tblPr
    width = properties.find("{*}tblW")
    if width is not None:
        properties.remove(width)
    total = f'<w:tblW {nsdecls("w")} w:w="{round(width_mm * TWIPS_PER_MM)}" w:type="dxa"/>'
    properties.insert_element_before(parse_xml(total), "w:jc", "w:tblLayout", "w:tblLook")
