"""A task with its history, and the single rows that pages ask for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from cchc.orgs.actors import Actor
from cchc.orgs.models import Event
from cchc.orgs.queries.journal import events_of
from plans.queries import plans_in_reach
from plans.reading.agencies import fans_out
from tasks.enums import State
from tasks.models import DueChange, DueRequest, Evidence, Obligation, Receipt, Task, Update
from tasks.queries.lists import with_posts
from tasks.queries.live import Mark, Span, current_period, live_duty, task_rows
from tasks.queries.ties import TiedTo, ties_of, with_ties
from tasks.queries.timetables import timetable_of
from tasks.states import state_of

_SOURCE = "carried_from__obligation__task__plan__organization"


@dataclass(frozen=True, slots=True)
class DutyHistory:
    """One obligation with every word said about it and every other day asked for, newest first."""

    obligation: Obligation
    state: State
    updates: list[Update]
    due_changes: list[DueChange]
    requests: list[DueRequest]


@dataclass(frozen=True, slots=True)
class TaskPage:
    task: Task
    state: State
    duties: list[DutyHistory]
    marks: tuple[Mark, ...]
    span: Span | None
    events: list[Event]
    is_plan_in_reach: bool
    receipt: Receipt | None
    ties: tuple[TiedTo, ...]
    """Those that this reader may open: a giver reads its own task, not the body's plan."""

    @property
    def groups(self) -> list[str]:
        """Groups of the agency cell that stand for nobody in particular; the others are tasks or posts already."""
        given = {"communes", "positions"}
        return [words for words in self.task.item.groups if fans_out(words) not in given]


def task_page(actor: Actor, task_id: int, *, today: date) -> TaskPage | None:
    """One task with the whole history of what was said; None when it is not within reach."""
    task = (
        Task.objects.visible_to(actor)
        .select_related("organization", "plan__organization", "item__parent", "receipt")
        .select_related("item__section__plan", "item__section__lead", "item__section__parent__parent")
        .prefetch_related(
            "item__products",
            with_posts(),
            Prefetch("obligations__updates", Update.objects.order_by("-pk").select_related(_SOURCE)),
            Prefetch("obligations__updates__evidence", Evidence.objects.all()),
            Prefetch("obligations__updates__carried_from__evidence", Evidence.objects.all()),
            "obligations__due_changes",
            "obligations__due_requests",
            *with_ties(),
        )
        .filter(pk=task_id)
        .first()
    )
    if task is None:
        return None
    row = task_rows([task], today=today, horizon=current_period(today, timetable_of(actor.organization)).send_by)[0]
    duties = [
        DutyHistory(
            o,
            state_of(live_duty(o), today),
            list(o.updates.all()),
            list(o.due_changes.all()),
            list(o.due_requests.all()),
        )
        for o in task.obligations.all()
    ]
    is_plan_in_reach = not task.is_given or plans_in_reach(actor).filter(pk=task.plan_id).exists()
    events = list(events_of(actor, [task])[:100])
    receipt = getattr(task, "receipt", None)
    ties = ties_of(task) if actor.looks_over or actor.belongs_to(task.organization_id) else ()
    return TaskPage(task, row.state, duties, row.marks, row.span, events, is_plan_in_reach, receipt, ties)


def evidence_file(actor: Actor, evidence_id: int) -> Evidence | None:
    """A file within reach, or None."""
    return Evidence.objects.visible_to(actor).filter(pk=evidence_id).first()


def obligation_for_update(actor: Actor, obligation_id: int) -> Obligation | None:
    """One obligation with what its card shows, or None when it is not within reach."""
    return (
        Obligation.objects.visible_to(actor)
        .select_related("task__organization", "task__plan__organization", "task__item__section__plan")
        .prefetch_related(
            with_posts("task__"),
            "task__obligations",
            "task__item__products",
        )
        .filter(pk=obligation_id)
        .first()
    )


def last_update_of(obligation: Obligation) -> Update | None:
    """The last word on one obligation."""
    return Update.objects.filter(pk=obligation.last_update_id or 0).first()
