"""Drafting at the cut-off, drawing and checking of files in the background; each job is safe to run twice."""

import logging
from collections.abc import Callable
from datetime import datetime

from celery import shared_task

from cchc.orgs.actions.notices import settle, tell_each
from cchc.orgs.actors import Actor
from cchc.orgs.refusals import Refused
from cchc.orgs.reminding import MORNING
from cchc.web.clock import is_night, local_now
from reports.actions.checking import fail_check, finish_check, start_check
from reports.actions.drafting import draft_report, refresh_report
from reports.actions.drawing import fail_drawing, finish_drawing, send_file_again, start_drawing
from reports.actions.running import ask_drafting, end_drafting, note_heartbeat, send_again, start_drafting
from reports.drawing.docx import draw_docx
from reports.drawing.pdf import draw_pdf
from reports.drawing.xlsx import draw_xlsx
from reports.enums import FileFormat
from reports.facts import OtherVersionError, ReportFacts, from_json
from reports.models import Drafting, ReportFile
from reports.queries.reminders import report_reminders_due
from reports.queries.schedule import (
    body_of_file,
    check_of,
    drafting_of,
    drafts_due,
    stuck_checks,
    stuck_draftings,
    stuck_files,
)
from reports.rules import is_early
from tasks.enums import PeriodKind
from tasks.periods import period
from tasks.queries.timetables import timetable_of

logger = logging.getLogger(__name__)

DRAWERS: dict[FileFormat, Callable[[ReportFacts], bytes]] = {
    FileFormat.PDF: draw_pdf,
    FileFormat.DOCX: draw_docx,
    FileFormat.XLSX: draw_xlsx,
}
UNEXPECTED = "Hệ thống gặp lỗi khi vẽ tệp này; hãy bấm “Vẽ lại”, nếu vẫn lỗi thì báo người quản trị."
NOT_DRAFTED = "Hệ thống gặp lỗi khi lập báo cáo này; hãy bấm “Thử lại”, nếu vẫn lỗi thì báo người quản trị."
NOT_CHECKED = "Hệ thống gặp lỗi khi vẽ lại tệp để so; hãy bấm “Kiểm tra lại tệp”, nếu vẫn lỗi thì báo người quản trị."
CUT_OFF = "Việc kiểm tra bị đứt giữa chừng; hãy bấm “Kiểm tra lại tệp” lần nữa."


@shared_task(name="reports.draw_file")
def draw_file(file_id: int) -> None:
    """Draw one file from its snapshot. A file that is ready, or gone, is left alone."""
    organization = body_of_file(file_id)
    if organization is None:
        return
    actor = Actor.system(organization)
    file = start_drawing(actor=actor, file_id=file_id)
    if file is None:
        return
    try:
        data = _drawn(file)
        finish_drawing(actor=actor, file_id=file_id, data=data, now=local_now())
    except OtherVersionError as refusal:
        fail_drawing(actor=actor, file_id=file_id, message=str(refusal))
    except Exception:
        logger.exception("report file %s not drawn", file_id)
        fail_drawing(actor=actor, file_id=file_id, message=UNEXPECTED)
        raise


def _drawn(file: ReportFile) -> bytes:
    return DRAWERS[FileFormat(file.format)](from_json(file.snapshot.facts))


@shared_task(name="reports.check_file")
def check_file(check_id: int) -> None:
    """Draw a kept file again and compare. A check that has ended, or is gone, is left alone."""
    found = check_of(check_id)
    if found is None:
        return
    actor = Actor.system(found.file.report.organization)
    check = start_check(actor=actor, check_id=check_id)
    if check is None:
        return
    try:
        drawn = _drawn(check.file)
        finish_check(actor=actor, check_id=check_id, drawn=drawn, kept=_kept(check.file), now=local_now())
    except OtherVersionError as refusal:
        fail_check(actor=actor, check_id=check_id, message=str(refusal), now=local_now())
    except Exception:
        logger.exception("report file check %s failed", check_id)
        fail_check(actor=actor, check_id=check_id, message=NOT_CHECKED, now=local_now())


def _kept(file: ReportFile) -> bytes | None:
    """What the store holds of a file; None when it holds nothing."""
    try:
        with file.file.open("rb") as kept:
            return bytes(kept.read())
    except FileNotFoundError:
        return None


@shared_task(name="reports.draft_due")
def draft_due() -> None:
    """Ask for a job for each report that is missing after its cut-off, or was drafted before it. Run every hour: what
    was missed is caught up, nothing is made twice."""
    now = local_now()
    for due in drafts_due(now):
        actor = Actor.system(due.organization)
        ask_drafting(actor=actor, organization=due.organization, key=due.key, name=due.name, now=now)
    note_heartbeat(actor=None, name=draft_due.name, now=now)


@shared_task(name="reports.remind")
def remind() -> None:
    """Tell who has a report to send or to approve, and who has not sent his. Run every hour, as `tasks.remind`."""
    now = local_now()
    if is_night(now, MORNING):
        return
    for found in report_reminders_due(now.date()):
        actor = Actor.system(found.organization)
        settle(actor=actor, notices=found.settled)
        tell_each(actor=actor, organization=found.organization, told=found.told, now=now)
    note_heartbeat(actor=None, name=remind.name, now=now)


@shared_task(name="reports.draft_report")
def draft_one(drafting_id: int) -> None:
    """Draft one report of one body, or bring it to its cut-off. What fails touches no other."""
    found = drafting_of(drafting_id)
    if found is None:
        return
    actor, now = Actor.system(found.organization), local_now()
    drafting = start_drafting(actor=actor, drafting_id=drafting_id, now=now)
    if drafting is None:
        return
    message = ""
    try:
        _draft(actor, drafting, now)
    except Refused as refusal:
        message = refusal.message
    except Exception:
        logger.exception("report %s of %s not drafted", drafting.key, drafting.organization.code)
        message = NOT_DRAFTED
    end_drafting(actor=actor, drafting_id=drafting_id, message=message, now=local_now())


def _draft(actor: Actor, drafting: Drafting, now: datetime) -> None:
    kind, year, number = drafting.key
    of = period(PeriodKind(kind), year, number, timetable_of(drafting.organization))
    report = draft_report(actor=actor, organization=drafting.organization, period=of, now=now)
    if is_early(report, now.date()):
        refresh_report(actor=actor, report_id=report.pk, now=now)


@shared_task(name="reports.sweep")
def sweep() -> None:
    """Send once more what was asked for and did not come: its worker fell, or its message was lost. Run every few
    minutes."""
    now = local_now()
    for file in stuck_files(now):
        send_file_again(actor=Actor.system(file.report.organization), file_id=file.pk, now=now)
    for drafting in stuck_draftings(now):
        send_again(actor=Actor.system(drafting.organization), drafting_id=drafting.pk, now=now)
    for check in stuck_checks(now):
        actor = Actor.system(check.file.report.organization)
        fail_check(actor=actor, check_id=check.pk, message=CUT_OFF, now=now)
    note_heartbeat(actor=None, name=sweep.name, now=now)
