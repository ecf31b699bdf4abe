"""A body acknowledges the work that it was given."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from cchc.orgs.actions.notices import settle_about
from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden
from tasks.actions.telling import about_given
from tasks.models import Receipt, Task
from tasks.rules import can_receive

NO_RIGHT = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị được giao mới nhận việc được."


@transaction.atomic
def take_receipt(*, actor: Actor, task_ids: Collection[int], now: datetime) -> int:
    """Write who received these tasks and when; returns how many are new. What was received before stays as it is."""
    tasks = Task.objects.visible_to(actor).select_for_update(of=("self",)).select_related("plan", "organization")
    new = list(tasks.filter(pk__in=task_ids, receipt=None).order_by("pk"))
    if not all(can_receive(actor, task) for task in new):
        raise Forbidden(NO_RIGHT)
    Receipt.objects.bulk_create(
        Receipt(task=task, received_at=now, receiver=actor.user, receiver_name=actor.name) for task in new
    )
    parts = {(task.plan_id, task.organization_id) for task in new}
    waiting = Task.objects.filter(plan__in={plan for plan, _ in parts}, receipt=None, obligations__cancelled_on=None)
    left = set(waiting.order_by().values_list("plan", "organization"))
    settle_about(actor=actor, abouts=[about_given(*part) for part in parts - left])
    for task in new:
        record("Nhận việc cấp trên giao", task, actor=actor, organization=task.organization, now=now)
    return len(new)
