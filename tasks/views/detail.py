"""A task with its whole history; its due days; its evidence."""

from collections.abc import Callable
from datetime import date, datetime

from django.contrib import messages
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.actors import Actor
from cchc.orgs.history import entries_of
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from tasks.actions.dates import cancel_obligation, set_due
from tasks.enums import Outcome
from tasks.forms.duties import CancelForm, DueForm
from tasks.history import entries_of_duty
from tasks.models import Obligation, Task
from tasks.periods import Period
from tasks.queries.live import current_period, is_owed
from tasks.queries.my_work import card_of
from tasks.queries.pages import DutyHistory, evidence_file, obligation_for_update, task_page
from tasks.queries.timetables import timetable_of
from tasks.rules import can_answer_due, can_ask_due, can_cancel, can_receive, can_set_due, can_withdraw_due


@require_GET
def detail(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The task, what it makes due, every word said about it, its audit trail."""
    today = local_today()
    page = task_page(request.actor, pk, today=today)
    if page is None:
        raise Http404
    period = current_period(today, timetable_of(request.actor.organization))
    context = {
        "page": page,
        "duties": [_duty(request.actor, page.task, history, period, today) for history in page.duties],
        "today": today,
        "events": entries_of(page.events),
        "may_receive": can_receive(request.actor, page.task),
        "back": request.path,
        "trail": [{"label": "Nhiệm vụ", "url": reverse("tasks:list")}],
    }
    return render(request, "tasks/detail.html", context)


def _duty(actor: Actor, task: Task, history: DutyHistory, period: Period, today: date) -> dict[str, object]:
    """One duty as the page draws it, with what this reader may do."""
    obligation, last = history.obligation, next(iter(history.updates), None)
    return {
        "history": history,
        "card": card_of(task, obligation, actor=actor, period=period, today=today, last=last),
        "may_set_due": can_set_due(actor, obligation) and obligation.outcome != Outcome.DONE,
        "may_ask_due": can_ask_due(actor, obligation) and _may_ask_now(history),
        "requests": [
            {
                "request": one,
                "may_answer": one.answer == "" and can_answer_due(actor, obligation),
                "may_withdraw": can_withdraw_due(actor, one),
            }
            for one in history.requests
        ],
        "entries": entries_of_duty(history),
    }


def _may_ask_now(history: DutyHistory) -> bool:
    """Something is owed, and nothing is asked already."""
    return is_owed(history.obligation) and all(one.answer for one in history.requests)


@require_http_methods(["GET", "POST"])
def due(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Give a waiting duty its day, or move a day."""
    obligation = _decidable(request, pk, can_set_due)
    form = DueForm(request.POST or None, initial={"due_on": obligation.due_on})

    def save(now: datetime) -> None:
        data = form.cleaned_data
        set_due(actor=request.actor, obligation_id=pk, due_on=data["due_on"], reason=data["reason"], now=now)

    return _decide(request, obligation, form, save, "tasks/due.html", "Đã đặt hạn; hạn cũ và lý do được giữ lại.")


@require_http_methods(["GET", "POST"])
def cancel(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take a duty out of what is owed, with a reason."""
    obligation = _decidable(request, pk, can_cancel)
    form = CancelForm(request.POST or None)

    def save(now: datetime) -> None:
        cancel_obligation(actor=request.actor, obligation_id=pk, reason=form.cleaned_data["reason"], now=now)

    return _decide(request, obligation, form, save, "tasks/cancel.html", "Đã hủy việc; lý do được giữ lại.")


@require_GET
def evidence(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A file of evidence, only for those within reach; never shown inside our own pages."""
    found = evidence_file(request.actor, pk)
    if found is None:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type)


def _decidable(request: ActorRequest, pk: int, rule: Callable[..., bool]) -> Obligation:
    obligation = obligation_for_update(request.actor, pk)
    if obligation is None or not rule(request.actor, obligation):
        raise Http404
    return obligation


def _decide(
    request: ActorRequest,
    obligation: Obligation,
    form: DueForm | CancelForm,
    save: Callable[[datetime], None],
    template: str,
    done: str,
) -> HttpResponseBase:
    if form.is_bound and form.is_valid():
        try:
            save(local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, done)
            return redirect("tasks:detail", pk=obligation.task_id)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "obligation": obligation}, status=status)
