"""Task tables known by the meaning of their header; areas, groups, tasks, subtasks and lines that go on."""

from docx import Document
from docx.document import Document as DocumentType

from plans.reading.documents import read_docx
from plans.reading.headers import Role, find_header
from plans.reading.results import Block
from plans.reading.rows import Row
from plans.reading.tables import Draft, find_sections
from tests.reading.wordfiles import fill, real_plan, saved, word_file

HEADER = ("STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan thực hiện", "Thời gian", "Ghi chú")
ONE = ("1", "Rà soát văn bản", "Báo cáo", "CC TP - HT", "Quý I/2024", "")
TWO = ("2", "Niêm yết thủ tục", "Biên bản", "CC VP - TK", "Quý II/2024", "làm sớm")


def sections(*content: str | list[tuple[str, ...]]) -> list[Draft]:
    return find_sections(read_docx(word_file(*content)))


def rows(*lines: tuple[str, ...]) -> list[Row]:
    """The rows of one table below the usual header."""
    (section,) = sections([HEADER, *lines])
    return section.rows


def shape(drafts: list[Draft]) -> list[tuple[int, str, str, str, list[str]]]:
    return [(d.depth, d.label, d.title, d.area, [row.ordinal for row in d.rows]) for d in drafts]


def roles(*words: str) -> tuple[Role, ...]:
    header = find_header(Block("table", rows=(words, ("1",) * len(words))))
    return header.roles if header else ()


def test_columns_are_known_in_any_order() -> None:
    shuffled = ("Thời gian hoàn thành", "Ghi chú", "Đơn vị chủ trì", "Nội dung công việc", "TT", "Kết quả", "Phối hợp")
    assert roles(*shuffled) == (
        Role.TIME, Role.NOTE, Role.LEAD, Role.TASK, Role.ORDINAL, Role.PRODUCT, Role.COORDINATE,
    )  # fmt: skip
    (section,) = sections([shuffled, ("Quý I", "gấp", "CC VP - TK", "Rà soát", "1", "Báo cáo", "CC TP - HT")])
    assert section.rows == [Row("1", "Rà soát", "", "Báo cáo", "CC VP - TK", "CC TP - HT", "Quý I", "gấp")]


def test_other_words_for_the_same_columns() -> None:
    words = ("Số TT", "Công việc", "Đầu ra", "Người thực hiện", "Tiến độ")
    assert roles(*words) == (Role.ORDINAL, Role.TASK, Role.PRODUCT, Role.AGENCY, Role.TIME)
    long = ("SỐ THỨ TỰ", "NHIỆM VỤ, GIẢI PHÁP", "CƠ QUAN CHỦ TRÌ, PHỐI HỢP THỰC HIỆN", "THỜI HẠN HOÀN THÀNH NHIỆM VỤ")
    assert roles(*long) == (Role.ORDINAL, Role.TASK, Role.AGENCY, Role.TIME)
    area = ("Lĩnh vực", "Nhiệm vụ", "Trách nhiệm thực hiện", "Thời gian")
    assert roles(*area) == (Role.AREA, Role.TASK, Role.AGENCY, Role.TIME)


def test_of_two_task_columns_the_narrower_holds_the_actions() -> None:
    assert roles("STT", "Nội dung khắc phục", "Nhiệm vụ, giải pháp", "Cơ quan", "Thời gian")[1:3] == (
        Role.TASK,
        Role.ACTION,
    )
    assert roles("STT", "Giải pháp", "Tiêu chí", "Cơ quan", "Thời gian")[1:3] == (Role.ACTION, Role.TASK)


def test_an_aim_beside_the_task_is_kept_in_the_note() -> None:
    words = ("STT", "Nhiệm vụ trọng tâm", "Đơn vị chủ trì", "Thời gian", "Mục tiêu")
    assert roles(*words) == (Role.ORDINAL, Role.TASK, Role.LEAD, Role.TIME, Role.OTHER)
    (section,) = sections([words, ("1", "Rà soát", "CC TP - HT", "Quý I", "100%")])
    assert [(row.text, row.action, row.note) for row in section.rows] == [("Rà soát", "", "Mục tiêu: 100%")]


def test_tables_of_other_things_are_no_task_tables() -> None:
    assert roles("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Ghi chú") == ()
    assert roles("STT", "Chỉ tiêu", "Đơn vị tính", "Số lượng") == ()
    assert roles("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN") == ()
    assert sections([("STT", "Họ và tên", "Đơn vị"), ("1", "Nguyễn Văn A", "UBND xã")]) == []


def merged_header() -> DocumentType:
    document = Document()
    table = document.add_table(4, 6)
    top = (("STT", 0), ("Nhiệm vụ", 1), ("Thời gian thực hiện", 4), ("Ghi chú", 5))
    for text, column in top:
        table.cell(0, column).merge(table.cell(1, column)).text = text
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Cơ quan, đơn vị"
    table.cell(1, 2).text, table.cell(1, 3).text = "Chủ trì", "Phối hợp"
    for at, cells in ((2, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")), (3, ("1", "Rà soát", "VP", "TP", "Quý I", ""))):
        for cell, text in zip(table.rows[at].cells, cells, strict=True):
            cell.text = text
    return document


def test_a_header_of_two_merged_rows_and_a_row_of_numbers() -> None:
    (section,) = find_sections(read_docx(saved(merged_header())))
    assert section.rows == [Row("1", "Rà soát", lead="VP", coordinate="TP", time="Quý I")]


def test_a_header_of_two_rows_without_merges() -> None:
    top = ("STT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời gian", "")
    below = ("", "", "Chủ trì", "Phối hợp", "Bắt đầu", "Hoàn thành")
    (section,) = sections([top, below, ("1", "Rà soát", "VP", "TP", "01/2024", "03/2024")])
    assert section.rows == [Row("1", "Rà soát", lead="VP", coordinate="TP", time="01/2024 - 03/2024")]


def test_marks_under_quarters_are_times() -> None:
    top = ("STT", "Nhiệm vụ", "Cơ quan", "Quý I", "Quý II", "Quý III", "Quý IV")
    (section,) = sections([top, ("1", "Kiểm tra", "VP", "", "x", "", "X")])
    assert section.rows == [Row("1", "Kiểm tra", lead="VP", time="Quý II, Quý IV")]


def test_columns_the_plan_adds_are_kept_in_the_note() -> None:
    top = ("STT", "Nhiệm vụ", "Cơ quan", "Thời gian", "Kinh phí", "Ghi chú")
    (section,) = sections(
        [top, ("1", "Tập huấn", "VP", "Quý I", "5 triệu", "mời huyện"), ("2", "Họp", "VP", "Quý II", "", "")]
    )
    assert [row.note for row in section.rows] == ["mời huyện\nKinh phí: 5 triệu", ""]


def test_repeated_headers_and_empty_rows_are_no_tasks() -> None:
    assert rows(ONE, HEADER, ("", "", "", "", "", ""), TWO) == [
        Row("1", "Rà soát văn bản", product="Báo cáo", lead="CC TP - HT", time="Quý I/2024"),
        Row("2", "Niêm yết thủ tục", product="Biên bản", lead="CC VP - TK", time="Quý II/2024", note="làm sớm"),
    ]


def test_a_row_cut_by_a_page_goes_on() -> None:
    cut = ("", "của Hội đồng nhân dân", "kết quả", "", "hoặc khi có yêu cầu", "")
    assert rows(ONE, cut, TWO)[0] == Row(
        "1", "Rà soát văn bản của Hội đồng nhân dân", product="Báo cáo kết quả", lead="CC TP - HT",
        time="Quý I/2024 hoặc khi có yêu cầu",
    )  # fmt: skip


def test_a_broken_off_connective_goes_on_with_a_capital() -> None:
    first = ("1", "Kiểm tra theo Kế hoạch của", "", "VP", "Quý I", "")
    assert [row.text for row in rows(first, ("", "UBND huyện", "", "", "", ""))] == [
        "Kiểm tra theo Kế hoạch của UBND huyện"
    ]


def test_area_and_group_rows_are_sections() -> None:
    drafts = sections(
        "PHỤ LỤC I",
        "DANH MỤC NHIỆM VỤ NĂM 2024",
        "(Kèm theo Kế hoạch số 05/KH-UBND ngày 10/01/2024 của UBND xã)",
        [
            HEADER,
            ("A", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "", "", "", ""),
            ONE,
            ("B", "NỘI DUNG CẢI CÁCH", "", "", "", ""),
            ("I", "CẢI CÁCH THỂ CHẾ", "", "", "", ""),
            ("", "Nội dung cần khắc phục", "", "", "", ""),
            ONE,
            ("", "Nội dung cần duy trì", "", "", "", ""),
            TWO,
            ("II", "PHÁT TRIỂN DU LỊCH", "", "", "", ""),
            ONE,
            TWO,
        ],
    )
    assert shape(drafts) == [
        (0, "PHỤ LỤC I", "DANH MỤC NHIỆM VỤ NĂM 2024", "", []),
        (1, "A", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "Chỉ đạo, điều hành", ["1"]),
        (1, "B", "NỘI DUNG CẢI CÁCH", "Nội dung cải cách", []),
        (2, "I", "CẢI CÁCH THỂ CHẾ", "Thể chế", []),
        (3, "", "Nội dung cần khắc phục", "Thể chế", ["1"]),
        (3, "", "Nội dung cần duy trì", "Thể chế", ["2"]),
        (2, "II", "PHÁT TRIỂN DU LỊCH", "Phát triển du lịch", ["1", "2"]),
    ]
    assert drafts[4].place == "PHỤ LỤC I, phần B, phần I, Nội dung cần khắc phục"


def test_an_area_row_merged_across_the_table() -> None:
    document = Document()
    table = document.add_table(3, 6)
    fill(table, [HEADER, ("",) * 6, ONE])
    table.cell(1, 0).merge(table.cell(1, 5)).text = "II CẢI CÁCH THỦ TỤC HÀNH CHÍNH"
    (section,) = find_sections(read_docx(saved(document)))
    assert (section.label, section.title, section.area, len(section.rows)) == (
        "II",
        "CẢI CÁCH THỦ TỤC HÀNH CHÍNH",
        "Thủ tục hành chính",
        1,
    )


def test_an_area_column_makes_sections() -> None:
    top = ("Lĩnh vực", "STT", "Nhiệm vụ", "Cơ quan", "Thời gian")
    table = [
        top,
        ("Cải cách thể chế", "1", "Rà soát", "TP", "Quý I"),
        ("Cải cách thể chế", "2", "Thẩm định", "TP", "Quý II"),
        ("Cải cách công vụ", "1", "Tập huấn", "VP", "Quý I"),
    ]
    drafts = sections("Phụ lục 1: Nhiệm vụ", table)
    assert shape(drafts) == [
        (0, "Phụ lục 1", "Nhiệm vụ", "", []),
        (1, "", "Cải cách thể chế", "Thể chế", ["1", "2"]),
        (1, "", "Cải cách công vụ", "Chế độ công vụ", ["1"]),
    ]


def test_numbers_below_a_number_are_subtasks() -> None:
    (row, other) = rows(
        ("2", "Kiểm soát thủ tục", "", "", "", ""),
        ("2.1", "Ban hành kế hoạch", "Kế hoạch", "VP", "Quý I", ""),
        ("2.2", "Báo cáo", "Báo cáo", "VP", "Quý IV", ""),
        ("3", "Tuyên truyền", "", "VH", "Quý II", ""),
    )
    assert (row.ordinal, row.text, [sub.ordinal for sub in row.subrows]) == ("2", "Kiểm soát thủ tục", ["2.1", "2.2"])
    assert row.subrows[0] == Row("2.1", "Ban hành kế hoạch", product="Kế hoạch", lead="VP", time="Quý I")
    assert (other.ordinal, other.subrows) == ("3", [])


def test_letters_below_a_number_are_subtasks() -> None:
    (row,) = rows(ONE, ("a)", "Lập danh mục", "", "VP", "Quý I", ""), ("b)", "Trình duyệt", "", "VP", "Quý II", ""))
    assert [(sub.ordinal, sub.text) for sub in row.subrows] == [("a", "Lập danh mục"), ("b", "Trình duyệt")]


def test_a_numbered_area_above_numbered_tasks_is_a_section() -> None:
    drafts = sections(
        [
            HEADER,
            ("1", "Cải cách thể chế", "", "", "", ""),
            ("1.1", "Rà soát", "", "TP", "Quý I", ""),
            ("2", "Cải cách công vụ", "", "", "", ""),
            ("2.1", "Tập huấn", "", "VP", "Quý I", ""),
        ]
    )
    assert shape(drafts) == [
        (0, "1", "Cải cách thể chế", "Thể chế", ["1.1"]),
        (0, "2", "Cải cách công vụ", "Chế độ công vụ", ["2.1"]),
    ]


def test_cells_merged_downwards_hold_for_every_row() -> None:
    document = Document()
    table = document.add_table(3, 6)
    fill(table, [HEADER, ONE, ("2", "Niêm yết", "Biên bản", "", "", "")])
    table.cell(1, 3).merge(table.cell(2, 3))
    table.cell(1, 4).merge(table.cell(2, 4))
    (section,) = find_sections(read_docx(saved(document)))
    assert [(row.ordinal, row.lead, row.time) for row in section.rows] == [
        ("1", "CC TP - HT", "Quý I/2024"),
        ("2", "CC TP - HT", "Quý I/2024"),
    ]


def test_rows_under_a_merged_ordinal_are_lines_of_one_task() -> None:
    document = Document()
    table = document.add_table(3, 6)
    fill(table, [HEADER, ONE, ("", "", "Tờ trình", "CC VP - TK", "Quý II/2024", "")])
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).merge(table.cell(2, 1))
    (section,) = find_sections(read_docx(saved(document)))
    (row,) = section.rows
    assert (row.ordinal, row.text) == ("1", "Rà soát văn bản")
    assert row.lines == [Row("", "", product="Tờ trình", lead="CC VP - TK", time="Quý II/2024")]


def test_a_table_without_header_goes_on_from_the_one_above() -> None:
    document = Document()
    for lines in ([HEADER, ONE], [("", "của xã", "", "", "", ""), TWO]):
        fill(document.add_table(len(lines), 6), lines)
    (section,) = find_sections(read_docx(saved(document)))
    assert [(row.ordinal, row.text) for row in section.rows] == [
        ("1", "Rà soát văn bản của xã"),
        ("2", "Niêm yết thủ tục"),
    ]


def test_list_items_on_rows_of_their_own_belong_to_the_task_above() -> None:
    item = ("", "- phối hợp với các hội", "", "", "", "")
    (row, _) = rows(ONE, item, TWO)
    assert (row.text, row.lines) == ("Rà soát văn bản\n- phối hợp với các hội", [])


def test_a_table_without_ordinals_takes_them_from_the_task() -> None:
    header = ("Nhiệm vụ", "Cơ quan", "Thời gian")
    table = [header, ("1. Rà soát", "VP", "Quý I"), ("1.1. Lập danh mục", "VP", "Quý I"), ("Niêm yết", "VP", "Quý II")]
    (section,) = sections(table)
    assert [(row.ordinal, row.text, [sub.text for sub in row.subrows]) for row in section.rows] == [
        ("1", "Rà soát", ["Lập danh mục"]),
        ("", "Niêm yết", []),
    ]


def test_an_action_cut_by_a_page_goes_on_and_a_new_one_is_a_line() -> None:
    header = ("STT", "Nội dung", "Giải pháp", "Cơ quan", "Thời gian")
    first = ("1", "Công vụ", "- Kiểm tra\n- Tổng hợp kết quả của", "- VP\n- TP", "- Quý I\n- Quý II")
    table = [header, first, ("", "", "các đơn vị.", "", ""), ("", "", "- Báo cáo", "- VP", "- Quý III")]
    (section,) = sections(table)
    (row,) = section.rows
    assert row.action == "- Kiểm tra\n- Tổng hợp kết quả của các đơn vị."
    assert row.lines == [Row("", "", action="- Báo cáo", lead="- VP", time="- Quý III")]


def test_notes_under_the_rows_are_no_tasks() -> None:
    note = ("", "Ghi chú: các cơ quan chủ động thực hiện", "", "", "", "")
    assert [row.ordinal for row in rows(ONE, TWO, note)] == ["1", "2"]


def test_captions_give_label_title_and_lead() -> None:
    drafts = sections(
        "- Phụ lục số 1 về thể chế: Công chức Tư pháp chủ trì triển khai.",
        "Phụ lục số 01: Các nhiệm vụ về Cải cách thể chế",
        [HEADER, ONE],
        "Phụ lục 2B - CẢI CÁCH CÔNG VỤ",
        "(Ban hành kèm theo Kế hoạch số 5/KH-UBND)",
        "(CC Văn phòng - Thống kê chủ trì)",
        [HEADER, ONE],
        "III. NHIỆM VỤ CỤ THỂ",
        [HEADER, TWO],
        [HEADER, ONE],
    )
    assert [(d.label, d.title, d.lead_text, d.place) for d in drafts] == [
        ("Phụ lục số 01", "Các nhiệm vụ về Cải cách thể chế", "", "Phụ lục số 01"),
        ("Phụ lục 2B", "CẢI CÁCH CÔNG VỤ", "CC Văn phòng - Thống kê", "Phụ lục 2B"),
        ("III", "NHIỆM VỤ CỤ THỂ", "", "Mục III"),
    ]
    assert [row.ordinal for row in drafts[2].rows] == ["2", "1"]


def test_a_caption_on_one_line_with_its_lead() -> None:
    (section,) = sections("PHỤ LỤC 1: CẢI CÁCH THỂ CHẾ (Công chức Tư pháp - Hộ tịch chủ trì)", [HEADER, ONE])
    assert (section.label, section.title, section.lead_text) == (
        "PHỤ LỤC 1",
        "CẢI CÁCH THỂ CHẾ",
        "Công chức Tư pháp - Hộ tịch",
    )


def test_a_sentence_that_leads_to_the_table_is_no_title() -> None:
    lead_in = "Phân công nhiệm vụ cụ thể cho các công chức như sau:"
    sentence = "Các bộ phận báo cáo kết quả thực hiện định kỳ hàng tháng, hàng quý về UBND xã."
    (section,) = sections("II. NHIỆM VỤ", sentence, lead_in, [HEADER, ONE])
    assert (section.label, section.title, section.place) == ("II", "NHIỆM VỤ", "Mục II")
    (section,) = sections("II. NHIỆM VỤ", "- Không để hồ sơ trễ hạn.", [HEADER, ONE])
    assert (section.label, section.title, section.place) == ("II", "NHIỆM VỤ", "Mục II")
    (section,) = sections(lead_in, [HEADER, ONE])
    assert (section.label, section.title, section.place) == ("", "", "Bảng 1")


def test_an_area_row_whose_words_stand_in_another_column() -> None:
    header = ("TT", "Thời gian", "Nhiệm vụ", "Cơ quan chủ trì", "Kết quả")
    drafts = sections(
        [
            header,
            ("I", "Cải cách thể chế", "", "", ""),
            ("1", "Quý I", "Rà soát", "CC TP - HT", "Báo cáo"),
            ("", "CẢI CÁCH TÀI CHÍNH CÔNG", "", "", ""),
            ("2", "Quý II", "Quyết toán", "CC TC - KT", "Báo cáo"),
        ]
    )
    assert shape(drafts) == [
        (0, "I", "Cải cách thể chế", "Thể chế", ["1"]),
        (0, "", "CẢI CÁCH TÀI CHÍNH CÔNG", "Tài chính công", ["2"]),
    ]


def test_a_group_belongs_to_the_area_right_above_it() -> None:
    drafts = sections(
        [
            HEADER,
            ("", "CẢI CÁCH THỂ CHẾ", "", "", "", ""),
            ONE,
            ("", "Cải cách thủ tục hành chính", "", "", "", ""),
            ("", "Nội dung cần duy trì", "", "", "", ""),
            TWO,
        ]
    )
    assert shape(drafts) == [
        (0, "", "CẢI CÁCH THỂ CHẾ", "Thể chế", ["1"]),
        (0, "", "Cải cách thủ tục hành chính", "Thủ tục hành chính", []),
        (1, "", "Nội dung cần duy trì", "Thủ tục hành chính", ["2"]),
    ]


def test_a_title_inside_the_table_is_its_caption() -> None:
    document = Document()
    table = document.add_table(3, 6)
    fill(table, [("",) * 6, HEADER, ONE])
    table.cell(0, 0).merge(table.cell(0, 5)).text = "Biểu số 2. DANH MỤC NHIỆM VỤ"
    (section,) = find_sections(read_docx(saved(document)))
    assert (section.label, section.title, len(section.rows)) == ("Biểu số 2", "DANH MỤC NHIỆM VỤ", 1)


def test_the_real_tables() -> None:
    drafts = find_sections(read_docx(real_plan("quang-trung-2023")))
    assert [len(draft.rows) for draft in drafts] == [3, 9, 3, 5, 4, 5, 4]
    assert [draft.area for draft in drafts] == [
        "Thể chế", "Thủ tục hành chính", "Tổ chức bộ máy", "Chế độ công vụ", "Tài chính công",
        "Chính quyền điện tử, chính quyền số", "Chỉ đạo, điều hành",
    ]  # fmt: skip
    assert [draft.lead_text for draft in drafts] == [
        "", "", "CC Văn phòng - Thống kê", "CC Văn phòng - Thống kê", "Phòng Tài chính - Kế hoạch Thị xã",
        "CC Văn phòng - Thống kê", "CC Văn hóa - Xã hội",
    ]  # fmt: skip


def test_the_real_areas_and_groups() -> None:
    drafts = find_sections(read_docx(real_plan("tuy-phuoc-2024")))
    labels = [draft.label for draft in drafts if draft.depth == 0]
    assert labels == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    assert [len(draft.rows) for draft in drafts if draft.depth == 1] == [1, 7, 1, 2, 2, 4, 4, 2, 5, 1, 5, 7, 5, 3]
    assert [len(draft.rows) for draft in drafts if draft.depth == 0] == [0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert {draft.title for draft in drafts if draft.depth == 1} == {
        "Nội dung cần khắc phục",
        "Nội dung cần duy trì",
        "Nội dung cần duy trì thực hiện",
    }
