"""What pages say about a report: its state, whether it came in time, what comes next and who does it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate, localtime

from cchc.orgs.actors import Actor
from cchc.web.wording import moment_words
from reports.enums import ReportState
from reports.models import Reopening, Report
from reports.rules import OPEN, can_approve, can_decide, can_edit, can_submit
from tasks.enums import State

LOOKS = {
    ReportState.DRAFT: State.NOT_YET,
    ReportState.APPROVED: State.DOING,
    ReportState.SUBMITTED: State.DOING,
    ReportState.RETURNED: State.LATE,
    ReportState.ACCEPTED: State.ON_TIME,
}
"""The shape and colour of a report's state, borrowed from the states of duties."""


@dataclass(frozen=True, slots=True)
class Said:
    """A state as it is shown: `look` is a value of `tasks.enums.State` for shape and colour."""

    look: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a report's life for the component of that name."""

    label: str
    note: str
    past: bool
    here: bool


def state_said(report: Report) -> Said:
    """What a report is in a word; one whose period was opened again is told apart from one that was returned."""
    label = "Mở lại" if report.is_reopened else report.get_state_display()
    return Said(LOOKS[ReportState(report.state)].value, label)


def timeliness(report: Report | None, send_by: date, today: date) -> Said:
    """Whether a report came in time, by its first sending; where none came, how much time is left or passed."""
    if report is not None and report.submitted_at:
        sent_on = localdate(report.submitted_at)
        late = (sent_on - send_by).days
        if late <= 0:
            return Said(State.ON_TIME.value, f"Gửi đúng hạn, {sent_on:%d/%m/%Y}")
        return Said(State.LATE.value, f"Gửi muộn {late} ngày, {sent_on:%d/%m/%Y}")
    days = (send_by - today).days
    if days < 0:
        return Said(State.OVERDUE.value, f"Chưa gửi, quá {-days} ngày")
    return Said(State.NOT_YET.value, f"Chưa gửi, còn {days} ngày" if days else "Chưa gửi, hạn là hôm nay")


def steps_of(report: Report) -> list[Step]:
    """Draft, approved, sent, received; a returned report stands at the first step again."""
    order = [ReportState.DRAFT, ReportState.APPROVED, ReportState.SUBMITTED, ReportState.ACCEPTED]
    state = ReportState.DRAFT if report.state == ReportState.RETURNED else ReportState(report.state)
    here = order.index(state)
    return [
        Step(label, note, place < here or state == ReportState.ACCEPTED, place == here and place < 3)
        for place, (label, note) in enumerate(_steps(report))
    ]


def _steps(report: Report) -> Iterator[tuple[str, str]]:
    is_open = report.state in OPEN
    sent = report.submitted_at and not is_open
    received = report.received_at if report.state == ReportState.ACCEPTED else None
    back = f"{state_said(report).words}, sửa"
    yield back if report.state == ReportState.RETURNED else "Dự thảo", f"lập lúc {_moment(report.drafted_at)}"
    yield "Lãnh đạo duyệt", "" if is_open else f"số {report.number}, {report.issued_on:%d/%m/%Y}"
    yield "Gửi cấp trên", f"lần đầu lúc {_moment(report.submitted_at)}" if sent else ""
    yield "Cấp trên nhận", f"lúc {_moment(received)}" if received else ""


def _moment(at: datetime | None) -> str:
    return moment_words(localtime(at)) if at else ""


def sending_words(report: Report, reopening: Reopening | None) -> str:
    """Both days of the sending, and apart from them whether the period is locked; "" while nothing was sent."""
    if report.submitted_at is None:
        return ""
    sent = f"Gửi lần đầu lúc {_moment(report.submitted_at)}, hạn gửi hết ngày {report.send_by:%d/%m/%Y}."
    return f"{sent} {_lock_words(report, reopening)}"


def _lock_words(report: Report, reopening: Reopening | None) -> str:
    if reopening and reopening.closed_at is None:
        return f"{reopening.reopened_by} mở lại kỳ lúc {_moment(reopening.reopened_at)}; gửi lại báo cáo thì kỳ khóa."
    since = reopening.closed_at if reopening else report.submitted_at
    return f"Kỳ khóa từ {_moment(since)}; chỉ {report.recipient} mở lại được."


def too_late_words(report: Report) -> str:
    """Somebody else was quicker, and the step is no longer to be taken."""
    return (
        f"Báo cáo {report.period_name} nay ở trạng thái “{report.get_state_display()}” nên không làm bước này nữa; có "
        "thể người khác vừa làm. Hãy xem bước tiếp theo dưới đây."
    )


def next_step(actor: Actor, report: Report, today: date) -> str:
    """What is to be done now and by whom, in one or two sentences for this reader."""
    match report.state:
        case ReportState.DRAFT | ReportState.RETURNED:
            return _open_words(actor, report, today)
        case ReportState.APPROVED:
            if can_submit(actor, report):
                return f"Báo cáo đã duyệt. Bước tiếp theo: gửi {report.recipient or 'cơ quan cấp trên'}."
            return "Báo cáo đã duyệt, chờ Văn phòng - Thống kê hoặc lãnh đạo gửi đi."
        case ReportState.SUBMITTED:
            if can_decide(actor, report):
                return "Báo cáo chờ anh chị xem: nhận, hoặc trả lại kèm ý kiến."
            return f"Báo cáo đã gửi, chờ {report.recipient} nhận. Số liệu, nội dung và tệp đã khóa."
    return f"{report.recipient} đã nhận báo cáo. Số liệu, nội dung và tệp đã khóa."


def _open_words(actor: Actor, report: Report, today: date) -> str:
    if not actor.belongs_to(report.organization_id):
        done = "Kỳ đã mở lại" if report.is_reopened else "Báo cáo đã trả lại"
        return f"{done}, chờ {report.organization} sửa và gửi lại; dưới đây là bản đã gửi lần gần nhất."
    if report.cutoff_on >= today:
        return (
            f"Kỳ này chốt số liệu hết ngày {report.cutoff_on:%d/%m/%Y}; đến lúc ấy dự thảo tự cập nhật và lãnh đạo mới "
            "duyệt được. Nội dung có thể soạn trước."
        )
    if report.is_reopened and can_edit(actor, report):
        return (
            "Kỳ đang mở lại: cán bộ ghi bổ sung kết quả của kỳ; xong thì bấm “Cập nhật số liệu, vẽ lại tệp”, xem lại "
            "rồi trình lãnh đạo duyệt."
        )
    if can_edit(actor, report):
        return "Bước tiếp theo: xem số liệu, sửa nội dung, rồi trình lãnh đạo duyệt."
    if can_approve(actor, report):
        return "Bước tiếp theo: xem báo cáo rồi duyệt, ghi số và ngày."
    return "Văn phòng - Thống kê đang soạn, sau đó lãnh đạo duyệt."
