"""Task tables as other offices lay them out: any order and words of columns, headers of two rows, merged cells. Each is
read from a Word file and from a workbook alike."""

from collections.abc import Callable, Sequence

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from plans.reading.results import Block, ReadTask
from plans.reading.rows import Row
from plans.reading.tables import find_sections
from plans.reading.workbooks import read_workbook
from tests.reading.bodies import QUANG_TRUNG
from tests.reading.wordfiles import HEADING, bare_file, fill, paragraph, run, saved
from tests.reading.workbooks import excel_saved, workbook

Lines = Sequence[Sequence[str]]
Merged = Sequence[tuple[int, int, int, int]]


def as_word(lines: Lines, merged: Merged = ()) -> tuple[Block, ...]:
    """`merged` are cells: top, left, bottom, right."""
    document = Document()
    table = document.add_table(len(lines), len(lines[0]))
    fill(table, lines)
    for top, left, bottom, right in merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    return read_docx(saved(document))


def as_excel(lines: Lines, merged: Merged = ()) -> tuple[Block, ...]:
    book = workbook(lines)
    for top, left, bottom, right in merged:
        book.worksheets[0].merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    return read_workbook(excel_saved(book))


def rows_of(blocks: tuple[Block, ...]) -> list[Row]:
    """Rows without their place in a sheet."""
    rows = [row for section in find_sections(blocks) for row in section.rows]
    parts = [part for row in rows for part in (*row.subrows, *row.lines)]
    for part in (*rows, *parts):
        part.place = ""
    return rows


both = pytest.mark.parametrize("read", [as_word, as_excel])
Read = Callable[..., tuple[Block, ...]]


@both
@pytest.mark.parametrize(
    ("header", "line"),
    [
        (("TT", "Nội dung công việc", "Đơn vị thực hiện", "Thời gian hoàn thành"), "oxat"),
        (("STT", "Nội dung thực hiện", "Người thực hiện", "Thời hạn", "Ghi chú"), "oxatn"),
        (("Số TT", "Nhiệm vụ/giải pháp", "Sản phẩm đầu ra", "Đơn vị đầu mối", "Phối hợp", "Tiến độ"), "oxpact"),
        (("STT", "Đầu việc", "Kết quả/sản phẩm", "Phụ trách", "Hoàn thành"), "oxpat"),
        (("Thời hạn", "Chủ trì", "Hoạt động", "STT"), "taxo"),
        (("Ghi chú", "Thời hạn hoàn thành", "Bộ phận thực hiện", "Nhiệm vụ"), "ntax"),
        (("TT", "Tên nhiệm vụ", "Kết quả đạt được", "Cá nhân phụ trách", "Hạn"), "oxpat"),
        (("Công việc", "Người làm", "Hạn chót"), "xat"),
        (("TT", "Việc cần làm", "Ai làm", "Khi nào xong", "Kết quả"), "oxatp"),
        (("Mã số", "NỘI DUNG NHIỆM VỤ", "ĐƠN VỊ CHỦ TRÌ", "LỘ TRÌNH"), "oxat"),
    ],
)
def test_columns_in_any_order_under_any_words(read: Read, header: tuple[str, ...], line: str) -> None:
    words = {"o": "1", "t": "Quý I", "x": "Rà soát", "a": "CC VP - TK", "c": "CC TP - HT", "p": "Báo cáo", "n": "gấp"}
    cells = tuple(words[letter] for letter in line)
    (row,) = rows_of(read([header, cells]))
    assert (row.text, row.lead, row.time) == ("Rà soát", "CC VP - TK", "Quý I")
    assert (row.ordinal, row.product, row.coordinate, row.note) == tuple(
        words[letter] if letter in line else "" for letter in "opcn"
    )


LEAD_AND_BESIDE = [
    ("STT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời gian", "", "Sản phẩm"),
    ("", "", "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc", ""),
    ("1", "Rà soát", "VP", "TP", "01/2024", "03/2024", "Báo cáo"),
    ("2", "Niêm yết", "VP", "", "02/2024", "", "Biên bản"),
]
MERGED = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 1, 6)]


@both
@pytest.mark.parametrize("merged", [MERGED, []])
def test_a_header_of_two_rows(read: Read, merged: Merged) -> None:
    assert rows_of(read(LEAD_AND_BESIDE, merged)) == [
        Row("1", "Rà soát", product="Báo cáo", lead="VP", coordinate="TP", time="01/2024 - 03/2024"),
        Row("2", "Niêm yết", product="Biên bản", lead="VP", time="Từ 02/2024"),
    ]


@both
@pytest.mark.parametrize(
    "names", [("I", "II", "III", "IV"), ("Quý 1", "Quý 2", "Quý 3", "Quý 4"), ("Q1", "Q2", "Q3", "Q4")]
)
@pytest.mark.parametrize("merged", [True, False])
def test_marks_under_quarters_below_one_title(read: Read, names: tuple[str, ...], merged: bool) -> None:
    lines = [
        ("STT", "Nhiệm vụ", "Phụ trách", "Thời gian thực hiện (quý)", "", "", "", "Ghi chú"),
        ("", "", "", *names, ""),
        ("1", "Kiểm tra", "VP", "", "x", "", "X", ""),
        ("2", "Tuyên truyền", "VH", "Ban hành KH", "", "Báo cáo", "", "gấp"),
    ]
    spans = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 6), (0, 7, 1, 7)] if merged else []
    number = {"I": ("I", "II", "III", "IV")}.get(names[0], ("1", "2", "3", "4"))
    assert [(row.text, row.time) for row in rows_of(read(lines, spans))] == [
        ("Kiểm tra", f"Quý {number[1]}, Quý {number[3]}"),
        ("Tuyên truyền", f"Quý {number[0]}: Ban hành KH; Quý {number[2]}: Báo cáo"),
    ]


@both
def test_marks_under_months(read: Read) -> None:
    lines = [("TT", "Việc", "Người làm", *(f"T{n}" for n in range(1, 13))), ("1", "Họp", "VP", *"x..x..x..x..")]
    lines[1] = tuple("" if cell == "." else cell for cell in lines[1])
    (row,) = rows_of(read([("TT", "Công việc", *lines[0][2:]), lines[1]]))
    assert row.time == "Tháng 1, Tháng 4, Tháng 7, Tháng 10"


@both
def test_agencies_and_times_merged_downwards(read: Read) -> None:
    lines = [
        ("STT", "Nhiệm vụ", "Đơn vị", "Thời hạn"),
        ("1", "Rà soát", "CC TP - HT", "Quý I"),
        ("2", "Niêm yết", "", ""),
        ("3", "Báo cáo", "", "Quý II"),
    ]
    assert [(row.text, row.lead, row.time) for row in rows_of(read(lines, [(1, 2, 3, 2), (1, 3, 2, 3)]))] == [
        ("Rà soát", "CC TP - HT", "Quý I"),
        ("Niêm yết", "CC TP - HT", "Quý I"),
        ("Báo cáo", "CC TP - HT", "Quý II"),
    ]


@both
def test_areas_groups_and_subtasks(read: Read) -> None:
    lines = [
        ("STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị", "Thời hạn"),
        ("I", "CẢI CÁCH THỂ CHẾ", "", "", ""),
        ("", "Nội dung cần khắc phục", "", "", ""),
        ("1", "Rà soát văn bản", "Báo cáo", "CC TP - HT", "Quý I"),
        ("", "Nội dung cần duy trì", "", "", ""),
        ("1", "Kiểm soát thủ tục", "", "", ""),
        ("1.1", "Ban hành kế hoạch", "Kế hoạch", "CC VP - TK", "Quý I"),
        ("1.2", "Báo cáo", "Báo cáo", "CC VP - TK", "Quý IV"),
        ("STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị", "Thời hạn"),
        ("II. CẢI CÁCH CÔNG VỤ", "", "", "", ""),
        ("1", "Tập huấn", "Báo cáo", "CC VP - TK", "Quý II"),
    ]
    sections = find_sections(read(lines, [(9, 0, 9, 4)]))
    assert [(s.label, s.title, s.depth, [(r.ordinal, len(r.subrows)) for r in s.rows]) for s in sections] == [
        ("I", "CẢI CÁCH THỂ CHẾ", 0, []),
        ("", "Nội dung cần khắc phục", 1, [("1", 0)]),
        ("", "Nội dung cần duy trì", 1, [("1", 2)]),
        ("II", "CẢI CÁCH CÔNG VỤ", 0, [("1", 0)]),
    ]


@both
@pytest.mark.parametrize("first", ["STT", "Nhiệm vụ"])
def test_a_sentence_that_goes_on_in_the_next_row(read: Read, first: str) -> None:
    lines = [
        ("STT", "Nhiệm vụ", "Đơn vị", "Thời hạn"),
        ("1", "Rà soát văn bản của Hội đồng", "CC TP - HT", "Quý I"),
        ("", "nhân dân và Ủy ban nhân dân thực hi", "", ""),
        ("STT", "Nhiệm vụ", "Đơn vị", "Thời hạn"),
        ("", "ện trong năm", "và CC VP - TK", ""),
        ("2", "Niêm yết", "CC VP - TK", "Quý II"),
    ]
    assert [(row.text, row.lead) for row in rows_of(read(lines))] == [
        ("Rà soát văn bản của Hội đồng nhân dân và Ủy ban nhân dân thực hiện trong năm", "CC TP - HT và CC VP - TK"),
        ("Niêm yết", "CC VP - TK"),
    ]


@both
def test_ordinals_typed_into_the_task(read: Read) -> None:
    lines = [
        ("Nhiệm vụ", "Đơn vị", "Thời hạn"),
        ("1. Xây dựng kế hoạch", "CC VP - TK", "Quý I"),
        ("1.1. Lấy ý kiến\ncác đơn vị", "CC VP - TK", "Quý I"),
        ("2) Báo cáo", "CC VP - TK", "Quý IV"),
    ]
    assert [(row.ordinal, row.text, [sub.text for sub in row.subrows]) for row in rows_of(read(lines))] == [
        ("1", "Xây dựng kế hoạch", ["Lấy ý kiến\ncác đơn vị"]),
        ("2", "Báo cáo", []),
    ]


@both
def test_an_ordinal_column_left_empty(read: Read) -> None:
    lines = [
        ("STT", "Nhiệm vụ", "Đơn vị", "Thời hạn"),
        ("", "1. Xây dựng kế hoạch", "CC VP - TK", "Quý I"),
        ("", "2. Báo cáo", "CC VP - TK", "Quý IV"),
    ]
    assert [(row.ordinal, row.text, row.time) for row in rows_of(read(lines))] == [
        ("1", "Xây dựng kế hoạch", "Quý I"),
        ("2", "Báo cáo", "Quý IV"),
    ]


@both
def test_no_ordinals_at_all(read: Read) -> None:
    lines = [
        ("STT", "Nhiệm vụ", "Đơn vị", "Thời hạn"),
        ("", "Xây dựng kế hoạch", "CC VP - TK", "Quý I"),
        ("", "Báo cáo kết quả", "CC VP - TK", "Quý IV"),
    ]
    assert [row.text for row in rows_of(read(lines))] == ["Xây dựng kế hoạch", "Báo cáo kết quả"]


@both
def test_a_task_over_three_rows_with_merged_ordinal(read: Read) -> None:
    lines = [
        ("STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị", "Thời hạn"),
        ("1", "Kiểm soát thủ tục", "Kế hoạch", "CC VP - TK", "Quý I"),
        ("", "", "Báo cáo", "CC TP - HT", "Quý II"),
        ("", "", "Tờ trình", "", "Quý III"),
        ("2", "Niêm yết", "Biên bản", "CC VP - TK", "Quý IV"),
    ]
    one, two = rows_of(read(lines, [(1, 0, 3, 0), (1, 1, 3, 1)]))
    assert [(line.product, line.lead, line.time) for line in (one, *one.lines)] == [
        ("Kế hoạch", "CC VP - TK", "Quý I"),
        ("Báo cáo", "CC TP - HT", "Quý II"),
        ("Tờ trình", "", "Quý III"),
    ]
    assert (two.ordinal, two.lines) == ("2", [])


@both
def test_a_body_row_whose_words_could_head_columns_is_a_task(read: Read) -> None:
    lines = [
        ("STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị", "Thời hạn"),
        ("1", "Nội dung công việc của năm", "Báo cáo kết quả", "Các bộ phận, đơn vị", "Hoàn thành trong quý I"),
        ("2", "Nhiệm vụ thường xuyên", "Kết quả thực hiện", "Người phụ trách", "Tiến độ theo quý II"),
    ]
    assert [row.ordinal for row in rows_of(read(lines))] == ["1", "2"]


def test_a_table_that_word_split_in_three() -> None:
    document = Document()
    header = ("STT", "Nhiệm vụ", "Đơn vị", "Thời hạn")
    parts = (
        [header, ("1", "Rà soát", "CC TP - HT", "Quý I")],
        [("2", "Nội dung nhiệm vụ của các đơn vị", "Các bộ phận, đơn vị", "Hoàn thành quý I")],
        [header, ("3", "Niêm yết", "CC VP - TK", "Quý II")],
    )
    for part in parts:
        fill(document.add_table(len(part), 4), part)
        document.add_paragraph("")
    (section,) = find_sections(read_docx(saved(document)))
    assert [row.ordinal for row in section.rows] == ["1", "2", "3"]


def cell(*content: str) -> str:
    return f"<w:tc>{''.join(content)}</w:tc>"


def test_revisions_boxes_and_controls_inside_a_row() -> None:
    header = "".join(cell(paragraph(run(text))) for text in ("STT", "Nhiệm vụ", "Đơn vị", "Thời hạn"))
    inserted = f"<w:ins>{run(' văn bản')}</w:ins><w:del><w:r><w:delText> hồ sơ</w:delText></w:r></w:del>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell(paragraph(run('CC VP - TK')))}</w:sdtContent></w:sdt>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('trước 15/3'))}</w:txbxContent></w:pict></w:r>"
    nested = f"<w:tbl><w:tr>{cell(paragraph(run('bước một')))}{cell(paragraph(run('bước hai')))}</w:tr></w:tbl>"
    row = (
        cell(paragraph(run("1")))
        + cell(paragraph(run("Rà soát"), inserted), nested, "<w:p/>")
        + control
        + cell(paragraph(run("Quý I,"), box))
    )
    wrapped = f"<w:sdt><w:sdtContent><w:tr>{row}</w:tr></w:sdtContent></w:sdt>"
    (section,) = find_sections(read_docx(bare_file(f"<w:tbl><w:tr>{header}</w:tr>{wrapped}</w:tbl>")))
    assert section.rows == [
        Row("1", "Rà soát văn bản\nbước một bước hai", lead="CC VP - TK", time="Quý I,\ntrước 15/3")
    ]


OPENINGS = "Rà soát;Ban hành;Kế hoạch;báo cáo;Phòng;UBND;Quý;Tháng;Nội dung;Thường xuyên;Cải cách"
BITS = "và;của;thực hiện;98%;15/3/2024;quý II,;-;+;1.;2.1;a);(kèm theo);UBND, xã:;CÔNG VỤ.;CC VP-TK;\n;\n-;năm 2024;x"
FIRST, TOKENS = st.sampled_from(OPENINGS.split(";")), st.sampled_from(BITS.split(";"))
CELL = st.builds(lambda first, rest: " ".join([first, *rest]), FIRST, st.lists(TOKENS, max_size=9))
HEADERS = st.permutations(["STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị", "Thời hạn", "Ghi chú", "Kinh phí"])


@settings(max_examples=80, deadline=None)
@given(HEADERS, st.lists(st.tuples(*[CELL] * 6), min_size=1, max_size=4), st.sampled_from([as_word, as_excel]))
def test_every_word_of_a_row_is_kept(header: list[str], rows: list[tuple[str, ...]], read: Read) -> None:
    """Whatever stands in the cells of a task: all its words are in what was read of it."""
    place = header.index("STT")
    lines = [(*row[:place], str(number), *row[place:]) for number, row in enumerate(rows, 1)]
    blocks = (*(Block("p", text) for text in HEADING[:2]), *read([tuple(header), *lines]))
    tasks = [task for section in read_plan(blocks, QUANG_TRUNG).sections for task in section.tasks]
    assert [task.ordinal for task in tasks] == [line[place] for line in lines]
    for task, line in zip(tasks, lines, strict=True):
        assert set(_bare(" ".join(line))) <= set(_bare(_words(task)))


def _words(task: ReadTask) -> str:
    own = (task.ordinal, task.text, task.product_text, task.agency_text, task.deadline_text, task.note)
    return " ".join([*own, *(_words(part) for part in (*task.actions, *task.subtasks))])


def _bare(text: str) -> list[str]:
    return [word for piece in text.split() if (word := piece.strip("-–+.,;:()"))]


@both
def test_a_sentence_above_the_header_is_no_part_of_it(read: Read) -> None:
    lines = [
        ["(Kèm theo Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND xã)", "", "", "", "", "", ""],
        ["Thời gian", "", "Đơn vị", "", "Nội dung công việc", "Kết quả đầu ra", "Số TT"],
        ["Bắt đầu", "Kết thúc", "Chủ trì", "Phối hợp", "", "", ""],
        ["Quý I", "Quý II", "Tư pháp", "Văn phòng", "Tuyên truyền pháp luật", "Báo cáo", "1"],
    ]
    merged = [(1, 0, 1, 1), (1, 2, 1, 3), (1, 4, 2, 4), (1, 5, 2, 5), (1, 6, 2, 6)]
    rows = rows_of(read(lines, merged))
    assert rows == [
        Row(
            "1",
            "Tuyên truyền pháp luật",
            product="Báo cáo",
            lead="Tư pháp",
            coordinate="Văn phòng",
            time="Quý I - Quý II",
        )
    ]
