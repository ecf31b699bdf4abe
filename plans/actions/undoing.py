"""Taking the last step of a review back."""

from datetime import datetime

from django.core import serializers
from django.db import IntegrityError, models, transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Refused
from plans.actions.settling import locked_plan, require_correctable
from plans.actions.steps import Stored, stored_rows
from plans.models import Change, Doubt, Plan, PlanItem, Product, Responsibility, Section, Target

GONE_ON = "Chỗ này đã được sửa tiếp nên không hoàn tác được nữa; hãy sửa thẳng vào hàng."
NOTHING = "Không còn bước nào để hoàn tác."
_MODELS: dict[str, type[models.Model]] = {
    model._meta.label_lower: model for model in (Section, PlanItem, Product, Responsibility, Target, Doubt)
}


@transaction.atomic
def undo(*, actor: Actor, plan: Plan, step: int, now: datetime) -> str:
    """Take the last step back; returns what it was. `step` is the one that the person saw: when another came after it,
    or its rows were changed since, nothing is done and the person is told."""
    plan = locked_plan(plan.pk)
    require_correctable(actor, plan)
    last = Change.objects.filter(plan=plan).order_by("-pk").first()
    if last is None:
        raise Refused(NOTHING)
    if last.pk != step or stored_rows(_touched_by(last.before, last.after)) != last.after:
        raise Refused(GONE_ON)
    try:
        with transaction.atomic():
            _restore(last.before, last.after)
    except IntegrityError as error:
        raise Refused(GONE_ON) from error
    last.delete()
    record("Hoàn tác", plan, actor=actor, organization=plan.organization, now=now, after={"việc": last.words})
    return last.words


def _touched_by(*sides: Stored) -> dict[str, set[int]]:
    """The rows, targets, points and sections that a step knows of."""
    found = [(one["model"], one["pk"]) for side in sides for one in side]
    of = {"items": PlanItem, "targets": Target, "doubts": Doubt, "sections": Section}
    return {kind: {pk for label, pk in found if label == model._meta.label_lower} for kind, model in of.items()}


def _restore(before: Stored, after: Stored) -> None:
    """Delete what the step made, then write back what stood before it, parents first."""
    stood = {(one["model"], one["pk"]) for one in before}
    for one in reversed(after):
        if (one["model"], one["pk"]) not in stood:
            _MODELS[one["model"]]._default_manager.filter(pk=one["pk"]).delete()
    for restored in serializers.deserialize("python", before):
        restored.save()
