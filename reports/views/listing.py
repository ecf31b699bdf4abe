"""The reports of a year, and drafting one."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from reports.actions.drafting import draft_report
from reports.forms.deciding import PeriodForm
from reports.queries.consolidation import maker_membership
from reports.queries.incoming import waiting_reports
from reports.queries.listing import inbox, key_words, taken_over, year_of_reports, years_of
from reports.queries.running import failures_of
from reports.rules import can_draft
from reports.views.choosing import year_asked
from reports.views.places import places
from reports.wording import state_said
from tasks.enums import PeriodKind, State
from tasks.periods import period
from tasks.queries.timetables import government_of, timetable_of

GROUPS = (
    ("Quý", (PeriodKind.QUARTER,)),
    ("6 tháng, 9 tháng và năm", (PeriodKind.HALF_YEAR, PeriodKind.NINE_MONTH, PeriodKind.YEAR)),
    ("Tháng", (PeriodKind.MONTH,)),
)
SHOWN = 5
"""Waiting reports above the bodies of a period; all of them stand in the inbox."""


@require_GET
def listing(request: ActorRequest) -> HttpResponseBase:
    """One's own periods; for those who look over a territory, what came in and who has not sent."""
    year = year_asked(request)
    context: dict[str, Any] = {
        "year": year,
        "years": years_of(request.actor, local_today()),
        "today": local_today(),
        "places": places("list"),
    }
    if request.actor.looks_over:
        return render(request, "reports/inbox.html", context | _inbox(request, year))
    return render(request, "reports/list.html", context | _own(request, year))


def _own(request: ActorRequest, year: int) -> dict[str, Any]:
    today = local_today()
    found = year_of_reports(request.actor, year, today=today)
    lines, failures = found.lines, failures_of(request.actor, year)
    coming = [line for line in lines if line.period.cutoff_on >= today]
    owed = [line for line in lines if line.period.cutoff_on < today and not line.is_sent]
    groups = [
        {
            "title": title,
            "lines": [
                {
                    "line": line,
                    "said": state_said(line.report) if line.report else None,
                    "failure": failures.get(line.period.key),
                }
                for line in lines
                if line.period.kind in kinds
            ],
        }
        for title, kinds in GROUPS
    ]
    return {
        "groups": groups,
        "total": len(lines),
        "drafted": sum(line.report is not None for line in lines),
        "coming": min(coming, key=lambda line: line.period.cutoff_on, default=None),
        "owed": sorted(owed, key=lambda line: line.period.send_by),
        "may_draft": can_draft(request.actor, request.actor.organization),
        "others": [(key_words(one), one.name) for one in found.others],
        "taken_over": [(report, state_said(report)) for report in taken_over(request.actor, year)],
    }


def _inbox(request: ActorRequest, year: int) -> dict[str, Any]:
    found = inbox(request.actor, year, request.GET.get("ky", ""), today=local_today())
    waiting = waiting_reports(request.actor, today=local_today())
    return {
        "waiting": waiting[:SHOWN],
        "waiting_all": len(waiting),
        "waiting_late": sum(one.timeliness.look == State.LATE for one in waiting),
        "waiting_note": f"{min(SHOWN, len(waiting))} trên {len(waiting)} báo cáo, gửi trước đứng trước",
        "inbox": found,
        "period_key": key_words(found.period) if found.period else "",
        "choices": [(key_words(one), one.name) for one in found.choices],
        "lines": [{"line": line, "said": state_said(line.report) if line.report else None} for line in found.lines],
        "maker": maker_membership(request.actor, local_today()),
        "government": government_of(request.actor.organization),
    }


@require_POST
def draft(request: ActorRequest) -> HttpResponseBase:
    """Draft the report of a period of one's own body; `ky` names one that nobody asks for ("month-2023-3")."""
    other = request.POST.get("ky", "").split("-")
    form = PeriodForm(dict(zip(("kind", "year", "number"), other, strict=False)) if other[0] else request.POST)
    if not form.is_valid():
        raise Http404
    data = form.cleaned_data
    try:
        of = period(PeriodKind(data["kind"]), data["year"], data["number"], timetable_of(request.actor.organization))
    except ValueError as error:
        raise Http404 from error
    try:
        report = draft_report(actor=request.actor, organization=request.actor.organization, period=of, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("reports:list")
    return redirect("reports:detail", pk=report.pk)
