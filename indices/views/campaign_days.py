"""Another last day to register for a launched campaign."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from indices.actions.campaigns import extend_registration
from indices.forms.emulation import ExtendingForm
from indices.rules.emulation import can_extend
from indices.views.emulation import campaign_in_reach

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def extend(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The day as it is, another one, and why."""
    found = campaign_in_reach(request, pk)
    if not can_extend(request.actor, found):
        raise Http404
    form = ExtendingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            extend_registration(actor=request.actor, campaign_id=pk, now=local_now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã đổi hạn đăng ký.")
            return redirect("emulation:campaign", pk=pk)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "emulation/campaign_extend.html", {"campaign": found, "form": form}, status=status)
