"""Saving one section of the narrative; taking back the officials' words; taking in what is new."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from reports.actions.editing import Conflict, edit_section, restore_section, settle_fresh
from reports.forms import SectionForm
from reports.models import NarrativeText
from reports.queries.reach import section_of
from reports.views.detail import section_said
from reports.views.finding import found_report, head_of

UNPROCESSABLE, CONFLICT = 422, 409


@require_POST
def section(request: ActorRequest, pk: int, key: str) -> HttpResponseBase:
    """Store what was typed; htmx gets the small line under the field, so that typing is never disturbed."""
    known = _found(request, pk, key)
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _refused(request, known, "Trang này đã cũ; hãy chép phần vừa gõ, tải lại trang rồi dán vào.", None)
    try:
        saved = edit_section(
            actor=request.actor,
            report_id=pk,
            key=key,
            text=form.cleaned_data["text"],
            seen_version=form.seen_version,
            now=local_now(),
        )
    except Conflict as conflict:
        return _refused(request, conflict.theirs, conflict.message, conflict)
    except Refused as refusal:
        return _refused(request, known, refusal.message, None)
    if request.htmx:
        return render(request, "reports/_saved.html", section_said(saved) | {"saved_at": saved.edited_at})
    messages.success(request, f"Đã lưu mục {key}.")
    return _back(pk, key)


@require_POST
def restore(request: ActorRequest, pk: int, key: str) -> HttpResponseBase:
    """Put the officials' own words back."""
    _found(request, pk, key)
    try:
        restore_section(actor=request.actor, report_id=pk, key=key, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã lấy lại lời cán bộ ở mục {key}; bản sửa vẫn còn trong nhật ký.")
    return _back(pk, key)


@require_POST
def fresh(request: ActorRequest, pk: int, key: str) -> HttpResponseBase:
    """Add the new words to the section, or leave them out."""
    _found(request, pk, key)
    take = request.POST.get("take") == "yes"
    try:
        settle_fresh(actor=request.actor, report_id=pk, key=key, take=take, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã thêm lời mới vào mục {key}." if take else f"Đã bỏ qua lời mới ở mục {key}.")
    return _back(pk, key)


def _found(request: ActorRequest, pk: int, key: str) -> NarrativeText:
    report = found_report(request, pk)
    known = section_of(report, key) if request.actor.belongs_to(report.organization_id) else None
    if known is None:
        raise Http404
    return known


def _refused(request: ActorRequest, known: NarrativeText, message: str, conflict: Conflict | None) -> HttpResponseBase:
    """The line under the field with both versions, or a page of its own that keeps what was typed."""
    context: dict[str, Any] = section_said(known) | {
        "error": message,
        "conflict": conflict,
        "typed": request.POST.get("text", ""),
        "version": request.POST.get("version", ""),
    }
    status = CONFLICT if conflict else UNPROCESSABLE
    if request.htmx:
        return render(request, "reports/_saved.html", context, status=status)
    head = head_of(request, found_report(request, known.report_id), "narrative")
    return render(request, "reports/section.html", head | context, status=status)


def _back(pk: int, key: str) -> HttpResponseBase:
    return redirect(f"{reverse('reports:narrative', args=[pk])}#muc-{key.replace('.', '-')}")
