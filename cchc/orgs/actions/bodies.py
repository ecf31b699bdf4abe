"""Setting up bodies and their posts."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Forbidden
from cchc.orgs.rules import can_manage_people


@transaction.atomic
def found_organization(
    *,
    actor: Actor | None,
    code: str,
    name: str,
    kind: OrganizationKind,
    issuer_name: str,
    place_name: str,
    parent: Organization | None,
    aliases: Iterable[str] = (),
    now: datetime,
) -> Organization:
    """Set up a body under `parent`. Without an actor (the first body has nobody above it) the system is named."""
    if actor and not (parent and can_manage_people(actor, parent)):
        raise Forbidden("Chỉ người quản trị của cấp trên mới được lập đơn vị.")
    organization = Organization(
        code=code,
        name=name,
        kind=kind,
        issuer_name=issuer_name,
        place_name=place_name,
        parent=parent,
        aliases=list(aliases),
    )
    organization.save()
    organization.path = f"{parent.path if parent else '/'}{organization.pk}/"
    organization.save(update_fields=["path"])
    who = actor or Actor.system(organization)
    record("Lập đơn vị", organization, actor=who, organization=organization, now=now)
    return organization
