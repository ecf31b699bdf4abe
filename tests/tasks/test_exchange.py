"""Updates by spreadsheet: out and in with zero changes; one pass names every fault; all or nothing."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from cchc.orgs.refusals import Refused
from plans.models import Plan
from tasks.actions.importing import take_in_changes
from tasks.enums import LateCause
from tasks.exchange.differences import Differences, find_differences, seen_in
from tasks.exchange.parcel import changes_from_parcel, changes_to_parcel
from tasks.exchange.sheet import HEADINGS, NotOurSheet, read_sheet, write_sheet
from tasks.models import Update
from tasks.queries.lines import former_lines, lines_for
from tests.cast import NOW, TODAY, Cast
from tests.plans_in_force import duty

pytestmark = pytest.mark.django_db


def sheet_of(cast: Cast, who: str) -> bytes:
    return write_sheet(lines_for(cast.actors[who], today=TODAY))


def fill(data: bytes, cells: dict[tuple[int, str], Any]) -> bytes:
    """The workbook with values typed at (row, heading)."""
    book = load_workbook(BytesIO(data))
    for (row, heading), value in cells.items():
        book.active.cell(row, HEADINGS.index(heading) + 1, value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def differences(cast: Cast, who: str, data: bytes) -> Differences:
    lines = {line.obligation_id: line for line in lines_for(cast.actors[who], today=TODAY)}
    rows = read_sheet(data)
    former = former_lines(lines, [seen_in(values) for _, values in rows])
    return find_differences(rows, lines, today=TODAY, former=former)


def test_each_gets_the_rows_he_may_update(cast: Cast, plan: Plan) -> None:
    counted = {
        who: len(lines_for(cast.actors[who], today=TODAY)) for who in ("vptk", "tpht", "tckt", "vhxh", "ba-dinh.vptk")
    }
    assert counted == {"vptk": 12, "tpht": 2, "tckt": 4, "vhxh": 0, "ba-dinh.vptk": 0}


def test_what_goes_out_comes_back_with_zero_changes(cast: Cast, plan: Plan) -> None:
    found = differences(cast, "vptk", sheet_of(cast, "vptk"))
    assert (found.changes, found.faults, found.unchanged) == ((), (), 12)


def test_filled_in_rows_are_stored_and_then_change_nothing_again(cast: Cast, plan: Plan) -> None:
    typed = {
        (2, "Tình trạng"): "đang làm",
        (2, "Kết quả"): "Đang rà soát",
        (2, "Nguyên nhân chậm"): "chờ văn bản, ý kiến của cấp trên",
        (2, "Lý do chậm"): "Chờ Sở Tư pháp.",
        (3, "Tình trạng"): "Đã xong",
        (3, "Ngày thực hiện"): "05/06/2023",
        (3, "Số, ký hiệu"): "45/BC-UBND",
        (3, "Tỷ lệ (%)"): 100,
    }
    found = differences(cast, "tpht", fill(sheet_of(cast, "tpht"), typed))
    assert [(c.row, c.statement.outcome, c.statement.effective_on) for c in found.changes] == [
        (2, "doing", TODAY),
        (3, "done", date(2023, 6, 5)),
    ]
    changes = changes_from_parcel(changes_to_parcel(found.changes))
    assert changes == list(found.changes)
    assert take_in_changes(actor=cast.actors["tpht"], changes=changes, now=NOW) == 2
    assert differences(cast, "tpht", sheet_of(cast, "tpht")).changes == ()


def test_a_new_word_is_of_today_where_the_day_of_the_last_was_left_standing(cast: Cast, plan: Plan) -> None:
    """Otherwise "đã xong" would be of the day of an earlier "đang làm", in time and in a period that is over."""
    begun = {(2, "Tình trạng"): "Đang làm", (2, "Ngày thực hiện"): "10/03/2023", (2, "Kết quả"): "Đang rà soát"}
    begun |= {(2, "Nguyên nhân chậm"): "Do đơn vị"}
    changes = differences(cast, "tpht", fill(sheet_of(cast, "tpht"), begun)).changes
    take_in_changes(actor=cast.actors["tpht"], changes=changes, now=NOW)
    found = differences(cast, "tpht", fill(sheet_of(cast, "tpht"), {(2, "Tình trạng"): "Đã xong"}))
    assert [(c.statement.effective_on, c.before, c.after) for c in found.changes] == [
        (
            TODAY,
            "Đang làm ngày 10/03/2023 – Đang rà soát – chậm: do đơn vị",
            "Đã xong ngày 10/06/2023 – Đang rà soát – chậm: do đơn vị",
        )
    ]
    take_in_changes(actor=cast.actors["tpht"], changes=found.changes, now=NOW)
    mended = fill(sheet_of(cast, "tpht"), {(2, "Ngày thực hiện"): "09/06/2023"})
    take_in_changes(actor=cast.actors["tpht"], changes=differences(cast, "tpht", mended).changes, now=NOW)
    corrected = fill(sheet_of(cast, "tpht"), {(2, "Kết quả"): "Đã rà soát 14 văn bản"})
    assert [c.statement.effective_on for c in differences(cast, "tpht", corrected).changes] == [date(2023, 6, 9)]


def test_words_that_begin_like_a_formula_stay_words(cast: Cast, plan: Plan) -> None:
    line = replace(lines_for(cast.actors["tpht"], today=TODAY)[0], text="=HYPERLINK(1)")
    cell = load_workbook(BytesIO(write_sheet([line]))).active.cell(2, HEADINGS.index("Kết quả") + 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_one_pass_names_every_fault(cast: Cast, plan: Plan) -> None:
    other = duty(plan, "1.2", date(2023, 3, 16)).pk
    typed = {
        (2, "Mã"): other,
        (3, "Tình trạng"): "xong rồi",
        (3, "Tỷ lệ (%)"): "150",
        (3, "Ngày thực hiện"): "31/02/2023",
        (3, "Số, ký hiệu"): "bốn lăm",
    }
    found = differences(cast, "tpht", fill(sheet_of(cast, "tpht"), typed))
    assert [(fault.row, fault.column, fault.value) for fault in found.faults] == [
        (2, "Mã", str(other)),
        (3, "Tình trạng", "xong rồi"),
        (3, "Số, ký hiệu", "bốn lăm"),
        (3, "Ngày thực hiện", "31/02/2023"),
        (3, "Tỷ lệ (%)", "150"),
    ]
    assert found.changes == ()


def test_a_row_updated_since_the_download_is_a_fault(cast: Cast, plan: Plan) -> None:
    old = sheet_of(cast, "tpht")
    first = differences(cast, "tpht", fill(old, {(3, "Tình trạng"): "Đang làm"}))
    take_in_changes(actor=cast.actors["tpht"], changes=first.changes, now=NOW)
    found = differences(cast, "tpht", fill(old, {(3, "Tình trạng"): "Không phát sinh"}))
    assert [(fault.row, fault.column) for fault in found.faults] == [(3, "Bản")]


def test_a_row_left_as_it_was_changes_nothing_whatever_was_said_since(cast: Cast, plan: Plan) -> None:
    """Said on the screen, or carried from a tied row: the rest of the workbook is taken in."""
    late = {(2, "Tình trạng"): "Đang làm", (2, "Nguyên nhân chậm"): "Do đơn vị", (2, "Kết quả"): "Đang rà."}
    for words in ("Đang làm", "Không phát sinh"):
        old = sheet_of(cast, "tpht")
        said = differences(cast, "tpht", fill(old, {(3, "Tình trạng"): words}))
        take_in_changes(actor=cast.actors["tpht"], changes=said.changes, now=NOW)
        found = [differences(cast, "tpht", data) for data in (old, fill(old, late))]
        assert [([change.row for change in one.changes], one.faults) for one in found] == [([], ()), ([2], ())]


def test_a_refused_row_keeps_all_out(cast: Cast, plan: Plan) -> None:
    typed = {(2, "Tình trạng"): "Đã xong", (2, "Nguyên nhân chậm"): "Do đơn vị", (3, "Tình trạng"): "Đang làm"}
    found = differences(cast, "tpht", fill(sheet_of(cast, "tpht"), typed))
    with pytest.raises(Refused, match="Dòng 2: Việc xong sau hạn 31/03/2023"):
        take_in_changes(actor=cast.actors["tpht"], changes=found.changes, now=NOW)
    assert Update.objects.count() == 0


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({}, ("Nguyên nhân chậm", "một nguyên nhân trong danh sách, vì việc chậm so với hạn 31/03/2023")),
        (
            {"Nguyên nhân chậm": "vì mưa"},
            ("Nguyên nhân chậm", "; ".join(cause.label for cause in LateCause)),
        ),
        (
            {"Nguyên nhân chậm": "Chưa được cấp kinh phí"},
            ("Lý do chậm", "một câu nêu lý do: chờ ai, theo văn bản số mấy"),
        ),
    ],
)
def test_a_late_row_names_its_cause(cast: Cast, plan: Plan, cells: dict[str, str], fault: tuple[str, str]) -> None:
    typed = {(2, "Tình trạng"): "Đang làm"} | {(2, heading): words for heading, words in cells.items()}
    found = differences(cast, "tpht", fill(sheet_of(cast, "tpht"), typed))
    assert ([(one.column, one.allowed) for one in found.faults], found.changes) == ([fault], ())


def test_the_causes_are_offered_in_the_workbook(cast: Cast, plan: Plan) -> None:
    book = load_workbook(BytesIO(sheet_of(cast, "tpht")))
    offered = {str(rule.sqref): rule.formula1 for rule in book.active.data_validations.dataValidation}
    assert offered["P2:P3"] == "'Nguyên nhân chậm'!$A$1:$A$6"
    assert [cell.value for cell in book["Nguyên nhân chậm"]["A"]] == [cause.label for cause in LateCause]


@pytest.mark.parametrize("data", [b"", b"khong phai excel", b"PK\x03\x04 hong"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(NotOurSheet, match="không phải sổ Excel"):
        read_sheet(data)


@pytest.mark.parametrize("content", [b"<worksheet><sheetData><row>", b"", b"<a/>" + b" " * 40_000_000])
def test_a_damaged_or_swollen_sheet_is_refused(cast: Cast, plan: Plan, content: bytes) -> None:
    out = BytesIO()
    with ZipFile(BytesIO(sheet_of(cast, "tpht"))) as whole, ZipFile(out, "w", ZIP_DEFLATED) as broken:
        for name in whole.namelist():
            broken.writestr(name, content if name == "xl/worksheets/sheet1.xml" else whole.read(name))
    with pytest.raises(NotOurSheet, match="không phải sổ Excel"):
        read_sheet(out.getvalue())


def test_a_workbook_without_its_columns_is_refused(cast: Cast, plan: Plan) -> None:
    renamed = fill(sheet_of(cast, "tpht"), {(1, "Kết quả"): "KQ"})
    with pytest.raises(NotOurSheet, match="thiếu cột “Kết quả”"):
        read_sheet(renamed)
