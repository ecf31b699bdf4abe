"""Sending a report to the body above, its acceptance or return, and opening its period again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cchc.orgs.actions.notices import settle_about, tell
from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import NoticeKind, Role
from cchc.orgs.models import Organization
from cchc.orgs.queries.people import people_with
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.telling import Telling
from cchc.text import nfc
from reports.actions.freezing import locked_report, state_words
from reports.actions.remarking import check_seen, tell_remarks
from reports.actions.searching import keep_sent
from reports.enums import DrawingState, ReportState
from reports.models import Remark, Reopening, Report, ReportFile, Snapshot, Submission
from reports.queries.remarks import to_answer
from reports.queries.sources import recipient_of
from reports.reminders import abouts_of
from reports.rules import can_decide, can_reopen, can_submit, receives
from tasks.actions.closing import close_period, reopen_period

WRITERS = (Role.COORDINATOR, Role.LEADER)
PLACE_LENGTH = 80
NO_RIGHT_TO_SEND = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị mới gửi báo cáo đi."


@transaction.atomic
def submit_report(*, actor: Actor, report_id: int, now: datetime) -> Report:
    """Send what was approved: figures, text, files and the answers to what was remarked are frozen, the period is
    closed, the reviewers who receive it are told.

    `submitted_at` stays the first sending: what was in time once is never late afterwards.
    """
    report = locked_report(actor, report_id)
    if report.state != ReportState.APPROVED:
        raise Refused(f"Báo cáo {report.period_name} {state_words(report)}; chỉ gửi được báo cáo lãnh đạo đã duyệt.")
    if not can_submit(actor, report):
        raise Forbidden(NO_RIGHT_TO_SEND)
    if report.recipient and report.recipient.is_over:
        report.recipient = recipient_of(report.organization)
    if report.recipient is None:
        raise Refused(f"{report.organization} không có cơ quan cấp trên để gửi; hãy nhờ người quản trị khai cấp trên.")
    snapshot, answered = _drawn_snapshot(report), _answered(report)
    report.attempt = Submission.objects.filter(report=report).count() + 1
    Submission.objects.create(
        report=report, snapshot=snapshot, attempt=report.attempt, submitted_at=now, submitted_by=actor.name
    )
    keep_sent(report)
    report.state, report.is_reopened, report.return_comment = ReportState.SUBMITTED, False, ""
    report.submitted_at, report.received_at = report.submitted_at or now, None
    report.save()
    close_period(actor=actor, organization=report.organization, period=report.period, now=now)
    Reopening.objects.filter(report=report, closed_at=None).update(closed_at=now)
    after = {"nơi nhận": report.recipient.name, "lần gửi": report.attempt, "mã SHA-256 số liệu": snapshot.sha256}
    after |= {f"trả lời: {remark.place_name}": remark.answer for remark in answered}
    record("Gửi báo cáo", report, actor=actor, organization=report.organization, now=now, after=after)
    again = f"gửi lại (lần {report.attempt})" if report.attempt > 1 else "gửi"
    words = f"{report.organization} {again} báo cáo {report.period_name}; chờ anh chị nhận hoặc trả lại."
    settle_about(actor=actor, abouts=[*abouts_of(report.organization_id, report.period.key), _about(report)])
    _tell(actor, report, report.recipient, (Role.REVIEWER,), "sent", words, now)
    return report


def _answered(report: Report) -> list[Remark]:
    """The answers to all that was remarked. Raises Refused where one is missing."""
    remarks = to_answer(report)
    left = [remark for remark in remarks if not remark.answer]
    if left:
        raise Refused(
            f"Còn {len(left)}/{len(remarks)} ý kiến của {report.recipient} chưa được trả lời: {_places_words(left)}; "
            "hãy trả lời ở trang Tổng quan của báo cáo rồi gửi."
        )
    return remarks


def _places_words(remarks: Sequence[Remark]) -> str:
    """Where remarks stand, each place once, shortened."""
    names = dict.fromkeys(remark.place_name for remark in remarks)
    return "; ".join(name if len(name) <= PLACE_LENGTH else f"{name[:PLACE_LENGTH].rstrip()}…" for name in names)


def _about(report: Report) -> str:
    """What notices say that wait for the next step of this report."""
    return f"report:{report.pk}"


def _tell(
    actor: Actor, report: Report, body: Organization, roles: Sequence[Role], step: str, words: str, now: datetime
) -> None:
    """Let these people of a body know of this step in the report's life, once a sending; settled by the next step where
    there is one to wait for."""
    telling = Telling(
        kind=NoticeKind.REPORT,
        key=f"report:{report.pk}:{step}:{report.attempt}",
        text=words,
        path=reverse("reports:detail", args=[report.pk]),
        about="" if step == "noted" else _about(report),
    )
    body = body.merged_into or body
    people = people_with(body, *roles, today=localdate(now))
    tell(actor=actor, organization=body, users=people, tellings=[telling], now=now)


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
def accept_report(*, actor: Actor, report_id: int, now: datetime, seen: int | None = None) -> Report:
    """The reviewer takes the report as it is. `seen` is the number of the sending that he read: what was sent since is
    not taken unread. What was remarked becomes a note for next time."""
    report = _sent_report(actor, report_id)
    check_seen(report, seen)
    notes = tell_remarks(report, is_note=True, now=now)
    report.state, report.received_at = ReportState.ACCEPTED, now
    report.save(update_fields=["state", "received_at"])
    record("Nhận báo cáo", report, actor=actor, organization=report.organization, now=now, after=notes)
    settle_about(actor=actor, abouts=[_about(report)])
    if notes:
        words = f"{report.recipient} đã nhận báo cáo {report.period_name}, kèm {len(notes)} lưu ý cho kỳ sau."
        _tell(actor, report, report.organization, WRITERS, "noted", words, now)
    return report


@transaction.atomic
def return_report(*, actor: Actor, report_id: int, comment: str, now: datetime, seen: int | None = None) -> Report:
    """The reviewer sends it back with a comment, with what he remarked on its places, or with both; the text opens, the
    figures stay as of the cut-off. `seen` is the number of the sending that he read."""
    report = _sent_report(actor, report_id)
    check_seen(report, seen)
    comment, remarks = nfc(comment.strip()), tell_remarks(report, is_note=False, now=now)
    if not comment and not remarks:
        raise Refused("Hãy viết ý kiến trả lại để đơn vị biết cần sửa gì.")
    report.state = ReportState.RETURNED
    report.return_comment = comment or f"Xem {len(remarks)} ý kiến ghi tại từng chỗ của báo cáo."
    report.save(update_fields=["state", "return_comment"])
    after = {"ý kiến": report.return_comment, "lần gửi": report.attempt} | remarks
    record("Trả lại báo cáo", report, actor=actor, organization=report.organization, now=now, after=after)
    settle_about(actor=actor, abouts=[_about(report)])
    words = f"{report.recipient} trả lại báo cáo {report.period_name}: {report.return_comment}"
    _tell(actor, report, report.organization, WRITERS, "returned", words, now)
    return report


@transaction.atomic
def reopen_report(*, actor: Actor, report_id: int, reason: str, now: datetime) -> Report:
    """The reviewer opens one period of one body again: words about it may be recorded, figures drafted anew. What he
    remarked is told with it."""
    report = locked_report(actor, report_id)
    reason = nfc(reason.strip())
    if not receives(actor, report):
        raise Forbidden(_who_decides(report))
    if not can_reopen(actor, report):
        raise Refused(f"Kỳ {report.period_name} đang mở hoặc báo cáo chưa gửi nên không cần mở lại.")
    if not reason:
        raise Refused("Hãy viết lý do mở lại kỳ; lý do được giữ trong nhật ký.")
    remarks = tell_remarks(report, is_note=False, now=now)
    reopen_period(actor=actor, organization=report.organization, period=report.period, reason=reason, now=now)
    Reopening.objects.create(
        report=report, reopened_at=now, reopened_by=actor.name, reason=reason, received_at=report.received_at
    )
    report.state, report.return_comment, report.is_reopened = ReportState.RETURNED, reason, True
    report.save(update_fields=["state", "return_comment", "is_reopened"])
    after = {"lý do": reason} | remarks
    record("Mở lại báo cáo", report, actor=actor, organization=report.organization, now=now, after=after)
    settle_about(actor=actor, abouts=[_about(report)])
    words = f"{report.recipient} mở lại kỳ {report.period_name}: {reason}"
    _tell(actor, report, report.organization, WRITERS, "reopened", words, now)
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
