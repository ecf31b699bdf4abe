"""The Word file: real styles, tables and sections, and what LibreOffice makes of it."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pdfplumber
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.drawing.docx import draw_docx
from tests import office
from tests.reports.drawn import file_of
from tests.reports.sample import TITLE, sample


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return file_of("docx")


@pytest.fixture(scope="module")
def document(drawn: bytes) -> Any:
    return docx.Document(BytesIO(drawn))


@pytest.fixture(scope="module")
def converted(drawn: bytes) -> BytesIO:
    """The PDF that LibreOffice makes of the Word file."""
    return BytesIO(office.converted(drawn, "docx", "pdf"))


def cells_of(row: Any) -> list[str]:
    return [cell.text for cell in row.cells]


def test_paragraphs_wear_the_styles_of_an_official_document(document: Any) -> None:
    worn = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert worn["BÁO CÁO"] == "Tên loại văn bản"
    assert worn[TITLE] == "Trích yếu nội dung"
    assert worn["II. KẾT QUẢ THEO LĨNH VỰC"] == "Heading 1"
    assert worn["1. Cải cách thể chế"] == "Heading 2"
    assert worn["a) Về thủ tục hành chính"] == "Heading 3"
    assert worn["Còn 82 hồ sơ giải quyết quá hạn."] == "Nội dung"
    assert worn["Phụ lục I"] == "Phụ lục"
    head = document.tables[0]
    assert [paragraph.style.name for paragraph in head.cell(0, 0).paragraphs] == [
        "Cơ quan chủ quản",
        "Cơ quan ban hành",
        "Đường kẻ dưới",
    ]
    assert [paragraph.style.name for paragraph in head.cell(0, 1).paragraphs] == [
        "Quốc hiệu",
        "Tiêu ngữ",
        "Đường kẻ dưới",
    ]


@pytest.mark.parametrize(
    ("name", "size", "bold", "italic"),
    [
        ("Quốc hiệu", 12, True, None),
        ("Tiêu ngữ", 13, True, None),
        ("Cơ quan chủ quản", 12, None, None),
        ("Cơ quan ban hành", 12, True, None),
        ("Số và ký hiệu", 13, None, None),
        ("Địa danh và thời gian", 13, None, True),
        ("Tên loại văn bản", 14, True, None),
        ("Nội dung", 14, None, None),
        ("Nơi nhận", 12, True, True),
        ("Danh sách nơi nhận", 11, None, None),
        ("Thẩm quyền và chức vụ", 14, True, None),
        ("Phụ lục", 14, True, None),
        ("Kèm theo văn bản", 14, None, True),
    ],
)
def test_style_sizes(document: Any, name: str, size: int, bold: bool | None, italic: bool | None) -> None:
    font = document.styles[name].font
    assert (font.size, font.bold, font.italic) == (Pt(size), bold, italic)


def test_body_style_follows_the_decree(document: Any) -> None:
    body = document.styles["Nội dung"].paragraph_format
    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert body.first_line_indent is not None
    assert round(body.first_line_indent.mm) == 10
    assert body.space_before == Pt(6)


def test_font_and_language_are_set_once_for_all(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) == "Times New Roman"
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    assert not list(document.element.iter(qn("w:rFonts")))


def test_sections_turn_and_count_their_pages(document: Any) -> None:
    first, *others = document.sections
    assert (first.orientation, round(first.page_width.mm), round(first.page_height.mm)) == (
        WD_ORIENT.PORTRAIT,
        210,
        297,
    )
    assert [
        round(side.mm) for side in (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    ] == [
        20,
        20,
        30,
        20,
    ]
    assert first.different_first_page_header_footer is True
    assert first._sectPr.find(qn("w:pgNumType")) is None
    assert len(others) == 8
    for section in others:
        assert (section.orientation, round(section.page_width.mm)) == (WD_ORIENT.LANDSCAPE, 297)
        assert section.different_first_page_header_footer is False
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.header.is_linked_to_previous is True


def test_the_page_number_is_a_field_in_the_header(document: Any) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    fields = [field.get(qn("w:instr")).strip() for field in paragraph._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]
    assert (paragraph.style.name, paragraph.style.font.size) == ("Header", Pt(13))
    assert paragraph.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert document.sections[0].first_page_header.paragraphs[0].text == ""


def test_tables_have_repeated_headers_and_set_widths(document: Any) -> None:
    tables = [table for table in document.tables if len(table.columns) == 7]
    assert [len(table.rows) - 1 for table in tables] == [3, 9, 3, 5, 4, 5, 4]
    widths = [Mm(width) for width in (10, 68, 28, 34, 34, 46, 27)]
    for table in tables:
        assert [column.width for column in table.columns] == pytest.approx(widths, abs=700)
        assert [cell.width for cell in table.rows[1].cells] == pytest.approx(widths, abs=700)
        marks = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
        assert marks == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


def test_every_row_stands_in_its_table(document: Any) -> None:
    tables = [table for table in document.tables if len(table.columns) == 7]
    drawn_rows = [cells_of(row) for table in tables for row in table.rows[1:]]
    facts = [row for appendix in sample().appendices for row in appendix.rows]
    assert [cells[1] for cells in drawn_rows] == [row.text for row in facts]
    assert [cells[6] for cells in drawn_rows] == [row.state_label for row in facts]
    assert drawn_rows[2][4] == "Quý 1 năm 2023\n(hạn: 07/03/2023)"


def test_gaps_are_highlighted(document: Any) -> None:
    marked = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert marked == [
        "[Chưa có nội dung]",
        "[Chưa có nội dung: kết quả tự chủ tài chính]",
        "[Chưa có nội dung]",
        "[Chưa có nội dung]",
    ]
    indicators = document.tables[-1]
    assert cells_of(indicators.rows[-1])[-1] == "[Chưa có số liệu]"
    assert indicators.rows[-1].cells[-1].paragraphs[0].runs[0].font.highlight_color == WD_COLOR_INDEX.YELLOW


def test_nothing_that_a_person_cannot_edit(drawn: bytes) -> None:
    with ZipFile(BytesIO(drawn)) as package:
        names = package.namelist()
        body = package.read("word/document.xml").decode()
    assert not [name for name in names if name.endswith((".jpeg", ".png", ".bin")) or "customXml" in name]
    assert not [tag for tag in ("w:drawing", "w:pict", "txbxContent", "w:object") if tag in body]


def test_short_lines_are_borders_of_paragraphs(document: Any) -> None:
    lines = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Đường kẻ dưới"]
    assert len(lines) == 1
    assert lines[0]._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}").get(qn("w:val")) == "single"
    share = 1 - (lines[0].paragraph_format.left_indent.mm + lines[0].paragraph_format.right_indent.mm) / 160
    assert share == pytest.approx(0.334, abs=0.01)


def test_signature_is_kept_with_the_last_line(document: Any) -> None:
    signature = next(table for table in document.tables if "Nơi nhận:" in table.cell(0, 0).text)
    assert signature.cell(0, 1).text.split("\n") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Ngọc Thắng"]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in signature.cell(0, 1).paragraphs)
    closing = next(paragraph for paragraph in document.paragraphs if paragraph.text.endswith("./."))
    assert closing.paragraph_format.keep_with_next is True


def test_several_addressees_become_a_list() -> None:
    facts = sample()
    head = replace(facts.letterhead, addressee="UBND thị xã Bỉm Sơn\nPhòng Nội vụ")
    made = docx.Document(BytesIO(draw_docx(replace(facts, letterhead=head))))
    texts = [paragraph.text for paragraph in made.paragraphs]
    place = texts.index("Kính gửi:")
    assert texts[place + 1 : place + 3] == ["- UBND thị xã Bỉm Sơn;", "- Phòng Nội vụ."]


def test_libreoffice_reads_it_as_the_same_document(converted: BytesIO) -> None:
    with pdfplumber.open(converted) as document, pdfplumber.open(BytesIO(file_of("pdf"))) as ours:
        assert abs(len(document.pages) - len(ours.pages)) <= 1
        landscape = [page.width > page.height for page in document.pages]
        tables = [page.extract_table() for page in document.pages if page.width > page.height]
        rows = ["".join(row[1].split()) for table in tables if table[0][1] == "Nhiệm vụ" for row in table[1:]]
        numbers = [page.crop((0, 0, page.width, 50)).extract_text() for page in document.pages]
    assert rows == ["".join(row.text.split()) for appendix in sample().appendices for row in appendix.rows]
    upright = landscape.index(True)
    assert landscape == [False] * upright + [True] * (len(landscape) - upright)
    assert numbers[:upright] == ["", *(str(number) for number in range(2, upright + 1))]
    assert numbers[upright:].count("1") == 8
