"""What the reminders of reports have to tell now, body by body."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from cchc.orgs.enums import Role
from cchc.orgs.models import Notice, Organization
from cchc.orgs.queries.notices import open_notices
from cchc.orgs.queries.workforce import reviewing_bodies
from cchc.orgs.reminding import Told
from reports.enums import ReportState
from reports.models import Report
from reports.queries.listing import as_reported
from reports.queries.schedule import asked_reports
from reports.reminders import (
    APPROVE,
    BEFORE_SENDING,
    SEND,
    UNSENT,
    UnsentReport,
    abouts_of,
    sending_reminders,
    unsent_tellings,
)
from tasks.periods import Period
from tasks.queries.reminders import BodyReminders, persons_in
from tasks.reminders import Person

STANDINGS = {
    ReportState.DRAFT: "đang là dự thảo",
    ReportState.APPROVED: "đã duyệt",
}
NOT_DRAFTED = "chưa lập dự thảo"
COLUMNS = (
    *("organization_id", "period_kind", "period_year", "period_number", "state", "submitted_at"),
    *("start_on", "cutoff_on", "send_by"),
)


@dataclass(frozen=True, slots=True)
class _Unsent:
    """A report that a body has not sent; `receiver` is the territory whose reviewers wait for it."""

    body: Organization
    receiver: str
    report: UnsentReport


def report_reminders_due(today: date) -> Iterator[BodyReminders]:
    """Body by body, those with nothing to say left out (a fixed number of queries)."""
    unsent, notices = _unsent(today), open_notices((SEND, APPROVE, UNSENT))
    above = {body.pk: body for body in reviewing_bodies(today)}
    bodies = above | {one.body.pk: one.body for one in unsent}
    people = persons_in(bodies.values(), today)
    bodies |= Organization.objects.in_bulk(notices.keys() - bodies.keys())
    for pk, body in bodies.items():
        own = [one.report for one in unsent if one.body.pk == pk]
        beneath = [one.report for one in unsent if pk in above and one.receiver == body.territory]
        found = _of_body(body, people.get(pk, []), own, beneath, notices.get(pk, []), today)
        if found.told or found.settled:
            yield found


def _of_body(
    body: Organization,
    people: list[Person],
    own: list[UnsentReport],
    beneath: list[UnsentReport],
    notices: list[Notice],
    today: date,
) -> BodyReminders:
    told = Told((notice.user_id, notice.key) for notice in notices)
    found = list(sending_reminders(own, people, told, today))
    unsent = list(unsent_tellings(beneath, reverse("reports:matrix"), today))
    reviewers = [person.pk for person in people if Role.REVIEWER in person.roles]
    known = {(notice.user_id, notice.key) for notice in notices}
    found += [(pk, one) for one in unsent for pk in reviewers if (pk, one.key) not in known]
    live: set[tuple[str, date | None]] = {(about, one.period.send_by) for one in own for about in _abouts(one)}
    live |= {(one.about, one.due_on) for one in unsent}
    settled = [notice.pk for notice in notices if (notice.about, notice.due_on) not in live]
    return BodyReminders(body, tuple(found), tuple(settled))


def _abouts(report: UnsentReport) -> tuple[str, ...]:
    """What can still be said of it: a draft that was approved waits for no approval."""
    send, approve = abouts_of(report.body_id, report.period.key)
    return (send, approve) if report.is_draft else (send,)


def _unsent(today: date) -> list[_Unsent]:
    """What was not sent by now, and what is to be sent in the next days."""
    reports = {
        (one.organization_id, one.period_kind, one.period_year, one.period_number): one
        for one in Report.objects.filter(period_year__in=(today.year - 1, today.year)).only(*COLUMNS)
    }
    found = []
    for body, asked in asked_reports(today):
        report = reports.get((body.pk, *asked.key))
        period = as_reported(asked, report)
        sent = report is not None and report.submitted_at is not None
        if not sent and body.existed_on(today) and period.send_by <= today + timedelta(days=max(BEFORE_SENDING)):
            found.append(_Unsent(body, _receiver(body), _unsent_report(body, period, report)))
    return found


def _receiver(body: Organization) -> str:
    """The territory whose reviewers receive its reports."""
    above = body.parent and (body.parent.merged_into or body.parent)
    return above.path if above else ""


def _unsent_report(body: Organization, period: Period, report: Report | None) -> UnsentReport:
    listed = f"{reverse('reports:list')}?nam={period.year}"
    return UnsentReport(
        body_id=body.pk,
        body_name=body.name,
        period=period,
        standing=STANDINGS.get(ReportState(report.state), "") if report else NOT_DRAFTED,
        is_draft=report is not None and report.state == ReportState.DRAFT,
        path=reverse("reports:detail", args=[report.pk]) if report else listed,
    )
