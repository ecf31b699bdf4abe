"""Correcting what stands above the rows: number, title, years and day of the plan, and its targets."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.refusals import Refused
from cchc.text import squeeze
from plans.actions.correcting import Stale, add_doubts, reread_deadline, reread_products
from plans.actions.rows import OUT_OF_COLUMN, fits, folded_heading
from plans.actions.settling import locked_plan, require_correctable, settle
from plans.actions.steps import Step
from plans.doubt_kinds import Field, field_of
from plans.enums import Comparator, Settlement
from plans.models import Doubt, Plan, PlanItem, Target
from plans.wording import target_words

LONGEST_SPAN = 10
EARLIEST_YEAR = 2000
LATEST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class Heading:
    """What identifies a plan, as it should be."""

    number: str
    title: str
    from_year: int
    to_year: int
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class Aim:
    """The reading of a target, as it should be."""

    comparator: Comparator
    value: Decimal
    value_to: Decimal | None
    unit: str


@transaction.atomic
def correct_heading(*, actor: Actor, plan: Plan, seen: int, heading: Heading, now: datetime) -> Plan:
    """Other years or another day of issue change what deadlines mean, so all rows are read again."""
    plan = locked_plan(plan.pk)
    require_correctable(actor, plan)
    if plan.revision != seen:
        raise Stale
    check_heading(heading)
    before = _shown_heading(plan)
    plan.number, plan.title = squeeze(heading.number), " ".join(heading.title.split())
    plan.from_year, plan.to_year, plan.issued_on = heading.from_year, heading.to_year, heading.issued_on
    old, new = changes(before, _shown_heading(plan))
    if not new:
        return plan
    plan.revision += 1
    plan.folded = folded_heading(plan.title, plan.number)
    plan.save()
    if {"từ năm", "đến năm", "ngày ban hành"} & new.keys():
        _reread_all(plan)
    answered = [d for d in Doubt.objects.filter(plan=plan, settlement="") if field_of(d.code) == Field.HEADING]
    settle(actor=actor, plan=plan, doubts=answered, settlement=Settlement.CORRECTED, now=now)
    record("Sửa đầu kế hoạch", plan, actor=actor, organization=plan.organization, now=now, before=old, after=new)
    return plan


@transaction.atomic
def correct_target(*, actor: Actor, target: Target, seen: int, aim: Aim, now: datetime) -> Target:
    """Keep another figure for a target; its sentence stays as the document has it."""
    plan = locked_plan(target.plan_id)
    require_correctable(actor, plan)
    target = Target.objects.select_for_update().get(pk=target.pk)
    if target.revision != seen:
        raise Stale
    _check_aim(aim)
    asked = [d for d in Doubt.objects.filter(plan=plan, settlement="") if is_about(d, target)]
    step = Step(targets=[target.pk], doubts=[doubt.pk for doubt in asked])
    before = _shown_aim(target)
    target.comparator, target.value, target.value_to = aim.comparator, aim.value, aim.value_to
    target.unit = squeeze(aim.unit)
    old, new = changes(before, _shown_aim(target))
    if not new:
        return target
    target.revision += 1
    target.save()
    settle(actor=actor, plan=plan, doubts=asked, settlement=Settlement.CORRECTED, now=now)
    record("Sửa chỉ tiêu", target, actor=actor, organization=plan.organization, now=now, before=old, after=new)
    step.keep(actor=actor, plan=plan, words="Sửa một chỉ tiêu", now=now)
    return target


def _reread_all(plan: Plan) -> None:
    """Read every deadline anew; undecided points about deadlines are raised anew with it."""
    for item in PlanItem.objects.filter(section__plan=plan, children=None).select_related("section"):
        raised = reread_deadline(item, plan)
        item.save(update_fields=["clauses"])
        reread_products(item)
        known = {(doubt.code, doubt.words) for doubt in Doubt.objects.filter(item=item).exclude(settlement="")}
        open_points = Doubt.objects.filter(item=item, settlement="")
        outdated = [doubt.pk for doubt in open_points if field_of(doubt.code) == Field.DEADLINE]
        open_points.filter(pk__in=outdated).delete()
        add_doubts(plan, item, [doubt for doubt in raised if (doubt.code, doubt.words) not in known])


def check_heading(heading: Heading) -> None:
    if not heading.title.strip():
        raise Refused("Hãy ghi tên kế hoạch.")
    if not EARLIEST_YEAR <= heading.from_year <= heading.to_year <= LATEST_YEAR:
        raise Refused("Năm của kế hoạch chưa đúng; hãy ghi năm đầu không lớn hơn năm cuối, ví dụ 2023 và 2025.")
    if heading.to_year - heading.from_year >= LONGEST_SPAN:
        raise Refused(f"Kế hoạch dài quá {LONGEST_SPAN} năm; hãy xem lại năm đầu và năm cuối.")


def _check_aim(aim: Aim) -> None:
    if (aim.comparator == Comparator.BETWEEN) != (aim.value_to is not None):
        raise Refused("Chỉ tiêu “từ … đến …” cần cả hai con số; các kiểu khác chỉ ghi một con số.")
    if aim.value_to is not None and aim.value_to < aim.value:
        raise Refused("Con số sau phải lớn hơn con số trước, ví dụ từ 30 đến 50.")
    if not fits(aim.value, aim.value_to):
        raise Refused(OUT_OF_COLUMN)


def is_about(doubt: Doubt, target: Target) -> bool:
    """A point about a target's figure quotes the sentence or stands at its place."""
    places = {place.strip() for place in doubt.place.split(";")}
    return field_of(doubt.code) == Field.TARGET and (target.place in places or target.text in doubt.words)


def _shown_heading(plan: Plan) -> dict[str, Any]:
    return {
        "số, ký hiệu": plan.number,
        "tên kế hoạch": plan.title,
        "từ năm": plan.from_year,
        "đến năm": plan.to_year,
        "ngày ban hành": plan.issued_on,
    }


def _shown_aim(target: Target) -> dict[str, Any]:
    return {"chỉ tiêu": target_words(Comparator(target.comparator), target.value, target.value_to, target.unit)}
