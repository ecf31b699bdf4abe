"""Who may do what with duties."""

from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.enums import DOERS, OrganizationKind, Role
from cchc.orgs.models import Organization
from cchc.orgs.terms import is_held
from plans.enums import AgencyRole, PlanState
from plans.models import Plan
from tasks.enums import Audience
from tasks.models import DueRequest, Obligation, Task


def can_update(actor: Actor, task: Task, today: date) -> bool:
    """Who does it, or stands in for a department in which nobody could."""
    return can_do(actor, task) or can_stand_in(actor, task, today)


def can_do(actor: Actor, task: Task) -> bool:
    """Holders of a leading post, and the coordinator for everyone of his body. Plans name departments, not posts within
    them: there, any officer. Reads `task.assignments` and `task.organization`."""
    if not actor.belongs_to(task.organization_id):
        return False
    if actor.is_system or actor.has_role(Role.COORDINATOR):
        return True
    leads = {a.position_id for a in task.assignments.all() if a.role == AgencyRole.LEAD}
    named = leads & actor.position_ids if leads else task.organization.kind == OrganizationKind.DEPARTMENT
    return actor.has_role(Role.OFFICER) and bool(named)


def can_stand_in(actor: Actor, task: Task, today: date) -> bool:
    """The coordinator of the government whose plan gave the duty, for a department right beneath it that has nobody
    today who could do it himself, nor who carries on its work (`tasks.queries.lists.doers_of` is the same of many).
    Reads `task.plan` and `task.organization.memberships` with their people."""
    body = task.organization
    return (
        actor.has_role(Role.COORDINATOR)
        and actor.belongs_to(task.plan.organization_id)
        and body.kind == OrganizationKind.DEPARTMENT
        and body.parent_id in actor.body_ids
        and not any(_has_doers(one, today) for one in (body, body.merged_into) if one)
    )


def _has_doers(body: Organization, today: date) -> bool:
    return any(m.role in DOERS and is_held(m, today) and m.user.is_active for m in body.memberships.all())


def can_set_due(actor: Actor, obligation: Obligation) -> bool:
    """The coordinator or the leader of the body whose plan it is gives or moves a due day while something is owed: a
    body does not put off what the one above it gave. Reads `obligation.task.plan`."""
    own = actor.belongs_to(obligation.task.plan.organization_id)
    return own and _decides(actor) and obligation.cancelled_on is None


def can_cancel(actor: Actor, obligation: Obligation) -> bool:
    """As for due days: whoever decides on the plan decides what of it falls away."""
    return can_set_due(actor, obligation)


def can_give(actor: Actor, plan: Plan) -> bool:
    """The coordinator or the leader of a government with bodies beneath gives rows of its plan in force to more of
    them, and takes back what it gave. Reads `plan.organization`."""
    own = actor.belongs_to(plan.organization_id) and plan.organization.kind != OrganizationKind.COMMUNE
    return own and _decides(actor) and plan.state == PlanState.ACCEPTED


def can_receive(actor: Actor, task: Task) -> bool:
    """Who answers for a body acknowledges what it was given and ties it to its own plan: the coordinator or the
    leader, in a department every officer. Reads `task.plan` and `task.organization`."""
    if not task.is_given or not actor.belongs_to(task.organization_id):
        return False
    return _decides(actor) or (task.organization.kind == OrganizationKind.DEPARTMENT and actor.has_role(Role.OFFICER))


def can_ask_due(actor: Actor, obligation: Obligation) -> bool:
    """Who answers for the body, or does the duty, asks its giver for another day while something is owed. Reads
    `obligation.task` as `can_do` does."""
    task = obligation.task
    answers = can_receive(actor, task) or can_do(actor, task)
    return task.is_given and answers and obligation.cancelled_on is None


def can_answer_due(actor: Actor, obligation: Obligation) -> bool:
    """Whoever decides on the plan, or a reviewer of that government's department. Reads `obligation.task.plan` and
    the parent of the actor's body."""
    watches = actor.has_role(Role.REVIEWER) and obligation.task.plan.organization_id in actor.government_ids
    return obligation.cancelled_on is None and (can_set_due(actor, obligation) or watches)


def can_withdraw_due(actor: Actor, request: DueRequest) -> bool:
    """Who may ask takes the question back while it is open."""
    return request.answer == "" and can_ask_due(actor, request.obligation)


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
