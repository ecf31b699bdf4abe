"""Faults of a plan: all that stand in the five real ones and nothing else, and each alone beside what is no fault."""

import pytest

from plans.reading.agencies import Directory
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from plans.reading.results import Block, Doubt
from tests.reading.bodies import DOAN_KET, HA_BAC, HOA_XUAN_NAM, NOBODY, QUANG_TRUNG, TUY_PHUOC
from tests.reading.wordfiles import HEADING, real_plan, word_file

HEADER = ("STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan", "Thời gian")
NOT_TOLD = ("no_duty", "agency_none")
"""Small plans made for one fault give nobody anything to do."""
ROW = ("1", "Rà soát văn bản của xã", "Báo cáo", "CC VP - TK", "Quý I")


def faults(*content: str | list[tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """Code, words and place of every doubt of a small plan for 2024."""
    found = read_plan(read_docx(word_file(*HEADING[:2], *content)), QUANG_TRUNG).doubts
    return [(doubt.code, doubt.words, doubt.where) for doubt in found if doubt.code not in NOT_TOLD]


def row_faults(text: str = ROW[1], agency: str = ROW[3], time: str = ROW[4]) -> list[tuple[str, str, str]]:
    return faults("I. NHIỆM VỤ", [HEADER, ("1", text, "Báo cáo", agency, time)])


def real_faults(name: str, directory: Directory) -> list[tuple[str, str, str]]:
    found = read_plan(read_docx(real_plan(name)), directory).doubts
    return [(doubt.code, doubt.words, doubt.where) for doubt in found]


def test_quang_trung() -> None:
    assert real_faults("quang-trung-2023", QUANG_TRUNG) == [
        ("agency_none", "Theo hướng dẫn các cấp có thẩm quyền", "Phụ lục số 04, hàng 1"),
        ("product_as_time", "Các Quyết định của cơ quan có thẩm quyền trong năm 2023", "Phụ lục số 04, hàng 1"),
        ("deadline_before_plan", "Kế hoạch CCHC ban hành trước 01/2023", "Phụ lục số 07, hàng 1"),
        ("impossible_date", "Báo cáo kết quả Tự chấm trước 31/11/2023", "Phụ lục số 07, hàng 2"),
        (
            "target_conflict",
            "Tối thiểu 99% hồ sơ TTHC được giải quyết trước và đúng hạn. / Duy trì tỷ lệ giải quyết đúng hạn từ 98% "
            "trở lên; nghiêm túc thực hiện việc xin lỗi người dân, tổ chức khi để xảy ra trễ hẹn; 100% hồ sơ thủ tục "
            "hành chính đủ điều kiện được giải quyết trực tuyến mức độ 3, mức độ 4 và được số hóa kết quả giải quyết; "
            "95% tổ chức, người dân, doanh nghiệp hài lòng với sự phục vụ của các cơ quan hành chính nhà nước.",
            "Mục II.1.2; Mục II.2.2; Phụ lục số 02, hàng 4",
        ),
        ("frequency_mismatch", "định kỳ hàng tháng, quý, 06 tháng, năm", "Phần kết"),
        ("caption_lead_mismatch", "Phòng Tài chính - Kế hoạch Thị xã", "Phụ lục số 05"),
        ("row_lead_mismatch", "CC Văn hóa - Xã hội", "Phụ lục số 07"),
        (
            "numbering_jump",
            "6. Duy trì hệ thống quản lý chất lượng theo tiêu chuẩn ISO 9001 (ISO điện tử).",
            "Mục II.6",
        ),
        ("numbering_jump", "7. Công tác chỉ đạo, điều hành, tuyên truyền về cải cách hành chính", "Mục II.7"),
        (
            "repeated_sentence",
            "Tuyên truyền, tổ chức thực hiện thanh toán trực tuyến trong giải quyết TTHC.",
            "Mục II.2.2",
        ),
    ]


def test_tuy_phuoc() -> None:
    keep = "Nội dung cần duy trì"
    assert real_faults("tuy-phuoc-2024", TUY_PHUOC) == [
        (
            "time_elsewhere",
            "Hàng năm, theo thời gian quy định của Hội đồng Sáng kiến huyện",
            f"Phần I, {keep} thực hiện, hàng 5",
        ),
        ("agency_none", "Các phòng, ban chuyên môn có liên quan", f"Phần I, {keep} thực hiện, hàng 7, ý 2"),
        ("agency_none", "Các cơ quan, đơn vị có liên quan.", f"Phần IV, {keep} thực hiện, hàng 2, ý 1"),
        ("standing_event", "Thường xuyên khi có sự thay đổi", f"Phần IV, {keep} thực hiện, hàng 4, ý 1"),
        ("agency_none", "Các cơ quan, đơn vị, địa phương có liên quan", f"Phần VI, {keep}, hàng 3, ý 1"),
        ("deadline_before_plan", "Ban hành DMHS trong tháng 01/2024", f"Phần VII, {keep}, hàng 5, ý 1"),
        ("date_mismatch", "trước ngày 20/11", f"Phần IV, {keep} thực hiện, hàng 3"),
        ("bad_year", "14/11/20233", f"Phần IV, {keep} thực hiện, hàng 2, ý 1"),
        ("sum_mismatch", "82,13%", "Phần mở đầu"),
    ]


def test_ha_bac() -> None:
    assert real_faults("ha-bac-2023-2025", HA_BAC) == [
        ("agency_guessed", "Công chức chuyên UBND xã", "Mục II.1.2"),
        (
            "agency_remark",
            "tổng hợp, đánh giá các mô hình, sáng kiến cải cách hành chính; trên cơ sở đó đề xuất thí điểm, nhân rộng "
            "thực hiện trên địa bàn xã",
            "Mục II.1.2",
        ),
        ("agency_guessed", "Công chức Tài chính – Kế toán, ngân sách", "Mục II.1.9"),
        ("agency_guessed", "Công chức địa chính, xây dựng, Tài nguyên và Môi trường", "Mục II.2.1"),
        ("agency_none", "Các công chức chuyên môn có liên quan", "Mục II.4"),
        ("agency_twice", "Các Công chức chuyên môn", "Mục II.1.2"),
        ("numbering_jump", "IV. TỔ CHỨC THỰC HIỆN.", "Mục IV"),
        ("symbol_without_hyphen", "2584/QĐUBND", "Mục II.1.7"),
        ("signature_without_tm", "CHỦ TỊCH", "Phần ký"),
    ]


def test_doan_ket() -> None:
    assert real_faults("doan-ket-2022", DOAN_KET) == [
        ("agency_none", "Biện pháp thực hiện", "Mục II.1.2"),
        ("numbering_repeat", "6. Công chức Văn hóa - Thông tin", "Mục III.6"),
        (
            "repeated_sentence",
            "Kịp thời niêm yết công khai danh mục TTHC thuộc thẩm quyền giải quyết của UBND cấp xã tại Bộ phận Một "
            "cửa, sau từ 5 đến 7 ngày kể từ khi có Quyết định công bố danh mục TTHC của Chủ tịch UBND tỉnh;",
            "Mục III.5, ý 5",
        ),
        ("symbol_without_hyphen", "51/2020/QĐUBND", "Mục II.2.1.2.b, ý 1"),
    ]


def test_hoa_xuan_nam() -> None:
    assert real_faults("hoa-xuan-nam-2023-2025", HOA_XUAN_NAM) == [
        ("agency_none", "GIẢI PHÁP THỰC HIỆN", "Mục III"),
        ("symbol_without_hyphen", "24/KHUBND", "Mục IV.1, ý 2"),
        ("symbol_without_hyphen", "107/2021/NĐCP", "Mục IV.1.a, ý 6"),
    ]


def test_a_plan_without_fault_raises_no_doubt() -> None:
    assert faults(
        "I. MỤC TIÊU", "1. Mục đích", "- Nâng cao chất lượng phục vụ.", "2. Yêu cầu", "- Đúng hạn.",
        "II. NHIỆM VỤ", "Phụ lục số 1: Nhiệm vụ",
        [HEADER, ROW, ("2", "Niêm yết thủ tục", "Biên bản", "CC TP - HT", "Quý II")],
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Theo Kế hoạch ngày 14/11/20233 của huyện", [("bad_year", "14/11/20233")]),
        ("Tổng kết năm 20233 của xã", [("bad_year", "năm 20233")]),
        ("Họp ngày 31/11/2023 tại xã", [("impossible_date", "31/11/2023")]),
        ("Họp ngày 31 tháng 4 năm 2024", [("impossible_date", "ngày 31 tháng 4 năm 2024")]),
        ("Họp ngày 30/2 tại xã", [("impossible_date", "ngày 30/2")]),
        ("Họp ngày 29/2/2024, hàng năm 100% hồ sơ, xếp thứ 04/11 huyện, ISO 9001:2015, số 31/11/QĐ", []),
    ],
)
def test_dates_in_the_words_of_a_task(text: str, found: list[tuple[str, str]]) -> None:
    assert row_faults(text) == [(code, words, "Mục I, hàng 1") for code, words in found]


@pytest.mark.parametrize(
    ("text", "time", "words"),
    [
        ("Gửi hồ sơ trước ngày 20/11 để tổng hợp", "Hoàn thành trước tháng 12/2024", "trước ngày 20/11"),
        ("Báo cáo chậm nhất ngày 15 tháng 6 về huyện", "30/6/2024", "chậm nhất ngày 15 tháng 6"),
        ("Gửi hồ sơ trước ngày 20/11 để tổng hợp", "19/11/2024", ""),
        ("Gửi hồ sơ trước ngày 20/11 để tổng hợp", "Thường xuyên", ""),
        ("Thực hiện Kế hoạch số 5/KH-UBND ngày 20/11/2023 của huyện", "30/6/2024", ""),
    ],
)
def test_a_day_in_the_text_against_the_time_column(text: str, time: str, words: str) -> None:
    expected = [("date_mismatch", words, "Mục I, hàng 1")] if words else []
    assert row_faults(text, time=time) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Đạt 82,13%. Trong đó, cải cách đạt 51,15 điểm, khảo sát đạt 6,71/10 điểm, hài lòng 23,27/30 điểm.",
            ["82,13%"],
        ),
        ("Đạt 81,13%. Trong đó, cải cách đạt 51,15 điểm, khảo sát đạt 6,71/10 điểm, hài lòng 23,27/30 điểm.", []),
        ("Tổng kinh phí 100 triệu đồng, trong đó: tập huấn 60 triệu đồng, in ấn 30 triệu đồng.", ["100 triệu đồng"]),
        ("Tổng kinh phí 1.090 triệu đồng, gồm: tập huấn 1.060 triệu đồng, in ấn 30 triệu đồng.", []),
        ("100% hồ sơ đúng hạn, trong đó 60% trực tuyến, 20% qua bưu chính.", []),
        ("100% cán bộ hoàn thành nhiệm vụ, trong đó có 30% xuất sắc.", []),
    ],
)
def test_parts_against_their_total(text: str, found: list[str]) -> None:
    assert faults(text, "I. NHIỆM VỤ", "1. Việc thứ nhất.") == [
        ("sum_mismatch", words, "Phần mở đầu") for words in found
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Điểm số: 51,15 + 6,71 + 23,27 = 82,13 điểm.", ["51,15 + 6,71 + 23,27 = 82,13"]),
        ("Điểm số: 51,15 điểm + 6,71 điểm + 23,27 điểm = 81,13 điểm.", []),
        ("Tổng 1.200 hồ sơ + 300 hồ sơ = 1.600 hồ sơ.", ["1.200 hồ sơ + 300 hồ sơ = 1.600"]),
        ("Giai đoạn 1 + 2 của đề án.", []),
    ],
)
def test_an_addition_written_out(text: str, found: list[str]) -> None:
    assert faults(text, "I. NHIỆM VỤ", "1. Việc thứ nhất.") == [
        ("sum_mismatch", words, "Phần mở đầu") for words in found
    ]


def test_numbering_that_jumps() -> None:
    assert faults(
        "I. MỞ ĐẦU", "1. Việc một.", "1.1. Nhỏ.", "1.2. Nhỏ nữa.", "1.4. Nhảy.", "1.5. Liền sau.", "4. Xa.",
        "2. Việc hai.", "a) Chữ a.", "b) Chữ b.", "d) Chữ d.", "IV. NHẢY LA MÃ", "- Nội dung.",
    ) == [
        ("numbering_jump", "IV. NHẢY LA MÃ", "Mục IV"),
        ("numbering_jump", "4. Xa.", "Mục I.4"),
        ("numbering_jump", "1.4. Nhảy.", "Mục I.1.4"),
        ("numbering_jump", "d. Chữ d.", "Mục I.2.d"),
    ]  # fmt: skip


def test_numbering_that_is_in_order() -> None:
    assert faults(
        "I. MỞ ĐẦU", "1. Việc một.", "a) A.", "b) B.", "c) C.", "d) D.", "đ) Đ.", "e) E.", "2. Việc hai.",
        "a) A khác.", "b) B khác.", "c) C khác.", "d) D khác.", "e) E khác.", "II. THÂN", "1. Lại từ một.", "1.1. Nhỏ.",
    ) == []  # fmt: skip


def test_numbering_that_repeats() -> None:
    assert faults("I. MỞ ĐẦU", "1. Việc một.", "2. Việc hai.", "2. Việc ba.", "3. Việc bốn.") == [
        ("numbering_repeat", "2. Việc ba.", "Mục I.2")
    ]
    assert faults("I. MỞ ĐẦU", "1. Công an xã", "- Làm.", "2. Công an xã", "- Làm nữa.") == [
        ("agency_unknown", "Công an xã", "Mục I.1"),
        ("agency_unknown", "Công an xã", "Mục I.2"),
        ("numbering_repeat", "2. Công an xã", "Mục I.2"),
    ]


def test_numbering_of_rows() -> None:
    rows = [HEADER, ROW, ("3", "Niêm yết thủ tục của xã", "Biên bản", "CC TP - HT", "Quý II")]
    assert faults("Phụ lục số 1: Việc", rows) == [
        ("numbering_jump", "3. Niêm yết thủ tục của xã", "Phụ lục số 1, hàng 3")
    ]


def test_rows_may_go_on_counting_under_the_next_area() -> None:
    areas = [("I", "CẢI CÁCH THỂ CHẾ", "", "", ""), ("II", "CẢI CÁCH CÔNG VỤ", "", "", "")]
    second = ("2", "Niêm yết thủ tục của xã", "Biên bản", "CC TP - HT", "Quý II")
    assert faults("Phụ lục số 1: Việc", [HEADER, areas[0], ROW, areas[1], second]) == []


def test_numbering_of_appendices_and_areas() -> None:
    other = ("1", "Niêm yết thủ tục của xã", "Biên bản", "CC TP - HT", "Quý II")
    assert faults("Phụ lục I: Việc", [HEADER, ROW], "Phụ lục III: Việc nữa", [HEADER, other]) == [
        ("numbering_jump", "Phụ lục III. Việc nữa", "Phụ lục III"),
    ]
    titles = ("I. CẢI CÁCH THỂ CHẾ", "II. CẢI CÁCH CÔNG VỤ", "IV. TÀI CHÍNH CÔNG", "IV. CHÍNH QUYỀN SỐ")
    areas = [(*title.split(". "), "", "", "") for title in titles]
    rows = [line for number, area in enumerate(areas, 1) for line in (area, (str(number), f"Việc {number}", *ROW[2:]))]
    assert faults("Phụ lục số 1: Việc", [HEADER, *rows]) == [
        ("numbering_jump", "IV. TÀI CHÍNH CÔNG", "Phụ lục số 1, phần IV"),
        ("numbering_repeat", "IV. CHÍNH QUYỀN SỐ", "Phụ lục số 1, phần IV"),
    ]


def test_headings_with_nothing_under_them() -> None:
    assert faults(
        "I. MỞ ĐẦU", "II. NỘI DUNG", "1. Mục đích", "2. Yêu cầu", "- Một.", "3. Phạm vi", "- Hai.", "III. KẾT"
    ) == [
        ("empty_heading", "I. MỞ ĐẦU", "Mục I"),
        ("empty_heading", "III. KẾT", "Mục III"),
        ("empty_heading", "1. Mục đích", "Mục II.1"),
    ]
    group = ("II", "CẢI CÁCH CÔNG VỤ", "", "", "")
    assert faults("Phụ lục số 1: Việc", [HEADER, ("I", "CẢI CÁCH THỂ CHẾ", "", "", ""), ROW, group]) == [
        ("empty_heading", "II CẢI CÁCH CÔNG VỤ", "Phụ lục số 1, phần II")
    ]


def led(caption: str, *agencies: str, prose: str = "") -> list[tuple[str, str, str]]:
    rows = [(str(n), f"Nhiệm vụ thứ {n} của xã", "Báo cáo", agency, "Quý I") for n, agency in enumerate(agencies, 1)]
    said = [prose] if prose else []
    return faults("I. NHIỆM VỤ", *said, "Phụ lục số 5. TÀI CHÍNH", caption, [HEADER, *rows])


def test_leads_of_caption_prose_and_rows() -> None:
    prose = "- Phụ lục số 05 về Tài chính công: Công chức Tài chính - Kế toán chủ trì triển khai."
    office, finance = "(CC Văn phòng - Thống kê chủ trì)", "(CC TC - KT chủ trì)"
    caption_fault = ("caption_lead_mismatch", "CC Văn phòng - Thống kê", "Phụ lục số 5")
    row_fault = ("row_lead_mismatch", "CC Văn phòng - Thống kê", "Phụ lục số 5")
    assert led(office, "CC TC - KT", prose=prose) == [caption_fault]
    assert led(finance, "CC TC - KT", prose=prose) == []
    assert led(office, "CC TC - KT", "CC TC - KT", "CC VP - TK") == [row_fault]
    assert led(office, "CC TC - KT", "CC VP - TK", "CC VP - TK") == []


def test_a_body_in_two_roles() -> None:
    lead = "- Đơn vị chủ trì: Công chức Tư pháp - Hộ tịch, các ban ngành."
    beside = "- Đơn vị phối hợp: Công chức Văn phòng - Thống kê; công chức Tư pháp - Hộ tịch xã."
    assert faults("I. NHIỆM VỤ", "1. Rà soát.", lead, beside, "2. Niêm yết.", lead) == [
        ("agency_twice", "công chức Tư pháp - Hộ tịch xã", "Mục I.1")
    ]
    assert faults("I. NHIỆM VỤ", "1. Rà soát.", lead, "2. Niêm yết.", beside) == []
    in_a_row = "CC VP - TK chủ trì, phối hợp với CC VP - TK"
    assert row_faults(agency=in_a_row) == [("agency_twice", in_a_row, "Mục I, hàng 1")]


def test_a_body_that_the_directory_lacks() -> None:
    assert row_faults(agency="Phòng Kinh tế") == [("agency_unknown", "Phòng Kinh tế", "Mục I, hàng 1")]


def test_a_product_in_the_time_column() -> None:
    found = row_faults(time="Biên bản kiểm tra thực tế")
    assert ("product_as_time", "Biên bản kiểm tra thực tế", "Mục I, hàng 1") in found
    assert row_faults(time="Báo cáo kết quả: Quý I") == []


def test_lists_of_unequal_length() -> None:
    header = ("STT", "Nội dung", "Giải pháp", "Cơ quan", "Thời gian")
    times = "- Quý I\n- Quý II"
    row = ("1", "Kiểm tra công vụ", "- Lập kế hoạch\n- Kiểm tra\n- Báo cáo", "CC VP - TK", times)
    assert faults("I. NHIỆM VỤ", [header, row]) == [("unequal_lists", times, "Mục I, hàng 1")]


def test_sentences_said_twice() -> None:
    said = "Tuyên truyền, tổ chức thực hiện thanh toán trực tuyến trong xã."
    short = "Thực hiện tốt các việc."
    assert faults("I. NHIỆM VỤ", f"- Làm trước. {said}", f"- {said}", f"- {short}", f"+ {short}") == [
        ("repeated_sentence", said, "Mục I, ý 2")
    ]


def test_a_task_written_twice() -> None:
    rows = [HEADER, ROW, ("2", *ROW[1:])]
    assert faults("Phụ lục số 1: Việc", rows) == [("repeated_sentence", ROW[1], "Phụ lục số 1, hàng 2")]


@pytest.mark.parametrize("symbol", ["51/2020/QĐUBND", "24/KHUBND", "107/2021/NĐCP", "12/QĐTTg", "3/NQHĐND"])
def test_symbols_without_hyphen(symbol: str) -> None:
    assert faults(f"Theo văn bản số {symbol} ngày 01/02/2024.") == [("symbol_without_hyphen", symbol, "Phần mở đầu")]


def test_the_number_of_the_plan_in_the_table_of_its_letterhead() -> None:
    letterhead = [("UBND XÃ QUANG TRUNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 24/KHUBND", "")]
    found = read_plan(read_docx(word_file(letterhead, *HEADING, "1. Việc thứ nhất.")), QUANG_TRUNG).doubts
    assert [doubt.words for doubt in found if doubt.code == "symbol_without_hyphen"] == ["24/KHUBND"]


def test_symbols_with_hyphen() -> None:
    assert (
        faults("Số 51/2020/QĐ-UBND, 55/KH- UBND, 80/ KH – UBND, 01/2020/TT-VPCP, 5/TTr-UBND, 26/11 huyện, HĐND.") == []
    )


@pytest.mark.parametrize(
    ("sentence", "time", "words"),
    [
        (
            "Báo cáo định kỳ hàng tháng, quý, 06 tháng, năm gửi xã.",
            "Hàng quý",
            "định kỳ hàng tháng, quý, 06 tháng, năm",
        ),
        ("Định kỳ hàng quý, 06 tháng báo cáo kết quả.", "Hàng quý, 06 tháng", ""),
        ("Định kỳ hàng tháng, quý tổ chức sơ kết công tác chuyên môn.", "Hàng quý", ""),
        ("Báo cáo định kỳ hàng tháng, quý gửi xã.", "Quý I", ""),
    ],
)
def test_how_often_prose_and_tables_ask_for_reports(sentence: str, time: str, words: str) -> None:
    found = faults("I. NHIỆM VỤ", [HEADER, (*ROW[:4], time)], "II. TỔ CHỨC THỰC HIỆN", sentence)
    assert found == ([("frequency_mismatch", words, "Mục II")] if words else [])


@pytest.mark.parametrize(
    ("issuer", "signature", "found"),
    [
        ("ỦY BAN NHÂN DÂN XÃ A", "CHỦ TỊCH", [("signature_without_tm", "CHỦ TỊCH", "Phần ký")]),
        ("ỦY BAN NHÂN DÂN XÃ A", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", []),
        ("ỦY BAN NHÂN DÂN XÃ A", "TUQ. CHỦ TỊCH TRƯỞNG PHÒNG", []),
        ("SỞ NỘI VỤ", "GIÁM ĐỐC", []),
    ],
)
def test_who_signs_for_a_collective(issuer: str, signature: str, found: list[tuple[str, str, str]]) -> None:
    texts = (issuer, "Số: 5/KH-UBND", *HEADING, "1. Việc thứ nhất.", "Nơi nhận:", "- Lưu: VT.", signature, "Lê Văn An")
    plan = read_plan([Block("p", text) for text in texts], NOBODY)
    assert [(doubt.code, doubt.words, doubt.where) for doubt in plan.doubts if doubt.code not in NOT_TOLD] == found


def test_messages_are_sentences_that_say_what_to_do() -> None:
    names = ("quang-trung-2023", "tuy-phuoc-2024", "ha-bac-2023-2025", "doan-ket-2022", "hoa-xuan-nam-2023-2025")
    doubts: list[Doubt] = [doubt for name in names for doubt in read_plan(read_docx(real_plan(name)), NOBODY).doubts]
    assert [doubt.message for doubt in doubts if not doubt.message.endswith(".")] == []
    assert [doubt.message for doubt in doubts if not (doubt.message[0].isupper() or doubt.message[0] == "“")] == []
    assert [doubt.code for doubt in doubts if not doubt.where or not doubt.words] == []
