"""The document beside its reading: rows tied to tables and paragraphs, captions, merged cells, marks."""

from hypothesis import given
from hypothesis import strategies as st

from plans.layout import Aim, Heading, Mark, Place, Row, lay_out


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
    paragraph("Hết phụ lục."),
]
SECTION = Heading(1, "Phụ lục số 01", "Thể chế")
ROWS = [Row(7, "Rà soát văn bản", 1), Row(8, "Ban hành", 1)]

PROSE = [
    paragraph("KẾ HOẠCH"),
    paragraph("I. MỤC ĐÍCH"),
    paragraph("Tối thiểu 99% hồ sơ đúng hạn trong năm."),
    paragraph("II. NHIỆM VỤ"),
    paragraph("1. Thể chế."),
    paragraph("1.1. Rà soát văn bản, xử lý văn bản trái luật; báo cáo kết quả."),
    paragraph("- Đơn vị chủ trì: Công chức Tư pháp."),
    paragraph("- Đơn vị phối hợp: Các ban, ngành."),
    paragraph("1.2. Phổ biến văn bản mới"),
    paragraph("đến từng thôn."),
    paragraph("Phụ trách chung do Chủ tịch đảm nhận."),
    paragraph("Nơi nhận:"),
]
PROSE_SECTIONS = [Heading(4, "II", "NHIỆM VỤ"), Heading(5, "II.1", "Thể chế")]
FIRST = Row(1, "Rà soát văn bản, xử lý văn bản trái luật; báo cáo kết quả.", 5, ("Đơn vị chủ trì: Công chức Tư pháp.",
            "Đơn vị phối hợp: Các ban, ngành."), in_prose=True)  # fmt: skip
SECOND = Row(2, "Phổ biến văn bản mới đến từng thôn.", 5, in_prose=True)


def laid(rows=ROWS, marks=(), blocks=BLOCKS, headings=(SECTION,), aims=()):
    return lay_out(blocks, rows, headings, marks, aims)


def prose(rows=(FIRST, SECOND), **others):
    return laid(rows, blocks=PROSE, headings=PROSE_SECTIONS, **others)


def tables(layout):
    return [part for part in layout.parts if not part.is_prose]


def marked(layout):
    cells = [cell for part in layout.parts for line in part.lines for cell in line.cells]
    return [(piece.text, piece.doubt) for cell in cells for piece in cell.segments if piece.doubt]


def test_prose_keeps_what_is_no_task_table():
    first, _, last = laid().parts
    assert [(line.text, bool(line.table)) for line in first.body] == [
        ("", True),
        ("1. Rà soát văn bản trong năm 2023.", False),
    ]
    assert [cell.text for cell in first.body[0].table[0].cells] == ["UBND XÃ", "CỘNG HÒA"]
    assert [line.text for line in last.body] == ["Hết phụ lục."]


def test_the_caption_begins_at_the_sections_label():
    (found,) = tables(laid())
    assert [line.text for line in found.caption] == ["Phụ lục số 01: Thể chế", "(CC TP - HT chủ trì)"]
    assert found.section == 1


def test_rows_are_tied_to_tables_not_to_like_words_of_the_prose():
    (found,) = tables(laid())
    assert [[cell.text for cell in line.cells] for line in found.head] == [list(HEAD)]
    assert [line.rows for line in found.body] == [[], [7], [], [8]]
    assert [cell.label for cell in found.body[1].cells] == list(HEAD)


def test_a_row_cut_by_a_page_is_found_where_it_begins():
    (found,) = tables(laid([Row(7, "Rà soát văn bản\ncòn hiệu lực", 1), ROWS[1]]))
    assert [line.rows for line in found.body] == [[], [7], [], [8]]


def test_a_row_that_stands_nowhere_follows_the_row_above_it_in_its_section():
    layout = laid([ROWS[0], Row(9, "Không có ở đâu", 1), ROWS[1]])
    (found,) = tables(layout)
    assert [(line.rows, line.place is None) for line in found.body] == [
        ([], False),
        ([7], False),
        ([9], True),
        ([], False),
        ([8], False),
    ]


def test_rows_of_a_section_that_stands_nowhere_have_a_part_of_their_own():
    last = laid([*ROWS, Row(9, "Không có ở đâu", 2)]).parts[-1]
    assert (last.key, last.section, last.rows) == ("s2", 2, [9])


def test_two_rows_with_the_same_words_take_two_places():
    blocks = [table(HEAD, ("1", "Báo cáo", "Quý I"), ("2", "Báo cáo", "Quý II"))]
    (found,) = tables(laid([Row(1, "Báo cáo", 1), Row(2, "Báo cáo", 1)], blocks=blocks))
    assert [line.rows for line in found.body] == [[1], [2]]


def test_both_parts_of_a_row_stand_where_it_stood():
    blocks = [table(HEAD, ("1", "Rà soát văn bản, ban hành kế hoạch", "Quý I"), ("2", "Ban hành kế hoạch", "Quý II"))]
    rows = [Row(1, "Rà soát văn bản,", 1), Row(2, "ban hành kế hoạch", 1), Row(3, "Ban hành kế hoạch", 1)]
    (found,) = tables(laid(rows, blocks=blocks))
    assert [line.rows for line in found.body] == [[1, 2], [3]]


def test_merged_cells_span_and_are_not_repeated():
    blocks = [
        table(("TT", "Việc", "Cơ quan", ""), ("", "", "Chủ trì", "Phối hợp"), ("1", "Ban hành", "A", "B"),
              spans=[(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2)]),
    ]  # fmt: skip
    (found,) = tables(laid(ROWS[1:], blocks=blocks))
    assert [[(cell.text, cell.rowspan, cell.colspan) for cell in line.cells] for line in found.head] == [
        [("TT", 2, 1), ("Việc", 2, 1), ("Cơ quan", 1, 2)],
        [("Chủ trì", 1, 1), ("Phối hợp", 1, 1)],
    ]
    assert found.width == 4


def test_a_long_table_is_cut_between_rows_and_never_through_a_merged_cell():
    lines = [HEAD, *((str(n), f"Việc thứ {n:03}", "Quý I") for n in range(1, 121))]
    blocks = [table(*lines, spans=[(50, 2, 3, 1)])]
    rows = [Row(n, f"Việc thứ {n:03}", 1) for n in range(1, 121)]
    parts = tables(laid(rows, blocks=blocks))
    assert [(part.key, len(part.body), part.goes_on) for part in parts] == [
        ("0-0", 52, False),
        ("0-53", 50, True),
        ("0-103", 18, True),
    ]
    assert [part.head for part in parts] == [parts[0].head] * 3
    assert tables(laid(rows[:60], blocks=blocks))[1].key == "0-53"


def test_paragraphs_stand_under_the_headings_of_their_sections():
    layout = prose()
    assert [(part.title, part.section, part.rows) for part in layout.parts] == [
        ("", None, []),
        ("I. MỤC ĐÍCH", None, []),
        ("II. NHIỆM VỤ 1. Thể chế.", 5, [1, 2]),
        ("Nơi nhận:", None, []),
    ]


def test_labelled_lines_and_cut_sentences_belong_to_their_row():
    lines = prose().parts[2].body
    assert [([cell.text for cell in line.cells], line.rows) for line in lines] == [
        (
            [
                "1.1. Rà soát văn bản, xử lý văn bản trái luật; báo cáo kết quả.",
                "- Đơn vị chủ trì: Công chức Tư pháp.",
                "- Đơn vị phối hợp: Các ban, ngành.",
            ],
            [1],
        ),
        (["1.2. Phổ biến văn bản mới", "đến từng thôn."], [2]),
        (["Phụ trách chung do Chủ tịch đảm nhận."], []),
    ]


def test_a_target_is_marked_in_its_sentence():
    layout = prose(aims=[Aim(3, "Tối thiểu 99% hồ sơ đúng hạn trong năm."), Aim(4, "Ít nhất 01 sáng kiến.")])
    (line,) = layout.parts[1].body
    assert (line.aims, layout.loose_aims) == ([3], [4])
    assert [(one.text, one.aim, one.begins) for one in line.cells[0].segments] == [
        ("Tối thiểu 99% hồ sơ đúng hạn trong năm.", 3, True)
    ]


def test_a_point_inside_the_sentence_of_a_target_keeps_both():
    layout = prose(aims=[Aim(3, "Tối thiểu 99% hồ sơ đúng hạn")], marks=[Mark(5, "99% hồ sơ", None)])
    (line,) = layout.parts[1].body
    assert [(one.text, one.doubt, one.aim) for one in line.cells[0].segments] == [
        ("Tối thiểu ", None, 3),
        ("99% hồ sơ", 5, 3),
        (" đúng hạn", None, 3),
        (" trong năm.", None, None),
    ]


def test_marks_stand_in_their_own_row_once():
    layout = laid(marks=[Mark(1, "31/11", 8), Mark(2, "Quý I", 8), Mark(3, "Quý I", 7)])
    assert marked(layout) == [("Quý I", 3), ("31/11", 1)]
    assert layout.marked == {1, 3}


def test_words_quoted_from_several_places_and_broken_lines_are_found_and_named_once():
    blocks = [paragraph("Tối thiểu 99% hồ\nsơ đúng hạn"), paragraph("từ 98% trở lên")]
    layout = laid([], [Mark(5, "99% hồ sơ … 98% trở lên", None)], blocks)
    assert marked(layout) == [("99% hồ\nsơ", 5), ("98% trở lên", 5)]
    pieces = [one for line in layout.parts[0].body for cell in line.cells for one in cell.segments if one.doubt]
    assert [one.begins for one in pieces] == [True, False]


def test_overlapping_marks_leave_the_text_whole():
    layout = laid([], [Mark(1, "đúng hạn", None), Mark(2, "hạn trước", None)], [paragraph("đúng hạn trước")])
    (line,) = layout.parts[0].body
    assert [(one.text, one.doubt) for one in line.cells[0].segments] == [("đúng hạn", 1), (" trước", None)]


WORDS = st.lists(st.sampled_from(["Rà soát", "văn bản", "II.", "báo cáo", "1.", "quý I", "Nơi nhận:"]), max_size=6)
DOCUMENTS = st.lists(
    st.one_of(
        WORDS.map(" ".join).map(paragraph),
        st.lists(st.lists(WORDS.map(" ".join), min_size=2, max_size=2), min_size=1, max_size=4).map(
            lambda rows: table(*rows)
        ),
    ),
    max_size=8,
)


@given(DOCUMENTS, st.lists(WORDS.map(" ".join), max_size=6), st.lists(WORDS.map(" ".join), max_size=3))
def test_every_word_of_the_document_and_every_row_stands_on_the_page_once(blocks, texts, quoted):
    rows = [Row(pk, text, pk % 3, in_prose=pk % 2 == 0) for pk, text in enumerate(texts, 1)]
    headings = [Heading(0, "I", "Rà soát"), Heading(1, "", "văn bản"), Heading(2, "", "")]
    marks = [Mark(pk, words, None) for pk, words in enumerate(quoted, 1)]
    layout = laid(rows, marks, blocks, headings, [Aim(1, "văn bản báo cáo")])
    cells = [cell for part in layout.parts for line in (*part.caption, *([] if part.goes_on else part.head), *part.body)
             for inner in (line, *line.table) for cell in inner.cells]  # fmt: skip
    said = [block["text"] for block in blocks if block["kind"] == "p"]
    said += [text for block in blocks if block["kind"] != "p" for row in block["rows"] for text in row]
    assert sorted(cell.text for cell in cells) == sorted(said)
    assert ["".join(one.text for one in cell.segments) for cell in cells] == [cell.text for cell in cells]
    assert sorted(pk for part in layout.parts for pk in part.rows) == [row.pk for row in rows]
    assert all(isinstance(place, Place) for place in layout.places.values())
