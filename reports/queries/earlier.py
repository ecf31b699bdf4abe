"""What a body said in reports sent before: earlier periods of the year, and the year before."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from reports.facts import ReportFacts, from_json
from reports.models import Report, Submission
from reports.queries.reach import reports_in_reach
from tasks.enums import PeriodKind
from tasks.periods import Period


@dataclass(frozen=True, slots=True)
class SentReport:
    """A report as it was sent last by some day: its period with the days it had, its facts, and the day by which they
    had been recorded."""

    report_id: int
    period: Period
    known_on: date
    facts: ReportFacts


def sent_reports(
    actor: Actor, organization: Organization, years: tuple[int, ...], known_on: date
) -> tuple[SentReport, ...]:
    """What the body sent for these years by the end of `known_on`, by cut-off (two queries)."""
    sendings = Prefetch("submissions", Submission.objects.select_related("snapshot").order_by("attempt"))
    reports = reports_in_reach(actor).filter(
        organization=organization, period_year__in=years, submitted_at__isnull=False
    )
    found = (_as_sent(report, known_on) for report in reports.prefetch_related(sendings).order_by("cutoff_on", "pk"))
    return tuple(report for report in found if report)


def _as_sent(report: Report, known_on: date) -> SentReport | None:
    sent = [one for one in report.submissions.all() if localdate(one.submitted_at) <= known_on]
    if not sent:
        return None
    period = Period(
        PeriodKind(report.period_kind),
        report.period_year,
        report.period_number,
        report.start_on,
        report.cutoff_on,
        report.send_by,
    )
    return SentReport(report.pk, period, report.known_on, from_json(sent[-1].snapshot.facts))
