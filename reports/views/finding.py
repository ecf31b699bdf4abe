"""What every page of one report starts with: the report through the door, and its head."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from cchc.orgs.http import ActorRequest
from cchc.orgs.scope import GIVERS
from cchc.web.clock import local_today
from reports import rules
from reports.models import Report
from reports.queries.locks import last_reopening
from reports.queries.reach import report_of
from reports.wording import next_step, sending_words, state_said, steps_of, timeliness

TABS = (
    ("reports:detail", "Tổng quan"),
    ("reports:narrative", "Nội dung"),
    ("reports:rows", "Nhiệm vụ"),
    ("reports:compare", "So sánh"),
    ("reports:history", "Nhật ký"),
)
BODIES_TAB = ("reports:bodies", "Đơn vị trực thuộc")


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
        "rows_closed": not (actor.belongs_to(report.organization_id) or actor.looks_over),
        "said": state_said(report),
        "sending": sending_words(report, last_reopening(report)),
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
            for name, label in _tabs(report)
        ],
    }


def _tabs(report: Report) -> tuple[tuple[str, str], ...]:
    """A government's report tells of the bodies beneath it as well."""
    first, *others = TABS
    return (first, BODIES_TAB, *others) if report.organization.kind in GIVERS else TABS
