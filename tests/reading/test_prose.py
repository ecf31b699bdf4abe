"""Plans without task tables, invented, each laid out in another way than the real ones."""

import pytest

from plans.enums import SectionKind
from plans.reading.plan import read_plan
from plans.reading.results import Block, ReadTask
from tests.reading.prose_plans import (
    BINH_AN,
    CULTURE,
    DESK,
    FINANCE,
    FRONT,
    JUSTICE,
    LAND,
    LETTERHEAD,
    OFFICE,
    POLICE,
    filled,
    plan_of,
    roles,
    rows,
)

PLAIN = SectionKind.DUTIES


def told(*lines: str) -> list[tuple[str, str]]:
    """Code and place of what is doubtful."""
    return [(doubt.code, doubt.where) for doubt in plan_of(*lines).doubts]


def one(*lines: str) -> ReadTask:
    (task,) = rows(plan_of(*lines))
    return task


def test_labelled_lines_of_every_wording() -> None:
    plan = plan_of(
        "A. NHIỆM VỤ TRỌNG TÂM",
        "I. CẢI CÁCH THỂ CHẾ",
        "1. Rà soát, hệ thống hóa văn bản quy phạm pháp luật của xã.",
        "Cơ quan chủ trì: Công chức Tư pháp - Hộ tịch.",
        "Cơ quan phối hợp: Công chức Văn phòng - Thống kê.",
        "Thời gian hoàn thành: trước ngày 30/6/2024.",
        "Sản phẩm: Báo cáo kết quả rà soát.",
        "2. Niêm yết công khai thủ tục hành chính.",
        "- Cơ quan thực hiện: Bộ phận tiếp nhận và trả kết quả.",
        "- Bộ phận phối hợp: Công chức Văn hóa - Xã hội, Công an xã.",
        "- Thời gian: Thường xuyên.",
        "- Kết quả: Danh mục niêm yết; Biên bản kiểm tra.",
        "3. Tập huấn nghiệp vụ. Chủ trì: CC VP - TK; phối hợp: CC TP - HT; thời gian: quý II/2024.",
    )
    first, second, third = rows(plan)
    assert [(task.where, task.ordinal, roles(task)) for task in (first, second, third)] == [
        ("Mục A.I.1", "1", ((JUSTICE,), (OFFICE,))),
        ("Mục A.I.2", "2", ((DESK,), (CULTURE, POLICE))),
        ("Mục A.I.3", "3", ((OFFICE,), (JUSTICE,))),
    ]
    assert [task.text for task in (first, third)] == [
        "Rà soát, hệ thống hóa văn bản quy phạm pháp luật của xã.",
        "Tập huấn nghiệp vụ.",
    ]
    assert [task.deadline_text for task in (first, second, third)] == [
        "trước ngày 30/6/2024.", "Thường xuyên.", "quý II/2024.",
    ]  # fmt: skip
    assert [str(task.deadline.clauses[0].due) for task in (first, second, third)] == [
        "2024-06-29", "2024-12-31", "2024-06-30",
    ]  # fmt: skip
    assert [[product.words for product in task.products] for task in (first, second, third)] == [
        ["Báo cáo kết quả rà soát"],
        ["Danh mục niêm yết", "Biên bản kiểm tra"],
        [],
    ]
    assert plan.doubts == ()
    assert [(section.label, section.area, section.kind) for section in filled(plan)] == [("A.I", "Thể chế", PLAIN)]


def test_one_labelled_line_for_a_whole_list() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ", "1. Về tuyên truyền", "- Viết tin bài.", "- Phát thanh hàng tuần.",
        "Đơn vị thực hiện: Công chức Văn hóa - Xã hội.", "2. Về kiểm tra", "Chủ trì: CC VP - TK", "- Lập đoàn.",
    )  # fmt: skip
    assert [(task.where, task.ordinal, task.text, task.agencies.lead) for task in rows(plan)] == [
        ("Mục I.1, ý 1", "1", "Viết tin bài.", (CULTURE,)),
        ("Mục I.1, ý 2", "2", "Phát thanh hàng tuần.", (CULTURE,)),
        ("Mục I.2", "1", "Lập đoàn.", (OFFICE,)),
    ]


def test_names_listed_below_a_label() -> None:
    task = one(
        "I. NHIỆM VỤ", "1. Số hóa hồ sơ.", "- Đơn vị chủ trì: Công chức VP - TK", "- Đơn vị phối hợp:",
        "+ Công an xã", "+ Công chức Tư pháp - Hộ tịch",
    )  # fmt: skip
    assert (task.text, roles(task)) == ("Số hóa hồ sơ.", ((OFFICE,), (POLICE, JUSTICE)))


def test_parts_in_words_and_officers_without_numbers() -> None:
    plan = plan_of(
        "Phần thứ nhất", "MỤC TIÊU", "- 95% hồ sơ được giải quyết đúng hạn.",
        "Phần thứ hai", "NHIỆM VỤ VÀ GIẢI PHÁP", "1. Về tuyên truyền",
        "- Công chức Văn hóa - Xã hội chủ trì, phối hợp với Công an xã tuyên truyền trên loa.",
        "Phần thứ ba", "TỔ CHỨC THỰC HIỆN",
        "Công chức Văn phòng - Thống kê",
        "Theo dõi, đôn đốc việc thực hiện Kế hoạch; báo cáo kết quả hàng quý.",
        "Tham mưu tổng kết trước ngày 15/12/2024.",
        "Công chức Địa chính - Xây dựng:",
        "Giải quyết hồ sơ đất đai đúng hạn.",
    )  # fmt: skip
    assert [(task.where, roles(task), task.deadline_text) for task in rows(plan)] == [
        ("Phần thứ hai, mục 1", ((CULTURE,), (POLICE,)), ""),
        ("Phần thứ ba, “Công chức Văn phòng - Thống kê”, ý 1", ((OFFICE,), ()), "hàng quý"),
        ("Phần thứ ba, “Công chức Văn phòng - Thống kê”, ý 2", ((OFFICE,), ()), "trước ngày 15/12/2024"),
        ("Phần thứ ba, “Công chức Địa chính - Xây dựng”", ((LAND,), ()), ""),
    ]
    assert [(target.subject, target.value) for target in plan.targets] == [("hồ sơ được giải quyết đúng hạn", 95)]
    assert plan.doubts == ()


def test_headings_without_any_number() -> None:
    plan = plan_of(
        "Mục đích", "Nâng cao chất lượng phục vụ người dân trên địa bàn xã.",
        "Nhiệm vụ trọng tâm", "- Rà soát thủ tục hành chính; hoàn thành trước ngày 30/9/2024.", "- Số hóa hồ sơ.",
        "Đơn vị thực hiện: Công chức Văn phòng - Thống kê.",
        "Tổ chức thực hiện", "Công chức Tư pháp - Hộ tịch", "- Tham mưu Kế hoạch theo dõi thi hành pháp luật.",
        "Công an xã có trách nhiệm:", "- Cấp tài khoản định danh điện tử.",
        "Kinh phí thực hiện", "Từ nguồn ngân sách xã.",
    )  # fmt: skip
    assert [(task.where, task.agencies.lead) for task in rows(plan)] == [
        ("Mục “Nhiệm vụ trọng tâm”, ý 1", (OFFICE,)),
        ("Mục “Nhiệm vụ trọng tâm”, ý 2", (OFFICE,)),
        ("Mục “Tổ chức thực hiện”, “Công chức Tư pháp - Hộ tịch”", (JUSTICE,)),
        ("Mục “Tổ chức thực hiện”, “Công an xã có trách nhiệm”", (POLICE,)),
    ]
    assert plan.doubts == ()


def test_duties_given_officer_by_officer() -> None:
    plan = plan_of(
        "A. TỔ CHỨC THỰC HIỆN",
        "1. Công chức Văn phòng - Thống kê có trách nhiệm:",
        "a) Tham mưu UBND xã tổ chức sơ kết;",
        "b) Định kỳ hàng quý tổng hợp, báo cáo UBND huyện.",
        "2. Công chức Tài chính - Kế toán chịu trách nhiệm bố trí kinh phí thực hiện kế hoạch.",
        "3. Giao trách nhiệm cho Công chức Tư pháp - Hộ tịch tập huấn nghiệp vụ cho thôn.",
        "4. Đồng chí Nguyễn Văn Bình - Công an xã: chỉ đạo việc liên thông.",
        "5. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát việc thực hiện.",
        "6. Kinh phí thực hiện từ ngân sách xã năm 2024.",
        "7. Kế hoạch này có hiệu lực từ ngày ký.",
    )
    assert [(task.where, task.ordinal, task.agencies.lead, task.agency_text) for task in rows(plan)] == [
        ("Mục A.1.a", "a", (OFFICE,), "Công chức Văn phòng - Thống kê"),
        ("Mục A.1.b", "b", (OFFICE,), "Công chức Văn phòng - Thống kê"),
        ("Mục A.2", "2", (FINANCE,), "Công chức Tài chính - Kế toán"),
        ("Mục A.3", "3", (JUSTICE,), "Công chức Tư pháp - Hộ tịch"),
        ("Mục A.4", "4", (POLICE,), "Công an xã"),
        ("Mục A.5", "5", (FRONT,), "Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
    ]
    assert rows(plan)[4].text == "Đồng chí Nguyễn Văn Bình - Công an xã: chỉ đạo việc liên thông."
    assert plan.doubts == ()


def test_a_sentence_with_a_subject_and_the_duties_below_it() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Công chức Văn phòng - Thống kê tập trung triển khai thực hiện có hiệu quả các nội dung của Kế hoạch này.",
        "- Phối hợp chặt chẽ với Công an xã, Công chức Tư pháp - Hộ tịch trong việc liên thông thủ tục.",
        "- Đôn đốc các bộ phận.",
        "2. Công chức Tư pháp - Hộ tịch",
        "Công chức Tài chính - Kế toán cấp kinh phí.",
    )
    assert [(task.where, task.ordinal, roles(task)) for task in rows(plan)] == [
        ("Mục I.1", "1", ((OFFICE,), ())),
        ("Mục I.1, ý 1", "1.1", ((OFFICE,), (POLICE, JUSTICE))),
        ("Mục I.1, ý 2", "1.2", ((OFFICE,), ())),
        ("Mục I.2", "1", ((FINANCE,), ())),
    ]


def test_details_stay_in_the_words_of_their_duty() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ", "1. Công chức VP - TK tham mưu ban hành các văn bản sau:", "- Kế hoạch kiểm soát thủ tục;",
        "- Quy chế phối hợp.", "2. Về công vụ", "- Kiểm tra công vụ, chú trọng:", "+ Giờ giấc;", "+ Thái độ phục vụ.",
        "Đơn vị chủ trì: Công an xã",
    )  # fmt: skip
    assert [(task.where, task.text, task.agencies.lead) for task in rows(plan)] == [
        (
            "Mục I.1",
            "Công chức VP - TK tham mưu ban hành các văn bản sau:\n- Kế hoạch kiểm soát thủ tục;\n- Quy chế phối hợp.",
            (OFFICE,),
        ),
        ("Mục I.2", "Kiểm tra công vụ, chú trọng:\n+ Giờ giấc;\n+ Thái độ phục vụ.", (POLICE,)),
    ]


def test_who_leads_in_brackets() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ", "1. Cải cách thể chế (Công chức Tư pháp - Hộ tịch chủ trì)", "- Rà soát văn bản.",
        "2. Theo dõi thi hành pháp luật (Công chức Văn phòng - Thống kê chủ trì, phối hợp với Công an xã).",
    )  # fmt: skip
    assert [roles(task) for task in rows(plan)] == [((JUSTICE,), ()), ((OFFICE,), (POLICE,))]


def test_cut_sentences_and_torn_dashes_are_mended() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "- Tổ chức thực hiện tốt các nội dung của Kế hoạch nâng cao chỉ số cải cách hành chính của xã Bình",
        "An, giai đoạn 2021-2025. –",
        "Công bố thông tin đất đai đầy đủ, kịp thời;",
        "rà soát, thu hồi đất các dự án chậm tiến độ.",
    )
    assert [(task.where, task.text) for task in rows(plan)] == [
        (
            "Mục I, ý 1",
            "Tổ chức thực hiện tốt các nội dung của Kế hoạch nâng cao chỉ số cải cách hành chính của xã Bình An, giai "
            "đoạn 2021-2025.",
        ),
        (
            "Mục I, ý 2",
            "Công bố thông tin đất đai đầy đủ, kịp thời; rà soát, thu hồi đất các dự án chậm tiến độ.",
        ),
    ]


def test_what_is_no_duty() -> None:
    plan = plan_of(
        "I. MỤC ĐÍCH, YÊU CẦU", "1. Các công chức chuyên môn phải bám sát nhiệm vụ được giao.", "2. Yêu cầu",
        "- Công chức Văn phòng - Thống kê thực hiện nghiêm túc.",
        "II. MỤC TIÊU", "- Công chức Tư pháp - Hộ tịch giải quyết 100% hồ sơ đúng hạn.",
        "III. TÌNH HÌNH THỰC HIỆN NĂM 2023", "- Công chức Văn hóa - Xã hội chưa tuyên truyền thường xuyên.",
        "IV. KINH PHÍ", "- Công chức Tài chính - Kế toán cân đối ngân sách.",
    )  # fmt: skip
    assert (plan.sections, [doubt.code for doubt in plan.doubts]) == ((), ["no_duty"])


def test_a_heading_that_announces_nothing_gives_only_duties_that_name_somebody() -> None:
    plan = plan_of(
        "I. KHU VỰC PHÍA ĐÔNG", "- Dân số trên ba nghìn người.", "- Giao Công an xã tuần tra ban đêm.",
        "II. CÔNG CHỨC VĂN PHÒNG - THỐNG KÊ", "- Trực bộ phận một cửa.",
    )  # fmt: skip
    assert [(task.where, task.agencies.lead) for task in rows(plan)] == [
        ("Mục I", (POLICE,)),
        ("Mục II", (OFFICE,)),
    ]


def test_silence_about_who_does_it_is_one_point_for_a_whole_heading() -> None:
    assert told("I. GIẢI PHÁP", "1. Nâng cao nhận thức.", "2. Đổi mới phương pháp.") == [("agency_none", "Mục I")]
    assert told("I. NHIỆM VỤ", "1. Nâng cao nhận thức.", "2. Giao Công an xã tuần tra.") == [("agency_none", "Mục I.1")]
    assert told("I. NHIỆM VỤ", "1. Các bộ phận liên quan thực hiện tốt kế hoạch.") == [("agency_none", "Mục I.1")]


def test_a_body_that_the_directory_lacks_is_told_once_for_its_heading() -> None:
    lines = ("I. TỔ CHỨC THỰC HIỆN", "1. Trung tâm học tập cộng đồng", "- Mở lớp.", "- Tổng kết.")
    assert told(*lines) == [("agency_unknown", "Mục I.1")]
    assert [task.agencies.unknown for task in rows(plan_of(*lines))] == [("Trung tâm học tập cộng đồng",)] * 2


def test_a_campaign() -> None:
    head = [Block("p", text) for text in LETTERHEAD]
    title = "Phát động phong trào thi đua cải cách hành chính năm 2024"
    lines = (
        "I. NỘI DUNG", "1. Thi đua giải quyết hồ sơ.", "2. Thi đua tuyên truyền.",
        "II. BIỆN PHÁP", "- Công an xã tuần tra.",
        "III. TIÊU CHUẨN XÉT THI ĐUA", "- Không có hồ sơ quá hạn.",
        "IV. KHEN THƯỞNG", "- Tặng giấy khen cho 03 tập thể.",
        "V. TỔ CHỨC THỰC HIỆN", "Công an xã", "- Trực ban.",
    )  # fmt: skip
    plan = read_plan([*head[:5], Block("p", title), *head[6:], *(Block("p", line) for line in lines)], BINH_AN)
    assert [(section.kind.value, len(section.tasks)) for section in filled(plan)] == [
        ("contents", 2), ("solutions", 1), ("criteria", 1), ("rewards", 1), ("duties", 1),
    ]  # fmt: skip
    assert plan.doubts == ()


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("1. Rà soát văn bản trước ngày 31/9/2024.",), ("impossible_date", "trước ngày 31/9/2024")),
        (("1. Rà soát văn bản trước ngày 20/12/2023.",), ("deadline_before_plan", "trước ngày 20/12/2023")),
        (("1. Rà soát văn bản theo Kế hoạch ngày 14/11/20233.",), ("bad_year", "14/11/20233")),
        (("1. Rà soát văn bản.", "3. Niêm yết thủ tục."), ("numbering_jump", "3. Niêm yết thủ tục.")),
        (("1. Rà soát văn bản.", "1. Niêm yết thủ tục."), ("numbering_repeat", "1. Niêm yết thủ tục.")),
        (("1. Rà soát văn bản.", "2. Về niêm yết:"), ("empty_heading", "2. Về niêm yết:")),
        (("1. Rà soát văn bản theo Quyết định số 51/QĐUBND.",), ("symbol_without_hyphen", "51/QĐUBND")),
        (("1. Rà soát văn bản.", "Thời gian: Báo cáo kết quả rà soát"), ("product_as_time", "Báo cáo kết quả rà soát")),
        (
            ("1. Rà soát văn bản trước ngày 20/11/2024.", "Thời gian: trước ngày 20/12/2024"),
            ("date_mismatch", "trước ngày 20/11/2024"),
        ),
        (
            ("1. Rà soát văn bản.", "Đơn vị phối hợp: Công an xã; CC VP - TK"),
            ("agency_twice", "CC VP - TK"),
        ),
        (
            ("1. Phấn đấu 95% hồ sơ đúng hạn.", "2. Bảo đảm 99% hồ sơ đúng hạn."),
            ("target_conflict", ""),
        ),
    ],
)  # fmt: skip
def test_faults_in_the_words_of_the_prose(lines: tuple[str, ...], found: tuple[str, str]) -> None:
    plan = plan_of("I. NHIỆM VỤ (Công chức Văn phòng - Thống kê chủ trì)", *lines)
    doubts = [(doubt.code, doubt.words) for doubt in plan.doubts]
    code, words = found
    assert [known for known, said in doubts if known == code and words in said] == [code]
    assert all(doubt.message.endswith(".") and doubt.where for doubt in plan.doubts)


def test_a_date_that_cannot_be_is_told_once() -> None:
    plan = plan_of("I. NHIỆM VỤ", "1. Giao Công an xã báo cáo trước ngày 31/9/2024.")
    assert [(doubt.code, doubt.where) for doubt in plan.doubts] == [("impossible_date", "Mục I.1")]


def test_a_label_left_blank_swallows_no_duty() -> None:
    plan = plan_of("I. NHIỆM VỤ", "1. Về thể chế", "Sản phẩm:", "- Rà soát văn bản.", "Đơn vị chủ trì:", "- Tập huấn.")
    assert [(task.where, task.text, task.product_text) for task in rows(plan)] == [
        ("Mục I.1, ý 1", "Rà soát văn bản.", ""),
        ("Mục I.1, ý 2", "Tập huấn.", ""),
    ]


def test_a_closing_with_a_number_is_no_duty() -> None:
    assert [task.text for task in rows(plan_of("I. NHIỆM VỤ", "1. Tập huấn.", "2. Trên đây là Kế hoạch của xã."))] == [
        "Tập huấn."
    ]


def test_a_heading_whose_duties_name_somebody_else() -> None:
    assert told("I. TỔ CHỨC THỰC HIỆN", "1. Công chức VP - TK", "- Công an xã tuần tra.", "- Công an xã trực ban.") == [
        ("row_lead_mismatch", "Mục I.1, ý 1")
    ]
    assert told("I. TỔ CHỨC THỰC HIỆN", "1. Công chức VP - TK", "- Công an xã tuần tra.", "- Trực ban.") == []


def test_closing_words_that_ask_for_more_reports_than_the_duties() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ", "1. Công an xã định kỳ hàng quý báo cáo kết quả.",
        "Trong quá trình thực hiện, các bộ phận báo cáo định kỳ hàng tháng, quý về UBND xã.",
    )  # fmt: skip
    assert [(doubt.code, doubt.words) for doubt in plan.doubts] == [("frequency_mismatch", "định kỳ hàng tháng, quý")]


def test_sections_without_numbers_over_duties_with_numbers() -> None:
    plan = plan_of(
        "Nhiệm vụ trọng tâm", "1. Rà soát văn bản.", "Chủ trì: CC TP - HT", "2. Tập huấn.", "Chủ trì: CC VP - TK",
        "Tổ chức thực hiện", "1. Công an xã", "- Tuần tra.", "2. CC VP - TK báo cáo UBND huyện.",
    )  # fmt: skip
    assert [(task.where, task.agencies.lead) for task in rows(plan)] == [
        ("Mục “Nhiệm vụ trọng tâm”, mục 1", (JUSTICE,)),
        ("Mục “Nhiệm vụ trọng tâm”, mục 2", (OFFICE,)),
        ("Mục “Tổ chức thực hiện”, mục 1", (POLICE,)),
        ("Mục “Tổ chức thực hiện”, mục 2", (OFFICE,)),
    ]
