"""A plan as its document shows it: every row, with its state today and each body that must do it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from plans.enums import TRACKED, AgencyRole, SectionKind
from plans.models import Plan, PlanItem, Section, Target
from plans.queries import plans_in_reach
from tasks.enums import LateCause, State
from tasks.models import Obligation, Task
from tasks.queries.lists import with_posts
from tasks.queries.live import TaskRow, current_period, first_open, live_duty, task_rows
from tasks.queries.timetables import timetable_of
from tasks.states import roll_up, roll_up_cause


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the plan with the tasks made from it. `above` is the row that it is the first part of; `state` is that
    of all its tasks together, None where the row is kept and not tracked; `cause` tells why it is late."""

    item: PlanItem
    above: PlanItem | None
    tasks: tuple[TaskRow, ...]
    state: State | None
    next_open: Obligation | None
    cause: LateCause | None = None

    @property
    def only(self) -> Task | None:
        """Its task, where one body alone must do it."""
        return self.tasks[0].task if len(self.tasks) == 1 else None

    @property
    def doers(self) -> str:
        """Who must do it, of one body: its posts, leads first; a department, or a government with departments, as a
        whole; "" where no post of a commune is named."""
        if self.only is None:
            return ""
        also = {AgencyRole.COORDINATE: " (phối hợp)"}
        named = [(a.position, also.get(AgencyRole(a.role), "")) for a in self.only.assignments.all()]
        body = self.only.organization
        whole = "" if body.kind == OrganizationKind.COMMUNE and not self.only.is_given else body.name
        return "; ".join(f"{post.short_name or post.name}{role}" for post, role in named) or whole


@dataclass(frozen=True, slots=True)
class SectionRows:
    """One appendix, or one part of it, with its rows."""

    section: Section
    rows: tuple[PlanRow, ...]

    @property
    def is_tracked(self) -> bool:
        return self.section.kind in TRACKED

    @property
    def kind(self) -> str:
        """Said of what is kept and not tracked; of solutions too, which are duties under another name."""
        return "" if self.section.kind == SectionKind.DUTIES else self.section.get_kind_display()

    @property
    def states(self) -> list[State]:
        return [row.state for row in self.rows if row.state]

    @property
    def late(self) -> list[tuple[State, LateCause | None]]:
        return [(row.state, row.cause) for row in self.rows if row.state]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """`total` counts the rows that are tracked."""

    plan: Plan
    sections: list[SectionRows]
    total: int
    targets: list[Target]

    @property
    def has_products(self) -> bool:
        """Prose names none."""
        return any(row.item.product_text for part in self.sections for row in part.rows)


def plan_page(actor: Actor, plan_id: int, *, today: date) -> PlanPage | None:
    """The whole plan, appendix by appendix; None when it is not within reach. A fixed number of queries."""
    plan = plans_in_reach(actor).select_related("organization").filter(pk=plan_id).first()
    if plan is None:
        return None
    horizon = current_period(today, timetable_of(actor.organization)).send_by
    tasks = Task.objects.visible_to(actor).filter(plan=plan).select_related("organization", "plan")
    tasks = tasks.prefetch_related("obligations", with_posts()).order_by("organization__path")
    found: dict[int, list[TaskRow]] = {}
    for row in task_rows(tasks, today=today, horizon=horizon):
        found.setdefault(row.task.item_id, []).append(row)
    items = PlanItem.objects.filter(section__plan=plan, children=None).select_related("parent__parent")
    by_section: dict[int, list[PlanRow]] = {}
    for item in sorted(items, key=_place):
        rows = by_section.setdefault(item.section_id, [])
        is_first = item.parent is not None and not any(row.item.parent_id == item.parent_id for row in rows[-1:])
        above = item.parent if is_first else None
        rows.append(_plan_row(item, above, found.get(item.pk, ()), today, horizon))
    sections = plan.sections.select_related("lead", "parent__parent")
    parents = {section.parent_id for section in sections}
    parts = [
        SectionRows(section, tuple(by_section.get(section.pk, ())))
        for section in sections
        if section.pk in by_section or section.pk not in parents
    ]
    return PlanPage(plan, parts, sum(len(part.states) for part in parts), list(plan.targets.all()))


def _place(item: PlanItem) -> list[int]:
    """Its place in its section: the orders of the rows that it is a part of, then its own."""
    return [*_place(item.parent), item.order] if item.parent else [item.order]


def _plan_row(item: PlanItem, above: PlanItem | None, tasks: Iterable[TaskRow], today: date, horizon: date) -> PlanRow:
    tasks = tuple(tasks)
    obligations = [o for row in tasks for o in row.task.obligations.all()]
    duties = [live_duty(o) for o in obligations]
    state = roll_up(duties, as_of=today, horizon=horizon) if tasks else None
    cause = roll_up_cause(duties, state, as_of=today, horizon=horizon) if state else None
    return PlanRow(item, above, tasks, state, first_open(obligations), cause)
