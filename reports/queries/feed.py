"""The sending deadlines of a body's reports for the calendar of whoever sends them."""

from datetime import date, datetime, time

from django.urls import reverse
from django.utils.timezone import get_current_timezone

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.mailing import absolute, site_host
from cchc.web.ical import Entry
from reports.queries.listing import PeriodLine, year_of_reports
from reports.queries.schedule import owes_reports


def sending_entries(actor: Actor, *, today: date) -> list[Entry]:
    """What the coordinator and the leader send this year (a fixed number of queries); nobody else, and nothing where no
    plan is in force."""
    if not actor.has_role(Role.COORDINATOR, Role.LEADER) or not owes_reports(actor.organization, today.year):
        return []
    return [_entry(actor, line) for line in year_of_reports(actor, today.year, today=today).lines]


def _entry(actor: Actor, line: PeriodLine) -> Entry:
    of, report = line.period, line.report
    made_at = datetime.combine(of.start_on, time.min, get_current_timezone())
    path = reverse("reports:detail", args=[report.pk]) if report else f"{reverse('reports:list')}?nam={of.year}"
    return Entry(
        uid=f"bao-cao-{actor.organization.pk}-{'-'.join(map(str, of.key))}@{site_host()}",
        on_day=of.send_by,
        title=f"{'Đã gửi' if line.is_sent else 'Gửi'} báo cáo {of.name}",
        words=f"{actor.organization}: số liệu chốt ngày {of.cutoff_on:%d/%m/%Y}, hạn gửi {of.send_by:%d/%m/%Y}.",
        url=absolute(path),
        sequence=0,
        changed_at=report.submitted_at if report and report.submitted_at else made_at,
        is_settled=line.is_sent,
    )
