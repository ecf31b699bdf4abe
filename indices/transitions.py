"""The life of an assessment as a table: which step leads from where to where. Pure."""

from cchc.labels import Labelled
from indices.enums import AssessmentState as State


class Step(Labelled):
    """One step, named as its button."""

    SUBMIT = "submit", "Nộp bản tự chấm"
    WITHDRAW = "withdraw", "Rút lại bản tự chấm"
    TAKE = "take", "Nhận thẩm định"
    SEND_BACK = "send_back", "Trả lại để chấm bổ sung"
    TELL = "tell", "Thông báo kết quả thẩm định"
    EXPLAIN = "explain", "Gửi giải trình"
    TELL_AGAIN = "tell_again", "Chốt thẩm định lần 2"
    DECIDE = "decide", "Hội đồng quyết định"
    PUBLISH = "publish", "Công bố"


WAYS: dict[Step, tuple[tuple[State, ...], State]] = {
    Step.SUBMIT: ((State.SCORING,), State.SUBMITTED),
    Step.WITHDRAW: ((State.SUBMITTED,), State.SCORING),
    Step.TAKE: ((State.SUBMITTED, State.SCORING), State.APPRAISING),
    Step.SEND_BACK: ((State.SUBMITTED, State.APPRAISING), State.SCORING),
    Step.TELL: ((State.APPRAISING,), State.APPRAISED),
    Step.EXPLAIN: ((State.APPRAISED,), State.EXPLAINED),
    Step.TELL_AGAIN: ((State.APPRAISED, State.EXPLAINED), State.REAPPRAISED),
    Step.DECIDE: ((State.REAPPRAISED,), State.DECIDED),
    Step.PUBLISH: ((State.DECIDED,), State.PUBLISHED),
}
"""Who did not submit is taken up from SCORING once the round has closed, with the marks that are there."""


def leads(state: str, step: Step) -> State | None:
    """Where the step leads from that state; None where it cannot be taken."""
    sources, target = WAYS[step]
    return target if state in sources else None


def steps_from(state: str) -> tuple[Step, ...]:
    """The steps that can be taken from that state."""
    return tuple(step for step in Step if leads(state, step))
