"""The giver's side: a plan row by row over all receivers, a row body by body, giving to more, taking back."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from cchc.text import fold
from cchc.web.clock import local_now, local_today
from plans.models import Plan
from tasks.actions.giving import give_row, take_back
from tasks.forms.duties import TakeBackForm
from tasks.queries.giving import GivingPage, Offer, RowPage, giving_page, offer_of, row_page
from tasks.queries.timetables import timetable_of
from tasks.rules import can_give

FILTERS = (
    ("", "Mọi đơn vị"),
    ("im-lang", "Chưa có lời"),
    ("qua-han", "Quá hạn"),
    ("chua-nhan", "Chưa nhận việc"),
    ("xin-lui-han", "Đang xin lùi hạn"),
)


@require_GET
def plan(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Every row that bodies beneath have to do, over all of them; what nobody in particular has stands first."""
    page = giving_page(request.actor, pk, today=local_today())
    if page is None:
        raise Http404
    context = {
        "page": page,
        "figures": _figures(page),
        "may_give": can_give(request.actor, page.plan),
        "trail": _trail(page.plan)[:-1],
    }
    return render(request, "tasks/giving.html", context)


@require_GET
def row(request: ActorRequest, pk: int, item_pk: int) -> HttpResponseBase:
    """One row: each receiver with its receipt, state, last word and question; silent and late ones first."""
    only, words = request.GET.get("loc", ""), request.GET.get("q", "")
    page = row_page(request.actor, pk, item_pk, today=local_today(), only=only, words=words)
    if page is None:
        raise Http404
    return render(request, "tasks/giving_row.html", _row_context(request, page, only, words))


@require_http_methods(["GET", "POST"])
def choose(request: ActorRequest, pk: int, item_pk: int) -> HttpResponseBase:
    """Choose bodies beneath, then give them the row; searching keeps what is chosen."""
    offer = offer_of(request.actor, pk, item_pk, today=local_today())
    if offer is None or not can_give(request.actor, offer.plan):
        raise Http404
    chosen, refusal = _chosen(request, offer), ""
    if request.method == "POST" and "tim" not in request.POST:
        try:
            tasks = give_row(
                actor=request.actor,
                plan_id=pk,
                item_id=item_pk,
                body_ids=chosen,
                timetable=timetable_of(offer.plan.organization),
                now=local_now(),
            )
        except Refused as refused:
            refusal = refused.message
        else:
            messages.success(request, f"Đã giao cho {len(tasks)} đơn vị; mỗi đơn vị nhận một thông báo.")
            return redirect("tasks:giving_row", pk=pk, item_pk=item_pk)
    words = request.POST.get("q", "")
    context = {
        "offer": offer,
        "groups": _groups(offer, words, chosen),
        "chosen": len(chosen),
        "words": words,
        "refusal": refusal,
        "trail": [*_trail(offer.plan), {"label": "Một hàng", "url": reverse("tasks:giving_row", args=[pk, item_pk])}],
    }
    return render(request, "tasks/give.html", context, status=422 if refusal else 200)


@require_POST
def take_back_row(request: ActorRequest, pk: int, item_pk: int) -> HttpResponseBase:
    """Take a row back from chosen bodies: asks for the reason first."""
    page = row_page(request.actor, pk, item_pk, today=local_today())
    if page is None or not can_give(request.actor, page.plan):
        raise Http404
    ids = {int(value) for value in request.POST.getlist("body") if value.isdecimal()}
    bodies = [one.body for one in page.receivers if one.body.pk in ids]
    if not bodies:
        messages.error(request, "Hãy chọn ít nhất một đơn vị để thu hồi việc.")
        return redirect("tasks:giving_row", pk=pk, item_pk=item_pk)
    form = TakeBackForm(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            tasks = take_back(
                actor=request.actor,
                plan_id=pk,
                item_id=item_pk,
                body_ids=ids,
                reason=form.cleaned_data["reason"],
                now=local_now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã thu hồi việc của {len(tasks)} đơn vị; lời đã cập nhật vẫn giữ.")
            return redirect("tasks:giving_row", pk=pk, item_pk=item_pk)
    context = {"page": page, "bodies": bodies, "form": form}
    return render(request, "tasks/take_back.html", context, status=422 if form.errors else 200)


def _figures(page: GivingPage) -> list[dict[str, Any]]:
    return [
        {"value": page.rows, "label": "hàng giao xuống", "note": f"cho {page.bodies} đơn vị"},
        {"value": f"{page.received}/{page.receivers}", "label": "lượt giao đã được nhận"},
        {"value": page.overdue, "label": "lượt giao quá hạn", "over": bool(page.overdue)},
        {"value": page.silent, "label": "lượt giao chưa có lời nào"},
        {"value": page.asking, "label": "lời xin lùi hạn chờ trả lời", "url": reverse("tasks:due_requests")},
    ]


def _row_context(request: ActorRequest, page: RowPage, only: str, words: str) -> dict[str, Any]:
    return {
        "page": page,
        "today": local_today(),
        "only": only,
        "words": words,
        "filters": [(key, f"{label} ({page.count(key)})") for key, label in FILTERS],
        "may_give": can_give(request.actor, page.plan),
        "trail": _trail(page.plan),
    }


def _trail(plan: Plan) -> list[dict[str, str]]:
    return [
        {"label": "Kế hoạch", "url": reverse("plans:list")},
        {"label": plan.title or "Kế hoạch", "url": reverse("tasks:plan", args=[plan.pk])},
        {"label": "Giao việc", "url": reverse("tasks:giving", args=[plan.pk])},
    ]


def _chosen(request: ActorRequest, offer: Offer) -> set[int]:
    """The bodies ticked, with all of a kind where its whole is."""
    ticked = {int(value) for value in request.POST.getlist("body") if value.isdecimal()}
    whole = request.POST.getlist("all")
    return {body.pk for body in offer.bodies if body.pk in ticked or body.kind in whole}


def _groups(offer: Offer, words: str, chosen: set[int]) -> list[dict[str, Any]]:
    """By kind; what is chosen stays in sight whatever is searched for."""
    searched = fold(words)

    def is_shown(body: Organization) -> bool:
        return body.pk in chosen or searched in fold(body.name)

    kinds = dict.fromkeys(body.kind for body in offer.bodies)
    found = [(OrganizationKind(kind), [body for body in offer.bodies if body.kind == kind]) for kind in kinds]
    return [
        {
            "kind": kind,
            "total": len(bodies),
            "is_whole": all(body.pk in chosen for body in bodies),
            "bodies": [(body, body.pk in chosen) for body in bodies if is_shown(body)],
        }
        for kind, bodies in found
    ]
