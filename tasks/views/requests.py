"""Other due days: asked by the receiver, granted or refused by the giver."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from tasks.actions.asking import ask_due, grant_due, refuse_due, withdraw_due
from tasks.forms.duties import AnswerDueForm, AskDueForm
from tasks.models import DueRequest
from tasks.queries.pages import obligation_for_update
from tasks.queries.requests import request_of, requests_in_reach
from tasks.rules import can_answer_due, can_ask_due, can_withdraw_due
from tasks.views.places import places

NO_DAY = "Hãy ghi hạn mới khi đồng ý, ví dụ 10/06/2023."


@require_GET
def requests(request: ActorRequest) -> HttpResponseBase:
    """Open questions within reach, the oldest first, then what was answered."""
    found = requests_in_reach(request.actor)
    context = {
        "found": found,
        "lines": [_line(request, one) for one in found.open],
        "today": local_today(),
        "places": places("tasks:due_requests", request.actor),
    }
    return render(request, "tasks/due_requests.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Ask the giver of a duty for another day."""
    obligation = obligation_for_update(request.actor, pk)
    if obligation is None or not can_ask_due(request.actor, obligation):
        raise Http404
    form = AskDueForm(request.POST or None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            ask_due(
                actor=request.actor, obligation_id=pk, due_on=data["due_on"], reason=data["reason"], now=local_now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã gửi lời xin lùi hạn; hạn cũ vẫn giữ tới khi có trả lời.")
            return redirect("tasks:detail", pk=obligation.task_id)
    context = {"form": form, "obligation": obligation}
    return render(request, "tasks/ask_due.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Grant the day asked for or another, or refuse with a reason."""
    found = request_of(request.actor, pk)
    if found is None or not can_answer_due(request.actor, found.obligation):
        raise Http404
    form = AnswerDueForm(request.POST or None, initial={"due_on": found.asked_due_on})
    if form.is_bound and form.is_valid() and _is_answered(request, pk, form):
        return redirect("tasks:due_requests")
    context = {
        "form": form,
        "found": found,
        "today": local_today(),
        "trail": [{"label": "Xin lùi hạn", "url": reverse("tasks:due_requests")}],
    }
    return render(request, "tasks/answer_due.html", context, status=422 if form.errors else 200)


def _is_answered(request: ActorRequest, pk: int, form: AnswerDueForm) -> bool:
    """Stores the answer; what is wrong with it is said on the form."""
    due_on, reason = form.cleaned_data["due_on"], form.cleaned_data["reason"]
    try:
        if request.POST.get("answer") == "refused":
            refuse_due(actor=request.actor, request_id=pk, reason=reason, now=local_now())
            messages.success(request, "Đã trả lời: không đồng ý; hạn cũ giữ nguyên.")
        elif due_on is None:
            form.add_error("due_on", NO_DAY)
            return False
        else:
            grant_due(actor=request.actor, request_id=pk, due_on=due_on, reason=reason, now=local_now())
            messages.success(request, f"Đã đồng ý: hạn mới {due_on:%d/%m/%Y}; hạn cũ và lý do được giữ lại.")
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


@require_POST
def withdraw(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take an open question back."""
    found = request_of(request.actor, pk)
    if found is None or not can_ask_due(request.actor, found.obligation):
        raise Http404
    try:
        withdraw_due(actor=request.actor, request_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã rút lời xin lùi hạn; hạn giữ nguyên.")
    return redirect("tasks:detail", pk=found.obligation.task_id)


def _line(request: ActorRequest, found: DueRequest) -> dict[str, object]:
    return {
        "found": found,
        "may_answer": can_answer_due(request.actor, found.obligation),
        "may_withdraw": can_withdraw_due(request.actor, found),
    }
