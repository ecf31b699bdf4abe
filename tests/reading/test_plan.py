"""A whole plan from its blocks: the real ones row by row, and small ones made for one point each."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from plans.enums import Comparator, DeadlineKind, Every
from plans.reading.documents import read_docx
from plans.reading.plan import NO_PLAN, plan_to_json, read_plan
from plans.reading.results import (
    AgencyReading,
    Block,
    Clause,
    DeadlineReading,
    ReadPlan,
    ReadProduct,
    ReadTask,
    Unreadable,
)
from tests.reading.bodies import NOBODY, QUANG_TRUNG, TUY_PHUOC
from tests.reading.wordfiles import HEADING, real_plan, word_file

OFFICE, JUSTICE, FINANCE, CULTURE = (
    "Công chức Văn phòng - Thống kê",
    "Công chức Tư pháp - Hộ tịch",
    "Công chức Tài chính - Kế toán",
    "Công chức Văn hóa - Xã hội",
)
DESK = "Bộ phận tiếp nhận và trả kết quả"
END_OF_2023 = date(2023, 12, 31)


@pytest.fixture(scope="module")
def quang_trung() -> ReadPlan:
    return read_plan(read_docx(real_plan("quang-trung-2023")), QUANG_TRUNG)


@pytest.fixture(scope="module")
def tuy_phuoc() -> ReadPlan:
    return read_plan(read_docx(real_plan("tuy-phuoc-2024")), TUY_PHUOC)


def one_section(*table: Sequence[str], heading: Sequence[str] = HEADING) -> tuple[ReadTask, ...]:
    (section,) = read_plan(read_docx(word_file(*heading, list(table))), QUANG_TRUNG).sections
    return section.tasks


def kinds(task: ReadTask) -> list[tuple[str, str, date | None]]:
    return [
        (clause.kind.value, clause.every.value if clause.every else "", clause.due) for clause in task.deadline.clauses
    ]


def test_the_frame_of_quang_trung(quang_trung: ReadPlan) -> None:
    plan = quang_trung
    assert (plan.superior, plan.issuer) == ("UBND THỊ XÃ BỈM SƠN", "ỦY BAN NHÂN DÂN XÃ QUANG TRUNG")
    assert (plan.number, plan.issued_on, plan.from_year, plan.to_year) == ("", None, 2023, 2023)
    assert (plan.authority, plan.signer_title, plan.signer) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Ngọc Thắng")
    assert plan.recipients == ("UBND Thị xã: (B/c)", "Đảng ủy, HĐND xã: (B/c)", "Công chức xã: (T/h)", "Lưu: VP")
    assert len(plan.blocks) == 102


def test_the_sections_of_quang_trung(quang_trung: ReadPlan) -> None:
    assert [(section.label, section.area, section.lead, len(section.tasks)) for section in quang_trung.sections] == [
        ("Phụ lục số 01", "Thể chế", (JUSTICE,), 3),
        ("Phụ lục số 02", "Thủ tục hành chính", (OFFICE,), 9),
        ("Phụ lục số 03", "Tổ chức bộ máy", (OFFICE,), 3),
        ("Phụ lục số 04", "Chế độ công vụ", (OFFICE,), 5),
        ("Phụ lục số 05", "Tài chính công", (FINANCE,), 4),
        ("Phụ lục số 06", "Chính quyền điện tử, chính quyền số", (OFFICE,), 5),
        ("Phụ lục số 07", "Chỉ đạo, điều hành", (CULTURE,), 4),
    ]
    assert {section.depth for section in quang_trung.sections} == {0}


def test_who_leads_the_33_rows(quang_trung: ReadPlan) -> None:
    leads = [[task.agencies.lead for task in section.tasks] for section in quang_trung.sections]
    assert leads == [
        [(JUSTICE,)] * 3,
        [
            (DESK,), (DESK, OFFICE), (OFFICE,), (DESK,), (OFFICE,), (OFFICE,), (DESK,), (OFFICE, CULTURE), (DESK,),
        ],
        [(OFFICE,)] * 3,
        [(OFFICE,)] * 5,
        [(FINANCE,)] * 4,
        [(OFFICE,), (OFFICE,), (OFFICE,), (OFFICE, CULTURE), (OFFICE,)],
        [(OFFICE,), (OFFICE,), (CULTURE,), (OFFICE,)],
    ]  # fmt: skip
    tasks = [task for section in quang_trung.sections for task in section.tasks]
    assert [task.where for task in tasks if task.agencies.coordinate] == ["Phụ lục số 02, hàng 7"]
    vague = [task.where for task in tasks if task.agencies.groups == ("các bộ phận liên quan",)]
    assert vague == [f"Phụ lục số 0{place}" for place in (
        "3, hàng 1", "3, hàng 2", "3, hàng 3", "4, hàng 2", "4, hàng 3", "4, hàng 4", "4, hàng 5",
        "6, hàng 1", "6, hàng 2", "6, hàng 3", "6, hàng 4", "6, hàng 5",
    )]  # fmt: skip


def test_when_the_33_rows_are_due(quang_trung: ReadPlan) -> None:
    standing = [("continuous", "", END_OF_2023)]
    quarterly = [("recurring", "quarter", None)]
    external = [("external", "", None)]
    first_quarter = [("fixed", "", date(2023, 3, 31))]
    in_the_year = [("fixed", "", END_OF_2023)]
    assert [[kinds(task) for task in section.tasks] for section in quang_trung.sections] == [
        [standing, standing, first_quarter],
        [
            standing + quarterly, standing, first_quarter + quarterly, standing + quarterly, quarterly,
            standing, standing, standing, standing,
        ],
        [quarterly, quarterly, quarterly],
        [external, external, first_quarter + external, external, external],
        [external, in_the_year, in_the_year, quarterly],
        [quarterly, standing, standing, quarterly, standing],
        [
            [("fixed", "", date(2022, 12, 31)), *quarterly], [("fixed", "", date(2023, 11, 30))],
            standing + quarterly, external,
        ],
    ]  # fmt: skip


def test_a_row_in_full(quang_trung: ReadPlan) -> None:
    assert quang_trung.sections[1].tasks[2] == ReadTask(
        ordinal="3",
        text="Ban hành Kế hoạch kiểm soát TTHC năm 2023.",
        product_text="Kế hoạch kiểm soát TTHC, Báo cáo kết quả thực hiện",
        agency_text="- CC VP - TK",
        deadline_text="- Xây dựng KH: quý I/2023;\n- Báo cáo kết quả định kỳ hàng quý.",
        note="",
        products=(ReadProduct("Kế hoạch kiểm soát TTHC", (0,)), ReadProduct("Báo cáo kết quả thực hiện", (1,))),
        agencies=AgencyReading("- CC VP - TK", lead=(OFFICE,)),
        deadline=DeadlineReading(
            "- Xây dựng KH: quý I/2023;\n- Báo cáo kết quả định kỳ hàng quý.",
            (
                Clause(DeadlineKind.FIXED, "Xây dựng KH: quý I/2023", label="Xây dựng KH", due=date(2023, 3, 31)),
                Clause(
                    DeadlineKind.RECURRING,
                    "Báo cáo kết quả định kỳ hàng quý",
                    label="Báo cáo kết quả",
                    every=Every.QUARTER,
                ),
            ),
        ),
        where="Phụ lục số 02, hàng 3",
    )


def test_a_row_that_names_nobody_falls_to_the_lead_of_its_appendix(quang_trung: ReadPlan) -> None:
    agencies = quang_trung.sections[3].tasks[0].agencies
    assert (agencies.text, agencies.lead) == ("Theo hướng dẫn các cấp có thẩm quyền", (OFFICE,))
    assert [(doubt.code, doubt.message) for doubt in agencies.doubts] == [
        (
            "agency_none",
            "“Theo hướng dẫn các cấp có thẩm quyền” không nêu rõ cơ quan nào; "
            "tạm giao cho nơi chủ trì phụ lục: Công chức Văn phòng - Thống kê.",
        )
    ]


def test_the_targets_of_section_two(quang_trung: ReadPlan) -> None:
    equal, least = Comparator.EQUAL, Comparator.AT_LEAST
    assert [(t.where, t.comparator, t.value, t.unit, t.text[:38]) for t in quang_trung.targets] == [
        ("Mục II.1.1", equal, Decimal(100), "%", "100% văn bản quy phạm pháp luật được b"),
        ("Mục II.1.2", least, Decimal(99), "%", "Tối thiểu 99% hồ sơ TTHC được giải quy"),
        ("Mục II.1.3", equal, Decimal(100), "%", "Cập nhật, công bố 100% các TTHC được s"),
        ("Mục II.1.3", equal, Decimal(100), "%", "100% TTHC được niêm yết, công khai the"),
        ("Mục II.1.3", equal, Decimal(100), "%", "100% hồ sơ thủ tục hành chính đủ điều "),
        ("Mục II.1.4", equal, Decimal(100), "%", "100% cán bộ, công chức đạt tiêu chuẩn "),
        ("Mục II.1.4", equal, Decimal(100), "%", "Tiếp tục đẩy mạnh cải cách chế độ công"),
    ]


def test_the_json_of_a_plan(quang_trung: ReadPlan) -> None:
    printed = json.loads(json.dumps(plan_to_json(quang_trung)))
    assert list(printed) == ["number", "title", "from_year", "to_year", "sections", "targets", "figures", "doubts"]
    assert [len(section["tasks"]) for section in printed["sections"]] == [3, 9, 3, 5, 4, 5, 4]
    assert printed["sections"][6]["tasks"][1] == {
        "ordinal": "2",
        "text": "Tổ chức đánh giá tự chấm điểm và xác định chỉ số cải cách hành chính theo quy định của Tỉnh.",
        "products": ["Báo cáo kết quả Tự chấm, kèm minh chứng"],
        "lead": ["Công chức Văn phòng - Thống kê"],
        "coordinate": [],
        "groups": [],
        "deadline": {
            "text": "- Báo cáo kết quả Tự chấm trước 31/11/2023",
            "clauses": [
                {
                    "kind": "fixed",
                    "label": "Báo cáo kết quả Tự chấm",
                    "every": None,
                    "day": None,
                    "start": None,
                    "due": "2023-11-30",
                    "on_demand": False,
                    "words": "Báo cáo kết quả Tự chấm trước 31/11/2023",
                }
            ],
        },
        "note": "",
        "actions": [],
        "subtasks": [],
    }
    assert printed["targets"][1] == {
        "text": "Tối thiểu 99% hồ sơ TTHC được giải quyết trước và đúng hạn.",
        "subject": "hồ sơ TTHC được giải quyết trước và đúng hạn",
        "comparator": "at_least",
        "value": 99,
        "value_to": None,
        "unit": "%",
    }
    assert list(printed["doubts"][0]) == ["code", "message", "where", "words"]


def test_figures_are_printed_digit_for_digit() -> None:
    blocks = [
        Block("p", "KẾ HOẠCH"),
        Block("p", "Năm 2024"),
        Block("p", "I. CHỈ TIÊU"),
        Block("p", "- Tăng ít nhất 0,7% hồ sơ"),
    ]
    (target,) = plan_to_json(read_plan(blocks, NOBODY))["targets"]
    assert json.dumps(target["value"]) == "0.7"


def test_tuy_phuoc_has_51_rows_with_88_actions(tuy_phuoc: ReadPlan) -> None:
    tasks = [task for section in tuy_phuoc.sections for task in section.tasks]
    assert (len(tasks), sum(len(task.actions) for task in tasks)) == (51, 88)
    assert list(dict.fromkeys(section.area for section in tuy_phuoc.sections)) == [
        "Chỉ đạo, điều hành",
        "Thể chế",
        "Thủ tục hành chính",
        "Tổ chức bộ máy",
        "Chế độ công vụ",
        "Tài chính công",
        "Chính quyền điện tử, chính quyền số",
        "Các chỉ tiêu phát triển kinh tế xã hội",
        "Đánh giá tác động của cải cách hành chính đến người dân, tổ chức",
    ]


def test_actions_are_matched_by_their_place(tuy_phuoc: ReadPlan) -> None:
    task = tuy_phuoc.sections[2].tasks[2]
    centre = "Trung tâm Văn hóa - Thông tin - Thể thao"
    assert task.text == "Mức độ đa dạng trong tuyên truyền cải cách hành chính"
    assert [(action.text[:24], action.agencies.lead, kinds(action)) for action in task.actions] == [
        ("Tiếp tục duy trì chuyên ", (centre,), [("continuous", "", date(2024, 12, 31))]),
        ("Tăng cường viết tin, bài", (), [("continuous", "", date(2024, 12, 31))]),
        ("Tiếp tục thiết kế nội du", ("Phòng Văn hóa và Thông tin",), [("fixed", "", date(2024, 6, 30))]),
        ("Rà soát dự trù kinh phí ", (centre,), [("fixed", "", date(2024, 8, 31))]),
    ]  # fmt: skip
    assert task.actions[1].agencies.groups == ("Các phòng, ban chuyên môn huyện", "UBND các xã, thị trấn")
    assert task.actions[3].where == "Phần I, Nội dung cần duy trì thực hiện, hàng 3, ý 4"
    assert task.agencies.lead == (centre, "Phòng Văn hóa và Thông tin")


def test_the_figures_that_tuy_phuoc_starts_from(tuy_phuoc: ReadPlan) -> None:
    index = "kết quả xếp hạng Chỉ số cải cách hành chính của huyện Tuy Phước"
    assert [(figure.subject, figure.value, figure.out_of, figure.unit) for figure in tuy_phuoc.figures] == [
        (index, Decimal("82.13"), None, "%"),
        (index, 4, 11, "hạng"),
        ("điểm cải cách hành chính", Decimal("51.15"), None, "điểm"),
        ("điểm khảo sát cán bộ, công chức, viên chức lãnh đạo", Decimal("6.71"), 10, "điểm"),
        ("điểm Chỉ số hài lòng của người dân và tổ chức", Decimal("23.27"), 30, "điểm"),
    ]
    assert plan_to_json(tuy_phuoc)["figures"][3] == {
        "text": tuy_phuoc.figures[3].text,
        "subject": "điểm khảo sát cán bộ, công chức, viên chức lãnh đạo",
        "value": 6.71,
        "out_of": 10,
        "unit": "điểm",
    }


def test_aims_of_an_opening_are_no_figures_reached() -> None:
    opening = "Phấn đấu năm 2024 đạt 95% hồ sơ đúng hạn, xếp thứ 3 của huyện; năm 2023 xã đã đạt 91,5 điểm."
    blocks = [Block("p", text) for text in ("KẾ HOẠCH", "Năm 2024", f"Căn cứ kế hoạch huyện. {opening}", "I. CHUNG")]
    assert [figure.value for figure in read_plan(blocks, NOBODY).figures] == [Decimal("91.5")]


def test_the_prose_of_a_plan_with_tables_gives_no_rows() -> None:
    table = [("STT", "Nhiệm vụ", "Cơ quan", "Thời gian"), ("1", "Tập huấn", "CC VP - TK", "Quý I")]
    prose = ("II. TỔ CHỨC THỰC HIỆN", "1. CC TP - HT báo cáo trước ngày 15/12/2024.")
    plan = read_plan(read_docx(word_file(*HEADING, table, *prose)), QUANG_TRUNG)
    assert [task.text for section in plan.sections for task in section.tasks] == ["Tập huấn"]


def test_a_table_without_rows_leaves_the_prose_to_be_read() -> None:
    table = [("STT", "Nhiệm vụ", "Cơ quan", "Thời gian"), ("", "", "", "")]
    prose = ("II. TỔ CHỨC THỰC HIỆN", "1. CC TP - HT báo cáo trước ngày 15/12/2024.")
    plan = read_plan(read_docx(word_file(*HEADING, table, *prose)), QUANG_TRUNG)
    assert [task.agencies.lead for section in plan.sections for task in section.tasks] == [(JUSTICE,)]


def test_lead_and_coordinating_columns() -> None:
    (task,) = one_section(
        ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"),
        ("1", "Tập huấn", "CC VP - TK", "CC TP - HT, CC VP - TK", "Quý I"),
    )
    assert (task.agencies.lead, task.agencies.coordinate) == ((OFFICE,), (JUSTICE,))
    assert task.agency_text == "Chủ trì: CC VP - TK\nPhối hợp: CC TP - HT, CC VP - TK"
    assert [(doubt.code, doubt.words) for doubt in task.agencies.doubts] == [("agency_twice", OFFICE)]


def test_subtasks_take_from_their_row_what_they_lack() -> None:
    (task,) = one_section(
        ("STT", "Nhiệm vụ", "Cơ quan", "Thời gian"),
        ("2", "Kiểm soát thủ tục", "CC VP - TK", "Quý II"),
        ("2.1", "Ban hành kế hoạch", "", ""),
        ("2.2", "Niêm yết", "CC TP - HT", "Quý III"),
    )
    assert [(sub.where, sub.agencies.lead, kinds(sub)) for sub in task.subtasks] == [
        ("Mục I, hàng 2.1", (OFFICE,), [("fixed", "", date(2024, 6, 30))]),
        ("Mục I, hàng 2.2", (JUSTICE,), [("fixed", "", date(2024, 9, 30))]),
    ]


def test_a_heading_row_of_subtasks_needs_no_body_and_no_time() -> None:
    (task,) = one_section(
        ("STT", "Nhiệm vụ", "Cơ quan", "Thời gian"),
        ("2", "Kiểm tra", "", ""),
        ("2.1", "Lập đoàn", "CC VP - TK", "Quý I"),
    )
    assert (task.agencies, task.deadline) == (AgencyReading(""), DeadlineReading("", ()))


def test_lists_of_one_length_are_actions_without_a_column_of_actions() -> None:
    (task,) = one_section(
        ("STT", "Nhiệm vụ", "Cơ quan", "Thời gian"),
        ("1", "- Lập kế hoạch\n- Kiểm tra", "CC VP - TK", "- Quý I\n- Quý II"),
    )
    assert [(action.text, action.agencies.lead, kinds(action)) for action in task.actions] == [
        ("Lập kế hoạch", (OFFICE,), [("fixed", "", date(2024, 3, 31))]),
        ("Kiểm tra", (OFFICE,), [("fixed", "", date(2024, 6, 30))]),
    ]


def test_lines_of_a_row_are_actions_after_those_of_its_own_list() -> None:
    (task,) = one_section(
        ("STT", "Nội dung", "Giải pháp", "Cơ quan", "Thời gian"),
        ("1", "Công vụ", "- Kiểm tra\n- Tổng hợp", "- CC VP - TK\n- CC TP - HT", "- Quý I\n- Quý II"),
        ("", "", "- Báo cáo", "- CC VP - TK", "- Quý III"),
    )
    assert [(action.text, action.agencies.lead, kinds(action)) for action in task.actions] == [
        ("Kiểm tra", (OFFICE,), [("fixed", "", date(2024, 3, 31))]),
        ("Tổng hợp", (JUSTICE,), [("fixed", "", date(2024, 6, 30))]),
        ("Báo cáo", (OFFICE,), [("fixed", "", date(2024, 9, 30))]),
    ]
    assert (task.text, task.deadline_text) == ("Công vụ", "- Quý I\n- Quý II\n- Quý III")


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, str]] = []
    read_plan(
        read_docx(real_plan("quang-trung-2023")),
        QUANG_TRUNG,
        progress=lambda percent, words: told.append((percent, words)),
    )
    percents = [percent for percent, _ in told]
    assert (percents[0], percents[-1], percents) == (10, 100, sorted(percents))
    assert (28, "Đọc Phụ lục số 02") in told


def test_a_document_that_is_no_plan_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_plan([Block("p", "ĐƠN XIN NGHỈ PHÉP"), Block("p", "Kính gửi: UBND xã")], NOBODY)
    assert str(refusal.value) == NO_PLAN


@pytest.mark.parametrize("cut", range(4, 102, 7))
def test_a_plan_cut_anywhere_is_read(cut: int) -> None:
    blocks = read_docx(real_plan("quang-trung-2023"))
    titled = (Block("p", "KẾ HOẠCH"), Block("p", "Cải cách hành chính năm 2023"))
    assert read_plan([*titled, *blocks[cut:]], NOBODY).title == "Kế hoạch Cải cách hành chính năm 2023"
    assert read_plan(blocks[:cut], NOBODY).blocks == blocks[:cut]
