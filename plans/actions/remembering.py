"""What a person decided once is not asked again: a point of a fresh reading that says of the same row, in the same
words, what was decided in an earlier reading of the body's plans is settled the same way at once."""

from collections.abc import Iterable
from datetime import datetime

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.text import fold
from plans.actions.carrying import OF_ROWS, carry_over, carry_targets
from plans.actions.correcting import add_doubts
from plans.actions.heading import is_about
from plans.doubt_kinds import Field, field_of
from plans.enums import Settlement
from plans.models import Doubt, Plan, PlanItem, Target

Key = tuple[str, str, str]
_WORDS = {
    Field.DEADLINE: ("text", "deadline_text"),
    Field.AGENCY: ("text", "agency_text"),
    Field.PRODUCT: ("text", "product_text"),
}
_ALL_WORDS = ("text", "product_text", "agency_text", "deadline_text")


def remember_settlements(plan: Plan, actor: Actor, now: datetime) -> None:
    """Settle what was settled before; part of storing a reading, inside its transaction. Corrected words read in this
    plan's years may raise points of their own, which are looked up once more."""
    found = _settle(plan, now)
    found += _settle(plan, now)
    if found:
        after = {"số điểm": len(found), "điểm": [doubt.words or doubt.message for doubt in found]}
        record("Quyết theo lần trước", plan, actor=actor, organization=plan.organization, now=now, after=after)


def _settle(plan: Plan, now: datetime) -> list[Doubt]:
    undecided = list(Doubt.objects.filter(plan=plan, settlement="").select_related("item"))
    known = _decided_before(plan, {doubt.code for doubt in undecided})
    settled = []
    for doubt in undecided:
        past = known.get(_key(doubt))
        if past is None or (past.settlement == Settlement.CORRECTED and not _is_corrected_alike(doubt, past, plan)):
            continue
        doubt.settlement, doubt.settled_at, doubt.settled_by = past.settlement, now, past.settled_by
        doubt.remembered = past
        settled.append(doubt)
    Doubt.objects.bulk_update(settled, ["settlement", "settled_at", "settled_by", "remembered"], batch_size=200)
    return settled


def _decided_before(plan: Plan, codes: Iterable[str]) -> dict[Key, Doubt]:
    """The last decision of a person about each point, in all other plans of the body."""
    decided = Doubt.objects.filter(plan__organization=plan.organization_id, code__in=codes, settled_by__isnull=False)
    found = decided.exclude(plan=plan).select_related("item", "settled_by").order_by("settled_at", "pk")
    return {_key(doubt): doubt for doubt in found}


def _key(doubt: Doubt) -> Key:
    names = _WORDS.get(field_of(doubt.code), _ALL_WORDS)
    row = " ".join(getattr(doubt.item, name) for name in names) if doubt.item else ""
    return (doubt.code, fold(doubt.words or doubt.message), fold(row))


def _is_corrected_alike(doubt: Doubt, past: Doubt, plan: Plan) -> bool:
    """Write what the person wrote then; False where the document says otherwise now or nothing written is left."""
    field = field_of(doubt.code)
    if field == Field.TARGET:
        known = [target for target in Target.objects.filter(plan=past.plan_id) if is_about(past, target)]
        return bool(carry_targets(known, Target.objects.filter(plan=plan)))
    if field not in OF_ROWS or doubt.item_id is None or past.item_id is None:
        return False
    item = PlanItem.objects.select_related("section").get(pk=doubt.item_id)
    old = PlanItem.objects.get(pk=past.item_id)
    add_doubts(plan, item, carry_over(old, item, plan, (field,)))
    return _holds(field, old, item)


def _holds(field: Field, old: PlanItem, new: PlanItem) -> bool:
    match field:
        case Field.DEADLINE:
            return bool(old.corrected_deadline) and new.corrected_deadline == old.corrected_deadline
        case Field.PRODUCT:
            return bool(old.corrected_product) and new.corrected_product == old.corrected_product
    return old.is_agency_corrected and new.is_agency_corrected
