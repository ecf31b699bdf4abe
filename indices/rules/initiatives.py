"""Who may do what with initiatives: the body whose people had them, the government that adopts them."""

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Organization
from cchc.orgs.scope import GIVERS
from indices.enums import InitiativeState
from indices.models import Initiative

REGISTRARS = (Role.OFFICER, Role.COORDINATOR, Role.LEADER)
SPEAKERS = (Role.COORDINATOR, Role.LEADER)
"""Who speaks for a body: registers for others, records what a council decided."""


def can_register(actor: Actor) -> bool:
    """Whoever works in a body, for himself."""
    return actor.has_role(*REGISTRARS)


def can_register_for_others(actor: Actor) -> bool:
    """Without being one of the authors."""
    return actor.has_role(*SPEAKERS)


def can_edit(actor: Actor, initiative: Initiative) -> bool:
    """Its authors, coordinator and leader mend or withdraw it until it is decided. Reads `authors`."""
    return initiative.state == InitiativeState.REGISTERED and _owns(actor, initiative)


def can_decide(actor: Actor, initiative: Initiative) -> bool:
    """The body itself records what its council decided; the government above decides for those beneath it."""
    if initiative.state != InitiativeState.REGISTERED:
        return False
    own = actor.belongs_to(initiative.organization_id) and actor.has_role(*SPEAKERS)
    return own or stands_above(actor, initiative.organization)


def can_spread(actor: Actor, initiative: Initiative) -> bool:
    """What was adopted is spread by its owners or from above. Reads `authors`."""
    is_adopted = initiative.state == InitiativeState.ADOPTED
    return is_adopted and (_owns(actor, initiative) or stands_above(actor, initiative.organization))


def can_count(actor: Actor) -> bool:
    """Who follows several bodies sees which of them registered."""
    return actor.looks_over or (actor.organization.kind in GIVERS and actor.has_role(*SPEAKERS))


def stands_above(actor: Actor, body: Organization) -> bool:
    """The reviewer over the body's territory; the coordinator or leader of the government right above it."""
    if actor.belongs_to(body.pk):
        return False
    if actor.has_role(Role.REVIEWER):
        return body.path.startswith(actor.organization.territory)
    is_parent = body.parent_id is not None and actor.belongs_to(body.parent_id)
    return is_parent and actor.organization.kind in GIVERS and actor.has_role(*SPEAKERS)


def _owns(actor: Actor, initiative: Initiative) -> bool:
    if not actor.belongs_to(initiative.organization_id):
        return False
    return actor.has_role(*SPEAKERS) or _is_author(actor, initiative)


def _is_author(actor: Actor, initiative: Initiative) -> bool:
    """Who works in the body and is named among the authors."""
    if actor.user is None or not actor.has_role(*REGISTRARS):
        return False
    return actor.user.pk in {author.user_id for author in initiative.authors.all()}
