"""Giving a waiting duty its day, moving a day, and cancelling: with a reason, keeping what was before."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import nfc
from tasks.actions.next_due import keep_next_due
from tasks.enums import Outcome
from tasks.models import DueChange, Obligation
from tasks.rules import can_cancel, can_set_due

NO_RIGHT = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo đơn vị mới được đặt hạn, dời hạn hoặc hủy việc."


@transaction.atomic
def set_due(*, actor: Actor, obligation_id: int, due_on: date, reason: str, now: datetime) -> DueChange:
    """Give or move the due day. Raises Refused when the day is out of the plan's years, the same, or taken."""
    obligation = locked(actor, obligation_id)
    if not can_set_due(actor, obligation):
        raise Forbidden(NO_RIGHT)
    return move_due(actor, obligation, due_on, reason, now)


def move_due(actor: Actor, obligation: Obligation, due_on: date, reason: str, now: datetime) -> DueChange:
    """Part of the actions that decide on due days, inside their transactions; `obligation` is locked."""
    check_day(obligation, due_on, reason)
    change = DueChange.objects.create(
        obligation=obligation,
        old_due_on=obligation.due_on,
        new_due_on=due_on,
        reason=nfc(reason.strip()),
        recorded_at=now,
        recorded_on=localdate(now),
        author=actor.user,
        author_name=actor.name,
    )
    obligation.due_on = due_on
    obligation.save(update_fields=["due_on"])
    keep_next_due(obligation.task)
    record(
        "Đặt hạn" if change.old_due_on is None else "Dời hạn",
        obligation.task,
        actor=actor,
        organization=obligation.task.organization,
        now=now,
        before={"hạn": change.old_due_on},
        after={"hạn": due_on, "lý do": change.reason},
    )
    return change


@transaction.atomic
def cancel_obligation(*, actor: Actor, obligation_id: int, reason: str, now: datetime) -> Obligation:
    """Take a duty out of what is owed, from today on; it stays in the record and is named under percentages."""
    obligation = locked(actor, obligation_id)
    if not can_cancel(actor, obligation):
        raise Forbidden(NO_RIGHT)
    _refuse_done(obligation)
    if not reason.strip():
        raise Refused("Hãy viết lý do hủy việc; lý do sẽ in dưới tỷ lệ trong báo cáo.")
    obligation.cancelled_on = localdate(now)
    obligation.cancel_reason = nfc(reason.strip())
    obligation.save(update_fields=["cancelled_on", "cancel_reason"])
    keep_next_due(obligation.task)
    record(
        "Hủy việc",
        obligation.task,
        actor=actor,
        organization=obligation.task.organization,
        now=now,
        before={"hạn": obligation.due_on},
        after={"hủy từ": obligation.cancelled_on, "lý do": obligation.cancel_reason},
    )
    return obligation


def locked(actor: Actor, obligation_id: int) -> Obligation:
    """The duty with its task and plan, for the rest of the transaction."""
    return (
        Obligation.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("task__organization", "task__plan__organization", "task__item__section__plan")
        .get(pk=obligation_id)
    )


def check_day(obligation: Obligation, due_on: date, reason: str) -> None:
    """Whether a duty can fall due on that day, with that reason. Raises Refused."""
    plan = obligation.task.item.section.plan
    _refuse_done(obligation)
    if not reason.strip():
        raise Refused("Hãy viết lý do đặt hạn (ví dụ: theo công văn số mấy, ngày nào).")
    if due_on == obligation.due_on:
        raise Refused(f"Hạn đang là {due_on:%d/%m/%Y}; hãy chọn ngày khác hoặc để nguyên.")
    first, last = plan.span
    if not first <= due_on.year <= last + 1:
        raise Refused(f"Hạn {due_on:%d/%m/%Y} nằm ngoài các năm của kế hoạch ({plan.years}); hãy xem lại năm.")
    taken = Obligation.objects.filter(task=obligation.task, label=obligation.label, due_on=due_on)
    if taken.exclude(pk=obligation.pk).exists():
        raise Refused(f"Nhiệm vụ này đã có một việc cùng tên đến hạn ngày {due_on:%d/%m/%Y}; hãy chọn ngày khác.")


def _refuse_done(obligation: Obligation) -> None:
    """What is done keeps its due day and its place in the count, so that late stays late."""
    if obligation.outcome == Outcome.DONE:
        raise Refused(
            f"Việc đã xong ngày {obligation.outcome_on:%d/%m/%Y} nên giữ nguyên hạn và không hủy được; nếu ghi nhầm "
            "thì người thực hiện cập nhật lại tình trạng trước."
        )
