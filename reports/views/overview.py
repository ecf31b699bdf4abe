"""The first screen: an officer's duties, a body's work today, or the matrices of a territory."""

from datetime import date
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.http import ActorRequest
from cchc.orgs.scope import GIVERS
from cchc.web.clock import local_today
from indices.models import Assessment
from indices.next_steps import next_of
from indices.queries.standing import awaiting_assessments
from reports.models import Report
from reports.queries.listing import open_reports
from reports.queries.overview import BodyOverview, body_overview
from reports.rules import can_draft
from reports.views.matrices import matrix_page
from reports.wording import next_step, state_said, timeliness


@require_GET
def home(request: ActorRequest) -> HttpResponseBase:
    """The first screen of each role: an officer's own duties, everybody else's overview."""
    return redirect("tasks:mine" if request.actor.has_role(Role.OFFICER) else "reports:overview")


@require_GET
def overview(request: ActorRequest) -> HttpResponseBase:
    """By role: the matrices of whoever has bodies beneath, or the body's own page with what this reader decides."""
    if request.actor.looks_over and request.actor.organization.kind != OrganizationKind.COMMUNE:
        return matrix_page(request)
    page = body_overview(request.actor, today=local_today())
    return render(request, "reports/overview.html", _body(request.actor, page))


def _figures(page: BodyOverview) -> list[dict[str, Any]]:
    """The four numbers at the top, each a link to what it counts."""
    tasks = reverse("tasks:list")
    overdue = page.overdue
    return [
        {
            "value": f"{page.rows.done}/{page.rows.base}",
            "label": "nhiệm vụ xong phần đến hạn",
            "note": page.rows.percent or "chưa có việc nào được tính",
            "url": tasks,
        },
        {
            "value": overdue,
            "label": "nhiệm vụ quá hạn",
            "note": f"trong đó {page.excused} ngoài thẩm quyền" if page.excused else "",
            "url": f"{tasks}?state=overdue",
            "over": bool(overdue),
        },
        {"value": page.soon, "label": "việc đến hạn trong 7 ngày", "url": f"{tasks}?sort=next_due_on"},
        {"value": page.waiting, "label": "việc chờ đặt hạn", "url": reverse("tasks:waiting")},
    ]


def _body(actor: Actor, page: BodyOverview) -> dict[str, Any]:
    today = local_today()
    return {
        "page": page,
        "today": today,
        "figures": _figures(page),
        "areas": [
            {
                "label": a.section.label,
                "title": a.section.area or a.section.title,
                "tally": a.tally,
                "whose": a.whose,
            }
            for a in page.areas
        ],
        "decisions": [_decision(actor, report) for report in open_reports(actor)],
        "assessments": [_assessment(one, today) for one in awaiting_assessments(actor)],
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


def _assessment(assessment: Assessment, today: date) -> dict[str, Any]:
    round_, was_submitted = assessment.round, assessment.first_submitted_at is not None
    found = next_of(assessment.state, round_.opens_on, round_.closes_on, was_submitted=was_submitted, today=today)
    return {"assessment": assessment, "next": found}
