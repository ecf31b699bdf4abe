"""The first screen: a body's work today, or a territory's bodies by period and by area."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.http import ActorRequest
from cchc.orgs.scope import GIVERS
from cchc.web.clock import local_today
from reports.models import Report
from reports.queries.listing import open_reports, waiting_reports
from reports.queries.overview import BodyOverview, TerritoryOverview, body_overview, territory_overview
from reports.rules import can_draft
from reports.wording import next_step, state_said, timeliness


@require_GET
def home(request: ActorRequest) -> HttpResponseBase:
    """The first screen of each role: an officer's own duties, everybody else's overview."""
    return redirect("tasks:mine" if request.actor.has_role(Role.OFFICER) else "reports:overview")


@require_GET
def overview(request: ActorRequest) -> HttpResponseBase:
    """By role: the reviewer's matrices, or the body's own page with what this reader has to decide."""
    today = local_today()
    if request.actor.looks_over:
        found = territory_overview(request.actor, today=today)
        return render(request, "reports/territory.html", _territory(request.actor, found))
    page = body_overview(request.actor, today=today)
    return render(request, "reports/overview.html", _body(request.actor, page))


def _body(actor: Actor, page: BodyOverview) -> dict[str, Any]:
    today = local_today()
    tasks = reverse("tasks:list")
    overdue = page.overdue
    figures = [
        {
            "value": f"{page.rows.done}/{page.rows.base}",
            "label": "nhiệm vụ xong phần đến hạn",
            "note": page.rows.percent or "chưa có việc nào được tính",
            "url": tasks,
        },
        {"value": overdue, "label": "nhiệm vụ quá hạn", "url": f"{tasks}?state=overdue", "over": bool(overdue)},
        {"value": page.soon, "label": "việc đến hạn trong 7 ngày", "url": f"{tasks}?sort=next_due_on"},
        {"value": page.waiting, "label": "việc chờ đặt hạn", "url": reverse("tasks:waiting")},
    ]
    return {
        "page": page,
        "today": today,
        "figures": figures,
        "areas": [
            {"label": a.section.label, "title": a.section.area or a.section.title, "tally": a.tally} for a in page.areas
        ],
        "decisions": [_decision(actor, report) for report in open_reports(actor)],
        "decisions_note": "cần quyết định" if actor.has_role(Role.LEADER) else "",
        "may_draft": can_draft(actor, actor.organization),
        "gathers": actor.organization.kind in GIVERS,
        "send": timeliness(page.report, page.period.send_by, today),
    }


def _decision(actor: Actor, report: Report) -> dict[str, Any]:
    today = local_today()
    return {
        "report": report,
        "said": state_said(report),
        "timeliness": timeliness(report, report.send_by, today),
        "next_step": next_step(actor, report, today),
    }


def _territory(actor: Actor, found: TerritoryOverview) -> dict[str, Any]:
    return {
        "page": found,
        "waiting": waiting_reports(actor),
        "unsent": sum(bool(row.unsent) for row in found.bodies),
        "tasks_url": reverse("tasks:list"),
    }
