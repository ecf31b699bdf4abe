"""Who may see and do what with the objects of a body, and what one person may: answered by the rules themselves, for
actors as people of each kind would be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Membership, Organization
from cchc.orgs.queries.people import is_live
from cchc.orgs.scope import GIVERS
from cchc.text import sort_key
from reports.deeds import DEEDS, POST, SIGHTS, Deed

OWN = "Trong đơn vị"
_SHORT = {
    Role.OFFICER: "công chức",
    Role.COORDINATOR: "điều phối",
    Role.LEADER: "lãnh đạo",
    Role.REVIEWER: "người theo dõi",
    Role.ADMINISTRATOR: "quản trị",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody of a kind: his place among the others, his role there."""

    place: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class RightLine:
    """One thing and everybody who may: place by place, the roles there."""

    deed: Deed
    who: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RightsOfBody:
    """The table of one body."""

    body: Organization
    sights: tuple[RightLine, ...]
    deeds: tuple[RightLine, ...]


@dataclass(frozen=True, slots=True)
class RightsOfPerson:
    """What one membership opens: the bodies it reaches and why, what it lets do in its own and in those beneath."""

    membership: Membership
    why: str
    reach: tuple[Organization, ...]
    own: tuple[Deed, ...]
    beneath: tuple[Deed, ...]


def rights_of_body(body: Organization) -> RightsOfBody:
    """The rules asked for each seat at, above and beside a body."""
    seats = seats_around(body)
    return RightsOfBody(body, _lines(SIGHTS, seats, body), _lines(DEEDS, seats, body))


def seats_around(body: Organization) -> list[Seat]:
    """Every kind of person who could have to do with a body: its own, those of the governments above with their
    departments, and one beside it."""
    seats = [
        Seat(OWN, _actor(body, role)) for role in Role if role != Role.REVIEWER or body.kind != OrganizationKind.COMMUNE
    ]
    above = body.parent
    while above:
        seats += _seats_of(above)
        above = above.parent
    beside = Organization(pk=-2, kind=OrganizationKind.COMMUNE, parent=body.parent, path="/-1/-2/")
    return [*seats, Seat("Đơn vị khác", _actor(beside, Role.LEADER))]


def _seats_of(government: Organization) -> list[Seat]:
    """People of a government; reviewers sit in one of its departments."""
    department = Organization(pk=-1, kind=OrganizationKind.DEPARTMENT, parent=government, path=f"{government.path}-1/")
    own = (Role.OFFICER, Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR)
    seats = [Seat(government.name, _actor(government, role)) for role in own]
    return [*seats, Seat(government.name, _actor(department, Role.REVIEWER))]


def _actor(body: Organization, role: Role) -> Actor:
    return Actor(user=None, organization=body, role=role, positions=(POST,))


def _lines(deeds: Iterable[Deed], seats: Sequence[Seat], body: Organization) -> tuple[RightLine, ...]:
    return tuple(RightLine(deed, _who(deed, seats, body)) for deed in deeds)


def _who(deed: Deed, seats: Sequence[Seat], body: Organization) -> tuple[tuple[str, str], ...]:
    places: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for seat in seats:
        counts[seat.place] = counts.get(seat.place, 0) + 1
        if seat.actor.role and deed.may(seat.actor, body):
            places.setdefault(seat.place, []).append(_SHORT[seat.actor.role])
    return tuple(
        (place, "mọi vai trò" if len(roles) == counts[place] else ", ".join(roles)) for place, roles in places.items()
    )


def people_to_ask_about(actor: Actor, body: Organization, *, today: date) -> list[Membership]:
    """Whose rights can be told: the people of a body, by name."""
    found = (
        Membership.objects.visible_to(actor)
        .filter(is_live(today), organization=body, user__is_active=True)
        .select_related("user", "organization__parent__parent")
        .prefetch_related("positions")
    )
    return sorted(found, key=lambda one: (sort_key(one.user.display_name), one.pk))


def rights_of_person(membership: Membership) -> RightsOfPerson:
    """What this membership lets its holder do (two queries)."""
    body, role = membership.organization, Role(membership.role)
    who = Actor(user=membership.user, organization=body, role=role, positions=(*membership.positions.all(), POST))
    reach = tuple(Organization.objects.visible_to(who).filter(valid_to=None))
    beneath = _one_beneath(who)
    return RightsOfPerson(
        membership,
        _why(who),
        reach,
        tuple(deed for deed in (*SIGHTS, *DEEDS) if deed.may(who, body)),
        tuple(deed for deed in (*SIGHTS, *DEEDS) if beneath and deed.may(who, beneath)),
    )


def _and_beneath(body: Organization) -> str:
    return ", và việc đã giao, báo cáo đã nhận của đơn vị trực thuộc" if body.kind in GIVERS else ""


def _one_beneath(actor: Actor) -> Organization | None:
    """One of the governments right beneath the actor's: what holds for it holds for all."""
    found = Organization.objects.filter(parent__in=actor.government_ids, valid_to=None).select_related("parent")
    return found.exclude(kind=OrganizationKind.DEPARTMENT).first()


def _why(actor: Actor) -> str:
    body = actor.organization
    if not actor.looks_over:
        return f"Thấy {body.name}, là đơn vị mình{_and_beneath(body)}."
    return f"Vai trò này ở {body.name} thấy cả địa bàn {body.government.name}."
