"""What is locked, what was opened again, and what stands outside the rule: moved due days, words after the cut-off."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from reports.models import Reopening, Report
from reports.queries.reach import reports_in_reach
from tasks.models import ClosedPeriod, DueChange, Update


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows to show: of one year, of one body or of all within reach."""

    year: int
    body_id: int | None = None


@dataclass(frozen=True, slots=True)
class Lock:
    """One locked period with the report that locked it; None where the reader may not open it."""

    closed: ClosedPeriod
    report: Report | None


def closed_periods(actor: Actor, asked: Asked) -> QuerySet[ClosedPeriod]:
    """Locked periods of the year, the latest cut-off first."""
    found = ClosedPeriod.objects.visible_to(actor).filter(period_year=asked.year)
    return _of_body(found, "organization", asked).order_by("-cutoff_on", "organization__path", "period_kind", "pk")


def reopenings(actor: Actor, asked: Asked) -> QuerySet[Reopening]:
    """Periods of the year that were opened again: those still open first, then the latest."""
    found = Reopening.objects.visible_to(actor).filter(report__period_year=asked.year)
    return _of_body(found, "report__organization", asked).order_by(
        F("closed_at").desc(nulls_first=True), "-reopened_at", "pk"
    )


def moved_days(actor: Actor, asked: Asked) -> QuerySet[DueChange]:
    """Due days that were moved in the year, the latest first; a first day given to what waited is no exception."""
    found = DueChange.objects.visible_to(actor).filter(old_due_on__isnull=False, recorded_on__year=asked.year)
    duty = "obligation__task__organization"
    return _of_body(found, duty, asked).select_related("obligation__task__item").order_by("-recorded_at", "pk")


def late_words(actor: Actor, asked: Asked) -> QuerySet[Update]:
    """Words about days of the year that were recorded after their period was locked, the latest first."""
    found = Update.objects.visible_to(actor).filter(is_after_cutoff=True, effective_on__year=asked.year)
    duty = "obligation__task__organization"
    return _of_body(found, duty, asked).select_related("obligation__task__item").order_by("-recorded_at", "pk")


def _of_body(rows: QuerySet, way: str, asked: Asked) -> QuerySet:
    rows = rows.select_related(way)
    return rows.filter(**{way: asked.body_id}) if asked.body_id else rows


def with_reports(actor: Actor, closed: Iterable[ClosedPeriod]) -> list[Lock]:
    """Each locked period with its report (one query)."""
    closed = list(closed)
    bodies = {one.organization_id for one in closed}
    years = {one.period_year for one in closed}
    reports = {
        (report.organization_id, report.period_kind, report.period_year, report.period_number): report
        for report in reports_in_reach(actor).filter(organization__in=bodies, period_year__in=years)
    }
    return [
        Lock(one, reports.get((one.organization_id, one.period_kind, one.period_year, one.period_number)))
        for one in closed
    ]


def bodies_in_reach(actor: Actor) -> list[Organization]:
    """The bodies whose locks the actor sees, for the filter: none but his own where he looks over nobody."""
    if not actor.looks_over:
        return []
    return list(Organization.objects.visible_to(actor).order_by("path"))


def last_reopening(report: Report) -> Reopening | None:
    """The last time that the report's period was opened again; no query while nothing was sent."""
    return Reopening.objects.filter(report=report).first() if report.submitted_at else None
