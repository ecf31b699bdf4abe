"""A plan in force as its document shows it, and its acceptance."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.history import entries_of
from cchc.orgs.http import ActorRequest
from cchc.orgs.queries.journal import events_of
from cchc.orgs.refusals import Refused
from cchc.orgs.scope import GIVERS
from cchc.web.clock import local_now, local_today
from plans.enums import Comparator, PlanState, Relation
from plans.queries import plan_of
from plans.rules import can_start_next_plan
from plans.wording import target_words
from tasks.actions.accepting import accept_plan
from tasks.queries.given import count_new
from tasks.queries.plan_page import PlanPage, SectionRows, plan_page
from tasks.queries.relation import relation_box, relations_of
from tasks.queries.timetables import timetable_of
from tasks.tallies import Tally, tally_of


@require_GET
def plan(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The whole plan, appendix by appendix, with the state of each row."""
    today = local_today()
    page = plan_page(request.actor, pk, today=today)
    if page is None:
        raise Http404
    if page.plan.state == PlanState.MERGED and page.plan.related_id:
        return redirect("tasks:plan", pk=page.plan.related_id)
    whole = _tally(page.sections, "Toàn kế hoạch")
    context = {
        "page": page,
        "relations": relations_of(request.actor, page.plan),
        "today": today,
        "lead": _lead(page, whole),
        "areas": list(_areas(page.sections)),
        "left_out": whole.left_out,
        "of_late": whole.of_late,
        "targets": [(t, target_words(Comparator(t.comparator), t.value, t.value_to, t.unit)) for t in page.targets],
        "targets_note": f"{len(page.targets)} chỉ tiêu",
        "events": entries_of(events_of(request.actor, [page.plan])),
        "may_start": can_start_next_plan(request.actor, page.plan),
        "gives": page.plan.organization.kind in GIVERS and page.plan.state == PlanState.ACCEPTED,
        "given": count_new(request.actor) if request.actor.belongs_to(page.plan.organization_id) else (0, 0),
        "trail": [{"label": "Kế hoạch", "url": reverse("plans:list")}],
    }
    return render(request, "tasks/plan.html", context)


def _areas(parts: Sequence[SectionRows]) -> Iterator[dict[str, object]]:
    """One bar of the progress for each appendix or area with all its parts."""
    for root, own in groupby((part for part in parts if part.is_tracked), key=lambda part: part.section.root):
        inside = list(own)
        yield {
            "title": root.area or root.title,
            "url": f"#pl-{inside[0].section.pk}",
            "tally": _tally(inside, root.title),
        }


def _tally(parts: Sequence[SectionRows], title: str) -> Tally:
    states = (state for part in parts for state in part.states)
    return tally_of(states, title=title, late=(pair for part in parts for pair in part.late))


def _lead(page: PlanPage, whole: Tally) -> str:
    plan = page.plan
    number = f"Số {plan.number}, " if plan.number[:1].isdigit() else ""
    share = f", đã xong {whole.done}/{whole.base} ({whole.percent})" if whole.base else ""
    parts = len({part.section.root for part in page.sections})
    return f"{plan.organization}. {number}{parts} mục, {page.total} nhiệm vụ{share}."


@require_POST
def accept(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Make the rows of a read plan duties. What seems to be a version of a plan in force is asked about first."""
    found = plan_of(request.actor, pk)
    if found is None:
        raise Http404
    if found.relation == Relation.REVISES:
        return redirect("tasks:revision", pk=pk)
    box = None if request.POST.get("confirmed") else relation_box(request.actor, found)
    if box and box.suggested:
        return render(request, "tasks/revision_asked.html", {"plan": found, "relation": box})
    try:
        count = accept_plan(
            actor=request.actor, plan=found, timetable=timetable_of(found.organization), now=local_now()
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("tasks:review", pk=pk)
    messages.success(request, f"Đã chấp nhận kế hoạch và giao {count} nhiệm vụ.")
    return redirect("tasks:plan", pk=pk)
