"""The public side of a survey: one page, no sign-in, no cookie, nothing kept of who answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cchc.orgs.actors import Actor
from cchc.orgs.refusals import Refused
from cchc.web.client import address
from cchc.web.clock import local_today
from cchc.web.limits import Limit, sender
from indices.actions.answering import answer_survey
from indices.forms.answering import OLD, AnswerForm, new_mark
from indices.models import Survey
from indices.queries.surveys import survey_behind
from indices.rules.surveys import is_running

CONFLICT, UNPROCESSABLE, TOO_MANY = 409, 422, 429
HOUR, MINUTE = 3600, 60
MANY_FROM_HERE = "Từ mạng này vừa có nhiều phiếu gửi lên; xin chờ một giờ rồi gửi lại, các mục đã chọn còn nguyên."
MANY_AT_ONCE = "Nhiều người đang gửi phiếu cùng lúc; xin chờ một phút rồi bấm gửi lại, các mục đã chọn còn nguyên."

View = Callable[[HttpRequest, str], HttpResponse]


def unlisted(view: View) -> View:
    """Whoever has the address reads the page; search engines leave it out."""

    @wraps(view)
    def answered(request: HttpRequest, secret: str) -> HttpResponse:
        response = view(request, secret)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answered


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """The sheet. A forged form could do nothing in anybody's name, as it is sent in nobody's: so there is no token, and
    with it no cookie; the signed mark in the form says that it is ours and counts it once."""
    survey, today = _survey(secret), local_today()
    if not is_running(survey, today):
        status = CONFLICT if request.method == "POST" else 200
        return render(request, "indices/answer_closed.html", {"survey": survey, "today": today}, status=status)
    if request.method != "POST":
        return _page(request, survey, AnswerForm(survey))
    return _sent(request, survey, AnswerForm(survey, request.POST))


def _sent(request: HttpRequest, survey: Survey, form: AnswerForm) -> HttpResponse:
    mark = form.data.get("phieu", "")
    if not form.is_valid():
        return _page(request, survey, form, mark=mark if form.nonce() else "", status=UNPROCESSABLE)
    if not form.nonce():
        form.add_error(None, OLD)
        return _page(request, survey, form, status=UNPROCESSABLE)
    limits = _limits(request, survey)
    if reached := next((words for limit, who, words in limits if limit.is_reached(who)), ""):
        form.add_error(None, reached)
        return _page(request, survey, form, mark=mark, status=TOO_MANY)
    try:
        is_new = answer_survey(
            actor=Actor.system(survey.organization),
            survey=survey,
            field=form.cleaned_data["field"],
            marks=form.marks,
            nonce=form.nonce(),
            today=local_today(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _page(request, survey, form, mark=mark, status=CONFLICT)
    if is_new:
        for limit, who, _ in limits:
            limit.count(who)
    return redirect("indices:thanks", secret=survey.secret)


def _limits(request: HttpRequest, survey: Survey) -> tuple[tuple[Limit, str, str], ...]:
    """Each limit with who is counted and what is said where it is reached."""
    hourly = Limit("survey-sender", settings.SURVEY_ANSWERS_AN_HOUR, HOUR)
    minutely = Limit("survey", settings.SURVEY_ANSWERS_A_MINUTE, MINUTE)
    return (
        (hourly, f"{survey.secret} {sender(address(request))}", MANY_FROM_HERE),
        (minutely, survey.secret, MANY_AT_ONCE),
    )


def _page(request: HttpRequest, survey: Survey, form: AnswerForm, *, mark: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"survey": survey, "form": form, "mark": mark or new_mark(survey)}
    return render(request, "indices/answer.html", context, status=status)


@login_not_required
@require_safe
@unlisted
def thanks(request: HttpRequest, secret: str) -> HttpResponse:
    """After the sheet came in; at a counter the next person begins from here."""
    survey = _survey(secret)
    context = {"survey": survey, "is_running": is_running(survey, local_today())}
    return render(request, "indices/answer_thanks.html", context)


def _survey(secret: str) -> Survey:
    survey = survey_behind(secret)
    if survey is None:
        raise Http404
    return survey
