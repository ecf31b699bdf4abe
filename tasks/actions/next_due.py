"""Keeps what lists sort by: the first day on which a task still owes something; and what was told about the rest."""

from cchc.orgs.actions.notices import settle
from cchc.orgs.actors import Actor
from cchc.orgs.queries.notices import open_notices_about
from tasks.models import Obligation, Task
from tasks.queries.live import is_owed
from tasks.reminders import about_of


def keep_next_due(task: Task) -> None:
    """Recompute `next_due_on`, and settle the notices about what is no longer owed or no longer due on that day; called
    by every action that changes what is owed, inside its transaction."""
    obligations = list(Obligation.objects.filter(task=task))
    owed = {about_of(one.pk): one.due_on for one in obligations if is_owed(one)}
    task.next_due_on = min((day for day in owed.values() if day), default=None)
    task.save(update_fields=["next_due_on"])
    told = open_notices_about(about_of(one.pk) for one in obligations)
    overtaken = [notice.pk for notice in told if notice.about not in owed or owed[notice.about] != notice.due_on]
    if overtaken:
        settle(actor=Actor.system(task.organization), notices=overtaken)
