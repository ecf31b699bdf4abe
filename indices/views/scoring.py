"""A body's own assessments: the list, and the tree of one."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.web.clock import local_today
from indices.enums import AssessmentState, Stage
from indices.models import Assessment
from indices.queries.improving_sources import ASSESSED
from indices.queries.scoring import own_assessments, self_score_of, steps_of
from indices.rules.improving import can_begin_improvement
from indices.rules.reasons import why_closed
from indices.rules.rounds import (
    TOLD,
    can_explain,
    can_mark_self,
    can_reply,
    can_submit,
    can_withdraw,
    stages_read,
)
from indices.views.finding import found_assessment
from indices.views.places import places

LIFE = {
    AssessmentState.SCORING: "Tự chấm",
    AssessmentState.SUBMITTED: "Đã nộp",
    AssessmentState.APPRAISING: "Thẩm định",
    AssessmentState.APPRAISED: "Có kết quả",
    AssessmentState.EXPLAINED: "Giải trình",
    AssessmentState.REAPPRAISED: "Thẩm định lại",
    AssessmentState.DECIDED: "Hội đồng",
    AssessmentState.PUBLISHED: "Công bố",
}


@require_GET
def assessments(request: ActorRequest) -> HttpResponseBase:
    """What one's body is scored in."""
    today = local_today()
    context = {
        "places": places("indices:assessments"),
        "lines": own_assessments(request.actor, today=today),
        "today": today,
    }
    return render(request, "indices/scoring_list.html", context)


@require_GET
def assessment(request: ActorRequest, pk: int) -> HttpResponseBase:
    """How far one's body is, criterion by criterion; from above as it was submitted."""
    found, today, actor = found_assessment(request, pk), local_today(), request.actor
    score = self_score_of(actor, found)
    is_own = actor.belongs_to(found.organization_id)
    may_mark = can_mark_self(actor, found, today)
    context = {
        "places": places("indices:assessments"),
        "found": found,
        "score": score,
        "life": life_of(found),
        "steps": steps_of(found),
        "is_own": is_own,
        "is_told": found.state in TOLD and Stage.FIRST in stages_read(actor, found),
        "may_mark": may_mark,
        "may_submit": can_submit(actor, found, today),
        "may_withdraw": can_withdraw(actor, found, today),
        "may_reply": can_reply(actor, found, today),
        "improving_key": f"{ASSESSED}{pk}",
        "may_improve": is_own and can_begin_improvement(actor),
        "may_explain": can_explain(actor, found, today),
        "closed": why_closed(found, today)
        if is_own and not may_mark and found.state == AssessmentState.SCORING and not can_submit(actor, found, today)
        else "",
        "today": today,
    }
    return render(request, "indices/scoring.html", context)


def life_of(found: Assessment) -> list[dict[str, Any]]:
    """The steps of a life that goes the whole way."""
    here = list(LIFE).index(AssessmentState(found.state))
    return [{"label": label, "past": n < here, "here": n == here} for n, label in enumerate(LIFE.values())]
