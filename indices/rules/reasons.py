"""Why a body may not score itself now, in one sentence that says who can help."""

from datetime import date

from indices.enums import AssessmentState
from indices.models import Assessment
from indices.rules.rounds import is_open


def why_closed(assessment: Assessment, today: date) -> str:
    """Why nobody of the body scores now, in one sentence."""
    found = assessment.round
    if assessment.state == AssessmentState.SUBMITTED:
        return "Bản tự chấm đã nộp; Văn phòng - Thống kê hoặc lãnh đạo rút lại thì sửa được, khi chưa ai thẩm định."
    if assessment.state != AssessmentState.SCORING:
        state = AssessmentState(assessment.state).label.lower()
        return f"Bản chấm đang ở bước “{state}” nên không tự chấm được nữa; hãy hỏi {found.organization}."
    if not is_open(found, today) and today < found.opens_on:
        return f"Đợt này mở tự chấm từ ngày {found.opens_on:%d/%m/%Y}; trước ngày ấy chỉ xem được bộ tiêu chí."
    return (
        f"Đợt này đã hết hạn tự chấm ngày {found.closes_on:%d/%m/%Y}; {found.organization} lùi hạn được nếu có lý do."
    )
