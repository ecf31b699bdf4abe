"""What becomes of an initiative: withdrawn, adopted, refused, taken over elsewhere."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.queries.letterheads import short_name
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from indices.actions.initiatives import DECIDED, adopt_initiative, refuse_initiative, withdraw_initiative
from indices.actions.spreading import drop_spread, record_spread
from indices.enums import InitiativeState
from indices.forms.initiatives import AdoptForm, RefuseForm, SpreadForm
from indices.models import Initiative
from indices.queries.initiatives import bodies_to_spread, spread_of
from indices.rules.initiatives import can_decide, can_edit, can_spread
from indices.views.initiatives import found_initiative

UNPROCESSABLE = 422


@require_POST
def withdraw(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take back what is not decided yet."""
    found = found_initiative(request, pk)
    if found.state == InitiativeState.REGISTERED and not can_edit(request.actor, found):
        raise Http404
    return _done(
        request, pk, lambda: withdraw_initiative(actor=request.actor, initiative_id=pk, now=local_now()), "Đã rút."
    )


@require_http_methods(["GET", "POST"])
def adopt(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The decision that recognises it."""
    found = found_initiative(request, pk)
    if gone := _decided(request, found):
        return gone
    form = AdoptForm(request.POST or None, initial={"adopter": short_name(request.actor.organization.issuer_name)})

    def save() -> None:
        adopt_initiative(actor=request.actor, initiative_id=pk, now=local_now(), **form.cleaned_data)

    return _sent(request, found, form, save, "adopt", "Đã ghi công nhận sáng kiến.")


@require_http_methods(["GET", "POST"])
def refuse(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Why it is not recognised."""
    found = found_initiative(request, pk)
    if gone := _decided(request, found):
        return gone
    form = RefuseForm(request.POST or None)

    def save() -> None:
        reason = form.cleaned_data["reason"]
        refuse_initiative(actor=request.actor, initiative_id=pk, reason=reason, now=local_now())

    return _sent(request, found, form, save, "refuse", "Đã ghi không công nhận sáng kiến.")


@require_http_methods(["GET", "POST"])
def spread(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A place that took it over."""
    found = found_initiative(request, pk)
    if not can_spread(request.actor, found):
        raise Http404
    form = SpreadForm(request.POST or None, bodies=bodies_to_spread(found, today=local_today()))

    def save() -> None:
        record_spread(actor=request.actor, initiative_id=pk, taken=form.taken(), now=local_now())

    return _sent(request, found, form, save, "spread", "Đã ghi nơi nhân rộng.")


@require_POST
def unspread(request: ActorRequest, pk: int, spread_pk: int) -> HttpResponseBase:
    """A place that was recorded by mistake."""
    found = found_initiative(request, pk)
    if not can_spread(request.actor, found) or spread_of(request.actor, pk, spread_pk) is None:
        raise Http404
    return _done(
        request,
        pk,
        lambda: drop_spread(actor=request.actor, initiative_id=pk, spread_id=spread_pk, now=local_now()),
        "Đã xóa nơi nhân rộng.",
    )


def _decided(request: ActorRequest, found: Initiative) -> HttpResponseBase | None:
    """Where it was decided meanwhile; 404 for who may not decide."""
    if can_decide(request.actor, found):
        return None
    if found.state == InitiativeState.REGISTERED:
        raise Http404
    messages.error(request, DECIDED)
    return redirect("emulation:initiative", pk=found.pk)


def _sent(
    request: ActorRequest, found: Initiative, form: forms.Form, save: Callable[[], None], what: str, done: str
) -> HttpResponseBase:
    """The page with the form, or what became of sending it."""
    context = {"one": found, "form": form, "what": what}
    template = "emulation/initiative_decide.html"
    if request.method == "GET":
        return render(request, template, context)
    if form.is_valid():
        try:
            save()
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, done)
            return redirect("emulation:initiative", pk=found.pk)
    return render(request, template, context, status=UNPROCESSABLE)


def _done(request: ActorRequest, pk: int, save: Callable[[], Any], done: str) -> HttpResponseBase:
    try:
        save()
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("emulation:initiative", pk=pk)
