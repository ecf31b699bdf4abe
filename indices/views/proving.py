"""Proofs of a self-score: attached, cited, chosen, taken away, opened."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from indices.actions.proving import add_proof, choose_proofs, remove_proof
from indices.forms.scoring import PLACE_LENGTH, ProofForm
from indices.models import Assessment, Criterion, Proof
from indices.queries.proving import proof_of, things_held
from indices.rules.rounds import can_prove
from indices.views.finding import found_leaf, found_own
from indices.views.places import places
from indices.views.scoring_one import page_with_proof

UNPROCESSABLE = 422


@require_POST
def add(request: ActorRequest, pk: int, criterion_pk: int) -> HttpResponseBase:
    """A document with its file, or by its number."""
    found = found_own(request, pk)
    criterion, form = found_leaf(found, criterion_pk), ProofForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_with_proof(request, found, criterion, form)
    try:
        add_proof(
            actor=request.actor,
            assessment_id=pk,
            criterion_id=criterion_pk,
            cited=form.cited(),
            file=form.evidence(),
            now=local_now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return page_with_proof(request, found, criterion, form)
    messages.success(request, f"Đã thêm tài liệu kiểm chứng cho tiêu chí {criterion.code}.")
    return redirect(_proofs(pk, criterion_pk))


@require_http_methods(["GET", "POST"])
def choose(request: ActorRequest, pk: int, criterion_pk: int) -> HttpResponseBase:
    """What the body wrote about its duties, with its files; those that sound like the criterion first."""
    found = found_own(request, pk)
    criterion = found_leaf(found, criterion_pk)
    if request.method != "POST":
        return _choosing(request, found, criterion)
    try:
        count = choose_proofs(
            actor=request.actor,
            assessment_id=pk,
            criterion_id=criterion_pk,
            updates=_numbers(request.POST.getlist("update")),
            files=_numbers(request.POST.getlist("file")),
            place=request.POST.get("place", "")[:PLACE_LENGTH],
            now=local_now(),
        )
    except Refused as refusal:
        return _choosing(request, found, criterion, refusal=refusal.message, status=UNPROCESSABLE)
    messages.success(request, f"Đã lấy {count} tài liệu cho tiêu chí {criterion.code}.")
    return redirect(_proofs(pk, criterion_pk))


def _choosing(
    request: ActorRequest, found: Assessment, criterion: Criterion, *, refusal: str = "", status: int = 200
) -> HttpResponseBase:
    asked = request.GET.get("q", "")
    held = things_held(request.actor, criterion, asked)
    context: dict[str, Any] = {
        "places": places("indices:assessments"),
        "found": found,
        "criterion": criterion,
        "proposed": [one for one in held if one.is_proposed],
        "others": [one for one in held if not one.is_proposed],
        "total": len(held),
        "q": asked,
        "refusal": refusal,
        "picked": _numbers(request.POST.getlist("update")),
        "picked_files": _numbers(request.POST.getlist("file")),
        "place": request.POST.get("place", ""),
        "may_prove": can_prove(request.actor, found, local_today()),
    }
    return render(request, "indices/scoring_choose.html", context, status=status)


@require_POST
def remove(request: ActorRequest, pk: int) -> HttpResponseBase:
    """No longer a proof."""
    proof = proof_of(request.actor, pk)
    if proof is None or not request.actor.belongs_to(proof.assessment.organization_id):
        raise Http404
    try:
        remove_proof(actor=request.actor, proof_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã bỏ “{proof.title}” khỏi tiêu chí {proof.criterion.code}.")
    return redirect(_proofs(proof.assessment_id, proof.criterion_id))


@require_GET
def file(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The file of a proof, or of the duty's evidence that it names, for whoever may read the self-score; never shown
    inside our own pages."""
    proof = proof_of(request.actor, pk)
    source = proof and (proof.task_file.file if proof.task_file else proof.file)
    if proof is None or not source:
        raise Http404
    name = proof.task_file.name if proof.task_file else _named(proof)
    response = FileResponse(source.open("rb"), as_attachment=True, filename=name, content_type=proof.content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _named(proof: Proof) -> str:
    """The title as a file's name: what was sent kept its ending."""
    ending = PurePath(proof.file.name or "").suffix
    return proof.title if proof.title.lower().endswith(ending) else f"{proof.title}{ending}"


def _proofs(pk: int, criterion_pk: int) -> str:
    return f"{reverse('indices:score', args=[pk, criterion_pk])}#minh-chung"


def _numbers(values: Iterable[str]) -> list[int]:
    """The ids that a form names; other words name nothing."""
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 16]
