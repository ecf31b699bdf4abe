"""What every page of one report starts with: the report through the door, and its head."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from cchc.orgs.http import ActorRequest
from cchc.web.clock import local_today
from reports import rules
from reports.models import Report
from reports.queries.reach import report_of
from reports.wording import next_step, state_said, steps_of, timeliness

TABS = (
    ("reports:detail", "Tổng quan"),
    ("reports:narrative", "Nội dung"),
    ("reports:rows", "Nhiệm vụ"),
    ("reports:history", "Nhật ký"),
)


def found_report(request: ActorRequest, pk: int) -> Report:
    """The report, or 404 as for one that does not exist."""
    report = report_of(request.actor, pk)
    if report is None:
        raise Http404
    return report


def head_of(request: ActorRequest, report: Report, here: str) -> dict[str, Any]:
    """State, steps, the next step for this reader, and what he may do."""
    today, actor = local_today(), request.actor
    return {
        "report": report,
        "is_own": actor.belongs_to(report.organization_id),
        "said": state_said(report),
        "timeliness": timeliness(report, report.send_by, today),
        "steps": steps_of(report),
        "next_step": next_step(actor, report, today),
        "may": {
            "edit": rules.can_edit(actor, report),
            "refresh": rules.can_refresh(actor, report),
            "approve": rules.can_approve(actor, report) and report.as_of >= report.cutoff_on,
            "withdraw": rules.can_withdraw(actor, report),
            "submit": rules.can_submit(actor, report),
            "decide": rules.can_decide(actor, report),
            "reopen": rules.can_reopen(actor, report),
        },
        "trail": [{"label": "Báo cáo", "url": reverse("reports:list")}],
        "tabs": [
            {"label": label, "url": reverse(name, args=[report.pk]), "here": name == f"reports:{here}"}
            for name, label in TABS
        ],
    }
