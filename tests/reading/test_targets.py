"""Targets of real plans and the forms they take; figures that are no targets; two values for one target."""

from decimal import Decimal

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.enums import Comparator
from plans.reading.targets import conflicts, read_targets
from tests.sources import ROOT

PLANS = ["quang-trung-2023", "tuy-phuoc-2024", "doan-ket-2022", "ha-bac-2023-2025", "hoa-xuan-nam-2023-2025"]


def _texts(plan: str) -> list[str]:
    document = Document(str(ROOT / "fixtures" / f"{plan}.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in dict.fromkeys(row.cells)]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def _read(sentence: str) -> list[tuple[str, str, str | None, str, str]]:
    return [
        (
            target.comparator.value,
            str(target.value),
            str(target.value_to) if target.value_to else None,
            target.unit,
            target.subject,
        )
        for target in read_targets(sentence)
    ]


def _conflicts(*sentences: str) -> list[tuple[str, str]]:
    targets = [
        target for place, text in enumerate(sentences, start=1) for target in read_targets(text, where=f"mục {place}")
    ]
    return [(doubt.code, doubt.where) for doubt in conflicts(targets)]


@pytest.mark.parametrize(
    ("sentence", "comparator", "value", "value_to", "unit", "subject"),
    [
        (
            "Tối thiểu 99% hồ sơ TTHC được giải quyết trước và đúng hạn.",
            "at_least",
            "99",
            None,
            "%",
            "hồ sơ TTHC được giải quyết trước và đúng hạn",
        ),
        ("Duy trì tỷ lệ giải quyết đúng hạn từ 98% trở lên", "at_least", "98", None, "%", "tỷ lệ giải quyết đúng hạn"),
        ("từ 98% trở lên", "at_least", "98", None, "%", "từ 98% trở lên"),
        ("không dưới 90% văn bản", "at_least", "90", None, "%", "văn bản"),
        (
            "Giải quyết hồ sơ đúng hạn thực chất trên 95%.",
            "above",
            "95",
            None,
            "%",
            "Giải quyết hồ sơ đúng hạn thực chất",
        ),
        ("hơn 90% người dân hài lòng", "above", "90", None, "%", "người dân hài lòng"),
        ("Tỷ lệ hồ sơ trễ hạn dưới 1,5%", "below", "1.5", None, "%", "Tỷ lệ hồ sơ trễ hạn"),
        ("không để quá 2% hồ sơ trễ hạn", "at_most", "2", None, "%", "hồ sơ trễ hạn"),
        (
            "Phấn đấu rút ngắn từ 30-50% thời gian giải quyết",
            "between",
            "30",
            "50",
            "%",
            "rút ngắn thời gian giải quyết",
        ),
        ("đạt tỷ lệ 70% đến 80% hồ sơ", "between", "70", "80", "%", "hồ sơ"),
        ("Bảo đảm 100 % văn bản được ký số", "equal", "100", None, "%", "văn bản được ký số"),
        ("Thực hiện số hóa 100% kết quả giải quyết", "equal", "100", None, "%", "số hóa kết quả giải quyết"),
        (
            "Thực hiện giải ngân đối với 100% vốn đầu tư theo Kế hoạch",
            "equal",
            "100",
            None,
            "%",
            "giải ngân vốn đầu tư theo Kế hoạch",
        ),
        ("góp phần hoàn thành đạt và vượt 100% chỉ tiêu kinh tế", "at_least", "100", None, "%", "chỉ tiêu kinh tế"),
        ("tối thiểu 80 phần trăm hồ sơ", "at_least", "80", None, "%", "hồ sơ"),
        ("Nâng tỷ lệ hồ sơ trực tuyến từ 30% lên 50%", "equal", "50", None, "%", "Nâng tỷ lệ hồ sơ trực tuyến"),
        (
            "tỷ lệ doanh nghiệp thành lập mới tăng ít nhất 0,7% so với năm 2023",
            "at_least",
            "0.7",
            None,
            "%",
            "tỷ lệ doanh nghiệp thành lập mới tăng",
        ),
        (
            "đến năm 2025, chỉ số PAR Index của xã xếp vị trí thứ 4 của thị xã",
            "equal",
            "4",
            None,
            "hạng",
            "chỉ số PAR Index của xã",
        ),
        ("Chỉ số hài lòng xếp thứ 3 trở lên", "at_most", "3", None, "hạng", "Chỉ số hài lòng"),
        (
            "Phần đầu tỷ lệ vượt thu thuộc nhóm 03 địa phương cao nhất tỉnh.",
            "at_most",
            "3",
            None,
            "hạng",
            "tỷ lệ vượt thu",
        ),
        (
            "Mỗi đơn vị có ít nhất 01 sáng kiến về CCHC để trình Hội đồng",
            "at_least",
            "1",
            None,
            "sáng kiến",
            "sáng kiến về CCHC",
        ),
        ("phải có ít nhất 01 tin, bài/năm", "at_least", "1", None, "tin, bài/năm", "tin, bài/năm"),
        (
            "Có ít nhất một hình thức tuyên truyền khác: tọa đàm",
            "at_least",
            "1",
            None,
            "hình thức",
            "hình thức tuyên truyền khác",
        ),
        ("hướng dẫn hoàn thiện hồ sơ không quá một lần", "at_most", "1", None, "lần", "hướng dẫn hoàn thiện hồ sơ"),
        ("Thu ngân sách tối thiểu 1.234,5 triệu đồng", "at_least", "1234.5", None, "triệu đồng", "Thu ngân sách"),
        ("Chỉ số CCHC đạt trên 85 điểm", "above", "85", None, "điểm", "Chỉ số CCHC"),
        ("Phấn đấu Chỉ số CCHC tăng 02 bậc so với năm 2022", "equal", "2", None, "bậc", "Chỉ số CCHC tăng"),
        ("Rút ngắn ít nhất 02 ngày so với quy định", "at_least", "2", None, "ngày", "Rút ngắn"),
        ("Thời gian giải quyết không quá 05 ngày", "at_most", "5", None, "ngày", "Thời gian giải quyết"),
    ],
)
def test_one_target(sentence, comparator, value, value_to, unit, subject):
    assert _read(sentence) == [(comparator, value, value_to, unit, subject)]


def test_a_target_keeps_its_sentence_and_place():
    (target,) = read_targets("1.2. Tối thiểu 99% hồ sơ đúng hạn.", where="mục II.1")
    assert (target.text, target.where) == ("Tối thiểu 99% hồ sơ đúng hạn.", "mục II.1")
    assert (target.comparator, target.value) == (Comparator.AT_LEAST, Decimal(99))


def test_several_targets_in_one_sentence():
    sentence = (
        "Duy trì tỷ lệ giải quyết đúng hạn từ 98% trở lên; xin lỗi khi trễ hẹn; 100% hồ sơ được giải quyết trực tuyến"
        " mức độ 3, mức độ 4 và được số hóa; 95% người dân hài lòng"
    )
    assert _read(sentence) == [
        ("at_least", "98", None, "%", "tỷ lệ giải quyết đúng hạn"),
        ("equal", "100", None, "%", "hồ sơ được giải quyết trực tuyến mức độ 3, mức độ 4 và được số hóa"),
        ("equal", "95", None, "%", "người dân hài lòng"),
    ]


def test_two_figures_of_one_clause_keep_their_own_words():
    assert _read("100% công chức hoàn thành tốt nhiệm vụ, trong đó có 30% công chức hoàn thành xuất sắc") == [
        ("equal", "100", None, "%", "công chức hoàn thành tốt nhiệm vụ"),
        ("equal", "30", None, "%", "công chức hoàn thành xuất sắc"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Quyết định số 51/2020/QĐ-UBND ngày 16/10/2020",
        "Áp dụng TCVN ISO 9001:2015, mức độ 3, mức độ 4",
        "thực hiện 07 chỉ tiêu liên quan đến dịch vụ công",
        "giai đoạn 2021-2025, Đề án 06, Điều 12, quý II/2024",
        "1.2. Cải cách thể chế",
        "niêm yết sau từ 5 đến 7 ngày kể từ khi có Quyết định",
        "đối với hồ sơ có thời hạn giải quyết từ 02 ngày trở lên",
        "công khai 30 ngày theo quy định, gửi 01 bản về Bộ phận Một cửa",
        "kết quả xếp hạng Chỉ số của huyện đạt 82,13%, xếp vị trí thứ 04/11 huyện",
        "Trong đó, điểm cải cách đạt 51,15 điểm, điểm khảo sát đạt 6,71/10 điểm",
        "Năm 2022 đã đạt 85% hồ sơ đúng hạn",
        "Không đề xuất khen thưởng đối với đơn vị có điểm đạt dưới 80%/ tổng điểm",
        "cuộc cách mạng công nghiệp lần thứ tư, thứ 7 hàng tuần, nội dung thứ 2",
        "dịch vụ công trực tuyến 01 phần; người có trên 15 năm công tác",
    ],
)
def test_what_is_no_target(sentence):
    assert read_targets(sentence) == ()


def test_past_results_do_not_hide_the_aim_after_them():
    sentence = (
        "Căn cứ kết quả đánh giá đối với các tiêu chí đạt dưới 80% (phục vụ đạt 73,18%; giải quyết công việc đạt 69%)"
        " các đơn vị có giải pháp nhằm đảm bảo kết quả đánh giá của đại biểu đối với huyện đạt trên 80%."
    )
    assert _read(sentence) == [("above", "80", None, "%", "kết quả đánh giá của đại biểu đối với huyện")]


def test_targets_of_quang_trung():
    texts = _texts("quang-trung-2023")
    start = next(place for place, text in enumerate(texts) if text.startswith("1. Một số chỉ tiêu"))
    end = next(place for place, text in enumerate(texts) if text.startswith("2. Nội dung, nhiệm vụ"))
    targets = [target for text in texts[start:end] for target in read_targets(text)]
    assert [(target.comparator.value, int(target.value), target.subject[:42]) for target in targets] == [
        ("equal", 100, "văn bản quy phạm pháp luật được ban hành đ"),
        ("at_least", 99, "hồ sơ TTHC được giải quyết trước và đúng h"),
        ("equal", 100, "Cập nhật, công bố các TTHC được sửa đổi, b"),
        ("equal", 100, "TTHC được niêm yết, công khai theo quy địn"),
        ("equal", 100, "hồ sơ thủ tục hành chính đủ điều kiện được"),
        ("equal", 100, "cán bộ, công chức đạt tiêu chuẩn theo chức"),
        ("equal", 100, "bồi dưỡng đối tượng theo Kế hoạch"),
    ]


@pytest.mark.parametrize(("plan", "expected"), list(zip(PLANS, [1, 0, 0, 0, 0], strict=True)))
def test_only_quang_trung_contradicts_itself(plan, expected):
    targets = [target for text in _texts(plan) for target in read_targets(text, where="văn bản")]
    doubts = conflicts(targets)
    assert [doubt.code for doubt in doubts] == ["target_conflict"] * expected
    assert all("99%" in doubt.message and "98%" in doubt.message for doubt in doubts)


def test_two_values_for_one_target_name_both_places():
    first, second = (
        "Tối thiểu 99% hồ sơ TTHC được giải quyết trước và đúng hạn",
        "Duy trì tỷ lệ giải quyết đúng hạn từ 98% trở lên",
    )
    targets = (*read_targets(first, where="mục II.1.2"), *read_targets(second, where="mục II.2.2"))
    (doubt,) = conflicts((*targets, *read_targets(second, where="phụ lục 2, hàng 4")))
    assert (doubt.code, doubt.words) == ("target_conflict", f"{first} / {second}")
    assert doubt.where == "mục II.1.2; mục II.2.2; phụ lục 2, hàng 4"
    assert doubt.message == (
        "Cùng một chỉ tiêu nhưng ghi hai mức: ít nhất 99% (“hồ sơ TTHC được giải quyết trước và đúng hạn”) và ít nhất"
        " 98% (“tỷ lệ giải quyết đúng hạn”); hãy chọn một mức."
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Tỷ lệ hài lòng đạt trên 90%", "95% tổ chức, người dân hài lòng với sự phục vụ của cơ quan"),
        ("Tỷ lệ hồ sơ trực tuyến đạt 50%", "Phấn đấu 60% hồ sơ TTHC được nộp trực tuyến"),
        ("100% văn bản QPPL được ban hành đúng quy định", "95% văn bản quy phạm pháp luật ban hành đúng quy định"),
        ("Phấn đấu 100% hồ sơ giải quyết sớm hẹn và đúng hẹn", "Tỷ lệ hồ sơ giải quyết đúng hạn từ 97% trở lên"),
        ("chỉ số PAR Index xếp thứ 4", "Phấn đấu chỉ số PAR Index của xã xếp thứ 5"),
        ("Mỗi đơn vị có ít nhất 01 sáng kiến về CCHC", "đăng ký ít nhất 02 sáng kiến về cải cách hành chính"),
    ],
)
def test_contradictions(first, second):
    assert _conflicts(first, second) == [("target_conflict", "mục 1; mục 2")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("100% hồ sơ thanh toán trực tuyến", "50% hồ sơ trực tuyến"),
        ("99% hồ sơ giải quyết đúng hạn", "99% hồ sơ giải quyết trước và đúng hạn"),
        ("100% công chức hoàn thành tốt nhiệm vụ", "20% công chức hoàn thành xuất sắc nhiệm vụ"),
        ("Năm 2024: 90% hồ sơ đúng hạn", "Năm 2025: 95% hồ sơ đúng hạn"),
        ("98% hồ sơ đúng hạn", "tỷ lệ hồ sơ trễ hạn dưới 2%"),
        ("việc kiểm tra đạt từ 30% trở lên", "khắc phục 100% kiến nghị sau thanh tra, kiểm tra"),
        ("95% hồ sơ lĩnh vực đất đai đúng hạn", "99% hồ sơ lĩnh vực hộ tịch đúng hạn"),
        ("ít nhất 01 cuộc kiểm tra", "ít nhất 02 cuộc đối thoại"),
    ],
)
def test_different_targets_do_not_contradict(first, second):
    assert _conflicts(first, second) == []


WORD_TEXT = (
    "tối thiểu ít nhất trên dưới từ đến 30% 50-60% 1.234,5 điểm ngày hồ sơ đúng hạn đạt phấn đấu xếp thứ 4 nhóm 03"
    " cao nhất và không quá một lần 2024 12/5/2024 ; , . ( ) : trở lên / - % so với"
)
WORDS = WORD_TEXT.split()
phrases = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(max_size=60), phrases), min_size=1, max_size=3))
def test_no_text_breaks_the_reader_of_targets(texts):
    targets = [target for text in texts for target in read_targets(text, where="đây")]
    assert all(target.subject and target.unit and target.text and target.where == "đây" for target in targets)
    assert all((target.value_to is not None) <= (target.comparator is not Comparator.EQUAL) for target in targets)
    assert all(doubt.code == "target_conflict" for doubt in conflicts(targets))


@settings(deadline=None)
@given(
    value=st.integers(min_value=1, max_value=99),
    words=st.sampled_from(
        [
            ("Tối thiểu {}% hồ sơ", Comparator.AT_LEAST),
            ("hồ sơ đạt từ {}% trở lên", Comparator.AT_LEAST),
            ("Đảm bảo không quá {}% hồ sơ", Comparator.AT_MOST),
            ("Phấn đấu {}% hồ sơ", Comparator.EQUAL),
            ("hồ sơ đạt trên {}%", Comparator.ABOVE),
            ("hồ sơ dưới {} %", Comparator.BELOW),
        ]
    ),
)
def test_any_value_is_read_exactly(value, words):
    (target,) = read_targets(words[0].format(value))
    assert (target.comparator, target.value, target.unit, target.subject) == (words[1], Decimal(value), "%", "hồ sơ")
