"""What the reader was unsure of, in one sentence each: what is wrong and what was assumed."""

from datetime import date

from plans.reading.results import Clause, Doubt

_MESSAGES = {
    "empty": "Ô thời gian để trống; chưa có thời hạn nào, hãy nhập thời hạn.",
    "not_understood": "Chưa đọc được thời hạn trong “{words}”; hãy chọn cách hiểu và nhập ngày.",
    "period_missing": "“{words}” nói là định kỳ mà không ghi kỳ nào; hãy chọn tháng, quý, 6 tháng hoặc năm.",
    "vague_time": "“{words}” không chỉ rõ ngày; chưa đặt thời hạn, hãy nhập ngày cụ thể.",
    "vague_in_period": "“{words}” không chỉ rõ ngày trong kỳ; tạm lấy cả kỳ, hãy nhập ngày nếu cần.",
    "partly_read": "Chỉ đọc được một phần của “{words}”; hãy kiểm lại thời hạn.",
    "no_such_period": "Không có tháng, quý hoặc ngày như “{words}”; chưa đặt thời hạn, hãy sửa lại.",
    "month_missing": "“{words}” chỉ ghi ngày mà không ghi tháng; chưa đặt thời hạn, hãy nhập tháng.",
    "only_start": "“{words}” chỉ ghi lúc bắt đầu; chưa đặt thời hạn, hãy nhập ngày phải xong.",
    "reversed_range": "“{words}” kết thúc trước khi bắt đầu; chưa đặt thời hạn, hãy sửa lại.",
    "impossible_date": "Lịch không có ngày ghi trong “{words}”; tạm lấy ngày cuối cùng có thật{due}.",
    "bad_year": "Năm “{year}” trong “{words}” không đủ hoặc thừa chữ số; tạm đọc là{due}.",
    "year_out_of_range": "Năm {year} trong “{words}” nằm ngoài các năm của kế hoạch; tạm giữ đúng như văn bản ghi.",
    "year_assumed": "“{words}” không ghi năm mà kế hoạch kéo dài nhiều năm; tạm lấy năm đầu của kế hoạch.",
    "deadline_before_plan": "Thời hạn “{words}” ({due_day}) có trước ngày của chính kế hoạch; tạm giữ như văn bản ghi.",
    "crosses_year": "“{words}” vắt qua hai năm mà không ghi đủ năm; tạm đọc là từ {start_day} đến {due_day}.",
    "no_end": "“{words}” không ghi ngày kết thúc; tạm đọc là việc thường xuyên đến {due_day}.",
    "odd_period": "Hệ thống chưa có kỳ như “{words}”; chưa đặt thời hạn, hãy chọn kỳ gần nhất.",
    "week_period": "Hệ thống không có kỳ ngày hoặc tuần; “{words}” tạm đọc là việc thường xuyên.",
    "half_assumed": "“{words}” không ghi đầu hay cuối năm; tạm đọc là các tháng đầu năm.",
    "mixed_date": "“{words}” có thể là một ngày hoặc một khoảng tháng; tạm đọc là{due}.",
    "approximate": "“{words}” chỉ là dự kiến; tạm lấy ngày cuối cùng{due}.",
    "yearly_date": "“{words}” là mốc hằng năm không rơi vào tháng 12; tạm lấy lần đầu{due}, các năm sau cần kiểm lại.",
    "day_after_period": "“{words}” đặt ngày nằm ngoài tháng cuối của kỳ; tạm giữ ngày trong tháng, hãy kiểm lại.",
    "working_day": "“{words}” là ngày làm việc cuối cùng; tạm lấy ngày cuối cùng của tháng.",
    "time_elsewhere": "“{words}” còn để văn bản khác định ngày; tạm lấy thời gian ghi ở đây, hãy kiểm lại.",
    "product_as_time": "“{words}” là tên văn bản ở cột thời gian; tạm hiểu là làm theo văn bản đó, hãy kiểm lại.",
    "standing_event": "“{words}” vừa là thường xuyên vừa chờ sự việc; tạm đọc là làm mỗi khi sự việc xảy ra.",
    "conditional": "“{words}” vừa có thời hạn vừa chờ sự việc; tạm lấy thời hạn, hãy kiểm lại.",
    "start_missing": "“{words}” không ghi tính từ ngày nào; tạm đọc là chờ sự việc, hãy nhập ngày bắt đầu.",
    "same_as_above": "“{words}” dẫn lại dòng trên; hãy nhập thời hạn của dòng trên cho dòng này.",
}


def doubt(code: str, clause: Clause, year: str = "") -> Doubt:
    due = f" {_shown(clause.due)}" if clause.due else " của tháng" if clause.day else " chưa rõ ngày"
    message = _MESSAGES[code].format(
        words=_one_line(clause.words),
        year=year,
        due=due,
        due_day=_shown(clause.due),
        start_day=_shown(clause.start),
    )
    return Doubt(code, message, clause.words)


def _shown(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else "chưa rõ ngày"


def _one_line(words: str) -> str:
    return " ".join(words.split())
