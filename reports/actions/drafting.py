"""Drafting a report from what was recorded, and drafting it again while it is open."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Forbidden, Refused
from reports.actions.freezing import freeze, keep_narrative, locked_report, state_words
from reports.collecting import collect_facts, within_life
from reports.enums import ReportState
from reports.models import Report
from reports.queries.narrative import with_narrative
from reports.queries.sources import recipient_of
from reports.rules import OPEN, can_draft, can_refresh
from tasks.periods import Period

NO_RIGHT = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị mới lập được báo cáo của đơn vị mình."


@transaction.atomic
def draft_report(*, actor: Actor, organization: Organization, period: Period, now: datetime) -> Report:
    """Draft the report of a period: facts, narrative, files. A report that exists already is left as it is.

    Before the cut-off it holds what is known today. Raises Refused before the period begins, or where there is
    neither a plan nor a body beneath.
    """
    if not can_draft(actor, organization):
        raise Forbidden(NO_RIGHT)
    found = Report.objects.filter(**_key(organization, period)).first()
    if found:
        return found
    if not organization.existed_on(period.cutoff_on):
        raise Refused(
            f"Kỳ {period.name} chốt số liệu ngày {period.cutoff_on:%d/%m/%Y}, khi {organization} chưa có hoặc đã kết "
            "thúc; báo cáo kỳ ấy thuộc đơn vị hoạt động vào ngày chốt."
        )
    as_of = _day_of_figures(period, now)
    facts = collect_facts(actor=actor, organization=organization, period=period, as_of=as_of, until=now)
    try:
        with transaction.atomic():
            report = _new_report(organization, period, as_of, now)
    except IntegrityError:
        return Report.objects.get(**_key(organization, period))
    keep_narrative(report, facts.narrative)
    freeze(report, facts, now=now)
    after = {"số liệu đến hết ngày": as_of, "số nhiệm vụ": facts.rows.total}
    record("Lập báo cáo", report, actor=actor, organization=organization, now=now, after=after)
    return report


def _key(organization: Organization, period: Period) -> dict[str, Any]:
    kind, year, number = period.key
    return {"organization": organization, "period_kind": kind, "period_year": year, "period_number": number}


def _new_report(organization: Organization, period: Period, as_of: date, now: datetime) -> Report:
    """Raises IntegrityError when another worker was quicker by a moment."""
    return Report.objects.create(
        **_key(organization, period),
        recipient=recipient_of(organization),
        period_name=period.name,
        start_on=within_life(period, organization).start_on,
        cutoff_on=period.cutoff_on,
        send_by=period.send_by,
        as_of=as_of,
        known_on=as_of,
        drafted_at=now,
    )


def _day_of_figures(period: Period, now: datetime) -> date:
    today = localdate(now)
    if today < period.start_on:
        raise Refused(
            f"Kỳ {period.name} bắt đầu từ ngày {period.start_on:%d/%m/%Y}; hãy lập báo cáo từ ngày ấy trở đi."
        )
    return min(today, period.cutoff_on)


def _who_opens(report: Report) -> str:
    if report.state == ReportState.APPROVED:
        return "muốn lấy số liệu mới thì lãnh đạo rút lại phê duyệt"
    return f"chỉ {report.recipient} trả lại hoặc mở lại được"


@transaction.atomic
def refresh_report(*, actor: Actor, report_id: int, now: datetime) -> Report:
    """Draft an open report again: newest figures up to the cut-off, edited sections kept, files drawn from both.

    After the cut-off the body's own figures no longer change, unless the reviewer opened the period again; those of the
    bodies beneath are taken in as their reports are accepted.
    """
    report = locked_report(actor, report_id)
    if report.state not in OPEN:
        raise Refused(
            f"Báo cáo {report.period_name} {state_words(report)} nên số liệu không thay đổi được nữa; "
            f"{_who_opens(report)}."
        )
    if not can_refresh(actor, report):
        raise Forbidden(NO_RIGHT)
    period = report.period
    before = {"số liệu đến hết ngày": report.as_of, "ghi nhận đến": report.known_on}
    report.as_of = _day_of_figures(period, now)
    report.known_on = max(report.known_on, localdate(now) if report.is_reopened else report.as_of)
    report.drafted_at = now
    report.save(update_fields=["as_of", "known_on", "drafted_at"])
    facts = collect_facts(
        actor=actor,
        organization=report.organization,
        period=period,
        as_of=report.as_of,
        known_on=report.known_on,
        until=now,
    )
    keep_narrative(report, facts.narrative)
    freeze(report, with_narrative(facts, report), now=now)
    record(
        "Cập nhật dự thảo báo cáo",
        report,
        actor=actor,
        organization=report.organization,
        now=now,
        before=before,
        after={"số liệu đến hết ngày": report.as_of, "ghi nhận đến": report.known_on},
    )
    return report
