"""Initiatives: which an actor may read, who may be named in them, which bodies registered how many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Membership, Organization, User
from cchc.orgs.queries.people import is_in_force
from cchc.text import fold, sort_key
from indices.enums import InitiativeState
from indices.models import Initiative, InitiativeAuthor, Spread

LEAST = 1
"""Initiatives that every unit registers a year (tuy-phuoc-2024, I.5; ha-bac-2023-2025, 1.2)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to."""

    year: int | None = None
    state: str = ""
    body: int | None = None
    area: str = ""
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        return self != Asked()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in a body: as he is chosen in a form, with his posts."""

    label: str
    user: User
    title: str


@dataclass(frozen=True, slots=True)
class BodyCount:
    """What a body registered in a year; what was withdrawn does not count."""

    body: Organization
    registered: int = 0
    adopted: int = 0
    refused: int = 0
    spread: int = 0

    @property
    def is_silent(self) -> bool:
        return self.registered < LEAST


def initiatives_in_reach(actor: Actor) -> QuerySet[Initiative]:
    """Of one's own body, of those one looks over, and what was taken over from others; each with its authors."""
    authors = Prefetch("authors", InitiativeAuthor.objects.order_by("pk"))
    found: QuerySet[Initiative] = Initiative.objects.visible_to(actor)
    return found.select_related("organization__parent").prefetch_related(authors)


def initiatives_asked(actor: Actor, asked: Asked) -> QuerySet[Initiative]:
    """Those in reach as asked for, the last first, each with how many places took it over."""
    found = initiatives_in_reach(actor).annotate(places=Count("spreads", distinct=True))
    wanted = {"year": asked.year, "state": asked.state, "organization": asked.body, "area": asked.area}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    for word in fold(asked.words).split():
        found = found.filter(folded__contains=word)
    return found.order_by("-year", "-registered_on", "-pk")


def initiative_of(actor: Actor, pk: int) -> Initiative | None:
    """One with its authors, or None when it is out of reach."""
    return initiatives_in_reach(actor).filter(pk=pk).first()


def spreads_of(initiative: Initiative) -> list[Spread]:
    return list(initiative.spreads.select_related("organization"))


def spread_of(actor: Actor, initiative_pk: int, pk: int) -> Spread | None:
    """One place of one initiative."""
    found: QuerySet[Spread] = Spread.objects.visible_to(actor)
    return found.select_related("initiative").filter(pk=pk, initiative=initiative_pk).first()


def adopted_of(actor: Actor, organization: Organization, year: int) -> QuerySet[Initiative]:
    """What a body's people had adopted among the initiatives of a year."""
    return initiatives_in_reach(actor).filter(organization=organization, year=year, state=InitiativeState.ADOPTED)


def adopted_by_user(actor: Actor, user: User | int, year: int) -> QuerySet[Initiative]:
    """What one person had adopted among the initiatives of a year, alone or with others."""
    pk = user if isinstance(user, int) else user.pk
    of_user = InitiativeAuthor.objects.filter(user=pk).values("initiative")
    return initiatives_in_reach(actor).filter(pk__in=of_user, year=year, state=InitiativeState.ADOPTED)


def has_registered(actor: Actor, year: int) -> bool:
    """Whether the actor's own body registered what is asked of it for the year."""
    own = Initiative.objects.visible_to(actor).filter(organization__in=actor.body_ids, year=year)
    return own.exclude(state=InitiativeState.WITHDRAWN).count() >= LEAST


def years_known(actor: Actor) -> list[int]:
    years = Initiative.objects.visible_to(actor).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def areas_known(actor: Actor) -> list[str]:
    areas = Initiative.objects.visible_to(actor).exclude(area="").order_by("area").values_list("area", flat=True)
    return sorted(areas.distinct(), key=sort_key)


def bodies_known(actor: Actor) -> list[tuple[int, str]]:
    """The bodies whose initiatives the actor reads."""
    rows = Initiative.objects.visible_to(actor).order_by().values_list("organization", "organization__name")
    return sorted(rows.distinct(), key=lambda row: sort_key(row[1]))


def colleagues(organization: Organization, *, today: date) -> list[Person]:
    """Who works in a body today, each once; people of one name are told apart by their posts (two queries)."""
    roles = (Role.OFFICER, Role.COORDINATOR, Role.LEADER)
    held = Membership.objects.filter(
        is_in_force(today), organization=organization, role__in=roles, user__is_active=True
    )
    found: dict[int, tuple[User, str]] = {}
    for one in held.select_related("user").prefetch_related("positions").order_by("pk"):
        title = ", ".join(post.name for post in one.positions.all())
        found.setdefault(one.user_id, (one.user, title))
    names = [fold(user.display_name) for user, _ in found.values()]
    return sorted(
        (Person(_label(user, title, names), user, title) for user, title in found.values()),
        key=lambda one: sort_key(one.label),
    )


def _label(user: User, title: str, names: list[str]) -> str:
    is_alone = names.count(fold(user.display_name)) == 1
    return user.display_name if is_alone else f"{user.display_name} ({title or user.username})"


def bodies_to_spread(initiative: Initiative, *, today: date) -> list[Organization]:
    """The bodies beneath the same government, and that itself, that have not taken it over yet."""
    owner = initiative.organization
    root = owner.parent or owner
    known = initiative.spreads.exclude(organization=None).values("organization")
    near = Organization.objects.filter(Q(pk=root.pk) | Q(parent=root)).exclude(pk=owner.pk).exclude(pk__in=known)
    return sorted((one for one in near if one.existed_on(today)), key=lambda one: sort_key(one.name))


def counts_by_body(actor: Actor, year: int, *, today: date) -> list[BodyCount]:
    """Every body beneath that exists, with what it registered: silent ones first, then by name (two queries)."""
    numbers = {row["organization"]: row for row in _numbers(actor, year)}
    names = ("registered", "adopted", "refused", "spread")
    counts = (
        BodyCount(one, *(numbers.get(one.pk, {}).get(name, 0) for name in names))
        for one in _bodies(actor)
        if one.existed_on(min(today, date(year, 12, 31)))
    )
    return sorted(counts, key=lambda one: (not one.is_silent, sort_key(one.body.name)))


def _bodies(actor: Actor) -> Iterable[Organization]:
    territory = actor.organization.territory
    return Organization.objects.filter(path__startswith=territory).exclude(path=territory)


def _numbers(actor: Actor, year: int) -> Iterable[dict[str, int]]:
    state = {one: Q(state=one) for one in InitiativeState}
    counted: Iterable[Any] = (
        Initiative.objects.visible_to(actor)
        .filter(year=year)
        .exclude(state=InitiativeState.WITHDRAWN)
        .order_by()
        .values("organization")
        .annotate(
            registered=Count("pk", distinct=True),
            adopted=Count("pk", filter=state[InitiativeState.ADOPTED], distinct=True),
            refused=Count("pk", filter=state[InitiativeState.REFUSED], distinct=True),
            spread=Count("spreads", distinct=True),
        )
    )
    return counted
