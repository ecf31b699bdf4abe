"""What a period is compared with, on paper and in the workbook; reports of before draw as they did."""

import json
from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from cchc.paper.blocks import Table
from reports.drawing.outline import outline
from reports.drawing.xlsx import draw_xlsx
from reports.facts import ReportFacts, from_json, to_json
from tests.reports.sample import compared, sample

HEADER = 6
SECOND = ("so_far", "last_year", "restated", "measures", "targets", "given", "given_tally", "consolidation", "is_view")


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(BytesIO(draw_xlsx(compared())))


def lines_of(sheet: Any) -> list[list[Any]]:
    return [list(line) for line in sheet.iter_rows(min_row=HEADER + 1, values_only=True)]


def tables(facts: ReportFacts) -> list[Table]:
    return [block for block in outline(facts).blocks if isinstance(block, Table)]


def first_version() -> dict[str, Any]:
    """What the first version of the facts wrote."""
    data: dict[str, Any] = json.loads(json.dumps(to_json(sample())))
    for name in SECOND:
        del data[name]
    for row in (row for one in data["appendices"] for row in one["rows"]):
        del row["duties"], row["given_by"], row["part"]
    for item in data["indicators"]:
        for name in ("code", "area", "so_far", "previous", "last_year", "left_out"):
            del item[name]
    return data | {"version": 1}


def test_a_report_of_the_first_version_draws_as_before() -> None:
    facts = from_json(first_version())
    assert outline(facts) == outline(sample())
    states, areas = tables(facts)
    assert [(column.title, column.width) for column in states.columns] == [
        ("Trạng thái", 72),
        ("Nhiệm vụ của kế hoạch", 44),
        ("Việc đến hạn trong kỳ", 44),
    ]
    assert areas.caption == "Bảng 2. Kết quả theo từng phần của kế hoạch"
    names = openpyxl.load_workbook(BytesIO(draw_xlsx(facts))).sheetnames
    assert "Việc phía sau số liệu" not in names


def test_every_first_table_is_as_wide_as_the_page() -> None:
    for table in tables(compared()):
        assert sum(column.width for column in table.columns) == pytest.approx(160)


def test_the_workbook_holds_every_tally(book: Any) -> None:
    lines = {line[0]: line[1] for line in lines_of(book["Tổng hợp"])}
    expected = {
        "Nhiệm vụ của kế hoạch": 33,
        "Việc đến hạn trong kỳ": 17,
        "Việc từ đầu năm": 23,
        "Cùng kỳ năm 2022": 25,
        "Nhiệm vụ cấp trên giao": 4,
        "Tháng 1 năm 2023, khi gửi báo cáo": 6,
        "Tháng 1 năm 2023, sau khi bổ sung": 7,
    }
    assert {name: lines[name] for name in expected} == expected


def test_every_figure_names_its_rows_or_the_report_that_holds_them(book: Any) -> None:
    lines = lines_of(book["Nguồn số liệu"])
    behind = {(name, state): rows for name, state, _, rows in lines}
    assert behind["Việc từ đầu năm", "Đang chờ"] == "Phụ lục số 04: TT 3, 4"
    assert behind["Cùng kỳ năm 2022", "Đang chờ"] == "Báo cáo đã gửi, quý I năm 2022"
    assert behind["Nhiệm vụ cấp trên giao", "Xong muộn"] == "Nhiệm vụ cấp trên giao: TT 3"
    assert behind["Tháng 1 năm 2023, khi gửi báo cáo", "Xong muộn"] == "Báo cáo tháng 1 năm 2023"
    assert behind["Tháng 1 năm 2023, sau khi bổ sung", "Xong muộn"] == "Phụ lục số 01: TT 3"
    totals: dict[str, int] = {}
    for name, _, number, _ in lines:
        totals[name] = totals.get(name, 0) + number
    assert (totals["Nhiệm vụ của kế hoạch"], totals["Việc từ đầu năm"], totals["Cùng kỳ năm 2022"]) == (33, 23, 25)


def test_each_duty_says_which_figures_count_it(book: Any) -> None:
    lines = lines_of(book["Việc phía sau số liệu"])
    assert len(lines) == 33 + 4
    third = lines[2]
    assert (third[0], third[1], third[3], third[4], third[5]) == (
        "Phụ lục số 01",
        3,
        "Báo cáo, quý I năm 2023",
        datetime(2023, 3, 7),
        "Xong muộn",
    )
    assert third[9:] == ["Nguyễn Thị Hương, Công chức Văn phòng - Thống kê, ngày 10/03/2023", 1]
    counted = [sum(line[column] == "x" for line in lines[:33]) for column in (6, 7)]
    assert counted == [17, 23]
