"""Surveys on the side of those who ask: the list, writing, opening, closing, copying."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused, Stale
from cchc.web.clock import local_now, local_today
from indices.actions.surveys import (
    CLOSED,
    NO_RIGHT,
    close_survey,
    copy_survey,
    count_handed_out,
    drop_survey,
    edit_survey,
    open_survey,
    write_survey,
)
from indices.forms.surveys import HandedOutForm, SurveyForm, start_with
from indices.models import Survey
from indices.queries.surveys import chosen_surveys, period_words, received_by, results_of_list, survey_of, years_of
from indices.rules.surveys import can_change_survey, can_write_surveys, is_over, keeps
from indices.surveying.counting import Results
from indices.surveying.report import between, percent
from indices.surveying.wording import GROUPS
from indices.views.places import places
from indices.views.survey_words import state_words
from tasks.enums import PeriodKind
from tasks.periods import period_holding
from tasks.queries.timetables import timetable_of

UNPROCESSABLE, CONFLICT = 422, 409
PAGE_SIZE = 50


@require_GET
def surveys(request: ActorRequest) -> HttpResponseBase:
    """One's own, newest first; from above those that bodies beneath have closed. "nam" and "ky" narrow the list."""
    actor, today = request.actor, local_today()
    year, kind = request.GET.get("nam", ""), request.GET.get("ky", "")
    found = chosen_surveys(actor, year, kind)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    told = results_of_list(one for one in page if is_over(one, today))
    context = {
        "places": places("indices:surveys"),
        "page": page,
        "lines": [_line(one, told.get(one.pk), request) for one in page],
        "years": years_of(actor),
        "kinds": [(one.value, words) for one, words in GROUPS.items()],
        "year": year,
        "kind": kind,
        "is_filtered": bool(year or kind),
        "asked": request.GET.urlencode(),
        "may_write": can_write_surveys(actor),
    }
    return render(request, "indices/surveys.html", context)


def _line(survey: Survey, results: Results | None, request: ActorRequest) -> dict[str, Any]:
    return {
        "survey": survey,
        "period": period_words(survey),
        "state": state_words(survey, local_today()),
        "results": results,
        "share": percent(results.overall.share) if results and results.overall else "",
        "between": between(results.overall) if results and results.overall else "",
        "is_own": request.actor.belongs_to(survey.organization_id),
    }


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponseBase:
    """A draft from the starting questionnaire."""
    actor, today = request.actor, local_today()
    if not can_write_surveys(actor):
        raise PermissionDenied(NO_RIGHT)
    if request.method == "POST":
        return _saved(request, SurveyForm(request.POST, year=today.year), None)
    running = period_holding(PeriodKind.QUARTER, today, timetable_of(actor.organization))
    key = (running.kind, running.year, running.number)
    form = start_with(SurveyForm(year=max(today.year, running.year)), key, actor.organization.issuer_name)
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A survey that is not closed."""
    survey = own_survey(request, pk)
    if not can_change_survey(request.actor, survey):
        messages.error(request, CLOSED)
        return redirect("indices:survey", pk=pk)
    data = request.POST if request.method == "POST" else None
    form = SurveyForm(data, year=local_today().year, survey=survey, is_fixed=received_by(survey) > 0)
    return _saved(request, form, survey) if data is not None else _form(request, form, survey)


def _saved(request: ActorRequest, form: SurveyForm, survey: Survey | None) -> HttpResponseBase:
    if not form.is_valid():
        return _form(request, form, survey, status=UNPROCESSABLE)
    given: dict[str, Any] = {"actor": request.actor, "words": form.words(), "now": local_now()}
    try:
        if survey is None:
            saved = write_survey(**given)
        else:
            saved = edit_survey(survey_id=survey.pk, seen=form.cleaned_data["revision"] or 0, **given)
    except Stale as stale:
        form.add_error(None, stale.message)
        return _form(request, form, survey, theirs=survey, status=CONFLICT)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _form(request, form, survey, status=UNPROCESSABLE)
    messages.success(request, f"Đã lưu “{saved.name}”.")
    return redirect("indices:survey", pk=saved.pk)


def _form(
    request: ActorRequest, form: SurveyForm, survey: Survey | None, *, theirs: Survey | None = None, status: int = 200
) -> HttpResponseBase:
    context = {
        "places": places("indices:surveys"),
        "form": form,
        "survey": survey,
        "is_fixed": "fields_text" not in form.fields,
        "theirs": theirs,
        "revision": theirs.revision if theirs else form["revision"].value() or "",
    }
    return render(request, "indices/survey_write.html", context, status=status)


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Throw a draft away."""
    own_survey(request, pk)
    try:
        drop_survey(actor=request.actor, survey_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("indices:survey", pk=pk)
    messages.success(request, "Đã xóa bản nháp khảo sát.")
    return redirect("indices:surveys")


@require_POST
def open_(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Let people answer."""
    return _stepped(request, pk, open_survey, "Đã mở khảo sát; hãy in tờ dán có mã QR hoặc gửi đường dẫn.")


@require_POST
def close(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Let nobody answer any more."""
    return _stepped(request, pk, close_survey, "Đã đóng khảo sát; kết quả hiện bên dưới.")


@require_POST
def copy(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The same for the period that follows."""
    return _stepped(request, pk, copy_survey, "Đã chép thành bản nháp của kỳ sau; hãy xem lại rồi mở lấy ý kiến.")


def _stepped(request: ActorRequest, pk: int, step: Callable[..., Survey], done: str) -> HttpResponseBase:
    own_survey(request, pk)
    try:
        survey = step(actor=request.actor, survey_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("indices:survey", pk=pk)
    messages.success(request, done)
    return redirect("indices:survey", pk=survey.pk)


@require_POST
def handed_out(request: ActorRequest, pk: int) -> HttpResponseBase:
    """How many sheets were handed out; also after closing."""
    own_survey(request, pk)
    form = HandedOutForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["handed_out"])))
        return redirect("indices:survey", pk=pk)
    try:
        count_handed_out(actor=request.actor, survey_id=pk, number=form.cleaned_data["handed_out"], now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã ghi số phiếu phát ra.")
    return redirect("indices:survey", pk=pk)


def own_survey(request: ActorRequest, pk: int) -> Survey:
    """A survey that this person keeps; 404 for others."""
    survey = survey_of(request.actor, pk)
    if survey is None or not keeps(request.actor, survey):
        raise Http404
    return survey
