"""Beginning an improvement plan and writing its rows."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cchc.numbers import shown
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused, Stale
from cchc.web.clock import local_now, local_today
from indices.actions.improving import (
    IN_PLAN,
    NO_RIGHT,
    Start,
    begin_by_hand,
    begin_improvement,
    write_improvement,
)
from indices.forms.improving import DraftForms, HandForm, ThresholdForm, first_threshold
from indices.improving.components import ZERO, sort_out
from indices.improving.facts import areas_of
from indices.models import Improvement
from indices.queries.improving import reasons_of, same_year
from indices.queries.improving_sources import Source, offers_of, source_of
from indices.rules.improving import can_begin_improvement, can_write_improvement
from indices.views.improving import found_improvement
from indices.views.places import places

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponseBase:
    """Choose the result to begin from, or begin from nothing."""
    _check_right(request)
    if request.method == "POST":
        return _begin_by_hand(request)
    return _offers(request, HandForm(initial=_first_years()))


def _begin_by_hand(request: ActorRequest) -> HttpResponseBase:
    form = HandForm(request.POST)
    if not form.is_valid():
        return _offers(request, form, status=UNPROCESSABLE)
    now = local_now()
    try:
        begun = begin_by_hand(actor=request.actor, now=now, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _offers(request, form, status=UNPROCESSABLE)
    return _begun(request, begun, is_new=begun.created_at == now)


def _offers(request: ActorRequest, form: HandForm, *, status: int = 200) -> HttpResponseBase:
    context = {"places": places("indices:improvements"), "offers": offers_of(request.actor), "form": form}
    return render(request, "indices/improvement_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def start(request: ActorRequest, key: str) -> HttpResponseBase:
    """Choose among the components of one result: weak ones are ticked."""
    source = source_of(request.actor, key)
    if source is None:
        raise Http404
    _check_right(request)
    if request.method == "POST":
        return _begin(request, source)
    asked = request.GET if "nguong" in request.GET else None
    form = ThresholdForm(asked, initial=first_threshold(source.threshold, source.year + 1))
    return _choice(request, source, form, None)


def _begin(request: ActorRequest, source: Source) -> HttpResponseBase:
    form = ThresholdForm(request.POST)
    if not form.is_valid():
        return _choice(request, source, form, _ticked(request), status=UNPROCESSABLE)
    chosen = Start(
        source.key,
        form.cleaned_data["nam"],
        form.cleaned_data["nguong"],
        request.POST.getlist("khac_phuc"),
        request.POST.getlist("duy_tri"),
    )
    now = local_now()
    try:
        begun = begin_improvement(actor=request.actor, start=chosen, now=now)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _choice(request, source, form, _ticked(request), status=UNPROCESSABLE)
    return _begun(request, begun, is_new=begun.created_at == now)


def _choice(
    request: ActorRequest, source: Source, form: ThresholdForm, ticked: set[str] | None, *, status: int = 200
) -> HttpResponseBase:
    """`ticked` None: the weak ones are."""
    is_known = form.is_bound and form.is_valid()
    threshold = form.cleaned_data["nguong"] if is_known else source.threshold
    found = sort_out(source.components, threshold)
    year = form.cleaned_data["nam"] if is_known else source.year + 1
    context = {
        "places": places("indices:improvements"),
        "source": source,
        "form": form,
        "found": found,
        "threshold": shown(threshold),
        "year": year,
        "lost": shown(sum((one.lost for one in found.weak), ZERO)),
        "ticked": {one.code for one in found.weak} if ticked is None else ticked,
        "known": same_year(request.actor, source.kind, year),
    }
    return render(request, "indices/improvement_start.html", context, status=status)


def _ticked(request: ActorRequest) -> set[str]:
    return {*request.POST.getlist("khac_phuc"), *request.POST.getlist("duy_tri")}


def _begun(request: ActorRequest, begun: Improvement, *, is_new: bool) -> HttpResponseBase:
    if not is_new:
        messages.info(request, f"Đơn vị đã có kế hoạch cải thiện chỉ số này cho năm {begun.year}; đây là bản đó.")
        return redirect("indices:improvement", pk=begun.pk)
    filled = begun.rows.exclude(measure="").count()
    if filled:
        messages.info(
            request, f"Đã điền sẵn giải pháp của {filled} nội dung từ kế hoạch các năm trước; hãy đọc lại rồi lưu."
        )
    return redirect("indices:improvement_edit", pk=begun.pk)


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """All rows in one form."""
    found = found_improvement(request, pk)
    if not request.actor.belongs_to(found.organization_id) or not can_begin_improvement(request.actor):
        raise Http404
    if not can_write_improvement(request.actor, found):
        messages.error(request, IN_PLAN)
        return redirect("indices:improvement", pk=pk)
    if request.method == "POST":
        return _save(request, found)
    return _form(request, found, DraftForms(found, list(found.rows.all())))


def _save(request: ActorRequest, found: Improvement) -> HttpResponseBase:
    """Keep what was typed; where it cannot be stored, on the page."""
    forms = DraftForms(found, list(found.rows.all()), request.POST)
    if not forms.is_valid:
        return _form(request, found, forms, status=UNPROCESSABLE)
    seen = forms.paper.cleaned_data["seen"] or 0
    given: dict[str, Any] = {"improvement_id": found.pk, "words": forms.words(), "seen": seen, "now": local_now()}
    try:
        write_improvement(actor=request.actor, **given)
    except Stale as stale:
        forms.paper.add_error(None, stale.message)
        return _form(request, found, forms, theirs=found, status=CONFLICT)
    except Refused as refusal:
        forms.paper.add_error(None, refusal.message)
        return _form(request, found, forms, status=UNPROCESSABLE)
    messages.success(request, "Đã lưu kế hoạch cải thiện.")
    if "them" in request.POST:
        return redirect(f"{reverse('indices:improvement_edit', args=[found.pk])}#hang-n1")
    return redirect("indices:improvement", pk=found.pk)


def _form(
    request: ActorRequest,
    found: Improvement,
    forms: DraftForms,
    *,
    theirs: Improvement | None = None,
    status: int = 200,
) -> HttpResponseBase:
    rows = list(found.rows.all())
    context = {
        "places": places("indices:improvements"),
        "found": found,
        "forms": forms,
        "areas": list(dict.fromkeys(row.area for row in rows if row.area)),
        "reasons": reasons_of(request.actor, found),
        "theirs": list(areas_of(list(theirs.rows.all()))) if theirs else [],
        "seen": found.revision if theirs else forms.paper["seen"].value() or "",
    }
    return render(request, "indices/improvement_edit.html", context, status=status)


def _first_years() -> dict[str, int]:
    year = local_today().year
    return {"base_year": year - 1, "year": year}


def _check_right(request: ActorRequest) -> None:
    if not can_begin_improvement(request.actor):
        raise PermissionDenied(NO_RIGHT)
