"""A plan in force as its document shows it, and its acceptance."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.history import entries_of
from cchc.orgs.http import ActorRequest
from cchc.orgs.queries import events_of, working_days
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from plans.enums import Comparator
from plans.queries import plan_of
from plans.wording import target_words
from tasks.actions.accepting import accept_plan
from tasks.queries.pages import PlanPage, SectionRows, plan_page
from tasks.tallies import Tally, tally_of


@require_GET
def plan(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The whole plan, appendix by appendix, with the state of each row."""
    today = local_today()
    page = plan_page(request.actor, pk, today=today)
    if page is None:
        raise Http404
    whole = tally_of((row.state for part in page.sections for row in part.rows), title="Toàn kế hoạch")
    context = {
        "page": page,
        "today": today,
        "lead": _lead(page, whole),
        "areas": [_area(part) for part in page.sections],
        "left_out": whole.left_out,
        "targets": [(t, target_words(Comparator(t.comparator), t.value, t.value_to, t.unit)) for t in page.targets],
        "targets_note": f"{len(page.targets)} chỉ tiêu",
        "events": entries_of(events_of(request.actor, [page.plan])),
        "trail": [{"label": "Kế hoạch", "url": reverse("plans:list")}],
    }
    return render(request, "tasks/plan.html", context)


def _area(part: SectionRows) -> dict[str, object]:
    """One bar of the progress by area."""
    return {
        "title": part.section.area or part.section.title,
        "url": f"#pl-{part.section.pk}",
        "tally": tally_of((row.state for row in part.rows), title=part.section.title),
    }


def _lead(page: PlanPage, whole: Tally) -> str:
    plan = page.plan
    number = f"Số {plan.number}, " if plan.number else ""
    share = f", đã xong {whole.done}/{whole.base} ({whole.percent})" if whole.base else ""
    return f"{plan.organization}. {number}{len(page.sections)} mục, {page.total} nhiệm vụ{share}."


@require_POST
def accept(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Make the rows of a read plan duties."""
    found = plan_of(request.actor, pk)
    if found is None:
        raise Http404
    try:
        count = accept_plan(actor=request.actor, plan=found, calendar=working_days(), now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("tasks:review", pk=pk)
    messages.success(request, f"Đã chấp nhận kế hoạch và giao {count} nhiệm vụ.")
    return redirect("tasks:plan", pk=pk)
