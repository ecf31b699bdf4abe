"""The calendar of working days: holidays, what was decided beside them, and what a change moves."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.actions.calendar import remove_days, set_days
from cchc.orgs.http import ActorRequest
from cchc.orgs.queries.calendar import days_swapped, working_days
from cchc.orgs.refusals import Refused
from cchc.orgs.rules import can_set_calendar
from cchc.orgs.working_days import day_words
from cchc.web.clock import local_now, local_today
from reports.forms.regimes import DaysForm
from reports.queries.calendar import calendar_of, moves
from reports.views.places import places

FIRST_YEAR, LAST_YEAR = 2010, 2090
"""For these the holidays that follow the moon are known."""
NO_RIGHT = "Chỉ người quản trị của đơn vị không có cấp trên mới sửa được lịch làm việc."
UNPROCESSABLE = 422


@require_GET
def calendar(request: ActorRequest) -> HttpResponseBase:
    """The days of one year that are not what their weekdays say."""
    return _page(request, DaysForm(calendar=working_days()), _year(request.GET.get("nam", "")))


def _page(request: ActorRequest, form: DaysForm, year: int) -> HttpResponse:
    context = {
        "year": year,
        "title": f"Năm {year}",
        "years": range(max(FIRST_YEAR, year - 1), min(LAST_YEAR, year + 1) + 1),
        "days": calendar_of(year),
        "is_ahead": year > local_today().year,
        "form": form,
        "may_set": can_set_calendar(request.actor),
        "places": places("settings"),
    }
    return render(request, "reports/calendar.html", context, status=UNPROCESSABLE if form.errors else 200)


def _year(given: str) -> int:
    year = int(given) if given.isascii() and given.isdecimal() and len(given) == 4 else local_today().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


@require_POST
def set_day(request: ActorRequest) -> HttpResponseBase:
    """Enter a day off, a day worked, or both in exchange: first what would move, then, confirmed, for good."""
    _require_right(request)
    now = working_days()
    form = DaysForm(request.POST, calendar=now)
    year = local_today().year
    if not form.is_valid() or "edit" in request.POST:
        return _page(request, form, year)
    off_on, work_on = form.days
    if "confirmed" in request.POST:
        name = form.cleaned_data["name"]
        try:
            set_days(actor=request.actor, off_on=off_on, work_on=work_on, name=name, now=local_now())
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Đã ghi vào lịch làm việc.")
        return _to_year(off_on or work_on)
    said = [f"{day_words(off_on)}: nghỉ"] if off_on else []
    said += [f"{day_words(work_on)}: làm việc"] if work_on else []
    then = now.with_days(off_on=off_on, work_on=work_on)
    context = {"said": said, "moves": moves(request.actor, then, today=local_today())}
    return render(request, "reports/calendar_set.html", context | _sent(request))


@require_POST
def drop_day(request: ActorRequest) -> HttpResponseBase:
    """Take a day, with the one it was swapped for, out of the calendar again."""
    _require_right(request)
    on_day = _day(request.POST.get("day", ""))
    if "confirmed" not in request.POST:
        days = days_swapped(on_day)
        context = {
            "said": [f"{day_words(day)}: trở lại như lịch chung" for day in days],
            "moves": moves(request.actor, working_days().without(days), today=local_today()),
            "is_removal": True,
        }
        return render(request, "reports/calendar_set.html", context | _sent(request))
    try:
        remove_days(actor=request.actor, on_day=on_day, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã bỏ khỏi lịch làm việc.")
    return _to_year(on_day)


def _require_right(request: ActorRequest) -> None:
    if not can_set_calendar(request.actor):
        raise PermissionDenied(NO_RIGHT)


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise Http404 from error


def _to_year(day: date | None) -> HttpResponse:
    year = day.year if day else local_today().year
    return redirect(f"{reverse('reports:calendar')}?nam={year}")


def _sent(request: ActorRequest) -> dict[str, Any]:
    """What was sent, to be sent once more when it is confirmed."""
    hidden = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    return {"hidden": hidden.items(), "places": places("settings")}
