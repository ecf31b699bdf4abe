"""The review of a read plan: the document beside its reading, before anything becomes a duty."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.web.clock import local_today
from plans.enums import PlanState
from plans.queries import doubts_of, plan_of
from tasks.queries.relation import relation_box
from tasks.review import points_of, review_page, review_row, review_target


@require_GET
def review(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The whole review; a plan still being read goes back to its progress."""
    opened, chosen = request.GET.getlist("mo"), _chosen(request.GET.get("chon", ""))
    page = review_page(request.actor, pk, today=local_today(), opened=opened, chosen=chosen["chosen_row"])
    if page is None:
        raise Http404
    if page.plan.state in (PlanState.READING, PlanState.FAILED):
        return redirect("plans:reading", pk=pk)
    if page.plan.is_written_here and page.plan.state == PlanState.DRAFT:
        return redirect("tasks:table", pk=pk)
    context = {"page": page, "plan": page.plan, "points": page.points, "today": local_today()}
    context |= {"opened": opened, **chosen}
    context["relation"] = relation_box(request.actor, page.plan)
    return render(request, "tasks/review.html", context)


@require_GET
def row(request: ActorRequest, pk: int, item_pk: int) -> HttpResponseBase:
    """The reading of one row, with the points that are left."""
    reading = review_row(request.actor, pk, item_pk, today=local_today())
    if reading is None:
        raise Http404
    return render(request, "tasks/_review_row.html", {"reading": reading, **_points(request, pk)})


@require_GET
def target(request: ActorRequest, pk: int, target_pk: int) -> HttpResponseBase:
    """The reading of one target, with the points that are left."""
    found = review_target(request.actor, pk, target_pk)
    if found is None:
        raise Http404
    return render(request, "tasks/_review_target.html", {"found": found, **_points(request, pk)})


@require_GET
def points(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The points alone, after one was decided."""
    return render(request, "tasks/_review_settled.html", _points(request, pk))


def _chosen(anchor: str) -> dict[str, int | None]:
    """What is to be taken in hand: "hang-12" is row 12, "dong-57-0" the paragraph of block 57."""
    kind, _, number = anchor.partition("-")
    found = int(number.partition("-")[0]) if number.partition("-")[0].isdecimal() else None
    return {"chosen_row": found if kind == "hang" else None, "chosen_line": found if kind == "dong" else None}


def _points(request: ActorRequest, pk: int) -> dict[str, Any]:
    """`is_beside`: drawn beside another fragment, to take the place of the old ones."""
    plan = plan_of(request.actor, pk)
    if plan is None:
        raise Http404
    found = points_of(request.actor, plan, list(doubts_of(request.actor, plan)))
    return {"points": found, "plan": plan, "is_beside": True}
