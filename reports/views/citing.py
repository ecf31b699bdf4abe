"""Choosing a sent report as proof of a self-score, and opening one that was chosen."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from indices.models import Assessment, Criterion
from indices.queries.scoring import assessment_of, criterion_of
from indices.rules.rounds import can_prove
from reports.actions.citing import cite_report
from reports.enums import FileFormat
from reports.queries.citing import cited_file, reports_to_cite
from reports.views.files import CONTENT_TYPES

UNPROCESSABLE = 422
PLACE_LENGTH = 120


@require_http_methods(["GET", "POST"])
def cite(request: ActorRequest, pk: int, criterion_pk: int) -> HttpResponseBase:
    """The body's own sent reports."""
    found, criterion = _found(request, pk, criterion_pk)
    if request.method != "POST":
        return _page(request, found, criterion)
    chosen = request.POST.get("report", "")
    try:
        cite_report(
            actor=request.actor,
            assessment_id=pk,
            criterion_id=criterion_pk,
            report_id=int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 16 else 0,
            place=request.POST.get("place", "")[:PLACE_LENGTH],
            now=local_now(),
        )
    except Refused as refusal:
        return _page(request, found, criterion, refusal=refusal.message, status=UNPROCESSABLE)
    messages.success(request, f"Đã lấy báo cáo làm tài liệu kiểm chứng cho tiêu chí {criterion.code}.")
    return redirect(f"{reverse('indices:score', args=[pk, criterion_pk])}#minh-chung")


@require_GET
def cited(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The report behind a proof as it was sent, as PDF."""
    file = cited_file(request.actor, pk)
    if file is None:
        raise Http404
    response = FileResponse(file.file.open("rb"), content_type=CONTENT_TYPES[FileFormat.PDF])
    response["Content-Disposition"] = f"attachment; filename=\"{file.name}\"; filename*=UTF-8''{quote(file.name)}"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _found(request: ActorRequest, pk: int, criterion_pk: int) -> tuple[Assessment, Criterion]:
    found = assessment_of(request.actor, pk)
    if found is None or not request.actor.belongs_to(found.organization_id):
        raise Http404
    criterion = criterion_of(found, criterion_pk)
    if criterion is None:
        raise Http404
    return found, criterion


def _page(
    request: ActorRequest, found: Assessment, criterion: Criterion, *, refusal: str = "", status: int = 200
) -> HttpResponseBase:
    context: dict[str, Any] = {
        "found": found,
        "criterion": criterion,
        "lines": reports_to_cite(request.actor, found.pk, criterion.pk),
        "refusal": refusal,
        "chosen": request.POST.get("report", ""),
        "place": request.POST.get("place", ""),
        "may_prove": can_prove(request.actor, found, local_today()),
    }
    return render(request, "reports/cite.html", context, status=status)
