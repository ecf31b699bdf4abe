"""Who may do what with plans."""

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from plans.enums import PlanState
from plans.models import Plan


def can_upload_plan(actor: Actor) -> bool:
    """The coordinator brings his body's plans in."""
    return actor.is_system or actor.has_role(Role.COORDINATOR)


def can_correct_plan(actor: Actor, plan: Plan) -> bool:
    """The coordinator corrects and settles while the plan waits to be accepted."""
    own = actor.belongs_to(plan.organization_id) and (actor.is_system or actor.has_role(Role.COORDINATOR))
    return own and plan.state == PlanState.DRAFT


def can_accept_plan(actor: Actor, plan: Plan) -> bool:
    """The coordinator or the leader makes the rows duties."""
    own = actor.belongs_to(plan.organization_id)
    return own and (actor.is_system or actor.has_role(Role.COORDINATOR, Role.LEADER)) and plan.state == PlanState.DRAFT


def can_discard_plan(actor: Actor, plan: Plan) -> bool:
    """A plan that was never accepted can be thrown away by who may upload; an accepted one never."""
    own = actor.belongs_to(plan.organization_id) and can_upload_plan(actor)
    return own and plan.state in (PlanState.READING, PlanState.DRAFT, PlanState.FAILED)


def can_write_plan(actor: Actor, plan: Plan) -> bool:
    """The coordinator writes the table of a draft that no document stands behind."""
    return can_correct_plan(actor, plan) and plan.is_written_here


def can_start_next_plan(actor: Actor, plan: Plan) -> bool:
    """The coordinator starts next year's plan from one that is or was in force."""
    own = actor.belongs_to(plan.organization_id) and can_upload_plan(actor)
    return own and plan.state in (PlanState.ACCEPTED, PlanState.CLOSED)
