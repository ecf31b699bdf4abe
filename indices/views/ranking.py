"""The ranking of a round: before publication for the team, after it for all; and its publication."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.queries.letterheads import head_of
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.publishing import publish
from indices.forms.appraising import DecisionForm
from indices.models import Round
from indices.papers.ranking import Ranked, Ranking, shown_points
from indices.papers.ranking_files import Signed, draw_ranking_docx, draw_ranking_pdf, draw_ranking_xlsx
from indices.queries.publishing import outcome_of
from indices.queries.ranking import ranking_of
from indices.queries.rounds import criteria_of, round_of, team_of
from indices.rules.rounds import can_publish, oversees, reads_ranking, runs
from indices.scoring.numbers import HUNDRED
from indices.views.places import places

UNPROCESSABLE = 422
DRAWERS = {"xlsx": draw_ranking_xlsx, "pdf": draw_ranking_pdf, "docx": draw_ranking_docx}


@require_GET
def ranking(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Bodies × areas, or × the criteria of one area; with `tep` in the address as a file."""
    found = _found(request, pk)
    team = team_of(found)
    if not reads_ranking(request.actor, found, team):
        raise Http404
    asked = request.GET.get("linh-vuc", "")
    facts = ranking_of(found, within=asked)
    if kind := request.GET.get("tep", ""):
        if kind not in DRAWERS:
            raise Http404
        return _file(found, facts, kind)
    if not facts.areas:
        raise Http404
    context = {
        "places": places("indices:rounds"),
        "round": found,
        "facts": facts,
        "asked": asked,
        "areas": [one for one in criteria_of(found.criteria_set) if one.parent_id is None],
        "rows": [_row(request, facts, one) for one in facts.rows],
        "oversees": oversees(request.actor, found, team),
        "may_publish": can_publish(request.actor, found),
        "unranked": len(facts.rows) - facts.ranked,
    }
    return render(request, "indices/ranking.html", context)


def _row(request: ActorRequest, facts: Ranking, one: Ranked) -> dict[str, Any]:
    """A line with its cells as class, words and title, so that the template only prints them."""
    cells = []
    for cell, area in zip(one.cells, facts.areas, strict=True):
        if cell.missing:
            words, small = "thiếu", f"{cell.missing} tiêu chí"
        elif not cell.applies:
            words, small = "–", "không áp dụng"
        else:
            words = shown_points(cell.points)
            small = f"/{shown_points(cell.maximum)}" if cell.maximum != area.maximum else ""
        cells.append((cell.step, words, small, area.code))
    final = one.final or Decimal(0)
    return {
        "one": one,
        "cells": cells,
        "final": shown_points(one.final, facts.places),
        "points": shown_points(one.points),
        "maximum": shown_points(one.maximum),
        "bar": f"{min(final, Decimal(HUNDRED)):.2f}",
        "is_own": request.actor.belongs_to(one.body_pk),
    }


def _file(found: Round, facts: Ranking, kind: str) -> HttpResponseBase:
    signed = Signed(head_of(found.organization, "QĐ"), found.decision_number, found.decided_on, found.signer)
    return file_response(DRAWERS[kind](facts, signed, local_today()), f"xep-hang-{found.pk}", kind)


@require_http_methods(["GET", "POST"])
def publish_page(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What would be published, what stands in its way, and the decision."""
    found = _found(request, pk)
    if not runs(request.actor, found):
        raise Http404
    if found.published_at is not None:
        messages.info(request, "Đợt này đã công bố; kết quả không đổi được nữa.")
        return redirect("indices:ranking", pk=pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publish(actor=request.actor, round_id=pk, decision=form.decision(), now=local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã công bố kết quả và báo cho các đơn vị.")
            return redirect("indices:ranking", pk=pk)
    outcome = outcome_of(found)
    context = {
        "places": places("indices:rounds"),
        "round": found,
        "form": form,
        "outcome": outcome,
        "facts": outcome.ranking,
        "rows": [_row(request, outcome.ranking, one) for one in outcome.ranking.rows],
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "indices/publish.html", context, status=status)


def _found(request: ActorRequest, pk: int) -> Round:
    found = round_of(request.actor, pk)
    if found is None:
        raise Http404
    return found
