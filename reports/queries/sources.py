"""What the facts of a report are gathered from, loaded in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Membership, Organization
from plans.enums import PlanState
from plans.models import Plan
from reports.queries.versions import as_they_stood, versions_of
from tasks.models import Assignment, DueChange, Obligation, Task, Update
from tasks.periods import Timetable
from tasks.queries.timetables import timetable_of


@dataclass(frozen=True, slots=True)
class Sources:
    """The plans of one body that hold in a year, their tasks with everything recorded by `known_on`, the posts of
    those who wrote (by account), and the body that receives the report. Plans and rows say what they said then;
    `former_leads` are the leading posts of rows that a later revision gave to others."""

    organization: Organization
    plans: tuple[Plan, ...]
    tasks: tuple[Task, ...]
    posts: dict[int, str]
    recipient: Organization | None
    timetable: Timetable
    known_on: date
    former_leads: dict[int, str]


def sources_of(actor: Actor, organization: Organization, *, year: int, known_on: date) -> Sources:
    """Everything that a report of `year` is made from (a fixed number of queries)."""
    plans = tuple(plans_of_year(actor, organization, year))
    versions = versions_of(plans)
    tasks = tuple(_tasks(actor, organization, (*plans, *versions), known_on))
    stood = as_they_stood(plans, versions, tasks, known_on)
    return Sources(
        organization=organization,
        plans=stood.plans,
        tasks=stood.tasks,
        posts=_posts_of_authors(organization, stood.tasks),
        recipient=recipient_of(organization),
        timetable=timetable_of(organization),
        known_on=known_on,
        former_leads=stood.leads,
    )


def plans_of_year(actor: Actor, organization: Organization, year: int) -> Iterable[Plan]:
    """The accepted plans of a body that hold in `year`, also those closed since."""
    return (
        Plan.objects.visible_to(actor)
        .filter(
            organization=organization,
            state__in=(PlanState.ACCEPTED, PlanState.CLOSED),
            from_year__lte=year,
            to_year__gte=year,
        )
        .order_by("issued_on", "pk")
    )


def recipient_of(organization: Organization) -> Organization | None:
    """Who receives a body's reports: the department of the government above that follows reports (it has reviewers),
    otherwise that government itself; None for a body with nobody above."""
    department = (
        Organization.objects.filter(
            parent_id=organization.parent_id,
            kind=OrganizationKind.DEPARTMENT,
            memberships__role=Role.REVIEWER,
            parent__isnull=False,
        )
        .exclude(pk=organization.pk)
        .select_related("parent")
        .distinct()
        .first()
    )
    return department or organization.parent


def _tasks(actor: Actor, organization: Organization, plans: tuple[Plan, ...], known_on: date) -> Iterable[Task]:
    return (
        Task.objects.visible_to(actor)
        .filter(own_or_department(organization), plan__in=plans)
        .select_related("item__section__lead", "item__section__parent__parent", "item__parent__parent")
        .select_related("organization", "plan__related")
        .prefetch_related(
            Prefetch("assignments", Assignment.objects.select_related("position")),
            Prefetch("obligations", Obligation.objects.all()),
            Prefetch("obligations__updates", Update.objects.filter(recorded_on__lte=known_on).order_by("pk")),
            Prefetch("obligations__due_changes", DueChange.objects.filter(recorded_on__lte=known_on).order_by("pk")),
        )
        .order_by("plan__issued_on", "plan", "order", "pk")
    )


def own_or_department(organization: Organization) -> Q:
    """Tasks of a government and of its departments: they report as one."""
    departments = Q(organization__parent=organization, organization__kind=OrganizationKind.DEPARTMENT)
    return Q(organization=organization) | departments


def _posts_of_authors(organization: Organization, tasks: tuple[Task, ...]) -> dict[int, str]:
    """The posts that each author holds or held in the body, by his account."""
    authors = {
        update.author_id
        for task in tasks
        for obligation in task.obligations.all()
        for update in obligation.updates.all()
        if update.author_id
    }
    memberships = Membership.objects.filter(user__in=authors, organization=organization).prefetch_related("positions")
    posts: dict[int, list[str]] = {}
    for membership in memberships:
        names = posts.setdefault(membership.user_id, [])
        names += [post.name for post in membership.positions.all() if post.name not in names]
    return {user: ", ".join(names) for user, names in posts.items()}
