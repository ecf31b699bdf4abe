"""Who may do what with bodies and people."""

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Organization


def can_read_journal(actor: Actor) -> bool:
    """Who answers for a body reads its whole audit trail; everybody reads that of an object on its own page."""
    return actor.has_role(Role.COORDINATOR, Role.LEADER, Role.REVIEWER, Role.ADMINISTRATOR)


def can_manage_people(actor: Actor, organization: Organization) -> bool:
    """Administrators manage the bodies of their territory; the system sets up anything."""
    if actor.is_system:
        return True
    return actor.has_role(Role.ADMINISTRATOR) and organization.path.startswith(actor.organization.territory)


def can_set_calendar(actor: Actor) -> bool:
    """The working days are those of the whole country: an administrator of a body with nobody above it keeps them."""
    return actor.has_role(Role.ADMINISTRATOR) and actor.organization.parent_id is None
