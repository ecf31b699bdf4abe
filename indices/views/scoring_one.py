"""One criterion of an assessment: entering its mark, its points while typing, what was written before."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cchc.numbers import shown
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from indices.actions.marks import Overtaken
from indices.actions.scoring import mark_self
from indices.enums import Stage
from indices.forms.scoring import MarkForm, ProofForm, known_mark
from indices.models import Assessment, Criterion, Mark
from indices.queries.scoring import Line, line_of, neighbours_of, proofs_removed, words_said
from indices.rules.reasons import why_closed
from indices.rules.rounds import TOLD, can_mark_self, can_prove, can_reply, stages_read
from indices.scoring.entries import entry_words, points_words
from indices.scoring.rules import doubts_of, faults_of, points_of
from indices.views.finding import found_assessment, found_leaf, found_own
from indices.views.places import places

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def score(request: ActorRequest, pk: int, criterion_pk: int) -> HttpResponseBase:
    """One criterion: the mark, its proofs, what was written before."""
    found = found_assessment(request, pk)
    criterion = found_leaf(found, criterion_pk)
    line = line_of(request.actor, found, criterion)
    if request.method != "POST":
        return _criterion(request, found, line, MarkForm(criterion, initial=known_mark(line.own)))
    form = MarkForm(criterion, request.POST)
    if not form.is_valid():
        return _criterion(request, found, line, form, status=UNPROCESSABLE)
    try:
        mark = mark_self(
            actor=request.actor, assessment_id=pk, criterion_id=criterion_pk, word=form.word(), now=local_now()
        )
    except Overtaken as overtaken:
        return _criterion(request, found, line, form, theirs=overtaken.theirs, status=CONFLICT)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _criterion(request, found, line, form, status=UNPROCESSABLE)
    _say_saved(request, criterion, mark)
    onward = neighbours_of(found, criterion)[1] if "next" in request.POST else None
    return redirect("indices:score", pk=pk, criterion_pk=onward.pk if onward else criterion_pk)


def _say_saved(request: ActorRequest, criterion: Criterion, mark: Mark) -> None:
    messages.success(request, f"Đã lưu tiêu chí {criterion.code}: {points_words(mark.points, applies=mark.applies)}.")
    for doubt in doubts_of(criterion.rule, mark.entry):
        messages.warning(request, f"Tiêu chí {criterion.code}: {doubt}")


def _criterion(
    request: ActorRequest,
    found: Assessment,
    line: Line,
    form: MarkForm,
    *,
    theirs: Mark | None = None,
    proof_form: ProofForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    actor, today, criterion = request.actor, local_today(), line.criterion
    stages = stages_read(actor, found)
    is_own = actor.belongs_to(found.organization_id)
    previous, following = neighbours_of(found, criterion)
    context = {
        "places": places("indices:assessments"),
        "found": found,
        "line": line,
        "form": form,
        "theirs": theirs,
        "seen": theirs.pk if theirs else form["seen"].value(),
        "differences": _differences(criterion, theirs, form) if theirs else [],
        "proof_form": proof_form or ProofForm(),
        "may_mark": can_mark_self(actor, found, today),
        "may_prove": can_prove(actor, found, today) and not line.is_survey,
        "may_reply": can_reply(actor, found, today),
        "is_own": is_own,
        "is_told": found.state in TOLD and Stage.FIRST in stages,
        "closed": why_closed(found, today),
        "history": _history(found, criterion, stages, is_own=is_own),
        "previous": previous,
        "following": following,
    }
    return render(request, "indices/scoring_criterion.html", context, status=status)


def page_with_proof(
    request: ActorRequest, found: Assessment, criterion: Criterion, form: ProofForm
) -> HttpResponseBase:
    """The page of a criterion with a proof that could not be kept."""
    line = line_of(request.actor, found, criterion)
    mark_form = MarkForm(criterion, initial=known_mark(line.own))
    return _criterion(request, found, line, mark_form, proof_form=form, status=UNPROCESSABLE)


def _differences(criterion: Criterion, theirs: Mark, form: MarkForm) -> list[dict[str, Any]]:
    word = form.word()
    rows = (
        ("Tự chấm", entry_words(criterion.rule, theirs.entry) or shown(theirs.points), _typed_words(criterion, form)),
        ("Giải thích", theirs.text, word.text),
    )
    return [{"label": name, "theirs": one, "mine": other, "changed": one != other} for name, one, other in rows]


def _typed_words(criterion: Criterion, form: MarkForm) -> str:
    entry = form.word().entry
    return entry_words(criterion.rule, entry) or shown(entry.points)


def _history(
    found: Assessment, criterion: Criterion, stages: tuple[Stage, ...], *, is_own: bool
) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = [
        {
            "at": mark.recorded_at,
            "who": mark.author_name,
            "what": _what(mark),
            "text": mark.text,
        }
        for mark in words_said(found, criterion, stages)
    ]
    for proof in proofs_removed(found, criterion) if is_own else ():
        entries.append({"at": proof.removed_at, "who": proof.remover_name, "what": f"Bỏ tài liệu: {proof.title}"})
    return sorted(entries, key=lambda entry: entry["at"], reverse=True)


def _what(mark: Mark) -> str:
    stage = Stage(mark.stage)
    if stage == Stage.EXPLAINED:
        return stage.label
    entry = entry_words(mark.criterion.rule, mark.entry)
    return f"{stage.label}: {points_words(mark.points, applies=mark.applies)}" + (
        f" ({entry})" if entry and mark.applies else ""
    )


@require_POST
def points(request: ActorRequest, pk: int, criterion_pk: int) -> HttpResponseBase:
    """The points of what is typed, by the rule; nothing is stored."""
    found = found_own(request, pk)
    criterion = found_leaf(found, criterion_pk)
    form = MarkForm(criterion, request.POST)
    context: dict[str, Any] = {"criterion": criterion}
    if form.is_valid():
        entry, places_ = form.word().entry, found.round.criteria_set.places
        asked = (criterion.rule, criterion.maximum, entry)
        context |= {
            "points": points_of(*asked, places=places_, is_bonus=criterion.is_bonus),
            "faults": list(faults_of(*asked)),
            "doubts": list(doubts_of(criterion.rule, entry)),
            "applies": entry.applies,
        }
    else:
        context["faults"] = [error for errors in form.errors.values() for error in errors]
    return render(request, "indices/_scoring_points.html", context)
