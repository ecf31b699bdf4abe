"""The bodies beneath in a government's report: who sent what, each body's results, the numbers behind each sum."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.orgs.scope import GIVERS
from cchc.web.clock import local_now
from reports.drawing.consolidation import lateness_words, state_words, taken_words
from reports.enums import SendingState
from reports.facts import BodyFacts, Consolidation, ReportFacts, Sending, Tally, from_json
from reports.models import Report
from reports.provenance import PERIOD, ROWS, Address, Column, Number, column_of
from reports.queries.consolidation import news_since, reports_open_to
from reports.queries.reach import snapshot_for
from reports.rules import can_refresh
from reports.views.finding import found_report, head_of
from tasks.enums import State

LOOKS = {
    SendingState.SILENT: State.OVERDUE,
    SendingState.RETURNED: State.LATE,
    SendingState.REOPENED: State.LATE,
    SendingState.WAITING: State.DOING,
    SendingState.TAKEN: State.ON_TIME,
}
"""The shape and colour of what became of a report, borrowed from the states of duties."""
LINE = "chi-tieu"
Reports = Mapping[int, Report]


@require_GET
def bodies(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Every figure of the sums opens the report it comes from, where this reader may open it."""
    report = found_report(request, pk)
    facts = from_json(snapshot_for(request.actor, report).facts)
    found = facts.consolidation
    if found is None:
        raise Http404
    reports = reports_open_to(request.actor, [one.report_id for one in found.sendings if one.report_id])
    context = head_of(request, report, "bodies") | consolidation_said(request, report, facts)
    context |= {
        "sendings": [_sending_said(one, reports) for one in found.sendings],
        "waits": context["may"]["refresh"] and any(one.state == SendingState.WAITING for one in found.sendings),
        "tables": [
            _results("Nhiệm vụ của kế hoạch", "nhiem-vu", ROWS, found, found.rows, reports),
            _results("Việc đến hạn trong kỳ", "viec", PERIOD, found, found.period_tally, reports),
        ],
        "statistics": _statistics(facts, found, request.GET.get(LINE, ""), reports),
    }
    return render(request, "reports/bodies.html", context)


def consolidation_said(request: ActorRequest, report: Report, facts: ReportFacts) -> dict[str, Any]:
    """What was taken in and when, and whose accepted reports are not yet in an open one."""
    found = facts.consolidation
    if found is None:
        return {}
    taken = ((body.report_id, body.attempt) for body in found.bodies)
    may_refresh = can_refresh(request.actor, report)
    page = reverse("reports:bodies", args=[report.pk])
    columns = (_linked(found.rows, f"{page}#nhiem-vu"), _linked(found.period_tally, f"{page}#viec"))
    return {
        "found": found,
        "taken_words": taken_words(found),
        "news": news_since(request.actor, report, taken, local_now()) if may_refresh else [],
        "sums": {
            "columns": columns,
            "lines": [
                {"state": state.value, "cells": [(column.title, column.states[place]) for column in columns]}
                for place, state in enumerate(State)
            ],
        },
    }


def _linked(tally: Tally, url: str) -> Column:
    """A tally whose figures all lead to one place."""

    def link(number: Number) -> Number:
        return number if number.value == "0" else replace(number, url=url)

    column = column_of(tally.title, tally, None, "")
    return replace(
        column,
        states=tuple(map(link, column.states)),
        total=link(column.total),
        done=link(column.done),
        base=link(column.base),
    )


def _sending_said(one: Sending, reports: Reports) -> dict[str, Any]:
    """One line of who sent what when. `later` is a sending that came after the one that was looked at."""
    known = reports.get(one.report_id or 0)
    return {
        "sending": one,
        "url": reverse("reports:detail", args=[known.pk]) if known else "",
        "lateness": lateness_words(one),
        "look": LOOKS[SendingState(one.state)].value,
        "state": state_words(one),
        "later": known.attempt if known and known.attempt > one.attempt else 0,
    }


def _results(
    title: str, anchor: str, name: str, found: Consolidation, total: Tally, reports: Reports
) -> dict[str, Any]:
    """Each body that owes the period; one without an accepted report has no figures."""
    known = {body.name: body for body in found.bodies}
    lines = [
        {"name": one.name, "column": _column(known[one.name], name, reports) if one.name in known else None}
        for one in found.sendings
    ]
    return {"title": title, "anchor": anchor, "lines": lines, "total": column_of("Cộng", total, None, "")}


def _column(body: BodyFacts, name: str, reports: Reports) -> Column:
    """A body's figures, each leading to the rows behind it; where it added up those of bodies beneath, to them."""
    tally = body.rows if name == ROWS else body.period_tally
    report = reports.get(body.report_id)
    if report and report.organization.kind in GIVERS:
        return _linked(tally, reverse("reports:bodies", args=[report.pk]))
    return column_of(body.name, tally, Address(reverse("reports:rows", args=[report.pk])) if report else None, name)


def _statistics(facts: ReportFacts, found: Consolidation, chosen: str, reports: Reports) -> dict[str, Any]:
    """The line of the statistics table that was asked for, part by part; a body without an accepted report has none."""
    lines = facts.indicators
    if not lines:
        return {}
    line = next((one for one in lines if one.key == chosen), lines[0])
    known = {body.name: body.indicators for body in found.bodies}
    beneath = ((one.name, one.report_id, known.get(one.name, ())) for one in found.sendings)
    parts = [(facts.organization, None, found.own), *beneath]
    told = [
        {
            "name": name,
            "url": reverse("reports:detail", args=[pk]) if pk in reports else "",
            "line": next((one for one in indicators if one.key == line.key), None),
        }
        for name, pk, indicators in parts
    ]
    return {
        "choices": [(one.key, one.name) for one in lines],
        "line": line,
        "parts": told if told[0]["line"] else told[1:],
    }
