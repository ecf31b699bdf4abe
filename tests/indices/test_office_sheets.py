"""Criteria sets in Excel as offices make them by hand: their own numbering, headings and rules in sentences."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from indices.scoring.rules import Choice, Deduction, Judged, Met, Option, PerUnit, Rule, Share, Steps, Survey, Tier
from indices.sheets.numbering import is_of_office, numbered
from indices.sheets.outline import Head
from indices.sheets.reading import ReadSet, read_workbook
from indices.sheets.rule_sentences import rule_said


def d(value: int | str) -> Decimal:
    return Decimal(value)


HEADER = ["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Cách tính điểm", "Tài liệu kiểm chứng"]
LEVELS = Choice((Option("Ban hành kịp thời", d(1)), Option("Ban hành chậm", d("0.5")), Option("Không ban hành", d(0))))
HALVES = Steps((Tier(d(100), d(2)), Tier(d(80), d(1))))


def read(rows: Sequence[Sequence[Any]]) -> ReadSet:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return read_workbook(out.getvalue(), Head("Bộ tiêu chí"))


def test_roman_numbers_restarting_ones_and_levels_in_rows_of_their_own() -> None:
    found = read(
        [
            ["BỘ TIÊU CHÍ CẤP XÃ"],
            HEADER,
            ["I", "CHỈ ĐẠO", 4],
            [1, "Kế hoạch", 3],
            ["1.1", "Ban hành kế hoạch", "1", None, "Kế hoạch"],
            [None, "- Ban hành kịp thời: 1"],
            [None, "- Ban hành chậm: 0,5"],
            [None, "- Không ban hành: 0"],
            ["1.2", "Hoàn thành", "2,0", "Đạt 100%: 2 điểm; từ 80% - dưới 100%: 1 điểm; dưới 80%: 0 điểm"],
            [2, "Kiểm tra", 1],
            ["a)", "Mô hình", 1, "Mỗi mô hình được 0,5 điểm, tối đa 1 điểm"],
            ["II", "THỂ CHẾ", 2],
            [1, "Rà soát", 2, "Điều tra xã hội học"],
            [None, "TỔNG ĐIỂM", 6],
        ]
    )
    assert found.faults == []
    assert [(one.code, one.depth, one.maximum, one.rule) for one in found.outline.lines] == [
        ("I", 1, d(4), None),
        ("I.1", 2, d(3), None),
        ("I.1.1", 3, d(1), LEVELS),
        ("I.1.2", 3, d(2), HALVES),
        ("I.2", 2, d(1), None),
        ("I.2.a", 3, d(1), PerUnit(d("0.5"))),
        ("II", 1, d(2), None),
        ("II.1", 2, d(2), Survey()),
    ]
    assert found.notes == ["Mã ghép theo thứ bậc của bảng, ví dụ dòng 4: “1” đọc là I.1."]


def test_what_cannot_be_read_is_named_by_row_and_column() -> None:
    found = read(
        [HEADER, ["1", "A", 2], ["1.1", "B", 2, "Trên 80%: 2 điểm; từ 50% đến 80%: 1 điểm"], ["1.1", "C", "hai"]]
    )
    assert [(one.row, one.column, one.value) for one in found.faults] == [
        (3, "Cách tính", "Trên 80%: 2 điểm; từ 50% đến 80%: 1 điểm"),
        (4, "Mã", "1.1"),
        (4, "Điểm tối đa", "hai"),
    ]
    assert "Từ 90% trở lên: 2 điểm" in found.faults[0].allowed


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Đạt 100%: 2 điểm; từ 80% - dưới 100%: 1 điểm; dưới 80%: 0 điểm", HALVES),
        ("dưới 80%: 0 điểm\nTừ 80 - <100%: 1đ\n100% trở lên: 2đ", HALVES),
        ("Đạt 100% thì điểm đánh giá là 2; từ 80% đến dưới 100% thì điểm đánh giá là 1; dưới 80% thì được 0", HALVES),
        ("Đạt: 2 điểm; không đạt: 0 điểm", Met()),
        ("Có/Không", Met()),
        ("Điểm = (b/a) x 2,00", Share()),
        ("b/a × điểm tối đa; dưới 50%: 0 điểm", Share(d(50))),
        ("Mỗi lần vi phạm trừ 0,25 điểm", Deduction(d("0.25"))),
        ("Trừ 0.25 điểm/văn bản chậm", Deduction(d("0.25"))),
        ("0,5 điểm/sáng kiến, tối đa 2 điểm", PerUnit(d("0.5"))),
        ("Hội đồng chấm điểm", Judged()),
        ("Kịp thời: 2 điểm; chậm: 1 điểm", Choice((Option("Kịp thời", d(2)), Option("chậm", d(1))))),
        ("Trên 80%: 2 điểm; dưới 80%: 0 điểm", None),
        ("Từ 90%: 2 điểm; từ 50% đến dưới 80%: 1 điểm", None),
        ("Đạt 100%: 2 điểm; từ 80% đến 95%: 1 điểm", None),
        ("Mỗi mô hình 0,5 điểm, tối đa 1 điểm", None),
        ("(b/a) x 3", None),
        ("theo ý", None),
        ("", None),
    ],
)
def test_sentences_as_rules(words: str, rule: Rule | None) -> None:
    assert rule_said(words, d(2)) == rule


@pytest.mark.parametrize(
    ("codes", "whole"),
    [
        (["A", "I", "1", "2", "II", "1", "B", "I"], ["A", "A.I", "A.I.1", "A.I.2", "A.II", "A.II.1", "B", "B.I"]),
        (["1", "1.1", "a)", "b)", "1.2", "2"], ["1", "1.1", "1.1.a", "1.1.b", "1.2", "2"]),
        (["I", "1", "-", "-", "2", "-"], ["I", "I.1", "I.1.1", "I.1.2", "I.2", "I.2.1"]),
        (["B", "1", "C", "1", "D"], ["B", "B.1", "C", "C.1", "D"]),
    ],
)
def test_numbering_made_whole(codes: list[str], whole: list[str]) -> None:
    assert is_of_office(codes)
    assert [code for code, _ in numbered(codes)] == whole


@pytest.mark.parametrize("codes", [["1", "1.1", "1.1", "2"], ["TC1", "TC1.1", "2"], ["III.1", "III.2"], []])
def test_codes_that_stand_for_themselves(codes: list[str]) -> None:
    assert not is_of_office(codes)
