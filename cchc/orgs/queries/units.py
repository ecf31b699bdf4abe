"""Bodies over time: what they were called and stood under on a day, what became of them, who is concerned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import ChangeKind, OrganizationKind
from cchc.orgs.models import FormerName, Membership, Organization, Position, UnitChange, UnitStep
from cchc.orgs.queries.people import is_live


@dataclass(frozen=True, slots=True)
class Names:
    """How a body was named on a day, and the body above it then."""

    name: str
    issuer_name: str
    place_name: str
    superior: str


def names_of(organization: Organization) -> Names:
    """Today's. Reads the body's parent."""
    superior = organization.parent.issuer_name if organization.parent else ""
    return Names(organization.name, organization.issuer_name, organization.place_name, superior)


def names_on(organization: Organization, day: date) -> Names:
    """The names that a document of that day bears (one query, a second where the body stood elsewhere then)."""
    above = FormerName.objects.filter(organization=organization).values("parent")
    concerned = Q(organization=organization) | Q(organization=organization.parent_id) | Q(organization__in=above)
    later = list(FormerName.objects.filter(concerned, until_on__gte=day).select_related("parent"))
    own = _first_of(later, organization.pk)
    parent = own.parent if own else organization.parent
    superior = parent and (_first_of(later, parent.pk) or parent)
    was = own or organization
    return Names(was.name, was.issuer_name, was.place_name, superior.issuer_name if superior else "")


def _first_of(later: Iterable[FormerName], pk: int) -> FormerName | None:
    """What the body was on the day: the first of what it was until that day or a later one."""
    return next((one for one in later if one.organization_id == pk), None)


def stood_elsewhere(government: Organization, day: date) -> QuerySet[FormerName]:
    """What bodies were that stood under another government on that day."""
    return FormerName.objects.filter(until_on__gte=day).exclude(parent=government).exclude(parent=None)


def stood_beneath(government: Organization, day: date) -> QuerySet[FormerName]:
    """What bodies were that stood right beneath this government on that day and do so no more."""
    return FormerName.objects.filter(until_on__gte=day, parent=government)


def unit_tree(actor: Actor) -> list[Organization]:
    """Every body within reach, ended ones too, from the top down, with what it was called before and who carries on its
    work (two queries)."""
    bodies: QuerySet[Organization] = Organization.objects.visible_to(actor)
    return list(bodies.select_related("merged_into", "parent").prefetch_related("former_names").order_by("path"))


def unit_of(actor: Actor, pk: int) -> Organization | None:
    """One body within reach with what it was called before."""
    bodies: QuerySet[Organization] = Organization.objects.visible_to(actor)
    found = bodies.select_related("parent__parent", "merged_into").prefetch_related("former_names__parent")
    return found.filter(pk=pk).first()


def changes_of(actor: Actor, organization: Organization | None = None) -> list[UnitChange]:
    """The changes within reach, or those of one body and of what it carries on, the newest first (two queries)."""
    changes: QuerySet[UnitChange] = UnitChange.objects.visible_to(actor)
    if organization:
        ids = (organization.pk, *organization.predecessor_ids)
        about = UnitStep.objects.filter(Q(before__in=ids) | Q(after__in=ids))
        changes = changes.filter(pk__in=about.values("change"))
        steps = about.select_related("before", "after")
        return list(changes.prefetch_related(Prefetch("steps", steps)))
    return list(changes.prefetch_related(Prefetch("steps", UnitStep.objects.select_related("before", "after"))))


def live_beneath(organization: Organization) -> list[Organization]:
    """The bodies right beneath one that have not ended, by name."""
    found = Organization.objects.filter(parent=organization, valid_to=None)
    return list(found.order_by("name"))


def live_communes(province: Organization) -> list[Organization]:
    """Every commune of a province that has not ended."""
    found = Organization.objects.filter(path__startswith=province.path, kind=OrganizationKind.COMMUNE, valid_to=None)
    return list(found.order_by("name"))


def all_codes() -> list[str]:
    """Codes of all bodies: a new one takes none of them."""
    return list(Organization.objects.values_list("code", flat=True))


def people_in(bodies: Sequence[Organization], today: date) -> dict[int, list[Membership]]:
    """The live memberships of these bodies, by body (one query)."""
    found: dict[int, list[Membership]] = {body.pk: [] for body in bodies}
    held = Membership.objects.filter(is_live(today), organization__in=found, user__is_active=True)
    for membership in held.select_related("user").order_by("pk"):
        found[membership.organization_id].append(membership)
    return found


def posts_in(bodies: Sequence[Organization]) -> dict[int, list[Position]]:
    """The posts in force of these bodies, by body (one query)."""
    found: dict[int, list[Position]] = {body.pk: [] for body in bodies}
    for post in Position.objects.filter(organization__in=found, valid_to=None):
        found[post.organization_id].append(post)
    return found


def change_of(actor: Actor, pk: int) -> UnitChange | None:
    """One change within reach, with its steps."""
    changes: QuerySet[UnitChange] = UnitChange.objects.visible_to(actor)
    steps = Prefetch("steps", UnitStep.objects.select_related("before", "after"))
    return changes.select_related("organization").prefetch_related(steps).filter(pk=pk).first()


def governments_above(actor: Actor) -> list[Organization]:
    """The provinces and districts within reach that bodies may stand under."""
    bodies: QuerySet[Organization] = Organization.objects.visible_to(actor)
    kinds = (OrganizationKind.PROVINCE, OrganizationKind.DISTRICT)
    return list(bodies.filter(kind__in=kinds, valid_to=None).order_by("path"))


def end_of(body: Organization) -> UnitChange | None:
    """The change by which a district ended; None where it did not."""
    found = UnitChange.objects.filter(kind=ChangeKind.END_LEVEL, steps__before=body)
    return found.filter(on_day=body.valid_to + timedelta(days=1)).first() if body.valid_to else None
