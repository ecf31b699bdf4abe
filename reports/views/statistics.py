"""The numbers of a period: entering them, having them checked while typing, figures of one's own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from reports.actions.measuring import Clash, OwnIndicator, Typed, add_indicator, end_indicator, enter_numbers
from reports.forms.statistics import EndForm, IndicatorForm
from reports.queries.entry import Entry, entry_of
from reports.queries.listing import key_words, years_of
from reports.queries.sources import recipient_of
from reports.queries.statistics import (
    bodies_below,
    catalogue_of,
    closed_periods,
    formulas_named,
    has_new_numbers,
    indicator_of,
    open_report,
)
from reports.rules import can_define, can_measure
from reports.statistics.formulas import OverYear
from reports.views.choosing import chosen_body, chosen_year
from reports.views.detail import facts_to_read
from reports.views.finding import found_report, head_of
from reports.views.places import places
from tasks.enums import PeriodKind
from tasks.periods import Period, asked_periods, periods_of_year
from tasks.queries.timetables import government_of, timetable_of

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Place:
    """Whose numbers of which period are on the page."""

    organization: Organization
    period: Period
    periods: list[Period]


@require_http_methods(["GET", "POST"])
def statistics(request: ActorRequest) -> HttpResponseBase:
    """The numbers of one period; sending stores all that changed, or none."""
    place = _place(request)
    if request.method != "POST":
        return _drawn(request, place, entry_of(request.actor, place.organization, place.period))
    entry = entry_of(request.actor, place.organization, place.period, _texts(request, place))
    if "take" in request.POST:
        texts = _texts(request, place) | _taken(request, entry)
        return _drawn(request, place, entry_of(request.actor, place.organization, place.period, texts), typed=True)
    if entry.unread:
        return _drawn(request, place, entry, typed=True, status=UNPROCESSABLE)
    try:
        count = enter_numbers(
            actor=request.actor,
            organization=place.organization,
            period=place.period,
            typed=_typed(request, entry),
            now=local_now(),
        )
    except Refused as refusal:
        return _refused(request, place, entry, refusal)
    if count:
        messages.success(request, f"Đã lưu {count} số liệu {place.period.name}.")
    else:
        messages.info(request, "Không có số nào thay đổi nên không lưu gì.")
    return redirect(_address(place))


@require_POST
def check(request: ActorRequest) -> HttpResponseBase:
    """What does not agree in the numbers as they are typed, and what they come to; nothing is stored."""
    place = _place(request)
    entry = entry_of(request.actor, place.organization, place.period, _texts(request, place))
    return render(request, "reports/_statistics_checked.html", {"entry": entry, "swap": True})


def _place(request: ActorRequest) -> Place:
    """The body and the period that the address names ("don-vi=4", "ky=quarter-2023-1"), otherwise one's own and the
    period whose numbers are wanted now."""
    organization, key = chosen_body(request), request.GET.get("ky", "")
    timetable, year = timetable_of(organization), chosen_year(request)
    periods = asked_periods(year, timetable) or periods_of_year(PeriodKind.QUARTER, year, timetable)
    chosen = next((one for one in periods if key_words(one) == key), None)
    return Place(organization, chosen or wanted_period(periods, local_today()), periods)


def wanted_period(periods: list[Period], today: date) -> Period:
    """The period that can still be sent in time and ends first, otherwise the last that ended."""
    coming = [one for one in periods if one.send_by >= today]
    return min(coming, key=lambda one: one.cutoff_on) if coming else max(periods, key=lambda one: one.cutoff_on)


def _address(place: Place) -> str:
    return f"{reverse('reports:statistics')}?ky={key_words(place.period)}&don-vi={place.organization.pk}"


def _texts(request: ActorRequest, place: Place) -> dict[str, str]:
    codes = catalogue_of(place.organization, place.period.year).codes
    return {code: request.POST.get(f"so-{code}", "") for code in codes}


def _taken(request: ActorRequest, entry: Entry) -> dict[str, str]:
    """The sums of shorter periods that somebody wants in the fields: one of them, or all that are empty."""
    wanted = request.POST["take"]
    rows = entry.offered if wanted == "*" else [row for row in entry.rows if row.measured.code == wanted]
    return {row.measured.code: row.offers for row in rows if row.offers}


def _typed(request: ActorRequest, entry: Entry) -> list[Typed]:
    typed = []
    for row in entry.rows:
        code, seen = row.measured.code, request.POST.get(f"thay-{row.measured.code}", "")
        if f"so-{code}" in request.POST:
            typed.append(
                Typed(code, entry.values.get(code), int(seen) if seen.isascii() and seen.isdecimal() else None)
            )
    return typed


def _refused(request: ActorRequest, place: Place, entry: Entry, refusal: Refused) -> HttpResponseBase:
    """What was typed stays; after a clash the next sending replaces what is shown beside it."""
    clashes = refusal.message.split("\n") if isinstance(refusal, Clash) else []
    more = {"clashes": clashes, "refusal": "" if clashes else refusal.message}
    return _drawn(request, place, entry, typed=True, status=UNPROCESSABLE, **more)


def _drawn(
    request: ActorRequest, place: Place, entry: Entry, *, typed: bool = False, status: int = 200, **more: Any
) -> HttpResponseBase:
    actor, body = request.actor, place.organization
    is_closed = place.period.key in closed_periods(body, place.period.year)
    report = open_report(body, place.period) if actor.belongs_to(body.pk) else None
    context = {
        "entry": entry,
        "place": place,
        "is_typed": typed,
        "is_closed": is_closed,
        "may_enter": can_measure(actor, body) and not is_closed,
        "may_define": can_define(actor, government_of(actor.organization)),
        "recipient": recipient_of(body) if is_closed else None,
        "report": report,
        "is_behind": report and has_new_numbers(report),
        "bodies": bodies_below(actor),
        "choices": [(key_words(one), one.name) for one in place.periods],
        "period_key": key_words(place.period),
        "address": _address(place),
        "check_address": _address(place).replace(reverse("reports:statistics"), reverse("reports:statistics_check")),
        "year": place.period.year,
        "years": years_of(actor, local_today()),
        "places": places("statistics"),
        **more,
    }
    return render(request, "reports/statistics.html", context, status=status)


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponseBase:
    """A figure of one's own; beneath it those that there are, each to be ended."""
    form = IndicatorForm(request.POST or None, year=local_today().year)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = OwnIndicator(
            name=data["name"],
            unit=data["unit"],
            area=data["area"],
            part=data["part"],
            whole=data["whole"],
            over_year=OverYear(data["over_year"]),
            from_year=data["from_year"],
        )
        try:
            added = add_indicator(actor=request.actor, wanted=wanted, now=local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã thêm chỉ tiêu “{added}”, nhập được từ năm {added.from_year}.")
            return redirect("reports:statistics")
    return _added(request, form, UNPROCESSABLE if form.errors else 200)


def _added(request: ActorRequest, form: IndicatorForm, status: int) -> HttpResponseBase:
    organization, year = government_of(request.actor.organization), local_today().year
    catalogue = catalogue_of(organization, year)
    context = {
        "form": form,
        "organization": organization,
        "added": [(row, row.organization_id == organization.pk) for row in catalogue.added.values()],
        "names": catalogue.names,
        "year": year,
        "may_define": can_define(request.actor, organization),
        "places": places("statistics"),
    }
    return render(request, "reports/statistics_add.html", context, status=status)


@require_POST
def end(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A figure of one's own stands in no table after a year."""
    indicator = indicator_of(request.actor, pk)
    form = EndForm(request.POST)
    if indicator is None or not form.is_valid():
        raise Http404
    last_year = form.cleaned_data["last_year"]
    try:
        end_indicator(actor=request.actor, indicator=indicator, last_year=last_year, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Chỉ tiêu “{indicator}” nhập đến hết năm {indicator.to_year}.")
    return redirect("reports:statistics_add")


@require_GET
def numbers(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The numbers behind the figures of one report, with who entered them; "chi-tieu" names one figure."""
    report = found_report(request, pk)
    facts = facts_to_read(request, report)
    code = request.GET.get("chi-tieu", "")
    formula = formulas_named([code]).get(code)
    measures = [one for one in facts.measures if formula is None or one.code in formula.codes]
    context = head_of(request, report, "detail") | {
        "facts": facts,
        "measures": measures,
        "formula": formula,
        "figure": next((one for one in facts.indicators if code and one.code == code), None),
    }
    return render(request, "reports/numbers.html", context)
