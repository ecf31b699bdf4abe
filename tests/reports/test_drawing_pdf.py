"""The PDF measured on its pages: Nghị định 30/2020/NĐ-CP, Phụ lục I."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from reports.drawing.pdf import draw_pdf
from reports.facts import NarrativeSection, Paragraph
from tests.reports.drawn import file_of
from tests.reports.sample import TITLE, sample

MM = 72 / 25.4
UPRIGHT, LANDSCAPE = (210, 297), (297, 210)
FAMILY = {"", "-Bold", "-Italic", "-Bold-Italic"}


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return file_of("pdf")


@pytest.fixture(scope="module")
def pages(drawn: bytes) -> Iterator[list[Any]]:
    with pdfplumber.open(BytesIO(drawn)) as document:
        yield document.pages


@cache
def words_of(page: Any) -> list[dict[str, Any]]:
    """The lines of text of a page in reading order, each with its place, font and size."""
    found: list[dict[str, Any]] = page.extract_words(
        keep_blank_chars=True, extra_attrs=["fontname", "size"], use_text_flow=True
    )
    return found


def lines_of(page: Any) -> dict[str, dict[str, Any]]:
    return {word["text"].strip(): word for word in words_of(page)}


def face(word: dict[str, Any]) -> tuple[str, float]:
    """("Bold", 14.0): the face of the family and the size in points."""
    return word["fontname"].partition("Liberation-Serif")[2].lstrip("-"), round(word["size"], 1)


def page_number(page: Any) -> str:
    """What stands in the top margin."""
    return str(page.crop((0, 0, page.width, 20 * MM)).extract_text() or "")


def middle(word: dict[str, Any]) -> float:
    return float(word["x0"] + word["x1"]) / 2


def test_pages_are_a4_upright_then_landscape(pages: list[Any]) -> None:
    sizes = [(round(page.width / MM), round(page.height / MM)) for page in pages]
    upright = sizes.index(LANDSCAPE)
    assert set(sizes[:upright]) == {UPRIGHT}
    assert set(sizes[upright:]) == {LANDSCAPE}
    assert len(sizes[upright:]) >= 8


def test_words_keep_within_the_margins(pages: list[Any]) -> None:
    """Top and bottom 20 mm, left 30, right 20; only the page number stands in the top margin."""
    for page in pages:
        words = [char for char in page.chars if char["top"] > 20 * MM]
        assert min(char["x0"] for char in words) >= 30 * MM - 0.5
        assert max(char["x1"] for char in words if char["text"].strip()) <= page.width - 20 * MM + 0.5
        assert max(char["bottom"] for char in words) <= page.height - 20 * MM + 1
        assert page_number(page).strip().isdigit() or page.page_number == 1


def test_each_appendix_counts_its_own_pages(pages: list[Any]) -> None:
    upright = [page for page in pages if page.width < page.height]
    assert [page_number(page) for page in upright] == ["", *(str(n) for n in range(2, len(upright) + 1))]
    counted = 0
    for page in pages[len(upright) :]:
        starts = re.match(r"Phụ lục [IVX]+\n", page.crop((0, 20 * MM, page.width, page.height)).extract_text())
        counted = 1 if starts else counted + 1
        assert page_number(page) == str(counted)


def test_page_numbers_are_centred_at_13_points(pages: list[Any]) -> None:
    for page in pages[1:]:
        number = page.crop((0, 0, page.width, 20 * MM)).extract_words(extra_attrs=["fontname", "size"])[0]
        assert face(number) == ("", 13.0)
        assert middle(number) == pytest.approx((30 * MM + page.width - 20 * MM) / 2, abs=1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("UBND THỊ XÃ BỈM SƠN", ("", 12.0)),
        ("ỦY BAN NHÂN DÂN", ("Bold", 12.0)),
        ("XÃ QUANG TRUNG", ("Bold", 12.0)),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ("Bold", 12.0)),
        ("Độc lập - Tự do - Hạnh phúc", ("Bold", 13.0)),
        ("Số: 05/BC-UBND", ("", 13.0)),
        ("Quang Trung, ngày 15 tháng 3 năm 2023", ("Italic", 13.0)),
        ("BÁO CÁO", ("Bold", 14.0)),
        (TITLE, ("Bold", 14.0)),
        ("Kính gửi: Ủy ban nhân dân thị xã Bỉm Sơn", ("", 14.0)),
        ("cách hành chính quý I năm 2023 như sau:", ("", 14.0)),
    ],
)
def test_faces_and_sizes_of_the_first_page(pages: list[Any], words: str, expected: tuple[str, float]) -> None:
    assert face(lines_of(pages[0])[words]) == expected


def test_lines_beneath_are_as_long_as_the_decree_asks(pages: list[Any]) -> None:
    """Under the motto as long as its text; under issuer and subject between a third and a half."""
    words = lines_of(pages[0])
    motto, issuer, subject = words["Độc lập - Tự do - Hạnh phúc"], words["ỦY BAN NHÂN DÂN"], words[TITLE]
    rules = [rule for rule in pages[0].lines + pages[0].rects if rule["top"] < subject["bottom"] + 10]
    by_middle = {round(middle(rule)): rule for rule in rules}
    assert len(by_middle) == 3
    under_motto, under_issuer = by_middle[round(middle(motto))], by_middle[round(middle(issuer))]
    under_subject = by_middle[round(middle(subject))]
    assert under_motto["width"] == pytest.approx(motto["x1"] - motto["x0"], abs=1)
    assert 1 / 3 <= under_issuer["width"] / (issuer["x1"] - issuer["x0"]) <= 1 / 2
    assert 1 / 3 <= under_subject["width"] / (subject["x1"] - subject["x0"]) <= 1 / 2
    assert under_motto["top"] > motto["bottom"] - 1


def test_head_stands_in_two_centred_halves(pages: list[Any]) -> None:
    words = lines_of(pages[0])
    left = ("UBND THỊ XÃ BỈM SƠN", "ỦY BAN NHÂN DÂN", "Số: 05/BC-UBND")
    right = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Quang Trung, ngày 15 tháng 3 năm 2023",
    )
    assert [middle(words[line]) for line in left] == pytest.approx([(30 + 33) * MM] * 3, abs=1)
    assert [middle(words[line]) for line in right] == pytest.approx([(30 + 66 + 47) * MM] * 3, abs=1)


def test_body_is_indented_and_justified(pages: list[Any]) -> None:
    words = lines_of(pages[0])
    first = next(word for text, word in words.items() if text.startswith("Thực hiện Kế hoạch"))
    second = next(word for text, word in words.items() if text.startswith("2023, Ủy ban nhân dân"))
    assert first["x0"] - second["x0"] == pytest.approx(10 * MM, abs=0.5)
    assert [first["x1"], second["x1"]] == pytest.approx([190 * MM] * 2, abs=1)


def test_paragraphs_stand_six_points_apart(pages: list[Any]) -> None:
    """The pitch of lines inside a paragraph, then between two paragraphs: at least 6 points more."""
    page = next(page for page in pages if "Công khai đầy đủ" in page.extract_text())
    lines = words_of(page)
    place = next(place for place, line in enumerate(lines) if line["text"].startswith("Tiếp nhận 2.840"))
    first, second, third = lines[place : place + 3]
    assert (second["text"][:8], third["text"][:9]) == ("đúng hạn", "Công khai")
    assert 14 <= second["top"] - first["top"] <= 14 * 1.5 * 1.2
    assert (third["top"] - second["top"]) - (second["top"] - first["top"]) == pytest.approx(6, abs=0.2)


def test_headings(pages: list[Any]) -> None:
    words = {text: face(word) for page in pages[:4] for text, word in lines_of(page).items()}
    assert words["II. KẾT QUẢ THEO LĨNH VỰC"] == ("Bold", 14.0)
    assert words["1. Cải cách thể chế"] == ("Bold", 14.0)
    assert words["a) Về thủ tục hành chính"] == ("Italic", 14.0)


def test_signature_and_recipients_stand_on_one_page(pages: list[Any]) -> None:
    last = [page for page in pages if page.width < page.height][-1]
    words = {text: face(word) for text, word in lines_of(last).items()}
    expected = {
        "Nơi nhận:": ("Bold-Italic", 12.0),
        "- Như trên;": ("", 11.0),
        "- Lưu: VT, VP-TK.": ("", 11.0),
        "TM. ỦY BAN NHÂN DÂN": ("Bold", 14.0),
        "CHỦ TỊCH": ("Bold", 14.0),
        "Phạm Ngọc Thắng": ("Bold", 14.0),
    }
    assert {text: words.get(text) for text in expected} == expected
    assert any(text.endswith("./.") for text in words)


def test_appendix_titles(pages: list[Any]) -> None:
    first = next(page for page in pages if page.width > page.height)
    words = lines_of(first)
    attached = "(Kèm theo Báo cáo số 05/BC-UBND ngày 15 tháng 3 năm 2023 của Ủy ban nhân dân xã Quang Trung)"
    titles = [words["Phụ lục I"], words["CÁC NHIỆM VỤ TRỌNG TÂM VỀ CẢI CÁCH THỂ CHẾ NĂM 2023"], words[attached]]
    assert [face(word) for word in titles] == [("Bold", 14.0), ("Bold", 14.0), ("Italic", 14.0)]
    assert [middle(word) for word in titles] == pytest.approx([(30 + 247 / 2) * MM] * 3, abs=1)


def test_tables_repeat_their_header_and_hold_every_row(pages: list[Any]) -> None:
    header = ["TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan thực hiện", "Thời hạn", "Kết quả thực hiện", "Trạng thái"]
    rows = []
    for page in pages:
        table = page.extract_table() if page.width > page.height else None
        if table and len(table[0]) == 7:
            assert [cell.replace("\n", " ") for cell in table[0]] == header
            rows += [["".join(cell.split()) for cell in row] for row in table[1:]]
    facts = [row for appendix in sample().appendices for row in appendix.rows]
    assert len(rows) == 33
    assert [row[0] for row in rows] == [row.ordinal for row in facts]
    assert [row[1] for row in rows] == ["".join(row.text.split()) for row in facts]
    assert [row[6] for row in rows] == ["".join(row.state_label.split()) for row in facts]


def test_only_liberation_serif_is_embedded(drawn: bytes, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(drawn)
    table = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    names = [line.split()[0] for line in table]
    assert {re.sub(r"^[A-Z]{6}\+Liberation-Serif", "", name) for name in names} == FAMILY
    assert all(re.search(r" yes +yes +yes ", line) for line in table)


def test_archival_tagged_and_in_vietnamese(drawn: bytes) -> None:
    with pikepdf.open(BytesIO(drawn)) as document:
        assert str(document.Root.Lang) == "vi-VN"
        assert bool(document.Root.MarkInfo.Marked) is True
        assert "/StructTreeRoot" in document.Root
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "U")
            assert metadata["dc:title"] == f"Báo cáo k{TITLE[1:]}"
        assert str(document.docinfo["/Title"]) == f"Báo cáo k{TITLE[1:]}"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20230314")


def test_bookmarks_follow_the_outline(drawn: bytes) -> None:
    with pikepdf.open(BytesIO(drawn)) as document, document.open_outline() as bookmarks:
        top = [item.title for item in bookmarks.root]
        sections = [item.title for item in bookmarks.root[0].children]
    assert top[0].startswith("BÁO CÁO")
    assert top[1:] == [f"Phụ lục {number}" for number in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")]
    assert [title.split(".")[0] for title in sections] == ["I", "II", "III", "IV", "V"]


def test_qpdf_finds_no_fault(drawn: bytes, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(drawn)
    assert subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False).returncode == 0


def test_words_are_never_markup() -> None:
    words = '<img src="file:///etc/passwd"> & <b>đậm</b>'
    section = NarrativeSection("I", 1, "A & B", (Paragraph(words),))
    with pdfplumber.open(BytesIO(draw_pdf(replace(sample(), narrative=(section,), appendices=())))) as document:
        text = " ".join(" ".join(page.extract_text().split()) for page in document.pages)
    assert words in text
    assert "I. A & B" in text


def test_a_row_longer_than_a_page_is_shown_whole() -> None:
    facts = sample()
    long_row = replace(facts.appendices[0].rows[0], result="Đã rà soát văn bản. " * 400 + "Hết dòng dài.")
    appendix = replace(facts.appendices[0], rows=(long_row,))
    with pdfplumber.open(BytesIO(draw_pdf(replace(facts, appendices=(appendix,), indicators=())))) as document:
        text = " ".join(page.extract_text() for page in document.pages)
        lowest = max(char["bottom"] for page in document.pages for char in page.chars if page.width > page.height)
    assert "dòng dài" in text
    assert lowest <= 190 * MM + 1
