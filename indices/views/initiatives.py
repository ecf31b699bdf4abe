"""Initiatives: the list with its filters and files, one of them, registering and mending."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.initiatives import NO_RIGHT, NOT_OPEN, Edited, edit_initiative, register_initiative
from indices.drawn_initiatives import application_of, list_of
from indices.enums import InitiativeState
from indices.forms.initiatives import (
    AREAS,
    InitiativeForm,
    address_of,
    asked_of,
    first_idea,
    known_idea,
)
from indices.models import Initiative
from indices.papers import applications
from indices.papers import initiatives as lists
from indices.papers.formats import PaperFormat
from indices.queries.initiatives import (
    Asked,
    areas_known,
    bodies_known,
    colleagues,
    has_registered,
    initiative_of,
    initiatives_asked,
    spreads_of,
    years_known,
)
from indices.rules.initiatives import can_count, can_decide, can_edit, can_register, can_spread
from indices.views.places import places

UNPROCESSABLE, CONFLICT = 422, 409
PAGE_SIZE = 50
HERE = "emulation:initiatives"
DRAWERS = {PaperFormat.PDF: lists.draw_pdf, PaperFormat.DOCX: lists.draw_docx, PaperFormat.XLSX: lists.draw_xlsx}
APPLICATIONS = {PaperFormat.PDF: applications.draw_pdf, PaperFormat.DOCX: applications.draw_docx}


@require_GET
def initiatives(request: ActorRequest) -> HttpResponseBase:
    """What the body's people and those one looks over registered, and what was taken over from others."""
    actor, asked, today = request.actor, asked_of(request.GET), local_today()
    found = initiatives_asked(actor, asked)
    context = {
        "places": places(HERE),
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "asked": asked,
        "years": years_known(actor),
        "areas": areas_known(actor),
        "bodies": bodies_known(actor),
        "states": InitiativeState.choices(),
        "kinds": list(DRAWERS),
        "narrowed": urlencode(address_of(asked)),
        "may_register": can_register(actor),
        "may_count": can_count(actor),
        "is_missing": can_register(actor) and not has_registered(actor, today.year),
        "today": today,
    }
    return render(request, "emulation/initiatives.html", context)


@require_GET
def initiatives_file(request: ActorRequest) -> HttpResponseBase:
    """The same list as a file, as far as it was narrowed."""
    kind = request.GET.get("dang", PaperFormat.XLSX)
    drawer = _drawer(DRAWERS, kind)
    asked, today = asked_of(request.GET), local_today()
    found = list_of(request.actor, list(initiatives_asked(request.actor, asked)), _said(request, asked), today=today)
    return file_response(drawer(found), f"sang-kien-{today.isoformat()}-{request.actor.organization.code}", kind)


@require_GET
def initiative(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One initiative with its decision and where it was taken over."""
    actor, found = request.actor, found_initiative(request, pk)
    context = {
        "one": found,
        "spreads": spreads_of(found),
        "may_edit": can_edit(actor, found),
        "may_decide": can_decide(actor, found),
        "may_spread": can_spread(actor, found),
        "is_own": actor.belongs_to(found.organization_id),
        "kinds": list(APPLICATIONS),
    }
    return render(request, "emulation/initiative.html", context)


@require_GET
def application_file(request: ActorRequest, pk: int, kind: str) -> HttpResponseBase:
    """The application to have it recognised."""
    drawer = _drawer(APPLICATIONS, kind)
    found = found_initiative(request, pk)
    return file_response(drawer(application_of(found)), f"don-sang-kien-{pk}-{found.organization.code}", kind)


@require_http_methods(["GET", "POST"])
def register(request: ActorRequest) -> HttpResponseBase:
    """A new initiative of the actor's own body."""
    if not can_register(request.actor):
        raise PermissionDenied(NO_RIGHT)
    people, today = colleagues(request.actor.organization, today=local_today()), local_today()
    if request.method == "GET":
        return _form(request, InitiativeForm(people=people, initial=first_idea(people, request.user.pk, today=today)))
    form = InitiativeForm(request.POST, people=people)
    if not form.is_valid():
        return _form(request, form, status=UNPROCESSABLE)
    try:
        saved = register_initiative(actor=request.actor, idea=form.idea(), authors=form.authors(), now=local_now())
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _form(request, form, status=UNPROCESSABLE)
    messages.success(request, "Đã đăng ký sáng kiến.")
    return redirect("emulation:initiative", pk=saved.pk)


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One that is not decided yet."""
    found = found_initiative(request, pk)
    if not can_edit(request.actor, found):
        return _no_more(request, found)
    people = colleagues(found.organization, today=local_today())
    if request.method == "GET":
        return _form(request, InitiativeForm(people=people, initial=known_idea(found, people)), found)
    form = InitiativeForm(request.POST, people=people)
    if not form.is_valid():
        return _form(request, form, found, status=UNPROCESSABLE)
    try:
        edit_initiative(
            actor=request.actor,
            initiative_id=pk,
            idea=form.idea(),
            authors=form.authors(),
            seen_revision=form.cleaned_data["revision"] or 0,
            now=local_now(),
        )
    except Edited as conflict:
        form.add_error(None, conflict.message)
        return _form(request, form, found, theirs=conflict.theirs, status=CONFLICT)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _form(request, form, found, status=UNPROCESSABLE)
    messages.success(request, "Đã lưu sáng kiến.")
    return redirect("emulation:initiative", pk=pk)


def found_initiative(request: ActorRequest, pk: int) -> Initiative:
    """One in reach; 404 for others."""
    found = initiative_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _no_more(request: ActorRequest, found: Initiative) -> HttpResponseBase:
    """Decided meanwhile: a word for those who could have; a page that is not there for others."""
    own = request.actor.belongs_to(found.organization_id)
    if not own or found.state == InitiativeState.REGISTERED:
        raise Http404
    messages.error(request, NOT_OPEN)
    return redirect("emulation:initiative", pk=found.pk)


def _form(
    request: ActorRequest,
    form: InitiativeForm,
    found: Initiative | None = None,
    *,
    theirs: Initiative | None = None,
    status: int = 200,
) -> HttpResponseBase:
    context = {
        "form": form,
        "one": found,
        "theirs": theirs,
        "revision": theirs.revision if theirs else form["revision"].value() or "",
        "areas": AREAS,
        "people": [one.label for one in form.people.values()],
    }
    return render(request, "emulation/initiative_form.html", context, status=status)


def _said(request: ActorRequest, asked: Asked) -> str:
    """What a file was narrowed to, in a sentence."""
    names = dict(bodies_known(request.actor))
    said = (
        f"năm {asked.year}" if asked.year else "",
        InitiativeState(asked.state).label.lower() if asked.state else "",
        names.get(asked.body or 0, ""),
        asked.area,
        f"có “{asked.words}”" if asked.words else "",
    )
    found = "; ".join(filter(None, said))
    return f"Chỉ gồm: {found}." if found else ""


def _drawer(drawers: dict[PaperFormat, Any], kind: str) -> Any:
    try:
        return drawers[PaperFormat(kind)]
    except (ValueError, KeyError):
        raise Http404 from None
