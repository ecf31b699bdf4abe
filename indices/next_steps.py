"""What comes next in the life of an assessment, as its body reads it. Pure."""

from dataclasses import dataclass
from datetime import date

from indices.enums import AssessmentState

STEPS = {
    AssessmentState.SCORING: "Tự chấm và nộp trước khi hết ngày {day}",
    AssessmentState.SUBMITTED: "Chờ tổ thẩm định nhận",
    AssessmentState.APPRAISING: "Tổ thẩm định đang chấm",
    AssessmentState.APPRAISED: "Xem kết quả thẩm định, giải trình nếu chưa thống nhất",
    AssessmentState.EXPLAINED: "Chờ thẩm định lại",
    AssessmentState.REAPPRAISED: "Chờ hội đồng quyết định",
    AssessmentState.DECIDED: "Chờ công bố",
}
OWN_TURN = (AssessmentState.SCORING, AssessmentState.APPRAISED)
"""When the body itself has something to do."""


@dataclass(frozen=True, slots=True)
class Next:
    """Where an assessment stands: a state with its look, and what comes next in a sentence."""

    label: str
    look: str
    words: str


def next_of(state: str, opens_on: date, closes_on: date, *, was_submitted: bool, today: date) -> Next:
    """As its body reads it on that day."""
    words = STEPS.get(AssessmentState(state), "").format(day=f"{closes_on:%d/%m/%Y}")
    is_scoring, is_late = state == AssessmentState.SCORING, not was_submitted and today > closes_on
    if is_scoring and today < opens_on:
        words = f"Đợt mở từ ngày {opens_on:%d/%m/%Y}"
    elif is_scoring and today > closes_on:
        words = "Đã hết hạn nộp; cơ quan chủ trì nhận thẩm định phần đã chấm"
    look = "overdue" if is_late else "doing" if is_scoring else "waiting"
    return Next("Chưa nộp, quá hạn" if is_late else AssessmentState(state).label, look, words)
