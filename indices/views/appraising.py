"""One body as the team appraises it: area by area what each side said, beside the team's own form; its steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.actors import Actor
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.appraising import Unkept, agree, appraise, give_nothing
from indices.actions.judging import decide, send_back, take_up, tell_again, tell_result
from indices.enums import AssessmentState, Stage
from indices.forms.appraising import JudgeForm, ReasonForm, judge_forms
from indices.models import Assessment, Criterion, Mark, TeamMember
from indices.papers.slip_files import draw_slip_docx, draw_slip_pdf, draw_slip_xlsx
from indices.queries.appraising import (
    Judged,
    agreeable,
    areas_of,
    judged_of,
    leaves_by_area,
    steps_of,
    unanswered,
    unmarked,
    unscored,
)
from indices.queries.rounds import assessment_of, assessments_of, criteria_of, team_of
from indices.queries.slips import slip_of
from indices.rules.rounds import TOLD, WRITES, can_decide, can_judge, can_lead, can_take_up, oversees
from indices.scoring.entries import entry_words
from indices.scoring.writing import words_of
from indices.transitions import Step
from indices.views.places import places
from indices.views.rounds import LOOKS

UNPROCESSABLE, CONFLICT = 422, 409
SIDES = (Stage.SELF, Stage.FIRST, Stage.EXPLAINED, Stage.SECOND, Stage.COUNCIL)
DRAWERS = {"xlsx": draw_slip_xlsx, "pdf": draw_slip_pdf, "docx": draw_slip_docx}


@dataclass(frozen=True, slots=True)
class Desk:
    """One assessment open before somebody: everything that its page stands on."""

    actor: Actor
    assessment: Assessment
    team: Sequence[TeamMember]
    criteria: Sequence[Criterion]
    judged: Mapping[int, Judged]
    areas: Mapping[str, Sequence[Criterion]]
    area: str

    @property
    def stage(self) -> Stage | None:
        return WRITES.get(self.assessment.state)

    @property
    def leaves(self) -> Sequence[Criterion]:
        return self.areas.get(self.area, ())

    @property
    def may_write(self) -> bool:
        return can_judge(self.actor, self.assessment, self.team, self.area)


def _desk(request: ActorRequest, pk: int) -> Desk:
    """Fetched through the door, for those who oversee the round; the body itself has its own page."""
    assessment = assessment_of(request.actor, pk)
    if assessment is None:
        raise Http404
    team = team_of(assessment.round)
    if not oversees(request.actor, assessment.round, team):
        raise Http404
    criteria = criteria_of(assessment.round.criteria_set)
    areas = leaves_by_area(criteria)
    asked = request.POST.get("linh-vuc") or request.GET.get("linh-vuc", "")
    area = asked if asked in areas else _first_area(request.actor, assessment, team, areas)
    return Desk(request.actor, assessment, team, criteria, judged_of(request.actor, assessment, criteria), areas, area)


def _first_area(
    actor: Actor, assessment: Assessment, team: Sequence[TeamMember], areas: Mapping[str, Sequence[Criterion]]
) -> str:
    """The first area that is the reader's own, else the first of all."""
    return next((code for code in areas if can_judge(actor, assessment, team, code)), next(iter(areas), ""))


@require_http_methods(["GET", "POST"])
def appraise_page(request: ActorRequest, pk: int) -> HttpResponseBase:
    """An area of a body, read or saved."""
    desk = _desk(request, pk)
    marks = _own_marks(desk)
    if request.method == "GET":
        return _page(request, desk, judge_forms(desk.leaves, marks))
    forms = judge_forms(desk.leaves, marks, request.POST)
    if not all(form.is_valid() for form in forms.values()):
        return _page(request, desk, forms, status=UNPROCESSABLE)
    words = {pk: form.word() for pk, form in forms.items() if form.has_changed() or form.initial}
    try:
        written = appraise(actor=request.actor, assessment_id=pk, words=words, now=local_now())
    except Unkept as unkept:
        for criterion, said in unkept.faults.items():
            forms[criterion].add_error(None, said.removeprefix(f"Tiêu chí {forms[criterion].criterion.code}: "))
        status = CONFLICT if unkept.overtaken else UNPROCESSABLE
        return _page(request, desk, forms, overtaken=unkept.overtaken, status=status)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect(_address(desk))
    said = f"Đã lưu {len(written)} điểm chấm." if written else "Không có gì thay đổi."
    messages.success(request, said)
    return redirect(_address(desk, onward="tiep" in request.POST))


def _own_marks(desk: Desk) -> dict[int, Mark | None]:
    """The last word of the stage in which the reader writes."""
    stage = desk.stage
    return {pk: one.marks.get(stage) if stage else None for pk, one in desk.judged.items()}


def _address(desk: Desk, *, onward: bool = False) -> str:
    codes = list(desk.areas)
    place = codes.index(desk.area) if desk.area in codes else 0
    code = codes[min(place + onward, len(codes) - 1)] if codes else ""
    return f"{reverse('indices:appraise', args=[desk.assessment.pk])}?linh-vuc={code}"


def _page(
    request: ActorRequest,
    desk: Desk,
    forms: Mapping[int, JudgeForm],
    *,
    overtaken: Mapping[int, Mark] | None = None,
    reason: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    assessment, stage = desk.assessment, desk.stage
    state = AssessmentState(assessment.state)
    faulty = [form for form in forms.values() if form.errors]
    context = {
        "places": places("indices:rounds"),
        "assessment": assessment,
        "round": assessment.round,
        "state": {"look": LOOKS[state], "label": state.label},
        "area": next((one for one in areas_of(desk.criteria) if one.code == desk.area), None),
        "tabs": _tabs(desk),
        "rows": [_row(desk, leaf, forms[leaf.pk], (overtaken or {}).get(leaf.pk)) for leaf in desk.leaves],
        "stage": stage,
        "may_write": desk.may_write,
        "agreeable": len(agreeable(desk.judged, desk.leaves, stage)) if stage in (Stage.FIRST, Stage.SECOND) else 0,
        "unscored": len(unscored(desk.judged, desk.leaves)) if stage == Stage.FIRST else 0,
        "faulty": faulty,
        "steps": _steps(desk),
        "reason": reason or ReasonForm(),
        "unmarked": unmarked(desk.judged) if stage else [],
        "unanswered": unanswered(desk.judged) if stage == Stage.SECOND else [],
        "history": _history(assessment),
        **_neighbours(desk),
    }
    return render(request, "indices/appraise.html", context, status=status)


def _tabs(desk: Desk) -> list[dict[str, Any]]:
    """The areas, with how many criteria have points; a star marks those of the reader."""
    here = reverse("indices:appraise", args=[desk.assessment.pk])
    return [
        {
            "label": f"{one.code}. {one.name}",
            "url": f"{here}?linh-vuc={one.code}",
            "here": one.code == desk.area,
            "count": f"{sum(desk.judged[leaf.pk].holds is not None for leaf in leaves)}/{len(leaves)}",
        }
        for one in areas_of(desk.criteria)
        for leaves in [desk.areas[one.code]]
    ]


def _row(desk: Desk, leaf: Criterion, form: JudgeForm, theirs: Mark | None) -> dict[str, Any]:
    judged = desk.judged[leaf.pk]
    said = [(stage, judged.said(stage)) for stage in SIDES if stage != desk.stage or not desk.may_write]
    return {
        "leaf": leaf,
        "rule": words_of(leaf.rule, leaf.maximum),
        "sides": [_side(leaf, stage, mark) for stage, mark in said if mark is not None],
        "proofs": judged.proofs,
        "form": form,
        "seen": theirs.pk if theirs else form["seen"].value() or "",
        "theirs": _side(leaf, Stage(theirs.stage), theirs) if theirs else None,
        "own": judged.said(desk.stage) if desk.stage else None,
        "holds": judged.holds,
        "is_new": bool(judged.explained) and not judged.second,
    }


def _side(leaf: Criterion, stage: Stage, mark: Mark) -> dict[str, Any]:
    return {"stage": stage, "mark": mark, "entry": entry_words(leaf.rule, mark.entry)}


def _history(assessment: Assessment) -> list[dict[str, Any]]:
    found = [
        {"at": one.at, "who": one.author_name, "what": Step(one.step).label, "text": one.reason, "state": "doing"}
        for one in steps_of(assessment)
    ]
    opened = {
        "at": assessment.round.created_at,
        "who": assessment.round.author_name,
        "what": "Mở đợt đánh giá",
        "state": "not_yet",
    }
    return [*found, opened]


def _neighbours(desk: Desk) -> dict[str, Any]:
    """The bodies before and after it by name, in the same area."""
    found = assessments_of(desk.assessment.round)
    place = next(n for n, one in enumerate(found) if one.pk == desk.assessment.pk)
    before, after = found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None
    ways = {}
    for name, one in (("previous", before), ("next", after)):
        if one is not None:
            ways[f"{name}_url"] = f"{reverse('indices:appraise', args=[one.pk])}?linh-vuc={desk.area}"
            ways[f"{name}_label"] = one.organization.name
    return ways


def _steps(desk: Desk) -> list[dict[str, Any]]:
    """The steps that this person can take now, as buttons."""
    of = (desk.actor, desk.assessment, desk.team)
    offered = (
        ("appraise_take", Step.TAKE, can_take_up(*of, local_today())),
        ("appraise_tell", Step.TELL, can_lead(*of, Step.TELL)),
        ("appraise_tell_again", Step.TELL_AGAIN, can_lead(*of, Step.TELL_AGAIN)),
        ("appraise_decide", Step.DECIDE, can_decide(*of)),
        ("appraise_back", Step.SEND_BACK, can_lead(*of, Step.SEND_BACK)),
    )
    return [
        {"url": reverse(f"indices:{name}", args=[desk.assessment.pk]), "label": step.label, "step": step.value}
        for name, step, may in offered
        if may
    ]


@require_POST
def agree_area(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One press for what is proven and not marked yet in an area, or (`khong`) 0 points for what was left empty."""
    desk, is_empty = _desk(request, pk), "khong" in request.POST
    deed, said = (give_nothing, "cho 0 điểm") if is_empty else (agree, "đồng ý")
    try:
        found = deed(actor=request.actor, assessment_id=pk, area=desk.area, now=local_now())
        messages.success(request, f"Đã {said} {len(found)} tiêu chí của lĩnh vực này.")
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(_address(desk))


def _step(deed: Callable[..., Assessment], said: str) -> Callable[[ActorRequest, int], HttpResponseBase]:
    """A view that takes one step and says so."""

    @require_POST
    def view(request: ActorRequest, pk: int) -> HttpResponseBase:
        desk = _desk(request, pk)
        try:
            deed(actor=request.actor, assessment_id=pk, now=local_now())
            messages.success(request, said)
        except Refused as refusal:
            messages.error(request, refusal.message)
        return redirect(_address(desk))

    return view


take = _step(take_up, "Đã nhận thẩm định; hãy chấm từng lĩnh vực.")
tell = _step(tell_result, "Đã thông báo kết quả thẩm định lần 1 cho đơn vị.")
again = _step(tell_again, "Đã chốt thẩm định lần 2, chờ hội đồng.")
council = _step(decide, "Đã ghi quyết định của hội đồng.")


@require_POST
def back(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Back to the body with a reason, which stays on the page where it was refused."""
    desk, form = _desk(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            send_back(actor=request.actor, assessment_id=pk, reason=reason, now=local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã trả lại để đơn vị bổ sung.")
            return redirect(_address(desk))
    return _page(request, desk, judge_forms(desk.leaves, _own_marks(desk)), reason=form, status=UNPROCESSABLE)


@require_GET
def slip(request: ActorRequest, pk: int, kind: str) -> HttpResponseBase:
    """The result slip of a body, all stages side by side: for the team, and for the body once it was told."""
    assessment = assessment_of(request.actor, pk)
    if assessment is None or kind not in DRAWERS:
        raise Http404
    is_told = assessment.state in TOLD and request.actor.belongs_to(assessment.organization_id)
    if not is_told and not oversees(request.actor, assessment.round, team_of(assessment.round)):
        raise Http404
    data = DRAWERS[kind](slip_of(request.actor, assessment), local_today())
    return file_response(data, f"phieu-ket-qua-{assessment.organization.code}-{assessment.round_id}", kind)
