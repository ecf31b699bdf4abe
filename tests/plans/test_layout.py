"""The document beside its reading: rows tied to tables, captions, merged cells, marks."""

from plans.layout import Mark, Row, lay_out


def paragraph(text):
    return {"kind": "p", "text": text}


def table(*rows, spans=()):
    return {"kind": "table", "rows": [list(row) for row in rows], "spans": [list(span) for span in spans]}


HEAD = ("STT", "Nhiệm vụ", "Thời gian")
BLOCKS = [
    table(("UBND XÃ", "CỘNG HÒA")),
    paragraph("1. Rà soát văn bản trong năm 2023."),
    paragraph("Phụ lục số 01: Thể chế"),
    paragraph("(CC TP - HT chủ trì)"),
    table(
        HEAD,
        ("I", "THỂ CHẾ", ""),
        ("1", "- Rà soát văn bản", "Quý I"),
        ("", "còn hiệu lực", ""),
        ("2", "Ban hành", "31/11"),
    ),
    paragraph("Nơi nhận:"),
]
ROWS = [Row(7, "Rà soát văn bản\ncòn hiệu lực", "Phụ lục số 01"), Row(8, "Ban hành", "Phụ lục số 01")]


def laid(rows=ROWS, marks=(), blocks=BLOCKS):
    return lay_out(blocks, rows, marks)


def marked(layout):
    lines = [line for found in layout.tables for line in [*found.head, *found.body]]
    cells = [cell for line in lines for cell in line.cells] + [piece.cell for piece in layout.prose if piece.cell]
    return [(part.text, part.doubt) for cell in cells for part in cell.segments if part.doubt]


def test_prose_keeps_what_is_no_task_table():
    layout = laid([Row(7, "Rà soát văn bản", "Phụ lục số 01"), ROWS[1]])
    assert [piece.text for piece in layout.prose] == ["", "1. Rà soát văn bản trong năm 2023.", "Nơi nhận:"]
    assert [cell.text for cell in layout.prose[0].lines[0].cells] == ["UBND XÃ", "CỘNG HÒA"]


def test_the_caption_begins_at_the_sections_label():
    (found,) = laid().tables
    assert [piece.text for piece in found.caption] == ["Phụ lục số 01: Thể chế", "(CC TP - HT chủ trì)"]


def test_rows_are_tied_to_tables_not_to_like_words_of_the_prose():
    (found,) = laid([Row(7, "Rà soát văn bản", "Phụ lục số 01"), ROWS[1]]).tables
    assert [[cell.text for cell in line.cells] for line in found.head] == [list(HEAD)]
    assert [line.row for line in found.body] == [None, 7, None, 8]
    assert [cell.label for cell in found.body[1].cells] == list(HEAD)


def test_a_row_that_stands_nowhere_is_listed_apart():
    assert laid([*ROWS[1:], Row(9, "Không có ở đâu", "")]).loose == [9]


def test_two_rows_with_the_same_words_take_two_places():
    blocks = [table(HEAD, ("1", "Báo cáo", "Quý I"), ("2", "Báo cáo", "Quý II"))]
    (found,) = laid([Row(1, "Báo cáo", ""), Row(2, "Báo cáo", "")], blocks=blocks).tables
    assert [line.row for line in found.body] == [1, 2]


def test_merged_cells_span_and_are_not_repeated():
    blocks = [
        table(("TT", "Việc", "Cơ quan", ""), ("", "", "Chủ trì", "Phối hợp"), ("1", "Ban hành", "A", "B"),
              spans=[(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2)]),
    ]  # fmt: skip
    (found,) = laid(ROWS[1:], blocks=blocks).tables
    assert [[(cell.text, cell.rowspan, cell.colspan) for cell in line.cells] for line in found.head] == [
        [("TT", 2, 1), ("Việc", 2, 1), ("Cơ quan", 1, 2)],
        [("Chủ trì", 1, 1), ("Phối hợp", 1, 1)],
    ]
    assert found.width == 4


def test_marks_stand_in_their_own_row_once():
    rows = [Row(7, "Rà soát văn bản", "Phụ lục số 01"), ROWS[1]]
    layout = laid(rows, [Mark(1, "31/11", 8), Mark(2, "Quý I", 8), Mark(3, "Quý I", 7)])
    assert marked(layout) == [("Quý I", 3), ("31/11", 1)]


def test_words_quoted_from_several_places_and_broken_lines_are_found():
    blocks = [paragraph("Tối thiểu 99% hồ\nsơ đúng hạn"), paragraph("từ 98% trở lên")]
    assert marked(laid([], [Mark(5, "99% hồ sơ … 98% trở lên", None)], blocks)) == [
        ("99% hồ\nsơ", 5),
        ("98% trở lên", 5),
    ]


def test_overlapping_marks_leave_the_text_whole():
    layout = laid([], [Mark(1, "đúng hạn", None), Mark(2, "hạn trước", None)], [paragraph("đúng hạn trước")])
    assert [(part.text, part.doubt) for part in layout.prose[0].cell.segments] == [("đúng hạn", 1), (" trước", None)]
