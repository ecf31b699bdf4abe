"""Lists of duties within an actor's reach."""

from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization, Position
from plans.enums import AgencyRole, PlanState
from plans.models import Plan
from tasks.models import Assignment, Obligation, Task


def task_list(actor: Actor) -> QuerySet[Task]:
    """All tasks of plans in force within the actor's reach, in the plan's order; draw them with `task_rows`."""
    return (
        Task.objects.visible_to(actor)
        .filter(item__section__plan__state=PlanState.ACCEPTED)
        .select_related("organization", "item__section__plan")
        .prefetch_related("obligations", with_posts(), "item__products")
    )


def with_posts(way: str = "") -> Prefetch[str, QuerySet[Assignment], str]:
    """The posts of tasks reached by `way` ("task__"), for `prefetch_related`."""
    return Prefetch(f"{way}assignments", Assignment.objects.select_related("position"))


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
        .prefetch_related(with_posts("task__"))
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
        owed = owed.filter(task__assignments__position__in=actor.position_ids, task__assignments__role=AgencyRole.LEAD)
    return owed.aggregate(number=Count("pk", distinct=True))["number"]
