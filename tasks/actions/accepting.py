"""Accepting a plan: its rows become duties of the body, each with its posts and what it makes due."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.working_days import WorkingDays
from plans.actions.accepting import mark_accepted
from plans.clauses import clause_from_json
from plans.enums import AgencyRole
from plans.models import Plan, PlanItem
from tasks.actions.next_due import keep_next_due
from tasks.models import Assignment, Obligation, Task
from tasks.obligations import Due, dues_of

ORDER_OF_SECTION = 1000


@transaction.atomic
def accept_plan(*, actor: Actor, plan: Plan, calendar: WorkingDays, now: datetime) -> int:
    """Accept the plan and make its duties; returns the number of tasks. Raises Refused while doubts are open.

    Running it twice makes nothing twice: a row has one task in a body, a task one obligation for a label and day.
    """
    mark_accepted(actor=actor, plan=plan, now=now)
    items = (
        PlanItem.objects.filter(section__plan=plan, children=None)
        .select_related("section__lead")
        .prefetch_related("responsibilities__position")
    )
    tasks = [_take_up(item, plan, calendar, now) for item in items]
    record(
        "Giao việc theo kế hoạch",
        plan,
        actor=actor,
        organization=plan.organization,
        now=now,
        after={"số nhiệm vụ": len(tasks)},
    )
    return len(tasks)


def _take_up(item: PlanItem, plan: Plan, calendar: WorkingDays, now: datetime) -> Task:
    task, _ = Task.objects.get_or_create(
        item=item,
        organization=plan.organization,
        defaults={"plan": plan, "created_at": now, "order": item.section.order * ORDER_OF_SECTION + item.order},
    )
    _assign(task, item)
    first, last = plan.span
    dues = dues_of(
        [clause_from_json(clause) for clause in item.clauses],
        from_year=first,
        to_year=last,
        calendar=calendar,
        not_before=plan.issued_on,
    )
    for due in dues:
        _owe(task, due)
    keep_next_due(task)
    return task


def _assign(task: Task, item: PlanItem) -> None:
    """Posts that the row names; where it names no leading post, the lead of its appendix."""
    named = [(r.position_id, r.role) for r in item.responsibilities.all() if r.position_id is not None]
    leads = [position_id for position_id, role in named if role == AgencyRole.LEAD]
    if not leads and item.section.lead_id is not None:
        leads = [item.section.lead_id]
    for place, position_id in enumerate(leads):
        Assignment.objects.get_or_create(
            task=task, position_id=position_id, defaults={"role": AgencyRole.LEAD, "is_first": place == 0}
        )
    for position_id, role in named:
        if role == AgencyRole.COORDINATE and position_id not in leads:
            Assignment.objects.get_or_create(
                task=task, position_id=position_id, defaults={"role": AgencyRole.COORDINATE}
            )


def _owe(task: Task, due: Due) -> None:
    Obligation.objects.get_or_create(
        task=task,
        label=due.label,
        due_on=due.due_on,
        words=due.words,
        defaults={
            "kind": due.kind,
            "start_on": due.start_on,
            "original_due_on": due.due_on,
            "waits_for": due.waits_for,
            "period_kind": due.period_kind or "",
            "period_year": due.period_year,
            "period_number": due.period_number,
            "period_name": due.period_name,
        },
    )
