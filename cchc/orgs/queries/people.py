"""Who is what in which body, and who acts."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django_stubs_ext import WithAnnotations

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Membership, Notice, Organization, Position, User


class Told(TypedDict):
    """`unread`: how many notices the person has not opened in the body."""

    unread: int


def memberships_of(user: User, *, today: date) -> "QuerySet[WithAnnotations[Membership, Told]]":
    """The memberships in force today, oldest first, each with what its person was told there."""
    return (
        Membership.objects.filter(is_in_force(today), user=user)
        .select_related("organization__parent")
        .prefetch_related("positions")
        .annotate(unread=_unread())
    )


def _unread() -> Coalesce:
    """How much of what the person was told in the body is unread."""
    told = Notice.objects.filter(user=OuterRef("user"), organization=OuterRef("organization")).unread()
    return Coalesce(Subquery(told.order_by().values("user").annotate(number=Count("pk")).values("number")), 0)


def people_of(actor: Actor, *, today: date) -> QuerySet[Membership]:
    """Memberships in force of the bodies within reach, body by body."""
    return (
        Membership.objects.visible_to(actor)
        .filter(is_in_force(today), user__is_active=True)
        .select_related("organization", "user")
        .prefetch_related("positions")
        .order_by("organization__path", "pk")
    )


def people_with(organization: Organization, *roles: Role, today: date) -> list[User]:
    """Who has one of these roles in a body today, each once (one query)."""
    held = Membership.objects.filter(is_in_force(today), organization=organization, role__in=roles)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk"))


def who_answers(bodies: Iterable[Organization], *, today: date) -> dict[int, list[User]]:
    """Who answers for each of these bodies, by its id: coordinators and leaders, of a department its officers too (one
    query)."""
    roles = Q(role__in=(Role.COORDINATOR, Role.LEADER))
    officers = Q(role=Role.OFFICER, organization__kind=OrganizationKind.DEPARTMENT)
    held = Membership.objects.filter(is_in_force(today), roles | officers, organization__in=bodies)
    found: dict[int, list[User]] = {}
    for membership in held.filter(user__is_active=True).select_related("user").order_by("user"):
        found.setdefault(membership.organization_id, []).append(membership.user)
    return found


def is_in_force(today: date) -> Q:
    """Memberships that hold on a day: from their first to their last day, unless ended at once before."""
    return Q(ended_at=None) & (Q(valid_from=None) | Q(valid_from__lte=today)) & _lasts(today)


def is_live(today: date) -> Q:
    """Memberships in force or to come."""
    return Q(ended_at=None) & _lasts(today)


def _lasts(today: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gte=today)


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
        unread=chosen.unread,
    )


def still_holds(user: User, membership_id: int, *, today: date) -> bool:
    """Whether this membership is the person's and in force."""
    return Membership.objects.filter(is_in_force(today), user=user, pk=membership_id).exists()


def coming_membership(user: User, *, today: date) -> Membership | None:
    """The next one of somebody who is nothing yet."""
    coming = Membership.objects.filter(user=user, ended_at=None, valid_from__gt=today)
    return coming.select_related("organization").order_by("valid_from", "pk").first()


def membership_of(actor: Actor, pk: int) -> Membership | None:
    """One membership within reach, with its person, body and posts."""
    found: QuerySet[Membership] = Membership.objects.visible_to(actor)
    return found.select_related("organization__parent", "user").prefetch_related("positions").filter(pk=pk).first()


def user_of(actor: Actor, pk: int) -> User | None:
    """An account whose person works or worked in a body within reach, with all its memberships for the rules (pages
    show those within reach only)."""
    within = Membership.objects.visible_to(actor).filter(user=pk)
    return _with_memberships().filter(pk=pk, pk__in=within.values("user")).first()


def user_named(username: str) -> User | None:
    """The account of that name, with all its memberships for the rules."""
    return _with_memberships().filter(username__iexact=username).first()


def live_roles(user: User, organization: Organization, role: Role, *, today: date) -> list[Membership]:
    """The same role of a person in a body, in force or to come: two of them must not meet."""
    return list(Membership.objects.filter(is_live(today), user=user, organization=organization, role=role))


def posts_of_body(organization: Organization, *, today: date) -> QuerySet[Position]:
    """The posts that a body has today, in their order."""
    return Position.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), organization=organization)


def keepers(root: Organization, *, today: date) -> QuerySet[Membership]:
    """Administrators of everything beneath a root, without a last day, whose accounts are in use."""
    whole = Q(organization=root) | Q(organization__parent=root, organization__kind=OrganizationKind.DEPARTMENT)
    return Membership.objects.filter(
        whole, is_in_force(today), role=Role.ADMINISTRATOR, valid_to=None, user__is_active=True
    )


def _with_memberships() -> QuerySet[User]:
    return User.objects.prefetch_related("memberships__organization", "memberships__positions")


def held_user(user: User) -> User:
    """The account as it is now, nobody else writing it until the end of the transaction."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    return _with_memberships().get(pk=user.pk)


def holders_of(position: Position, *, after: date) -> QuerySet[Membership]:
    """Who holds a post on some day after this one, by what is set now."""
    lasting = Q(ended_at=None) & (Q(valid_to=None) | Q(valid_to__gt=after))
    return Membership.objects.filter(lasting, positions=position).select_related("user")
