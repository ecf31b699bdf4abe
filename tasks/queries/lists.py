"""Lists of duties within an actor's reach."""

from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import DOERS, OrganizationKind, Role
from cchc.orgs.models import Membership, Organization, Position
from cchc.orgs.queries.people import is_in_force
from cchc.orgs.scope import GIVERS, own_body
from plans.enums import AgencyRole, PlanState
from plans.models import Plan, Section
from tasks.models import Assignment, Obligation, Task

MANY = 100


def tasks_in_force(actor: Actor) -> QuerySet[Task]:
    """All tasks of plans in force within the actor's reach, in the plan's order."""
    return Task.objects.visible_to(actor).filter(plan__state=PlanState.ACCEPTED)


def task_list(actor: Actor) -> QuerySet[Task]:
    """`tasks_in_force` with what `task_rows` and `tasks.rules` need."""
    tasks = tasks_in_force(actor).select_related("item__parent", "organization", "plan__organization")
    sections = Prefetch("item__section", Section.objects.select_related("parent"))
    return tasks.prefetch_related(sections, "obligations", with_posts())


def tasks_of_body(actor: Actor, way: str = "", *, today: date) -> Q:
    """What the actor's body does itself, and what its coordinator does for departments without people
    (`tasks.rules.can_stand_in`); of tasks reached by `way` ("task__")."""
    own = own_body(actor, f"{way}organization")
    if not _stands_in(actor):
        return own
    beneath = Q(**{f"{way}organization__kind": OrganizationKind.DEPARTMENT})
    beneath &= own_body(actor, f"{way}organization__parent") & own_body(actor, f"{way}plan__organization")
    return own | beneath & ~Q(Exists(doers_of(f"{way}organization", today)))


def doers_of(way: str, today: date) -> QuerySet[Membership]:
    """Who could do a duty himself today in its body (`way` leads there), or in the one that carries on its work."""
    there = Q(organization=OuterRef(way)) | Q(organization=OuterRef(f"{way}__merged_into"))
    return Membership.objects.filter(there, is_in_force(today), role__in=DOERS, user__is_active=True)


def body_task_list(actor: Actor, *, today: date) -> QuerySet[Task]:
    """`task_list` of `tasks_of_body`."""
    tasks = task_list(actor).filter(tasks_of_body(actor, today=today))
    if not _stands_in(actor):
        return tasks
    people = Membership.objects.select_related("user")
    ways = ("organization__memberships", "organization__merged_into__memberships")
    return tasks.prefetch_related(*(Prefetch(way, people) for way in ways))


def _stands_in(actor: Actor) -> bool:
    return actor.has_role(Role.COORDINATOR) and actor.organization.kind in GIVERS


def tasks_asked_of(actor: Actor) -> Q:
    """Of the tasks of his body, what his posts lead or co-ordinate in; where no post leads, the coordinator is asked,
    in a department every officer."""
    posts = Assignment.objects.filter(task=OuterRef("pk"), position__in=actor.position_ids)
    leads = Assignment.objects.filter(task=OuterRef("pk"), role=AgencyRole.LEAD)
    is_department = actor.organization.kind == OrganizationKind.DEPARTMENT
    answers = actor.has_role(Role.COORDINATOR) or (is_department and actor.has_role(Role.OFFICER))
    return Q(Exists(posts)) | ~Q(Exists(leads)) if answers else Q(Exists(posts))


def with_posts(way: str = "") -> Prefetch[str, QuerySet[Assignment], str]:
    """The posts of tasks reached by `way` ("task__"), for `prefetch_related`."""
    return Prefetch(f"{way}assignments", Assignment.objects.select_related("position"))


def filter_choices(actor: Actor) -> dict[str, QuerySet[Any]]:
    """What the filter bar of the list offers."""
    return {
        "position": Position.objects.visible_to(actor).filter(_has(Assignment, "position")),
        "plan": _plans_of_tasks(actor),
        "body": Organization.objects.filter(pk__in=tasks_in_force(actor).order_by().values("organization")),
    }


def _plans_of_tasks(actor: Actor) -> QuerySet[Plan]:
    """Plans in force of the bodies within reach and of those above that gave them work. An `Exists` on one task each:
    ten thousand tasks of one plan are not walked."""
    above = [int(pk) for pk in actor.organization.path.strip("/").split("/")]
    plans = Plan.objects.visible_to(actor) | Plan.objects.filter(organization__in=above)
    return plans.filter(Exists(tasks_in_force(actor).filter(plan=OuterRef("pk"))))


def _has(model: type[Model], key: str) -> Exists:
    """That at least one row points here."""
    return Exists(model._default_manager.filter(**{key: OuterRef("pk")}))


def waiting_list(actor: Actor) -> QuerySet[Obligation]:
    """What waits for an event or another document, still without a day."""
    return (
        Obligation.objects.visible_to(actor)
        .open()
        .filter(due_on=None, task__plan__state=PlanState.ACCEPTED)
        .select_related("task__item__parent", "task__item__section__parent")
        .select_related("task__organization", "task__plan__organization")
        .prefetch_related(with_posts("task__"))
        .order_by("task__order", "pk")
    )


def count_overdue(actor: Actor, *, today: date) -> int:
    """The red number of the navigation: what the actor's own posts lead and owe, a coordinator's with what no post
    leads; for those without a post, what the body owes. Counting stops at `MANY`: nobody reads further."""
    owed = Obligation.objects.open().filter(due_on__lt=today, task__plan__state=PlanState.ACCEPTED)
    owed = owed.filter(tasks_of_body(actor, "task__", today=today))
    if actor.positions:
        leads = Assignment.objects.filter(task=OuterRef("task"), role=AgencyRole.LEAD)
        own = Q(Exists(leads.filter(position__in=actor.position_ids)))
        owed = owed.filter(own | ~Q(Exists(leads)) if actor.has_role(Role.COORDINATOR) else own)
    return owed.order_by()[:MANY].count()
