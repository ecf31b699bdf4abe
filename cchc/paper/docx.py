"""An official document as a Word file that a person goes on editing: styles, tables and sections, no text boxes."""

from datetime import UTC, date, datetime, time
from html import escape
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from cchc.paper.archive import repack
from cchc.paper.blocks import (
    Appendix,
    Block,
    Head,
    Heading,
    Listing,
    Makers,
    Note,
    Outline,
    Signature,
    Table,
    Text,
)
from cchc.paper.docx_styles import set_styles
from cchc.paper.docx_tables import add_grid, add_line, add_table, keep_together, write
from cchc.paper.layout import (
    HEAD_LEFT,
    HEAD_RIGHT,
    LANDSCAPE_WIDTH,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    MOTTO,
    NATION,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SHORT_LINE,
    UPRIGHT_WIDTH,
)
from cchc.paper.widths import bold_width

_HEADER_MM = 9
_LONGEST_PROPERTY = 255
_ADDRESSEE_INDENT = Mm(40)
_CUSTOM, _FIRST_PROPERTY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2
_PROPERTY_NAMES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)


def draw_document(outline: Outline, as_of: date) -> bytes:
    """The Word file of one document, dated `as_of`; the same outline gives the same bytes."""
    document = _new_document(outline.title, outline.author, as_of)
    _add_head(document, outline.head)
    _add_blocks(document, outline.blocks)
    if outline.signature.authority:
        _add_signature(document, outline.signature)
    for appendix in outline.appendices:
        _add_appendix(document, document.add_section(WD_SECTION.NEW_PAGE), appendix)
    _add_properties(document, outline.properties)
    return _packed(document, as_of)


def draw_listing(listing: Listing, as_of: date) -> bytes:
    """The Word file of a list, dated `as_of`; the same list gives the same bytes."""
    document = _new_document(listing.title, listing.author, as_of)
    section = document.sections[0]
    _add_appendix(document, section, listing.page)
    section.different_first_page_header_footer = True
    return _packed(document, as_of)


def _new_document(title: str, author: str, as_of: date) -> Document:
    document = docx.Document()
    set_styles(document)
    _set_properties(document, title, author, as_of)
    _set_first_section(document.sections[0])
    return document


def _packed(document: Document, as_of: date) -> bytes:
    package = BytesIO()
    document.save(package)
    return repack(package.getvalue(), as_of)


def _set_properties(document: Document, title: str, author: str, as_of: date) -> None:
    properties = document.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author[:_LONGEST_PROPERTY]
    properties.language = "vi-VN"
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(as_of, time(), UTC)


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
    if not head.issuer:
        _add_head_of_people(document, head)
        return
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
    if head.kind:
        _add_title(document, head)
    else:
        write(left.add_paragraph(), head.subject, "SoKyHieu")
    _add_addressees(document, head.addressees)


def _add_head_of_people(document: Document, head: Head) -> None:
    """No body issues what people write themselves."""
    for text, style in ((NATION, "QuocHieu"), (MOTTO, "TieuNgu")):
        write(document.add_paragraph(), text, style)
    add_line(document.add_paragraph(), room_mm=UPRIGHT_WIDTH, length_mm=bold_width(MOTTO, 13))
    write(document.add_paragraph(), head.place_and_date, "DiaDanhThoiGian")
    _add_title(document, head)
    _add_addressees(document, head.addressees)


def _add_title(document: Document, head: Head) -> None:
    write(document.add_paragraph(), head.kind, "TenLoai")
    write(document.add_paragraph(), head.subject, "TrichYeu")
    subject_mm = min(bold_width(head.subject, 14), UPRIGHT_WIDTH)
    add_line(document.add_paragraph(), room_mm=UPRIGHT_WIDTH, length_mm=subject_mm * SHORT_LINE)


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
            case Heading(level, text, mark):
                write(_marked(document, mark), text, f"Heading{level}" if level else "TenLoai")
            case Text(text, gap, italic, mark):
                write(_marked(document, mark), text, "CanCu" if italic else "NoiDung", gap=gap)
            case Note(text):
                write(document.add_paragraph(), text, "GhiChuBang")
            case Table():
                add_table(document, block)
            case Makers():
                _add_makers(document, block)


def _marked(document: Document, mark: str) -> Paragraph:
    """A new paragraph, at the start of which a bookmark of that name stands."""
    paragraph = document.add_paragraph()
    if mark:
        number = sum(1 for _ in document.element.iter(qn("w:bookmarkStart"))) + 1
        paragraph._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{mark}"/>'))
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))
    return paragraph


def _add_properties(document: Document, properties: tuple[tuple[str, str], ...]) -> None:
    """Custom properties, which Word and LibreOffice keep when they save."""
    if not properties:
        return
    lines = (
        f'<property fmtid="{_CUSTOM}" pid="{place}" name="{escape(name)}"><vt:lpwstr>{escape(words)}</vt:lpwstr>'
        "</property>"
        for place, (name, words) in enumerate(properties, start=_FIRST_PROPERTY)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties {_PROPERTY_NAMES}>{"".join(lines)}'
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), CT.OFC_CUSTOM_PROPERTIES, f"{xml}</Properties>".encode(), package)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)


def _add_signature(document: Document, signature: Signature) -> None:
    """Kept with the last line of the text, so that nobody signs an empty page."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    spacer = document.add_paragraph()
    spacer._p.style = "DanhSachNoiNhan"
    spacer.paragraph_format.keep_with_next = True
    table = add_grid(document, (UPRIGHT_WIDTH / 2, UPRIGHT_WIDTH / 2), 1)
    left, right = table.rows[0].cells
    label = [("Nơi nhận:", "NoiNhan")] if signature.recipients else [("", "DanhSachNoiNhan")]
    _write_lines(left, [*label, *((line, "DanhSachNoiNhan") for line in signature.recipients)])
    _write_lines(right, [*((line, "ThamQuyenKy") for line in signature.authority), (signature.name, "NguoiKy")])
    keep_together(table)


def _add_makers(document: Document, makers: Makers) -> None:
    """Side by side beneath the table, with the last line of the text."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    table = add_grid(document, (LANDSCAPE_WIDTH / 2, LANDSCAPE_WIDTH / 2), 1)
    left, right = table.rows[0].cells
    _write_lines(left, [("", "KemTheo"), (makers.titles[0], "ThamQuyenKy"), ("", "NguoiKy")])
    _write_lines(right, [(makers.place_and_date, "KemTheo"), (makers.titles[1], "ThamQuyenKy"), ("", "NguoiKy")])
    keep_together(table)


def _add_appendix(document: Document, section: Section, appendix: Appendix) -> None:
    upright, wide = (Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)), (Mm(PAGE_HEIGHT), Mm(PAGE_WIDTH))
    section.orientation = WD_ORIENT.LANDSCAPE if appendix.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = wide if appendix.landscape else upright
    section.different_first_page_header_footer = False
    if section._sectPr.find("{*}pgNumType") is None:
        restart = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
        section._sectPr.find("{*}cols").addprevious(restart)  # type: ignore[union-attr]
    write(document.add_paragraph(), appendix.label, "PhuLuc")
    if appendix.title:
        write(document.add_paragraph(), appendix.title, "TenPhuLuc")
    if appendix.lead:
        write(document.add_paragraph(), appendix.lead, "TenPhuLuc")
    write(document.add_paragraph(), appendix.attached_to, "KemTheo")
    _add_blocks(document, appendix.blocks)
