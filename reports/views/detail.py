"""One report: figures, narrative, rows, history."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cchc.orgs.history import entries_of
from cchc.orgs.http import ActorRequest
from cchc.orgs.queries import events_of
from cchc.web.clock import local_now
from plans.reading.words import find_area
from reports import paragraphs
from reports.differences import differences
from reports.facts import ReportFacts, from_json
from reports.models import NarrativeText, Report
from reports.outline import PARTS, Filling
from reports.queries.reach import files_of, sections_of, sent_facts, snapshot_for
from reports.views.files import files_said
from reports.views.finding import found_report, head_of
from tasks.enums import State

EVENTS = 200


@require_GET
def detail(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The figures, each of which opens its rows; the files; what changed since the last sending."""
    report = found_report(request, pk)
    snapshot = snapshot_for(request.actor, report)
    facts = from_json(snapshot.facts)
    rows_url = reverse("reports:rows", args=[pk])
    context = head_of(request, report, "detail") | {
        "facts": facts,
        "snapshot": snapshot,
        "states": _states(facts, rows_url),
        "areas": _areas(facts, rows_url),
        "changes": _changes(report),
        "attempt_words": f"lần gửi {report.attempt}",
        "gaps": _gaps(facts),
        **files_said(request.actor, report, files_of(snapshot), local_now()),
    }
    return render(request, "reports/detail.html", context)


def _states(facts: ReportFacts, rows_url: str) -> list[dict[str, Any]]:
    """One line a state: rows of the plan, duties of the period, each number with the address of its rows."""
    numbers = [{count.state: count.number for count in tally.counts} for tally in (facts.rows, facts.period_tally)]
    return [
        {
            "state": state.value,
            "rows": numbers[0].get(state.value, 0),
            "rows_url": f"{rows_url}?trang-thai={state.value}",
            "duties": numbers[1].get(state.value, 0),
            "duties_url": f"{rows_url}?viec={state.value}",
        }
        for state in State
    ]


def _areas(facts: ReportFacts, rows_url: str) -> list[dict[str, Any]]:
    return [
        {
            "label": area.label,
            "title": find_area(area.title) or area.title,
            "tally": area.tally,
            "url": f"{rows_url}?phu-luc={place}",
        }
        for place, area in enumerate(facts.areas)
    ]


def _changes(report: Report) -> Any:
    """What the last sending changed against the one before; None while there is only one."""
    sent = sent_facts(report)
    return differences(sent[0], sent[1]) if len(sent) > 1 else None


def _gaps(facts: ReportFacts) -> list[str]:
    """Sections that nobody has filled."""
    return [s.heading for s in facts.narrative if any(p.gap for p in s.paragraphs)]


@require_GET
def narrative(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The narrative: to edit for the coordinator of an open report, to read for everybody else."""
    report = found_report(request, pk)
    context = head_of(request, report, "narrative")
    if context["may"]["edit"]:
        context["sections"] = [section_said(section) for section in sections_of(report)]
        return render(request, "reports/edit.html", context)
    context["facts"] = _facts_to_read(request, report)
    return render(request, "reports/narrative.html", context)


def _facts_to_read(request: ActorRequest, report: Report) -> ReportFacts:
    return from_json(snapshot_for(request.actor, report).facts)


def section_said(section: NarrativeText) -> dict[str, Any]:
    """One section for its editor."""
    part = PARTS[section.key]
    return {
        "section": section,
        "anchor": section.key.replace(".", "-"),
        "is_heading": part.filling == Filling.PARTS,
        "gap": part.gap,
        "filling": part.filling.label,
        "sources": [p for p in paragraphs.from_json(section.drafted) if not p.gap],
        "fresh": paragraphs.from_json(section.fresh),
        "rows": min(18, 2 + len(section.text) // 90 + section.text.count("\n")),
    }


@require_GET
def rows(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The rows behind the figures."""
    report = found_report(request, pk)
    facts = _facts_to_read(request, report)
    chosen = {name: request.GET.get(name, "") for name in ("trang-thai", "viec", "phu-luc")}
    found = [
        (appendix, [row for row in appendix.rows if _shown(row, facts, chosen)])
        for place, appendix in enumerate(facts.appendices)
        if chosen["phu-luc"] in ("", str(place))
    ]
    shown = [(appendix, rows) for appendix, rows in found if rows]
    context = head_of(request, report, "rows") | {
        "facts": facts,
        "appendices": [{"appendix": appendix, "rows": rows} for appendix, rows in shown],
        "shown": sum(len(rows) for _, rows in shown),
        "chips": _chips(facts, chosen),
    }
    return render(request, "reports/rows.html", context)


def _shown(row: Any, facts: ReportFacts, chosen: dict[str, str]) -> bool:
    if chosen["trang-thai"] and row.state != chosen["trang-thai"]:
        return False
    if chosen["viec"]:
        wanted = {pk for c in facts.period_tally.counts if c.state == chosen["viec"] for pk in c.obligations}
        return bool(wanted & set(row.obligations))
    return True


def _chips(facts: ReportFacts, chosen: dict[str, str]) -> list[str]:
    """The filters in force, in words."""
    labels = {state.value: state.label.lower() for state in State}
    chips = []
    if chosen["trang-thai"] in labels:
        chips.append(f"nhiệm vụ {labels[chosen['trang-thai']]}")
    if chosen["viec"] in labels:
        chips.append(f"việc đến hạn trong kỳ {labels[chosen['viec']]}")
    if chosen["phu-luc"].isdecimal() and int(chosen["phu-luc"]) < len(facts.areas):
        area = facts.areas[int(chosen["phu-luc"])]
        chips.append(area.label or area.title)
    return chips


@require_GET
def history(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Who did what to the report; edits of its text are told to its own body alone."""
    report = found_report(request, pk)
    objects: list[Any] = [report]
    if request.actor.belongs_to(report.organization_id):
        objects += sections_of(report)
    events = events_of(request.actor, objects)[:EVENTS]
    context = head_of(request, report, "history") | {
        "entries": entries_of(events),
        "submissions": list(report.submissions.all()),
    }
    return render(request, "reports/history.html", context)
