"""Who may do what with bodies and people. Nobody grants more than he has, nobody changes what he is himself."""

from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Membership, Organization, User
from cchc.orgs.terms import is_over


def can_read_journal(actor: Actor) -> bool:
    """Who answers for a body reads its whole audit trail; everybody reads that of an object on its own page."""
    return actor.has_role(Role.COORDINATOR, Role.LEADER, Role.REVIEWER, Role.ADMINISTRATOR)


def can_manage_people(actor: Actor, organization: Organization) -> bool:
    """Administrators manage the bodies of their territory; the system sets up anything."""
    if actor.is_system:
        return True
    return actor.has_role(Role.ADMINISTRATOR) and organization.path.startswith(actor.organization.territory)


def can_grant(actor: Actor, organization: Organization, role: Role) -> bool:
    """A role in a body of one's own territory; one that looks over a territory only where that lies within one's own,
    and a reviewer only in a body that looks over others: a department, or a government with bodies beneath it."""
    if actor.is_system:
        return True
    if not can_manage_people(actor, organization):
        return False
    if role == Role.REVIEWER and organization.kind == OrganizationKind.COMMUNE:
        return False
    is_wide = role in (Role.REVIEWER, Role.ADMINISTRATOR)
    return not is_wide or organization.territory.startswith(actor.organization.territory)


def grantable_roles(actor: Actor, organization: Organization) -> list[Role]:
    """What a form offers."""
    return [role for role in Role if can_grant(actor, organization, role)]


def is_himself(actor: Actor, user: User) -> bool:
    """The actor's own account, or another one with his e-mail address."""
    if actor.user is None:
        return False
    same_mail = bool(user.email) and user.email.casefold() == actor.user.email.casefold()
    return user.pk == actor.user.pk or same_mail


def can_give_role(actor: Actor, user: User, organization: Organization) -> bool:
    """A role in this body to somebody else who works or worked within one's territory, or who works nowhere yet: whose
    account belongs to bodies outside is given one by an administrator above both. Reads `user.memberships` with
    their bodies."""
    if actor.is_system:
        return True
    homes = [membership.organization for membership in user.memberships.all()]
    known = not homes or any(can_manage_people(actor, home) for home in homes)
    return known and not is_himself(actor, user) and can_manage_people(actor, organization)


def can_change_membership(actor: Actor, membership: Membership, today: date) -> bool:
    """Neither one's own nor what is over: that is history. Reads `membership.user` and its body."""
    if is_over(membership, today):
        return False
    others = actor.is_system or not is_himself(actor, membership.user)
    return others and can_manage_people(actor, membership.organization)


def can_manage_account(actor: Actor, user: User, today: date) -> bool:
    """Name, user name, password: whoever sets them could sign in as this person, so all that the person is now or will
    be must lie within the actor's territory. Nobody manages his own account here. Reads `user.memberships` with
    their bodies."""
    if actor.is_system:
        return True
    memberships = list(user.memberships.all())
    lives = [membership for membership in memberships if not is_over(membership, today)]
    is_known = any(can_manage_people(actor, membership.organization) for membership in memberships)
    all_within = all(can_manage_people(actor, membership.organization) for membership in lives)
    return is_known and all_within and not is_himself(actor, user)


def can_change_units(actor: Actor, organization: Organization) -> bool:
    """The administrator of a government above merges, renames, splits and moves bodies; one with nobody above it is
    changed by its own."""
    above = organization.parent_id is None or organization.pk != actor.organization.government.pk
    return above and can_manage_people(actor, organization)


def can_set_calendar(actor: Actor) -> bool:
    """The working days are those of the whole country: an administrator of a body with nobody above it keeps them."""
    return actor.has_role(Role.ADMINISTRATOR) and actor.organization.parent_id is None
