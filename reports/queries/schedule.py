"""What the scheduled job has to draft: periods whose cut-off has passed, body by body."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from cchc.orgs.models import Organization
from plans.enums import PlanState
from reports.enums import ReportState
from reports.models import Report
from tasks.periods import Period, asked_periods
from tasks.queries.timetables import timetable_of


@dataclass(frozen=True, slots=True)
class Missing:
    organization: Organization
    period: Period


def missing_reports(today: date) -> Iterator[Missing]:
    """Reports of this year that every body with an accepted plan should have by now and has not."""
    bodies = Organization.objects.filter(
        plans__state=PlanState.ACCEPTED, plans__from_year__lte=today.year, plans__to_year__gte=today.year
    )
    have = {
        (org, (kind, year, number))
        for org, kind, year, number in Report.objects.filter(period_year=today.year).values_list(
            "organization", "period_kind", "period_year", "period_number"
        )
    }
    for organization in bodies.distinct():
        for period in asked_periods(today.year, timetable_of(organization)):
            if period.cutoff_on < today and (organization.pk, period.key) not in have:
                yield Missing(organization, period)


def early_drafts(today: date) -> list[Report]:
    """Drafts made before their cut-off, which has passed now: their figures are not yet those of the period."""
    return list(
        Report.objects.filter(state=ReportState.DRAFT, as_of__lt=F("cutoff_on"), cutoff_on__lt=today).select_related(
            "organization"
        )
    )


def body_of_file(file_id: int) -> Organization | None:
    """The body whose report a file belongs to; None when the file is gone."""
    return Organization.objects.filter(reports__files=file_id).first()
