"""The due days of a person for his own calendar."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from cchc.orgs.actors import Actor
from cchc.orgs.mailing import absolute, site_host
from cchc.web.ical import Entry
from tasks.enums import ObligationKind
from tasks.models import Obligation, Update
from tasks.queries.lists import tasks_asked_of, tasks_in_force, tasks_of_body
from tasks.queries.live import is_owed

KEPT = timedelta(days=92)
"""So long a day that is over stays in the calendar when nothing is owed any more."""


def duty_entries(actor: Actor, *, today: date) -> list[Entry]:
    """What his posts lead or co-ordinate in, open or lately settled or cancelled; a standing duty has no day (three
    queries)."""
    tasks = tasks_in_force(actor).filter(tasks_of_body(actor, today=today)).filter(tasks_asked_of(actor))
    recent = Q(due_on__gte=today - KEPT)
    owed = Obligation.objects.filter(task__in=tasks.order_by(), due_on__isnull=False)
    owed = owed.exclude(kind=ObligationKind.STANDING).filter(recent | Q(pk__in=Obligation.objects.open().values("pk")))
    duties = list(owed.select_related("task__item", "task__plan__organization").prefetch_related("due_changes"))
    words = Update.objects.in_bulk([one.last_update_id for one in duties if one.last_update_id])
    return [_entry(one, one.due_on, words.get(one.last_update_id or 0)) for one in duties if one.due_on]


def _entry(duty: Obligation, due_on: date, last: Update | None) -> Entry:
    changes = list(duty.due_changes.all())
    moments = [duty.task.created_at, *(change.recorded_at for change in changes)]
    if last:
        moments.append(last.recorded_at)
    if duty.cancelled_on:
        moments.append(datetime.combine(duty.cancelled_on, time.min, get_current_timezone()))
    is_settled = not is_owed(duty) and duty.cancelled_on is None
    mark = f"{duty.get_outcome_display()}: " if is_settled else ""
    return Entry(
        uid=f"viec-{duty.pk}@{site_host()}",
        on_day=due_on,
        title=f"{mark}{duty.task.item.text}",
        words=_words(duty),
        url=absolute(f"{reverse('tasks:detail', args=[duty.task_id])}#viec-{duty.pk}"),
        sequence=len(changes) + (duty.cancelled_on is not None),
        changed_at=max(moments),
        is_settled=is_settled,
        is_cancelled=duty.cancelled_on is not None,
    )


def _words(duty: Obligation) -> str:
    """Which of its row's duties it is, of which plan, and since when another day holds."""
    plan = duty.task.plan
    moved = duty.original_due_on if duty.original_due_on != duty.due_on else None
    return "\n".join(
        filter(
            None,
            (
                "" if duty.is_whole_row else duty.short_name,
                f"{plan.organization}: {plan.title}",
                f"Hạn ban đầu {moved:%d/%m/%Y}" if moved else "",
                f"Đã hủy: {duty.cancel_reason}" if duty.cancelled_on else "",
            ),
        )
    )
