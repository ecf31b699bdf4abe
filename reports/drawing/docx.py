"""The report as a Word document that a person goes on editing: styles, tables and sections, no text boxes."""

from datetime import UTC, datetime, time
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section
from docx.shared import Mm
from docx.table import _Cell

from reports.drawing.archive import repack
from reports.drawing.blocks import Appendix, Block, Head, Heading, Note, Outline, Signature, Table, Text
from reports.drawing.docx_styles import set_styles
from reports.drawing.docx_tables import add_grid, add_line, add_table, keep_together, write
from reports.drawing.html import MOTTO, NATION
from reports.drawing.layout import (
    HEAD_LEFT,
    HEAD_RIGHT,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SHORT_LINE,
    UPRIGHT_WIDTH,
)
from reports.drawing.outline import outline
from reports.drawing.widths import bold_width
from reports.facts import ReportFacts

_HEADER_MM = 9
_ADDRESSEE_INDENT = Mm(40)


def draw_docx(facts: ReportFacts) -> bytes:
    """The Word file of one report; the same facts give the same bytes."""
    report = outline(facts)
    document = docx.Document()
    set_styles(document)
    _set_properties(document, report, facts)
    _set_first_section(document.sections[0])
    _add_head(document, report.head)
    _add_blocks(document, report.blocks)
    _add_signature(document, report.signature)
    for appendix in report.appendices:
        _add_appendix(document, appendix)
    package = BytesIO()
    document.save(package)
    return repack(package.getvalue(), facts.as_of)


def _set_properties(document: Document, report: Outline, facts: ReportFacts) -> None:
    properties = document.core_properties
    properties.title = report.title
    properties.author = properties.last_modified_by = report.author
    properties.language = "vi-VN"
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(facts.as_of, time(), UTC)


def _set_first_section(section: Section) -> None:
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(MARGIN_TOP), Mm(MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(MARGIN_LEFT), Mm(MARGIN_RIGHT)
    section.header_distance = section.footer_distance = Mm(_HEADER_MM)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph._p.style = "Header"
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def _add_head(document: Document, head: Head) -> None:
    names, numbers = add_grid(document, (HEAD_LEFT, HEAD_RIGHT), 2).rows
    left, right = names.cells
    lines = [(head.superior, "CoQuanChuQuan")] if head.superior else []
    _write_lines(left, [*lines, (head.issuer, "CoQuanBanHanh")])
    add_line(left.add_paragraph(), room_mm=HEAD_LEFT, length_mm=bold_width(head.issuer, 12) * SHORT_LINE)
    _write_lines(right, [(NATION, "QuocHieu"), (MOTTO, "TieuNgu")])
    add_line(right.add_paragraph(), room_mm=HEAD_RIGHT, length_mm=bold_width(MOTTO, 13))
    left, right = numbers.cells
    write(left.paragraphs[0], head.number, "SoKyHieu")
    write(right.paragraphs[0], head.place_and_date, "DiaDanhThoiGian")
    write(document.add_paragraph(), "BÁO CÁO", "TenLoai")
    write(document.add_paragraph(), head.subject, "TrichYeu")
    subject_mm = min(bold_width(head.subject, 14), UPRIGHT_WIDTH)
    add_line(document.add_paragraph(), room_mm=UPRIGHT_WIDTH, length_mm=subject_mm * SHORT_LINE)
    _add_addressees(document, head.addressees)


def _write_lines(cell: _Cell, lines: list[tuple[str, str]]) -> None:
    for place, (text, style) in enumerate(lines):
        write(cell.add_paragraph() if place else cell.paragraphs[0], text, style)


def _add_addressees(document: Document, addressees: tuple[str, ...]) -> None:
    if len(addressees) == 1:
        write(document.add_paragraph(), f"Kính gửi: {addressees[0]}", "KinhGui")
    elif addressees:
        write(document.add_paragraph(), "Kính gửi:", "KinhGui")
        for name in addressees:
            paragraph = document.add_paragraph()
            write(paragraph, f"- {name}{'.' if name == addressees[-1] else ';'}", "NoiNhanGui")
            paragraph.paragraph_format.left_indent = _ADDRESSEE_INDENT


def _add_blocks(document: Document, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        match block:
            case Heading(level, text):
                write(document.add_paragraph(), text, f"Heading{level}")
            case Text(text, gap):
                write(document.add_paragraph(), text, "NoiDung", gap=gap)
            case Note(text):
                write(document.add_paragraph(), text, "GhiChuBang")
            case Table():
                add_table(document, block)


def _add_signature(document: Document, signature: Signature) -> None:
    """Kept with the last line of the report, so that nobody signs an empty page."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    spacer = document.add_paragraph()
    spacer._p.style = "DanhSachNoiNhan"
    spacer.paragraph_format.keep_with_next = True
    table = add_grid(document, (UPRIGHT_WIDTH / 2, UPRIGHT_WIDTH / 2), 1)
    left, right = table.rows[0].cells
    _write_lines(left, [("Nơi nhận:", "NoiNhan"), *((line, "DanhSachNoiNhan") for line in signature.recipients)])
    _write_lines(right, [*((line, "ThamQuyenKy") for line in signature.authority), (signature.name, "NguoiKy")])
    keep_together(table)


def _add_appendix(document: Document, appendix: Appendix) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE_HEIGHT), Mm(PAGE_WIDTH)
    section.different_first_page_header_footer = False
    if section._sectPr.find("{*}pgNumType") is None:
        restart = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
        section._sectPr.find("{*}cols").addprevious(restart)
    write(document.add_paragraph(), appendix.label, "PhuLuc")
    write(document.add_paragraph(), appendix.title, "TenPhuLuc")
    write(document.add_paragraph(), appendix.attached_to, "KemTheo")
    _add_blocks(document, appendix.blocks)
