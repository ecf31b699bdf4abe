"""The leader's approval with number and date, and its withdrawal before the report is sent."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import squeeze
from reports.actions.freezing import freeze, frozen_facts, locked_report, narrative_of, state_words
from reports.collecting.letterheads import sign
from reports.enums import ReportState
from reports.models import Report
from reports.rules import OPEN, can_approve, can_withdraw

NO_RIGHT = "Chỉ lãnh đạo đơn vị mới duyệt báo cáo hoặc rút lại phê duyệt."
_NUMBER = re.compile(r"\d{1,5}[a-zA-Z]?")


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
def approve_report(*, actor: Actor, report_id: int, approval: Approval, now: datetime) -> Report:
    """Approve: the narrative as edited and the letterhead are frozen with the figures, and the files are drawn."""
    report = locked_report(actor, report_id)
    if report.state not in OPEN:
        raise Refused(f"Báo cáo {report.period_name} {state_words(report)} nên không cần duyệt nữa.")
    if not can_approve(actor, report):
        raise Forbidden(NO_RIGHT)
    _check(report, approval, localdate(now))
    report.number = approval.number.strip()
    report.issued_on = approval.issued_on
    report.authority = "\n".join(map(squeeze, approval.authority.split("\n")))
    report.signer_title, report.signer = squeeze(approval.signer_title), squeeze(approval.signer)
    report.state, report.approved_at, report.approved_by = ReportState.APPROVED, now, actor.user
    report.save()
    facts = frozen_facts(report)
    head = sign(
        facts.letterhead,
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
    if not approval.signer.strip() or not approval.signer_title.strip() or not approval.authority.strip():
        raise Refused("Hãy ghi đủ quyền hạn, chức vụ và họ tên người ký.")
