"""One area, criterion or component of a draft: added, changed, moved, removed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cchc.numbers import shown
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from indices.actions.criteria import Overtaken
from indices.actions.criteria_lines import move_criterion, remove_criterion, write_criterion
from indices.forms.criteria import CriterionForm, known_criterion
from indices.models import CriteriaSet, Criterion
from indices.queries.criteria import criteria_of, criterion_of, depths_of
from indices.scoring.writing import words_of
from indices.sheets.outline import DEEPEST, next_code
from indices.views.criteria import CONFLICT, UNPROCESSABLE, found_set, open_set


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One more line beneath the one that the address names ("thuoc"), or an area."""
    found = open_set(request, pk)
    if found is None:
        return redirect("indices:set", pk=pk)
    criteria = criteria_of(found)
    if request.method == "POST":
        return _save(request, found, criteria, None)
    asked = request.GET.get("thuoc", "")
    parent = next((one for one in criteria if str(one.pk) == asked and not one.is_leaf), None)
    siblings = [one.code for one in criteria if one.parent_id == (parent.pk if parent else None)]
    initial = {
        "parent": parent.pk if parent else None,
        "code": next_code(parent.code if parent else "", siblings),
        "revision": found.revision,
    }
    form = CriterionForm(parents=_parents(criteria, None), initial=initial)
    return _page(request, found, form, None)


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int, line: int) -> HttpResponseBase:
    """Change a line."""
    found = _open(request, pk, line)
    if found is None:
        return redirect("indices:set", pk=pk)
    criteria = criteria_of(found)
    criterion = next(one for one in criteria if one.pk == line)
    if request.method == "POST":
        return _save(request, found, criteria, criterion)
    form = CriterionForm(parents=_parents(criteria, criterion), initial=known_criterion(criterion, found.revision))
    return _page(request, found, form, criterion)


@require_POST
def move(request: ActorRequest, pk: int, line: int) -> HttpResponseBase:
    """One place up or down."""
    if _open(request, pk, line) is None:
        return redirect("indices:set", pk=pk)
    step = -1 if request.POST.get("sang") == "len" else 1
    try:
        move_criterion(actor=request.actor, set_id=pk, criterion_id=line, step=step, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    return _back(pk, line)


@require_POST
def drop(request: ActorRequest, pk: int, line: int) -> HttpResponseBase:
    """Take a line out, with all beneath it."""
    if _open(request, pk, line) is None:
        return redirect("indices:set", pk=pk)
    try:
        remove_criterion(actor=request.actor, set_id=pk, criterion_id=line, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã bỏ tiêu chí.")
    return redirect("indices:set", pk=pk)


def _open(request: ActorRequest, pk: int, line: int) -> CriteriaSet | None:
    """The draft of a line; 404 for a line of another set, before anything is said of rights."""
    if criterion_of(found_set(request, pk), line) is None:
        raise Http404
    return open_set(request, pk)


def _save(
    request: ActorRequest, found: CriteriaSet, criteria: list[Criterion], criterion: Criterion | None
) -> HttpResponseBase:
    """Store what was typed; where it cannot be stored, on the page."""
    form = CriterionForm(request.POST, parents=_parents(criteria, criterion))
    more: dict[str, Any] = {}
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            saved = write_criterion(
                actor=request.actor,
                set_id=found.pk,
                criterion_id=criterion.pk if criterion else None,
                parent_id=form.cleaned_data["parent"],
                line=form.line(),
                seen_revision=form.cleaned_data["revision"] or 0,
                now=local_now(),
            )
        except Overtaken as conflict:
            form.add_error(None, conflict.message)
            more, status = _theirs(conflict.theirs, criterion), CONFLICT
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã lưu {saved}")
            if "nua" in request.POST:
                beneath = f"?thuoc={saved.parent_id}" if saved.parent_id else ""
                return redirect(f"{reverse('indices:criterion_new', args=[found.pk])}{beneath}")
            return _back(found.pk, saved.pk)
    return _page(request, found, form, criterion, status=status, **more)


def _theirs(found: CriteriaSet, criterion: Criterion | None) -> dict[str, Any]:
    """What somebody else stored meanwhile: the same line as it is now, where it still is."""
    theirs = found.criteria.filter(pk=criterion.pk).first() if criterion else None
    rule = words_of(theirs.rule, theirs.maximum) if theirs and theirs.is_leaf else ""
    maximum = shown(theirs.maximum) if theirs else ""
    their = {"theirs": theirs, "their_rule": rule, "their_maximum": maximum}
    return their | {"conflict": True, "revision": found.revision}


def _page(
    request: ActorRequest,
    found: CriteriaSet,
    form: CriterionForm,
    criterion: Criterion | None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponseBase:
    context = {"set": found, "form": form, "criterion": criterion, "revision": form["revision"].value() or ""}
    return render(request, "indices/criterion.html", context | more, status=status)


def _parents(criteria: list[Criterion], criterion: Criterion | None) -> list[tuple[int, str]]:
    """Where a line may stand: beneath every line without a rule, itself and those beneath it left out."""
    own = {criterion.pk} if criterion else set()
    for one in criteria:
        if one.parent_id in own:
            own.add(one.pk)
    depths = depths_of(criteria)
    return [
        (one.pk, f"{'– ' * (depths[one.pk] - 1)}{one.code}. {one.name}")
        for one in criteria
        if not one.is_leaf and one.pk not in own and depths[one.pk] < DEEPEST
    ]


def _back(pk: int, line: int) -> HttpResponseRedirect:
    return redirect(f"{reverse('indices:set', args=[pk])}#tc-{line}")
