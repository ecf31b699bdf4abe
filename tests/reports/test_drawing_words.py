"""How an official document writes dates, numbers, names."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cchc.numbers import figure_words, plain_decimal, shown_decimal
from cchc.paper.letterhead import document_number
from cchc.paper.widths import bold_width
from cchc.paper.words import clean, issuer_caps, long_date, recipient_lines, roman, signer_name, superior_caps
from reports.drawing.words import subject_words
from tests.reports.sample import sample


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2023, 2, 5), "ngày 05 tháng 02 năm 2023"),
        (date(2023, 1, 15), "ngày 15 tháng 01 năm 2023"),
        (date(2023, 3, 9), "ngày 09 tháng 3 năm 2023"),
        (date(2023, 12, 31), "ngày 31 tháng 12 năm 2023"),
        (None, "ngày … tháng … năm 2023"),
    ],
)
def test_dates_take_a_leading_zero_where_the_decree_asks(on: date | None, words: str) -> None:
    assert long_date(on, 2023) == words


@pytest.mark.parametrize(
    ("number", "words"), [("5", "05/BC-UBND"), ("05", "05/BC-UBND"), ("117", "117/BC-UBND"), ("5a", "5a/BC-UBND")]
)
def test_document_numbers(number: str, words: str) -> None:
    assert document_number(replace(sample().letterhead, number=number)) == words


def test_a_number_not_yet_given_leaves_room() -> None:
    assert document_number(sample(approved=False).letterhead) == "\u00a0" * 6 + "/BC-UBND"


@pytest.mark.parametrize(
    ("name", "caps"),
    [
        ("Ủy ban nhân dân xã Quang Trung", "ỦY BAN NHÂN DÂN\nXÃ QUANG TRUNG"),
        ("Uỷ ban nhân dân phường Đống Đa", "UỶ BAN NHÂN DÂN\nPHƯỜNG ĐỐNG ĐA"),
        ("UBND xã Quang Trung", "ỦY BAN NHÂN DÂN\nXÃ QUANG TRUNG"),
        ("Phòng Nội vụ", "PHÒNG NỘI VỤ"),
    ],
)
def test_issuing_bodies(name: str, caps: str) -> None:
    assert issuer_caps(name) == caps


def test_the_superior_body_is_shortened() -> None:
    assert superior_caps("Ủy ban nhân dân thị xã Bỉm Sơn") == "UBND THỊ XÃ BỈM SƠN"
    assert superior_caps("UBND thị xã Bỉm Sơn") == "UBND THỊ XÃ BỈM SƠN"
    assert superior_caps("") == ""


def test_a_subject_does_not_repeat_the_kind_of_document() -> None:
    assert subject_words("Báo cáo kết quả cải cách") == "Kết quả cải cách"
    assert subject_words("kết quả cải cách") == "Kết quả cải cách"


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "TS. Nguyễn Văn An", "PGS.TS. Nguyễn Văn An", "ThS. Nguyễn Văn An"])
def test_signers_lose_academic_titles(name: str) -> None:
    assert signer_name(name) == "Nguyễn Văn An"


def test_recipients_start_with_as_above_and_end_with_the_archive() -> None:
    given = ("- Lưu: VT, VP;", "Như trên", "UBND thị xã;", "")
    assert recipient_lines(given, has_addressee=True) == ("- Như trên;", "- UBND thị xã;", "- Lưu: VT, VP.")
    assert recipient_lines((), has_addressee=False) == ("- Lưu: VT.",)


def test_roman_numbers() -> None:
    assert [roman(number) for number in (1, 4, 8, 9, 14, 49)] == ["I", "IV", "VIII", "IX", "XIV", "XLIX"]


def test_figures_in_vietnamese() -> None:
    assert [figure_words(text) for text in ("2840", "1250.5", "7", "", "chưa rõ")] == [
        "2.840",
        "1.250,5",
        "7",
        "",
        "chưa rõ",
    ]


def test_figures_as_numbers() -> None:
    assert plain_decimal("12.5") == Decimal("12.5")
    assert [plain_decimal(text) for text in ("", "NaN", "ba")] == [None, None, None]
    assert [str(shown_decimal(text)) for text in ("2.840", "96,2 %", "31,0 %", "1.250,5", "-")] == [
        "2840",
        "0.962",
        "0.310",
        "1250.5",
        "None",
    ]


def test_text_is_composed_and_free_of_what_xml_forbids() -> None:
    assert clean("Ho\u0300a\x00 \x0bxong\ud800 \uf0b7 a\r\nb") == "Hòa xong • a\nb"


def test_width_of_the_motto_is_that_of_the_font() -> None:
    """Measured in a drawn PDF: 158,9 points at 13."""
    assert bold_width("Độc lập - Tự do - Hạnh phúc", 13) * 72 / 25.4 == pytest.approx(159, abs=1)
    assert bold_width("ỦY BAN NHÂN DÂN\nXÃ", 12) == bold_width("ỦY BAN NHÂN DÂN", 12)
