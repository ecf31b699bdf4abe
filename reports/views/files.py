"""The files of a report: their progress, and the door through which they are taken."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.actors import Actor
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from reports.actions.checking import ask_check
from reports.actions.drawing import redraw_file
from reports.enums import DrawingState, FileFormat
from reports.models import Report, ReportFile
from reports.queries.reach import file_of, files_of, snapshot_for
from reports.queries.running import UNDER_WAY, UNDRAWN, last_checks
from reports.queries.schedule import STUCK_AFTER
from reports.rules import can_check, can_redraw
from reports.views.finding import found_report

CONTENT_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PATIENCE = timedelta(seconds=60)
RELOAD_SECONDS = 3
CHECKING = "Các tệp đang được kiểm tra; kết quả hiện ngay dưới mỗi tệp."


def files_said(actor: Actor, report: Report, files: list[ReportFile], now: datetime) -> dict[str, Any]:
    """The files for the page, each with its last check; while one is being drawn or checked the page asks again every
    second."""
    checks = last_checks(files)
    drawing = any(file.state in UNDRAWN for file in files)
    checking = any(check.state in UNDER_WAY for check in checks.values())
    lines = [
        {
            "file": file,
            "check": checks.get(file.pk),
            "is_stuck": file.state in UNDRAWN and now - file.asked_at > STUCK_AFTER,
            "may_redraw": can_redraw(actor, file)
            and (file.state == DrawingState.FAILED or now - file.asked_at > PATIENCE),
        }
        for file in files
    ]
    ready = sum(file.state == DrawingState.READY for file in files)
    is_busy = drawing or checking
    return {
        "files": lines,
        "running": drawing,
        "checking": checking,
        "is_busy": is_busy,
        "ready": ready,
        "may_check": report.submitted_at is not None and not is_busy and can_check(actor, report),
        "refresh_seconds": RELOAD_SECONDS if is_busy else 0,
    }


@require_GET
def files(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The part of the page that shows the files, for htmx."""
    report = found_report(request, pk)
    found = files_of(snapshot_for(request.actor, report))
    context = {"report": report, **files_said(request.actor, report, found, local_now())}
    return render(request, "reports/_files.html", context)


@require_GET
def download(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One file, for those within reach of the report alone."""
    file = file_of(request.actor, pk)
    if file is None or file.state != DrawingState.READY:
        raise Http404
    response = FileResponse(file.file.open("rb"), content_type=CONTENT_TYPES[FileFormat(file.format)])
    response["Content-Disposition"] = f"attachment; filename=\"{file.name}\"; filename*=UTF-8''{quote(file.name)}"
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def redraw(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Ask for a file again that did not come out."""
    file = file_of(request.actor, pk)
    if file is None:
        raise Http404
    try:
        redraw_file(actor=request.actor, file_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("reports:detail", pk=file.report_id)


@require_POST
def check(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Have the files drawn again and compared with those kept."""
    report = found_report(request, pk)
    snapshot = snapshot_for(request.actor, report)
    try:
        asked = ask_check(actor=request.actor, report=report, snapshot_id=snapshot.pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đang vẽ lại {asked} tệp để so với bản đã lưu." if asked else CHECKING)
    return redirect(f"{reverse('reports:detail', args=[pk])}#tep")
