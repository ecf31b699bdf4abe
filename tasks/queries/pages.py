"""Reading of duties: a body's list, a plan with its states, a task with its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Event, Organization, Position
from cchc.orgs.queries import events_of, working_days
from cchc.orgs.working_days import WorkingDays
from plans.enums import PlanState
from plans.models import Plan, Section, Target
from tasks.enums import ObligationKind, Outcome, PeriodKind, State
from tasks.models import Assignment, DueChange, Evidence, Obligation, Task, Update
from tasks.periods import Period, period_holding
from tasks.states import Duty, Word, roll_up, state_of

Mark = tuple[date, State]
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a list or of a plan's table, with its state today and what is next."""

    task: Task
    state: State
    next_open: Obligation | None
    marks: tuple[Mark, ...]
    span: Span | None


@dataclass(frozen=True, slots=True)
class SectionRows:
    """One appendix with its rows."""

    section: Section
    rows: list[TaskRow]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan as its document shows it, with the state of each row today."""

    plan: Plan
    sections: list[SectionRows]
    total: int
    targets: list[Target]


@dataclass(frozen=True, slots=True)
class DutyHistory:
    """One obligation with every word said about it, newest first."""

    obligation: Obligation
    state: State
    updates: list[Update]
    due_changes: list[DueChange]


@dataclass(frozen=True, slots=True)
class TaskPage:
    task: Task
    state: State
    duties: list[DutyHistory]
    marks: tuple[Mark, ...]
    span: Span | None
    events: list[Event]


def current_period(today: date, calendar: WorkingDays | None = None) -> Period:
    """The running quarter: the period in which a standing duty is asked for a word."""
    return period_holding(PeriodKind.QUARTER, today, calendar or working_days())


def live_duty(obligation: Obligation) -> Duty:
    """The duty as it stands now, from the columns that repeat its last update (no query)."""
    words: tuple[Word, ...] = ()
    if obligation.outcome and obligation.outcome_on:
        words = (Word(Outcome(obligation.outcome), obligation.outcome_on, obligation.outcome_on),)
    return Duty(
        kind=ObligationKind(obligation.kind),
        original_due_on=obligation.due_on,
        start_on=obligation.start_on,
        cancelled_on=obligation.cancelled_on,
        words=words,
    )


def is_owed(obligation: Obligation) -> bool:
    """Neither cancelled nor settled; `ObligationQuerySet.open` says the same in SQL."""
    if obligation.cancelled_on or obligation.outcome == Outcome.DONE:
        return False
    return not (obligation.outcome == Outcome.NOTHING and obligation.kind != ObligationKind.STANDING)


def marks_of(obligations: Iterable[Obligation], today: date) -> tuple[tuple[Mark, ...], Span | None]:
    """Due days of a row for its year strip, and the stretch of its standing duty."""
    marks: list[Mark] = []
    span: Span | None = None
    for obligation in obligations:
        if obligation.kind == ObligationKind.STANDING:
            if obligation.start_on and obligation.due_on:
                span = (obligation.start_on, obligation.due_on)
        elif obligation.due_on:
            marks.append((obligation.due_on, state_of(live_duty(obligation), today)))
    return tuple(marks), span


def task_rows(tasks: Iterable[Task], *, today: date, horizon: date) -> list[TaskRow]:
    """States of tasks whose `obligations` are prefetched."""
    rows = []
    for task in tasks:
        obligations = list(task.obligations.all())
        marks, span = marks_of(obligations, today)
        state = roll_up([live_duty(o) for o in obligations], as_of=today, horizon=horizon)
        rows.append(TaskRow(task, state, _next_open(obligations), marks, span))
    return rows


def _next_open(obligations: Sequence[Obligation]) -> Obligation | None:
    owed = [o for o in obligations if is_owed(o)]
    dated = sorted((o for o in owed if o.due_on), key=lambda o: o.due_on or date.max)
    return next(iter(dated or owed), None)


def task_list(actor: Actor) -> QuerySet[Task]:
    """All tasks of plans in force within the actor's reach, in the plan's order; draw them with `task_rows`."""
    return (
        Task.objects.visible_to(actor)
        .filter(item__section__plan__state=PlanState.ACCEPTED)
        .select_related("organization", "item__section__plan")
        .prefetch_related("obligations", _assignments(), "item__products")
    )


def _assignments() -> Prefetch[str, QuerySet[Assignment], str]:
    return Prefetch("assignments", Assignment.objects.select_related("position"))


def plan_page(actor: Actor, plan_id: int, *, today: date) -> PlanPage | None:
    """The whole plan, appendix by appendix; None when it is not within reach. A fixed number of queries."""
    plan = Plan.objects.visible_to(actor).select_related("organization").filter(pk=plan_id).first()
    if plan is None:
        return None
    tasks = (
        Task.objects.visible_to(actor)
        .filter(item__section__plan=plan, organization_id=plan.organization_id)
        .select_related("item")
        .prefetch_related("obligations", _assignments())
    )
    rows = task_rows(tasks, today=today, horizon=current_period(today).send_by)
    by_section: dict[int, list[TaskRow]] = {}
    for row in rows:
        by_section.setdefault(row.task.item.section_id, []).append(row)
    sections = [
        SectionRows(section, by_section.get(section.pk, [])) for section in plan.sections.select_related("lead")
    ]
    return PlanPage(plan, sections, len(rows), list(plan.targets.all()))


def task_page(actor: Actor, task_id: int, *, today: date) -> TaskPage | None:
    """One task with the whole history of what was said; None when it is not within reach."""
    task = (
        Task.objects.visible_to(actor)
        .select_related("organization", "item__section__plan", "item__section__lead")
        .prefetch_related(
            "item__products",
            _assignments(),
            Prefetch("obligations__updates", Update.objects.order_by("-pk")),
            Prefetch("obligations__updates__evidence", Evidence.objects.all()),
            "obligations__due_changes",
        )
        .filter(pk=task_id)
        .first()
    )
    if task is None:
        return None
    row = task_rows([task], today=today, horizon=current_period(today).send_by)[0]
    duties = [
        DutyHistory(o, state_of(live_duty(o), today), list(o.updates.all()), list(o.due_changes.all()))
        for o in task.obligations.all()
    ]
    return TaskPage(task, row.state, duties, row.marks, row.span, list(events_of(actor, [task])[:100]))


def evidence_file(actor: Actor, evidence_id: int) -> Evidence | None:
    """A file within reach, or None."""
    return Evidence.objects.visible_to(actor).filter(pk=evidence_id).first()


def obligation_for_update(actor: Actor, obligation_id: int) -> Obligation | None:
    """One obligation with what its card shows, or None when it is not within reach."""
    return (
        Obligation.objects.visible_to(actor)
        .select_related("task__organization", "task__item__section__plan")
        .prefetch_related(
            Prefetch("task__assignments", Assignment.objects.select_related("position")),
            "task__obligations",
            "task__item__products",
        )
        .filter(pk=obligation_id)
        .first()
    )


def last_update_of(obligation: Obligation) -> Update | None:
    """The last word on one obligation."""
    return Update.objects.filter(pk=obligation.last_update_id or 0).first()


def filter_choices(actor: Actor) -> dict[str, QuerySet[Any]]:
    """What the filter bar of the list offers."""
    return {
        "position": Position.objects.visible_to(actor).filter(assignments__isnull=False).distinct(),
        "plan": Plan.objects.visible_to(actor).in_force(),
        "body": Organization.objects.visible_to(actor).filter(tasks__isnull=False).distinct(),
    }


def waiting_list(actor: Actor) -> QuerySet[Obligation]:
    """What waits for an event or another document, still without a day."""
    return (
        Obligation.objects.visible_to(actor)
        .open()
        .filter(due_on=None, task__item__section__plan__state=PlanState.ACCEPTED)
        .select_related("task__item__section", "task__organization")
        .prefetch_related(Prefetch("task__assignments", Assignment.objects.select_related("position")))
        .order_by("task__order", "pk")
    )


def count_overdue(actor: Actor, *, today: date) -> int:
    """The red number of the navigation: what the actor's own posts lead and owe; for those without a post, what
    the body owes."""
    owed = Obligation.objects.open().filter(
        task__organization=actor.organization,
        due_on__lt=today,
        task__item__section__plan__state=PlanState.ACCEPTED,
    )
    if actor.positions:
        owed = owed.filter(
            task__assignments__position__in=actor.position_ids, task__assignments__role="lead"
        )
    return owed.aggregate(number=Count("pk", distinct=True))["number"]
