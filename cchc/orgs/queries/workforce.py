"""Bodies with the people who work in them, for jobs that go through all bodies."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q

from cchc.orgs.enums import Role
from cchc.orgs.models import Membership, Organization
from cchc.orgs.queries.people import is_in_force

BODIES_AT_ONCE = 25
"""Jobs over all bodies read so many at once, to bound memory."""


def staffed_bodies(today: date) -> Iterator[list[Organization]]:
    """Bodies that exist today and in which anybody works, some at a time (one query each time)."""
    working = Membership.objects.filter(is_in_force(today), organization=OuterRef("pk"), user__is_active=True)
    exists = (Q(valid_from=None) | Q(valid_from__lte=today)) & (Q(valid_to=None) | Q(valid_to__gte=today))
    bodies = Organization.objects.filter(exists, Exists(working)).select_related("parent").order_by("pk")
    last = 0
    while found := list(bodies.filter(pk__gt=last)[:BODIES_AT_ONCE]):
        yield found
        last = found[-1].pk


def members_of(bodies: Iterable[Organization], today: date) -> dict[int, list[Membership]]:
    """The memberships in force of active people with their posts, by body (two queries)."""
    members: dict[int, list[Membership]] = {body.pk: [] for body in bodies}
    held = Membership.objects.filter(is_in_force(today), organization__in=list(members), user__is_active=True)
    for membership in held.prefetch_related("positions"):
        members[membership.organization_id].append(membership)
    return members


def reviewing_bodies(today: date) -> list[Organization]:
    """Bodies in which reviewers work (one query)."""
    reviewers = Membership.objects.filter(is_in_force(today), role=Role.REVIEWER, user__is_active=True)
    found = Organization.objects.filter(pk__in=reviewers.values("organization")).select_related("parent")
    return [body for body in found if body.existed_on(today)]
