"""The first screen of a body: its work by area, lead and silence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.text import sort_key
from plans.enums import AgencyRole
from plans.models import Plan, Section
from reports.models import Report
from reports.queries.reach import reports_in_reach
from reports.queries.sources import own_or_department
from tasks.enums import LateCause, ObligationKind, State
from tasks.models import Obligation
from tasks.periods import Period, Timetable, asked_periods
from tasks.queries.lists import task_list
from tasks.queries.live import TaskRow, current_period, is_owed, task_rows
from tasks.queries.timetables import timetable_of
from tasks.tallies import Tally, tally_of

SOON = timedelta(days=7)
OTHER = "Khác"


@dataclass(frozen=True, slots=True)
class Area:
    """One appendix as a bar; `whose`: of which body's plan, "" in the body's own."""

    section: Section
    tally: Tally
    whose: str


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

    @property
    def excused(self) -> int:
        """Overdue for causes outside the body's power."""
        overdue = (one for one in self.rows.causes if one.state == State.OVERDUE)
        return sum(one.number for one in overdue if LateCause(one.cause).is_outside)


def body_overview(actor: Actor, *, today: date) -> BodyOverview:
    """A fixed number of queries, whatever the size of the plan."""
    timetable = timetable_of(actor.organization)
    period = current_period(today, timetable)
    tasks = task_list(actor).filter(own_or_department(actor.organization, today))
    rows = task_rows(tasks, today=today, horizon=period.send_by)
    owed = [o for row in rows for o in row.task.obligations.all() if is_owed(o)]
    reported = _reported(period, today, timetable)
    kind, year, number = reported.key
    report = reports_in_reach(actor).filter(
        organization=actor.organization, period_kind=kind, period_year=year, period_number=number
    )
    return BodyOverview(
        period=reported,
        rows=tally_of(
            (row.state for row in rows), title="Toàn kế hoạch", late=((row.state, row.cause) for row in rows)
        ),
        areas=tuple(_areas(rows, actor.organization)),
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


def _areas(rows: Iterable[TaskRow], body: Organization) -> Iterable[Area]:
    """Those of the body's own plan first, each plan's together."""
    found: dict[int, tuple[Section, Plan, list[State]]] = {}
    for row in sorted(rows, key=lambda row: (row.task.plan.organization_id != body.pk, row.task.plan_id)):
        section = row.task.item.section.root
        found.setdefault(section.pk, (section, row.task.plan, []))[2].append(row.state)
    for section, plan, states in found.values():
        whose = "" if plan.organization_id == body.pk else f"kế hoạch của {plan.organization}"
        yield Area(section, tally_of(states, title=section.title), whose)


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
