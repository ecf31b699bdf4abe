"""The targets of the plans: what was achieved period by period, whose figure tells it, results entered by hand."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from cchc.web.trends import Point
from reports.actions.measuring import measure_target, tie_target
from reports.collecting.targets import Step, TargetPage, targets_page
from reports.forms.statistics import ResultForm
from reports.queries.listing import key_words, period_named, years_of
from reports.queries.statistics import TargetLine, bodies_below, target_line
from reports.rules import can_tie
from reports.views.choosing import chosen_body, chosen_year
from reports.views.places import places
from tasks.enums import PeriodKind
from tasks.periods import ROMAN, Period, periods_of_year
from tasks.queries.timetables import timetable_of

UNPROCESSABLE = 422
KINDS = (PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.HALF_YEAR, PeriodKind.NINE_MONTH, PeriodKind.YEAR)
LOOKS = {"yes": ("on_time", "Đạt"), "no": ("overdue", "Chưa đạt"), "": ("waiting", "Chưa có số liệu")}
"""How a verdict is drawn: the shape and colour of a state, in words of its own."""
AHEAD = ("not_yet", "Chưa tới kỳ")


@require_GET
def targets(request: ActorRequest) -> HttpResponseBase:
    """Every target of the plans in force, with a line over the year."""
    return _drawn(request, chosen_body(request), chosen_year(request))


def _kind(request: ActorRequest) -> PeriodKind:
    given = request.GET.get("loai-ky", "")
    return PeriodKind(given) if given in {kind.value for kind in KINDS} else PeriodKind.QUARTER


def _drawn(
    request: ActorRequest,
    organization: Organization,
    year: int,
    *,
    status: int = 200,
    refused: tuple[int, str] | None = None,
) -> HttpResponseBase:
    kind = _kind(request)
    periods = periods_of_year(kind, year, timetable_of(organization))
    page = targets_page(request.actor, organization, periods, year)
    today, may_tie = local_today(), can_tie(request.actor, organization.pk)
    context = {
        "organization": organization,
        "year": year,
        "years": years_of(request.actor, today),
        "kind": kind,
        "kinds": [(one.value, one.label) for one in KINDS],
        "page": page,
        "targets": [_said(one, today, refused) for one in page.targets],
        "begun": [(key_words(one), one.name) for one in periods if one.start_on <= today],
        "may_tie": may_tie,
        "refusal": refused[1] if refused and not may_tie else "",
        "bodies": bodies_below(request.actor),
        "typed": request.POST if refused else {},
        "places": places("targets"),
        "query": request.GET.urlencode(),
    }
    return render(request, "reports/targets.html", context, status=status)


def _said(one: TargetPage, today: date, refused: tuple[int, str] | None) -> dict[str, Any]:
    """One target for its card."""
    last = one.last
    return {
        "page": one,
        "target": one.line.target,
        "look": LOOKS[last.met if last else ""],
        "points": [_point(step, today) for step in one.steps],
        "steps": [
            {
                "step": step,
                "name": _short_name(step.period),
                "look": LOOKS[step.met] if step.period.start_on <= today else AHEAD,
            }
            for step in one.steps
        ],
        "has_own": any(step.own for step in one.steps),
        "refusal": refused[1] if refused and refused[0] == one.line.target.pk else "",
    }


def _point(step: Step, today: date) -> Point:
    is_ahead = step.period.start_on > today
    return Point(_short_name(step.period), step.value, step.achieved, step.met == "yes", is_ahead)


def _short_name(period: Period) -> str:
    match period.kind:
        case PeriodKind.MONTH:
            return f"T{period.number}"
        case PeriodKind.QUARTER:
            return f"Quý {ROMAN[period.number - 1]}"
        case PeriodKind.YEAR:
            return f"Năm {period.year}"
    return period.name.removesuffix(f" năm {period.year}")


@require_POST
def source(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Choose the figure that tells what a target achieves."""
    line = _found(request, pk)
    try:
        tie_target(actor=request.actor, line=line, code=request.POST.get("code", ""), now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã lưu nguồn số liệu của chỉ tiêu.")
    return redirect(_address(request, pk))


@require_POST
def result(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Enter what a target achieved by the end of a period."""
    line = _found(request, pk)
    form = ResultForm(request.POST)
    if not form.is_valid():
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _again(request, line, words)
    data = form.cleaned_data
    try:
        measure_target(
            actor=request.actor,
            line=line,
            period=_period(line.plan.organization, data["period"]),
            numerator=data["numerator"],
            denominator=data["denominator"],
            note=data["note"],
            now=local_now(),
        )
    except Refused as refusal:
        return _again(request, line, refusal.message)
    messages.success(request, "Đã lưu kết quả của chỉ tiêu.")
    return redirect(_address(request, pk))


def _found(request: ActorRequest, pk: int) -> TargetLine:
    line = target_line(request.actor, pk, chosen_year(request))
    if line is None:
        raise Http404
    return line


def _period(organization: Organization, key: str) -> Period:
    found = period_named(key, timetable_of(organization))
    if found is None:
        raise Http404
    return found


def _again(request: ActorRequest, line: TargetLine, words: str) -> HttpResponseBase:
    """The page with what was typed."""
    return _drawn(
        request, line.plan.organization, chosen_year(request), status=UNPROCESSABLE, refused=(line.target.pk, words)
    )


def _address(request: ActorRequest, pk: int) -> str:
    query = request.GET.urlencode()
    return f"{reverse('reports:targets')}{'?' if query else ''}{query}#chi-tieu-{pk}"
