"""Drafting at the cut-off and drawing of files in the background; each job is safe to run twice."""

import logging
from collections.abc import Callable
from functools import partial

from celery import shared_task

from cchc.orgs.actors import Actor
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from reports.actions.drafting import draft_report, refresh_report
from reports.actions.drawing import fail_drawing, finish_drawing, start_drawing
from reports.drawing.docx import draw_docx
from reports.drawing.pdf import draw_pdf
from reports.drawing.xlsx import draw_xlsx
from reports.enums import FileFormat
from reports.facts import OtherVersionError, ReportFacts, from_json
from reports.models import Report
from reports.queries.schedule import body_of_file, early_drafts, missing_reports

logger = logging.getLogger(__name__)

DRAWERS: dict[FileFormat, Callable[[ReportFacts], bytes]] = {
    FileFormat.PDF: draw_pdf,
    FileFormat.DOCX: draw_docx,
    FileFormat.XLSX: draw_xlsx,
}
UNEXPECTED = "Hệ thống gặp lỗi khi vẽ tệp này; hãy bấm “Vẽ lại”, nếu vẫn lỗi thì báo người quản trị."


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
        data = DRAWERS[FileFormat(file.format)](from_json(file.snapshot.facts))
        finish_drawing(actor=actor, file_id=file_id, data=data, now=local_now())
    except OtherVersionError as refusal:
        fail_drawing(actor=actor, file_id=file_id, message=str(refusal))
    except Exception:
        logger.exception("report file %s not drawn", file_id)
        fail_drawing(actor=actor, file_id=file_id, message=UNEXPECTED)
        raise


@shared_task(name="reports.draft_due")
def draft_due() -> None:
    """Draft what is missing of this year's periods after their cut-off, and bring early drafts up to it. Run every
    hour: a missed night is caught up, nothing is made twice."""
    now = local_now()
    for missing in missing_reports(now.date()):
        actor = Actor.system(missing.organization)
        _try(partial(draft_report, actor=actor, organization=missing.organization, period=missing.period, now=now))
    for report in early_drafts(now.date()):
        _try(partial(refresh_report, actor=Actor.system(report.organization), report_id=report.pk, now=now))


def _try(draft: "partial[Report]") -> None:
    """What fails for one body is logged and tried again in an hour; the others get their reports."""
    try:
        draft()
    except Refused as refusal:
        logger.warning("report not drafted: %s", refusal.message)
    except Exception:
        logger.exception("report not drafted: %s", draft.keywords)
