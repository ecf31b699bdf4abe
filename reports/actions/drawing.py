"""The life of one file of a report: asked for, being drawn, ready with its digest, or failed with a sentence."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from cchc.queue import enqueue
from reports.actions.freezing import JOB
from reports.actions.running import INTERRUPTED, MAX_INTERRUPTIONS
from reports.actions.running import NO_RIGHT as NO_RIGHT_TO_RETRY
from reports.enums import DrawingState, FileFormat
from reports.models import ReportFile
from reports.naming import file_name
from reports.queries.schedule import files_in_use
from reports.rules import can_redraw, can_retry
from tasks.enums import PeriodKind


@transaction.atomic
def start_drawing(*, actor: Actor, file_id: int) -> ReportFile | None:
    """Mark the file as being drawn; None when it is ready, or was interrupted too often. What a fallen worker left is
    begun again."""
    file = _locked(actor, file_id)
    if file.state == DrawingState.READY:
        return None
    file.interruptions += file.state == DrawingState.DRAWING
    too_often = file.interruptions >= MAX_INTERRUPTIONS
    file.state = DrawingState.FAILED if too_often else DrawingState.DRAWING
    file.error = INTERRUPTED if too_often else ""
    file.save(update_fields=["state", "error", "interruptions"])
    return None if too_often else file


@transaction.atomic
def finish_drawing(*, actor: Actor, file_id: int, data: bytes, now: datetime) -> ReportFile:
    """Keep what was drawn, once: a second worker's result of the same facts is the same and is dropped."""
    file = _locked(actor, file_id)
    if file.state == DrawingState.READY:
        return file
    report, sha256 = file.report, hashlib.sha256(data).hexdigest()
    file.name = file_name(
        PeriodKind(report.period_kind),
        report.period_year,
        report.period_number,
        report.organization.code,
        FileFormat(file.format),
    )
    file.file.save(f"{file.pk}-{sha256[:16]}.{file.format}", ContentFile(data), save=False)
    file.size, file.sha256, file.state, file.drawn_at, file.error = len(data), sha256, DrawingState.READY, now, ""
    file.interruptions = 0
    file.save()
    return file


@transaction.atomic
def fail_drawing(*, actor: Actor, file_id: int, message: str) -> None:
    """Say what went wrong; the file can be asked for again."""
    file = _locked(actor, file_id)
    if file.state != DrawingState.READY:
        file.state, file.error = DrawingState.FAILED, message
        file.save(update_fields=["state", "error"])


@transaction.atomic
def redraw_file(*, actor: Actor, file_id: int, now: datetime) -> ReportFile:
    """Ask again for a file that did not come out."""
    file = _locked(actor, file_id)
    if file.state == DrawingState.READY:
        raise Refused("Tệp này đã vẽ xong; hãy tải về.")
    if not can_redraw(actor, file):
        raise Forbidden("Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị mới yêu cầu vẽ lại tệp.")
    _ask(actor, file, now)
    return file


@transaction.atomic
def redraw_failed(*, actor: Actor, now: datetime) -> int:
    """Ask again for every file within reach that failed; how many those were."""
    reach = ReportFile.objects.visible_to(actor).filter(state=DrawingState.FAILED)
    failed = list(files_in_use().filter(pk__in=reach.values("pk")))
    if not all(can_retry(actor, file.report.organization) for file in failed):
        raise Forbidden(NO_RIGHT_TO_RETRY)
    for file in failed:
        _ask(actor, file, now)
    return len(failed)


@transaction.atomic
def send_file_again(*, actor: Actor, file_id: int, now: datetime) -> None:
    """The job was lost: send it once more. The file's state stays, so that the next start counts the interruption."""
    file = _locked(actor, file_id)
    if file.state in (DrawingState.QUEUED, DrawingState.DRAWING):
        file.asked_at = now
        file.save(update_fields=["asked_at"])
        enqueue(JOB, file_id=file.pk)


def _ask(actor: Actor, file: ReportFile, now: datetime) -> None:
    file.state, file.error, file.interruptions, file.asked_at = DrawingState.QUEUED, "", 0, now
    file.save(update_fields=["state", "error", "interruptions", "asked_at"])
    report, after = file.report, {"tệp": file.get_format_display()}
    record("Vẽ lại tệp báo cáo", report, actor=actor, organization=report.organization, now=now, after=after)
    enqueue(JOB, file_id=file.pk)


def _locked(actor: Actor, file_id: int) -> ReportFile:
    return (
        ReportFile.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("report__organization", "snapshot")
        .get(pk=file_id)
    )
