"""Changes of bodies by a decision: merged, renamed, split, founded, moved. A body that ends is never deleted; another
carries on its work (`Organization.predecessor_ids`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cchc.orgs.actions.bodies import found_organization
from cchc.orgs.actions.succeeding import NO_RIGHT, Carrying, Order, begin, hand_over, name_anew, place_under
from cchc.orgs.actors import Actor
from cchc.orgs.becoming import LONGEST_CODE, LONGEST_NAME, Movers, free_code, issuer_of, place_of, slug
from cchc.orgs.enums import ChangeKind, OrganizationKind
from cchc.orgs.models import Organization, UnitChange
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.rules import can_manage_people
from cchc.text import nfc, squeeze


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A body to be founded; the names of its issuer and of its place follow from its own where they are not given."""

    code: str
    name: str
    issuer_name: str = ""
    place_name: str = ""


@transaction.atomic
def rename_body(
    *,
    actor: Actor,
    organization: Organization,
    name: str,
    issuer_name: str,
    place_name: str,
    order: Order,
    now: datetime,
) -> UnitChange:
    """Give a body another name from a day on; the former one stays on everything of its time."""
    carrying = begin(actor, [organization], order, now)
    name, issuer, place = (squeeze(nfc(text)) for text in (name, issuer_name, place_name))
    was = organization.name
    if not name or len(name) > LONGEST_NAME:
        raise Refused("Hãy ghi tên mới của đơn vị, dài nhất 200 ký tự.")
    if (name, issuer or organization.issuer_name) == (was, organization.issuer_name):
        raise Refused(f"Tên mới giống tên đang dùng ({was}); hãy ghi tên khác.")
    _require_free_name(name, organization.parent, organization)
    name_anew(carrying, organization, name, issuer, place)
    carrying.steps.append((organization, organization, was, name))
    return carrying.keep(ChangeKind.RENAME)


@transaction.atomic
def move_body(
    *, actor: Actor, organization: Organization, parent: Organization, order: Order, now: datetime
) -> UnitChange:
    """Put a body, with everything beneath it, under another government."""
    carrying = begin(actor, [organization], order, now)
    _require_within(actor, parent, OrganizationKind(organization.kind))
    if parent.path.startswith(organization.path):
        raise Refused(f"{parent} thuộc {organization} nên không làm cấp trên được; hãy chọn đơn vị khác.")
    if organization.parent_id == parent.pk:
        raise Refused(f"{organization} đang thuộc {parent} rồi.")
    place_under(carrying, organization, parent)
    carrying.steps.append((organization, organization, organization.name, organization.name))
    return carrying.keep(ChangeKind.MOVE)


@transaction.atomic
def found_body(
    *, actor: Actor, newcomer: Newcomer, kind: OrganizationKind, parent: Organization, order: Order, now: datetime
) -> UnitChange:
    """Found a body that exists from a day on, in mid-year too: what was due before is not its own."""
    _require_within(actor, parent, kind)
    carrying = begin(actor, [], order, now)
    new_body(carrying, newcomer, kind, parent)
    return carrying.keep(ChangeKind.FOUND)


@transaction.atomic
def merge_bodies(
    *,
    actor: Actor,
    bodies: Sequence[Organization],
    into: Organization | Newcomer,
    people: Movers,
    posts: Mapping[int, int] | None = None,
    order: Order,
    now: datetime,
) -> UnitChange:
    """End these bodies; one that is there, or a new one under the same government, carries on their work."""
    there = [into] if isinstance(into, Organization) else []
    carrying = begin(actor, [*bodies, *there], order, now)
    if not bodies:
        raise Refused("Hãy chọn ít nhất một đơn vị để sáp nhập.")
    if there and there[0].pk in {body.pk for body in bodies}:
        raise Refused(f"{into} không nhập vào chính nó được; hãy chọn đơn vị khác.")
    parent = bodies[0].parent
    if parent is None:
        raise Refused(
            f"{bodies[0]} không có cấp trên nên không sáp nhập ở đây được; hãy chuyển từng đơn vị trực thuộc."
        )
    heir = (
        into if isinstance(into, Organization) else new_body(carrying, into, OrganizationKind(bodies[0].kind), parent)
    )
    carrying.steps.clear()
    for body in bodies:
        _require_mergeable(body, heir)
        take_children(carrying, body, heir)
        hand_over(carrying, body, heir, people, posts)
        carrying.steps.append((body, heir, body.name, heir.name))
    return carrying.keep(ChangeKind.MERGE)


@transaction.atomic
def split_body(
    *,
    actor: Actor,
    organization: Organization,
    parts: Sequence[Newcomer],
    heir: int | None,
    people: Movers,
    order: Order,
    now: datetime,
) -> UnitChange:
    """Found new bodies from one. `heir` is the place, among `parts`, of the one that carries on its work; without it
    the body itself goes on and keeps its work. The other parts begin anew."""
    carrying = begin(actor, [organization], order, now)
    if organization.parent is None:
        raise Refused(f"{organization} không có cấp trên nên không chia tách ở đây được.")
    if len(parts) < (1 if heir is None else 2):
        raise Refused("Chia tách thì phải ghi tên ít nhất hai đơn vị, hoặc một đơn vị mới bên cạnh đơn vị cũ.")
    kind = OrganizationKind(organization.kind)
    made = [new_body(carrying, part, kind, organization.parent) for part in parts]
    carrying.steps = [(organization, body, organization.name, body.name) for body in made]
    if heir is None:
        carrying.steps.insert(0, (organization, organization, organization.name, organization.name))
    else:
        take_children(carrying, organization, made[heir])
        hand_over(carrying, organization, made[heir], people)
    return carrying.keep(ChangeKind.SPLIT)


def new_body(carrying: Carrying, newcomer: Newcomer, kind: OrganizationKind, parent: Organization) -> Organization:
    """Found a body on the order's day."""
    name, codes = squeeze(nfc(newcomer.name)), set(Organization.objects.values_list("code", flat=True))
    code = newcomer.code.strip() or free_code(slug(name), codes)
    if not name or len(name) > LONGEST_NAME:
        raise Refused("Hãy ghi tên đơn vị mới, dài nhất 200 ký tự.")
    if slug(code) != code or len(code) > LONGEST_CODE:
        raise Refused(f"Mã “{code}” chỉ được gồm chữ thường không dấu, số và dấu gạch nối.")
    if code in codes:
        raise Refused(f"Mã “{code}” đã dùng cho đơn vị khác; hãy ghi mã khác.")
    _require_free_name(name, parent, None)
    body = found_organization(
        actor=Actor.system(parent) if carrying.actor.is_system else carrying.actor,
        code=code,
        name=name,
        kind=kind,
        issuer_name=squeeze(nfc(newcomer.issuer_name)) or _issuer(name, kind),
        place_name=squeeze(nfc(newcomer.place_name)) or (parent.place_name if _is_part(kind) else place_of(name)),
        parent=parent,
        now=carrying.now,
    )
    body.valid_from = carrying.order.on_day
    body.save(update_fields=["valid_from"])
    carrying.steps.append((None, body, "", body.name))
    return body


def take_children(carrying: Carrying, ended: Organization, heir: Organization) -> None:
    """What stands right beneath a body that ends goes on beneath its heir."""
    for child in list(Organization.objects.filter(parent=ended, valid_to=None).select_related("parent")):
        if child.pk != heir.pk:
            place_under(carrying, child, heir)


def _is_part(kind: OrganizationKind) -> bool:
    return kind == OrganizationKind.DEPARTMENT


def _issuer(name: str, kind: OrganizationKind) -> str:
    return name if _is_part(kind) else issuer_of(name)


def _require_within(actor: Actor, parent: Organization, kind: OrganizationKind) -> None:
    """Bodies are put under a government by who administers it; a department under any, a government under one above
    its level."""
    if not can_manage_people(actor, parent):
        raise Forbidden(NO_RIGHT.format(f"đơn vị trực thuộc {parent}"))
    if parent.valid_to is not None:
        raise Refused(f"{parent} đã kết thúc ngày {parent.valid_to:%d/%m/%Y}; hãy chọn cấp trên đang hoạt động.")
    levels = list(OrganizationKind)
    if levels.index(OrganizationKind(parent.kind)) >= levels.index(kind):
        raise Refused(f"{parent} không đứng trên cấp “{kind.label}”; hãy chọn cấp trên khác.")


def _require_mergeable(body: Organization, heir: Organization) -> None:
    if heir.path.startswith(body.path):
        raise Refused(f"{heir} thuộc {body} nên {body} không nhập vào đó được; hãy chọn đơn vị khác.")
    if (body.kind == OrganizationKind.DEPARTMENT) != (heir.kind == OrganizationKind.DEPARTMENT):
        raise Refused(f"{body} và {heir} không cùng loại đơn vị; hãy chọn đơn vị cùng loại.")


def _require_free_name(name: str, parent: Organization | None, own: Organization | None) -> None:
    """Two live bodies of one government never bear one name: documents could not tell them apart."""
    others = Organization.objects.filter(parent=parent, name__iexact=name, valid_to=None)
    if (others.exclude(pk=own.pk) if own else others).exists():
        raise Refused(f"{parent or 'Danh mục'} đã có một đơn vị tên “{name}”; hãy ghi tên khác.")
