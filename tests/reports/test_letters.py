"""The official letter as PDF, Word and Excel: what stands in it, where, and that one body's part holds nothing of
another's."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from cchc.paper.blocks import Table
from reports.letters.facts import (
    Letter,
    body_from_json,
    body_to_json,
    head_from_json,
    head_to_json,
    in_order,
)
from reports.letters.files import draw_docx, draw_pdf, draw_xlsx
from reports.letters.paper import MOST_ROWS, SUMMARY_TITLE, TITLE, outline_of
from reports.letters.words import subject_line
from tests import office
from tests.reports.letters import BA_DINH, HEAD, QUANG_TRUNG, body_of, late_task, letter_of

BOTH = letter_of(QUANG_TRUNG, BA_DINH)
DRAWERS: list[Callable[[Letter], bytes]] = [draw_pdf, draw_docx, draw_xlsx]


def pdf_text(data: bytes, tmp_path: Path) -> str:
    path = tmp_path / "thu.pdf"
    path.write_bytes(data)
    found = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, timeout=30)
    return " ".join(found.stdout.decode().split())


def word_text(data: bytes) -> str:
    """The paragraphs and cells of a Word file in their order."""
    document = docx.Document(BytesIO(data))
    words = (node.text or "" for node in document.element.body.iter("{*}t"))
    return " ".join(" ".join(words).split())


def all_text(data: bytes, tmp_path: Path) -> str:
    """Every word that a file holds, wherever in it."""
    if data.startswith(b"%PDF"):
        return pdf_text(data, tmp_path) + data.decode("latin-1")
    with ZipFile(BytesIO(data)) as packed:
        return "\n".join(unescape(packed.read(name).decode("utf-8", "replace")) for name in packed.namelist())


def test_facts_come_back_from_json_as_they_went() -> None:
    assert body_from_json(body_to_json(QUANG_TRUNG)) == QUANG_TRUNG
    assert head_from_json(head_to_json(HEAD)) == HEAD


def test_silent_bodies_come_first_then_reports_then_duties_then_the_name() -> None:
    silent = replace(BA_DINH, name="Xã Zeta", is_silent=True)
    clear, other = body_of("Xã An"), body_of("Xã Bình")
    assert in_order((clear, other, BA_DINH, QUANG_TRUNG, silent)) == (silent, QUANG_TRUNG, BA_DINH, clear, other)


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("V/v đôn đốc báo cáo", "V/v đôn đốc báo cáo"),
        ("v/v đôn đốc báo cáo", "v/v đôn đốc báo cáo"),
        ("Đôn đốc báo cáo", "V/v đôn đốc báo cáo"),
    ],
)
def test_the_subject_begins_with_its_formula_once(subject: str, line: str) -> None:
    assert subject_line(subject) == line


# where everything stands (Nghị định 30/2020/NĐ-CP, mẫu 1.5)


def test_a_letter_has_no_title_but_its_subject_under_the_number() -> None:
    head = outline_of(BOTH).head
    assert (head.kind, head.superior, head.issuer) == ("", "UBND THỊ XÃ BỈM SƠN", "PHÒNG NỘI VỤ")
    assert head.number.startswith("Số: ")
    assert head.number.endswith("/PNV-CCHC")
    assert head.place_and_date == "Bỉm Sơn, ngày … tháng … năm 2023"
    assert head.addressees == ("UBND xã Quang Trung", "UBND phường Ba Đình")


def test_to_one_body_the_list_stands_in_the_text_to_several_in_an_appendix() -> None:
    one, both = outline_of(BOTH.only(QUANG_TRUNG)), outline_of(BOTH)
    assert [type(block).__name__ for block in one.blocks] == ["Text", "Text", "Text", "Table", "Note", "Text"]
    assert one.appendices == ()
    assert [type(block).__name__ for block in both.blocks] == ["Text", "Text", "Text", "Text"]
    (appendix,) = both.appendices
    assert (appendix.label, appendix.title) == ("Phụ lục", TITLE)
    table, total = appendix.blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row if cell.text] for row in table.rows] == [
        ["Xã Quang Trung: 1 báo cáo chưa gửi, 1 việc quá hạn"],
        ["1", "Báo cáo cải cách hành chính quý I năm 2023", "Chế độ báo cáo", "16/03/2023", "86 ngày", "Chưa ghi"],
        [
            "2",
            "Rà soát văn bản do xã Quang Trung ban hành\nBáo cáo kết quả",
            "Kế hoạch số 03/KH-UBND",
            "31/03/2023",
            "71 ngày",
            "Thiếu người",
        ],
        ["Phường Ba Đình: 1 việc quá hạn"],
        [
            "3",
            "Khảo sát hài lòng tại phường Ba Đình\nBáo cáo kết quả",
            "Kế hoạch số 03/KH-UBND",
            "31/05/2023",
            "10 ngày",
            "Chưa ghi",
        ],
    ]
    assert total.text == "Danh sách có 3 dòng của 2 đơn vị."  # type: ignore[union-attr]


def test_a_list_too_long_for_one_letter_is_summed_by_body() -> None:
    rows = [late_task(f"Việc {n}", date(2023, 5, 1), str(n)) for n in range(MOST_ROWS)]
    fits = letter_of(body_of("Xã A", *rows[:-1]), BA_DINH)
    long = letter_of(body_of("Xã A", *rows), BA_DINH)
    assert [outline_of(one).appendices[0].title for one in (fits, long)] == [TITLE, SUMMARY_TITLE]
    table, total = outline_of(long).appendices[0].blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1", "Xã A", "0", "300", "40 ngày"],
        ["2", "Phường Ba Đình", "0", "1", "10 ngày"],
    ]
    assert total.text == "Danh sách có 301 dòng của 2 đơn vị. Danh sách chi tiết gửi riêng từng đơn vị."  # type: ignore[union-attr]


def test_many_bodies_are_addressed_together() -> None:
    many = letter_of(*(body_of(f"Xã {n}") for n in range(16)))
    assert outline_of(many).head.addressees == ("16 đơn vị có tên tại Phụ lục kèm theo",)


def test_a_body_without_anything_late_is_told_so() -> None:
    texts = [block.text for block in outline_of(letter_of(body_of("Xã An"))).blocks]  # type: ignore[union-attr]
    assert texts[2:] == [
        "Tính đến ngày 10/06/2023, UBND xã An không còn việc nào chậm.",
        "Đề nghị UBND xã An hoàn thành và báo cáo kết quả trước ngày 19/06/2023 về Phòng Nội vụ để theo dõi, "
        "tổng hợp./.",
    ]


# the files


def test_pdf_and_word_say_the_same(tmp_path: Path) -> None:
    letter = BOTH.only(QUANG_TRUNG)
    pdf, word = pdf_text(draw_pdf(letter), tmp_path), word_text(draw_docx(letter))
    for words in (
        "PHÒNG NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Kính gửi: UBND xã Quang Trung",
        "16/03/2023",
        "86 ngày",
        "Danh sách có 2 dòng.",
        "Nơi nhận:",
        "- UBND thị xã Bỉm Sơn (b/c);",
        "TRƯỞNG PHÒNG",
        "Tống Thị Nga",
    ):
        assert (words, words in pdf, words in word) == (words, True, True)
    assert pdf.count("V/v đôn đốc") == word.count("V/v đôn đốc") == 1


def test_the_appendix_repeats_its_header_and_counts_its_own_pages(tmp_path: Path) -> None:
    rows = [late_task(f"Việc số {n} của kế hoạch cải cách hành chính", date(2023, 5, 1), str(n)) for n in range(60)]
    letter = letter_of(body_of("Xã A", *rows), BA_DINH)
    path = tmp_path / "thu.pdf"
    path.write_bytes(draw_pdf(letter))
    found = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, timeout=30)
    first, *others = [page for page in found.stdout.decode().split("\f") if page.strip()]
    assert "Việc chậm" not in first
    assert len(others) > 2
    assert all("Việc chậm" in page for page in others)
    document = docx.Document(BytesIO(draw_docx(letter)))
    assert document.tables[-1].rows[0]._tr.xpath("w:trPr/w:tblHeader")


def test_word_opens_in_libreoffice_with_the_same_words(tmp_path: Path) -> None:
    text = pdf_text(office.converted(draw_docx(BOTH), "docx", "pdf"), tmp_path)
    assert "Phường Ba Đình: 1 việc quá hạn" in text
    assert "(Kèm theo Công văn số …/PNV-CCHC ngày … tháng … năm 2023 của Phòng Nội vụ)" in text


def test_the_workbook_holds_every_row_and_its_number() -> None:
    page = openpyxl.load_workbook(BytesIO(draw_xlsx(letter_of(QUANG_TRUNG, BA_DINH, body_of("Xã An"))))).active
    lines = [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]
    assert lines[3] == ["Tính đến ngày 10/06/2023. Danh sách có 3 dòng của 3 đơn vị."]
    assert [line[:2] for line in lines[6:]] == [
        [1, "Xã Quang Trung"],
        [2, "Xã Quang Trung"],
        [3, "Phường Ba Đình"],
        [4, "Xã An"],
    ]
    assert lines[-1][2:] == ["không còn việc nào chậm"]


@pytest.mark.parametrize("draw", DRAWERS)
def test_the_same_letter_gives_the_same_bytes(draw: Any) -> None:
    assert draw(BOTH) == draw(BOTH)


@pytest.mark.parametrize("draw", DRAWERS)
def test_one_bodys_part_holds_no_word_of_another(draw: Any, tmp_path: Path) -> None:
    both, own = all_text(draw(BOTH), tmp_path), all_text(draw(BOTH.only(QUANG_TRUNG)), tmp_path)
    assert ["Ba Đình" in one for one in (both, own)] == [True, False]
    assert "Quang Trung" in own
