"""What one survey came to, its poster, its files."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.orgs.mailing import absolute
from cchc.orgs.queries.letterheads import head_of
from cchc.web.clock import local_today
from cchc.web.downloads import file_response
from cchc.web.trends import Point
from indices.forms.surveys import HandedOutForm
from indices.models import Survey
from indices.queries.surveys import (
    Earlier,
    chosen_surveys,
    line_of,
    period_words,
    received_by,
    results_by,
    results_of_list,
    survey_of,
)
from indices.rules.surveys import (
    can_change_survey,
    can_close_survey,
    can_drop_survey,
    can_open_survey,
    is_over,
    is_running,
    keeps,
)
from indices.surveying.counting import LEAST, Line, Results, Tally
from indices.surveying.drawing import bar, qr, swatches
from indices.surveying.poster import Poster, draw_poster
from indices.surveying.report import (
    TOLD,
    Facts,
    Listed,
    Past,
    between,
    draw_docx,
    draw_list,
    draw_pdf,
    draw_xlsx,
    percent,
)
from indices.views.places import places
from indices.views.survey_words import state_words

DRAWERS = {"pdf": draw_pdf, "docx": draw_docx, "xlsx": draw_xlsx}
LABELS = (("pdf", "Báo cáo PDF"), ("docx", "Báo cáo Word"), ("xlsx", "Bảng Excel"))
AIM = Decimal("0.8")
"""The share under which a component of an index counts as weak."""


@require_GET
def survey(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A survey: how to answer it while it runs, what it came to when it is over. "linh-vuc" narrows the results."""
    found, today, actor = _survey(request, pk), local_today(), request.actor
    field = request.GET.get("linh-vuc", "")
    results = _results(found, field) if is_over(found, today) else None
    context = {
        "places": places("indices:surveys"),
        "survey": found,
        "period": period_words(found),
        "state": state_words(found, today),
        "is_running": is_running(found, today),
        "is_over": is_over(found, today),
        "is_own": actor.belongs_to(found.organization_id),
        "received": results.received if results else received_by(found),
        "returned": _returned(found, results.received if results else received_by(found)),
        "may_change": can_change_survey(actor, found),
        "may_open": can_open_survey(actor, found, today),
        "may_drop": can_drop_survey(actor, found),
        "may_close": can_close_survey(actor, found),
        "keeps": keeps(actor, found),
        "form": HandedOutForm(initial={"handed_out": found.handed_out or ""}),
        **_address(found),
        **(_told(found, results, field, today) if results else {}),
    }
    return render(request, "indices/survey.html", context)


def _results(survey: Survey, field: str) -> Results:
    try:
        return results_by(survey, field)
    except KeyError:
        raise Http404 from None


def _returned(survey: Survey, received: int) -> str:
    """ "86,7 %" of those handed out came back; "" where nobody counted."""
    return f"{percent(Decimal(received) / survey.handed_out)} %" if survey.handed_out else ""


def _address(survey: Survey) -> dict[str, Any]:
    address = absolute(reverse("indices:answer", args=[survey.secret]))
    return {"address": address, "qr": mark_safe(qr(address, "Mã QR mở phiếu khảo sát"))}


def _told(survey: Survey, results: Results, field: str, today: date) -> dict[str, Any]:
    past = line_of(survey, today=today)
    return {
        "results": results,
        "overall": _figures(results.overall) if results.overall else None,
        "questions": [_row(one) for one in results.questions],
        "by_field": [_row(one) for one in results.fields],
        "choices": [(one.code, one.label) for one in results.fields],
        "field": field,
        "field_name": next((one.label for one in results.fields if one.code == field), ""),
        "legend": [(mark_safe(svg), words) for svg, words in swatches()],
        "least": LEAST,
        "told": TOLD,
        "past": [{"survey": one.survey, "period": period_words(one.survey), **_past_share(one)} for one in past],
        "points": [_point(one) for one in past] if len(past) > 1 else [],
        "levels": [(float(AIM * 100), "80 %")],
        "files": [
            {"label": label, "url": reverse("indices:survey_file", args=[survey.pk, kind]), "kind": kind}
            for kind, label in LABELS
        ],
    }


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "share": percent(tally.share),
        "between": between(tally),
        "mean": tally.mean,
        "is_low": tally.share < AIM,
        "satisfied": tally.satisfied,
        "answered": tally.answered,
    }


def _row(line: Line) -> dict[str, Any]:
    return {"line": line, "bar": mark_safe(bar(line.tally)), **_figures(line.tally)}


def _past_share(one: Earlier) -> dict[str, Any]:
    overall = one.results.overall
    return {"received": one.results.received, "share": percent(overall.share) if overall else ""}


def _point(one: Earlier) -> Point:
    overall, words = one.results.overall, period_words(one.survey)
    short = words.replace(" năm ", "/").replace("quý ", "Q").replace("tháng ", "T")
    if overall is None:
        return Point(short, None)
    return Point(short, float(overall.share * 100), f"{percent(overall.share)} %", overall.share >= AIM)


@require_GET
def poster(request: ActorRequest, pk: int) -> HttpResponse:
    """The sheet for the wall, as PDF; for those who keep the survey."""
    found = _survey(request, pk)
    if not keeps(request.actor, found):
        raise Http404
    drawn = Poster(
        issuer=found.organization.issuer_name,
        name=found.name,
        address=absolute(reverse("indices:answer", args=[found.secret])),
        from_on=found.from_on,
        to_on=found.to_on,
        as_of=local_today(),
    )
    return file_response(draw_poster(drawn), f"to-dan-khao-sat-{found.pk}", "pdf")


@require_GET
def file(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """The results as a report or a workbook; "linh-vuc" narrows them as on the page."""
    found, today = _survey(request, pk), local_today()
    if kind not in DRAWERS or not is_over(found, today):
        raise Http404
    field = request.GET.get("linh-vuc", "")
    results = _results(found, field)
    past = line_of(found, today=today)
    facts = Facts(
        head=head_of(found.organization, "BC"),
        name=found.name,
        period=period_words(found),
        from_on=found.from_on,
        to_on=found.to_on,
        handed_out=found.handed_out,
        results=results,
        past=tuple(_past(one) for one in past),
        as_of=today,
        field=next((one.label for one in results.fields if one.code == field), ""),
    )
    return file_response(DRAWERS[kind](facts), f"ket-qua-khao-sat-{found.pk}", kind)


@require_GET
def listed(request: ActorRequest) -> HttpResponse:
    """Every survey that the list shows, narrowed like it by "nam" and "ky"."""
    today = local_today()
    found = list(chosen_surveys(request.actor, request.GET.get("nam", ""), request.GET.get("ky", "")))
    told = results_of_list(one for one in found if is_over(one, today))
    lines = [
        Listed(
            one.organization.name,
            one.name,
            period_words(one),
            one.from_on,
            one.to_on,
            one.handed_out,
            one.received,  # type: ignore[attr-defined]
            told[one.pk].overall if one.pk in told else None,
            state_words(one, today)[1],
        )
        for one in found
    ]
    data = draw_list(request.actor.organization.issuer_name, lines, today)
    return file_response(data, "khao-sat", "xlsx")


def _past(one: Earlier) -> Past:
    overall = one.results.overall
    return Past(period_words(one.survey), one.results.received, overall.share if overall else None)


def _survey(request: ActorRequest, pk: int) -> Survey:
    survey = survey_of(request.actor, pk)
    if survey is None:
        raise Http404
    return survey
