"""The receiver's side: what came from above, its receipts, what it is tied to in the body's own plan."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from tasks.actions.receiving import take_receipt
from tasks.actions.tying import tie_tasks, untie_tasks
from tasks.queries.given import GivenWork, given_tasks, given_work
from tasks.queries.ties import tie_page
from tasks.rules import can_receive
from tasks.views.places import places


@require_GET
def given(request: ActorRequest) -> HttpResponseBase:
    """What bodies above gave to this one, plan by plan, new ones first."""
    only, words = request.GET.get("loc", ""), request.GET.get("q", "")
    work = given_work(request.actor, today=local_today(), only=only, words=words)
    context = {
        "work": work,
        "today": local_today(),
        "only": only,
        "words": words,
        "filters": _filters(work),
        "may_receive": any(can_receive(request.actor, line.task) for plan in work.plans for line in plan.lines),
        "places": places("tasks:given", request.actor),
    }
    return render(request, "tasks/given.html", context)


@require_POST
def receive(request: ActorRequest) -> HttpResponseBase:
    """Acknowledge one task, those chosen, or all that are new."""
    if "all" in request.POST:
        ids = list(given_tasks(request.actor).filter(receipt=None).values_list("pk", flat=True))
    else:
        ids = _numbers(request.POST.getlist("task") or request.POST.getlist("chosen"))
    try:
        count = take_receipt(actor=request.actor, task_ids=ids, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        if count:
            messages.success(request, f"Đã nhận {count} việc; cơ quan giao việc thấy ngay.")
        else:
            messages.info(request, "Không có việc nào mới để nhận; hãy chọn việc còn ghi “chưa nhận”.")
    return (
        redirect("tasks:detail", pk=ids[0]) if request.POST.get("back") == "task" and ids else redirect("tasks:given")
    )


@require_http_methods(["GET", "POST"])
def ties(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Which rows of the own plan a given task is one piece of work with; what would be alike is told first."""
    words = request.GET.get("q", "").strip()
    page = tie_page(request.actor, pk, words)
    if page is None or not can_receive(request.actor, page.given):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            count = tie_tasks(
                actor=request.actor, given_id=pk, own_ids=_numbers(request.POST.getlist("own")), now=local_now()
            )
        except Refused as refused:
            refusal = refused.message
        else:
            messages.success(request, f"Đã nối với {count} nhiệm vụ; từ nay ghi một lần, tính ở cả hai kế hoạch.")
            return redirect("tasks:ties", pk=pk)
    context = {
        "page": page,
        "words": words,
        "refusal": refusal,
        "trail": [
            {"label": "Việc cấp trên giao", "url": reverse("tasks:given")},
            {"label": "Nhiệm vụ", "url": reverse("tasks:detail", args=[pk])},
        ],
    }
    return render(request, "tasks/ties.html", context, status=422 if refusal else 200)


@require_POST
def untie(request: ActorRequest, pk: int, tie_pk: int) -> HttpResponseBase:
    """Undo one tie; what was said stays on both sides."""
    page = tie_page(request.actor, pk, "")
    if page is None or not can_receive(request.actor, page.given) or tie_pk not in {one.tie.pk for one in page.ties}:
        raise Http404
    try:
        untie_tasks(actor=request.actor, given_id=pk, tie_id=tie_pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã bỏ nối; lời đã ghi vẫn giữ ở cả hai bên.")
    return redirect("tasks:ties", pk=pk)


def _filters(work: GivenWork) -> list[tuple[str, str]]:
    return [
        ("", f"Mọi việc ({work.total})"),
        ("moi", f"Chưa nhận ({work.new})"),
        ("qua-han", f"Quá hạn ({work.overdue})"),
        ("chua-noi", f"Chưa nối với kế hoạch mình ({work.untied})"),
    ]


def _numbers(values: Iterable[Any]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 16]
