"""From the bytes of an Excel file to blocks and to a plan; workbooks that are refused."""

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans.reading import archive as archives
from plans.reading.plan import plan_to_json, read_plan
from plans.reading.results import Block, ReadPlan, Span, Unreadable
from plans.reading.sources import read_blocks
from plans.reading.workbooks import read_workbook
from plans.reading.workbooks.reader import NO_CELLS
from plans.reading.workbooks.sheets import TOO_MANY_ROWS, TOO_WIDE
from tests.reading.bodies import QUANG_TRUNG
from tests.reading.wordfiles import archive, real_plan
from tests.reading.workbooks import Cells, excel_file, excel_saved, workbook

HEADER = ("STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan thực hiện", "Thời gian", "Ghi chú")
ONE = (1, "Rà soát văn bản", "Báo cáo", "CC TP - HT", "Quý I/2024")
TWO = (2, "Niêm yết thủ tục", "Biên bản", "CC VP - TK", "Quý II/2024", "làm sớm")
HEAD = [
    ("UBND THỊ XÃ BỈM SƠN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("ỦY BAN NHÂN DÂN XÃ QUANG TRUNG", "", "", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 05/KH-UBND", "", "", "Quang Trung, ngày 10 tháng 01 năm 2024"),
    (),
    ("", "KẾ HOẠCH"),
    ("", "Cải cách hành chính năm 2024"),
    (),
]
FOOT = [
    (),
    ("", "Nơi nhận:", "", "TM. ỦY BAN NHÂN DÂN"),
    ("", "- Như trên;", "", "CHỦ TỊCH"),
    ("", "- Lưu: VP."),
    ("", "", "", "Nguyễn Văn An"),
]


def read(sheets: Any) -> ReadPlan:
    return read_plan(read_workbook(excel_file(sheets)), QUANG_TRUNG)


def tables(data: bytes) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in read_workbook(data) if block.kind == "table"]


def sheet_of(rows: Cells) -> tuple[Any, Worksheet]:
    book = workbook(rows)
    return book, book.worksheets[0]


def test_a_whole_plan_in_one_sheet() -> None:
    plan = read([*HEAD, HEADER, ONE, TWO, *FOOT])
    assert (plan.number, plan.title, plan.issued_on) == (
        "05/KH-UBND",
        "Kế hoạch Cải cách hành chính năm 2024",
        date(2024, 1, 10),
    )
    assert (plan.superior, plan.issuer) == ("UBND THỊ XÃ BỈM SƠN", "ỦY BAN NHÂN DÂN XÃ QUANG TRUNG")
    assert (plan.authority, plan.signer_title, plan.signer) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An")
    assert plan.recipients == ("Như trên", "Lưu: VP")
    (section,) = plan.sections
    assert [(task.ordinal, task.text, task.deadline_text, task.note) for task in section.tasks] == [
        ("1", "Rà soát văn bản", "Quý I/2024", ""),
        ("2", "Niêm yết thủ tục", "Quý II/2024", "làm sớm"),
    ]


def test_cells_are_printed_as_excel_shows_them() -> None:
    book, sheet = sheet_of([HEADER, (1, "a", 0.95, 1.0, date(2024, 3, 31)), (2, "b", 81.13, 1234567, date(2024, 3, 1))])
    for place, code in (("C2", "0%"), ("D3", "#,##0"), ("E2", "dd/mm/yyyy"), ("E3", "mmm-yy")):
        sheet[place].number_format = code
    sheet["F2"], sheet["F3"] = datetime(2024, 5, 2, 8, 30), True
    sheet["F2"].number_format = "m/d/yy h:mm"
    assert tables(excel_saved(book))[0][1:] == (
        ("1", "a", "95%", "1", "31/03/2024", "02/05/2024 08:30"),
        ("2", "b", "81,13", "1.234.567", "03/2024", "x"),
    )


def test_what_is_hidden_is_not_read() -> None:
    book, sheet = sheet_of([HEADER, ONE, (3, "hàng ẩn", "", "CC VP - TK", "Quý I"), TWO])
    sheet.row_dimensions[3].hidden = True
    sheet.insert_cols(3)
    for row in range(1, 5):
        sheet.cell(row, 3, "cột ẩn")
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Nháp").sheet_state = "hidden"
    book["Nháp"].append(("STT", "Nhiệm vụ", "Đơn vị", "Thời gian"))
    (block,) = read_workbook(excel_saved(book))
    assert block.rows == (
        HEADER,
        ("1", "Rà soát văn bản", "Báo cáo", "CC TP - HT", "Quý I/2024", ""),
        ("2", "Niêm yết thủ tục", "Biên bản", "CC VP - TK", "Quý II/2024", "làm sớm"),
    )
    assert block.numbers == (1, 2, 4)


def test_merged_cells_whose_first_place_is_hidden() -> None:
    book, sheet = sheet_of([HEADER, ONE, (2, "Niêm yết", "Biên bản", "", "Quý II")])
    sheet.merge_cells("D2:D3")
    sheet.row_dimensions[2].hidden = True
    (block,) = read_workbook(excel_saved(book))
    assert (block.rows[1], block.spans) == (("2", "Niêm yết", "Biên bản", "CC TP - HT", "Quý II", ""), ())


def test_merged_cells_are_spans() -> None:
    book, sheet = sheet_of([HEADER, ("I. CẢI CÁCH THỂ CHẾ",), ONE, (2, "Niêm yết", "Biên bản", "", "Quý II")])
    sheet.merge_cells("A2:F2")
    sheet.merge_cells("D3:D4")
    (block,) = read_workbook(excel_saved(book))
    assert block.spans == (Span(1, 0, 1, 6), Span(2, 3, 2, 1))
    (section,) = read_plan(read_workbook(excel_saved(book)), QUANG_TRUNG).sections
    assert (section.label, section.title) == ("I", "CẢI CÁCH THỂ CHẾ")
    assert [task.agency_text for task in section.tasks] == ["CC TP - HT", "CC TP - HT"]


def test_empty_rows_and_notes_end_no_table_and_make_no_task() -> None:
    notes = [(), ("", "Ghi chú: các bộ phận chủ động thực hiện"), ("- Báo cáo gửi trước ngày 15",)]
    plan = read([("KẾ HOẠCH",), ("Cải cách hành chính năm 2024",), HEADER, ONE, (), (), TWO, *notes, *FOOT])
    (section,) = plan.sections
    assert [task.ordinal for task in section.tasks] == ["1", "2"]
    assert section.tasks[1].text == "Niêm yết thủ tục"
    texts = [block.text for block in plan.blocks if block.kind == "p"]
    assert texts[2:4] == ["Ghi chú: các bộ phận chủ động thực hiện", "- Báo cáo gửi trước ngày 15"]


def test_two_tables_with_their_captions_in_one_sheet() -> None:
    rows = [
        ("Phụ lục 1",),
        ("CẢI CÁCH THỂ CHẾ",),
        HEADER,
        ONE,
        (),
        ("Phụ lục 2",),
        ("TÀI CHÍNH CÔNG",),
        HEADER,
        ONE,
        TWO,
    ]
    plan = read([("KẾ HOẠCH",), ("Cải cách hành chính năm 2024",), (), *rows])
    assert [(section.label, section.title, len(section.tasks)) for section in plan.sections] == [
        ("Phụ lục 1", "CẢI CÁCH THỂ CHẾ", 1),
        ("Phụ lục 2", "TÀI CHÍNH CÔNG", 2),
    ]


def test_a_header_printed_again_goes_on() -> None:
    (section,) = read([*HEAD, HEADER, ONE, (), HEADER, TWO]).sections
    assert [task.ordinal for task in section.tasks] == ["1", "2"]


@pytest.mark.parametrize(
    ("name", "label", "title"),
    [
        ("Phụ lục 2", "Phụ lục 2", ""),
        ("PL02", "Phụ lục 02", ""),
        ("PL.3 the che", "Phụ lục 3", ""),
        ("PL-II", "Phụ lục II", ""),
        ("Cải cách thể chế", "", "Cải cách thể chế"),
    ],
)
def test_the_name_of_a_sheet_names_its_section(name: str, label: str, title: str) -> None:
    plan = read({"Kế hoạch": [*HEAD, HEADER, ONE], name: [HEADER, TWO]})
    assert [(section.label, section.title) for section in plan.sections][1:] == [(label, title)]


def test_the_name_of_a_sheet_stands_above_its_title_and_below_that_of_the_plan() -> None:
    plan = read({"PL1": [*HEAD, HEADER, ONE], "PL2": [("DANH MỤC NHIỆM VỤ",), HEADER, TWO]})
    assert [(section.label, section.title) for section in plan.sections] == [
        ("Phụ lục 1", ""),
        ("Phụ lục 2", "DANH MỤC NHIỆM VỤ"),
    ]


def test_a_cover_of_prose_beside_sheets_of_tables() -> None:
    cover = [("I. MỤC TIÊU",), ("1. Tối thiểu 99% hồ sơ được giải quyết đúng hạn.",)]
    other = [("Họ tên", "Chức vụ", "Điện thoại"), ("An", "Công chức", "0912"), ("Bình", "Công chức", "0913")]
    plan = read({"Bìa": [*HEAD, *cover, *FOOT], "PL1": [HEADER, ONE], "Danh bạ": other, "PL2": [HEADER, TWO]})
    assert (plan.number, plan.signer, [target.value for target in plan.targets]) == (
        "05/KH-UBND",
        "Nguyễn Văn An",
        [99],
    )
    tabled = [(section.label, len(section.tasks)) for section in plan.sections if section.label.startswith("Phụ")]
    assert tabled == [("Phụ lục 1", 1), ("Phụ lục 2", 1)]
    assert tuple(other) in [block.rows for block in plan.blocks]


def test_a_caption_goes_before_the_name_of_the_sheet_and_each_sheet_is_a_section() -> None:
    plan = read({"Phụ lục 9": [*HEAD, ("Phụ lục số 02. CẢI CÁCH CÔNG VỤ",), HEADER, ONE], "Sheet2": [HEADER, TWO]})
    assert [(section.label, section.title, len(section.tasks)) for section in plan.sections] == [
        ("Phụ lục số 02", "CẢI CÁCH CÔNG VỤ", 1),
        ("", "", 1),
    ]


def test_doubts_tell_sheet_row_and_column() -> None:
    subtask = (1.1, "Việc nhỏ", "", "CC TP - HT", "31/11/2024")
    plan = read({"Phụ lục 1": [*HEAD, HEADER, ("1", "Rà soát", "Báo cáo", "Ông Bụt", "Quý V"), subtask]})
    assert [(doubt.code, doubt.where) for doubt in plan.doubts] == [
        ("agency_unknown", "Trang tính Phụ lục 1, hàng 9, cột cơ quan thực hiện"),
        ("no_such_period", "Trang tính Phụ lục 1, hàng 9, cột thời gian"),
        ("impossible_date", "Trang tính Phụ lục 1, hàng 10, cột thời gian"),
    ]
    (task,) = plan.sections[0].tasks
    assert (task.where, [(sub.ordinal, sub.where) for sub in task.subtasks]) == (
        "Trang tính Phụ lục 1, hàng 9",
        [("1.1", "Trang tính Phụ lục 1, hàng 10")],
    )


def test_the_real_plan_typed_into_excel_reads_the_same() -> None:
    blocks = read_blocks("quang-trung-2023.docx", real_plan("quang-trung-2023"))
    rows: list[tuple[str, ...]] = []
    for block in blocks:
        rows += [(line,) for line in block.text.split("\n")] if block.kind == "p" else [(), *block.rows]
    typed, own = read(rows), read_plan(blocks, QUANG_TRUNG)
    assert [len(section.tasks) for section in typed.sections] == [3, 9, 3, 5, 4, 5, 4]
    assert [section.lead for section in typed.sections] == [section.lead for section in own.sections]
    assert [task["deadline"] for task in tasks_of(typed)] == [task["deadline"] for task in tasks_of(own)]
    assert [task["text"] for task in tasks_of(typed)] == [task["text"] for task in tasks_of(own)]


def tasks_of(plan: ReadPlan) -> list[dict[str, Any]]:
    return [task for section in plan_to_json(plan)["sections"] for task in section["tasks"]]


def test_a_reading_written_to_excel_and_read_again_is_the_same() -> None:
    """Sections, rows and their readings; the words of a cell may be laid out in lines anew."""
    own = read_plan(read_blocks("quang-trung-2023.docx", real_plan("quang-trung-2023")), QUANG_TRUNG)
    sheets: dict[str, list[tuple[str, ...]]] = {"Kế hoạch": [("KẾ HOẠCH",), (own.title.removeprefix("Kế hoạch "),)]}
    for number, section in enumerate(own.sections, 1):
        cells = ((t.ordinal, t.text, t.product_text, t.agency_text, t.deadline_text, t.note) for t in section.tasks)
        caption = [
            (f"{section.label}. {section.title}",),
            (f"({section.lead_text} chủ trì)" if section.lead_text else "",),
        ]
        sheets[f"Phụ lục {number}"] = [*caption, HEADER, *cells]
    again = read(sheets)
    assert again.title == own.title
    assert tasks_of(again) == tasks_of(own)
    shapes = [[(s.label, s.title, s.area, s.lead_text) for s in plan.sections] for plan in (again, own)]
    assert shapes[0] == shapes[1]


def rebuilt(change: dict[str, bytes | None]) -> bytes:
    """A sound workbook with parts put in, changed or taken out."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(excel_file([HEADER, ONE]))) as sound,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        parts: dict[str, bytes | None] = {name: sound.read(name) for name in sound.namelist()}
        for name, content in (parts | change).items():
            if content is not None:
                made.writestr(name, content)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ROWS = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 5003))
WIDE = b"".join(b"<c><v>1</v></c>" for _ in range(201))
OPEN, CLOSE = b"<worksheet><sheetData>", b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (excel_file([()]), NO_CELLS),
        (rebuilt({SHEET: b"<worksheet"}), archives.DAMAGED),
        (rebuilt({SHEET: None}), archives.DAMAGED),
        (rebuilt({"xl/_rels/workbook.xml.rels": None}), archives.DAMAGED),
        (rebuilt({SHEET: b'<!DOCTYPE a [<!ENTITY x "y">]>' + OPEN + CLOSE}), archives.DOCTYPE),
        (rebuilt({SHEET: b"<a>" + b" " * (30 * 1024 * 1024) + b"</a>"}), archives.SWOLLEN),
        (rebuilt({SHEET: OPEN + ROWS + CLOSE}), TOO_MANY_ROWS),
        (rebuilt({SHEET: OPEN + b"<row>" + WIDE + b"</row>" + CLOSE}), TOO_WIDE),
        (excel_file([HEADER, ONE])[:3000], archives.DAMAGED),
    ],
)
def test_what_is_no_readable_workbook_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_workbook(data)
    assert str(refusal.value) == sentence


def test_parts_outside_the_file_are_never_followed() -> None:
    links = (
        b'<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="file:///etc/passwd" TargetMode="External"/>'
        b"</Relationships>"
    )
    with pytest.raises(Unreadable) as refusal:
        read_workbook(rebuilt({"xl/_rels/workbook.xml.rels": links}))
    assert str(refusal.value) == NO_CELLS


def test_cells_without_addresses_and_rich_text() -> None:
    rich = b"<is><r><t>R\xc3\xa0 </t></r><r><t>so\xc3\xa1t</t></r><rPh><t>bo</t></rPh></is>"
    cells = b'<row><c t="inlineStr">' + rich + b'</c><c><v>2</v></c><c t="str"><v>a_x000D__x000A_b</v></c></row>'
    (block,) = read_workbook(rebuilt({SHEET: OPEN + cells * 2 + CLOSE}))
    assert block.rows == (("Rà soát", "2", "a\nb"),) * 2


def test_formulas_count_by_the_value_that_was_kept() -> None:
    row = b'<row><c><f>1+1</f><v>2</v></c><c t="str"><f>A1</f><v>hai</v></c><c t="e"><v>#REF!</v></c></row>'
    (block,) = read_workbook(rebuilt({SHEET: OPEN + row * 2 + CLOSE}))
    assert block.rows == (("2", "hai", "#REF!"),) * 2


def test_every_cut_and_every_damage_is_refused_or_read_and_none_crashes() -> None:
    data = excel_file({"Phụ lục 1": [*HEAD, HEADER, ONE, TWO, *FOOT]})
    damaged = [data[:length] for length in range(1, len(data), len(data) // 40)]
    for place in range(0, len(data), len(data) // 150):
        damaged.append(data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :])
    told = [sentence_or_none(bad) for bad in damaged]
    assert None in told
    assert {sentence[-1] for sentence in told if sentence} == {"."}


def sentence_or_none(data: bytes) -> str | None:
    try:
        read_blocks("ke-hoach.xlsx", data)
    except Unreadable as refusal:
        return str(refusal)
    return None


BITS = (
    '<row>;</row>;<row r="3" hidden="1">;<c r="B2" t="s">;<c t="n" s="1">;<c>;</c>;<v>;</v>;1;-5;45016;9999999999'
    ';<f>;</f>;<c r="ZZZ9999999">;chữ;1e400;<row r="-4">;<c r="A1" t="b">;&#1'
)
PIECES = st.sampled_from(BITS.split(";"))
MERGES = st.sampled_from(["A1:B2", "B2:A1", "A1:XFD1048576", "x", "C3"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(PIECES, max_size=25), st.lists(st.sampled_from(["A1:B2", "B2:A1", "A1:XFD1048576", "x", "C3"]), max_size=3)
)
def test_no_sheet_crashes_the_reader(pieces: list[str], merged: list[str]) -> None:
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    xml = f"<worksheet><sheetData>{''.join(pieces)}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    try:
        blocks = read_workbook(rebuilt({SHEET: xml.encode()}))
    except Unreadable:
        return
    assert all(isinstance(block, Block) for block in blocks)


CELL = st.sampled_from(["", *HEADER, "1", "2.1", "I", "CẢI CÁCH THỂ CHẾ", "Quý I", "Phụ lục 1", "x"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, max_size=7), max_size=9))
def test_no_layout_crashes_the_reader(rows: list[list[str]]) -> None:
    try:
        plan = read(rows)
    except Unreadable:
        return
    assert json.dumps(plan_to_json(plan))


def test_openpyxl_itself_agrees_on_what_was_written() -> None:
    data = excel_file({"Phụ lục 1": [HEADER, ONE, TWO]})
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    typed = [tuple("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert tables(data) == [tuple(typed)]


def test_a_zip_of_nothing_else() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_workbook(archive({"xl/workbook.xml": "<workbook/>"}))
    assert str(refusal.value) == archives.DAMAGED
