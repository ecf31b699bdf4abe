"""The reports of a year: a body's own periods; for the reviewer what came in and who has not sent."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.text import sort_key
from plans.enums import PlanState
from plans.models import Plan
from reports.enums import ReportState
from reports.models import Report
from reports.queries.reach import reports_in_reach
from reports.wording import Said, timeliness
from tasks.enums import PeriodKind
from tasks.periods import Period, Timetable, asked_periods, period
from tasks.queries.timetables import timetable_of

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period of a body with its report, when there is one."""

    period: Period
    report: Report | None
    timeliness: Said


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body of the territory in one period; a body without an accepted plan of the year owes nothing yet."""

    body: Organization
    report: Report | None
    timeliness: Said
    has_plan: bool

    @property
    def is_silent(self) -> bool:
        return self.report is None


def key_of(report: Report) -> Key:
    return report.period_kind, report.period_year, report.period_number


def year_lines(actor: Actor, year: int, *, today: date) -> list[PeriodLine]:
    """All periods of the year that the body reports on, and those it drafted beyond them (two queries)."""
    timetable = timetable_of(actor.organization)
    reports = {
        key_of(report): report
        for report in reports_in_reach(actor).filter(organization=actor.organization, period_year=year)
    }
    asked = {found.key: found for found in asked_periods(year, timetable)}
    for key in reports.keys() - asked.keys():
        asked[key] = period(PeriodKind(key[0]), key[1], key[2], timetable)
    return [
        PeriodLine(found, reports.get(key), timeliness(reports.get(key), found.send_by, today))
        for key, found in asked.items()
    ]


def years_of(actor: Actor, today: date) -> list[int]:
    """Years that have a plan in force within reach, and this one (one query)."""
    plans = Plan.objects.visible_to(actor).filter(state__in=(PlanState.ACCEPTED, PlanState.CLOSED))
    years = {today.year}
    for plan in plans.only("from_year", "to_year"):
        first, last = plan.span
        years.update(range(first, last + 1))
    return sorted(years)


def bodies_below(actor: Actor) -> QuerySet[Organization]:
    """The bodies of government beneath the actor's own."""
    bodies: QuerySet[Organization] = Organization.objects.visible_to(actor)
    return bodies.exclude(kind=OrganizationKind.DEPARTMENT).exclude(path=actor.organization.territory)


def waiting_reports(actor: Actor) -> list[Report]:
    """What was sent and waits to be accepted or returned, the oldest first."""
    found = reports_in_reach(actor).exclude(organization=actor.organization).filter(state=ReportState.SUBMITTED)
    return list(found.order_by("submitted_at", "pk"))


def body_lines(actor: Actor, of: Period, *, today: date) -> list[BodyLine]:
    """Every body of the territory in one period: silent first, then late, then the rest, each by name."""
    kind, year, number = of.key
    reports = {
        report.organization_id: report
        for report in reports_in_reach(actor)
        .exclude(organization=actor.organization)
        .filter(period_kind=kind, period_year=year, period_number=number)
    }
    planned = bodies_with_plan(year)
    lines = [
        BodyLine(body, reports.get(body.pk), timeliness(reports.get(body.pk), of.send_by, today), body.pk in planned)
        for body in bodies_below(actor)
    ]
    return sorted(lines, key=_urgency)


def bodies_with_plan(year: int) -> set[int]:
    """Bodies that have an accepted plan of the year."""
    plans = Plan.objects.filter(
        state__in=(PlanState.ACCEPTED, PlanState.CLOSED), from_year__lte=year, to_year__gte=year
    )
    return set(plans.values_list("organization", flat=True))


def _urgency(line: BodyLine) -> tuple[int, str]:
    order = {"overdue": 0, "not_yet": 1, "late": 2, "on_time": 3}
    return order[line.timeliness.look], sort_key(line.body.name)


def last_passed(year: int, timetable: Timetable, today: date) -> Period:
    """The period of the year whose cut-off passed last; of several the longest; before any, the year's first."""
    periods = asked_periods(year, timetable)
    passed = [one for one in periods if one.cutoff_on < today]
    if not passed:
        return min(periods, key=lambda one: one.cutoff_on)
    return max(passed, key=lambda one: (one.cutoff_on, (one.cutoff_on - one.start_on).days))


def open_reports(actor: Actor) -> list[Report]:
    """The body's own reports that are not yet sent or came back, the most urgent first."""
    found = reports_in_reach(actor).filter(
        organization=actor.organization,
        state__in=(ReportState.DRAFT, ReportState.RETURNED, ReportState.APPROVED),
    )
    return list(found.order_by("send_by", "pk"))
