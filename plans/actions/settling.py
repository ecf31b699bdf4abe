"""Deciding the points that the reader was unsure of."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from plans.actions.steps import Step
from plans.enums import PlanState, Settlement
from plans.models import Doubt, Plan
from plans.rules import can_correct_plan

NO_RIGHT = "Chỉ Văn phòng - Thống kê của đơn vị mới được sửa cách đọc và quyết các điểm nghi ngờ."
NOT_DRAFT = "Kế hoạch này không còn chờ chấp nhận nên không sửa được cách đọc nữa."


def require_correctable(actor: Actor, plan: Plan) -> None:
    """Raises Refused unless the actor may correct this plan now."""
    if can_correct_plan(actor, plan):
        return
    raise Refused(NOT_DRAFT) if plan.state != PlanState.DRAFT else Forbidden(NO_RIGHT)


def locked_plan(plan_id: int) -> Plan:
    """The plan, locked: corrections and the acceptance of one plan follow each other."""
    return Plan.objects.select_for_update(of=("self",)).select_related("organization").get(pk=plan_id)


@transaction.atomic
def settle_doubt(*, actor: Actor, doubt: Doubt, settlement: Settlement, now: datetime) -> None:
    """Decide one point. Deciding it again the same way changes nothing."""
    plan = locked_plan(doubt.plan_id)
    require_correctable(actor, plan)
    doubt = Doubt.objects.get(pk=doubt.pk)
    if doubt.settlement != settlement:
        step = Step(doubts=[doubt.pk])
        settle(actor=actor, plan=plan, doubts=[doubt], settlement=settlement, now=now)
        step.keep(actor=actor, plan=plan, words=f"{settlement.label} ở một điểm", now=now)


@transaction.atomic
def settle_doubts_of_kind(*, actor: Actor, plan: Plan, code: str, now: datetime) -> int:
    """Take the reading of every undecided point of one kind; returns how many."""
    plan = locked_plan(plan.pk)
    require_correctable(actor, plan)
    doubts = list(Doubt.objects.filter(plan=plan, code=code, settlement=""))
    _accept(actor, plan, doubts, now)
    return len(doubts)


@transaction.atomic
def settle_all(*, actor: Actor, plan: Plan, now: datetime) -> int:
    """Take the reading of every undecided point; returns how many."""
    plan = locked_plan(plan.pk)
    require_correctable(actor, plan)
    doubts = list(Doubt.objects.filter(plan=plan, settlement=""))
    _accept(actor, plan, doubts, now)
    return len(doubts)


@transaction.atomic
def reopen_doubt(*, actor: Actor, doubt: Doubt, now: datetime) -> None:
    """Take a decision back while the plan waits to be accepted."""
    plan = locked_plan(doubt.plan_id)
    require_correctable(actor, plan)
    doubt = Doubt.objects.get(pk=doubt.pk)
    if not doubt.settlement:
        return
    step = Step(doubts=[doubt.pk])
    before = {"quyết định": doubt.get_settlement_display(), "điểm": doubt.words or doubt.message}
    doubt.settlement, doubt.settled_at, doubt.settled_by, doubt.remembered = "", None, None, None
    doubt.save(update_fields=["settlement", "settled_at", "settled_by", "remembered"])
    record("Quyết lại điểm nghi ngờ", plan, actor=actor, organization=plan.organization, now=now, before=before)
    step.keep(actor=actor, plan=plan, words="Quyết lại một điểm", now=now)


def _accept(actor: Actor, plan: Plan, doubts: list[Doubt], now: datetime) -> None:
    if not doubts:
        return
    step = Step(doubts=[doubt.pk for doubt in doubts])
    settle(actor=actor, plan=plan, doubts=doubts, settlement=Settlement.ACCEPTED, now=now)
    step.keep(actor=actor, plan=plan, words=f"Nhận cách đọc của {len(doubts)} điểm", now=now)


def settle(*, actor: Actor, plan: Plan, doubts: Iterable[Doubt], settlement: Settlement, now: datetime) -> None:
    """Write the decision on these points and one audit line; called inside a transaction that holds the plan."""
    doubts = list(doubts)
    if not doubts:
        return
    Doubt.objects.filter(pk__in=[doubt.pk for doubt in doubts]).update(
        settlement=settlement, settled_at=now, settled_by=actor.user
    )
    after = {"quyết định": settlement.label, "điểm": [doubt.words or doubt.message for doubt in doubts]}
    record("Quyết điểm nghi ngờ", plan, actor=actor, organization=plan.organization, now=now, after=after)
