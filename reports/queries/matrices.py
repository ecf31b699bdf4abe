"""The bodies of a territory by period and by area: three queries each, whatever their number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.queries.calendar import working_days
from plans.enums import PlanState
from plans.models import Plan
from reports.areas import ORDER, OTHER, area_named
from reports.enums import ReportState
from reports.matrices.areas import AreaMatrix, Work, area_matrix
from reports.matrices.bodies import Body
from reports.matrices.periods import Arrivals, Key, PeriodMatrix, Sent, period_matrix
from reports.queries.reach import reports_in_reach
from tasks.enums import Audience
from tasks.periods import Timetable
from tasks.queries.live import current_period
from tasks.queries.stands import Moment, TaskStand, stands_of
from tasks.queries.timetables import LINE_COLUMNS, line_of, timetable_at
from tasks.regimes import Decision, Line, Regime

_IN_FORCE = Q(state__in=(PlanState.ACCEPTED, PlanState.CLOSED))
_BODY = (
    *("pk", "name", "kind", "path", "valid_from", "valid_to"),
    *("has_plan", "had_plan", "waiting", "since", "merged_into"),
)
_REGIME = ("regimes__pk", "regimes__audience", "regimes__from_year", "regimes__name", "regimes__source")
_LINE = tuple(f"regimes__lines__{column}" for column in LINE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Territory:
    """The bodies beneath a government that existed in a year; `parts` tell for whom each id works (itself, departments
    for their government), `heirs` who carries on what ended, with its last day; `own` is the timetable of who looks;
    `since` the first year that anybody has a plan of."""

    year: int
    bodies: tuple[Body, ...]
    parts: Mapping[int, int]
    heirs: Mapping[int, tuple[date, int]]
    own: Timetable
    since: int

    def bodies_on(self, day: date) -> tuple[Body, ...]:
        return tuple(body for body in self.bodies if body.lives_on(day))

    def owner_on(self, organization: int, day: date) -> int:
        """Whose work a body's or a department's tasks are at the end of a day; 0 for one that stands elsewhere."""
        body = self.parts.get(organization, 0)
        while body in self.heirs and self.heirs[body][0] < day:
            body = self.heirs[body][1]
        return body

    def parts_on(self, body: int, day: date) -> list[int]:
        """The ids whose tasks are this body's at the end of a day."""
        return [pk for pk in self.parts if self.owner_on(pk, day) == body]


def territory_of(actor: Actor, year: int) -> Territory:
    """Who must report, with everybody's timetable (two queries). Regimes of the governments above stand in the same
    rows: theirs hold for those who have none."""
    rows = list(_rows(actor, year))
    calendar, decisions = working_days(), list(_decisions(rows))
    known: dict[tuple[Any, ...], Timetable] = {}

    def timetable(path: str) -> Timetable:
        """Bodies under the same decisions share one."""
        found = timetable_at(path, decisions, calendar)
        return known.setdefault(tuple((since, id(regime)) for since, regime in found.regimes), found)

    names = {pk: name for pk, name, *_ in rows}
    found = {row[0]: row for row in rows if row[3].startswith(actor.organization.territory)}
    bodies = [_body(row, names, timetable(row[3])) for row in found.values() if _is_below(row, actor)]
    own = timetable(actor.organization.territory)
    since = min((row[9] for row in rows if row[9]), default=year)
    heirs = {row[0]: (row[5], row[10]) for row in found.values() if row[5] and row[10]}
    existing = tuple(body for body in bodies if body.lives_in(year))
    return Territory(year, existing, _parts(found.values()), heirs, own, since)


def _rows(actor: Actor, year: int) -> QuerySet[Any, tuple[Any, ...]]:
    """Every body of the territory and of the line above it, a row for each line of each regime that it set."""
    above = [int(pk) for pk in actor.organization.path.strip("/").split("/")]
    plans = Plan.objects.filter(_IN_FORCE, organization=OuterRef("pk"))
    waiting = reports_in_reach(actor).filter(state=ReportState.SUBMITTED, organization=OuterRef("pk")).order_by()
    return (
        Organization.objects.filter(Q(path__startswith=actor.organization.territory) | Q(pk__in=above))
        .annotate(
            has_plan=Exists(plans.filter(from_year__lte=year, to_year__gte=year)),
            had_plan=Exists(plans.filter(from_year__lte=year - 1, to_year__gte=year - 1)),
            waiting=Coalesce(
                Subquery(waiting.values("organization").annotate(n=Count("pk")).values("n"), IntegerField()), 0
            ),
            since=Subquery(plans.order_by("from_year").values("from_year")[:1]),
        )
        .order_by("path", "regimes__from_year", "regimes__lines__order")
        .values_list(*_BODY, *_REGIME, *_LINE)
    )


def _decisions(rows: Sequence[tuple[Any, ...]]) -> list[Decision]:
    first = len(_BODY)
    found: dict[int, tuple[tuple[Any, ...], list[Line]]] = {}
    for row in rows:
        pk, line = row[first], row[first + len(_REGIME) :]
        if pk is not None:
            lines = found.setdefault(pk, (row, []))[1]
            lines += [line_of(*line)] if line[0] else []
    return [
        Decision(row[3], Audience(audience), year, Regime(name, tuple(lines), source), pk, row[1])
        for row, lines in found.values()
        for pk, audience, year, name, source in [row[first : first + len(_REGIME)]]
    ]


def _is_below(row: tuple[Any, ...], actor: Actor) -> bool:
    return row[2] != OrganizationKind.DEPARTMENT and row[3] != actor.organization.territory


def _body(row: tuple[Any, ...], names: Mapping[int, str], timetable: Timetable) -> Body:
    pk, name, kind, path, valid_from, valid_to, has_plan, had_plan, waiting = row[:9]
    above = names.get(_above(path), "")
    return Body(pk, name, OrganizationKind(kind), above, valid_from, valid_to, has_plan, had_plan, waiting, timetable)


def _above(path: str) -> int:
    """The id of the body over the one at this path, 0 for a root."""
    *above, _ = path.strip("/").split("/")
    return int(above[-1]) if above else 0


def _parts(rows: Any) -> dict[int, int]:
    """A government and its departments report as one."""
    return {row[0]: _above(row[3]) if row[2] == OrganizationKind.DEPARTMENT else row[0] for row in rows}


def by_period(actor: Actor, territory: Territory, *, of_months: bool, only: Key | None, today: date) -> PeriodMatrix:
    """Bodies × periods of the year and, summed up, of the one before (one query)."""
    years = (territory.year, territory.year - 1)
    reports = reports_in_reach(actor).filter(period_year__in=years).order_by()
    found = reports.values_list(
        *("organization", "period_kind", "period_year", "period_number"),
        *("pk", "start_on", "cutoff_on", "send_by", "state", "submitted_at", "is_reopened"),
    )
    sent = {
        (body, key): Sent(pk, start_on, cutoff_on, send_by, ReportState(state), localdate(sent_at), is_reopened)
        for body, *key_, pk, start_on, cutoff_on, send_by, state, sent_at, is_reopened in found
        if sent_at
        for key in [(key_[0], key_[1], key_[2])]
    }
    return period_matrix(territory.bodies, Arrivals(sent, today), territory.year, of_months=of_months, only=only)


def by_area(actor: Actor, territory: Territory, *, today: date) -> AreaMatrix:
    """Bodies × areas, today or at the end of a year that is over, beside the same day a year before (one query)."""
    now = moment_of(territory, today)
    then = Moment(_year_before(now.as_of), _horizon(_year_before(now.as_of), territory.own), is_live=False)
    stands = stands_of(actor, [now, then])
    work, past = (_work(found, territory, moment.as_of) for found, moment in zip(stands, (now, then), strict=True))
    bodies = territory.bodies_on(now.as_of)
    return area_matrix(bodies, work, past, order=ORDER, as_of=now.as_of, past_on=then.as_of)


def moment_of(territory: Territory, today: date) -> Moment:
    """Today; of a year that is over its last day."""
    day = min(today, date(territory.year, 12, 31))
    return Moment(day, _horizon(day, territory.own), is_live=day == today)


def _horizon(day: date, timetable: Timetable) -> date:
    return current_period(day, timetable).send_by


def _year_before(day: date) -> date:
    """The same day, 28/02 for 29/02."""
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _work(stands: Sequence[TaskStand], territory: Territory, day: date) -> list[Work]:
    """Of the bodies beneath alone; headings are read once each."""
    named: dict[tuple[str | None, ...], str] = {}
    bodies = {body.pk for body in territory.bodies}
    owners = {pk: territory.owner_on(pk, day) for pk in territory.parts}
    found = []
    for stand in stands:
        if (body := owners.get(stand.organization_id, 0)) in bodies:
            if stand.headings not in named:
                named[stand.headings] = area_named(*stand.headings) or OTHER
            found.append(Work(body, named[stand.headings], stand.state, stand.is_spoken))
    return found
