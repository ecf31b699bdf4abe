"""Tables as provinces publish them, that nobody prepared: merged headers, maxima beneath, sums, groups, signatures."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from indices.resulting.figures import NotAFigure, is_nothing, read_figure
from indices.resulting.headers import field_of
from indices.resulting.reading import Given, Read, read_table, rows_of_text
from indices.scoring.composite import Component
from plans.reading.archive import Archive
from plans.reading.workbooks.sheets import read_sheets

TITLE = ("UBND TỈNH", "BẢNG TỔNG HỢP CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022", "(Kèm theo Quyết định số 123/QĐ-UBND)")


def of_workbook(rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), maxima: tuple[Decimal, ...] = ()) -> Read:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place in merged:
        sheet.merge_cells(place)
    out = BytesIO()
    book.save(out)
    lines = read_sheets(Archive(out.getvalue()))[0].lines
    return read_table([(line.number, line.cells) for line in lines], Given((), maxima))


def of_text(text: str) -> Read:
    return read_table(rows_of_text(text), Given())


def test_a_merged_header_with_its_maxima_beneath_and_a_signature_at_the_end() -> None:
    read = of_workbook(
        [
            *([words] for words in TITLE),
            ["TT", "Tên đơn vị", "Điểm các lĩnh vực", None, None, "Tổng điểm", "Xếp hạng", "Xếp loại", "Ghi chú"],
            [None, None, "Chỉ đạo điều hành", "Thể chế", "Thủ tục"],
            [None, None, 8, 10, 12, 30],
            [1, "Huyện Đại Lộc", "7,5", "9,25", 11.5, "28,25", "1/18", "Tốt"],
            [2, "Huyện Duy Xuyên ", 7.25, 9, "11,00 ", "27,25", "02/18", "Khá"],
            [3, "Thị xã Điện Bàn", "", "", "-", "", "Không xếp hạng", "Không xếp loại"],
            [None, "Điểm trung bình", 7.4, 9.1, 11.2, 27.7],
            ["Tổng cộng", None, 14.75, 18.25, 22.5, 55.5],
            ["Ghi chú: điểm lấy 2 số lẻ."],
            [None, None, None, None, None, "TM. ỦY BAN NHÂN DÂN"],
        ],
        ["A4:A6", "B4:B6", "C4:E4", "F4:F5", "G4:G6"],
    )
    assert read.faults == []
    assert [(one.name, one.maximum) for one in read.components] == [
        ("Chỉ đạo điều hành", Decimal(8)),
        ("Thể chế", Decimal(10)),
        ("Thủ tục", Decimal(12)),
    ]
    first, second, third = read.lines
    assert (first.name, first.values["3"], first.total, first.rank, first.of_how_many) == (
        *("Huyện Đại Lộc", Decimal("11.5")),
        *(Decimal("28.25"), 1, 18),
    )
    assert (second.name, second.values["3"], second.class_name) == ("Huyện Duy Xuyên", Decimal(11), "Khá")
    assert (third.has_result, third.class_name) == (False, "")
    assert read.notes == [
        "Dòng 10 (“Điểm trung bình”) để ngoài: dòng tổng hợp, không phải một đơn vị.",
        "Dòng 11 (“Tổng cộng”) để ngoài: dòng tổng hợp, không phải một đơn vị.",
        "Dòng 12 (“Ghi chú: điểm lấy 2 số lẻ.”) để ngoài: dòng ghi chú.",
        "Dòng 13 (“TM. ỦY BAN NHÂN DÂN”) để ngoài: dòng ghi chú.",
    ]


def test_points_and_percent_side_by_side_beneath_each_component() -> None:
    read = of_workbook(
        [
            ["STT", "Đơn vị", "Chỉ đạo điều hành", None, "Thể chế", None, "Tổng điểm", None, "Xếp hạng"],
            [None, None, "Điểm đạt", "Tỷ lệ %", "Điểm đạt", "Tỷ lệ %", "Điểm đạt", "Tỷ lệ %"],
            ["I", "Các sở, ban, ngành"],
            [1, "Sở Nội vụ", "7,5", "75%", "9,25", "92,5%", "16,75", "83,75%", 1],
        ],
        ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1", "I1:I2"],
        maxima=(Decimal(10),),
    )
    assert (read.faults, [one.name for one in read.components]) == ([], ["Chỉ đạo điều hành", "Thể chế"])
    (line,) = read.lines
    assert (line.name, line.values, line.total, line.rank) == (
        "Sở Nội vụ",
        {"1": Decimal("7.5"), "2": Decimal("9.25")},
        Decimal("16.75"),
        1,
    )
    assert read.notes == ["Dòng 3 (“Các sở, ban, ngành”) để ngoài: tên nhóm đơn vị."]


def test_ranks_of_two_years_and_a_row_that_counts_the_columns() -> None:
    read = of_text(
        "TT\tCơ quan, đơn vị\tChỉ số CCHC năm 2023 (%)\tXếp hạng năm 2022\tXếp hạng năm 2023\tTăng/giảm hạng\n"
        "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n1\tSở A\t91,2\t3\t1\t+2"
    )
    (line,) = read.lines
    assert (read.faults, line.name, line.total, line.rank) == ([], "Sở A", Decimal("91.2"), 1)
    assert read.notes == [
        "Cột “Xếp hạng năm 2022” để ngoài: cột khác đã ghi số này.",
        "Dòng 2 (“(2)”) để ngoài: dòng đánh số cột.",
    ]


def test_decomposed_letters_brackets_and_words_in_cells() -> None:
    text = (
        "TT\tĐơn vị\tThể chế (Điểm tối đa: 10)\tTổng điểm (thang điểm 100)\tHạng\n"
        "1\tXã Ân Hòa\t9,5 điểm\t82,13%\tHạng 4\n2\tXã Cộng Hòa\tKhông đánh giá\t82.13\t04/11"
    )
    rows = [(n, [unicodedata.normalize("NFD", cell) for cell in cells]) for n, cells in rows_of_text(text)]
    read = read_table(rows, Given())
    first, second = read.lines
    assert (read.faults, read.notes, read.components[0].maximum) == ([], [], Decimal(10))
    assert (first.values["1"], first.total, first.rank) == (Decimal("9.5"), Decimal("82.13"), 4)
    assert (second.values["1"], second.total, second.rank, second.of_how_many) == (None, Decimal("82.13"), 4, 11)


@pytest.mark.parametrize(
    ("known", "codes"), [(("A", "B", "C"), ["4", "5"]), (("A", "B"), ["1", "2"]), (("Y", "A", "B"), ["4", "1"])]
)
def test_a_table_of_other_parts_takes_no_code_of_another_part(known: tuple[str, ...], codes: list[str]) -> None:
    parts = tuple(Component(str(n), name, Decimal(9), Decimal(9)) for n, name in enumerate(known, start=1))
    read = read_table(rows_of_text("Đơn vị\tX (5)\tY (5)\tTổng điểm\nXã A\t4\t4\t8"), Given(parts))
    assert ([one.code for one in read.components], read.faults) == (codes, [])


def test_a_body_without_name_but_with_points_is_still_a_fault() -> None:
    read = of_text("STT\tĐơn vị\tTổng điểm\n1\tXã A\t80\n2\t\t81")
    assert [(one.row, one.column, one.allowed) for one in read.faults] == [(3, "Đơn vị", "tên đơn vị")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1.234,5", Decimal("1234.5")),
        ("82,13 %", Decimal("82.13")),
        ("82.13", Decimal("82.13")),
        ("Chưa có số liệu", None),
    ],
)
def test_figures_of_cells(words: str, value: Decimal | None) -> None:
    assert read_figure(words) == value


@pytest.mark.parametrize("words", ["1.234", "8,2,1", "12a", "-3"])
def test_figures_that_could_be_meant_in_two_ways_are_none(words: str) -> None:
    with pytest.raises(NotAFigure):
        read_figure(words)


@pytest.mark.parametrize("words", ["Không xếp hạng", "không thuộc đối tượng đánh giá", "Chưa đánh giá", "–", "n/a"])
def test_words_for_no_result(words: str) -> None:
    assert is_nothing(words)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Tổng cộng (100 điểm)", "total"),
        ("Tăng, giảm hạng so với năm 2021", "skip"),
        ("Giảm trừ điểm", ""),
        ("Cải cách thể chế (10 điểm)", ""),
    ],
)
def test_headers(header: str, field: str) -> None:
    assert field_of(header) == field
