"""A body hands in its self-score, takes it back, and explains what the team found."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from indices.actions.scoring import Faulty
from indices.actions.submitting import Reply, send_explanation, submit_self, withdraw_self, write_replies
from indices.enums import AssessmentState
from indices.forms.scoring import ReplyForm, SubmitForm
from indices.models import Assessment
from indices.queries.scoring import Line, self_score_of
from indices.rules.rounds import can_explain, can_reply, can_submit
from indices.views.finding import found_own
from indices.views.places import places
from indices.views.typed import Typed, tell_faults

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def submit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What stands against handing in, and the button that does it."""
    found = found_own(request, pk)
    form = SubmitForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            submit_self(
                actor=request.actor,
                assessment_id=pk,
                leave_empty=form.cleaned_data["leave_empty"],
                now=local_now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã nộp bản tự chấm tới {found.round.organization}.")
            return redirect("indices:assessment", pk=pk)
    context = {
        "places": places("indices:assessments"),
        "found": found,
        "form": form,
        "score": self_score_of(request.actor, found),
        "may_submit": can_submit(request.actor, found, local_today()),
    }
    return render(request, "indices/scoring_submit.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def withdraw(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Back to scoring."""
    found_own(request, pk)
    try:
        withdraw_self(actor=request.actor, assessment_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã rút lại bản tự chấm; sửa xong hãy nộp lại trong thời hạn của đợt.")
    return redirect("indices:assessment", pk=pk)


@require_http_methods(["GET", "POST"])
def explain(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Every criterion in which the team gave other points, side by side, with room for a word on each."""
    found = found_own(request, pk)
    if found.state == AssessmentState.SCORING:
        raise Http404
    rows = [_answered(request, line) for line in self_score_of(request.actor, found).different]
    if request.method != "POST":
        return _page(request, found, rows)
    try:
        given: dict[str, Any] = {"actor": request.actor, "assessment_id": pk, "replies": _replies(rows)}
        if "send" in request.POST:
            send_explanation(**given, now=local_now())
            messages.success(request, f"Đã gửi giải trình tới {found.round.organization}.")
            return redirect("indices:assessment", pk=pk)
        count = write_replies(**given, now=local_now())
    except Faulty as faulty:
        tell_faults(rows, faulty.faults, faulty.theirs)
        return _page(request, found, rows, status=CONFLICT if faulty.theirs else UNPROCESSABLE)
    except Refused as refusal:
        return _page(request, found, rows, refusal=refusal.message, status=UNPROCESSABLE)
    messages.success(request, f"Đã lưu giải trình của {count} tiêu chí." if count else "Không có gì thay đổi.")
    return redirect("indices:score_explain", pk=pk)


def _answered(request: ActorRequest, line: Line) -> Typed[ReplyForm]:
    if request.method == "POST":
        form = ReplyForm(line.criterion.pk, request.POST)
        faults = [] if form.is_valid() else [str(error) for errors in form.errors.values() for error in errors]
        return Typed(line, form, " ".join(faults))
    mark = line.explained
    initial = {"text": mark.text, "seen": mark.pk} if mark else {}
    return Typed(line, ReplyForm(line.criterion.pk, initial=initial))


def _replies(rows: list[Typed[ReplyForm]]) -> dict[int, Reply]:
    faults = {row.line.criterion.pk: row.fault for row in rows if row.fault}
    if faults:
        raise Faulty(faults, {})
    return {row.line.criterion.pk: Reply(row.form.cleaned_data["text"], row.form.cleaned_data["seen"]) for row in rows}


def _page(
    request: ActorRequest, found: Assessment, rows: list[Typed[ReplyForm]], *, refusal: str = "", status: int = 200
) -> HttpResponseBase:
    today = local_today()
    context = {
        "places": places("indices:assessments"),
        "found": found,
        "rows": rows,
        "refusal": refusal,
        "faulty": [row for row in rows if row.fault],
        "may_reply": can_reply(request.actor, found, today),
        "may_explain": can_explain(request.actor, found, today),
    }
    return render(request, "indices/scoring_explain.html", context, status=status)
