"""Where things stand on the pages (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II và sơ đồ), in our own PDF and in what
LibreOffice makes of the Word file: the same document both times."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pdfplumber
import pikepdf
import pytest
from docx.oxml.ns import qn

from reports.drawing.docx import draw_docx
from reports.drawing.pdf import draw_pdf
from tests import office
from tests.reports.sample import TITLE, compared
from tests.reports.test_drawing_pdf import MM, face, lines_of, middle, words_of

SUPERIOR, ISSUER, NATION, MOTTO = (
    "UBND THỊ XÃ BỈM SƠN",
    "ỦY BAN NHÂN DÂN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
)
NUMBER, DATED = "Số: 05/BC-UBND", "Quang Trung, ngày 15 tháng 3 năm 2023"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
LEFT, RIGHT, TEXT = 30, 20, 160
"""Millimetres: the side margins and the width of the text on an upright page."""
CENTRE = (LEFT + TEXT / 2) * MM


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return draw_pdf(compared())


@pytest.fixture(scope="module")
def word() -> bytes:
    return draw_docx(compared())


@pytest.fixture(scope="module")
def converted(word: bytes) -> bytes:
    """The PDF that LibreOffice makes of the Word file."""
    return office.converted(word, "docx", "pdf")


@pytest.fixture(scope="module", params=["pdf", "word"])
def pages(request: pytest.FixtureRequest) -> Iterator[list[Any]]:
    """The pages of the PDF, then those of the Word file."""
    data = request.getfixturevalue("drawn" if request.param == "pdf" else "converted")
    with pdfplumber.open(BytesIO(data)) as document:
        yield document.pages


def first(pages: list[Any]) -> dict[str, dict[str, Any]]:
    return lines_of(pages[0])


def upright(pages: list[Any]) -> list[Any]:
    return [page for page in pages if page.width < page.height]


def number_of(page: Any) -> str:
    """What stands in the top margin; the lines of the head begin right beneath it."""
    return str(page.crop((0, 0, page.width, 18 * MM)).extract_text() or "")


def style(word: dict[str, Any]) -> tuple[bool, bool, float]:
    """Bold, italic, size in points, whatever the family is called."""
    name = word["fontname"].rpartition("+")[2]
    return "Bold" in name, "Italic" in name, round(word["size"], 1)


# the head


def test_every_page_is_a4_with_the_margins_of_the_decree(pages: list[Any]) -> None:
    for page in pages:
        size = {round(page.width / MM), round(page.height / MM)}
        chars = [char for char in page.chars if char["top"] > 19 * MM and char["text"].strip()]
        assert size == {210, 297}
        assert min(char["x0"] for char in chars) >= LEFT * MM - 1
        assert max(char["x1"] for char in chars) <= page.width - RIGHT * MM + 1
        assert max(char["bottom"] for char in chars) <= page.height - 20 * MM + 1


def test_the_head_stands_in_the_order_of_the_decree(pages: list[Any]) -> None:
    words = first(pages)
    tops = [words[text]["top"] for text in (NATION, MOTTO, DATED, "BÁO CÁO", TITLE)]
    assert tops == sorted(tops)
    assert words[SUPERIOR]["top"] == pytest.approx(words[NATION]["top"], abs=2)
    assert words[NUMBER]["bottom"] == pytest.approx(words[DATED]["bottom"], abs=3)
    assert words[SUPERIOR]["top"] < words[ISSUER]["top"] < words[NUMBER]["top"]
    assert words[SUPERIOR]["top"] == pytest.approx(20 * MM, abs=6)


def test_the_two_halves_of_the_head_never_meet(pages: list[Any]) -> None:
    words = first(pages)
    left, right = (SUPERIOR, ISSUER, NUMBER), (NATION, MOTTO, DATED)
    assert max(words[text]["x1"] for text in left) < min(words[text]["x0"] for text in right)
    for half in (left, right):
        assert [middle(words[text]) for text in half] == pytest.approx([middle(words[half[0]])] * 3, abs=3)


def test_name_and_subject_stand_in_the_middle(pages: list[Any]) -> None:
    words = first(pages)
    assert [middle(words[text]) for text in ("BÁO CÁO", TITLE)] == pytest.approx([CENTRE] * 2, abs=2)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (SUPERIOR, (False, False, 12.0)),
        (ISSUER, (True, False, 12.0)),
        (NATION, (True, False, 12.0)),
        (MOTTO, (True, False, 13.0)),
        (NUMBER, (False, False, 13.0)),
        (DATED, (False, True, 13.0)),
        ("BÁO CÁO", (True, False, 14.0)),
        (TITLE, (True, False, 14.0)),
    ],
)
def test_faces_of_the_head(pages: list[Any], words: str, expected: tuple[bool, bool, float]) -> None:
    assert style(first(pages)[words]) == expected


# page numbers


def test_pages_are_numbered_at_the_top_from_the_second_on(pages: list[Any]) -> None:
    whole = upright(pages)
    assert [number_of(page) for page in whole] == ["", *(str(n) for n in range(2, len(whole) + 1))]
    for page in whole[1:]:
        number = page.crop((0, 0, page.width, 20 * MM)).extract_words(extra_attrs=["fontname", "size"])[0]
        assert (style(number), middle(number)) == ((False, False, 13.0), pytest.approx(CENTRE, abs=2))


def test_each_appendix_is_landscape_and_counts_from_one(pages: list[Any]) -> None:
    turned = [page for page in pages if page.width > page.height]
    starts = [number_of(page) for page in turned if "Phụ lục " in (page.extract_text() or "").split("\n")[1]]
    assert pages[-len(turned) :] == turned
    assert starts == ["1"] * 9


# the signature


def test_the_signature_stands_on_the_right_and_the_recipients_on_the_left(pages: list[Any]) -> None:
    words = lines_of(upright(pages)[-1])
    authority, title, name = (words[text] for text in ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Ngọc Thắng"))
    label, kept = words["Nơi nhận:"], words["- Lưu: VT, VP-TK."]
    assert [middle(word) for word in (title, name)] == pytest.approx([middle(authority)] * 2, abs=3)
    assert authority["x0"] > CENTRE
    assert 12 * MM <= name["top"] - title["bottom"] <= 35 * MM
    assert [word["x0"] for word in (label, kept)] == pytest.approx([LEFT * MM] * 2, abs=6)
    assert label["top"] == pytest.approx(authority["top"], abs=6)
    assert kept["x1"] < authority["x0"]
    assert [style(word) for word in (authority, title, name)] == [(True, False, 14.0)] * 3
    assert [style(word) for word in (label, kept)] == [(True, True, 12.0), (False, False, 11.0)]


# the tables of the first pages


def test_the_first_table_holds_what_is_compared_within_the_width_of_the_page(pages: list[Any]) -> None:
    found = pages[0].find_tables()[0]
    lines = [[" ".join((cell or "").split()) for cell in row] for row in found.extract()]
    assert lines[0] == [
        "Trạng thái",
        "Nhiệm vụ của kế hoạch",
        "Việc đến hạn trong kỳ",
        "Việc từ đầu năm",
        "Cùng kỳ năm 2022",
        "Nhiệm vụ cấp trên giao",
    ]
    facts = compared()
    assert facts.so_far is not None
    assert facts.last_year is not None
    assert facts.given_tally is not None
    tallies = (facts.rows, facts.period_tally, facts.so_far, facts.last_year.period_tally, facts.given_tally)
    assert lines[-3][1:] == [str(tally.total) for tally in tallies] == ["33", "17", "23", "25", "4"]
    assert lines[-2][1:] == [f"{tally.done}/{tally.base}" for tally in tallies]
    assert lines[-1][1:] == [tally.percent for tally in tallies]
    assert (found.bbox[2] - found.bbox[0]) / MM == pytest.approx(TEXT, abs=2)


def test_captions_of_tables_are_bold_and_centred(pages: list[Any]) -> None:
    words = {text: word for page in upright(pages) for text, word in lines_of(page).items() if text.startswith("Bảng ")}
    assert list(words) == [
        "Bảng 1. Trạng thái thực hiện",
        "Bảng 2. Kết quả theo từng phần của kế hoạch",
        "Bảng 3. Việc của các kỳ trước được bổ sung sau chốt số liệu",
    ]
    for word in words.values():
        assert (style(word), middle(word)) == ((True, False, 13.0), pytest.approx(CENTRE, abs=2))


def test_a_restated_period_stands_twice_one_under_the_other(pages: list[Any]) -> None:
    tables = [table.extract() for page in upright(pages) for table in page.find_tables()]
    lines = next(table for table in tables if table[0][0] == "Kỳ")
    said = [[" ".join((cell or "").split()) for cell in row] for row in lines[1:]]
    assert [(row[0], row[1], row[-2], row[-1]) for row in said] == [
        ("Tháng 1 năm 2023, khi gửi báo cáo", "6", "2/6", "33,3 %"),
        ("Tháng 1 năm 2023, sau khi bổ sung", "7", "2/7", "28,6 %"),
    ]


def test_given_work_is_an_appendix_with_a_table_for_each_plan_and_the_names_of_its_parts(pages: list[Any]) -> None:
    page = next(page for page in pages if "NHIỆM VỤ CẤP TRÊN GIAO" in page.extract_text())
    captions = [text for text in lines_of(page) if text.startswith("Kế hoạch nâng cao")]
    giver = "Kế hoạch nâng cao Chỉ số cải cách hành chính năm 2023 của UBND thị xã Bỉm Sơn"
    assert captions == [f"{giver} (số 12/KH-UBND)", f"{giver} (số 13/KH-UBND)"]
    lines = [[row[0] for row in table.extract()] for table in page.find_tables()]
    assert lines == [["TT", "I: Chỉ đạo, điều hành", "1", "2"], ["TT", "I: Chỉ đạo, điều hành", "3", "1"]]


def test_a_table_that_goes_on_repeats_its_header(pages: list[Any]) -> None:
    page = next(page for page in pages if "Phụ lục II\n" in page.extract_text())
    following = pages[page.page_number]
    header = ["TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan thực hiện", "Thời hạn", "Kết quả thực hiện", "Trạng thái"]
    for one in (page, following):
        assert [" ".join(cell.split()) for cell in one.extract_table()[0]] == header


# what the files say of themselves


def test_the_pdf_is_tagged_by_its_structure(drawn: bytes) -> None:
    """A heading for each of the narrative, a table on each page that shows one, every cell with the header above it."""
    with pikepdf.open(BytesIO(drawn)) as document:
        found = list(elements(document.Root.StructTreeRoot))
        tags = Counter(str(one.S) for one in found)
        headers = {str(one.ID) for one in found if str(one.S) == "/TH"}
        named = {str(header) for one in found if str(one.S) == "/TD" for header in one.A.Headers}
    facts = compared()
    assert tags["/H1"] == 1
    assert tags["/H3"] == sum(section.level == 2 for section in facts.narrative)
    assert tags["/H4"] == sum(section.level == 3 for section in facts.narrative)
    tables = 3 + len(facts.appendices) + 2 + 1
    assert tags["/Table"] == tags["/THead"] >= tables
    assert named <= headers


def elements(node: Any) -> Iterator[Any]:
    """Every element of the structure."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def test_the_pdf_declares_what_it_is(drawn: bytes) -> None:
    with pikepdf.open(BytesIO(drawn)) as document:
        assert (str(document.Root.Lang), bool(document.Root.MarkInfo.Marked)) == ("vi-VN", True)
        assert str(document.Root.OutputIntents[0].S) == "/GTS_PDFA1"
        with document.open_metadata() as metadata:
            said = {name: metadata.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "xmp:CreateDate")}
    assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "U")
    assert str(said["xmp:CreateDate"]).startswith("2023-03-14")


def test_the_bookmarks_name_every_heading_beneath_its_parent(drawn: bytes) -> None:
    with pikepdf.open(BytesIO(drawn)) as document, document.open_outline() as bookmarks:
        report, *appendices = bookmarks.root
        found = {one.title: [child.title for child in one.children] for one in report.children}
    assert list(found) == [
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "II. KẾT QUẢ THEO LĨNH VỰC",
        "III. ĐÁNH GIÁ CHUNG",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI",
        "V. KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    assert found["III. ĐÁNH GIÁ CHUNG"] == ["1. Kết quả nổi bật", "2. Tồn tại, hạn chế", "3. Nguyên nhân"]
    assert [one.title for one in appendices] == [f"Phụ lục {n}" for n in ROMAN]


def test_every_table_of_the_word_file_repeats_its_header_and_nothing_floats(word: bytes) -> None:
    document = docx.Document(BytesIO(word))
    bordered = [table for table in document.tables if table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")]
    assert len(bordered) == 3 + 7 + 2 + 1
    body = document.element
    assert not [one for name in ("w:framePr", "w:drawing", "w:pict", "w:tblpPr") for one in body.iter(qn(name))]
    assert {one.style.name for one in document.paragraphs if one.text.strip()} <= STYLES


STYLES = {
    "Tên loại văn bản",
    "Trích yếu nội dung",
    "Kính gửi",
    "Nội dung",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Phụ lục",
    "Tên phụ lục",
    "Kèm theo văn bản",
    "Tên bảng",
    "Ghi chú bảng",
}


def test_body_lines_are_of_one_size_and_not_too_far_apart(pages: list[Any]) -> None:
    """14 points; lines of one paragraph from single to one and a half apart."""
    page = upright(pages)[1]
    lines = words_of(page)
    place = next(place for place, line in enumerate(lines) if line["text"].startswith("Đã rà soát 12 văn bản của"))
    pitch = lines[place + 1]["top"] - lines[place]["top"]
    assert {style(line) for line in lines[place : place + 3]} == {(False, False, 14.0)}
    assert 14 * 1.1 <= pitch <= 14 * 1.5 * 1.2
    assert face(lines[place])[1] == 14.0


def test_libreoffice_opens_the_pdf_page_by_page(drawn: bytes) -> None:
    opened = ZipFile(BytesIO(office.converted(drawn, "pdf", "odg", reader=office.PDF_READER)))
    content = ElementTree.fromstring(opened.read("content.xml"))
    drawing = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}page"
    with pdfplumber.open(BytesIO(drawn)) as ours:
        words = ["".join((page.extract_text() or "").split()) for page in ours.pages]
    found = ["".join("".join(page.itertext()).split()) for page in content.iter(drawing)]
    assert [sorted(text) for text in found] == [sorted(text) for text in words]
