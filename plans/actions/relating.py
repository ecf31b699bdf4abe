"""What a draft is to a plan in force: chosen by a person, its rows tied to the rows they go on with."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Refused
from plans.actions.settling import locked_plan, require_correctable
from plans.enums import PlanState, Relation
from plans.models import Plan, PlanItem
from plans.queries import leaves_of, plans_to_relate, row_of
from plans.versions.matching import match

NEW = "kế hoạch mới"


@transaction.atomic
def relate_plan(*, actor: Actor, plan: Plan, relation: Relation | None, related: Plan | None, now: datetime) -> None:
    """Say what a draft is to a plan in force of its body (`relation` None: a plan of its own). The rows of a revision
    are tied to those they go on with; said once more, what is tied stays and the rest is looked for again."""
    plan = locked_plan(plan.pk)
    require_correctable(actor, plan)
    _check(plan, relation, related)
    before = _shown(plan)
    if (plan.relation, plan.related_id) != (relation or "", related.pk if related else None):
        _untie(plan)
        plan.relation, plan.related = relation or "", related
        plan.save(update_fields=["relation", "related"])
        after = {"quan hệ": _shown(plan)}
        old = {"quan hệ": before}
        record("Xác định quan hệ", plan, actor=actor, organization=plan.organization, now=now, before=old, after=after)
    if plan.relation == Relation.REVISES and related:
        _tie_all(plan, related)


@transaction.atomic
def tie_row(*, actor: Actor, item: PlanItem, origin: PlanItem | None, now: datetime) -> None:
    """A person says which row of the plan in force a row of its revision goes on with (None: with none)."""
    plan = locked_plan(item.section.plan_id)
    require_correctable(actor, plan)
    item = PlanItem.objects.select_for_update(of=("self",)).select_related("origin").get(pk=item.pk)
    if plan.relation != Relation.REVISES or plan.related is None:
        raise Refused("Bản nháp này không phải bản sửa của kế hoạch nào nên không có hàng để nối.")
    if item.origin == origin:
        return
    if origin is not None:
        _check_origin(plan, plan.related, origin)
    before = {"hàng cũ": item.origin.text if item.origin else ""}
    item.origin = origin
    item.save(update_fields=["origin"])
    after = {"hàng cũ": origin.text if origin else ""}
    verb = "Nối hàng" if origin else "Gỡ nối hàng"
    record(verb, item, actor=actor, organization=plan.organization, now=now, before=before, after=after)


@transaction.atomic
def close_plan(*, actor: Actor, plan: Plan, successor: Plan, now: datetime) -> None:
    """A plan that another one takes the place of is in force no longer; whoever ends its duties calls this."""
    locked = Plan.objects.select_for_update(of=("self",)).select_related("organization").get(pk=plan.pk)
    if locked.state == PlanState.CLOSED:
        return
    before = {"trạng thái": locked.get_state_display()}
    locked.state = plan.state = PlanState.CLOSED
    locked.save(update_fields=["state"])
    after = {"trạng thái": PlanState.CLOSED.label, "thay bằng": str(successor)}
    record(
        "Khép lại kế hoạch", locked, actor=actor, organization=locked.organization, now=now, before=before, after=after
    )


def move_ties(current: Plan, rows: Iterable[PlanItem]) -> None:
    """Other drafts that revise the same plan go on with the rows that took the place of the old ones."""
    drafts = PlanItem.objects.filter(section__plan__related=current, section__plan__state=PlanState.DRAFT)
    for row in rows:
        drafts.filter(origin=row.origin_id).update(origin=row)


def _check(plan: Plan, relation: Relation | None, related: Plan | None) -> None:
    if plan.relation == Relation.FOLLOWS:
        raise Refused("Kế hoạch này được lập tiếp từ kế hoạch năm trước; quan hệ ấy không đổi được.")
    if (relation is None) != (related is None):
        raise Refused("Hãy chọn cả quan hệ và kế hoạch đang thực hiện mà văn bản này có quan hệ.")
    if relation == Relation.FOLLOWS:
        raise Refused("Kế hoạch nối tiếp được lập từ trang của kế hoạch năm trước, không chọn ở đây.")
    if related is not None and not plans_to_relate(plan).filter(pk=related.pk).exists():
        raise Refused("Chỉ chọn được kế hoạch đang thực hiện của chính đơn vị; hãy tải lại trang rồi chọn lại.")


def _check_origin(plan: Plan, related: Plan, origin: PlanItem) -> None:
    if not PlanItem.objects.filter(pk=origin.pk, section__plan=related, children=None).exists():
        raise Refused("Hàng ấy không còn trong kế hoạch đang thực hiện; hãy tải lại trang.")
    if PlanItem.objects.filter(section__plan=plan, origin=origin).exists():
        raise Refused("Hàng ấy đã nối với một hàng khác; hãy gỡ chỗ nối kia trước.")


def _shown(plan: Plan) -> str:
    if not plan.relation or plan.related is None:
        return NEW
    return f"{Relation(plan.relation).label} {plan.related}"


def _untie(plan: Plan) -> None:
    if plan.relation == Relation.REVISES:
        PlanItem.objects.filter(section__plan=plan, origin__section__plan=plan.related_id).update(origin=None)


def _tie_all(draft: Plan, current: Plan) -> None:
    """Rows that nobody tied yet, to the rows they go on with."""
    old, new = leaves_of(current), leaves_of(draft)
    tied = {item.origin_id for item in new}
    by_key = {item.pk: item for item in (*old, *new)}
    free = [row_of(item) for item in old if item.pk not in tied]
    untied = [row_of(item) for item in new if item.origin_id is None]
    changed = []
    for ours, theirs in match(free, untied):
        item = by_key[theirs.key]
        item.origin = by_key[ours.key]
        changed.append(item)
    PlanItem.objects.bulk_update(changed, ["origin"], batch_size=200)
