"""Kinds of doubt: the heading that people see, and which part of a reading answers it."""

from dataclasses import dataclass
from enum import Enum, auto


class Field(Enum):
    """What a correction can touch; HEADING is the plan's own number, years and days."""

    DEADLINE = auto()
    AGENCY = auto()
    PRODUCT = auto()
    TARGET = auto()
    HEADING = auto()
    DOCUMENT = auto()


@dataclass(frozen=True, slots=True)
class DoubtKind:
    title: str
    field: Field


_OTHER = DoubtKind("Điểm khác cần xem", Field.DOCUMENT)
_TITLES = {
    Field.DEADLINE: {
        "empty": "Ô thời gian để trống",
        "not_understood": "Chưa đọc được thời hạn",
        "period_missing": "Định kỳ mà không ghi kỳ",
        "vague_time": "Thời gian không chỉ rõ ngày",
        "vague_in_period": "Không chỉ rõ ngày trong kỳ",
        "no_such_period": "Không có tháng, quý như vậy",
        "month_missing": "Ghi ngày mà không ghi tháng",
        "reversed_range": "Kết thúc trước khi bắt đầu",
        "impossible_date": "Ngày không có trong lịch",
        "bad_year": "Năm không đủ hoặc thừa chữ số",
        "year_out_of_range": "Năm nằm ngoài kế hoạch",
        "year_assumed": "Không ghi năm",
        "deadline_before_plan": "Hạn trước ngày của chính kế hoạch",
        "crosses_year": "Vắt qua hai năm",
        "no_end": "Không ghi ngày kết thúc",
        "odd_period": "Kỳ mà hệ thống chưa có",
        "week_period": "Kỳ ngày hoặc tuần",
        "half_assumed": "Không rõ đầu hay cuối năm",
        "mixed_date": "Một ngày hoặc một khoảng",
        "approximate": "Ngày dự kiến",
        "yearly_date": "Mốc hằng năm",
        "day_after_period": "Ngày nằm ngoài kỳ",
        "working_day": "Ngày làm việc cuối cùng",
        "time_elsewhere": "Còn chờ văn bản khác định ngày",
        "product_as_time": "Tên văn bản ở cột thời gian",
        "product_in_time_column": "Sản phẩm ở cột thời gian",
        "standing_event": "Vừa thường xuyên vừa chờ sự việc",
        "conditional": "Vừa có hạn vừa chờ sự việc",
        "start_missing": "Không ghi tính từ ngày nào",
        "same_as_above": "Dẫn lại dòng trên",
        "date_mismatch": "Ngày trong lời khác cột thời gian",
    },
    Field.AGENCY: {
        "agency_unknown": "Cơ quan chưa có trong danh bạ",
        "agency_guessed": "Tên cơ quan viết khác danh bạ",
        "agency_former": "Tên cơ quan không còn dùng",
        "agency_remark": "Lời kèm theo không phải tên cơ quan",
        "agency_none": "Không nêu cơ quan thực hiện",
        "agency_twice": "Vừa chủ trì vừa phối hợp",
    },
    Field.TARGET: {
        "target_conflict": "Hai chỉ tiêu khác nhau cho một việc",
        "target_size": "Con số chỉ tiêu quá lớn",
    },
    Field.HEADING: {
        "no_year": "Tên kế hoạch không ghi năm",
    },
    Field.DOCUMENT: {
        "other_issuer": "Văn bản của cơ quan khác",
        "caption_lead_mismatch": "Hai nơi chủ trì một phụ lục",
        "row_lead_mismatch": "Nơi chủ trì phụ lục khác các hàng",
        "unequal_lists": "Các ô có số ý khác nhau",
        "sum_mismatch": "Các phần cộng lại không khớp",
        "frequency_mismatch": "Kỳ báo cáo nói khác nhau",
        "numbering_repeat": "Số mục hoặc đề mục lặp lại",
        "numbering_jump": "Đánh số không liền",
        "empty_heading": "Đề mục không có nội dung",
        "symbol_without_hyphen": "Ký hiệu thiếu gạch nối",
        "repeated_sentence": "Câu nói hai lần",
        "signature_without_tm": "Ký thay tập thể thiếu “TM.”",
        "no_duty": "Không thấy nhiệm vụ nào",
    },
}
_KINDS = {code: DoubtKind(title, field) for field, titles in _TITLES.items() for code, title in titles.items()}


def kind_of(code: str) -> DoubtKind:
    """The kind of a code; an unknown code is a point like any other, to be looked at."""
    return _KINDS.get(code, _OTHER)


def field_of(code: str) -> Field:
    return kind_of(code).field
