"""Words moved to the years of the next plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.shifting import Shift

NEXT = Shift(2023, 2023, 1)
LATER = Shift(2023, 2025, 3)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Quý I/2023", "Quý I/2024"),
        ("Quý 1 năm 2023", "Quý 1 năm 2024"),
        ("trước ngày 15/12/2023", "trước ngày 15/12/2024"),
        ("Từ tháng 3 đến tháng 10 năm 2023", "Từ tháng 3 đến tháng 10 năm 2024"),
        ("Trước 15.12.2023; xong 31-12-2023", "Trước 15.12.2024; xong 31-12-2024"),
        ("trước 15/12/23", "trước 15/12/24"),
        ("trước ngày 15/01/2024", "trước ngày 15/01/2025"),
        ("Kết quả năm 2022, 2023", "Kết quả năm 2023, 2024"),
        ("CẢI CÁCH HÀNH CHÍNH NĂM 2023", "CẢI CÁCH HÀNH CHÍNH NĂM 2024"),
        ("Kế hoạch số 243/KH-UBND ngày 09/10/2023", "Kế hoạch số 243/KH-UBND ngày 09/10/2023"),
        (
            "Thực hiện Quyết định số 12/QĐ-UBND ngày 01/02/2023 của UBND xã về rà soát năm 2023, xong quý II/2023",
            "Thực hiện Quyết định số 12/QĐ-UBND ngày 01/02/2023 của UBND xã về rà soát năm 2023, xong quý II/2024",
        ),
        ("Thông tư số 01/2023/TT-VPCP", "Thông tư số 01/2023/TT-VPCP"),
        ("theo Luật Đất đai năm 2024", "theo Luật Đất đai năm 2024"),
        ("rà soát văn bản quy phạm pháp luật năm 2023.", "rà soát văn bản quy phạm pháp luật năm 2024."),
        ("Nghị quyết tháng 2/2023 của Đảng ủy", "Nghị quyết tháng 2/2023 của Đảng ủy"),
        ("giai đoạn 2021-2025", "giai đoạn 2021-2025"),
        ("giai đoạn 2021 - 2023", "giai đoạn 2021 - 2023"),
        ("TCVN ISO 9001:2023", "TCVN ISO 9001:2023"),
        ("giải quyết 2023 hồ sơ", "giải quyết 2023 hồ sơ"),
        ("ngày 14/11/20233", "ngày 14/11/20233"),
        ("Năm 2015", "Năm 2015"),
        ("hàng quý", "hàng quý"),
    ],
)
def test_own_years_move_and_documents_of_the_past_stay(old: str, new: str) -> None:
    assert NEXT.words(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("giai đoạn 2023-2025", "giai đoạn 2026-2028"),
        ("từ năm 2023 đến năm 2025", "từ năm 2026 đến năm 2028"),
        ("giai đoạn 2021-2025", "giai đoạn 2021-2025"),
        ("đến năm 2025", "đến năm 2028"),
    ],
)
def test_a_plan_of_several_years_moves_by_all_of_them(old: str, new: str) -> None:
    assert LATER.words(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trước ngày 29/02/2024", "trước ngày 28/02/2025"),
        ("29/2/2024", "28/2/2025"),
        ("ngày 29 tháng 2 năm 2024", "ngày 28 tháng 2 năm 2025"),
        ("ngày 28/02/2024", "ngày 28/02/2025"),
        ("Công văn số 5/CV-UBND ngày 29/02/2024", "Công văn số 5/CV-UBND ngày 29/02/2024"),
    ],
)
def test_the_leap_day_becomes_the_last_of_february(old: str, new: str) -> None:
    assert Shift(2024, 2024, 1).words(old) == new


@given(st.text(alphabet="0123456789/.- năm quýI;()ĐH", max_size=60))
def test_no_words_break_it_and_those_without_a_year_stay(text: str) -> None:
    moved = NEXT.words(text)
    if not any(char.isdigit() for char in text):
        assert moved == text
    assert Shift(2023, 2023, 0).words(text).replace("28", "29") == text.replace("28", "29")
