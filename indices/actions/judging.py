"""Steps of the team and of the council in the life of an assessment; each is told to the body."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cchc.orgs.actions.notices import tell
from cchc.orgs.actors import Actor
from cchc.orgs.enums import NoticeKind
from cchc.orgs.queries.people import who_answers
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.telling import Telling
from cchc.text import squeeze
from indices.actions.stepping import take_step
from indices.enums import AssessmentState
from indices.models import Assessment, Criterion, TeamMember
from indices.queries.appraising import judged_of, unanswered, unmarked
from indices.queries.rounds import assessment_of, criteria_of, team_of
from indices.rules.rounds import can_decide, can_lead, can_take_up
from indices.transitions import Step, leads

NO_RIGHT = "Chỉ người điều hành đợt, hoặc thành viên tổ thẩm định được giao mọi lĩnh vực mới làm được bước này."
NO_COUNCIL = "Chỉ thành viên hội đồng hoặc người điều hành đợt mới ghi quyết định của hội đồng."
MOST_NAMED = 12
"""Criteria that a refusal names; of the others it tells the number."""
TOLD = {
    Step.TAKE: "Tổ thẩm định đã nhận bản chấm của đơn vị trong đợt “{round}”.",
    Step.SEND_BACK: "Bản chấm trong đợt “{round}” được trả lại để bổ sung: {reason}",
    Step.TELL: "Đã có kết quả thẩm định lần 1 của đợt “{round}”; đơn vị xem và giải trình nếu cần{until}.",
    Step.TELL_AGAIN: "Đã thẩm định lại bản chấm của đơn vị trong đợt “{round}”; kết quả chuyển hội đồng.",
}
"""What a body hears of a step; the others are told with the publication."""


@transaction.atomic
def take_up(*, actor: Actor, assessment_id: int, now: datetime) -> Assessment:
    """The team takes up what was submitted; after the closing day also what was not."""
    assessment, team = _held(actor, assessment_id)
    if leads(assessment.state, Step.TAKE) and not can_take_up(actor, assessment, team, localdate(now)):
        if assessment.state == AssessmentState.SCORING and localdate(now) <= assessment.round.closes_on:
            raise Refused(
                f"{assessment.organization} chưa nộp và còn trong hạn đến {assessment.round.closes_on:%d/%m/%Y}; "
                "hết hạn mới nhận thẩm định bản chưa nộp."
            )
        raise Forbidden(NO_RIGHT)
    return _step(actor, assessment, Step.TAKE, "", now)


@transaction.atomic
def send_back(*, actor: Actor, assessment_id: int, reason: str, now: datetime) -> Assessment:
    """Back to the body, which scores on while the round is open."""
    assessment, team = _held(actor, assessment_id)
    reason = squeeze(reason)
    _check_lead(actor, assessment, team, Step.SEND_BACK)
    if not reason:
        raise Refused("Hãy ghi lý do trả lại: đơn vị phải bổ sung, chấm lại tiêu chí nào.")
    if localdate(now) > assessment.round.closes_on:
        raise Refused(
            f"Đợt đã hết hạn tự chấm ngày {assessment.round.closes_on:%d/%m/%Y} nên đơn vị không nộp lại được; "
            "hãy dời hạn nộp của đợt rồi trả lại."
        )
    return _step(actor, assessment, Step.SEND_BACK, reason, now)


@transaction.atomic
def tell_result(*, actor: Actor, assessment_id: int, now: datetime) -> Assessment:
    """The first appraisal is told; refused while a criterion is without points, each named."""
    assessment, team = _held(actor, assessment_id)
    _check_lead(actor, assessment, team, Step.TELL)
    if leads(assessment.state, Step.TELL):
        _check_whole(actor, assessment)
    return _step(actor, assessment, Step.TELL, "", now)


@transaction.atomic
def tell_again(*, actor: Actor, assessment_id: int, now: datetime) -> Assessment:
    """The second appraisal ends: all that was explained was looked at again, or the body's days are over."""
    assessment, team = _held(actor, assessment_id)
    _check_lead(actor, assessment, team, Step.TELL_AGAIN)
    by, today = assessment.round.explain_by, localdate(now)
    if assessment.state == AssessmentState.APPRAISED and by and today <= by:
        raise Refused(f"{assessment.organization} còn được giải trình đến hết ngày {by:%d/%m/%Y}.")
    criteria = criteria_of(assessment.round.criteria_set)
    left = unanswered(judged_of(actor, assessment, criteria))
    if left:
        raise Refused(f"{assessment.organization}: {_named(left)} có giải trình mà chưa thẩm định lại.")
    _check_whole(actor, assessment)
    return _step(actor, assessment, Step.TELL_AGAIN, "", now)


@transaction.atomic
def decide(*, actor: Actor, assessment_id: int, now: datetime) -> Assessment:
    """The council has decided: what it did not change stays as appraised."""
    assessment, team = _held(actor, assessment_id)
    if leads(assessment.state, Step.DECIDE) and not can_decide(actor, assessment, team):
        raise Forbidden(NO_COUNCIL)
    if leads(assessment.state, Step.DECIDE):
        _check_whole(actor, assessment)
    return _step(actor, assessment, Step.DECIDE, "", now)


Deed = Callable[..., Assessment]
BULK: dict[Step, Deed] = {Step.TAKE: take_up, Step.TELL: tell_result, Step.TELL_AGAIN: tell_again, Step.DECIDE: decide}
"""Steps that are taken for many bodies in one press, each by itself."""


def _check_lead(actor: Actor, assessment: Assessment, team: Sequence[TeamMember], step: Step) -> None:
    """Whether the step is the actor's; whether it can be taken at all is told by `take_step`."""
    if leads(assessment.state, step) and not can_lead(actor, assessment, team, step):
        raise Forbidden(NO_RIGHT)


def _check_whole(actor: Actor, assessment: Assessment) -> None:
    missing = unmarked(judged_of(actor, assessment, criteria_of(assessment.round.criteria_set)))
    if missing:
        raise Refused(f"{assessment.organization}: {_named(missing)} chưa có điểm thẩm định.")


def _named(criteria: Sequence[Criterion]) -> str:
    """ "tiêu chí 1.1, 1.2 và 3 tiêu chí khác"."""
    others = len(criteria) - MOST_NAMED
    named = ", ".join(one.code for one in criteria[:MOST_NAMED])
    return f"tiêu chí {named}" + (f" và {others} tiêu chí khác" if others > 0 else "")


def _held(actor: Actor, assessment_id: int) -> tuple[Assessment, list[TeamMember]]:
    Assessment.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=assessment_id)
    assessment = assessment_of(actor, assessment_id)
    if assessment is None:
        raise Assessment.DoesNotExist
    return assessment, team_of(assessment.round)


def _step(actor: Actor, assessment: Assessment, step: Step, reason: str, now: datetime) -> Assessment:
    found = take_step(actor=actor, assessment=assessment, step=step, reason=reason, now=now)
    if step in TOLD:
        by = assessment.round.explain_by
        until = f" trước hết ngày {by:%d/%m/%Y}" if by else ""
        words = TOLD[step].format(round=assessment.round.name, reason=reason, until=until)
        path = reverse("indices:round", args=[assessment.round_id])
        telling = Telling(NoticeKind.INDEX, f"assessment:{assessment.pk}:{step}:{now.isoformat()}", words, path)
        people = who_answers([assessment.organization], today=localdate(now)).get(assessment.organization_id, [])
        tell(actor=actor, organization=assessment.organization, users=people, tellings=[telling], now=now)
    return found
