"""Who may do what with duties."""

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Organization
from plans.enums import AgencyRole
from tasks.enums import Audience
from tasks.models import Obligation, Task

DOERS = (Role.OFFICER, Role.COORDINATOR)
"""Who of a body does its duties."""


def can_update(actor: Actor, task: Task) -> bool:
    """Holders of a leading post, and the coordinator for everyone of his body. Plans name departments, not posts within
    them: there, any officer. For a department without people of its own, see `can_stand_in`. Reads `task.assignments`
    and `task.organization`."""
    if not actor.belongs_to(task.organization_id):
        return can_stand_in(actor, task)
    if actor.is_system or actor.has_role(Role.COORDINATOR):
        return True
    leads = {a.position_id for a in task.assignments.all() if a.role == AgencyRole.LEAD}
    named = leads & actor.position_ids if leads else task.organization.kind == OrganizationKind.DEPARTMENT
    return actor.has_role(Role.OFFICER) and bool(named)


def can_stand_in(actor: Actor, task: Task) -> bool:
    """The coordinator of the government whose plan gave the duty, for a department right beneath it that has nobody
    who could do it himself. Reads `task.plan` and `task.organization.memberships`."""
    body = task.organization
    return (
        actor.has_role(Role.COORDINATOR)
        and actor.belongs_to(task.plan.organization_id)
        and body.kind == OrganizationKind.DEPARTMENT
        and body.parent_id == actor.organization.pk
        and not any(m.valid_to is None and m.role in DOERS for m in body.memberships.all())
    )


def can_set_due(actor: Actor, obligation: Obligation) -> bool:
    """The coordinator or the leader of the body whose plan it is gives or moves a due day while something is owed: a
    body does not put off what the one above it gave. Reads `obligation.task.plan`."""
    own = actor.belongs_to(obligation.task.plan.organization_id)
    return own and _decides(actor) and obligation.cancelled_on is None


def can_cancel(actor: Actor, obligation: Obligation) -> bool:
    """As for due days: whoever decides on the plan decides what of it falls away."""
    return can_set_due(actor, obligation)


def can_set_regime(actor: Actor, organization: Organization, audience: Audience) -> bool:
    """The coordinator or the leader of a government decides on its own reports and on those of the bodies beneath it;
    on the latter the reviewers of its department too; the administrator on those of his territory. A department
    reports with its government, a commune has nobody beneath it."""
    if organization.kind == OrganizationKind.DEPARTMENT:
        return False
    below = audience == Audience.BELOW
    if below and organization.kind == OrganizationKind.COMMUNE:
        return False
    if actor.has_role(Role.ADMINISTRATOR):
        return organization.path.startswith(actor.organization.territory)
    if below and actor.has_role(Role.REVIEWER):
        return actor.organization.territory == organization.path
    return actor.belongs_to(organization.pk) and _decides(actor)


def _decides(actor: Actor) -> bool:
    return actor.is_system or actor.has_role(Role.COORDINATOR, Role.LEADER)
