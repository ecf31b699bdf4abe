"""A new version of a document takes the place of the one a plan in force was read from.

The plan stays the same plan. Its record takes over the file, heading, sections, rows, targets and points of the draft;
the record of the draft, `MERGED` from now on, keeps those of the version before, whole and unchanged, from its
`accepted_at` (when it was replaced) backwards. So what a report of an earlier day told can be told again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.refusals import Refused
from plans.actions.accepting import require_acceptable
from plans.actions.carrying import carry_over, carry_targets
from plans.actions.relating import move_ties
from plans.enums import PlanState, Relation
from plans.models import Doubt, Plan, PlanItem, PlanSource, Section, Target
from plans.queries import leaves_of

HEADING = (
    "number",
    "title",
    "from_year",
    "to_year",
    "issued_on",
    "signer",
    "authority",
    "signer_title",
    "carries_out",
    "replaces",
    "figures",
    "folded",
)
OF_SOURCE = (
    "file",
    "name",
    "size",
    "sha256",
    "blocks",
    "progress",
    "step",
    "error",
    "uploaded_by_id",
    "uploaded_at",
)
PARTS: tuple[type[models.Model], ...] = (Section, Target, Doubt)
OUT_OF_THE_WAY = 16_000
"""Added to `order` while two plans change places: above every order, within the column."""
DONE_ALREADY = "Bản sửa này đã được áp dụng rồi; kế hoạch đang thực hiện không đổi gì thêm."


@dataclass(frozen=True, slots=True)
class Merged:
    """The plan with its new rows; `former` are the rows of the version before by their ids, `gone` those of them that
    the new version has no more."""

    plan: Plan
    earlier: Plan
    rows: tuple[PlanItem, ...]
    former: dict[int, PlanItem]
    gone: tuple[PlanItem, ...]


@transaction.atomic
def merge_version(*, actor: Actor, draft: Plan, now: datetime) -> Merged:
    """Put the words of a revision in force; whoever brings the duties in line calls this. Raises Refused while points
    of it are undecided or where the plan it revises is in force no more."""
    draft, plan = _locked_pair(draft)
    require_acceptable(actor, draft)
    former = {item.pk: item for item in leaves_of(plan)}
    for item in leaves_of(draft):
        if item.origin_id in former:
            _carry(former[item.origin_id], item, draft)
    carry_targets(plan.targets.all(), draft.targets.all())
    before = _shown(plan)
    _exchange(plan, draft)
    draft.state, draft.accepted_at, draft.accepted_by = PlanState.MERGED, now, actor.user
    draft.save()
    plan.revision += 1
    plan.save()
    rows = tuple(leaves_of(plan))
    gone = tuple(item for key, item in former.items() if key not in {row.origin_id for row in rows})
    PlanItem.objects.filter(pk__in=[item.pk for item in gone]).update(dropped_at=now)
    move_ties(plan, [row for row in rows if row.origin_id in former])
    old, new = changes(before, _shown(plan))
    record("Áp dụng bản sửa", plan, actor=actor, organization=plan.organization, now=now, before=old, after=new)
    return Merged(plan, draft, rows, former, gone)


def _locked_pair(draft: Plan) -> tuple[Plan, Plan]:
    """The draft and the plan it revises, locked in one order by all."""
    keys = [key for key in (draft.pk, draft.related_id) if key]
    plans = Plan.objects.select_for_update(of=("self",)).select_related("organization").order_by("pk")
    found = {plan.pk: plan for plan in plans.filter(pk__in=keys)}
    draft = found[draft.pk]
    if draft.state == PlanState.MERGED:
        raise Refused(DONE_ALREADY)
    plan = found.get(draft.related_id or 0)
    if draft.relation != Relation.REVISES or plan is None:
        raise Refused("Bản nháp này không phải bản sửa của kế hoạch nào; hãy chọn quan hệ ở trang xem lại.")
    if plan.state != PlanState.ACCEPTED:
        raise Refused("Kế hoạch được sửa không còn thực hiện; hãy chọn lại quan hệ ở trang xem lại.")
    return draft, plan


def _carry(old: PlanItem, new: PlanItem, draft: Plan) -> None:
    """What a person corrected, and what the row says of last year's, hold."""
    carry_over(old, new, draft)
    if old.is_carried_over:
        new.is_carried_over = True
        new.save(update_fields=["is_carried_over"])


def _exchange(plan: Plan, draft: Plan) -> None:
    _swap(plan, draft, HEADING)
    sources = {source.plan_id: source for source in PlanSource.objects.filter(plan__in=(plan, draft))}
    if plan.pk in sources:
        _swap(sources[plan.pk], sources[draft.pk], OF_SOURCE)
        sources[plan.pk].save()
        sources[draft.pk].save()
    else:
        PlanSource.objects.filter(plan=draft).update(plan=plan)
    for part in PARTS:
        own = list(part._default_manager.filter(plan=plan).values_list("pk", flat=True))
        part._default_manager.filter(pk__in=own).update(order=F("order") + OUT_OF_THE_WAY)
        part._default_manager.filter(plan=draft).update(plan=plan)
        part._default_manager.filter(pk__in=own).update(plan=draft, order=F("order") - OUT_OF_THE_WAY)


def _swap(one: models.Model, other: models.Model, names: tuple[str, ...]) -> None:
    for name in names:
        own, theirs = getattr(one, name), getattr(other, name)
        setattr(one, name, _value(theirs))
        setattr(other, name, _value(own))


def _value(value: Any) -> Any:
    """A file by its name: a field's file belongs to its own row."""
    return getattr(value, "name", value)


def _shown(plan: Plan) -> dict[str, Any]:
    source = PlanSource.objects.filter(plan=plan).first()
    return {
        "tệp": source.name if source else "",
        "số, ký hiệu": plan.number,
        "tên kế hoạch": plan.title,
        "ngày ban hành": plan.issued_on,
        "người ký": plan.signer,
    }
