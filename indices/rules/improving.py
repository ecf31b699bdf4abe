"""Who may draw an improvement plan, and when its words are still the draft's own."""

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from indices.models import Improvement


def can_begin_improvement(actor: Actor) -> bool:
    """The coordinator, who brings the body's plans in."""
    return actor.is_system or actor.has_role(Role.COORDINATOR)


def can_write_improvement(actor: Actor, improvement: Improvement) -> bool:
    """The body's coordinator, until a plan was made of it: from then on its words are that plan's."""
    own = actor.belongs_to(improvement.organization_id)
    return own and can_begin_improvement(actor) and improvement.plan_id is None


def can_make_plan(actor: Actor, improvement: Improvement) -> bool:
    """Who writes it; asked again, the plan of the first time is found."""
    return actor.belongs_to(improvement.organization_id) and can_begin_improvement(actor)
