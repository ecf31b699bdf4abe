"""Sending a report to the body above, its acceptance or return, and opening its period again."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import nfc
from reports.actions.freezing import locked_report, state_words
from reports.enums import DrawingState, ReportState
from reports.models import Reopening, Report, ReportFile, Snapshot, Submission
from reports.rules import can_decide, can_reopen, can_submit, receives
from tasks.actions.closing import close_period, reopen_period

NO_RIGHT_TO_SEND = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị mới gửi báo cáo đi."


@transaction.atomic
def submit_report(*, actor: Actor, report_id: int, now: datetime) -> Report:
    """Send what was approved: figures, text and files are frozen, the period is closed.

    `submitted_at` stays the first sending: what was in time once is never late afterwards.
    """
    report = locked_report(actor, report_id)
    if report.state != ReportState.APPROVED:
        raise Refused(f"Báo cáo {report.period_name} {state_words(report)}; chỉ gửi được báo cáo lãnh đạo đã duyệt.")
    if not can_submit(actor, report):
        raise Forbidden(NO_RIGHT_TO_SEND)
    if report.recipient is None:
        raise Refused(f"{report.organization} không có cơ quan cấp trên để gửi; hãy nhờ người quản trị khai cấp trên.")
    snapshot = _drawn_snapshot(report)
    report.attempt = Submission.objects.filter(report=report).count() + 1
    Submission.objects.create(
        report=report, snapshot=snapshot, attempt=report.attempt, submitted_at=now, submitted_by=actor.name
    )
    report.state, report.is_reopened, report.return_comment = ReportState.SUBMITTED, False, ""
    report.submitted_at, report.received_at = report.submitted_at or now, None
    report.save()
    close_period(actor=actor, organization=report.organization, period=report.period, now=now)
    Reopening.objects.filter(report=report, closed_at=None).update(closed_at=now)
    after = {"nơi nhận": report.recipient.name, "lần gửi": report.attempt, "mã SHA-256 số liệu": snapshot.sha256}
    record("Gửi báo cáo", report, actor=actor, organization=report.organization, now=now, after=after)
    return report


def _drawn_snapshot(report: Report) -> Snapshot:
    """The newest facts, all of whose files are ready."""
    snapshot = Snapshot.objects.filter(report=report).latest("pk")
    states = set(ReportFile.objects.filter(snapshot=snapshot).values_list("state", flat=True))
    if DrawingState.FAILED in states:
        raise Refused("Một tệp của báo cáo chưa vẽ được; hãy bấm “Vẽ lại” rồi gửi khi cả ba tệp đã xong.")
    if states != {DrawingState.READY}:
        raise Refused("Các tệp của báo cáo đang được vẽ; hãy chờ vài giây rồi gửi.")
    return snapshot


@transaction.atomic
def accept_report(*, actor: Actor, report_id: int, now: datetime) -> Report:
    """The reviewer takes the report as it is."""
    report = _sent_report(actor, report_id)
    report.state, report.received_at = ReportState.ACCEPTED, now
    report.save(update_fields=["state", "received_at"])
    record("Nhận báo cáo", report, actor=actor, organization=report.organization, now=now)
    return report


@transaction.atomic
def return_report(*, actor: Actor, report_id: int, comment: str, now: datetime) -> Report:
    """The reviewer sends it back with a comment; the text opens, the figures stay as of the cut-off."""
    report = _sent_report(actor, report_id)
    comment = nfc(comment.strip())
    if not comment:
        raise Refused("Hãy viết ý kiến trả lại để đơn vị biết cần sửa gì.")
    report.state, report.return_comment = ReportState.RETURNED, comment
    report.save(update_fields=["state", "return_comment"])
    after = {"ý kiến": comment, "lần gửi": report.attempt}
    record("Trả lại báo cáo", report, actor=actor, organization=report.organization, now=now, after=after)
    return report


@transaction.atomic
def reopen_report(*, actor: Actor, report_id: int, reason: str, now: datetime) -> Report:
    """The reviewer opens one period of one body again: words about it may be recorded, figures drafted anew."""
    report = locked_report(actor, report_id)
    reason = nfc(reason.strip())
    if not receives(actor, report):
        raise Forbidden(_who_decides(report))
    if not can_reopen(actor, report):
        raise Refused(f"Kỳ {report.period_name} đang mở hoặc báo cáo chưa gửi nên không cần mở lại.")
    if not reason:
        raise Refused("Hãy viết lý do mở lại kỳ; lý do được giữ trong nhật ký.")
    reopen_period(actor=actor, organization=report.organization, period=report.period, reason=reason, now=now)
    Reopening.objects.create(
        report=report, reopened_at=now, reopened_by=actor.name, reason=reason, received_at=report.received_at
    )
    report.state, report.return_comment, report.is_reopened = ReportState.RETURNED, reason, True
    report.save(update_fields=["state", "return_comment", "is_reopened"])
    record("Mở lại báo cáo", report, actor=actor, organization=report.organization, now=now, after={"lý do": reason})
    return report


def _sent_report(actor: Actor, report_id: int) -> Report:
    report = locked_report(actor, report_id)
    if not receives(actor, report):
        raise Forbidden(_who_decides(report))
    if not can_decide(actor, report):
        raise Refused(f"Báo cáo {report.period_name} {state_words(report)}; chỉ nhận hoặc trả lại báo cáo vừa gửi đến.")
    return report


def _who_decides(report: Report) -> str:
    recipient: Organization | None = report.recipient
    who = f"người theo dõi của {recipient}" if recipient else "cơ quan cấp trên"
    return f"Chỉ {who} mới nhận, trả lại hoặc mở lại báo cáo này."
