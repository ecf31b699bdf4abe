"""Improvement plans: the list, one of them with what it moved, its files, the plan that is made of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from cchc.numbers import shown
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import fold
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.improving import drop_improvement
from indices.actions.improving_plan import make_plan
from indices.enums import IndexKind
from indices.improving.facts import areas_of, uneven, without_measure
from indices.improving.files import draw_docx, draw_pdf, draw_xlsx
from indices.improving.listing import draw_list, listed, state_of
from indices.improving.movement import dumbbell
from indices.models import Improvement
from indices.queries.improving import doubt_of, draft_of, improvement_of, improvements_of, line_of, reasons_of
from indices.queries.improving_moves import Moved, RowWork, moved_by, work_of
from indices.rules.improving import can_begin_improvement, can_make_plan, can_write_improvement
from indices.views.places import places
from plans.enums import PlanState
from plans.queries import plan_of

PAGE_SIZE = 50
DRAWERS = {"docx": draw_docx, "pdf": draw_pdf, "xlsx": draw_xlsx}
FILE_LABELS = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"))


@require_GET
def improvements(request: ActorRequest) -> HttpResponseBase:
    """All within reach, found by body, title and year."""
    found, years = _filtered(request)
    context = {
        "places": places("indices:improvements"),
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "may_begin": can_begin_improvement(request.actor),
        "q": request.GET.get("q", ""),
        "year": request.GET.get("nam", ""),
        "years": years,
        "filtered": bool(request.GET.get("q") or request.GET.get("nam")),
        "many_bodies": request.actor.looks_over,
    }
    return render(request, "indices/improvements.html", context)


@require_GET
def sheet(request: ActorRequest) -> HttpResponseBase:
    """The list as it is filtered, as a workbook."""
    found, _ = _filtered(request)
    lines = [_listed(one) for one in found]
    today = local_today()
    issuer = request.actor.organization.issuer_name
    data = draw_list(lines, issuer=issuer, as_of=today)
    return file_response(data, f"ke-hoach-cai-thien-{today:%Y-%m-%d}", "xlsx")


@require_GET
def improvement(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The draft as it will be printed; once its plan runs, what became of each row."""
    actor, found, today = request.actor, found_improvement(request, pk), local_today()
    rows = list(found.rows.all())
    work, moved = work_of(actor, found, rows, today), moved_by(actor, found, rows)
    lines = [line_of(row) for row in rows]
    context = {
        "places": places("indices:improvements"),
        "found": found,
        "index": IndexKind(found.kind),
        "state": _state(found),
        "count": len(rows),
        "areas": list(areas_of(rows)),
        "threshold": shown(found.threshold),
        "doubt": doubt_of(actor, found),
        "uneven": [(line.name, words) for line in lines if (words := uneven(line))],
        "bare": without_measure(lines),
        "moved": moved,
        "moved_words": moved.summary.words(found.threshold) if moved else "",
        "runs": found.plan is not None and found.plan.state in (PlanState.ACCEPTED, PlanState.CLOSED),
        "work": [_worked(one, found, moved) for one in work],
        "reasons": reasons_of(actor, found),
        "plan": plan_of(actor, found.plan_id) if found.plan_id else None,
        "may_open": actor.belongs_to(found.organization_id),
        "may_write": can_write_improvement(actor, found),
        "may_make": can_make_plan(actor, found) and found.plan_id is None,
        "files": [(reverse("indices:improvement_file", args=[pk, ending]), label) for ending, label in FILE_LABELS],
    }
    return render(request, "indices/improvement.html", context)


@require_GET
def file(request: ActorRequest, pk: int, ending: str) -> HttpResponseBase:
    """The draft plan as Word, PDF or Excel."""
    found = found_improvement(request, pk)
    if ending not in DRAWERS:
        raise Http404
    draft = draft_of(found, found.rows.all(), local_today())
    name = f"ke-hoach-cai-thien-{found.kind}-{found.organization.code}-{found.year}"
    return file_response(DRAWERS[ending](draft), name, ending)


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Throw a draft away."""
    found_improvement(request, pk)
    try:
        drop_improvement(actor=request.actor, improvement_id=pk, now=local_now())
    except Refused as refusal:
        return _refused(request, pk, refusal)
    messages.success(request, "Đã xóa bản nháp kế hoạch cải thiện.")
    return redirect("indices:improvements")


@require_POST
def into_plan(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Make the plan, then go where it is reviewed."""
    found_improvement(request, pk)
    try:
        plan = make_plan(actor=request.actor, improvement_id=pk, now=local_now())
    except Refused as refusal:
        return _refused(request, pk, refusal)
    if plan.state != PlanState.DRAFT:
        return redirect("tasks:plan", pk=plan.pk)
    messages.success(request, "Đã lập kế hoạch từ bản này; hãy xem lại cách đọc, quyết các điểm rồi chấp nhận.")
    return redirect("tasks:review", pk=plan.pk)


def found_improvement(request: ActorRequest, pk: int) -> Improvement:
    """One within reach, or 404."""
    found = improvement_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _refused(request: ActorRequest, pk: int, refusal: Refused) -> HttpResponseBase:
    if isinstance(refusal, Forbidden):
        raise Http404
    messages.error(request, refusal.message)
    return redirect("indices:improvement", pk=pk)


def _filtered(request: ActorRequest) -> tuple[list[Improvement], list[int]]:
    """What the address asks for, and the years that there are."""
    every = list(improvements_of(request.actor))
    asked, year = fold(request.GET.get("q", "")).strip(), request.GET.get("nam", "")
    found = [
        one for one in every if asked in fold(f"{one.title} {one.organization.name}") and year in ("", str(one.year))
    ]
    for one in found:
        one.state_words = _state(one)  # type: ignore[attr-defined]
    return found, sorted({one.year for one in every}, reverse=True)


def _state(found: Improvement) -> tuple[str, str]:
    return state_of(found.plan.state if found.plan else "")


def _listed(one: Any) -> tuple[str | int, ...]:
    return listed(
        year=one.year,
        body=one.organization.name,
        index=IndexKind(one.kind).label,
        base_year=one.base_year,
        title=one.title,
        rows=one.row_count,
        mended=one.mend_count,
        state=_state(one)[1],
        author=one.author_name,
    )


def _worked(one: RowWork, found: Improvement, moved: Moved | None) -> dict[str, Any]:
    move = moved.moves.get(one.row.pk) if moved else None
    return {
        "row": one.row,
        "states": one.states,
        "move": move,
        "drawing": SafeString(dumbbell(move, found.threshold)) if move else "",
        "rose": move.rose_above(found.threshold) if move else False,
        "is_under": move.now.is_under(found.threshold) if move and move.now else None,
    }
