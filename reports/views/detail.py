"""One report: figures, narrative, rows, history."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cchc.orgs.history import entries_of
from cchc.orgs.http import ActorRequest
from cchc.orgs.queries.journal import events_of
from cchc.web.clock import local_now
from reports import rules
from reports.differences import differences
from reports.drawing.statistics import shown
from reports.facts import ReportFacts, from_json
from reports.models import Report
from reports.provenance import Address, opened
from reports.queries.reach import files_of, sections_of, sent_facts, snapshot_for
from reports.queries.statistics import has_new_numbers
from reports.queries.unready import unready
from reports.views.bodies import consolidation_said
from reports.views.figures import figures_said
from reports.views.files import files_said
from reports.views.finding import found_report, head_of

EVENTS = 200


@require_GET
def detail(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The figures, each of which opens its rows; the files; what changed since the last sending."""
    report = found_report(request, pk)
    snapshot = snapshot_for(request.actor, report)
    facts = from_json(snapshot.facts)
    context = head_of(request, report, "detail") | {
        "facts": facts,
        "snapshot": snapshot,
        **figures_said(facts, Address(reverse("reports:rows", args=[pk]))),
        "changes": _changes(report),
        "attempt_words": f"lần gửi {report.attempt}",
        "unready": list(unready(report, facts)) if rules.can_refresh(request.actor, report) else [],
        "statistics": shown(facts.indicators),
        "has_new_numbers": report.state in rules.OPEN and has_new_numbers(report),
        **consolidation_said(request, report, facts),
        **files_said(request.actor, report, files_of(snapshot), local_now()),
    }
    return render(request, "reports/detail.html", context)


def _changes(report: Report) -> Any:
    """What the last sending changed against the one before; None while there is only one."""
    sent = sent_facts(report)
    return differences(sent[0], sent[1]) if len(sent) > 1 else None


def facts_to_read(request: ActorRequest, report: Report) -> ReportFacts:
    return from_json(snapshot_for(request.actor, report).facts)


@require_GET
def rows(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The rows behind the figures."""
    report = found_report(request, pk)
    facts = facts_to_read(request, report)
    found = opened(facts, request.GET.dict())
    context = head_of(request, report, "rows") | {"facts": facts, "opened": found, "total": opened(facts, {}).shown}
    return render(request, "reports/rows.html", context)


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
