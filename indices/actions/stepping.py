"""One step in the life of an assessment; called by the actions that asked whether their actor may take it."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Refused
from indices.enums import AssessmentState
from indices.models import Assessment, AssessmentStep
from indices.transitions import Step, leads


@transaction.atomic
def take_step(*, actor: Actor, assessment: Assessment, step: Step, reason: str = "", now: datetime) -> Assessment:
    """Lock the assessment, move it on, keep the step and its audit line. Refused where another step was quicker."""
    held = (
        Assessment.objects.select_for_update(of=("self",)).select_related("organization", "round").get(pk=assessment.pk)
    )
    target = leads(held.state, step)
    if target is None:
        state = AssessmentState(held.state).label.lower()
        raise Refused(f"Bản chấm của {held.organization} đang ở bước “{state}” nên chưa thể “{step.label.lower()}”.")
    before = AssessmentState(held.state).label
    held.state = target
    if step == Step.SUBMIT:
        held.submitted_at = now
        held.first_submitted_at = held.first_submitted_at or now
    held.save(update_fields=["state", "submitted_at", "first_submitted_at"])
    AssessmentStep.objects.create(
        assessment=held, step=step, reason=reason, author=actor.user, author_name=actor.name, at=now
    )
    record(
        step.label,
        held,
        actor=actor,
        organization=held.organization,
        now=now,
        before={"bước": before},
        after={"bước": target.label} | ({"lý do": reason} if reason else {}),
    )
    return held
