"""A plan that is written here, edited as its own table: row by row with htmx, all at once by one form without."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from plans.actions import Stale, settle_all, settle_doubt
from plans.actions.arranging import (
    add_row,
    add_section,
    move_row,
    move_section,
    remove_row,
    remove_section,
    write_targets,
)
from plans.actions.issuing import write_head
from plans.actions.writing import Faulty, SectionWords, write_row, write_table
from plans.enums import PlanState, Settlement
from plans.models import Plan
from plans.queries import doubt_of, item_of, plan_of, section_of
from tasks.forms.table import CELLS, HeadForm, new_row_words, row_words, step_of, table_words
from tasks.queries.written import WrittenPlan, WrittenRow, WrittenSection, written_plan, written_row

UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def table(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The plan's own table, section by section; a plan with a document goes to its review or its page."""
    page = _page(request, pk)
    if page.plan.state != PlanState.DRAFT or not page.plan.is_written_here:
        return redirect("tasks:plan" if page.plan.state != PlanState.DRAFT else "tasks:review", pk=pk)
    return _drawn(request, page)


@require_GET
def row(request: ActorRequest, pk: int, item_pk: int) -> HttpResponseBase:
    """The reading of one row, after it was saved by itself."""
    found = written_row(request.actor, pk, item_pk, today=local_today())
    if found is None:
        raise Http404
    return _reading(request, found, saved=True)


@require_POST
def write(request: ActorRequest, pk: int, item_pk: int) -> HttpResponseBase:
    """Keep one row and answer with its reading; the cells on the page stay as they are typed."""
    item = item_of(request.actor, pk, item_pk)
    if item is None:
        raise Http404
    seen, words = row_words(request.POST, item_pk)
    try:
        write_row(actor=request.actor, item=item, seen=seen, words=words, now=local_now())
    except Refused as refusal:
        found = written_row(request.actor, pk, item_pk, today=local_today())
        is_stale = isinstance(refusal, Stale)
        context = {"error": refusal.message, "is_stale": is_stale}
        return _reading(request, found, status=CONFLICT if is_stale else UNPROCESSABLE, **context)
    return redirect("tasks:table_row", pk=pk, item_pk=item_pk)


@require_POST
def save(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Keep the whole table, then do the one thing that was asked beside it (add, drop, move, decide)."""
    plan = plan_of(request.actor, pk)
    if plan is None:
        raise Http404
    name, target = step_of(request.POST)
    try:
        write_table(actor=request.actor, plan=plan, words=table_words(request.POST), now=local_now())
        anchor = STEPS[name](request, plan, target, local_now()) if name in STEPS else ""
    except Faulty as faulty:
        status = CONFLICT if faulty.is_stale else UNPROCESSABLE
        return _drawn(request, _page(request, pk), refusal=faulty.message, faults=faulty.faults, status=status)
    except Refused as refusal:
        return _drawn(request, _page(request, pk), refusal=refusal.message, status=UNPROCESSABLE)
    messages.success(request, "Đã lưu bảng.")
    return redirect(f"{reverse('tasks:table', args=(pk,))}{anchor}")


@require_http_methods(["GET", "POST"])
def head(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Title, years, number, day and signature of a plan that is written here."""
    plan = plan_of(request.actor, pk)
    if plan is None or not plan.is_written_here:
        raise Http404
    form = HeadForm(request.POST if request.method == "POST" else None, plan=plan)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            write_head(
                actor=request.actor, plan=plan, seen=form.cleaned_data["seen"], head=form.head(), now=local_now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = CONFLICT if isinstance(refusal, Stale) else UNPROCESSABLE
        else:
            messages.success(request, "Đã lưu đầu kế hoạch.")
            return redirect("tasks:table", pk=pk)
    elif form.is_bound:
        status = UNPROCESSABLE
    return render(request, "tasks/table_head.html", {"plan": plan, "form": form}, status=status)


@require_POST
def targets(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Keep the sentences of the targets, one a line."""
    plan = plan_of(request.actor, pk)
    if plan is None:
        raise Http404
    seen = request.POST.get("seen", "")
    lines = [line for line in (text.strip() for text in request.POST.get("aims", "").split("\n")) if line]
    try:
        write_targets(
            actor=request.actor,
            plan=plan,
            seen=int(seen) if seen.isascii() and seen.isdigit() else -1,
            sentences=lines,
            now=local_now(),
        )
    except Refused as refusal:
        page = _page(request, pk)
        return _drawn(request, page, refusal=refusal.message, status=UNPROCESSABLE)
    messages.success(request, "Đã lưu chỉ tiêu.")
    return redirect(f"{reverse('tasks:table', args=(pk,))}#chi-tieu")


def _page(request: ActorRequest, pk: int) -> WrittenPlan:
    page = written_plan(request.actor, pk, today=local_today())
    if page is None:
        raise Http404
    return page


def _drawn(
    request: ActorRequest,
    page: WrittenPlan,
    *,
    refusal: str = "",
    faults: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    """`faults` are sentences by row or section; what was typed stays in its cells."""
    typed = request.POST if request.method == "POST" else {}
    told = faults or {}
    context = {
        "page": page,
        "plan": page.plan,
        "refusal": refusal,
        "sections": [_section(part, typed, told) for part in page.sections],
        "new_title": typed.get("moi-title", ""),
        "new_row": request.GET.get("moi", ""),
        "column_count": len(CELLS) + 2,
    }
    return render(request, "tasks/table.html", context, status=status)


def _section(part: WrittenSection, typed: Mapping[str, str], faults: Mapping[str, str]) -> dict[str, Any]:
    """A section as it is drawn: what was typed and not kept stands in its cells."""
    section = part.section
    return {
        "section": section,
        "title": typed.get(f"m{section.pk}-title", section.title),
        "lead": typed.get(f"m{section.pk}-lead", section.lead_text),
        "fault": faults.get(f"m{section.pk}", ""),
        "rows": [_row(row, typed, faults) for row in part.rows],
        "blank": _cells(f"moi{section.pk}", ("",) * len(CELLS), typed),
    }


def _row(row: WrittenRow, typed: Mapping[str, str], faults: Mapping[str, str]) -> dict[str, Any]:
    item = row.item
    words = (item.text, item.product_text, item.agency_text, item.deadline_text, item.note)
    return {"row": row, "cells": _cells(str(item.pk), words, typed), "error": faults.get(str(item.pk), "")}


def _cells(prefix: str, words: Sequence[str], typed: Mapping[str, str]) -> list[dict[str, str]]:
    pairs = zip(CELLS, words, strict=True)
    return [
        {"key": key, "name": f"{prefix}-{key}", "label": label, "value": typed.get(f"{prefix}-{key}", stored)}
        for (key, label), stored in pairs
    ]


def _reading(request: ActorRequest, found: WrittenRow | None, *, status: int = 200, **more: Any) -> HttpResponseBase:
    if found is None:
        raise Http404
    context = {"row": found, "plan": found.item.section.plan, "may_write": True, **more}
    return render(request, "tasks/_table_reading.html", context, status=status)


Step = Callable[[ActorRequest, Plan, int, datetime], str]


def _add(request: ActorRequest, plan: Plan, pk: int, now: datetime) -> str:
    section = section_of(request.actor, plan.pk, pk)
    if section is None:
        raise Http404
    add_row(actor=request.actor, section=section, words=new_row_words(request.POST, pk), now=now)
    return f"?moi={pk}"


def _on_row(act: Callable[..., None], **more: Any) -> Step:
    def do(request: ActorRequest, plan: Plan, pk: int, now: datetime) -> str:
        item = item_of(request.actor, plan.pk, pk)
        if item is None:
            raise Http404
        section = item.section_id
        act(actor=request.actor, item=item, now=now, **more)
        return f"#hang-{pk}" if more else f"#muc-{section}"

    return do


def _on_section(act: Callable[..., None], **more: Any) -> Step:
    def do(request: ActorRequest, plan: Plan, pk: int, now: datetime) -> str:
        section = section_of(request.actor, plan.pk, pk)
        if section is None:
            raise Http404
        act(actor=request.actor, section=section, now=now, **more)
        return f"#muc-{pk}" if more else "#bang"

    return do


def _new_section(request: ActorRequest, plan: Plan, pk: int, now: datetime) -> str:
    words = SectionWords(request.POST.get("moi-title", ""), request.POST.get("moi-lead", ""))
    section = add_section(actor=request.actor, plan=plan, words=words, now=now)
    return f"?moi={section.pk}"


def _settle(request: ActorRequest, plan: Plan, pk: int, now: datetime) -> str:
    doubt = doubt_of(request.actor, plan.pk, pk)
    if doubt is None:
        raise Http404
    settle_doubt(actor=request.actor, doubt=doubt, settlement=Settlement.ACCEPTED, now=now)
    return f"#hang-{doubt.item_id}" if doubt.item_id else "#diem"


def _settle_all(request: ActorRequest, plan: Plan, pk: int, now: datetime) -> str:
    settle_all(actor=request.actor, plan=plan, now=now)
    return "#diem"


STEPS: dict[str, Step] = {
    "add": _add,
    "drop": _on_row(remove_row),
    "up": _on_row(move_row, step=-1),
    "down": _on_row(move_row, step=1),
    "section": _new_section,
    "section-drop": _on_section(remove_section),
    "section-up": _on_section(move_section, step=-1),
    "section-down": _on_section(move_section, step=1),
    "settle": _settle,
    "settle-all": _settle_all,
}
