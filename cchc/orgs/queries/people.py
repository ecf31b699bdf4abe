"""Who is what in which body, and who acts."""

from datetime import date

from django.db.models import Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Membership, Organization, User


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


def people_with(organization: Organization, *roles: Role, today: date) -> list[User]:
    """Who has one of these roles in a body today, each once (one query)."""
    held = Membership.objects.filter(_in_force(today), organization=organization, role__in=roles)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk"))


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
