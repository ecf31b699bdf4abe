"""What the facts of a report are gathered from, loaded in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Membership, Organization
from cchc.orgs.queries.units import Names, names_on
from cchc.orgs.scope import GIVERS
from plans.enums import PlanState
from plans.models import Plan
from reports.outline import Parts
from reports.queries.earlier import SentReport, sent_reports
from reports.queries.outlines import outline_of
from reports.queries.versions import as_they_stood, root_of, standing, versions_of
from tasks.enums import Outcome
from tasks.models import Assignment, DueChange, Evidence, Obligation, Task, Update
from tasks.periods import Period, Timetable, period
from tasks.queries.timetables import timetable_of


@dataclass(frozen=True, slots=True)
class Work:
    """The plans of one body that hold in a year and their tasks with everything recorded by `known_on`. Those that they
    gave to bodies beneath (`beneath`, by id) tell their states and no words; `given` are the tasks that plans of other
    bodies gave this one. Plans and rows say what they said then; `former_leads` are the leading
    posts of rows that a later revision gave to others. `loaded` are all tasks with words of a later day left out, and
    `versions` the earlier versions of their plans: what stood on a day before `known_on` is told from them."""

    plans: tuple[Plan, ...]
    tasks: tuple[Task, ...]
    given: tuple[Task, ...]
    beneath: frozenset[int]
    known_on: date
    former_leads: dict[int, str]
    loaded: tuple[Task, ...]
    versions: tuple[Plan, ...]

    @property
    def done_here(self) -> list[Task]:
        """What the body and its departments do themselves: what was said of the rest is not told."""
        return [task for task in (*self.tasks, *self.given) if task.pk not in self.beneath]

    def tasks_on(self, day: date) -> list[Task]:
        """What the body itself had to do by its own plans on an earlier day; rows say what they say now."""
        others = self.beneath.union(task.pk for task in self.given)
        return [task for task in standing(self.versions, self.loaded, day) if task.pk not in others]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a report of a body is made from: its work of the year, the posts of those who wrote (by account), the body
    that receives the report, what it sent before for this year and the last, and its work of the year before where no
    report tells of it. `names` are those of the cut-off day."""

    organization: Organization
    work: Work
    posts: dict[int, str]
    recipient: Organization | None
    timetable: Timetable
    sent: tuple[SentReport, ...]
    past: Work | None
    outline: Parts
    names: Names

    def sent_for(self, of: Period) -> SentReport | None:
        return next((report for report in self.sent if report.period.key == of.key), None)


def sources_of(actor: Actor, organization: Organization, *, of: Period, known_on: date) -> Sources:
    """Everything that the report of a period is made from (a fixed number of queries; those of the year before only
    where a plan held then and no report was sent)."""
    timetable = timetable_of(organization)
    work = work_of(actor, organization, year=of.year, known_on=known_on)
    sent = sent_reports(actor, organization, (of.year - 1, of.year), known_on)
    before = period(of.kind, of.year - 1, of.number, timetable)
    has_report = any(report.period.key == before.key for report in sent)
    return Sources(
        organization=organization,
        work=work,
        posts=_posts_of_authors(organization, work.done_here),
        recipient=recipient_of(organization),
        timetable=timetable,
        sent=sent,
        past=None if has_report else _past_work(actor, organization, before),
        outline=outline_of(organization, of.year),
        names=names_on(organization, of.cutoff_on),
    )


def work_of(actor: Actor, organization: Organization, *, year: int, known_on: date) -> Work:
    """What a body has to do in a year, as it stood on a day."""
    own = tuple(plans_of_year(actor, organization, year))
    return _work(actor, organization, own, tuple(_givers(actor, organization, year, known_on)), known_on)


def _past_work(actor: Actor, organization: Organization, of: Period) -> Work | None:
    """The work of the year before, from plans that were in force by that period's cut-off: nothing is told of a time
    that nobody recorded."""
    plans = (plan for plan in plans_of_year(actor, organization, of.year) if plan.accepted_at)
    known = tuple(plan for plan in plans if plan.accepted_at and localdate(plan.accepted_at) <= of.cutoff_on)
    return _work(actor, organization, known, (), of.cutoff_on) if known else None


def _work(
    actor: Actor, organization: Organization, own: tuple[Plan, ...], givers: tuple[Plan, ...], known_on: date
) -> Work:
    plans = (*own, *givers)
    versions = tuple(versions_of(plans))
    found = _tasks(actor, organization, (*plans, *versions), known_on)
    done_here = tuple(task for task in found if _asks(organization, task))
    beneath = tuple(_tasks_beneath(actor, organization, (*plans, *versions), known_on))
    loaded = (*done_here, *beneath)
    stood = as_they_stood(plans, versions, loaded, known_on)
    is_own = {plan.pk for plan in own}
    return Work(
        plans=stood.plans[: len(own)],
        tasks=tuple(task for task in stood.tasks if root_of(task.plan).pk in is_own),
        given=tuple(task for task in stood.tasks if root_of(task.plan).pk not in is_own),
        beneath=frozenset(task.pk for task in beneath),
        known_on=known_on,
        former_leads=stood.leads,
        loaded=loaded,
        versions=versions,
    )


def _asks(organization: Organization, task: Task) -> bool:
    """Of a row that was taken over nothing may be left to do."""
    is_own = organization.pk in (task.organization_id, task.organization.parent_id)
    return is_own or bool(task.obligations.all())


def plans_of_year(actor: Actor, organization: Organization, year: int) -> Iterable[Plan]:
    """The accepted plans of a body that hold in `year`, also those closed since."""
    plans: QuerySet[Plan] = Plan.objects.visible_to(actor)
    return plans.filter(_in_force(year), organization=organization).order_by("issued_on", "pk")


def _givers(actor: Actor, organization: Organization, year: int, known_on: date) -> Iterable[Plan]:
    """The plans of other bodies that gave this one work in `year`, those of the bodies that it took over among them."""
    tasks: QuerySet[Task] = Task.objects.visible_to(actor).filter(own_or_department(organization, known_on))
    of_department = Q(plan__organization=F("organization")) & own_or_department(organization, date.min)
    given = tasks.exclude(of_department | Q(plan__organization=organization))
    plans = Plan.objects.filter(_in_force(year), pk__in=given.values("plan"))
    return plans.select_related("organization").order_by("issued_on", "pk")


def _in_force(year: int) -> Q:
    return Q(state__in=(PlanState.ACCEPTED, PlanState.CLOSED), from_year__lte=year, to_year__gte=year)


def recipient_of(organization: Organization) -> Organization | None:
    """Who receives a body's reports: the department of the government above, or of the one that carries on its work,
    that follows reports (it has reviewers), otherwise that government itself; None for a body with nobody above."""
    above = organization.parent and (organization.parent.merged_into or organization.parent)
    if above is None:
        return None
    department = (
        Organization.objects.filter(
            parent=above, kind=OrganizationKind.DEPARTMENT, memberships__role=Role.REVIEWER, valid_to=None
        )
        .exclude(pk=organization.pk)
        .select_related("parent")
        .distinct()
        .first()
    )
    return department or above


def _tasks(actor: Actor, organization: Organization, plans: tuple[Plan, ...], known_on: date) -> Iterable[Task]:
    return (
        _with_rows(Task.objects.visible_to(actor).filter(own_or_department(organization, known_on), plan__in=plans))
        .prefetch_related(
            Prefetch("assignments", Assignment.objects.select_related("position")),
            Prefetch("obligations", Obligation.objects.filter(in_life_of(organization))),
            Prefetch("obligations__updates", Update.objects.filter(recorded_on__lte=known_on).order_by("pk")),
            Prefetch("obligations__updates__evidence", Evidence.objects.only("update")),
            Prefetch("obligations__due_changes", DueChange.objects.filter(recorded_on__lte=known_on).order_by("pk")),
        )
        .order_by("plan__issued_on", "plan", "order", "pk")
    )


def _tasks_beneath(actor: Actor, organization: Organization, plans: Sequence[Plan], known_on: date) -> Iterable[Task]:
    """What the body's own plans gave to governments beneath it, with what their states are told from; only provinces
    and districts give."""
    if organization.kind not in GIVERS:
        return ()
    tasks = Task.objects.visible_to(actor).filter(plan__in=plans, plan__organization=organization)
    stated = Update.objects.filter(recorded_on__lte=known_on).only(
        "obligation", "outcome", "effective_on", "recorded_on", "late_cause"
    )
    moved = DueChange.objects.filter(recorded_on__lte=known_on).only("obligation", "new_due_on", "recorded_on")
    asked = Obligation.objects.only("task", "kind", "original_due_on", "start_on", "cancelled_on")
    return (
        _with_rows(tasks.exclude(own_or_department(organization, known_on)))
        .prefetch_related(
            Prefetch("obligations", asked),
            Prefetch("obligations__updates", stated.order_by("pk")),
            Prefetch("obligations__due_changes", moved.order_by("pk")),
        )
        .order_by("plan__issued_on", "plan", "order", "pk")
    )


def _with_rows(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.select_related(
        "item__section__lead", "item__section__parent__parent", "item__parent__parent"
    ).select_related("organization", "plan__organization", "plan__related__organization")


def own_or_department(organization: Organization, known_on: date) -> Q:
    """Tasks of a government and of its departments: they report as one. Those of the bodies that it took over are its
    own from the day after their end."""
    departments = Q(organization__parent=organization, organization__kind=OrganizationKind.DEPARTMENT)
    own = Q(organization=organization) | departments
    if not organization.predecessor_ids:
        return own
    return own | Q(taken_over_by(organization), organization__valid_to__lt=known_on)


def in_life_of(organization: Organization) -> Q:
    """Obligations that fell due, or wait, while the body answers for them: from its first day on; of one that it took
    over from the day after its end, without what was settled by then."""
    own = Q() if organization.valid_from is None else Q(due_on=None) | Q(due_on__gte=organization.valid_from)
    if not organization.predecessor_ids:
        return own
    last_day = F("task__organization__valid_to")
    settled_before = Q(due_on=None, outcome__in=(Outcome.DONE, Outcome.NOTHING), outcome_on__lte=last_day)
    in_time = (Q(due_on=None) | Q(due_on__gt=last_day)) & ~settled_before
    theirs = taken_over_by(organization, "task__organization")
    return (theirs & in_time) | (~theirs & own)


def taken_over_by(organization: Organization, way: str = "organization") -> Q:
    """What is of the ended bodies whose work a body carries on, and of their departments."""
    ended = organization.predecessor_ids
    departments = {f"{way}__parent__in": ended, f"{way}__kind": OrganizationKind.DEPARTMENT}
    return Q(**{f"{way}__in": ended}) | Q(**departments)


def _posts_of_authors(organization: Organization, tasks: Iterable[Task]) -> dict[int, str]:
    """The posts that each author holds or held in the body, by his account."""
    authors = {
        update.author_id
        for task in tasks
        for obligation in task.obligations.all()
        for update in obligation.updates.all()
        if update.author_id
    }
    bodies = (organization.pk, *organization.predecessor_ids)
    memberships = Membership.objects.filter(user__in=authors, organization__in=bodies).prefetch_related("positions")
    posts: dict[int, list[str]] = {}
    for membership in memberships:
        names = posts.setdefault(membership.user_id, [])
        names += [post.name for post in membership.positions.all() if post.name not in names]
    return {user: ", ".join(names) for user, names in posts.items()}
