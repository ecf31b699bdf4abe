"""One report: figures, narrative, rows, history."""

from collections.abc import Sequence
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
from reports.drawing.statistics import shown
from reports.enums import ReportState
from reports.facts import ReportFacts, from_json
from reports.models import Report
from reports.provenance import Address, opened
from reports.queries.reach import files_of, sections_of, sent_facts, snapshot_for
from reports.queries.remarks import RemarkLine, remarks_of
from reports.queries.statistics import has_new_numbers
from reports.queries.unready import unready
from reports.rereading import reread
from reports.views.bodies import consolidation_said
from reports.views.figures import figures_said
from reports.views.files import files_said
from reports.views.finding import found_report, head_of
from reports.views.remarks import remarks_said, told_said

EVENTS = 200


@require_GET
def detail(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What was remarked and answered; what the last sending changed, and for its reviewer nothing else unfolded; the
    figures, each of which opens its rows; the files."""
    report = found_report(request, pk)
    snapshot = snapshot_for(request.actor, report)
    facts = from_json(snapshot.facts)
    said = remarks_said(request, report, "")
    again = _again(report, said["remarks"])
    context = head_of(request, report, "detail") | {
        "facts": facts,
        "snapshot": snapshot,
        **figures_said(facts, Address(reverse("reports:rows", args=[pk]))),
        **said,
        **told_said(request, report, said["remarks"], again["lines"] if again else ()),
        "again": again,
        "only_changes": bool(again) and report.state == ReportState.SUBMITTED and rules.receives(request.actor, report),
        "unready": list(unready(report, facts)) if rules.can_refresh(request.actor, report) else [],
        "statistics": shown(facts.indicators),
        "has_new_numbers": report.state in rules.OPEN and has_new_numbers(report),
        **consolidation_said(request, report, facts),
        **files_said(request.actor, report, files_of(snapshot), local_now()),
    }
    return render(request, "reports/detail.html", context)


def _again(report: Report, lines: Sequence[RemarkLine]) -> dict[str, Any] | None:
    """The last sending against the one before it: each remark on that with its answer and what changed at its place,
    then the rest; None while there is only one."""
    sent, attempts = sent_facts(report), [one.attempt for one in report.submissions.all()]
    if len(sent) < 2:
        return None
    asked = [line for line in lines if line.remark.attempt == attempts[-2] and not line.remark.is_note]
    found = reread(sent[0], sent[1], [line.address for line in asked])
    return {
        "found": found,
        "lines": asked,
        "remarked": [{"line": line, "change": found.asked.get(line.address)} for line in asked],
        "words": f"lần gửi {attempts[-1]} so với lần gửi {attempts[-2]}",
    }


def facts_to_read(request: ActorRequest, report: Report) -> ReportFacts:
    return from_json(snapshot_for(request.actor, report).facts)


@require_GET
def rows(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The rows behind the figures."""
    report = found_report(request, pk)
    facts = facts_to_read(request, report)
    found = opened(facts, request.GET.dict())
    context = head_of(request, report, "rows") | {"facts": facts, "opened": found, "total": opened(facts, {}).shown}
    context |= remarks_said(request, report, "nhiem-vu")
    return render(request, "reports/rows.html", context)


@require_GET
def history(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Who did what to the report; edits of its text, and answers that are not yet sent, are told to its own body
    alone."""
    report = found_report(request, pk)
    objects: list[Any] = [report]
    if request.actor.belongs_to(report.organization_id):
        objects += sections_of(report)
        objects += [line.remark for line in remarks_of(request.actor, report)]
    events = events_of(request.actor, objects)[:EVENTS]
    context = head_of(request, report, "history") | {
        "entries": entries_of(events),
        "submissions": list(report.submissions.all()),
    }
    return render(request, "reports/history.html", context)
