"""Lists of duties within an actor's reach."""

from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization, Position
from plans.enums import AgencyRole, PlanState
from plans.models import Plan
from tasks.models import Assignment, Obligation, Task

MANY = 100


def task_list(actor: Actor) -> QuerySet[Task]:
    """All tasks of plans in force within the actor's reach, in the plan's order; draw them with `task_rows`."""
    return (
        Task.objects.visible_to(actor)
        .filter(plan__state=PlanState.ACCEPTED)
        .select_related("item")
        .prefetch_related("item__section", "obligations", with_posts())
    )


def with_posts(way: str = "") -> Prefetch[str, QuerySet[Assignment], str]:
    """The posts of tasks reached by `way` ("task__"), for `prefetch_related`."""
    return Prefetch(f"{way}assignments", Assignment.objects.select_related("position"))


def filter_choices(actor: Actor) -> dict[str, QuerySet[Any]]:
    """What the filter bar of the list offers."""
    return {
        "position": Position.objects.visible_to(actor).filter(_has(Assignment, "position")),
        "plan": Plan.objects.visible_to(actor).in_force(),
        "body": Organization.objects.visible_to(actor).filter(_has(Task, "organization")),
    }


def _has(model: type[Model], key: str) -> Exists:
    """That at least one row points here."""
    return Exists(model._default_manager.filter(**{key: OuterRef("pk")}))


def waiting_list(actor: Actor) -> QuerySet[Obligation]:
    """What waits for an event or another document, still without a day."""
    return (
        Obligation.objects.visible_to(actor)
        .open()
        .filter(due_on=None, task__plan__state=PlanState.ACCEPTED)
        .select_related("task__item__section", "task__organization")
        .prefetch_related(with_posts("task__"))
        .order_by("task__order", "pk")
    )


def count_overdue(actor: Actor, *, today: date) -> int:
    """The red number of the navigation: what the actor's own posts lead and owe; for those without a post, what
    the body owes. Counting stops at `MANY`: nobody reads further."""
    owed = Obligation.objects.open().filter(
        task__organization=actor.organization, due_on__lt=today, task__plan__state=PlanState.ACCEPTED
    )
    if actor.positions:
        leads = Assignment.objects.filter(task=OuterRef("task"), position__in=actor.position_ids, role=AgencyRole.LEAD)
        owed = owed.filter(Exists(leads))
    return owed.order_by()[:MANY].count()
