"""Accepting a plan: its rows become duties of the bodies that must do them."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from plans.actions.accepting import mark_accepted
from plans.actions.relating import close_plan
from plans.enums import TRACKED, Relation
from plans.models import Plan, PlanItem
from tasks.actions.revising import cited, end_plan
from tasks.actions.taking_up import take_up
from tasks.actions.telling import tell_given
from tasks.periods import Timetable


@transaction.atomic
def accept_plan(*, actor: Actor, plan: Plan, timetable: Timetable, now: datetime) -> int:
    """Accept the plan and make its duties; returns the number of tasks. Raises Refused while doubts are open. A plan
    that it replaces is closed: what is still owed of it falls away from today on."""
    mark_accepted(actor=actor, plan=plan, now=now)
    if plan.relation == Relation.REPLACES and plan.related:
        _replace(actor, plan.related, plan, now)
    items = PlanItem.objects.filter(section__plan=plan, section__kind__in=TRACKED, children=None)
    tasks = take_up(items, plan, timetable, now)
    tell_given(actor, plan, tasks, f"given:{plan.pk}", now)
    record(
        "Giao việc theo kế hoạch",
        plan,
        actor=actor,
        organization=plan.organization,
        now=now,
        after={"số nhiệm vụ": len(tasks)},
    )
    return len(tasks)


def _replace(actor: Actor, old: Plan, plan: Plan, now: datetime) -> None:
    close_plan(actor=actor, plan=old, successor=plan, now=now)
    end_plan(actor=actor, plan=old, reason=f"Thay bằng kế hoạch {cited(plan)}", now=now)
