"""A report beside an earlier one."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from reports.facts import from_json
from reports.queries.beside import Beside, choices_beside
from reports.side_by_side import side_by_side
from reports.views.finding import found_report, head_of
from reports.views.remarks import remarks_said


@require_GET
def compare(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Figures, sections and rows of the report (right) and of what it is read beside (left)."""
    report = found_report(request, pk)
    snapshot, choices = choices_beside(request.actor, report)
    chosen = _chosen(choices, request.GET.get("voi", ""))
    facts = from_json(snapshot.facts)
    context: dict[str, Any] = head_of(request, report, "compare") | {
        "choices": choices,
        "chosen": chosen,
        **remarks_said(request, report, "so-sanh"),
    }
    if chosen and chosen.sending:
        context["found"] = found = side_by_side(from_json(chosen.sending.snapshot.facts), facts)
        context["left"] = chosen.title
        context["rows_note"] = f"{len(found.rows)} trên {found.all_rows} hàng"
        context["figures_note"] = f"{len(found.changed_figures)} trên {len(found.figures)} số liệu đã đổi"
    return render(request, "reports/compare.html", context)


def _chosen(choices: list[Beside], key: str) -> Beside | None:
    """The one that is asked for, otherwise the first that there is."""
    there = [one for one in choices if one.sending]
    return next((one for one in there if one.key == key), next(iter(there), None))
