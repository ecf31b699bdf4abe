"""Lists to print between reports: shown as the table they will be, taken away as PDF, Word or Excel."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.web.clock import local_today
from reports.collecting.lists.bodies import Chosen
from reports.collecting.lists.month import month_list
from reports.collecting.lists.overdue import overdue_list
from reports.collecting.lists.plan import plan_list
from reports.enums import FileFormat
from reports.forms.lists import ListForm
from reports.lists.facts import ListFacts, ListKind
from reports.lists.files import draw_docx, draw_pdf, draw_xlsx
from reports.lists.paper import shown, stand_words, total_words
from reports.queries.listing import years_of
from reports.queries.lists import BodyWork, bodies_to_list, works_of
from reports.views.files import CONTENT_TYPES
from reports.views.places import places

UNPROCESSABLE = 422
ROWS_SHOWN = 300
LONGEST: dict[FileFormat, int] = {FileFormat.PDF: 300, FileFormat.DOCX: 2000}
"""Rows that a file drawn in a request may hold: some five seconds, and a web process of less than 250 MB."""
DRAWERS: dict[FileFormat, Callable[[ListFacts], bytes]] = {
    FileFormat.PDF: draw_pdf,
    FileFormat.DOCX: draw_docx,
    FileFormat.XLSX: draw_xlsx,
}


@require_GET
def lists(request: ActorRequest) -> HttpResponseBase:
    """One list as a table; with `tep` in the address as a file."""
    today = local_today()
    bodies, years = bodies_to_list(request.actor), years_of(request.actor, today)
    form = ListForm(request.GET.dict(), bodies=bodies, years=years, today=today)
    context: dict[str, Any] = {"form": form, "places": places("lists"), "has_bodies": len(bodies) > 1}
    if not form.is_valid():
        _refuse_strangers(form)
        context["kinds"] = _kinds(request, form.data.get("mau", ""))
        return render(request, "reports/printing.html", context, status=UNPROCESSABLE)
    works = works_of(
        request.actor,
        form.chosen_bodies,
        year=form.year_of_plans,
        with_earlier=form.kind != ListKind.PLAN,
        known_on=form.cleaned_data["ngay"],
    )
    facts = _facts(request, form, works)
    if asked := request.GET.get("tep", ""):
        return list_file(facts, asked)
    context |= {"kinds": _kinds(request, form.kind), "leads": facts.leads, **_said(request, facts)}
    return render(request, "reports/printing.html", context)


def _refuse_strangers(form: ListForm) -> None:
    """A list, a body, a month that is not among the choices does not exist."""
    if {"mau", "don_vi", "thang", "nam"} & form.errors.keys():
        raise Http404


def _facts(request: ActorRequest, form: ListForm, works: Iterable[BodyWork]) -> ListFacts:
    chosen = Chosen(
        issuer=request.actor.organization if form.are_many else form.chosen_bodies[0],
        works=works,
        are_many=form.are_many,
        as_of=form.cleaned_data["ngay"],
        lead=form.cleaned_data["chu_tri"],
    )
    match form.kind:
        case ListKind.MONTH:
            return month_list(chosen, form.month)
        case ListKind.OVERDUE:
            return overdue_list(chosen, by_lead=form.cleaned_data["theo"])
    return plan_list(chosen, form.year_of_plans)


def _kinds(request: ActorRequest, here: str) -> list[dict[str, Any]]:
    """The lists, each with the filters that were set."""
    return [{"label": kind.label, "url": _address(request, mau=kind.value), "here": kind == here} for kind in ListKind]


def _said(request: ActorRequest, facts: ListFacts) -> dict[str, Any]:
    rows = iter(range(ROWS_SHOWN))
    parts = [
        {
            "title": part.title,
            "total": len(part.rows),
            "rows": [_cells(facts, row) for row, _ in zip(part.rows, rows, strict=False)],
        }
        for part in facts.parts
    ]
    return {
        "facts": facts,
        "parts": [part for part in parts if part["rows"]],
        "shown": min(facts.total, ROWS_SHOWN),
        "stand": stand_words(facts),
        "total": total_words(facts),
        "files": [
            {"label": one.label, "url": _address(request, tep=one.value)}
            for one in DRAWERS
            if not is_too_long(facts.total, one)
        ],
        "too_long": [f"{one.label} (đến {LONGEST[one]} dòng)" for one in DRAWERS if is_too_long(facts.total, one)],
    }


def is_too_long(rows: int, file_format: FileFormat) -> bool:
    """Whether a list of so many rows is not drawn in this format within a request."""
    return rows > LONGEST.get(file_format, rows)


def _cells(facts: ListFacts, row: tuple[Any, ...]) -> list[tuple[str, str]]:
    return [(field.title, shown(field, value)) for field, value in zip(facts.fields, row, strict=True)]


def _address(request: ActorRequest, **changed: str) -> str:
    asked = request.GET.copy()
    for name, value in changed.items():
        asked[name] = value
    return f"{request.path}?{asked.urlencode()}"


def list_file(facts: ListFacts, asked: str) -> HttpResponse:
    """A list in the format asked for, or 404 where there is no such format or the list is too long for it."""
    try:
        file_format = FileFormat(asked)
    except ValueError:
        raise Http404 from None
    if is_too_long(facts.total, file_format):
        raise Http404
    name = f"{facts.kind.value}-{facts.as_of:%Y-%m-%d}.{file_format}"
    response = HttpResponse(DRAWERS[file_format](facts), content_type=CONTENT_TYPES[file_format])
    response["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
