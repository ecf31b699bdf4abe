"""The life of a scheduled drafting: asked for, under way, done, or failed with a sentence; the machinery's sign of
life."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Forbidden
from cchc.queue import enqueue
from reports.enums import RunState
from reports.models import Drafting, Heartbeat
from reports.rules import can_retry

DRAFT_JOB = "reports.draft_report"
MAX_INTERRUPTIONS = 3
INTERRUPTED = (
    f"Việc này {MAX_INTERRUPTIONS} lần bị đứt giữa chừng (bộ máy việc nền dừng đột ngột, thường vì thiếu bộ nhớ); hãy "
    "báo người quản trị máy chủ rồi cho chạy lại."
)
NO_RIGHT = "Chỉ Văn phòng - Thống kê, lãnh đạo của đơn vị hoặc người quản trị mới cho chạy lại việc nền."


@transaction.atomic
def ask_drafting(
    *, actor: Actor, organization: Organization, key: tuple[str, int, int], name: str, now: datetime
) -> Drafting:
    """Send the job that drafts one report of one body."""
    kind, year, number = key
    drafting, _ = Drafting.objects.update_or_create(
        organization=organization,
        period_kind=kind,
        period_year=year,
        period_number=number,
        defaults={"period_name": name, "state": RunState.QUEUED, "asked_at": now, "message": ""},
    )
    enqueue(DRAFT_JOB, drafting_id=drafting.pk)
    return drafting


@transaction.atomic
def start_drafting(*, actor: Actor, drafting_id: int, now: datetime) -> Drafting | None:
    """Mark the drafting as under way; None when it is done, failed, or was interrupted too often. What a fallen worker
    left is begun again."""
    drafting = _locked(actor, drafting_id)
    if drafting.state not in (RunState.QUEUED, RunState.RUNNING):
        return None
    if drafting.state == RunState.RUNNING:
        drafting.interruptions += 1
    if drafting.interruptions >= MAX_INTERRUPTIONS:
        _end(drafting, INTERRUPTED, now)
        return None
    drafting.state, drafting.started_at, drafting.ended_at = RunState.RUNNING, now, None
    drafting.tries += 1
    drafting.save()
    return drafting


@transaction.atomic
def end_drafting(*, actor: Actor, drafting_id: int, message: str = "", now: datetime) -> None:
    """Say how the drafting ended; `message` says why it failed."""
    _end(_locked(actor, drafting_id), message, now)


def _end(drafting: Drafting, message: str, now: datetime) -> None:
    drafting.state = RunState.FAILED if message else RunState.DONE
    drafting.message, drafting.ended_at, drafting.interruptions = message, now, 0
    if not message:
        drafting.tries = 0
    drafting.save()


@transaction.atomic
def retry_drafting(*, actor: Actor, drafting_id: int, now: datetime) -> bool:
    """A person asks for a failed drafting again. Whether anything was asked for: one that runs again is left alone."""
    drafting = _locked(actor, drafting_id)
    if not can_retry(actor, drafting.organization):
        raise Forbidden(NO_RIGHT)
    if drafting.state != RunState.FAILED:
        return False
    ask_drafting(actor=actor, organization=drafting.organization, key=drafting.key, name=drafting.period_name, now=now)
    record("Thử lại việc lập báo cáo", drafting, actor=actor, organization=drafting.organization, now=now)
    return True


@transaction.atomic
def retry_draftings(*, actor: Actor, now: datetime) -> int:
    """A person asks for every failed drafting within reach again; how many those were."""
    failed = Drafting.objects.visible_to(actor).filter(state=RunState.FAILED)
    return sum(retry_drafting(actor=actor, drafting_id=pk, now=now) for pk in failed.values_list("pk", flat=True))


@transaction.atomic
def send_again(*, actor: Actor, drafting_id: int, now: datetime) -> None:
    """The job was lost: send it once more. Its state stays, so that the next start counts the interruption."""
    drafting = _locked(actor, drafting_id)
    if drafting.state in (RunState.QUEUED, RunState.RUNNING):
        drafting.asked_at = now
        drafting.save(update_fields=["asked_at"])
        enqueue(DRAFT_JOB, drafting_id=drafting.pk)


@transaction.atomic
def note_heartbeat(*, actor: Actor | None, name: str, now: datetime) -> None:
    """A scheduled job ran; the machinery serves all bodies, so nobody acts."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})


def _locked(actor: Actor, drafting_id: int) -> Drafting:
    draftings = Drafting.objects.visible_to(actor)
    found: Drafting = draftings.select_for_update(of=("self",)).select_related("organization").get(pk=drafting_id)
    return found
