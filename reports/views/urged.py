"""A letter of urging as it is read: all of it by its sender, one body's part by that body; files, seen, answer."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.paper.blocks import Block, Note, Outline, Table, Text
from cchc.text import fold
from cchc.web.clock import local_now, local_today
from reports.actions.answering import Answered, answer_urging, see_urging
from reports.collecting.letters import BodyNow, bodies_now, letter_of, letter_to
from reports.enums import FileFormat
from reports.forms.urging import AnswerForm
from reports.letters.facts import Letter
from reports.letters.files import draw_docx, draw_pdf, draw_xlsx
from reports.letters.paper import outline_of
from reports.letters.words import count_words
from reports.models import UrgedBody, Urging
from reports.naming import letter_name
from reports.queries.letters import urged_of, urging_of
from reports.rules import can_answer_urging, can_change_urging
from reports.views.files import CONTENT_TYPES
from reports.views.places import places

UNPROCESSABLE, CONFLICT = 422, 409
DRAWERS: dict[FileFormat, Callable[[Letter], bytes]] = {
    FileFormat.PDF: draw_pdf,
    FileFormat.DOCX: draw_docx,
    FileFormat.XLSX: draw_xlsx,
}
FILTERS: dict[str, tuple[str, Callable[[BodyNow], bool]]] = {
    "": ("Tất cả", lambda one: True),
    "chua-xem": ("Chưa xem", lambda one: one.urged.seen_at is None),
    "chua-tra-loi": ("Chưa trả lời", lambda one: not one.urged.answer),
    "con-cham": ("Còn việc chậm", lambda one: one.open > 0),
    "da-xong": ("Đã xong hết", lambda one: one.open == 0),
}


@require_GET
def urging(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A draft as it will look; of a sent letter what became of it, body by body."""
    found, today = _urging(request, pk), local_today()
    context: dict[str, Any] = {
        "urging": found,
        "places": places("urgings"),
        "may_change": can_change_urging(request.actor, found),
        "files": _files("reports:urging_file", pk),
    }
    letter = letter_of(request.actor, found, today=today)
    context |= {"letter": letter, "paper": _paper(outline_of(letter))}
    if found.sent_at:
        context |= _progress(request, found)
    return render(request, "reports/urging.html", context)


def _progress(request: ActorRequest, found: Urging) -> dict[str, Any]:
    lines = bodies_now(request.actor, list(found.bodies.all()), today=local_today())
    asked, chosen = fold(request.GET.get("q", "")), request.GET.get("loc", "")
    wanted = FILTERS.get(chosen, FILTERS[""])[1]
    shown = [one for one in lines if wanted(one) and asked in fold(one.facts.name)]
    return {
        "lines": [{"now": one, "was": count_words(len(one.facts.reports), len(one.facts.tasks))} for one in shown],
        "total": len(lines),
        "seen": sum(one.urged.seen_at is not None for one in lines),
        "answered": sum(bool(one.urged.answer) for one in lines),
        "open": sum(one.open for one in lines),
        "items": sum(len(one.items) for one in lines),
        "filters": [(key, label) for key, (label, _) in FILTERS.items()],
        "chosen": chosen,
        "q": request.GET.get("q", ""),
        "is_filtered": bool(asked or chosen),
    }


@require_GET
def urging_file(request: ActorRequest, pk: int, kind: str) -> HttpResponseBase:
    """The whole letter as a file, for its sender; of a draft as it stands today."""
    found, today = _urging(request, pk), local_today()
    letter = letter_of(request.actor, found, today=today)
    return _file(letter, kind, found.organization.code)


@require_GET
def urged(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One body's part: the letter, what was late then, how it stands now, the answer."""
    found = _urged(request, pk)
    form = AnswerForm(initial={"answer": found.answer, "version": found.answer_version})
    return _page(request, found, form)


@require_GET
def urged_file(request: ActorRequest, pk: int, kind: str) -> HttpResponseBase:
    """One body's part as a file: nothing of the others."""
    found = _urged(request, pk)
    return _file(letter_to(found.urging, [found]), kind, found.organization.code)


@require_POST
def seen(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The body has taken note."""
    _urged(request, pk)
    try:
        see_urging(actor=request.actor, urged_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã ghi nhận đơn vị đã xem công văn.")
    return redirect("reports:urged", pk=pk)


@require_POST
def answer(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What the body says to the letter."""
    found, form = _urged(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=UNPROCESSABLE)
    try:
        answer_urging(
            actor=request.actor,
            urged_id=pk,
            answer=form.cleaned_data["answer"],
            seen_version=form.cleaned_data["version"] or 0,
            now=local_now(),
        )
    except Answered as conflict:
        form.add_error(None, conflict.message)
        return _page(request, conflict.theirs, form, theirs=conflict.theirs, status=CONFLICT)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _page(request, found, form, status=UNPROCESSABLE)
    messages.success(request, f"Đã gửi trả lời tới {found.urging.organization}.")
    return redirect("reports:urged", pk=pk)


def _page(
    request: ActorRequest, found: UrgedBody, form: AnswerForm, *, theirs: UrgedBody | None = None, status: int = 200
) -> HttpResponseBase:
    (now,) = bodies_now(request.actor, [found], today=local_today())
    context = {
        "urged": found,
        "urging": found.urging,
        "now": now,
        "was": count_words(len(now.facts.reports), len(now.facts.tasks)),
        "paper": _paper(outline_of(letter_to(found.urging, [found]))),
        "form": form,
        "theirs": theirs,
        "version": theirs.answer_version if theirs else form["version"].value() or 0,
        "may_answer": can_answer_urging(request.actor, found),
        "is_sender": request.actor.belongs_to(found.urging.organization_id),
        "files": _files("reports:urged_file", found.pk),
        "places": places("urgings"),
    }
    return render(request, "reports/urged.html", context, status=status)


def _paper(outline: Outline) -> dict[str, Any]:
    """The letter as the page shows it, from the blocks that its files are drawn from."""
    return {
        "head": outline.head,
        "blocks": _blocks(outline.blocks),
        "signature": outline.signature,
        "appendices": [{"appendix": one, "blocks": _blocks(one.blocks)} for one in outline.appendices],
    }


def _blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """What letters are made of: paragraphs, tables, notes."""
    found: list[dict[str, Any]] = []
    for block in blocks:
        match block:
            case Text(text):
                found.append({"kind": "text", "text": text})
            case Note(text):
                found.append({"kind": "note", "text": text})
            case Table():
                found.append(_table(block))
    return found


def _table(table: Table) -> dict[str, Any]:
    """Each cell with its column; a row across the table is the title of those that follow."""
    rows = [
        {
            "title": row[0].text if row[0].across > 1 else "",
            "cells": [(column, cell.text) for column, cell in zip(table.columns, row, strict=True)],
        }
        for row in table.rows
    ]
    return {"kind": "table", "columns": table.columns, "rows": rows}


def _files(name: str, pk: int) -> list[dict[str, str]]:
    return [{"label": one.label, "url": reverse(name, args=[pk, one.value])} for one in DRAWERS]


def _file(letter: Letter, kind: str, code: str) -> HttpResponse:
    try:
        file_format = FileFormat(kind)
    except ValueError:
        raise Http404 from None
    name = letter_name(code, letter.as_of, file_format)
    response = HttpResponse(DRAWERS[file_format](letter), content_type=CONTENT_TYPES[file_format])
    response["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _urging(request: ActorRequest, pk: int) -> Urging:
    found = urging_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _urged(request: ActorRequest, pk: int) -> UrgedBody:
    found = urged_of(request.actor, pk)
    if found is None:
        raise Http404
    return found
