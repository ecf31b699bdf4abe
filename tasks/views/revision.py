"""What a draft is to a plan in force, and the difference of a revision before it takes effect."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from plans.actions.relating import relate_plan, tie_row
from plans.enums import PlanState, Relation
from plans.models import Plan
from plans.queries import item_of, plan_of
from tasks.actions.revising import Applied, apply_revision
from tasks.queries.revision import revision_page
from tasks.queries.timetables import timetable_of
from tasks.realigning import Fate


@require_GET
def revision(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The difference; what is no revision any more goes where it belongs."""
    page = revision_page(request.actor, pk, today=local_today())
    if page is None:
        return redirect(_where_else(_found(request, pk)))
    trail = [
        {"label": "Kế hoạch", "url": reverse("plans:list")},
        {"label": "Xem lại cách đọc", "url": reverse("tasks:review", args=(pk,))},
    ]
    return render(request, "tasks/revision.html", {"page": page, "trail": trail})


@require_POST
def relate(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Say what the draft is; "revises:12" names the relation and the plan in force."""
    draft = _found(request, pk)
    name, _, key = request.POST.get("relation", "").partition(":")
    related = plan_of(request.actor, int(key)) if key.isdecimal() else None
    relation = next((one for one in Relation if one == name), None)

    def do() -> None:
        relate_plan(actor=request.actor, plan=draft, relation=relation, related=related, now=local_now())
        messages.success(
            request, "Đã ghi quan hệ với kế hoạch đang thực hiện." if relation else "Đã ghi: kế hoạch mới."
        )

    back = "tasks:revision" if request.POST.get("back") else "tasks:review"
    return _do(request, do, reverse(back, args=(pk,)))


@require_POST
def tie(request: ActorRequest, pk: int, item_pk: int) -> HttpResponseBase:
    """Tie a row of the draft to a row in force, or undo it (no `origin`)."""
    item = item_of(request.actor, pk, item_pk)
    draft = _found(request, pk)
    origin_key = request.POST.get("origin", "")
    origin = item_of(request.actor, draft.related_id or 0, int(origin_key)) if origin_key.isdecimal() else None
    if item is None or (origin_key and origin is None):
        raise Http404

    def do() -> None:
        tie_row(actor=request.actor, item=item, origin=origin, now=local_now())
        messages.success(request, "Đã nối hai hàng." if origin else "Đã gỡ; hàng ấy được coi là hàng mới.")

    return _do(request, do, reverse("tasks:revision", args=(pk,)))


@require_POST
def apply(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Write the revision into the plan in force."""
    draft = _found(request, pk)
    try:
        applied = apply_revision(
            actor=request.actor,
            draft=draft,
            seen=request.POST.get("seen", ""),
            timetable=timetable_of(draft.organization),
            now=local_now(),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("tasks:revision", pk=pk)
    messages.success(request, _told(applied))
    return redirect("tasks:plan", pk=applied.plan.pk)


def _found(request: ActorRequest, pk: int) -> Plan:
    plan = plan_of(request.actor, pk)
    if plan is None:
        raise Http404
    return plan


def _where_else(plan: Plan) -> str:
    if plan.state == PlanState.MERGED and plan.related_id:
        return reverse("tasks:plan", args=(plan.related_id,))
    return reverse("tasks:review" if plan.state == PlanState.DRAFT else "tasks:plan", args=(plan.pk,))


def _do(request: ActorRequest, act: Callable[[], None], back: str) -> HttpResponseBase:
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(back)


def _told(applied: Applied) -> str:
    counts = {
        "nhiệm vụ mới": applied.added,
        "nhiệm vụ không còn": applied.gone,
        "việc dời hạn": applied.fates[Fate.MOVED],
        "việc thêm": applied.fates[Fate.ADDED],
        "việc hủy": applied.fates[Fate.CANCELLED],
    }
    told = ", ".join(f"{number} {words}" for words, number in counts.items() if number)
    return f"Đã áp dụng bản sửa{f': {told}' if told else ''}."
