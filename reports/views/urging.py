"""Letters of urging on the sender's side: the list, choosing bodies, writing, sending."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.queries.calendar import working_days
from cchc.orgs.refusals import Refused
from cchc.text import fold
from cchc.web.clock import local_now, local_today
from reports.actions.urging import NO_RIGHT, NOBODY, SENT, Edited, drop_urging, edit_urging, send_urging, write_urging
from reports.collecting.urging import LateLine, late_lines
from reports.forms.urging import LetterForm, first_letter, known_letter, numbers_of
from reports.models import Urging
from reports.queries.letters import letters_received, letters_written, urging_of
from reports.queries.urging import without_readers
from reports.rules import can_urge
from reports.views.places import places

UNPROCESSABLE, CONFLICT = 422, 409
PAGE_SIZE = 50
MOST_NAMED = 10
"""Bodies that a warning names; of the others it tells the number."""
DAYS_TO_ANSWER = 5
"""Working days that a new letter proposes for the answer."""
EVERY_LATE, NONE = "cham", "khong"


@require_GET
def urgings(request: ActorRequest) -> HttpResponseBase:
    """What this body sent, drafts first, and what it was sent."""
    actor = request.actor
    written = Paginator(letters_written(actor), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "places": places("urgings"),
        "may_urge": can_urge(actor),
        "page": written,
        "received": list(letters_received(actor)[:PAGE_SIZE]),
        "today": local_today(),
    }
    return render(request, "reports/urgings.html", context)


@require_GET
def choose(request: ActorRequest) -> HttpResponseBase:
    """Every body beneath with what is late there; ticked are those named in the address, otherwise those that are
    late. A search puts what it finds before what stays ticked."""
    _check_right(request)
    lines = late_lines(request.actor, today=local_today())
    ticked, asked = _ticked(request, lines), fold(request.GET.get("q", ""))
    draft = next(iter(numbers_of([request.GET.get("sua", "")])), None)
    onward = reverse("reports:urge_edit", args=[draft]) if draft else reverse("reports:urge_write")
    found = [one for one in lines if asked in fold(one.body.name)]
    kept = [one for one in lines if one.body.pk in ticked and one not in found]
    context = {
        "places": places("urgings"),
        "lines": [{"line": one, "ticked": one.body.pk in ticked} for one in (*found, *kept)],
        "found": len(found),
        "total": len(lines),
        "late": sum(one.is_late for one in lines),
        "silent": sum(one.is_silent for one in lines),
        "ticked": len(ticked),
        "onward": onward,
        "draft": draft,
        "q": request.GET.get("q", ""),
    }
    return render(request, "reports/urge_new.html", context)


def _ticked(request: ActorRequest, lines: Collection[LateLine]) -> set[int]:
    named, way = set(numbers_of(request.GET.getlist("body"))), request.GET.get("chon", "")
    late = {one.body.pk for one in lines if one.is_late}
    if way == EVERY_LATE:
        return named | late
    if way == NONE:
        return set()
    return named & {one.body.pk for one in lines} if named or way else late


@require_http_methods(["GET", "POST"])
def write(request: ActorRequest) -> HttpResponseBase:
    """A new letter to the chosen bodies."""
    _check_right(request)
    today = local_today()
    if request.method == "POST":
        return _save(request, None)
    answer_by = working_days().after(today, DAYS_TO_ANSWER)
    form = LetterForm(initial=first_letter(request.actor.organization, today=today, answer_by=answer_by))
    chosen = numbers_of(request.GET.getlist("body"))
    if not chosen:
        messages.error(request, NOBODY)
        return redirect(f"{reverse('reports:urge_new')}?chon=1")
    return _form(request, form, None, chosen)


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A draft; the address may name other bodies than it has."""
    urging = _draft(request, pk)
    if urging is None:
        return redirect("reports:urging", pk=pk)
    if request.method == "POST":
        return _save(request, urging)
    named = numbers_of(request.GET.getlist("body"))
    return _form(request, LetterForm(initial=known_letter(urging)), urging, named or _bodies(urging))


def _save(request: ActorRequest, urging: Urging | None) -> HttpResponseBase:
    """Keep what was typed; where it cannot be stored, on the page."""
    form, chosen = LetterForm(request.POST), numbers_of(request.POST.getlist("body"))
    if not form.is_valid():
        return _form(request, form, urging, chosen, status=UNPROCESSABLE)
    given: dict[str, Any] = {"actor": request.actor, "bodies": chosen, "words": form.words(), "now": local_now()}
    try:
        if urging is None:
            saved = write_urging(**given)
        else:
            saved = edit_urging(urging_id=urging.pk, seen_version=form.cleaned_data["version"] or 0, **given)
    except Edited as conflict:
        form.add_error(None, conflict.message)
        return _form(request, form, conflict.theirs, chosen, theirs=conflict.theirs, status=CONFLICT)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _form(request, form, urging, chosen, status=UNPROCESSABLE)
    if "chon_lai" in request.POST:
        asked = urlencode([("sua", saved.pk), ("chon", 1), *(("body", pk) for pk in chosen)])
        return redirect(f"{reverse('reports:urge_new')}?{asked}")
    messages.success(request, "Đã lưu bản nháp; hãy xem lại công văn rồi bấm “Gửi đôn đốc”.")
    return redirect("reports:urging", pk=saved.pk)


def _form(
    request: ActorRequest,
    form: LetterForm,
    urging: Urging | None,
    chosen: Collection[int],
    *,
    theirs: Urging | None = None,
    status: int = 200,
) -> HttpResponseBase:
    """The form with the chosen bodies; with none, with all of them to choose from, so that nothing typed is lost."""
    wanted = set(chosen)
    lines = late_lines(request.actor, today=local_today())
    context = {
        "places": places("urgings"),
        "form": form,
        "urging": urging,
        "lines": [one for one in lines if one.body.pk in wanted] or lines,
        "chosen": len(wanted),
        "theirs": theirs,
        "their_bodies": ", ".join(one.organization.name for one in theirs.bodies.all()) if theirs else "",
        "version": theirs.version if theirs else form["version"].value() or "",
    }
    return render(request, "reports/urge_write.html", context, status=status)


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Throw a draft away."""
    if _draft(request, pk) is None:
        return redirect("reports:urging", pk=pk)
    try:
        drop_urging(actor=request.actor, urging_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("reports:urging", pk=pk)
    messages.success(request, "Đã xóa bản nháp công văn đôn đốc.")
    return redirect("reports:urgings")


@require_http_methods(["GET", "POST"])
def send(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Ask once more, with what is late by now, then send."""
    urging, today = _draft(request, pk), local_today()
    if urging is None:
        return redirect("reports:urging", pk=pk)
    refused = ""
    if request.method == "POST":
        kept = set(numbers_of(request.POST.getlist("body")))
        left_out = [body for body in _bodies(urging) if body not in kept]
        try:
            sent = send_urging(actor=request.actor, urging_id=pk, leave_out=left_out, now=local_now())
        except Refused as refusal:
            refused = refusal.message
        else:
            messages.success(request, f"Đã gửi công văn đôn đốc tới {sent.bodies.count()} đơn vị.")
            return redirect("reports:urging", pk=pk)
    context = {"urging": urging, "refused": refused, **_confirmed(request, urging, today)}
    return render(request, "reports/urge_send.html", context, status=UNPROCESSABLE if refused else 200)


@dataclass(frozen=True, slots=True)
class Asked:
    """One body of a draft that is about to be sent; `line` is None for one that is beneath no more."""

    body: Organization
    line: LateLine | None
    ticked: bool


def _confirmed(request: ActorRequest, urging: Urging, today: date) -> dict[str, Any]:
    """Each body with what is late there now: those in which nothing is, and those that are beneath no more, are not
    ticked."""
    lines = {one.body.pk: one for one in late_lines(request.actor, today=today)}
    kept = {pk for pk, line in lines.items() if line.is_late}
    if request.method == "POST":
        kept = set(numbers_of(request.POST.getlist("body")))
    bodies = [one.organization for one in urging.bodies.all()]
    place = {pk: order for order, pk in enumerate(lines)}
    bodies.sort(key=lambda body: place.get(body.pk, -1))
    asked = [Asked(body, lines.get(body.pk), body.pk in kept) for body in bodies]
    return {
        "lines": asked,
        "clear": _names([one.body for one in asked if one.line and not one.line.is_late]),
        "gone": _names([one.body for one in asked if one.line is None]),
        "deaf": _names(without_readers(bodies, today=today)),
    }


def _names(bodies: Sequence[Organization]) -> str:
    """ "Xã A, Xã B và 3 đơn vị khác"; "" for none."""
    named = ", ".join(body.name for body in bodies[:MOST_NAMED])
    others = len(bodies) - MOST_NAMED
    return f"{named} và {others} đơn vị khác" if others > 0 else named


def _draft(request: ActorRequest, pk: int) -> Urging | None:
    """A draft that this person may change; None, with a word, for one that was sent; 404 for others."""
    urging = urging_of(request.actor, pk)
    if urging is None or not can_urge(request.actor) or not request.actor.belongs_to(urging.organization_id):
        raise Http404
    if urging.sent_at is None:
        return urging
    messages.error(request, SENT)
    return None


def _bodies(urging: Urging) -> list[int]:
    return [one.organization_id for one in urging.bodies.all()]


def _check_right(request: ActorRequest) -> None:
    if not can_urge(request.actor):
        raise PermissionDenied(NO_RIGHT)
