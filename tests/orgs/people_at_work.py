"""Administrators of the cast and short ways to their forms."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Event, Membership, Organization, User
from cchc.orgs.terms import facts_of_membership, facts_of_position, facts_of_user, mark_of
from tests.cast import NOW, PASSWORD, Cast


def administrator(cast: Cast, body: Organization, name: str) -> Actor:
    """A further administrator, who can sign in under `name`."""
    return enlisted(cast, body, name, Role.ADMINISTRATOR)


def enlisted(cast: Cast, body: Organization, name: str, role: Role, **term: Any) -> Actor:
    system = Actor.system(body)
    user = add_user(
        actor=system, organization=body, username=name, full_name=f"Người {name}", password=PASSWORD, now=NOW
    )
    add_membership(actor=system, user=user, organization=body, role=role, now=NOW, **term)
    cast.people[name] = user
    cast.actors[name] = Actor(user=user, organization=body, role=role)
    return cast.actors[name]


def membership(cast: Cast, name: str) -> Membership:
    return Membership.objects.select_related("organization", "user").get(user=user(cast, name))


def user(cast: Cast, name: str) -> User:
    return User.objects.get(pk=cast.people[name].pk)


def seen(membership: Membership) -> str:
    return mark_of(facts_of_membership(Membership.objects.get(pk=membership.pk)))


def seen_user(user: User) -> str:
    return mark_of(facts_of_user(User.objects.get(pk=user.pk)))


def seen_post(post: Any) -> str:
    post.refresh_from_db()
    return mark_of(facts_of_position(post))


def term(role: Role, *posts: Any, valid_from: date | None = None, valid_to: date | None = None) -> dict[str, Any]:
    """What a form of a role sends."""
    days = {"valid_from": valid_from, "valid_to": valid_to}
    sent = {name: f"{day:%d/%m/%Y}" for name, day in days.items() if day}
    return {"role": role.value, "positions": [post.pk for post in posts], **sent}


def journal_of(body: Organization) -> list[tuple[str, str]]:
    """What people, not the set-up, did in a body, oldest first."""
    found = Event.objects.filter(organization=body, user__isnull=False).order_by("pk")
    return [(event.verb, event.object_label) for event in found]


def refusal(answer: Any) -> str:
    """The sentence above a form that was refused."""
    return " ".join(answer.context["form"].non_field_errors())


def go(client: Client, name: str, *args: Any, sent: dict[str, Any] | None = None) -> Any:
    """Look at a page, or send its form."""
    path = reverse(name, args=args)
    return client.get(path) if sent is None else client.post(path, sent)
