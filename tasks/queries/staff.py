"""People as a workbook holds them, and what a filled-in one is compared with."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Membership, Organization, Position, User
from cchc.orgs.queries.people import is_live
from cchc.orgs.rules import (
    can_change_membership,
    can_give_role,
    can_manage_account,
    can_manage_people,
    grantable_roles,
)
from cchc.orgs.terms import facts_of_membership, mark_of
from cchc.text import fold
from tasks.staff.differences import Known, KnownBody, KnownPerson, KnownRole, Term
from tasks.staff.sheet import ChoiceRow, PersonRow


def managed_bodies(actor: Actor, body: Organization | None, *, today: date) -> list[Organization]:
    """The bodies whose people this administrator manages, or the one asked for, with their posts of today."""
    posts = Position.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today))
    bodies = Organization.objects.visible_to(actor).filter(valid_to=None)
    found = bodies.filter(pk=body.pk) if body else bodies
    return [
        one
        for one in found.prefetch_related(Prefetch("positions", posts, to_attr="posts_of_today"))
        if can_manage_people(actor, one)
    ]


def sheet_rows(actor: Actor, bodies: Iterable[Organization], *, today: date) -> list[PersonRow]:
    """The roles in force or to come, body by body."""
    names = _names(bodies)
    return [_row(actor, one, names, today) for one in _roles(actor, names, today)]


def sheet_choices(actor: Actor, bodies: Iterable[Organization]) -> list[ChoiceRow]:
    """What may be written for each body."""
    found = list(bodies)
    names = _names(found)
    return [
        ChoiceRow(
            names[body.pk],
            tuple(role.label for role in grantable_roles(actor, body)),
            tuple(post.name for post in body.posts_of_today),  # type: ignore[attr-defined]
        )
        for body in found
    ]


def known_people(actor: Actor, bodies: Iterable[Organization], usernames: Iterable[str], *, today: date) -> Known:
    """What the workbook is compared with: eight queries, however many rows."""
    found = list(bodies)
    names = _names(found)
    roles = list(_roles(actor, names, today))
    held: dict[int, dict[int, Position]] = {}
    for one in roles:
        held.setdefault(one.organization_id, {}).update({post.pk: post for post in one.positions.all()})
    known = [_body(actor, body, names[body.pk], held.get(body.pk, {})) for body in found]
    words = {
        fold(word): one
        for one, body in zip(known, found, strict=True)
        for word in (one.name, body.code, *([body.name] if one.name == body.name else []))
    }
    return Known(words, _people(actor, usernames, today), {one.pk: _role(actor, one, today) for one in roles})


def _names(bodies: Iterable[Organization]) -> dict[int, str]:
    """The name of a body where no other bears it, else with its code."""
    found = list(bodies)
    folded = [fold(body.name) for body in found]
    return {
        body.pk: body.name if folded.count(name) == 1 else f"{body.name} ({body.code})"
        for body, name in zip(found, folded, strict=True)
    }


def _roles(actor: Actor, bodies: Iterable[int], today: date) -> QuerySet[Membership]:
    roles: QuerySet[Membership] = Membership.objects.visible_to(actor)
    return (
        roles.filter(is_live(today), organization__in=list(bodies))
        .select_related("organization", "user")
        .prefetch_related("positions", "user__memberships__organization")
        .order_by("organization__path", "pk")
    )


def _row(actor: Actor, one: Membership, names: dict[int, str], today: date) -> PersonRow:
    shows_mail = can_manage_account(actor, one.user, today)
    return PersonRow(
        membership=one.pk,
        body=names[one.organization_id],
        full_name=one.user.full_name,
        username=one.user.username,
        email=one.user.email if shows_mail else "",
        role=one.get_role_display(),
        posts=tuple(post.name for post in one.positions.all()),
        valid_from=one.valid_from,
        valid_to=one.valid_to,
    )


def _body(actor: Actor, body: Organization, name: str, held: dict[int, Position]) -> KnownBody:
    """Posts of today, and those still held."""
    posts = {post.pk: post for post in body.posts_of_today} | held  # type: ignore[attr-defined]
    words = {
        fold(word): pk
        for pk, post in posts.items()
        for word in (*post.aliases, post.short_name, post.name)
        if word.strip()
    }
    names = {pk: post.name for pk, post in posts.items()}
    return KnownBody(body.pk, name, frozenset(grantable_roles(actor, body)), words, names)


def _people(actor: Actor, usernames: Iterable[str], today: date) -> dict[str, KnownPerson]:
    wanted = {name.lower() for name in usernames if name}
    accounts = User.objects.filter(username__in=wanted).prefetch_related("memberships__organization")
    return {user.username.lower(): _person(actor, user, today) for user in accounts}


def _person(actor: Actor, user: User, today: date) -> KnownPerson:
    homes = [one.organization for one in user.memberships.all()]
    if not any(can_manage_people(actor, home) for home in homes):
        return KnownPerson(out_of_reach=True)
    may_manage = can_manage_account(actor, user, today)
    return KnownPerson(
        full_name=user.full_name,
        email=user.email if may_manage else "",
        may_manage=may_manage,
        may_give=can_give_role(actor, user, actor.organization),
    )


def _role(actor: Actor, one: Membership, today: date) -> KnownRole:
    posts = frozenset(post.pk for post in one.positions.all())
    return KnownRole(
        membership=one.pk,
        seen=mark_of(facts_of_membership(one)),
        username=one.user.username.lower(),
        term=Term(one.organization_id, Role(one.role), posts, one.valid_from, one.valid_to),
        may_change=can_change_membership(actor, one, today),
    )
