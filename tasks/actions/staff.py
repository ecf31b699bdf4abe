"""Taking in a workbook of people: all of it or nothing, by the very actions of the forms."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from cchc.orgs.actions.accounts import Newcomer, Opened, change_account, open_account
from cchc.orgs.actions.people import add_membership, change_membership
from cchc.orgs.actors import Actor
from cchc.orgs.models import Membership, Organization, Position, User
from cchc.orgs.queries.people import user_named
from cchc.orgs.refusals import Refused
from cchc.orgs.terms import facts_of_user, mark_of
from tasks.staff.differences import Change

MOVED_ON = "có người vừa sửa dòng này; hãy tải sổ mới rồi điền lại"


@transaction.atomic
def take_in_people(*, actor: Actor, changes: Sequence[Change], now: datetime) -> list[Opened]:
    """What was shown, row by row. Refusals of all rows are told together; then nothing is stored."""
    opened: dict[str, Opened] = {}
    refusals: list[str] = []
    bodies = Organization.objects.visible_to(actor).in_bulk({change.term.body for change in changes})
    for change in changes:
        try:
            with transaction.atomic():
                _take_in(actor, change, bodies.get(change.term.body), opened, now)
        except Refused as refusal:
            refusals.append(f"Dòng {change.row} ({change.full_name}): {refusal.message}")
    if refusals:
        raise Refused("\n".join(refusals))
    return list(opened.values())


def _take_in(
    actor: Actor, change: Change, organization: Organization | None, opened: dict[str, Opened], now: datetime
) -> None:
    if organization is None:
        raise Refused("đơn vị không còn trong địa bàn của anh chị.")
    user = _account(actor, change, organization, opened, now)
    term: dict[str, Any] = {
        "role": change.term.role,
        "positions": list(Position.objects.filter(organization=organization, pk__in=change.term.posts)),
        "valid_from": change.term.valid_from,
        "valid_to": change.term.valid_to,
    }
    if change.membership is None:
        add_membership(actor=actor, user=user, organization=organization, now=now, **term)
        return
    found = Membership.objects.visible_to(actor).filter(pk=change.membership, user=user).first()
    if found is None:
        raise Refused(f"{MOVED_ON}.")
    if _term_of(change) != _held_term(found):
        change_membership(actor=actor, membership=found, seen=change.seen, now=now, **term)


def _term_of(change: Change) -> tuple[object, ...]:
    """A row may change no more than the account."""
    term = change.term
    return (term.role, term.posts, term.valid_from, term.valid_to)


def _held_term(found: Membership) -> tuple[object, ...]:
    posts = frozenset(post.pk for post in found.positions.all())
    return (found.role, posts, found.valid_from, found.valid_to)


def _account(
    actor: Actor, change: Change, organization: Organization, opened: dict[str, Opened], now: datetime
) -> User:
    """The account of a row: opened at its first row, else the one that is there, with its name mended."""
    wanted = Newcomer(change.full_name, change.username, change.email)
    if change.username in opened:
        return opened[change.username].user
    if change.is_new:
        opened[change.username] = open_account(actor=actor, organization=organization, newcomer=wanted, now=now)
        return opened[change.username].user
    user = user_named(change.username)
    if user is None:
        raise Refused(f"{MOVED_ON}.")
    if change.renames:
        seen = mark_of(facts_of_user(user))
        mended = Newcomer(change.full_name, user.username, change.email)
        change_account(actor=actor, user=user, organization=organization, seen=seen, wanted=mended, now=now)
    return user
