"""The end of the district level: its communes go on beneath the province, its departments' work at the province's."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from cchc.orgs.actions.succeeding import Carrying, Order, begin, hand_over, name_anew, place_under
from cchc.orgs.actions.units import Newcomer, new_body, take_children
from cchc.orgs.actors import Actor
from cchc.orgs.becoming import Fate, Movers
from cchc.orgs.enums import ChangeKind, OrganizationKind
from cchc.orgs.models import Organization, UnitChange
from cchc.orgs.refusals import Refused


@transaction.atomic
def end_district(
    *,
    actor: Actor,
    district: Organization,
    communes: Sequence[Fate],
    departments: Sequence[Fate],
    people: Movers,
    order: Order,
    now: datetime,
) -> UnitChange:
    """End a district with everything beneath it, all or nothing: communes go on under the province, merge or get other
    names; departments hand over to those of the province; what is left is the province's. `people` are the district's
    own."""
    province = district.parent
    if district.kind != OrganizationKind.DISTRICT or province is None:
        raise Refused(f"{district} không phải huyện, thị xã thuộc một tỉnh nên không kết thúc ở đây được.")
    bodies = _bodies_of(district, communes, departments, province)
    carrying = begin(actor, list(bodies.values()), order, now)
    _require_all(district, bodies)
    _carry_communes(carrying, bodies, communes, province)
    for fate in departments:
        _hand_over(carrying, bodies[fate.body.pk], _heir_of(fate, bodies, province), fate.people)
    take_children(carrying, district, province)
    _hand_over(carrying, district, province, people)
    return carrying.keep(ChangeKind.END_LEVEL)


def _bodies_of(
    district: Organization, communes: Sequence[Fate], departments: Sequence[Fate], province: Organization
) -> dict[int, Organization]:
    """The bodies before and after by id, each loaded once: a later step sees what an earlier one wrote."""
    fates = (*communes, *departments)
    ids = {fate.body.pk for fate in fates} | {fate.after.pk for fate in fates if fate.after}
    found = Organization.objects.filter(pk__in=ids).select_related("parent")
    return {one.pk: one for one in found} | {district.pk: district, province.pk: province}


def _require_all(district: Organization, bodies: Mapping[int, Organization]) -> None:
    """No live commune is left behind beneath a district that ends."""
    live = Organization.objects.filter(parent=district, valid_to=None)
    left = [one.name for one in live.exclude(kind=OrganizationKind.DEPARTMENT).exclude(pk__in=bodies)]
    if left:
        raise Refused(f"Chưa ghi {', '.join(left)} trở thành gì; danh sách xã vừa thay đổi, hãy lập lại từ đầu.")


def _carry_communes(
    carrying: Carrying, bodies: dict[int, Organization], fates: Sequence[Fate], province: Organization
) -> None:
    """Those that go on first, so that the others find them beneath the province."""
    founded: dict[str, Organization] = {}
    for fate in sorted(fates, key=lambda fate: not fate.goes_on):
        body = bodies[fate.body.pk]
        if fate.goes_on:
            _go_on(carrying, body, fate, province)
            continue
        heir = bodies[fate.after.pk] if fate.after else founded.get(fate.code)
        if heir is None:
            newcomer = Newcomer(fate.code, fate.name)
            heir = founded[fate.code] = new_body(carrying, newcomer, OrganizationKind.COMMUNE, province)
            carrying.steps.pop()
        take_children(carrying, body, heir)
        _hand_over(carrying, body, heir, fate.people)


def _go_on(carrying: Carrying, body: Organization, fate: Fate, province: Organization) -> None:
    was = body.name
    place_under(carrying, body, province)
    if fate.is_renamed:
        name_anew(carrying, body, fate.name)
    carrying.steps.append((body, body, was, body.name))


def _heir_of(fate: Fate, bodies: Mapping[int, Organization], province: Organization) -> Organization:
    return bodies[fate.after.pk] if fate.after else province


def _hand_over(carrying: Carrying, ended: Organization, heir: Organization, people: Movers) -> None:
    hand_over(carrying, ended, heir, people)
    carrying.steps.append((ended, heir, ended.name, heir.name))
