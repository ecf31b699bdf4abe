"""What printed lists are made from: the work of one body, or of every body beneath, `AT_ONCE` of them at a time."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Membership, Organization
from cchc.orgs.queries.people import people_of
from cchc.text import sort_key
from plans.enums import PlanState
from plans.models import Plan, Section
from reports.queries.listing import bodies_below
from reports.queries.versions import as_they_stood, versions_of
from tasks.models import Assignment, DueChange, Obligation, Task, Update
from tasks.periods import Timetable
from tasks.queries.timetables import timetables_of

AT_ONCE = 20
"""Bodies read by one round of queries. The rows of a province's 166 communes at once are 200 MB."""


@dataclass(frozen=True, slots=True)
class BodyWork:
    """One body with everything it had to do, as it stood on a day; heavy, not to be kept. `former_leads` are the
    leading posts of rows that a later revision gave to others; `holders` name who held its posts on that day."""

    body: Organization
    has_plan: bool
    tasks: tuple[Task, ...]
    former_leads: dict[int, str]
    holders: dict[str, str]
    timetable: Timetable


def bodies_to_list(actor: Actor) -> list[Organization]:
    """The bodies whose lists the actor may print: its own first, then those beneath it by name."""
    beneath = sorted(bodies_below(actor), key=lambda body: sort_key(body.name)) if actor.looks_over else []
    return [actor.organization, *(body for body in beneath if body.pk != actor.organization.pk)]


def works_of(
    actor: Actor, bodies: Sequence[Organization], *, year: int, with_earlier: bool, known_on: date
) -> Iterator[BodyWork]:
    """The work of these bodies by the plans of a year, `with_earlier` also by those before it that are still open, from
    what was recorded by `known_on`; read as it is asked for, a fixed number of queries for every `AT_ONCE` bodies.
    Duties and tasks hold each other, so only the collector lets go of those that were read."""
    for first in range(0, len(bodies), AT_ONCE):
        yield from _works(actor, bodies[first : first + AT_ONCE], year, with_earlier, known_on)
        if len(bodies) > AT_ONCE:
            gc.collect()


def _works(
    actor: Actor, bodies: Sequence[Organization], year: int, with_earlier: bool, known_on: date
) -> list[BodyWork]:
    plans = list(_plans(actor, bodies, year, with_earlier))
    versions = versions_of(plans)
    tasks = _tasks(actor, bodies, {plan.pk: plan for plan in (*plans, *versions)}, known_on)
    stood = as_they_stood(plans, versions, tasks, known_on)
    found: dict[int | None, list[Task]] = {body.pk: [] for body in bodies}
    for task in stood.tasks:
        found[task.organization_id if task.organization_id in found else task.organization.parent_id].append(task)
    timetables, holders = timetables_of(bodies), _holders(actor, bodies, known_on)
    planned = {plan.organization_id for plan in plans}
    return [
        BodyWork(
            body=body,
            has_plan=body.pk in planned or bool(found[body.pk]),
            tasks=tuple(found[body.pk]),
            former_leads=stood.leads,
            holders=holders.get(body.pk, {}),
            timetable=timetables[body.pk],
        )
        for body in bodies
    ]


def _plans(actor: Actor, bodies: Sequence[Organization], year: int, with_earlier: bool) -> Iterable[Plan]:
    """Their own plans and those that gave them work."""
    tasks: QuerySet[Task] = Task.objects.visible_to(actor).filter(_of(bodies))
    in_force = Q(state__in=(PlanState.ACCEPTED, PlanState.CLOSED), from_year__lte=year, to_year__gte=year)
    if with_earlier:
        in_force |= Q(state=PlanState.ACCEPTED, to_year__lt=year)
    concerned = Q(organization__in=bodies) | Q(pk__in=tasks.values("plan"))
    return Plan.objects.filter(in_force, concerned).select_related("organization").order_by("issued_on", "pk")


def _tasks(actor: Actor, bodies: Sequence[Organization], plans: dict[int, Plan], known_on: date) -> tuple[Task, ...]:
    """Tasks share the plan and the part they stand in: one for each row would be most of a province's memory."""
    tasks = tuple(
        Task.objects.visible_to(actor)
        .filter(_of(bodies), plan__in=plans)
        .select_related("organization", "item__parent__parent")
        .prefetch_related(
            Prefetch("assignments", Assignment.objects.select_related("position")),
            Prefetch("obligations", Obligation.objects.all()),
            Prefetch("obligations__updates", _updates(known_on)),
            Prefetch("obligations__due_changes", DueChange.objects.filter(recorded_on__lte=known_on).order_by("pk")),
        )
        .order_by("plan__issued_on", "plan", "order", "pk")
    )
    sections = Section.objects.filter(plan__in=plans).select_related("parent__parent").in_bulk()
    for plan in plans.values():
        if plan.related_id in plans:
            plan.related = plans[plan.related_id]
    for task in tasks:
        task.plan, task.item.section = plans[task.plan_id], sections[task.item.section_id]
    return tasks


def _updates(known_on: date) -> QuerySet[Update]:
    """What was stated by then, each with the number of its files (`files`)."""
    known = Update.objects.filter(recorded_on__lte=known_on)
    return known.annotate(files=Count("evidence")).order_by("pk")


def _of(bodies: Sequence[Organization]) -> Q:
    """Tasks of these bodies and of their departments."""
    departments = Q(organization__parent__in=bodies, organization__kind=OrganizationKind.DEPARTMENT)
    return Q(organization__in=bodies) | departments


def _holders(actor: Actor, bodies: Sequence[Organization], day: date) -> dict[int, dict[str, str]]:
    """Who held each post on a day: names by post by body."""
    found: dict[int, dict[str, str]] = {}
    memberships: QuerySet[Membership] = people_of(actor, today=day).filter(organization__in=bodies)
    for membership in memberships:
        posts = found.setdefault(membership.organization_id, {})
        for post in membership.positions.all():
            names = filter(None, (posts.get(post.name), membership.user.display_name))
            posts[post.name] = ", ".join(names)
    return found
