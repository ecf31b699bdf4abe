"""Who may do what with duties."""

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from plans.enums import AgencyRole
from tasks.models import Obligation, Task


def can_update(actor: Actor, task: Task) -> bool:
    """Holders of a leading post, and the coordinator for everyone of his body. Reads `task.assignments`."""
    if not actor.belongs_to(task.organization_id):
        return False
    if actor.is_system or actor.has_role(Role.COORDINATOR):
        return True
    leads = {a.position_id for a in task.assignments.all() if a.role == AgencyRole.LEAD}
    return actor.has_role(Role.OFFICER) and bool(leads & actor.position_ids)


def can_set_due(actor: Actor, obligation: Obligation) -> bool:
    """The coordinator or the leader gives or moves a due day of his body's duties, while something is owed."""
    own = actor.belongs_to(obligation.task.organization_id)
    return own and _decides(actor) and obligation.cancelled_on is None


def can_cancel(actor: Actor, obligation: Obligation) -> bool:
    """As for due days: whoever decides on the plan decides what of it falls away."""
    return can_set_due(actor, obligation)


def _decides(actor: Actor) -> bool:
    return actor.is_system or actor.has_role(Role.COORDINATOR, Role.LEADER)
