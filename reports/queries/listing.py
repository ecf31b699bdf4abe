"""The reports of a year: a body's own periods; for the reviewer what came in and who has not sent."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.scope import own_body
from cchc.text import sort_key
from plans.enums import PlanState
from plans.models import Plan
from reports.enums import ReportState
from reports.models import Report
from reports.queries.reach import reports_in_reach
from reports.wording import Said, timeliness
from tasks.enums import PeriodKind, State
from tasks.periods import PAGE_ORDER, YEARS, Period, Timetable, asked_periods, period, periods_of_year
from tasks.queries.timetables import timetable_of, timetables_of

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period of a body with its report, when there is one."""

    period: Period
    report: Report | None
    timeliness: Said

    @property
    def is_sent(self) -> bool:
        return self.report is not None and self.report.submitted_at is not None


@dataclass(frozen=True, slots=True)
class YearOfReports:
    """What a body sends in a year; `others` are periods that have begun and that nobody asks it for."""

    lines: tuple[PeriodLine, ...]
    others: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body of the territory in one period by its own regime, which may not ask for it (`is_owed`); a body without
    an accepted plan of the year owes nothing yet."""

    body: Organization
    period: Period
    is_owed: bool
    report: Report | None
    timeliness: Said
    has_plan: bool

    @property
    def is_silent(self) -> bool:
        return self.is_owed and self.report is None


@dataclass(frozen=True, slots=True)
class Inbox:
    """Every body of the territory in one period of a year; `choices` are the periods that any of them owes or sent.
    Without bodies there is none."""

    choices: tuple[Period, ...]
    period: Period | None
    lines: tuple[BodyLine, ...]

    @property
    def owing(self) -> int:
        return sum(line.is_owed for line in self.lines)

    @property
    def silent(self) -> int:
        return sum(line.is_silent for line in self.lines)


def key_of(report: Report) -> Key:
    return report.period_kind, report.period_year, report.period_number


def year_of_reports(actor: Actor, year: int, *, today: date) -> YearOfReports:
    """All periods of the year that the body is asked for, and those it drafted beyond them (a fixed number of
    queries). What closed before it existed was never its own."""
    timetable = timetable_of(actor.organization)
    reports = {
        key_of(report): report
        for report in reports_in_reach(actor).filter(organization=actor.organization, period_year=year)
    }
    every = [
        found
        for kind in PAGE_ORDER
        for found in periods_of_year(kind, year, timetable)
        if actor.organization.existed_on(found.cutoff_on) or found.key in reports
    ]
    asked = {found.key for found in asked_periods(year, timetable)} | reports.keys()
    lines = [_line(found, reports.get(found.key), today) for found in every if found.key in asked]
    others = (found for found in every if found.key not in asked and found.start_on <= today)
    return YearOfReports(tuple(lines), tuple(others))


def _line(of: Period, report: Report | None, today: date) -> PeriodLine:
    of = as_reported(of, report)
    return PeriodLine(of, report, timeliness(report, of.send_by, today))


def as_reported(of: Period, report: Report | None) -> Period:
    """The period with the days its report was made by: a later regime or calendar does not move them."""
    if report is None:
        return of
    return replace(of, start_on=report.start_on, cutoff_on=report.cutoff_on, send_by=report.send_by)


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


def inbox(actor: Actor, year: int, chosen: str, *, today: date) -> Inbox:
    """Every body of the territory in the period whose key is `chosen` ("quarter-2023-1"), otherwise in the one that
    closed last, as each body owes it: silent first, then late, then the rest, each by name (a fixed number of
    queries)."""
    bodies = list(bodies_below(actor))
    timetables = timetables_of(bodies)
    received = reports_in_reach(actor).exclude(organization=actor.organization).filter(period_year=year)
    sent = received.order_by().values_list("period_kind", "period_year", "period_number").distinct()
    choices = periods_any_owes(year, timetables.values(), also=list(sent))
    if not choices:
        return Inbox((), None, ())
    of = next((one for one in choices if key_words(one) == chosen), None) or last_passed(choices, today)
    reports = {
        report.organization_id: report for report in received.filter(period_kind=of.kind, period_number=of.number)
    }
    planned = bodies_with_plan(year)
    lines = [
        _body_line(body, of, timetables[body.pk], reports.get(body.pk), body.pk in planned, today) for body in bodies
    ]
    return Inbox(tuple(choices), of, tuple(sorted(lines, key=_urgency)))


def taken_over(actor: Actor, year: int) -> list[Report]:
    """The reports of a year of the ended bodies whose work this one carries on (no query where there are none)."""
    ids = actor.organization.predecessor_ids
    if not ids:
        return []
    found = reports_in_reach(actor).filter(organization__in=ids, period_year=year)
    return list(found.order_by("organization__name", "cutoff_on", "pk"))


def key_words(of: Period) -> str:
    """A period in an address: "quarter-2023-1"."""
    return "-".join(map(str, of.key))


def period_named(words: str, timetable: Timetable) -> Period | None:
    """The period that `key_words` names; None where the words name none."""
    kind, _, rest = words.partition("-")
    year, _, number = rest.partition("-")
    try:
        return period(PeriodKind(kind), _year(year), int(number), timetable)
    except ValueError:
        return None


def _year(words: str) -> int:
    if int(words) not in YEARS:
        raise ValueError(words)
    return int(words)


def periods_any_owes(year: int, timetables: Iterable[Timetable], also: Iterable[Key] = ()) -> list[Period]:
    """The periods of a year that anybody is asked for, with those in `also`, in the order of pages; each by the
    timetable of one who owes it."""
    found: dict[Key, Period] = {}
    for timetable in set(timetables):
        found |= {one.key: one for one in asked_periods(year, timetable)}
        found |= {key: period(PeriodKind(key[0]), year, key[2], timetable) for key in also if key not in found}
    return sorted(found.values(), key=lambda one: (PAGE_ORDER.index(one.kind), one.number))


def _body_line(
    body: Organization, of: Period, timetable: Timetable, report: Report | None, has_plan: bool, today: date
) -> BodyLine:
    """The period as this body owes it."""
    own = as_reported(period(of.kind, of.year, of.number, timetable), report)
    is_owed = timetable.asks_for(of) and body.existed_on(own.cutoff_on)
    return BodyLine(body, own, is_owed, report, sending_said(report, own, is_owed, today), has_plan)


def sending_said(report: Report | None, of: Period, is_owed: bool, today: date) -> Said:
    """Whether a report came in time; of a body that is not asked for it, that there is nothing to send."""
    if report is None and not is_owed:
        return Said(State.NOTHING.value, "Không phải gửi")
    return timeliness(report, of.send_by, today)


def bodies_with_plan(year: int) -> set[int]:
    """Bodies that have an accepted plan of the year, or carry on the work of one that had."""
    plans = Plan.objects.filter(
        state__in=(PlanState.ACCEPTED, PlanState.CLOSED), from_year__lte=year, to_year__gte=year
    )
    return {pk for pair in plans.values_list("organization", "organization__merged_into") for pk in pair if pk}


def _urgency(line: BodyLine) -> tuple[int, str]:
    order = {"overdue": 0, "not_yet": 1, "late": 2, "on_time": 3, "nothing": 4}
    return order[line.timeliness.look], sort_key(line.body.name)


def last_passed(periods: Iterable[Period], today: date) -> Period:
    """The one whose cut-off passed last; of several the longest; before any, the first to close."""
    passed = [one for one in periods if one.cutoff_on < today]
    if not passed:
        return min(periods, key=lambda one: one.cutoff_on)
    return max(passed, key=lambda one: (one.cutoff_on, (one.cutoff_on - one.start_on).days))


def open_reports(actor: Actor) -> list[Report]:
    """The body's own reports that are not yet sent or came back, those that it took over among them, the most urgent
    first."""
    found = reports_in_reach(actor).filter(
        own_body(actor),
        state__in=(ReportState.DRAFT, ReportState.RETURNED, ReportState.APPROVED),
    )
    return list(found.order_by("send_by", "pk"))
