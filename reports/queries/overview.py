"""The first screens: a body's work by area, lead and silence; a territory's bodies by area and by period."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.text import sort_key
from plans.enums import AgencyRole
from plans.models import Section
from reports.areas import area_of
from reports.models import Report
from reports.queries.listing import Key, as_reported, bodies_below, key_of, periods_any_owes, sending_said
from reports.queries.reach import reports_in_reach
from reports.queries.sources import own_or_department
from reports.wording import Said
from tasks.enums import ObligationKind, PeriodKind, State
from tasks.models import Obligation
from tasks.periods import Period, Timetable, asked_periods, period
from tasks.queries.lists import task_list
from tasks.queries.live import TaskRow, current_period, is_owed, task_rows
from tasks.queries.timetables import timetable_of, timetables_of
from tasks.tallies import Tally, tally_of

SOON = timedelta(days=7)
OTHER = "Khác"


@dataclass(frozen=True, slots=True)
class Area:
    """One appendix as a bar."""

    section: Section
    tally: Tally


@dataclass(frozen=True, slots=True)
class Lead:
    """A leading post with what it owes: overdue duties, and duties of which nobody said a word in this period."""

    position_id: int
    name: str
    overdue: int
    silent: int

    @property
    def overdue_words(self) -> str:
        return f"{self.overdue} việc quá hạn"


@dataclass(frozen=True, slots=True)
class BodyOverview:
    """The body's plan today. `rows` counts tasks; `soon` and `waiting` count duties; `period` is the one that is
    reported next, and `report` its report."""

    period: Period
    rows: Tally
    areas: tuple[Area, ...]
    leads: tuple[Lead, ...]
    soon: int
    waiting: int
    report: Report | None

    @property
    def overdue(self) -> int:
        return sum(count.number for count in self.rows.counts if count.state == State.OVERDUE)


def body_overview(actor: Actor, *, today: date) -> BodyOverview:
    """A fixed number of queries, whatever the size of the plan."""
    timetable = timetable_of(actor.organization)
    period = current_period(today, timetable)
    tasks = task_list(actor).filter(own_or_department(actor.organization))
    rows = task_rows(tasks, today=today, horizon=period.send_by)
    owed = [o for row in rows for o in row.task.obligations.all() if is_owed(o)]
    reported = _reported(period, today, timetable)
    kind, year, number = reported.key
    report = reports_in_reach(actor).filter(
        organization=actor.organization, period_kind=kind, period_year=year, period_number=number
    )
    return BodyOverview(
        period=reported,
        rows=tally_of((row.state for row in rows), title="Toàn kế hoạch"),
        areas=tuple(_areas(rows)),
        leads=tuple(_leads(rows, period, today)),
        soon=sum(o.due_on is not None and today <= o.due_on <= today + SOON for o in owed),
        waiting=sum(o.due_on is None for o in owed),
        report=report.first(),
    )


def _reported(quarter: Period, today: date, timetable: Timetable) -> Period:
    """This quarter; where the regime asks no report of it, the one it asks for next."""
    if timetable.asks_for(quarter):
        return quarter
    asked = (of for year in (today.year, today.year + 1) for of in asked_periods(year, timetable))
    return min((of for of in asked if today <= of.cutoff_on), key=lambda of: of.cutoff_on, default=quarter)


def _areas(rows: Iterable[TaskRow]) -> Iterable[Area]:
    found: dict[int, tuple[Section, list[State]]] = {}
    for row in rows:
        section = row.task.item.section.root
        found.setdefault(section.pk, (section, []))[1].append(row.state)
    for section, states in found.values():
        yield Area(section, tally_of(states, title=section.title))


def _leads(rows: Iterable[TaskRow], period: Period, today: date) -> Iterable[Lead]:
    """Posts that owe something overdue or said nothing, the worst first."""
    overdue: Counter[int] = Counter()
    silent: Counter[int] = Counter()
    names: dict[int, str] = {}
    for row in rows:
        duties = [o for o in row.task.obligations.all() if is_owed(o)]
        for assignment in row.task.assignments.all():
            if assignment.role == AgencyRole.LEAD:
                names[assignment.position_id] = assignment.position.name
                overdue[assignment.position_id] += sum(o.due_on is not None and o.due_on < today for o in duties)
                silent[assignment.position_id] += sum(is_silent(o, period, today) for o in duties)
    leads = [Lead(pk, name, overdue[pk], silent[pk]) for pk, name in names.items() if overdue[pk] or silent[pk]]
    return sorted(leads, key=lambda lead: (-lead.overdue, -lead.silent, sort_key(lead.name)))


def is_silent(obligation: Obligation, period: Period, today: date) -> bool:
    """A duty that asks for a word in every period (standing, or without a day) and got none since this one began."""
    if obligation.due_on and obligation.kind != ObligationKind.STANDING:
        return False
    if obligation.start_on and obligation.start_on > today:
        return False
    return obligation.outcome_on is None or obligation.outcome_on < period.start_on


@dataclass(frozen=True, slots=True)
class PeriodCell:
    """One body in one period."""

    period: Period
    report: Report | None
    said: Said


@dataclass(frozen=True, slots=True)
class AreaCell:
    """One body in one area of the reform; `is_silent` when it has tasks there and nobody ever said a word."""

    area: str
    tally: Tally
    overdue: int
    is_silent: bool


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body of the territory across periods and areas; `months` are counted, not shown."""

    body: Organization
    periods: tuple[PeriodCell, ...]
    months: tuple[PeriodCell, ...]
    areas: tuple[AreaCell | None, ...]
    tally: Tally

    @property
    def body_text(self) -> str:
        return str(self.body.pk)

    @property
    def unsent(self) -> int:
        return self.unsent_months + sum(cell.said.look == State.OVERDUE for cell in self.periods)

    @property
    def unsent_months(self) -> int:
        return sum(cell.said.look == State.OVERDUE for cell in self.months)

    @property
    def late(self) -> int:
        return sum(cell.said.look == State.LATE for cell in self.periods)


@dataclass(frozen=True, slots=True)
class TerritoryOverview:
    """Bodies × periods and bodies × areas: who has not sent and who is silent first."""

    periods: tuple[Period, ...]
    areas: tuple[str, ...]
    bodies: tuple[BodyRow, ...]


def territory_overview(actor: Actor, *, today: date) -> TerritoryOverview:
    """A fixed number of queries, whatever the number of bodies; each by its own regime. Of months is told how
    many are owed; the list of reports has them one by one."""
    bodies = list(bodies_below(actor))
    timetables = timetables_of([*bodies, actor.organization])
    begun = _begun(today, (timetables[body.pk] for body in bodies))
    periods = tuple(one for one in begun if one.kind != PeriodKind.MONTH)
    months = tuple(one for one in begun if one.kind == PeriodKind.MONTH)
    reports = {
        (report.organization_id, key_of(report)): report
        for report in reports_in_reach(actor).filter(period_year=today.year)
    }
    rows: dict[int, list[TaskRow]] = {}
    horizon = current_period(today, timetables[actor.organization.pk]).send_by
    for row in task_rows(task_list(actor), today=today, horizon=horizon):
        rows.setdefault(row.task.organization_id, []).append(row)
    areas = tuple(dict.fromkeys(area_of(row.task.item.section) or OTHER for found in rows.values() for row in found))
    lines = [
        BodyRow(
            body=body,
            periods=tuple(_period_cells(body, periods, timetables[body.pk], reports, today)),
            months=tuple(_period_cells(body, months, timetables[body.pk], reports, today)),
            areas=_area_cells(rows.get(body.pk, []), areas),
            tally=tally_of((row.state for row in rows.get(body.pk, [])), title=body.name),
        )
        for body in bodies
    ]
    return TerritoryOverview(periods, areas, tuple(sorted(lines, key=_urgency)))


def _begun(today: date, timetables: Iterable[Timetable]) -> tuple[Period, ...]:
    """This year's periods that have begun and that any body owes, by their cut-offs."""
    owed = periods_any_owes(today.year, timetables)
    return tuple(sorted((p for p in owed if p.start_on <= today), key=lambda p: (p.cutoff_on, p.start_on)))


def _period_cells(
    body: Organization,
    periods: Iterable[Period],
    timetable: Timetable,
    reports: Mapping[tuple[int, Key], Report],
    today: date,
) -> Iterable[PeriodCell]:
    for of in periods:
        report = reports.get((body.pk, of.key))
        own = as_reported(period(of.kind, of.year, of.number, timetable), report)
        yield PeriodCell(own, report, sending_said(report, own, timetable.asks_for(of), today))


def _area_cells(rows: list[TaskRow], areas: tuple[str, ...]) -> tuple[AreaCell | None, ...]:
    found: dict[str, list[TaskRow]] = {}
    for row in rows:
        found.setdefault(area_of(row.task.item.section) or OTHER, []).append(row)
    return tuple(_area_cell(area, found[area]) if area in found else None for area in areas)


def _area_cell(area: str, rows: list[TaskRow]) -> AreaCell:
    states = [row.state for row in rows]
    spoken = any(o.outcome for row in rows for o in row.task.obligations.all())
    return AreaCell(area, tally_of(states, title=area), states.count(State.OVERDUE), not spoken)


def _urgency(row: BodyRow) -> tuple[int, int, str]:
    return -row.unsent, -row.late, sort_key(row.body.name)
