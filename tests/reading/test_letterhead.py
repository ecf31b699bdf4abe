"""The frame of a document: who issues it, when, under what title and for which years; who signs it."""

from datetime import date

import pytest

from plans.reading.citations import find_citations
from plans.reading.documents import read_docx
from plans.reading.letterhead import Letterhead, read_letterhead
from plans.reading.outline import read_outline
from plans.reading.results import Block, Doubt
from plans.reading.signatures import Signature, read_signature
from plans.reading.years import read_years
from tests.reading.wordfiles import real_plan


def paragraphs(*texts: str) -> list[Block]:
    return [Block("p", text) for text in texts]


def real_letterhead(name: str) -> Letterhead:
    return read_letterhead(read_docx(real_plan(name)))


def frame(head: Letterhead) -> tuple[str, ...]:
    return head.superior, head.issuer, head.number, head.place


def days(head: Letterhead) -> tuple[date | None, ...]:
    return head.issued_on, head.partly_on, head.earliest_on


@pytest.mark.parametrize(
    ("name", "frame_words", "dates"),
    [
        (
            "quang-trung-2023",
            ("UBND THỊ XÃ BỈM SƠN", "ỦY BAN NHÂN DÂN XÃ QUANG TRUNG", "", ""),
            (None, None, date(2022, 12, 30)),
        ),
        (
            "tuy-phuoc-2024",
            ("ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH", "ỦY BAN NHÂN DÂN HUYỆN TUY PHƯỚC", "/KH-UBND", "Tuy Phước"),
            (None, date(2024, 1, 1), date(2024, 3, 15)),
        ),
        (
            "doan-ket-2022",
            ("ỦY BAN NHÂN DÂN HUYỆN THANH MIỆN", "ỦY BAN NHÂN DÂN XÃ ĐOÀN KẾT", "/KH-UBND", "Đoàn Kết"),
            (date(2022, 3, 23), date(2022, 3, 23), date(2022, 3, 23)),
        ),
        (
            "ha-bac-2023-2025",
            ("ỦY BAN NHÂN DÂN HUYỆN HÀ TRUNG", "ỦY BAN NHÂN DÂN XÃ HÀ BẮC", "/KH-UBND", "Hà Bắc"),
            (None, date(2023, 11, 1), date(2023, 11, 1)),
        ),
        (
            "hoa-xuan-nam-2023-2025",
            ("ỦY BAN NHÂN DÂN THỊ XÃ ĐÔNG HÒA", "ỦY BAN NHÂN DÂN XÃ HÒA XUÂN NAM", "/KH-UBND", "Hòa Xuân Nam"),
            (None, date(2023, 9, 1), date(2023, 9, 8)),
        ),
    ],
)
def test_letterheads_of_the_real_plans(name: str, frame_words: tuple[str, ...], dates: tuple[date | None, ...]) -> None:
    head = real_letterhead(name)
    assert frame(head) == frame_words
    assert days(head) == dates


@pytest.mark.parametrize(
    ("name", "carries_out", "replaces"),
    [
        ("quang-trung-2023", "Quyết định số 2655/QĐ-UBND ngày 30/12/2022 của UBND thị xã Bim Sơn", ""),
        ("tuy-phuoc-2024", "Thông báo số 76/TB-UBND ngày 15/3/2024 của UBND huyện", ""),
        ("doan-ket-2022", "Nghị quyết tháng 2/2022 của Đảng ủy xã Đoàn Kết", ""),
        (
            "ha-bac-2023-2025",
            "Kế hoạch số 208/KH-UBND ngày 24/10/2023 của UBND huyện Hà Trung",
            "Kế hoạch số 80/ KH – UBND ngày 21/9/2022",
        ),
        ("hoa-xuan-nam-2023-2025", "Kế hoạch số 212/KH-UBND ngày 08/9/2023 của UBND thị xã Đông Hòa", ""),
    ],
)
def test_what_the_real_plans_carry_out_and_replace(name: str, carries_out: str, replaces: str) -> None:
    head = real_letterhead(name)
    assert (head.carries_out, head.replaces) == (carries_out, replaces)


@pytest.mark.parametrize(
    ("name", "title_end", "years"),
    [
        ("quang-trung-2023", "Kế hoạch Cải cách Hành chính trên địa bàn xã Quang Trung năm 2023", (2023, 2023)),
        ("tuy-phuoc-2024", "Chỉ số cải cách hành chính huyện Tuy Phước năm 2024", (2024, 2024)),
        ("doan-ket-2022", "hoạt động Bộ phận Một cửa của xã năm 2022", (2022, 2022)),
        ("ha-bac-2023-2025", "(PCI) xã Hà Bắc năm 2023 và giai đoạn 2023 - 2025", (2023, 2025)),
        ("hoa-xuan-nam-2023-2025", "cải cách hành chính nhà nước giai đoạn 2023-2025”", (2023, 2025)),
    ],
)
def test_titles_and_years_of_the_real_plans(name: str, title_end: str, years: tuple[int, int]) -> None:
    title = real_letterhead(name).title
    assert title.startswith("Kế hoạch ")
    assert title[-len(title_end) :] == title_end
    assert read_years(title, None, []) == (*years, ())


def test_a_letterhead_of_paragraphs() -> None:
    head = read_letterhead(
        paragraphs(
            "UBND HUYỆN ĐÔNG SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "ỦY BAN NHÂN DÂN Độc lập - Tự do - Hạnh phúc",
            "XÃ ĐÔNG HÒA",
            "Số: 05/KH - UBND Đông Hòa, ngày 10 tháng 01 năm 2024",
            "KẾ HOẠCH",
            "Thực hiện công tác cải cách hành chính",
            "năm 2024",
            "Căn cứ Kế hoạch số 300/KH-UBND ngày 28/12/2023 của UBND huyện Đông Sơn về CCHC;",
            "Xét đề nghị của công chức Văn phòng - Thống kê.",
            "UBND xã ban hành kế hoạch như sau:",
            "I. MỤC TIÊU",
            "Căn cứ ở đây không phải căn cứ pháp lý",
        )
    )
    assert head == Letterhead(
        superior="UBND HUYỆN ĐÔNG SƠN",
        issuer="ỦY BAN NHÂN DÂN XÃ ĐÔNG HÒA",
        number="05/KH-UBND",
        place="Đông Hòa",
        issued_on=date(2024, 1, 10),
        partly_on=date(2024, 1, 10),
        earliest_on=date(2024, 1, 10),
        title="Kế hoạch Thực hiện công tác cải cách hành chính năm 2024",
        is_plan=True,
        bases=(
            "Căn cứ Kế hoạch số 300/KH-UBND ngày 28/12/2023 của UBND huyện Đông Sơn về CCHC;",
            "Xét đề nghị của công chức Văn phòng - Thống kê.",
        ),
        carries_out="Kế hoạch số 300/KH-UBND ngày 28/12/2023 của UBND huyện Đông Sơn",
        replaces="",
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Quang Trung, ngày 05 tháng 01 năm 2023", (date(2023, 1, 5), date(2023, 1, 5))),
        ("Quang Trung, ngày … tháng … năm 2023", (None, date(2023, 1, 1))),
        ("Quang Trung, ngày ... tháng 3 năm 2023", (None, date(2023, 3, 1))),
        ("Quang Trung, ngày 31 tháng 02 năm 2023", (None, date(2023, 2, 1))),
        ("Quang Trung, ngày 05 tháng 13 năm 2023", (None, date(2023, 1, 1))),
        ("Quang Trung, ngày 05 tháng 01 năm 0000", (None, None)),
    ],
)
def test_dates_may_be_incomplete_or_wrong(line: str, found: tuple[date | None, date | None]) -> None:
    head = read_letterhead(paragraphs("UBND XÃ QUANG TRUNG", "Số: /KH-UBND", line, "KẾ HOẠCH", "Năm ấy"))
    assert (head.issued_on, head.partly_on, head.place) == (*found, "Quang Trung")


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Kế hoạch cải cách hành chính năm 2024", (2024, 2024)),
        ("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2021 – 2025", (2021, 2025)),
        ("Kế hoạch cải cách hành chính từ năm 2024 đến năm 2026", (2024, 2026)),
        ("Kế hoạch năm 2023 và giai đoạn 2023-2025", (2023, 2025)),
        ("Kế hoạch thực hiện Chương trình tổng thể giai đoạn 2021-2030 năm 2024", (2024, 2024)),
        ("Kế hoạch thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, năm 2024", (2024, 2024)),
    ],
)
def test_years_of_a_title(title: str, years: tuple[int, int]) -> None:
    assert read_years(title, 2000, ["năm 1999"]) == (*years, ())


def test_a_title_without_year_takes_the_year_of_issue_then_that_of_the_prose() -> None:
    title = "Kế hoạch cải cách hành chính"
    message = "Tên kế hoạch không ghi năm; tạm đọc là năm {}, hãy xem lại."
    prose = ["năm 2024, năm 2024 và năm 2023", "Nghị định số 61/2018/NĐ-CP"]
    found = {
        year: (year, year, (Doubt("no_year", message.format(year), title, "Tên kế hoạch"),)) for year in (2024, 2025)
    }
    assert read_years(title, 2025, prose) == found[2025]
    assert read_years(title, None, prose) == found[2024]
    assert read_years(title, None, [])[:2] == (2000, 2000)


@pytest.mark.parametrize(
    ("lines", "signature"),
    [
        (["TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Phạm Ngọc Thắng"], ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Ngọc Thắng")),
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký)"], ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "")),
        (
            ["TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "Nguyễn Hùng Tân"],
            ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Hùng Tân"),
        ),
        (
            ["TM. ỦY BAN NHÂN DÂN", "KT.CHỦ TỊCH", "PHÓ CHỦ TỊCH", "LÊ VĂN BA"],
            ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "LÊ VĂN BA"),
        ),
        (["TM.ỦY BAN NHÂN DÂN Q.CHỦ TỊCH", "Trần Kim Trọng"], ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH", "Trần Kim Trọng")),
        (["T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Thị Hoa"], ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Thị Hoa")),
        (["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Hoa"], ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Hoa")),
        (["TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ", "Lê Hoa"], ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ", "Lê Hoa")),
        (["CHỦ TỊCH", "Nguyễn Thành Chân"], ("", "CHỦ TỊCH", "Nguyễn Thành Chân")),
        ([], ("", "", "")),
    ],
)
def test_signatures(lines: list[str], signature: tuple[str, str, str]) -> None:
    found = read_signature(paragraphs("Nơi nhận:", "- Như trên;", "- Lưu: VT.", *lines))
    assert (found.authority, found.title, found.signer) == signature
    assert found.recipients == ("Như trên", "Lưu: VT")


def test_a_signature_in_a_table_beside_the_recipients() -> None:
    cells = ("Nơi nhận:\n- UBND huyện (b/c);\n- Lưu: VT, VP.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPhạm Ngọc Thắng")
    assert read_signature([Block("table", rows=(cells,))]) == Signature(
        authority="TM. ỦY BAN NHÂN DÂN",
        title="CHỦ TỊCH",
        signer="Phạm Ngọc Thắng",
        words="TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        recipients=("UBND huyện (b/c)", "Lưu: VT, VP"),
    )


def test_recipients_of_a_real_plan() -> None:
    assert read_signature(read_docx(real_plan("hoa-xuan-nam-2023-2025"))).recipients == (
        "Phòng Nội vụ thị xã",
        "TT Đảng ủy",
        "UBMTTQVN xã",
        "CT, PCT.UBND xã",
        "Các ban ngành; đoàn thể",
        "Lưu: VT,UBND",
    )


def test_citations_in_running_text() -> None:
    text = (
        "Thực hiện Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về một cửa; Quyết định số "
        "12/QĐ-UBND ngày 31/2/2024 và Kế hoạch số 5/KH-UBND"
    )
    assert [(found.kind, found.words, found.on) for found in find_citations(text)] == [
        ("Nghị định", "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ", date(2018, 4, 23)),
        ("Quyết định", "Quyết định số 12/QĐ-UBND ngày 31/2/2024", None),
        ("Kế hoạch", "Kế hoạch số 5/KH-UBND", None),
    ]


def test_the_outline_knows_where_each_paragraph_stands() -> None:
    entries = read_outline(
        paragraphs(
            "Căn cứ gì đó",
            "PHẦN THỨ NHẤT: MỞ ĐẦU",
            "I. MỤC TIÊU",
            "1. Chỉ tiêu cụ thể:",
            "1.1. Tối thiểu 99% hồ sơ",
            "- đúng hạn\n+ trước hạn",
            "a) Cấp xã",
            "Lời thường\ncủa một đoạn",
            "II/ TỔ CHỨC",
            "Điều 3. Thi hành",
            "Trên đây là Kế hoạch",
            "Nơi nhận:",
            "1. không còn là đề mục",
        )
    )
    assert [(entry.marker, entry.text, entry.where) for entry in entries] == [
        ("PHẦN THỨ NHẤT", "MỞ ĐẦU", "PHẦN THỨ NHẤT"),
        ("I", "MỤC TIÊU", "PHẦN THỨ NHẤT, mục I"),
        ("1", "Chỉ tiêu cụ thể:", "PHẦN THỨ NHẤT, mục I.1"),
        ("1.1", "Tối thiểu 99% hồ sơ", "PHẦN THỨ NHẤT, mục I.1.1"),
        ("-", "đúng hạn", "PHẦN THỨ NHẤT, mục I.1.1"),
        ("+", "trước hạn", "PHẦN THỨ NHẤT, mục I.1.1"),
        ("a", "Cấp xã", "PHẦN THỨ NHẤT, mục I.1.1.a"),
        ("", "Lời thường của một đoạn", "PHẦN THỨ NHẤT, mục I.1.1.a"),
        ("II", "TỔ CHỨC", "PHẦN THỨ NHẤT, mục II"),
        ("Điều 3", "Thi hành", "PHẦN THỨ NHẤT, mục Điều 3"),
        ("", "Trên đây là Kế hoạch", "Phần kết"),
    ]
