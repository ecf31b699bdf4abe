"""Rounds: the list, a new one, one round as a matrix of its bodies, its days and its team."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.text import fold
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.judging import BULK
from indices.actions.rounds import NO_RIGHT, add_member, open_round, remove_member, set_days
from indices.enums import SCORED, AssessmentState, IndexKind
from indices.forms.appraising import MemberForm, MoveForm, RoundForm
from indices.models import CriteriaSet, Criterion, Round, TeamMember
from indices.papers.progress import draw_progress
from indices.queries.appraising import BodyLine, areas_of, body_lines
from indices.queries.rounds import (
    assessments_of,
    candidates,
    criteria_of,
    people_for,
    round_lines,
    round_of,
    team_of,
    usable_sets,
)
from indices.rules.rounds import can_run_rounds, is_on_team, oversees, runs
from indices.transitions import leads
from indices.views.places import places

UNPROCESSABLE = 422
SILENT = "im-lang"
LOOKS = {
    AssessmentState.SCORING: "not_yet",
    AssessmentState.SUBMITTED: "waiting",
    AssessmentState.APPRAISING: "doing",
    AssessmentState.APPRAISED: "waiting",
    AssessmentState.EXPLAINED: "doing",
    AssessmentState.REAPPRAISED: "doing",
    AssessmentState.DECIDED: "on_time",
    AssessmentState.PUBLISHED: "on_time",
}
"""How each step of an assessment looks: the shapes of duties."""
MOST_TOLD = 5


@require_GET
def rounds(request: ActorRequest) -> HttpResponseBase:
    """Every round within reach: a body's own standing in each, for the team how far it has come."""
    context = {
        "places": places("indices:rounds"),
        "lines": round_lines(request.actor),
        "may_run": can_run_rounds(request.actor),
        "today": local_today(),
        "looks": LOOKS,
    }
    return render(request, "indices/rounds.html", context)


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponseBase:
    """Choose a set, then its bodies and days."""
    if not can_run_rounds(request.actor):
        raise PermissionDenied(NO_RIGHT)
    sets = [one for one in usable_sets(request.actor) if one.kind in SCORED]
    chosen = _set_asked(request, sets)
    if chosen is None:
        return render(request, "indices/round_new.html", {"places": places("indices:rounds"), "sets": sets})
    if request.method == "POST":
        return _open(request, chosen)
    label = IndexKind(chosen.kind).label
    return _new_form(request, chosen, RoundForm(initial={"name": f"Đánh giá {label} năm {chosen.year}"}), None)


def _set_asked(request: ActorRequest, sets: Sequence[CriteriaSet]) -> CriteriaSet | None:
    asked = request.POST.get("bo") or request.GET.get("bo", "")
    if not asked and len(sets) == 1:
        return sets[0]
    found = next((one for one in sets if str(one.pk) == asked), None)
    if asked and found is None:
        raise Http404
    return found


def _open(request: ActorRequest, chosen: CriteriaSet) -> HttpResponseBase:
    form, bodies = RoundForm(request.POST), _numbers(request.POST.getlist("body"))
    if form.is_valid():
        try:
            found = open_round(
                actor=request.actor,
                criteria_set=chosen,
                name=form.cleaned_data["name"],
                days=form.days(),
                bodies=bodies,
                now=local_now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã mở đợt đánh giá và báo cho các đơn vị; hãy chọn tổ thẩm định.")
            return redirect("indices:round_team", pk=found.pk)
    return _new_form(request, chosen, form, set(bodies))


def _new_form(request: ActorRequest, chosen: CriteriaSet, form: RoundForm, ticked: set[int] | None) -> HttpResponseBase:
    found = candidates(chosen)
    usual = {one.body.pk for one in found if one.is_usual}
    lines = [{"one": one, "ticked": one.body.pk in (usual if ticked is None else ticked)} for one in found]
    context = {
        "places": places("indices:rounds"),
        "set": chosen,
        "form": form,
        "lines": lines,
        "ticked": sum(bool(line["ticked"]) for line in lines),
    }
    return render(request, "indices/round_new.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_GET
def detail(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The bodies of a round by how far each has come; one that is scored is led to its own assessment."""
    found = _found(request, pk)
    team = team_of(found)
    if not oversees(request.actor, found, team):
        return _for_body(request, found)
    criteria = criteria_of(found.criteria_set)
    lines = body_lines(found, assessments_of(found), criteria)
    areas, asked = areas_of(criteria), request.GET.get("loc", "")
    shown = [line for line in lines if _wanted(line, asked) and _named(line, request.GET)]
    if request.GET.get("tep") == "xlsx":
        data = draw_progress(found.name, [(one.code, one.name) for one in areas], _progress_rows(shown), local_today())
        return file_response(data, f"tien-do-dot-{found.pk}", "xlsx")
    context = {
        "places": places("indices:rounds"),
        "round": found,
        "areas": areas,
        "lines": [_line(line, found, areas) for line in shown],
        "total": len(lines),
        "states": _states(lines, asked),
        "asked": asked,
        "q": request.GET.get("q", ""),
        "team": team,
        "may_run": runs(request.actor, found),
        "on_team": is_on_team(request.actor, team),
        "bulk": _bulk(shown, found, team, request),
        "today": local_today(),
    }
    return render(request, "indices/round.html", context)


def _for_body(request: ActorRequest, found: Round) -> HttpResponseBase:
    line = next((one for one in round_lines(request.actor) if one.round.pk == found.pk), None)
    context = {
        "places": places("indices:rounds"),
        "round": found,
        "own": line.own if line else None,
        "look": LOOKS.get(AssessmentState(line.own.state)) if line and line.own else "",
        "today": local_today(),
    }
    return render(request, "indices/round_own.html", context)


def _line(line: BodyLine, round_: Round, areas: Sequence[Criterion]) -> dict[str, Any]:
    return {"line": line, "look": _look(line, round_), "cells": list(zip(line.areas, areas, strict=True))}


def _look(line: BodyLine, round_: Round) -> dict[str, str]:
    """Shape and word of a body's step; who has not submitted after the closing day is late."""
    state = AssessmentState(line.assessment.state)
    if state == AssessmentState.SCORING and local_today() > round_.closes_on:
        return {"state": "overdue", "label": "Im lặng, quá hạn nộp" if line.is_silent else "Chưa nộp, quá hạn"}
    if line.is_silent:
        return {"state": "waiting", "label": "Im lặng, chưa chấm"}
    return {"state": LOOKS[state], "label": state.label}


def _wanted(line: BodyLine, asked: str) -> bool:
    return not asked or (line.is_silent if asked == SILENT else line.assessment.state == asked)


def _named(line: BodyLine, asked: QueryDict) -> bool:
    return fold(asked.get("q", "")) in fold(line.assessment.organization.name)


def _states(lines: Iterable[BodyLine], asked: str) -> list[dict[str, Any]]:
    """How many bodies stand in each step, as links that filter."""
    found = list(lines)
    chips = [(SILENT, "Im lặng", sum(line.is_silent for line in found))]
    chips += [(state.value, state.label, sum(_wanted(line, state) for line in found)) for state in AssessmentState]
    return [
        {"value": value, "label": label, "number": number, "here": value == asked}
        for value, label, number in chips
        if number
    ]


def _bulk(
    lines: Sequence[BodyLine], round_: Round, team: Sequence[TeamMember], request: ActorRequest
) -> list[dict[str, str]]:
    """Steps that can be taken for some of the bodies shown."""
    if round_.published_at or not (runs(request.actor, round_) or is_on_team(request.actor, team)):
        return []
    states = {line.assessment.state for line in lines}
    if local_today() <= round_.closes_on:
        states -= {AssessmentState.SCORING}
    return [{"value": step.value, "label": step.label} for step in BULK if any(leads(one, step) for one in states)]


def _progress_rows(lines: Iterable[BodyLine]) -> list[tuple[str, str, list[str]]]:
    return [
        (
            line.assessment.organization.name,
            "Im lặng" if line.is_silent else AssessmentState(line.assessment.state).label,
            [f"{one.done}/{one.base}" if one else "" for one in line.areas],
        )
        for line in lines
    ]


@require_POST
def steps(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One step for every body that was picked, each by itself; what was refused is named."""
    found = _overseen(request, pk)
    deed = next((BULK[step] for step in BULK if step.value == request.POST.get("buoc")), None)
    if deed is None:
        raise Http404
    wanted = set(_numbers(request.POST.getlist("body")))
    done, refused = 0, []
    for one in assessments_of(found):
        if one.pk in wanted:
            try:
                deed(actor=request.actor, assessment_id=one.pk, now=local_now())
                done += 1
            except Refused as refusal:
                refused.append(refusal.message)
    if done:
        messages.success(request, f"Đã làm xong cho {done} đơn vị.")
    for words in refused[:MOST_TOLD]:
        messages.error(request, words)
    if len(refused) > MOST_TOLD:
        messages.error(request, f"Còn {len(refused) - MOST_TOLD} đơn vị khác chưa làm được bước này.")
    if not wanted:
        messages.error(request, "Hãy chọn ít nhất một đơn vị.")
    return redirect("indices:round", pk=pk)


@require_http_methods(["GET", "POST"])
def days(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Move the days."""
    found = _run_by(request, pk)
    names = ("opens_on", "closes_on", "explain_by", "publish_by")
    form = MoveForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            set_days(actor=request.actor, round_id=pk, days=form.days(), reason=reason, now=local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu các ngày của đợt.")
            return redirect("indices:round", pk=pk)
    context = {"places": places("indices:rounds"), "round": found, "form": form}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "indices/round_days.html", context, status=status)


@require_http_methods(["GET", "POST"])
def team(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Who appraises what, who sits in the council; a person is added."""
    found = _run_by(request, pk)
    areas = areas_of(criteria_of(found.criteria_set))
    people = people_for(request.actor, today=local_today())
    form = MemberForm(request.POST or None, people=people, areas=areas)
    if request.method == "POST" and form.is_valid():
        try:
            member = add_member(actor=request.actor, round_id=pk, now=local_now(), **form.member())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã phân công {member.user}.")
            return redirect("indices:round_team", pk=pk)
    names = {one.code: str(one) for one in areas}
    members = [{"one": one, "areas": [names.get(code, code) for code in one.areas]} for one in team_of(found)]
    context = {"places": places("indices:rounds"), "round": found, "form": form, "members": members}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "indices/round_team.html", context, status=status)


@require_POST
def leave(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take a person out of the team."""
    _run_by(request, pk)
    member = next(iter(_numbers([request.POST.get("member", "")])), 0)
    try:
        remove_member(actor=request.actor, round_id=pk, member_id=member, now=local_now())
        messages.success(request, "Đã cho thôi.")
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(reverse("indices:round_team", args=[pk]))


def _found(request: ActorRequest, pk: int) -> Round:
    found = round_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _overseen(request: ActorRequest, pk: int) -> Round:
    """A round that the actor oversees; for others there is no such page."""
    found = _found(request, pk)
    if not oversees(request.actor, found, team_of(found)):
        raise Http404
    return found


def _run_by(request: ActorRequest, pk: int) -> Round:
    """A round that the actor runs and that is not published; for others there is no such page."""
    found = _found(request, pk)
    if not runs(request.actor, found):
        raise Http404
    return found


def _numbers(values: Iterable[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 16]
