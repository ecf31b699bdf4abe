"""The narrative of a report: read with whose words each sentence is, edited section by section."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.actors import Actor
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from reports import paragraphs
from reports.actions.editing import Conflict, edit_section, restore_section, settle_fresh
from reports.enums import RemarkPlace
from reports.facts import NarrativeSection, Paragraph
from reports.forms.deciding import SectionForm
from reports.models import NarrativeText
from reports.outline import Filling
from reports.queries.narrative import paragraphs_of
from reports.queries.reach import section_of, sections_of, words_in_reach
from reports.spots import address_of
from reports.views.detail import facts_to_read
from reports.views.finding import found_report, head_of
from reports.views.remarks import remarks_said

OFFICE = "Văn phòng soạn"
FIRST_WORDS = 9
Links = Mapping[int, str]

UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def narrative(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The narrative: to edit for the coordinator of an open report, to read for everybody else."""
    report = found_report(request, pk)
    context = head_of(request, report, "narrative") | remarks_said(request, report, "noi-dung")
    if context["may"]["edit"]:
        sections = sections_of(report)
        links = _links(request.actor, (p for section in sections for p in paragraphs_of(section)))
        context["sections"] = [section_said(section, links) for section in sections]
        return render(request, "reports/edit.html", context)
    facts = facts_to_read(request, report)
    links = _links(request.actor, (p for section in facts.narrative for p in section.paragraphs))
    context |= {
        "facts": facts,
        "sections": [_read(section, links) for section in facts.narrative],
    }
    return render(request, "reports/narrative.html", context)


def _read(section: NarrativeSection, links: Links) -> dict[str, Any]:
    """One section for its reader."""
    part = section.part or section.key
    return {
        "section": section,
        "anchor": part.replace(".", "-"),
        "address": address_of(RemarkPlace.SECTION, part),
        "told": _told(section.paragraphs, links),
    }


def section_said(section: NarrativeText, links: Links) -> dict[str, Any]:
    """One section for its editor."""
    told = _told(paragraphs_of(section), links)
    return {
        "section": section,
        "anchor": section.key.replace(".", "-"),
        "address": address_of(RemarkPlace.SECTION, section.key),
        "filling": Filling(section.filling).label,
        "told": told,
        "all_from": _only_source(told),
        "drafted": [p for p in paragraphs.from_json(section.drafted) if not p.gap],
        "fresh": paragraphs.from_json(section.fresh),
        "rows": min(18, 2 + len(section.text) // 75 + section.text.count("\n")),
    }


def _told(found: Iterable[Paragraph], links: Links) -> list[dict[str, Any]]:
    """Each paragraph with whose words it is and where those were stated."""
    return [
        {
            "paragraph": p,
            "begins": _first_words(p.text),
            "source": p.source or OFFICE,
            "url": links.get(p.update or 0, ""),
        }
        for p in found
    ]


def _only_source(told: list[dict[str, Any]]) -> str:
    """The source of all paragraphs where there are several and none has a page of its own."""
    sources = {one["source"] for one in told}
    return str(told[0]["source"]) if len(told) > 1 == len(sources) and not told[0]["url"] else ""


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")


def _links(actor: Actor, found: Iterable[Paragraph]) -> dict[int, str]:
    """The pages on which this reader sees the words that paragraphs come from (one query)."""
    places = words_in_reach(actor, [p.update for p in found if p.update])
    return {pk: f"{reverse('tasks:detail', args=[task])}#viec-{duty}" for pk, (task, duty) in places.items()}


@require_POST
def section(request: ActorRequest, pk: int, key: str) -> HttpResponseBase:
    """Store what was typed; htmx gets the small line under the field, so that typing is never disturbed."""
    known = _found(request, pk, key)
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _refused(request, known, "Trang này đã cũ; hãy chép phần vừa gõ, tải lại trang rồi dán vào.", None)
    try:
        saved = edit_section(
            actor=request.actor,
            report_id=pk,
            key=key,
            text=form.cleaned_data["text"],
            seen_version=form.seen_version,
            now=local_now(),
        )
    except Conflict as conflict:
        return _refused(request, conflict.theirs, conflict.message, conflict)
    except Refused as refusal:
        return _refused(request, known, refusal.message, None)
    if request.htmx:
        return render(request, "reports/_saved.html", _said(request, saved) | {"saved_at": saved.edited_at})
    messages.success(request, f"Đã lưu mục {saved.number}.")
    return _back(pk, key)


@require_POST
def restore(request: ActorRequest, pk: int, key: str) -> HttpResponseBase:
    """Put the officials' own words back."""
    known = _found(request, pk, key)
    try:
        restore_section(actor=request.actor, report_id=pk, key=key, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã lấy lại lời cán bộ ở mục {known.number}; bản sửa vẫn còn trong nhật ký.")
    return _back(pk, key)


@require_POST
def fresh(request: ActorRequest, pk: int, key: str) -> HttpResponseBase:
    """Add the new words to the section, or leave them out."""
    known = _found(request, pk, key)
    take = request.POST.get("take") == "yes"
    try:
        settle_fresh(actor=request.actor, report_id=pk, key=key, take=take, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã {'thêm' if take else 'bỏ qua'} lời mới ở mục {known.number}.")
    return _back(pk, key)


def _found(request: ActorRequest, pk: int, key: str) -> NarrativeText:
    report = found_report(request, pk)
    known = section_of(report, key) if request.actor.belongs_to(report.organization_id) else None
    if known is None:
        raise Http404
    return known


def _said(request: ActorRequest, section: NarrativeText) -> dict[str, Any]:
    return section_said(section, _links(request.actor, paragraphs_of(section)))


def _refused(request: ActorRequest, known: NarrativeText, message: str, conflict: Conflict | None) -> HttpResponseBase:
    """The line under the field with both versions, or a page of its own that keeps what was typed."""
    context: dict[str, Any] = _said(request, known) | {
        "error": message,
        "conflict": conflict,
        "typed": request.POST.get("text", ""),
        "version": request.POST.get("version", ""),
    }
    status = CONFLICT if conflict else UNPROCESSABLE
    if request.htmx:
        return render(request, "reports/_saved.html", context, status=status)
    head = head_of(request, found_report(request, known.report_id), "narrative")
    return render(request, "reports/section.html", head | context, status=status)


def _back(pk: int, key: str) -> HttpResponseBase:
    return redirect(f"{reverse('reports:narrative', args=[pk])}#muc-{key.replace('.', '-')}")
