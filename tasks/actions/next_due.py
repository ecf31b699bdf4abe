"""Keeps what lists sort by: the first day on which a task still owes something."""

from django.db.models import Min

from tasks.models import Obligation, Task


def keep_next_due(task: Task) -> None:
    """Recompute `next_due_on`; called by every action that changes what is owed, inside its transaction."""
    owed = Obligation.objects.filter(task=task).open()
    task.next_due_on = owed.aggregate(first=Min("due_on"))["first"]
    task.save(update_fields=["next_due_on"])
