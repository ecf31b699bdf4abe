"""A person says yes: from now on the plan is in force."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from plans.enums import PlanState, Relation
from plans.models import Doubt, Plan, PlanItem
from plans.rules import can_accept_plan


@transaction.atomic
def mark_accepted(*, actor: Actor, plan: Plan, now: datetime) -> None:
    """Put the plan in force; whoever makes its duties calls this. Raises Refused while points are undecided."""
    locked = Plan.objects.select_for_update(of=("self",)).select_related("organization").get(pk=plan.pk)
    if locked.relation == Relation.REVISES:
        raise Refused("Đây là bản sửa của một kế hoạch đang thực hiện; hãy xem khác biệt rồi áp dụng vào kế hoạch ấy.")
    require_acceptable(actor, locked)
    locked.state, locked.accepted_at, locked.accepted_by = PlanState.ACCEPTED, now, actor.user
    locked.save(update_fields=["state", "accepted_at", "accepted_by"])
    plan.state, plan.accepted_at, plan.accepted_by = locked.state, locked.accepted_at, locked.accepted_by
    plan.relation, plan.related = locked.relation, locked.related
    record(
        "Chấp nhận kế hoạch",
        locked,
        actor=actor,
        organization=locked.organization,
        now=now,
        before={"trạng thái": PlanState.DRAFT.label},
        after={"trạng thái": PlanState.ACCEPTED.label},
    )


def require_acceptable(actor: Actor, plan: Plan) -> None:
    """Raises Refused unless the actor may put what was read in force now."""
    if plan.state == PlanState.ACCEPTED:
        raise Refused("Kế hoạch này đã được chấp nhận rồi.")
    if plan.state != PlanState.DRAFT:
        raise Refused("Kế hoạch này chưa đọc xong nên chưa chấp nhận được.")
    if not can_accept_plan(actor, plan):
        raise Forbidden("Chỉ Văn phòng - Thống kê hoặc lãnh đạo đơn vị mới được chấp nhận kế hoạch.")
    undecided = Doubt.objects.filter(plan=plan, settlement="").count()
    if undecided:
        raise Refused(f"Còn {undecided} điểm chưa quyết; hãy quyết từng điểm hoặc nhận cả loại rồi chấp nhận.")
    if not PlanItem.objects.filter(section__plan=plan).exists():
        raise Refused("Kế hoạch không có nhiệm vụ nào để giao; hãy bỏ bản nháp này và tải lên văn bản khác.")
