"""Whose calendar a secret address opens."""

from datetime import date
from hashlib import sha256

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import FeedKey, User
from cchc.orgs.queries.people import memberships_of


def digest_of(secret: str) -> str:
    """What is kept of a secret: nobody who reads the database can open a calendar by it."""
    return sha256(secret.encode()).hexdigest()


def feed_key_of(user: User) -> FeedKey | None:
    """The one in force."""
    return FeedKey.objects.filter(user=user, revoked_at=None).first()


def actors_of_feed(secret: str, *, today: date) -> list[Actor]:
    """The person in each of his memberships in force; nobody where the secret is unknown or revoked, or he has left
    (three queries). It is looked for by its digest, so the time it takes tells nothing of the secret."""
    found = FeedKey.objects.filter(sha256=digest_of(secret), revoked_at=None, user__is_active=True)
    key = found.select_related("user").first()
    if key is None:
        return []
    return [
        Actor(user=key.user, organization=one.organization, role=Role(one.role), positions=tuple(one.positions.all()))
        for one in memberships_of(key.user, today=today)
    ]
