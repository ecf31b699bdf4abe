"""The workbook: numbers are numbers, dates are dates, words are never formulas."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from reports.drawing.xlsx import draw_xlsx
from reports.facts import Indicator
from tests.reports.drawn import file_of
from tests.reports.sample import PLAN_TITLE, TITLE, sample

HEADER = 6


def book_of(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


@pytest.fixture(scope="module")
def book() -> Any:
    return book_of(file_of("xlsx"))


def lines_of(sheet: Any) -> list[list[Any]]:
    return [list(line) for line in sheet.iter_rows(min_row=HEADER + 1, values_only=True)]


def test_sheets(book: Any) -> None:
    assert book.sheetnames == ["Tổng hợp", "Nhiệm vụ", "Chỉ tiêu thống kê", "Nguồn số liệu", "Nguồn lời văn"]
    assert [book["Tổng hợp"].cell(row, 1).value for row in (1, 2, 3, 4)] == [
        "Ủy ban nhân dân xã Quang Trung",
        f"Báo cáo: {TITLE}",
        "Số 05/BC-UBND, ngày 15 tháng 3 năm 2023",
        f"Số liệu từ 15/12/2022 đến 14/03/2023; chốt số liệu 14/03/2023; {PLAN_TITLE}",
    ]


def test_every_sheet_prints_well(book: Any) -> None:
    for sheet in book:
        last = sheet.cell(HEADER, sheet.max_column).coordinate
        assert sheet.freeze_panes == f"A{HEADER + 1}"
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
        assert sheet.auto_filter.ref == f"A{HEADER}:{last.rstrip('0123456789')}{sheet.max_row}"
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
        assert sheet.cell(HEADER + 1, 1).alignment.wrap_text is True or sheet.title == "Chỉ tiêu thống kê"


def test_tallies_are_whole_numbers_that_add_up(book: Any) -> None:
    sheet = book["Tổng hợp"]
    headers = [cell.value for cell in sheet[HEADER]]
    assert headers[:2] + headers[-4:] == [
        "Nội dung",
        "Tổng số",
        "Đã xong",
        "Được tính tỷ lệ",
        "Tỷ lệ hoàn thành",
        "Ghi chú",
    ]
    lines = lines_of(sheet)
    assert len(lines) == 9
    for line in lines:
        assert {type(value) for value in line[1:12]} == {int}
        assert sum(line[2:10]) == line[1]
        assert line[12] == pytest.approx(line[10] / line[11], abs=0.0005)
    whole, period, *areas = lines
    assert [sum(column) for column in zip(*(area[1:12] for area in areas), strict=True)] == whole[1:12]
    assert (whole[1], period[1]) == (33, 17)
    assert sheet.cell(HEADER + 1, 13).number_format == "0.0%"


def test_every_row_of_the_plan_with_real_dates(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    assert [cell.value for cell in sheet[HEADER]] == [
        "Phụ lục",
        "TT",
        "Nhiệm vụ",
        "Sản phẩm",
        "Cơ quan thực hiện",
        "Thời hạn theo văn bản",
        "Hạn",
        "Kết quả thực hiện",
        "Trạng thái",
    ]
    lines = lines_of(sheet)
    expected = [(appendix.label, row) for appendix in sample().appendices for row in appendix.rows]
    assert [(line[0], line[1], line[2], line[8]) for line in lines] == [
        (label, int(row.ordinal), row.text, row.state_label) for label, row in expected
    ]
    due = [line[6] for line in lines]
    assert {type(value) for value in due} == {datetime, type(None)}
    assert [value and value.date() for value in due] == [row.due_on for _, row in expected]
    dated = next(row for row in sheet.iter_rows(min_row=HEADER + 1) if row[6].value)
    assert dated[6].number_format == "dd/mm/yyyy"


def test_indicators_are_numbers(book: Any) -> None:
    sheet = book["Chỉ tiêu thống kê"]
    lines = lines_of(sheet)
    assert lines[5] == [6, "Hồ sơ giải quyết trước và đúng hạn", "hồ sơ", 2076, 2158, 0.962]
    assert lines[6][3:] == [1250.5, 4800, 0.261]
    assert lines[0][3:] == [2840, None, 2840]
    assert lines[7][3:] == [None, None, None]
    formats = [[cell.number_format for cell in row[3:]] for row in sheet.iter_rows(min_row=HEADER + 1)]
    assert formats[5] == ["#,##0", "#,##0", "0.0%"]
    assert formats[6] == ["#,##0.0", "#,##0", "0.0%"]
    received, settled = lines[0][3], lines[1][3]
    assert (received, settled, sum(line[3] for line in lines[2:5])) == (2840, 2158, 2158)


def test_figures_name_the_rows_behind_them(book: Any) -> None:
    lines = lines_of(book["Nguồn số liệu"])
    facts = sample()
    by_state: dict[str, int] = {}
    for name, label, number, behind in lines:
        if name == "Nhiệm vụ của kế hoạch":
            by_state[label] = number
            assert sum(len(part.split(": TT ")[1].split(", ")) for part in behind.split("; ")) == number
    assert by_state == {count.label: count.number for count in facts.rows.counts if count.number}
    assert ["Nhiệm vụ của kế hoạch", "Đang chờ", 2, "Phụ lục số 04: TT 3, 4"] in lines
    assert ["Việc đến hạn trong kỳ", "Đang chờ", 2, "Phụ lục số 04: TT 3, 4"] in lines
    assert ["Phụ lục số 04: CẢI CÁCH CÔNG VỤ", "Đang chờ", 2, "Phụ lục số 04: TT 3, 4"] in lines


def test_a_row_with_two_duties_is_named_once() -> None:
    facts = sample()
    appendix = facts.appendices[0]
    row = replace(appendix.rows[0], obligations=(901, 902))
    waiting = replace(facts.period_tally.counts[0], number=2, obligations=(901, 902))
    changed = replace(
        facts,
        appendices=(replace(appendix, rows=(row, *appendix.rows[1:])), *facts.appendices[1:]),
        period_tally=replace(facts.period_tally, counts=(waiting,)),
    )
    lines = lines_of(book_of(draw_xlsx(changed))["Nguồn số liệu"])
    assert ["Việc đến hạn trong kỳ", "Xong đúng hạn", 2, "Phụ lục số 01: TT 1 (2 việc)"] in lines


def test_actions_of_one_row_share_its_ordinal() -> None:
    facts = sample()
    appendix = facts.appendices[0]
    actions = tuple(replace(row, ordinal="5", state="doing") for row in appendix.rows)
    lines = lines_of(book_of(draw_xlsx(replace(facts, appendices=(replace(appendix, rows=actions),))))["Nguồn số liệu"])
    assert ["Nhiệm vụ của kế hoạch", "Đang trong hạn", 12, "Phụ lục số 01: TT 5 (3 dòng)"] in lines


def test_words_of_the_narrative_name_their_author(book: Any) -> None:
    lines = lines_of(book["Nguồn lời văn"])
    assert lines[0] == [
        "I",
        "Công tác chỉ đạo, điều hành",
        "Đã ban hành 03 văn bản chỉ đạo, tổ chức 01 hội nghị.",
        "Văn phòng soạn",
    ]
    assert lines[1][3] == "Công chức Tư pháp - Hộ tịch"
    assert [line[0] for line in lines if line[2] == "Chưa có nội dung"] == ["II.3", "II.5", "V"]


@pytest.mark.parametrize(
    "words", ["=1+1", "+84 237", "-HYPERLINK(1)", "@SUM(A1)", "#N/A", '=HYPERLINK("http://a","b")']
)
def test_words_never_become_formulas(words: str) -> None:
    facts = sample()
    row = replace(facts.appendices[0].rows[0], text=words, result=words)
    appendix = replace(facts.appendices[0], rows=(row,))
    changed = replace(facts, appendices=(appendix,), indicators=(Indicator(words, words, words, words, words),))
    book = book_of(draw_xlsx(changed))
    cells = [book["Nhiệm vụ"].cell(HEADER + 1, 3), book["Nhiệm vụ"].cell(HEADER + 1, 8)]
    cells += [book["Chỉ tiêu thống kê"].cell(HEADER + 1, column) for column in (2, 3, 4, 5, 6)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(words, "s")] * 7
    assert {cell.quotePrefix for cell in cells} == {words[0] in "=+-@"}


def test_letters_that_xml_forbids_are_left_out() -> None:
    facts = sample()
    row = replace(facts.appendices[0].rows[0], result="Đã\x00 xong\x1f")
    changed = replace(facts, appendices=(replace(facts.appendices[0], rows=(row,)),))
    assert book_of(draw_xlsx(changed))["Nhiệm vụ"].cell(HEADER + 1, 8).value == "Đã xong"


def test_properties_carry_the_day_of_the_facts(book: Any) -> None:
    assert (book.properties.created, book.properties.modified) == (datetime(2023, 3, 14), datetime(2023, 3, 14))
    assert date(2023, 3, 14) == sample().as_of
