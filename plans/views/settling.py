"""Deciding points: one, all of a kind, all; taking a decision back."""

from collections.abc import Callable

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from plans.actions import reopen_doubt, settle_all, settle_doubt, settle_doubts_of_kind
from plans.enums import Settlement
from plans.forms import STALE_PAGE, SettleForm
from plans.queries import doubt_of, plan_of
from plans.views.shaping import refused

EVERY_KIND = "*"


@require_POST
def settle(request: ActorRequest, pk: int, doubt_pk: int) -> HttpResponseBase:
    """Decide one point."""
    doubt = doubt_of(request.actor, pk, doubt_pk)
    if doubt is None:
        raise Http404
    form = SettleForm(request.POST)
    if not form.is_valid():
        return refused(request, pk, STALE_PAGE)
    settlement = Settlement(form.cleaned_data["settlement"])
    return _do(
        request, pk, lambda: settle_doubt(actor=request.actor, doubt=doubt, settlement=settlement, now=local_now())
    )


@require_POST
def settle_many(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take the reading of all undecided points of one kind, or of every kind ("*")."""
    plan = plan_of(request.actor, pk)
    if plan is None:
        raise Http404
    code = request.POST.get("code", "")
    if code == EVERY_KIND:
        return _do(request, pk, lambda: settle_all(actor=request.actor, plan=plan, now=local_now()))
    return _do(request, pk, lambda: settle_doubts_of_kind(actor=request.actor, plan=plan, code=code, now=local_now()))


@require_POST
def reopen(request: ActorRequest, pk: int, doubt_pk: int) -> HttpResponseBase:
    """Take a decision back."""
    doubt = doubt_of(request.actor, pk, doubt_pk)
    if doubt is None:
        raise Http404
    return _do(request, pk, lambda: reopen_doubt(actor=request.actor, doubt=doubt, now=local_now()))


def _do(request: ActorRequest, pk: int, act: Callable[[], object]) -> HttpResponseBase:
    try:
        act()
    except Refused as refusal:
        return refused(request, pk, refusal.message)
    if request.htmx:
        return redirect("tasks:review_points", pk=pk)
    return redirect(f"{reverse('tasks:review', args=(pk,))}#diem")
