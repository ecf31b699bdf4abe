"""A body hands in its self-score, takes it back, answers what the team found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cchc.orgs.actions.notices import settle_about, tell
from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import NoticeKind, Role
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.telling import Telling
from indices.actions.marks import Overtaken, Word, write_mark
from indices.actions.scoring import Faulty, held
from indices.actions.stepping import take_step
from indices.enums import AssessmentState, Stage
from indices.models import Assessment, Mark
from indices.queries.audience import who_appraises
from indices.queries.scoring import Line, self_score_of
from indices.rules.reasons import why_closed
from indices.rules.rounds import can_explain, can_reply, can_submit, can_withdraw
from indices.transitions import Step

NOT_YOURS = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị được chấm mới nộp, rút bản tự chấm và gửi giải trình."
NO_REPLY = "Chỉ công chức, Văn phòng - Thống kê và lãnh đạo của đơn vị được chấm mới viết giải trình."
SPEAKERS = (Role.COORDINATOR, Role.LEADER)
MOST_NAMED = 12
"""Criteria that a refusal names; of the others it tells the number."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the body says of one criterion; `seen` is the id of the explanation that was on the page."""

    text: str
    seen: int | None = None


@transaction.atomic
def submit_self(*, actor: Actor, assessment_id: int, leave_empty: bool, now: datetime) -> Assessment:
    """Hand in what was scored. Every score needs a proof or a sentence; what is missing is refused unless it was said
    that it stays empty (`leave_empty`): it then stays missing, and is never 0."""
    assessment = held(actor, assessment_id)
    if not can_submit(actor, assessment, localdate(now)):
        raise _why_not(actor, assessment, now)
    score = self_score_of(actor, assessment)
    if not score.progress.done:
        raise Refused("Chưa chấm tiêu chí nào nên chưa nộp được; hãy chấm trước.")
    if score.unproven:
        raise Refused(
            f"{_codes(score.unproven)} đã chấm mà chưa có tài liệu kiểm chứng; hãy đính tài liệu hoặc viết giải thích."
        )
    if score.missing and not leave_empty:
        raise Refused(
            f"{_codes(score.missing)} chưa chấm; hãy chấm tiếp, hoặc đánh dấu đồng ý để trống (để trống không phải là "
            "0 điểm)."
        )
    left = ", ".join(line.criterion.code for line in score.missing)
    found = take_step(
        actor=actor, assessment=assessment, step=Step.SUBMIT, reason=f"Để trống: {left}" if left else "", now=now
    )
    _tell_readers(actor, found, "submitted", f"{found.organization} đã nộp bản tự chấm “{found.round.name}”.", now)
    return found


@transaction.atomic
def withdraw_self(*, actor: Actor, assessment_id: int, now: datetime) -> Assessment:
    """Take the self-score back to mend it, as long as nobody appraises it."""
    assessment = held(actor, assessment_id)
    if not can_withdraw(actor, assessment, localdate(now)):
        raise _why_not(actor, assessment, now)
    found = take_step(actor=actor, assessment=assessment, step=Step.WITHDRAW, now=now)
    settle_about(actor=actor, abouts=[_about(found)])
    return found


@transaction.atomic
def write_replies(*, actor: Actor, assessment_id: int, replies: Mapping[int, Reply], now: datetime) -> int:
    """Write what the body says of criteria, by their ids, where the team gave other points; how many changed. All or
    none: raises Faulty with the fault of each."""
    assessment = held(actor, assessment_id)
    if not can_reply(actor, assessment, localdate(now)):
        raise Forbidden(NO_REPLY) if not _is_own(actor, assessment) else Refused(_why_late(assessment))
    lines = {line.criterion.pk: line for line in self_score_of(actor, assessment).lines}
    faults: dict[int, str] = {}
    theirs: dict[int, Mark] = {}
    changed: dict[str, str] = {}
    for pk, reply in replies.items():
        line = lines.get(pk)
        if line is None or (line.explained is None and not reply.text.strip()):
            continue
        try:
            mark = _reply(actor, assessment, line, reply, now)
        except Overtaken as overtaken:
            faults[pk], theirs[pk] = overtaken.message, overtaken.theirs
        except Refused as refusal:
            faults[pk] = refusal.message
        else:
            changed |= {line.criterion.code: mark.text} if mark != line.explained else {}
    if faults:
        raise Faulty(faults, theirs)
    if changed:
        record("Viết giải trình", assessment, actor=actor, organization=assessment.organization, now=now, after=changed)
    return len(changed)


@transaction.atomic
def send_explanation(
    *, actor: Actor, assessment_id: int, replies: Mapping[int, Reply] | None = None, now: datetime
) -> Assessment:
    """Hand the explanations to the team, with what was written last; somebody must have said something."""
    assessment = held(actor, assessment_id)
    if not can_explain(actor, assessment, localdate(now)):
        raise Forbidden(NOT_YOURS) if not _speaks(actor, assessment) else Refused(_why_late(assessment))
    write_replies(actor=actor, assessment_id=assessment_id, replies=replies or {}, now=now)
    said = [line for line in self_score_of(actor, assessment).lines if line.explained and line.explained.text]
    if not said:
        raise Refused("Chưa viết giải trình cho tiêu chí nào; nếu đồng ý với kết quả thẩm định thì không cần gửi.")
    found = take_step(actor=actor, assessment=assessment, step=Step.EXPLAIN, now=now)
    words = f"{found.organization} đã gửi giải trình {len(said)} tiêu chí của “{found.round.name}”."
    _tell_readers(actor, found, "explained", words, now)
    return found


def _reply(actor: Actor, assessment: Assessment, line: Line, reply: Reply, now: datetime) -> Mark:
    if not line.differs:
        raise Refused(
            f"Tiêu chí {line.criterion.code} được thẩm định bằng điểm tự chấm nên không cần giải trình; "
            "hãy xóa phần này."
        )
    return write_mark(
        actor=actor,
        assessment=assessment,
        criterion=line.criterion,
        stage=Stage.EXPLAINED,
        word=Word(text=reply.text, seen=reply.seen),
        now=now,
    )


def _tell_readers(actor: Actor, assessment: Assessment, step: str, words: str, now: datetime) -> None:
    """Who appraises in each body hears of it, once each time; settled when it is taken back."""
    number = assessment.steps.count()
    telling = Telling(
        kind=NoticeKind.INDEX,
        key=f"assessment:{assessment.pk}:{step}:{number}",
        text=words,
        path=reverse("indices:assessment", args=[assessment.pk]),
        about=_about(assessment),
    )
    for body, people in who_appraises(assessment.round, today=localdate(now)):
        tell(actor=actor, organization=body, users=people, tellings=[telling], now=now)


def _about(assessment: Assessment) -> str:
    return f"assessment:{assessment.pk}"


def _why_not(actor: Actor, assessment: Assessment, now: datetime) -> Refused:
    if not _speaks(actor, assessment):
        return Forbidden(NOT_YOURS)
    return Refused(why_closed(assessment, localdate(now)))


def _why_late(assessment: Assessment) -> str:
    by = assessment.round.explain_by
    if assessment.state == AssessmentState.APPRAISED and by:
        return f"Đã hết hạn giải trình ngày {by:%d/%m/%Y}; {assessment.round.organization} lùi hạn được nếu có lý do."
    state = AssessmentState(assessment.state).label.lower()
    return f"Bản chấm đang ở bước “{state}” nên không giải trình được; chỉ giải trình sau khi có kết quả thẩm định."


def _speaks(actor: Actor, assessment: Assessment) -> bool:
    return _is_own(actor, assessment) and actor.has_role(*SPEAKERS)


def _is_own(actor: Actor, assessment: Assessment) -> bool:
    return actor.belongs_to(assessment.organization_id)


def _codes(lines: Sequence[Line]) -> str:
    codes = [line.criterion.code for line in lines]
    more = f" và {len(codes) - MOST_NAMED} tiêu chí nữa" if len(codes) > MOST_NAMED else ""
    return f"Tiêu chí {', '.join(codes[:MOST_NAMED])}{more}"
