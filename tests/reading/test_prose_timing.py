"""Deadlines inside the sentence of a duty: quoted where they are written, and nothing where they are not."""

from datetime import date

import pytest

from plans.reading.assembling import Context
from plans.reading.prose.timing import deadline_words, read_time
from tests.reading.bodies import NOBODY

CONTEXT = Context(NOBODY, 2024, 2024, date(2024, 1, 10), {})


@pytest.mark.parametrize(
    ("sentence", "words", "due"),
    [
        ("Rà soát văn bản, hoàn thành trước ngày 30/6/2024.", "hoàn thành trước ngày 30/6/2024", "2024-06-29"),
        ("Rà soát xong trước ngày 15/7 để trình UBND xã.", "xong trước ngày 15/7", "2024-07-14"),
        ("Gửi báo cáo (hoàn thành trước 30/6/2024) về huyện.", "hoàn thành trước 30/6/2024", "2024-06-29"),
        ("Chậm nhất ngày 15 tháng 6 gửi báo cáo.", "Chậm nhất ngày 15 tháng 6", "2024-06-15"),
        ("Niêm yết trong quý II/2024.", "trong quý II/2024", "2024-06-30"),
        ("Tổng kết phong trào vào cuối năm 2024.", "vào cuối năm 2024", "2024-12-31"),
        ("Hoàn thành trong năm 2024 việc số hóa.", "Hoàn thành trong năm 2024", "2024-12-31"),
        ("Thực hiện từ tháng 3 đến tháng 10 năm 2024.", "từ tháng 3 đến tháng 10 năm 2024", "2024-10-31"),
        ("Thực hiện theo Quyết định số 5/QĐ-UBND ngày 20/6/2023 trước ngày 20/6/2024.", "trước ngày 20/6/2024",
         "2024-06-19"),
    ],
)  # fmt: skip
def test_days_and_months(sentence: str, words: str, due: str) -> None:
    assert deadline_words(sentence, CONTEXT) == words
    assert [str(clause.due) for clause in read_time(words, CONTEXT).clauses] == [due]


@pytest.mark.parametrize(
    ("sentence", "words", "every"),
    [
        ("Định kỳ hằng quý, 06 tháng, năm, tổng hợp kết quả.", "Định kỳ hằng quý, 06 tháng, năm",
         ["quarter", "half_year", "year"]),
        ("Báo cáo số liệu hàng tháng, quý hoặc đột xuất.", "hàng tháng, quý hoặc đột xuất", ["month", "quarter"]),
        ("Ngày 20 hàng tháng gửi báo cáo.", "Ngày 20 hàng tháng", ["month"]),
        ("Hàng năm, xét khen thưởng.", "Hàng năm", ["year"]),
        ("Kiểm tra ít nhất 02 lần/năm.", "02 lần/năm", ["half_year"]),
        ("Mỗi quý một lần họp giao ban.", "Mỗi quý một lần", ["quarter"]),
    ],
)  # fmt: skip
def test_periods(sentence: str, words: str, every: list[str]) -> None:
    assert deadline_words(sentence, CONTEXT) == words
    clauses = read_time(words, CONTEXT).clauses
    assert [clause.every.value for clause in clauses if clause.every] == every


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Đổi mới chính sách tiền lương (khi có hướng dẫn của cấp trên).", "khi có hướng dẫn của cấp trên"),
        ("Khi có yêu cầu, cung cấp số liệu.", "Khi có yêu cầu"),
        ("Niêm yết sau từ 5 đến 7 ngày kể từ khi có Quyết định công bố.",
         "sau từ 5 đến 7 ngày kể từ khi có Quyết định công bố"),
    ],
)  # fmt: skip
def test_events(sentence: str, words: str) -> None:
    assert deadline_words(sentence, CONTEXT) == words
    assert [clause.kind.value for clause in read_time(words, CONTEXT).clauses] == ["event"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Xây dựng Kế hoạch cải cách hành chính hàng năm của xã.",
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 20/6/2024 của UBND huyện.",
        "Ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2024.",
        "Phấn đấu đến năm 2025 đạt 100%.",
        "Giải quyết hồ sơ tiếp nhận trước ngày 01/01/2024.",
        "Giải quyết thủ tục có thời gian giải quyết là 01 ngày, tiếp nhận trước 15 giờ hàng ngày.",
        "Phát động phong trào “Tháng cao điểm trong tháng 5/2024”.",
        "Thường xuyên kiểm tra các bộ phận; báo cáo định kỳ theo quy định.",
        "Xin lỗi bằng văn bản khi để xảy ra trễ hẹn.",
    ],
)
def test_what_sets_no_time(sentence: str) -> None:
    assert deadline_words(sentence, CONTEXT) == ""
    assert read_time("", CONTEXT).clauses == ()


def test_a_time_that_cannot_be_is_kept_with_its_doubt() -> None:
    assert deadline_words("Báo cáo trong quý V/2024.", CONTEXT) == "trong quý V/2024"
    assert [doubt.code for doubt in read_time("trong quý V/2024", CONTEXT).doubts] == ["no_such_period"]
