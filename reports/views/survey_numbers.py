"""Taking what surveys of a period came to into its statistics: shown first, stored at a press."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from indices.models import Survey
from indices.queries.surveys import survey_of
from indices.rules.surveys import is_over
from reports.actions.measuring import OwnIndicator, Typed, add_indicator, enter_numbers
from reports.queries.listing import key_words
from reports.queries.sources import recipient_of
from reports.queries.statistics import closed_periods
from reports.queries.survey_numbers import AREA, OVER, PART, SATISFACTION, UNIT, WHOLE, SurveyNumbers, survey_numbers
from reports.rules import can_define, can_measure
from tasks.queries.timetables import government_of

NOTHING_NEW = "Số liệu thống kê đã bằng số của khảo sát nên không lưu gì."
UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def numbers(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What the surveys say beside what stands in the statistics; "them" adds satisfaction to the body's figures."""
    survey = _survey(request, pk)
    found = survey_numbers(request.actor, survey, today=local_today())
    if request.method != "POST":
        return _page(request, survey, found)
    try:
        done = _add(request, found) if "them" in request.POST else _take(request, survey, found)
    except Refused as refusal:
        return _page(request, survey, found, refusal.message)
    messages.success(request, done)
    return redirect("reports:survey_numbers", pk=pk)


def _add(request: ActorRequest, found: SurveyNumbers) -> str:
    wanted = OwnIndicator(SATISFACTION, UNIT, AREA, PART, WHOLE, OVER, found.period.year)
    add_indicator(actor=request.actor, wanted=wanted, now=local_now())
    return f"Đã thêm chỉ tiêu “{SATISFACTION}” vào bảng thống kê từ năm {found.period.year}."


def _take(request: ActorRequest, survey: Survey, found: SurveyNumbers) -> str:
    """Of what the page showed, everything that says something else; a number changed meanwhile is a clash."""
    typed = [Typed(one.code, Decimal(one.says), _seen(request, one.code)) for one in found.news if one.says is not None]
    count = enter_numbers(
        actor=request.actor, organization=survey.organization, period=found.period, typed=typed, now=local_now()
    )
    return f"Đã ghi {count} số liệu {found.period.name} từ khảo sát." if count else NOTHING_NEW


def _seen(request: ActorRequest, code: str) -> int | None:
    text = request.POST.get(f"thay-{code}", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _page(request: ActorRequest, survey: Survey, found: SurveyNumbers, refusal: str = "") -> HttpResponseBase:
    body = survey.organization
    is_closed = found.period.key in closed_periods(body, found.period.year)
    context = {
        "survey": survey,
        "found": found,
        "refusal": refusal,
        "is_closed": is_closed,
        "recipient": recipient_of(body) if is_closed else None,
        "may_enter": can_measure(request.actor, body) and not is_closed,
        "may_define": can_define(request.actor, government_of(request.actor.organization)) and not is_closed,
        "figure": SATISFACTION,
        "statistics_url": f"{reverse('reports:statistics')}?ky={key_words(found.period)}&nam={found.period.year}",
    }
    return render(request, "reports/survey_numbers.html", context, status=UNPROCESSABLE if refusal else 200)


def _survey(request: ActorRequest, pk: int) -> Survey:
    """A survey of one's own body that is over."""
    survey = survey_of(request.actor, pk)
    if survey is None or not request.actor.belongs_to(survey.organization_id) or not is_over(survey, local_today()):
        raise Http404
    return survey
