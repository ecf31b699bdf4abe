"""The leader's approval with number and date, and its withdrawal before the report is sent."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.queries.bodies import hold
from cchc.orgs.queries.letterheads import addressee_of
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import squeeze
from reports.actions.freezing import freeze, frozen_facts, locked_report, state_words
from reports.collecting.letterheads import sign
from reports.enums import ReportState
from reports.models import Report
from reports.queries.narrative import narrative_of
from reports.queries.reach import mark_of
from reports.queries.sources import recipient_of
from reports.rules import OPEN, can_approve, can_withdraw
from reports.signatures import title_fault

NO_RIGHT = "Chỉ lãnh đạo đơn vị mới duyệt báo cáo hoặc rút lại phê duyệt."
_NUMBER = re.compile(r"\d{1,5}[a-zA-Z]?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Approval:
    """What the leader gives: the document's number and date, and how it is signed. `authority` may hold two lines
    ("TM. ỦY BAN NHÂN DÂN" over "KT. CHỦ TỊCH")."""

    number: str
    issued_on: date
    authority: str
    signer_title: str
    signer: str


@transaction.atomic
def approve_report(
    *, actor: Actor, report_id: int, approval: Approval, now: datetime, seen: str | None = None
) -> Report:
    """Approve: the narrative as edited and the letterhead are frozen with the figures, and the files are drawn.

    `seen` is the mark of what the leader read (`reports.queries.reach.mark_of`): what changed since is not
    signed unread.
    """
    report = locked_report(actor, report_id)
    if report.state not in OPEN:
        raise Refused(f"Báo cáo {report.period_name} {state_words(report)} nên không cần duyệt nữa.")
    if not can_approve(actor, report):
        raise Forbidden(NO_RIGHT)
    if seen is not None and seen != mark_of(report):
        raise Refused("Nội dung hoặc số liệu vừa được sửa sau khi anh chị mở trang này; hãy xem lại báo cáo rồi duyệt.")
    _check(report, approval, localdate(now))
    _check_number(report, approval)
    report.number = approval.number.strip().zfill(2)
    report.issued_on = approval.issued_on
    report.authority = "\n".join(map(squeeze, approval.authority.split("\n")))
    report.signer_title, report.signer = squeeze(approval.signer_title), squeeze(approval.signer)
    report.state, report.approved_at, report.approved_by = ReportState.APPROVED, now, actor.user
    facts = frozen_facts(report)
    head = facts.letterhead
    if report.recipient and report.recipient.is_over:
        report.recipient = recipient_of(report.organization)
        head = replace(head, addressee=addressee_of(report.recipient))
    report.save()
    head = sign(
        head,
        number=report.number,
        issued_on=report.issued_on,
        authority=report.authority,
        signer_title=report.signer_title,
        signer=report.signer,
    )
    freeze(report, replace(facts, letterhead=head, narrative=narrative_of(report)), now=now)
    after = {"số": report.number, "ngày": report.issued_on, "người ký": report.signer}
    record("Duyệt báo cáo", report, actor=actor, organization=report.organization, now=now, after=after)
    return report


@transaction.atomic
def withdraw_approval(*, actor: Actor, report_id: int, now: datetime) -> Report:
    """Take the approval back so that the coordinator can edit again; number and date stay as a proposal."""
    report = locked_report(actor, report_id)
    if report.state != ReportState.APPROVED:
        raise Refused(f"Báo cáo {report.period_name} {state_words(report)}; chỉ rút lại được phê duyệt khi chưa gửi.")
    if not can_withdraw(actor, report):
        raise Forbidden(NO_RIGHT)
    report.state = ReportState.RETURNED if report.return_comment else ReportState.DRAFT
    report.approved_at, report.approved_by = None, None
    report.save(update_fields=["state", "approved_at", "approved_by"])
    facts = frozen_facts(report)
    freeze(report, replace(facts, letterhead=replace(facts.letterhead, number="", issued_on=None)), now=now)
    record("Rút lại phê duyệt", report, actor=actor, organization=report.organization, now=now)
    return report


def _check(report: Report, approval: Approval, today: date) -> None:
    if report.as_of < report.cutoff_on:
        until = "hãy cập nhật số liệu rồi duyệt" if today > report.cutoff_on else "hãy duyệt sau ngày ấy"
        raise Refused(
            f"Số liệu mới tính đến hết ngày {report.as_of:%d/%m/%Y} mà kỳ {report.period_name} chốt số liệu ngày "
            f"{report.cutoff_on:%d/%m/%Y}; {until}."
        )
    if not _NUMBER.fullmatch(approval.number.strip()):
        raise Refused("Số văn bản chỉ gồm chữ số, ví dụ 05; phần “/BC-UBND” được ghi sẵn.")
    if approval.issued_on > today:
        raise Refused(f"Ngày ký {approval.issued_on:%d/%m/%Y} chưa tới; hãy ghi từ hôm nay trở về trước.")
    if approval.issued_on < report.as_of:
        raise Refused(
            f"Ngày ký {approval.issued_on:%d/%m/%Y} trước ngày chốt số liệu {report.as_of:%d/%m/%Y}; "
            "hãy ghi từ ngày ấy trở đi."
        )
    if not approval.signer.strip() or not approval.authority.strip():
        raise Refused("Hãy ghi đủ quyền hạn và họ tên người ký.")
    if fault := title_fault(approval.authority, approval.signer_title):
        raise Refused(fault)


def _check_number(report: Report, approval: Approval) -> None:
    """A body numbers its reports of a year in one row."""
    hold(report.organization)
    numbered = Report.objects.filter(organization=report.organization, issued_on__year=approval.issued_on.year)
    for other in numbered.exclude(pk=report.pk).exclude(state=ReportState.DRAFT):
        if _plain(other.number) == _plain(approval.number):
            raise Refused(
                f"Số {approval.number.strip()} của năm {approval.issued_on.year} đã dùng cho báo cáo "
                f"{other.period_name}, ký ngày {other.issued_on:%d/%m/%Y}; hãy ghi số tiếp theo trong sổ văn bản đi."
            )


def _plain(number: str) -> str:
    """ "05" and "5" are one number, "5a" is another."""
    return number.strip().lstrip("0").lower()
