"""Criteria sets: the list, one set, a new one, its head, a copy, throwing a draft away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from indices.actions.criteria import (
    FIXED,
    NO_RIGHT,
    Overtaken,
    begin_from_example,
    begin_set,
    drop_set,
    write_head,
)
from indices.actions.criteria_copies import copy_set
from indices.enums import IndexKind, SetState
from indices.forms.criteria import BeginForm, CopyForm, HeadForm, known_head
from indices.models import CriteriaSet
from indices.queries.criteria import criteria_of, head_of, outline_of, set_of, sets_of
from indices.rules.criteria import can_edit_set, can_write_sets, levels_of, owns_set
from indices.sheets.outline import Outline
from indices.sheets.shifting import shifted_text, shifts_of
from indices.views.criteria_page import drawn_set
from indices.views.places import places

UNPROCESSABLE, CONFLICT = 422, 409
FORMATS = (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"))


@require_GET
def sets(request: ActorRequest) -> HttpResponseBase:
    """Every set that this person reaches, by year and level."""
    found = list(sets_of(request.actor))
    year, level = request.GET.get("nam", ""), request.GET.get("cap", "")
    shown = [one for one in found if year in ("", str(one.year)) and level in ("", one.level)]
    levels = [(kind.value, kind.label) for kind in OrganizationKind if any(one.level == kind for one in found)]
    lines = [_line(request, one) for one in shown]
    context = {
        "places": places("indices:sets"),
        "lines": lines,
        "total": len(found),
        "years": sorted({str(one.year) for one in found}, reverse=True),
        "levels": levels,
        "year": year,
        "level": level,
        "is_filtered": bool(year or level),
        "may_write": can_write_sets(request.actor),
    }
    return render(request, "indices/criteria_sets.html", context)


def _line(request: ActorRequest, one: CriteriaSet) -> dict[str, Any]:
    return {
        "set": one,
        "kind": IndexKind(one.kind).label,
        "level": OrganizationKind(one.level).label,
        "is_draft": one.state == SetState.DRAFT,
        "is_other": one.organization_id not in request.actor.government_ids,
    }


@require_GET
def detail(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One set, with what keeps it from being used; who may edit it does so from here."""
    found = found_set(request, pk)
    drawn = drawn_set(found)
    context = drawn | {
        "places": places("indices:sets"),
        "may_edit": can_edit_set(request.actor, found),
        "may_copy": owns_set(request.actor, found),
        "may_open": owns_set(request.actor, found) and drawn["lines"] and not drawn["flaws"],
        "formats": FORMATS,
        "tally": f"{len(drawn['lines'])} dòng",
    }
    return render(request, "indices/criteria_set.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest) -> HttpResponseBase:
    """A new draft, empty or from the example."""
    if not can_write_sets(request.actor):
        raise PermissionDenied(NO_RIGHT)
    levels = levels_of(request.actor)
    if request.method != "POST":
        initial = {"year": local_today().year, "start": "trong" if "trong" in request.GET else "mau"}
        form = BeginForm(levels=levels, initial=initial)
        return render(request, "indices/criteria_new.html", {"form": form})
    form = BeginForm(request.POST, levels=levels)
    if form.is_valid():
        given: dict[str, Any] = {"actor": request.actor, "what": form.what(), "now": local_now()}
        try:
            if form.cleaned_data["start"] == "mau":
                made = begin_from_example(**given, name=form.cleaned_data["name"])
            else:
                made = begin_set(**given, name=form.set_name())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, f"Bản nháp “{made.name}” đã sẵn; hãy xem và sửa từng tiêu chí rồi mở đợt đánh giá."
            )
            return redirect("indices:set", pk=made.pk)
    return render(request, "indices/criteria_new.html", {"form": form}, status=UNPROCESSABLE)


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The head of a draft."""
    found = open_set(request, pk)
    if found is None:
        return redirect("indices:set", pk=pk)
    choices = [(one.code, f"{one.code}. {one.name}") for one in criteria_of(found)]
    if request.method != "POST":
        form = HeadForm(criteria=choices, initial=known_head(head_of(found), found.revision))
        return render(request, "indices/criteria_head.html", {"form": form, "set": found})
    form = HeadForm(request.POST, criteria=choices)
    context: dict[str, Any] = {"form": form, "set": found}
    status = UNPROCESSABLE
    if form.is_valid():
        seen = form.cleaned_data["revision"] or 0
        try:
            write_head(actor=request.actor, set_id=pk, head=form.head(), seen_revision=seen, now=local_now())
        except Overtaken as conflict:
            form.add_error(None, conflict.message)
            context |= {"theirs": drawn_set(conflict.theirs), "revision": conflict.theirs.revision}
            status = CONFLICT
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu thông tin chung của bộ tiêu chí.")
            return redirect("indices:set", pk=pk)
    return render(request, "indices/criteria_head.html", context, status=status)


@require_http_methods(["GET", "POST"])
def copy(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Another year's set, or the next version of this one; the years that its texts name are shown as they would
    move."""
    found = found_set(request, pk)
    if not owns_set(request.actor, found):
        raise PermissionDenied(NO_RIGHT)
    outline = outline_of(found)
    form = CopyForm(request.POST) if request.method == "POST" else CopyForm(initial=_first_copy(request, found))
    if request.method == "POST" and form.is_valid() and not _is_unseen(request, form):
        data = form.cleaned_data
        given = {"year": data["year"], "name": data["name"], "source": data["source"], "shifts_texts": data["shifts"]}
        try:
            made = copy_set(actor=request.actor, set_id=pk, **given, now=local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã chép {len(outline.lines)} dòng tiêu chí; hãy sửa bản nháp này khi cần.")
            return redirect("indices:set", pk=made.pk)
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    context = {"form": form, "set": found, "shifts": _shifts(outline, found, form)}
    return render(request, "indices/criteria_copy.html", context, status=status)


def _first_copy(request: ActorRequest, found: CriteriaSet) -> dict[str, Any]:
    """The next year, or the year asked for ("phien-ban": the same one), with the years in its name moved along."""
    is_version = "phien-ban" in request.GET
    year = found.year if is_version else found.year + 1
    name = shifted_text(found.name, found.year, year)
    return {"year": year, "name": name, "source": found.source if is_version else "", "shifts": not is_version}


def _is_unseen(request: ActorRequest, form: CopyForm) -> bool:
    """Whether texts would change that were not shown as they would change for this year."""
    data = form.cleaned_data
    return "xem" in request.POST or (data["shifts"] and request.POST.get("shown") != str(data["year"]))


def _shifts(outline: Outline, found: CriteriaSet, form: CopyForm) -> list[Any]:
    words = str(form["year"].value() or "")
    year = int(words) if words.isascii() and words.isdecimal() and len(words) < 5 else found.year
    return shifts_of(outline.lines, found.year, year) if year != found.year else []


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Throw away a draft."""
    found = open_set(request, pk)
    if found is None:
        return redirect("indices:set", pk=pk)
    try:
        drop_set(actor=request.actor, set_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("indices:set", pk=pk)
    messages.success(request, f"Đã xóa bản nháp “{found.name}”.")
    return redirect("indices:sets")


def found_set(request: ActorRequest, pk: int) -> CriteriaSet:
    """The set; 404 where this person does not reach it."""
    found = set_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def open_set(request: ActorRequest, pk: int) -> CriteriaSet | None:
    """A draft that this person may change; None, with a word, for one that is fixed."""
    found = found_set(request, pk)
    if not owns_set(request.actor, found):
        raise PermissionDenied(NO_RIGHT)
    if found.state == SetState.DRAFT:
        return found
    messages.error(request, FIXED)
    return None
