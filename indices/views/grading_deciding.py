"""Proposing classes beside what the system counted, the line about the cap, deciding, and the files of a year."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused, Stale
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.grading import decide_grading, propose_grades
from indices.drawn_grading import result_of
from indices.forms.grading import DecisionForm, ProposalForm, grades_asked
from indices.grading import REASONS, weigh
from indices.models import Grading
from indices.papers.formats import PaperFormat
from indices.papers.grading import GradingResult, draw_docx, draw_pdf, draw_xlsx
from indices.queries.grading import cap_of, facts_of, leader_of, lines_of
from indices.rules.grading import can_decide_grading, reads_all, reads_decided
from indices.views.grading import found_grading, known_facts, open_year

UNPROCESSABLE, CONFLICT = 422, 409
DRAWERS: dict[PaperFormat, Callable[[GradingResult], bytes]] = {
    PaperFormat.PDF: draw_pdf,
    PaperFormat.DOCX: draw_docx,
    PaperFormat.XLSX: draw_xlsx,
}


@require_http_methods(["GET", "POST"])
def propose(request: ActorRequest, pk: int) -> HttpResponseBase:
    """All people on one page: what each said of himself, what the system counted, what is proposed."""
    found = open_year(request, pk)
    if not isinstance(found, Grading):
        return found
    people = lines_of(request.actor, found)
    form = ProposalForm(request.POST or None, people=people, revision=found.revision)
    if request.method == "GET":
        return _propose(request, found, form)
    if not form.is_valid():
        return _propose(request, found, form, status=UNPROCESSABLE)
    seen = form.cleaned_data["revision"] or 0
    try:
        propose_grades(
            actor=request.actor, grading_id=pk, proposals=form.proposals(), seen_revision=seen, now=local_now()
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _propose(request, found, form, status=_status(refusal))
    messages.success(request, "Đã lưu đề nghị xếp loại.")
    return redirect("emulation:grading", pk=pk)


@require_http_methods(["GET", "POST"])
def decide(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The leader's word on each, and the decision that closes the year."""
    found = open_year(request, pk)
    if not isinstance(found, Grading):
        return found
    if not can_decide_grading(request.actor, found):
        raise Http404
    people = lines_of(request.actor, found)
    form = DecisionForm(
        request.POST or None, people=people, revision=found.revision, signer=leader_of(found, today=local_today())
    )
    if request.method == "GET":
        return _decide(request, found, form)
    if not form.is_valid():
        return _decide(request, found, form, status=UNPROCESSABLE)
    seen = form.cleaned_data["revision"] or 0
    try:
        decide_grading(
            actor=request.actor,
            grading_id=pk,
            finals=form.finals(),
            paper=form.paper(),
            seen_revision=seen,
            now=local_now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _decide(request, found, form, status=_status(refusal))
    messages.success(request, f"Đã quyết định xếp loại năm {found.year}.")
    return redirect("emulation:grading", pk=pk)


@require_GET
def weighed(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The line about the cap for what is chosen on a page that is not saved yet."""
    found = found_grading(request, pk)
    if not reads_all(request.actor, found):
        raise Http404
    context = {"weighing": weigh(cap_of(found), grades_asked(request.GET))}
    return render(request, "emulation/_weighing.html", context)


@require_GET
def grading_file(request: ActorRequest, pk: int, kind: str) -> HttpResponseBase:
    """The list with its sums as a file; before the decision as it is proposed."""
    found = found_grading(request, pk)
    if not (reads_all(request.actor, found) or reads_decided(request.actor, found)):
        raise Http404
    try:
        drawer = DRAWERS[PaperFormat(kind)]
    except ValueError:
        raise Http404 from None
    result = result_of(found, lines_of(request.actor, found), today=local_today())
    return file_response(drawer(result), f"xep-loai-{found.year}-{found.organization.code}", kind)


def _status(refusal: Refused) -> int:
    return CONFLICT if isinstance(refusal, Stale) else UNPROCESSABLE


def _propose(request: ActorRequest, found: Grading, form: ProposalForm, *, status: int = 200) -> HttpResponseBase:
    facts = facts_of(request.actor, found, form.people, today=local_today())
    rows = [{"person": one, "grade": grade, "text": text, "facts": facts[one.pk]} for one, grade, text in form.rows()]
    chosen = {row["grade"].html_name: row["grade"].value() or "" for row in rows}
    context = {
        "grading": found,
        "form": form,
        "rows": rows,
        "reasons": REASONS,
        "is_stale": status == CONFLICT,
        "revision": found.revision if status != UNPROCESSABLE else form["revision"].value() or 0,
        "weighing": weigh(cap_of(found), grades_asked(chosen)),
    }
    return render(request, "emulation/grading_propose.html", context, status=status)


def _decide(request: ActorRequest, found: Grading, form: DecisionForm, *, status: int = 200) -> HttpResponseBase:
    rows: list[dict[str, Any]] = [
        {"person": one, "grade": grade, "facts": known_facts(one)} for one, grade in form.rows()
    ]
    chosen = {row["grade"].html_name: row["grade"].value() or "" for row in rows}
    context = {
        "grading": found,
        "form": form,
        "rows": rows,
        "weighing": weigh(cap_of(found), grades_asked(chosen)),
        "is_stale": status == CONFLICT,
        "revision": found.revision if status != UNPROCESSABLE else form["revision"].value() or 0,
        "left_out": [one for one in lines_of(request.actor, found) if one.left_out],
    }
    return render(request, "emulation/grading_decide.html", context, status=status)
