"""The files of a report: their progress, and the door through which they are taken."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.actors import Actor
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from reports.actions.drawing import redraw_file
from reports.enums import DrawingState, FileFormat
from reports.models import Report, ReportFile
from reports.queries.reach import file_of, files_of, snapshot_for
from reports.rules import can_redraw
from reports.views.finding import found_report

CONTENT_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PATIENCE = timedelta(seconds=60)
RELOAD_SECONDS = 3


def files_said(actor: Actor, report: Report, files: list[ReportFile], now: datetime) -> dict[str, Any]:
    """The files for the page; while one is being drawn the page asks again every second."""
    running = any(file.state in (DrawingState.QUEUED, DrawingState.DRAWING) for file in files)
    lines = [
        {
            "file": file,
            "may_redraw": can_redraw(actor, file)
            and (file.state == DrawingState.FAILED or now - file.asked_at > PATIENCE),
        }
        for file in files
    ]
    ready = sum(file.state == DrawingState.READY for file in files)
    return {"files": lines, "running": running, "ready": ready, "refresh_seconds": RELOAD_SECONDS if running else 0}


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
