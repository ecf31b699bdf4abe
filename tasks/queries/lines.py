"""The duties of an actor as lines of a workbook."""

from cchc.orgs.actors import Actor
from plans.enums import AgencyRole
from tasks.exchange.sheet import Line
from tasks.models import Obligation, Task, Update
from tasks.queries.lists import task_list
from tasks.rules import can_update


def lines_for(actor: Actor) -> list[Line]:
    """Every duty not cancelled that the actor may update, in the plan's order."""
    tasks = [task for task in task_list(actor).filter(organization=actor.organization) if can_update(actor, task)]
    pairs = [(task, o) for task in tasks for o in task.obligations.all() if o.cancelled_on is None]
    last = Update.objects.in_bulk([o.last_update_id for _, o in pairs if o.last_update_id])
    return [_line(task, obligation, last.get(obligation.last_update_id or 0)) for task, obligation in pairs]


def _line(task: Task, obligation: Obligation, last: Update | None) -> Line:
    section = task.item.section
    leads = [a.position.name for a in task.assignments.all() if a.role == AgencyRole.LEAD]
    return Line(
        obligation_id=obligation.pk,
        seen=obligation.last_update_id,
        section=section.label or section.title,
        ordinal=task.item.ordinal,
        task=task.item.text,
        duty=obligation.short_name,
        lead=", ".join(leads),
        due_on=obligation.due_on,
        outcome=last.get_outcome_display() if last else "",
        text=last.text if last else "",
        difficulty=last.difficulty if last else "",
        percent=last.percent if last else None,
        effective_on=last.effective_on if last else None,
        document=last.document if last else "",
        document_on=last.document_on if last else None,
    )
