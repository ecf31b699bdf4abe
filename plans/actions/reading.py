"""What the reading job writes: its progress, the plan it read, or why it could not."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.text import squeeze
from plans.actions.remembering import remember_settlements
from plans.actions.rows import RowWriter, cut, folded_heading
from plans.enums import PlanState
from plans.models import Plan, PlanSource
from plans.reading.plan import figure_to_json
from plans.reading.results import ReadPlan
from plans.stored_blocks import block_to_json

DONE = "Đã đọc xong"
FAILED = "Dừng đọc"


@transaction.atomic
def note_progress(*, actor: Actor, plan: Plan, percent: int, step: str) -> None:
    """Show how far the reading is. Called outside the storing transaction, so that pages see it at once; progress is
    no change of the plan and writes no audit line."""
    reading = PlanSource.objects.filter(plan=plan, plan__organization=actor.organization, plan__state=PlanState.READING)
    reading.update(progress=max(0, min(percent, 100)), step=step[:120])


@transaction.atomic
def store_reading(*, actor: Actor, plan: Plan, reading: ReadPlan, now: datetime) -> None:
    """Keep everything read, as a draft. A plan that was read already stays as it is, so that a job run twice gives one
    result."""
    locked = Plan.objects.select_for_update(of=("self",)).select_related("organization", "source").get(pk=plan.pk)
    if locked.state != PlanState.READING:
        return
    _write_heading(locked, reading)
    RowWriter(locked, reading).write()
    source = locked.source
    source.blocks = [block_to_json(block) for block in reading.blocks]
    source.progress, source.step, source.error = 100, DONE, ""
    source.save(update_fields=["blocks", "progress", "step", "error"])
    plan.state = locked.state
    after = {"tên kế hoạch": locked.title, "phụ lục": len(reading.sections), "điểm cần quyết": locked.doubts.count()}
    record("Đọc kế hoạch", locked, actor=actor, organization=locked.organization, now=now, after=after)
    remember_settlements(locked, actor, now)


@transaction.atomic
def fail_reading(*, actor: Actor, plan: Plan, message: str, now: datetime) -> None:
    """Say why the file could not be read; `message` is one Vietnamese sentence."""
    locked = Plan.objects.select_for_update(of=("self",)).select_related("organization", "source").get(pk=plan.pk)
    if locked.state != PlanState.READING:
        return
    locked.state = plan.state = PlanState.FAILED
    locked.save(update_fields=["state"])
    source = locked.source
    source.step, source.error = FAILED, message
    source.save(update_fields=["step", "error"])
    after = {"lỗi": message, "tệp": source.name}
    record("Không đọc được kế hoạch", locked, actor=actor, organization=locked.organization, now=now, after=after)


def _write_heading(plan: Plan, reading: ReadPlan) -> None:
    plan.state = PlanState.DRAFT
    plan.number = cut(reading.number, 60)
    plan.title = cut(" ".join(squeeze(reading.title).split()), 500)
    plan.from_year, plan.to_year = reading.from_year, reading.to_year
    plan.issued_on = reading.issued_on
    plan.signer = cut(reading.signer, 120)
    plan.authority = cut(reading.authority, 120)
    plan.signer_title = cut(reading.signer_title, 120)
    plan.carries_out, plan.replaces = reading.carries_out, reading.replaces
    plan.figures = [figure_to_json(figure) for figure in reading.figures]
    plan.folded = folded_heading(plan.title, plan.number)
    plan.save()
