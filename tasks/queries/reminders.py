"""What the reminders of duties have to tell now, body by body."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse

from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Membership, Notice, Organization
from cchc.orgs.queries.notices import Choice, choices_of, open_notices
from cchc.orgs.queries.workforce import members_of, staffed_bodies
from cchc.orgs.reminding import BEFORE, Told
from cchc.orgs.telling import Telling
from plans.enums import AgencyRole, PlanState
from tasks.enums import ObligationKind
from tasks.models import Assignment, Obligation
from tasks.periods import Period
from tasks.queries.lists import doers_of
from tasks.queries.live import current_period
from tasks.queries.my_work import is_silent
from tasks.queries.timetables import timetables_of
from tasks.reminders import (
    DUTY,
    SILENCE,
    SILENCE_DAYS,
    DueDuty,
    Person,
    SilentDuties,
    duty_text,
    reminders,
    silence,
)


@dataclass(frozen=True, slots=True)
class BodyReminders:
    """What the people of one body are to be told now (each by his id), and which notices are overtaken."""

    organization: Organization
    told: tuple[tuple[int, Telling], ...]
    settled: tuple[int, ...]


def reminders_due(today: date) -> Iterator[BodyReminders]:
    """Body by body, those with nothing to say left out. A fixed number of queries for every `BODIES_AT_ONCE` bodies."""
    for bodies in staffed_bodies(today):
        people = persons_in(bodies, today)
        duties, silent = _duties(bodies, today), _silent(bodies, today)
        notices = open_notices((DUTY, SILENCE), people)
        for body in bodies:
            found = _of_body(
                body, people[body.pk], duties[body.pk], silent.get(body.pk), notices.get(body.pk, []), today
            )
            if found.told or found.settled:
                yield found


def _of_body(
    body: Organization,
    people: list[Person],
    duties: list[DueDuty],
    silent: SilentDuties | None,
    notices: list[Notice],
    today: date,
) -> BodyReminders:
    told = Told((notice.user_id, notice.key) for notice in notices)
    found = [*reminders(duties, people, told, today), *silence(silent, people)]
    days = {(duty.about, duty.due_on) for duty in duties}
    asked = {(user, telling.key) for user, telling in found}
    settled = [
        notice.pk
        for notice in notices
        if (notice.about, notice.due_on) not in days and (notice.user_id, notice.key) not in asked
    ]
    known = {(notice.user_id, notice.key) for notice in notices}
    new = [(user, telling) for user, telling in found if (user, telling.key) not in known]
    return BodyReminders(body, tuple(new), tuple(settled))


def persons_in(bodies: Iterable[Organization], today: date) -> dict[int, list[Person]]:
    """Who works in each body, each person once (three queries)."""
    members = members_of(bodies, today)
    choices = choices_of({one.user_id for held in members.values() for one in held})
    return {body: _persons(held, choices) for body, held in members.items()}


def _persons(members: Iterable[Membership], choices: dict[int, Choice]) -> list[Person]:
    held: dict[int, list[Membership]] = {}
    for membership in members:
        held.setdefault(membership.user_id, []).append(membership)
    return [
        Person(
            pk=user,
            roles=frozenset(Role(one.role) for one in his),
            positions=frozenset(
                pk for one in his for post in one.positions.all() for pk in (post.pk, *post.predecessor_ids)
            ),
            days_before=choices.get(user, Choice()).days_before,
        )
        for user, his in held.items()
    ]


def _duties(bodies: Sequence[Organization], today: date) -> dict[int, list[DueDuty]]:
    """What each body owes by the end of the longest notice (two queries)."""
    owed = _owed(bodies, today).filter(due_on__lte=today + timedelta(days=max(BEFORE)))
    return _by_body(bodies, list(owed.exclude(kind=ObligationKind.STANDING, due_on__gt=today)))


def _silent(bodies: Sequence[Organization], today: date) -> dict[int, SilentDuties]:
    """Standing and waiting duties without a word in the quarter whose last days run (none elsewhere: the timetables'
    queries alone, otherwise two more)."""
    timetables = timetables_of(bodies)
    periods = {body.pk: current_period(today, timetables[body.pk]) for body in bodies}
    asked = [body for body in bodies if periods[body.pk].cutoff_on - today < SILENCE_DAYS]
    if not asked:
        return {}
    standing = Q(kind=ObligationKind.STANDING) & (Q(due_on=None) | Q(due_on__gt=today))
    obligations = list(_owed(asked, today).filter(Q(due_on=None) | standing))
    found = _by_body(asked, obligations)
    owed = {obligation.pk: obligation for obligation in obligations}

    def silent_in(period: Period, duties: list[DueDuty]) -> tuple[DueDuty, ...]:
        return tuple(duty for duty in duties if is_silent(owed[duty.pk], period))

    return {
        body.pk: SilentDuties(periods[body.pk], silent_in(periods[body.pk], found[body.pk]), reverse("tasks:mine"))
        for body in asked
    }


def _owed(bodies: Iterable[Organization], today: date) -> QuerySet[Obligation]:
    """What these bodies owe, themselves or for departments beneath them in which nobody could do it."""
    carried = {pk for body in bodies for pk in (body.pk, *body.predecessor_ids)}
    beneath = Q(task__organization__kind=OrganizationKind.DEPARTMENT, task__organization__parent__in=carried)
    return (
        Obligation.objects.open()
        .filter(task__plan__state=PlanState.ACCEPTED)
        .annotate(is_staffed=Exists(doers_of("task__organization", today)))
        .filter(Q(task__organization__in=carried) | beneath & Q(task__plan__organization__in=carried, is_staffed=False))
        .select_related("task__organization", "task__plan", "task__item")
        .only(
            *("kind", "label", "period_name", "due_on", "start_on", "cancelled_on", "outcome", "outcome_on"),
            *("task__organization__kind", "task__organization__parent_id", "task__plan__organization_id"),
            "task__item__text",
        )
        .order_by("due_on", "pk")
    )


def _by_body(bodies: Iterable[Organization], obligations: Sequence[Obligation]) -> dict[int, list[DueDuty]]:
    """The duties for which each body answers, with their leading posts (one query)."""
    posts = Assignment.objects.filter(role=AgencyRole.LEAD, task__in={one.task_id for one in obligations})
    leads: dict[int, set[int]] = {}
    for task, post in posts.order_by().values_list("task", "position"):
        leads.setdefault(task, set()).add(post)
    carried = {body.pk: {body.pk, *body.predecessor_ids} for body in bodies}
    found: dict[int, list[DueDuty]] = {body: [] for body in carried}
    for one in obligations:
        duty = _due_duty(one, frozenset(leads.get(one.task_id, ())))
        is_left = duty.body_kind == OrganizationKind.DEPARTMENT and not one.is_staffed
        for body, ids in carried.items():
            if one.task.organization_id in ids:
                found[body].append(duty)
            elif is_left and {one.task.organization.parent_id, one.task.plan.organization_id} <= ids:
                found[body].append(replace(duty, is_stood_in=True))
    return found


def _due_duty(obligation: Obligation, leads: frozenset[int]) -> DueDuty:
    task = obligation.task
    return DueDuty(
        pk=obligation.pk,
        due_on=obligation.due_on,
        text=duty_text(task.item.text, "" if obligation.is_whole_row else obligation.short_name),
        path=f"{reverse('tasks:detail', args=[task.pk])}#viec-{obligation.pk}",
        leads=leads,
        body_kind=OrganizationKind(task.organization.kind),
        is_standing=obligation.kind == ObligationKind.STANDING,
    )
