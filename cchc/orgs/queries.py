"""Reading of bodies, memberships, the calendar and the audit trail."""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import CalendarException, Event, Membership, Organization, User
from cchc.orgs.working_days import WorkingDays


def hold(organization: Organization) -> None:
    """What is one for a body (a number, a setting) is read and written by one person at a time, until the end of the
    transaction."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)


def memberships_of(user: User, *, today: date) -> QuerySet[Membership]:
    """The memberships in force today, oldest first."""
    return (
        Membership.objects.filter(_in_force(today), user=user)
        .select_related("organization__parent")
        .prefetch_related("positions")
    )


def people_of(actor: Actor, *, today: date) -> QuerySet[Membership]:
    """Memberships in force of the bodies within reach, body by body."""
    return (
        Membership.objects.visible_to(actor)
        .filter(_in_force(today), user__is_active=True)
        .select_related("organization", "user")
        .prefetch_related("positions")
        .order_by("organization__path", "pk")
    )


def _in_force(today: date) -> Q:
    return (Q(valid_from=None) | Q(valid_from__lte=today)) & (Q(valid_to=None) | Q(valid_to__gte=today))


def actor_of(user: User, *, membership_id: int | None, today: date) -> Actor | None:
    """The person in the chosen membership, in his first one when none (or one no longer in force) is chosen."""
    found = list(memberships_of(user, today=today))
    chosen = next((m for m in found if m.pk == membership_id), found[0] if found else None)
    if chosen is None:
        return None
    return Actor(
        user=user,
        organization=chosen.organization,
        role=Role(chosen.role),
        positions=tuple(chosen.positions.all()),
    )


def organization_by_code(code: str) -> Organization | None:
    """The body of that code, for commands; None when there is none."""
    return Organization.objects.filter(code=code).select_related("parent").first()


def working_days() -> WorkingDays:
    """The calendar with all its recorded exceptions (one query)."""
    exceptions = list(CalendarException.objects.values_list("on_day", "is_working"))
    return WorkingDays(
        off=frozenset(day for day, is_working in exceptions if not is_working),
        on=frozenset(day for day, is_working in exceptions if is_working),
    )


def calendar_exceptions(year: int) -> list[CalendarException]:
    """The exceptions of one year by day."""
    return list(CalendarException.objects.filter(on_day__year=year))


def days_swapped(on_day: date) -> list[date]:
    """The day and the one it was swapped with, as far as the calendar's exceptions hold them."""
    found = CalendarException.objects.filter(Q(on_day=on_day) | Q(swapped_with=on_day))
    return list(found.values_list("on_day", flat=True))


def journal(actor: Actor) -> QuerySet[Event]:
    """The whole audit trail of one's own body; of the bodies below what changed in bodies, posts and people, newest
    first. What they write is told on the pages of its own objects, where a draft that was not sent stays theirs."""
    told = Q(organization=actor.organization) | Q(object_type__startswith=f"{Event._meta.app_label}.")
    return Event.objects.visible_to(actor).filter(told).select_related("organization")


def events_of(actor: Actor, objects: Sequence[models.Model]) -> QuerySet[Event]:
    """The audit trail of these objects, newest first."""
    wanted = Q(pk__in=())
    for obj in objects:
        wanted |= Q(object_type=obj._meta.label_lower, object_id=obj.pk)
    return Event.objects.visible_to(actor).filter(wanted)
