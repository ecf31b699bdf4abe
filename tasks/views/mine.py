"""*Việc của tôi*: today's duties on one short page, each with its two-tap status."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from tasks.actions.updating import Conflict, state_update
from tasks.forms.duties import UpdateForm
from tasks.models import Obligation, Update
from tasks.queries.live import current_period
from tasks.queries.my_work import DutyCard, MyWork, card_of, my_work
from tasks.queries.pages import last_update_of, obligation_for_update
from tasks.queries.timetables import timetable_of
from tasks.versions import both_versions

UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def mine(request: ActorRequest) -> HttpResponseBase:
    """The officer's day."""
    today = local_today()
    work = my_work(request.actor, today=today)
    groups = [group for group in _groups(work) if group["cards"]]
    context = {
        "work": work,
        "groups": groups,
        "today": today,
        "lead": _lead(request, work, today),
        "empty_why": "Không có việc quá hạn, sắp đến hạn hay đang chờ cho chức danh của anh chị.",
    }
    return render(request, "tasks/mine.html", context)


def _groups(work: MyWork) -> list[dict[str, object]]:
    return [
        {"key": "qua-han", "title": "Quá hạn", "note": _count(work.overdue), "cards": work.overdue, "is_over": True},
        {"key": "7-ngay", "title": "Trong 7 ngày tới", "note": _count(work.soon), "cards": work.soon},
        {"key": "trong-ky", "title": "Trong kỳ này", "note": _count(work.this_period), "cards": work.this_period},
        {
            "key": "dang-cho",
            "title": "Đang chờ",
            "note": f"{len(work.waiting)} việc chưa có ngày, không tính vào tỷ lệ",
            "cards": work.waiting,
        },
    ]


def _count(cards: list[DutyCard]) -> str:
    return f"{len(cards)} việc"


def _lead(request: ActorRequest, work: MyWork, today: date) -> str:
    period = work.period
    who = ", ".join(filter(None, (request.actor.positions_text, request.actor.organization.name)))
    days = (period.cutoff_on - today).days
    left = f"còn {days} ngày" if days else "là hôm nay"
    silent = f"; {work.silent} việc chưa có lời nào trong kỳ này" if work.silent else ""
    name = period.name[0].upper() + period.name[1:]
    return f"{who}. {name} chốt số liệu ngày {period.cutoff_on:%d/%m/%Y}, {left}{silent}."


@require_POST
def update(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take one word about one duty, from a card, a row or the task's page."""
    obligation = _found(request, pk)
    form = UpdateForm(request.POST, request.FILES)
    conflict = None
    if form.is_valid():
        try:
            state_update(
                actor=request.actor,
                obligation_id=obligation.pk,
                seen_update_id=form.cleaned_data["version"],
                statement=form.statement(local_today()),
                files=form.evidence_files(),
                now=local_now(),
            )
        except Conflict as refusal:
            conflict = refusal.theirs
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return _saved(request, obligation)
    return _refused(request, obligation, form, conflict)


def _found(request: ActorRequest, pk: int) -> Obligation:
    obligation = obligation_for_update(request.actor, pk)
    if obligation is None:
        raise Http404
    return obligation


def _saved(request: ActorRequest, obligation: Obligation) -> HttpResponseBase:
    if request.htmx:
        return render(request, "tasks/_duty.html", _card(request, _found(request, obligation.pk), saved=True))
    messages.success(request, f"Đã lưu lúc {local_now():%H:%M}.")
    return redirect(f"{_page_before(request)}#duty-{obligation.pk}")


def _refused(request: ActorRequest, obligation: Obligation, form: UpdateForm, conflict: Update | None) -> HttpResponse:
    """The same card, or a page with it, with all that was typed; a conflict shows both versions. Browsers give no file
    back: those that were `chosen` are named, to be chosen again."""
    chosen = [file.name for file in request.FILES.getlist("evidence")]
    context = _card(request, _found(request, obligation.pk)) | {"form": form, "typed": request.POST, "chosen": chosen}
    if conflict:
        context |= {"conflict": conflict, "versions": both_versions(conflict, request.POST)}
    template = "tasks/_duty.html" if request.htmx else "tasks/update.html"
    return render(request, template, context, status=CONFLICT if conflict else UNPROCESSABLE)


def _card(request: ActorRequest, obligation: Obligation, *, saved: bool = False) -> dict[str, object]:
    today = local_today()
    card = card_of(
        obligation.task,
        obligation,
        actor=request.actor,
        period=current_period(today, timetable_of(request.actor.organization)),
        today=today,
        last=last_update_of(obligation),
    )
    return {
        "card": card,
        "today": today,
        "saved": f"Đã lưu lúc {local_now():%H:%M}" if saved else "",
        "back": _page_before(request),
    }


def _page_before(request: ActorRequest) -> str:
    """Where the form was sent from, as far as it is ours."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        return back
    return reverse("tasks:mine")
