"""Surveys in the words and shapes of pages."""

from datetime import date

from indices.enums import SurveyState
from indices.models import Survey
from indices.rules.surveys import is_over


def state_words(survey: Survey, today: date) -> tuple[str, str]:
    """The shape of its state and its word."""
    match survey.state:
        case SurveyState.DRAFT:
            return "not_yet", "Bản nháp"
        case SurveyState.CLOSED:
            return "on_time", "Đã đóng"
    if is_over(survey, today):
        return "late", "Đã hết hạn, chưa đóng"
    if today < survey.from_on:
        return "waiting", f"Mở từ {survey.from_on:%d/%m/%Y}"
    return "doing", "Đang lấy ý kiến"
