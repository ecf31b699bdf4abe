"""A file drawn again from its frozen facts and compared with the one that was kept: proof that nothing moved since."""

import hashlib
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from cchc.queue import enqueue
from reports.enums import CheckResult, DrawingState, RunState
from reports.models import FileCheck, Report, ReportFile
from reports.rules import can_check

JOB = "reports.check_file"
UNFINISHED = (RunState.QUEUED, RunState.RUNNING)
NO_RIGHT = "Chỉ Văn phòng - Thống kê, lãnh đạo của đơn vị hoặc cơ quan theo dõi mới cho kiểm tra lại tệp báo cáo."


@transaction.atomic
def ask_check(*, actor: Actor, report: Report, snapshot_id: int, now: datetime) -> int:
    """Have the drawn files of one snapshot checked; how many. One whose check is under way is left alone."""
    if not can_check(actor, report):
        raise Forbidden(NO_RIGHT)
    files = ReportFile.objects.filter(report=report, snapshot=snapshot_id, state=DrawingState.READY)
    if not files:
        raise Refused("Chưa có tệp nào vẽ xong để kiểm tra; hãy chờ ba tệp vẽ xong rồi kiểm tra lại.")
    asked = 0
    for file in files.select_for_update(of=("self",)):
        if not FileCheck.objects.filter(file=file, state__in=UNFINISHED).exists():
            check = FileCheck.objects.create(file=file, asked_at=now, asked_by=actor.name)
            enqueue(JOB, check_id=check.pk)
            asked += 1
    if asked:
        after = {"số tệp": asked}
        record("Kiểm tra lại tệp", report, actor=actor, organization=report.organization, now=now, after=after)
    return asked


@transaction.atomic
def start_check(*, actor: Actor, check_id: int) -> FileCheck | None:
    """Mark the check as under way; None when it has ended."""
    check = _locked(actor, check_id)
    if check.state not in UNFINISHED:
        return None
    check.state = RunState.RUNNING
    check.save(update_fields=["state"])
    return check


@transaction.atomic
def finish_check(*, actor: Actor, check_id: int, drawn: bytes, kept: bytes | None, now: datetime) -> FileCheck:
    """Compare: the bytes in the store with the digest kept at the first drawing, then the bytes drawn again."""
    check = _locked(actor, check_id)
    check.drawn_sha256, known = hashlib.sha256(drawn).hexdigest(), check.file.sha256
    if kept is None or hashlib.sha256(kept).hexdigest() != known:
        check.result = CheckResult.DAMAGED
    else:
        check.result = CheckResult.SAME if check.drawn_sha256 == known else CheckResult.DIFFERENT
    check.state, check.message, check.ended_at = RunState.DONE, "", now
    check.save()
    return check


@transaction.atomic
def fail_check(*, actor: Actor, check_id: int, message: str, now: datetime) -> None:
    """Say why nothing could be compared."""
    check = _locked(actor, check_id)
    if check.state in UNFINISHED:
        check.state, check.message, check.ended_at = RunState.FAILED, message, now
        check.save()


def _locked(actor: Actor, check_id: int) -> FileCheck:
    found: FileCheck = (
        FileCheck.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("file__report__organization", "file__snapshot")
        .get(pk=check_id)
    )
    return found
