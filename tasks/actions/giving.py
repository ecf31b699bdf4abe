"""Giving a row of a plan in force to more bodies beneath, and taking it back."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import nfc
from plans.models import Plan, PlanItem
from tasks.actions.aligning import Realigner
from tasks.actions.taking_up import dues_of_row, new_task, obligation_of
from tasks.actions.telling import tell_given, tell_taken_back
from tasks.models import Obligation, Task
from tasks.obligations import Due, dues_from
from tasks.periods import Timetable
from tasks.queries.giving import bodies_beneath, given_item
from tasks.queries.live import is_owed
from tasks.queries.steps import fall_away, held_of
from tasks.realigning import realign
from tasks.rules import can_give

NO_RIGHT = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của cơ quan ban hành kế hoạch mới giao thêm hoặc thu hồi việc được."


@transaction.atomic
def give_row(
    *, actor: Actor, plan_id: int, item_id: int, body_ids: Collection[int], timetable: Timetable, now: datetime
) -> list[Task]:
    """Give a row to chosen bodies beneath; whom it was taken back from is given it again, who has it keeps it.

    What fell due before the day of giving is asked of nobody (`tasks.obligations.dues_from`). Raises Forbidden, or
    Refused when nobody is left to give it to."""
    plan = _locked_plan(actor, plan_id)
    item = given_item(plan, item_id)
    if item is None:
        raise Refused("Hàng này không giao được: nó không phải nhiệm vụ theo dõi của kế hoạch đang thực hiện.")
    today = localdate(now)
    bodies = [body for body in bodies_beneath(actor.organization, today=today) if body.pk in body_ids]
    dues = dues_from(dues_of_row(item, plan, timetable), today)
    held = {task.organization_id: task for task in _tasks(plan, item)}
    new = [new_task(item, body, plan, dues, now, is_chosen=True) for body in bodies if body.pk not in held]
    again = [held[body.pk] for body in bodies if body.pk in held and _is_taken_back(held[body.pk])]
    if not new and not again:
        raise Refused("Hãy chọn ít nhất một đơn vị chưa được giao việc này.")
    Task.objects.bulk_create(new)
    Obligation.objects.bulk_create(obligation_of(task, due) for task in new for due in dues)
    _revive(actor, again, dues, now)
    for task in new:
        record("Giao thêm việc", task, actor=actor, organization=task.organization, now=now, after=_days(dues))
    _record_on_plan("Giao thêm việc", actor, plan, item, [*new, *again], now)
    tell_given(actor, plan, [*new, *again], f"given:{plan.pk}:{item.pk}:{now:%Y%m%d%H%M%S}", now)
    return [*new, *again]


@transaction.atomic
def take_back(
    *, actor: Actor, plan_id: int, item_id: int, body_ids: Collection[int], reason: str, now: datetime
) -> list[Task]:
    """Cancel from today on what chosen bodies still owe of a row; what they reported stays. Raises Forbidden, or
    Refused without a reason or where nothing is owed."""
    plan = _locked_plan(actor, plan_id)
    if not reason.strip():
        raise Refused("Hãy viết lý do thu hồi; các đơn vị nhận việc sẽ đọc lý do này.")
    tasks = [task for task in _tasks(plan, item_id) if task.organization_id in body_ids]
    owing = [task for task in tasks if any(is_owed(one) for one in task.obligations.all())]
    if not owing:
        raise Refused("Các đơn vị đã chọn không còn nợ gì của việc này; hãy chọn đơn vị chưa xong.")
    reason = nfc(reason.strip())
    realigner = Realigner(actor, now, reason, "Thu hồi việc đã giao")
    for task in owing:
        realigner.take(task, fall_away(list(task.obligations.all())))
    _record_on_plan("Thu hồi việc đã giao", actor, plan, owing[0].item, owing, now, reason)
    tell_taken_back(actor, owing, reason, now)
    return owing


def _locked_plan(actor: Actor, plan_id: int) -> Plan:
    """Whoever gives the same row meanwhile waits."""
    plans = Plan.objects.visible_to(actor).select_for_update(of=("self",)).select_related("organization")
    plan: Plan = plans.get(pk=plan_id)
    if not can_give(actor, plan):
        raise Forbidden(NO_RIGHT)
    return plan


def _tasks(plan: Plan, item: PlanItem | int) -> Iterable[Task]:
    """What bodies beneath have of a row, their duties locked: whoever reports meanwhile waits."""
    tasks = Task.objects.filter(plan=plan, item=item).exclude(organization=plan.organization)
    list(Obligation.objects.select_for_update(of=("self",)).filter(task__in=tasks).order_by("pk").values_list("pk"))
    return tasks.select_related("organization", "item", "plan__organization").prefetch_related("obligations")


def _is_taken_back(task: Task) -> bool:
    return all(obligation.cancelled_on for obligation in task.obligations.all())


def _revive(actor: Actor, tasks: Iterable[Task], dues: list[Due], now: datetime) -> None:
    realigner = Realigner(actor, now, "Giao lại", "Giao lại việc đã thu hồi")
    for task in tasks:
        held = [held_of(obligation) for obligation in task.obligations.all()]
        realigner.take(task, realign(held, dues, asked_before=(), since=localdate(now)))


def _days(dues: Iterable[Due]) -> dict[str, list[str]]:
    return {"hạn": [f"{due.due_on:%d/%m/%Y}" if due.due_on else "chờ ấn định" for due in dues]}


def _record_on_plan(
    verb: str, actor: Actor, plan: Plan, item: PlanItem, tasks: list[Task], now: datetime, reason: str = ""
) -> None:
    after = {"nhiệm vụ": item.text, "đơn vị": [str(task.organization) for task in tasks]}
    reasons = {"lý do": reason} if reason else {}
    record(verb, plan, actor=actor, organization=plan.organization, now=now, after=after | reasons)
