"""Marks of the team and of the council: area by area, by agreeing with what is proven, by survey over all bodies."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from indices.actions.marks import Overtaken, Word, write_mark
from indices.enums import AGREED, AssessmentState, RuleKind, Stage
from indices.models import Assessment, Criterion, Mark, TeamMember
from indices.queries.appraising import Judged, agreeable, area_of, judged_of, leaves_by_area, unscored
from indices.queries.marks import says_nothing
from indices.queries.rounds import assessment_of, criteria_of, team_of
from indices.rules.rounds import WRITES, can_judge

NO_RIGHT = "Chỉ thành viên tổ thẩm định được giao lĩnh vực này, hội đồng, hoặc người điều hành đợt mới ghi điểm."
KEPT = "Giữ nguyên điểm thẩm định lần 1."
EMPTY = "Đơn vị không tự chấm, không có tài liệu kiểm chứng."


class Unkept(Refused):
    """Some words could not be stored, so none was: by criterion what is wrong; `overtaken` holds what others wrote."""

    def __init__(self, faults: Mapping[int, str], overtaken: Mapping[int, Mark]) -> None:
        super().__init__("Chưa lưu được: " + " ".join(faults.values()))
        self.faults = dict(faults)
        self.overtaken = dict(overtaken)


@transaction.atomic
def appraise(*, actor: Actor, assessment_id: int, words: Mapping[int, Word], now: datetime) -> list[Mark]:
    """Write the words about these criteria as the mark of the stage in which the assessment stands; those that say
    what is there already change nothing. All or nothing: raises Unkept with every fault."""
    assessment, team = _held(actor, assessment_id)
    criteria = criteria_of(assessment.round.criteria_set)
    written = _write(actor, assessment, team, criteria, words, now)
    _record(actor, assessment, written, now)
    return written


@transaction.atomic
def agree(*, actor: Actor, assessment_id: int, area: str, now: datetime) -> list[Mark]:
    """Confirm what is not marked yet in an area: in the first appraisal the self-marks that have a document or a
    written explanation, in the second the first marks of what was explained."""
    assessment, team = _held(actor, assessment_id)
    if not can_judge(actor, assessment, team, area):
        raise Forbidden(NO_RIGHT)
    criteria, stage = criteria_of(assessment.round.criteria_set), WRITES[assessment.state]
    leaves = leaves_by_area(criteria).get(area, [])
    judged = judged_of(actor, assessment, criteria)
    words = {one.criterion.pk: _same_word(one, stage) for one in agreeable(judged, leaves, stage)}
    if not words:
        raise Refused(
            "Lĩnh vực này không còn tiêu chí nào để đồng ý một lượt: tiêu chí chưa tự chấm, hoặc không có tài liệu "
            "kiểm chứng và giải thích thì phải chấm từng tiêu chí."
        )
    written = _write(actor, assessment, team, criteria, words, now)
    _record(actor, assessment, written, now)
    return written


@transaction.atomic
def give_nothing(*, actor: Actor, assessment_id: int, area: str, now: datetime) -> list[Mark]:
    """0 points, said to be so, for what a body left empty in an area: nobody types it criterion by criterion for one
    that was silent. Only in the first appraisal."""
    assessment, team = _held(actor, assessment_id)
    if not can_judge(actor, assessment, team, area):
        raise Forbidden(NO_RIGHT)
    criteria = criteria_of(assessment.round.criteria_set)
    judged = judged_of(actor, assessment, criteria)
    found = unscored(judged, leaves_by_area(criteria).get(area, []))
    if WRITES[assessment.state] != Stage.FIRST or not found:
        raise Refused("Lĩnh vực này không còn tiêu chí nào đơn vị để trống mà chưa có điểm thẩm định lần 1.")
    words = {one.criterion.pk: _nothing(one) for one in found}
    written = _write(actor, assessment, team, criteria, words, now)
    _record(actor, assessment, written, now)
    return written


def _nothing(one: Judged) -> Word:
    return Word(given=Decimal(0), text=EMPTY, seen=one.first.pk if one.first else None)


def _same_word(one: Judged, stage: Stage) -> Word:
    mark = one.first if stage == Stage.SECOND else one.by_self
    if mark is None:
        return Word()
    given = mark.points if mark.is_given else None
    seen = one.marks.get(stage)
    return Word(mark.entry, given, KEPT if stage == Stage.SECOND else AGREED, seen.pk if seen else None)


@transaction.atomic
def mark_surveys(*, actor: Actor, round_id: int, words: Mapping[tuple[int, int], Word], now: datetime) -> list[Mark]:
    """Write the survey results of many bodies at once, by assessment and criterion; all or nothing."""
    assessments = Assessment.objects.visible_to(actor).select_for_update(of=("self",)).filter(round=round_id)
    held = {
        one.pk: one for one in assessments.select_related("organization", "round__criteria_set", "round__organization")
    }
    written: list[Mark] = []
    faults: dict[int, str] = {}
    overtaken: dict[int, Mark] = {}
    first = next(iter(held.values()), None)
    criteria = criteria_of(first.round.criteria_set) if first else []
    team = team_of(first.round) if first else []
    surveys = {one.pk: one for one in criteria if one.rule_kind == RuleKind.SURVEY}
    for pk in sorted({pk for pk, _ in words}):
        own = {criterion: word for (body, criterion), word in words.items() if body == pk and criterion in surveys}
        if pk not in held:
            raise Refused("Có đơn vị không thuộc đợt này; hãy tải lại trang.")
        try:
            found = _write(actor, held[pk], team, criteria, own, now)
        except Unkept as unkept:
            faults |= {pk: f"{held[pk].organization}: {' '.join(unkept.faults.values())}"}
            overtaken |= unkept.overtaken
            continue
        _record(actor, held[pk], found, now)
        written += found
    if faults:
        raise Unkept(faults, overtaken)
    return written


def _held(actor: Actor, assessment_id: int) -> tuple[Assessment, list[TeamMember]]:
    Assessment.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=assessment_id)
    assessment = assessment_of(actor, assessment_id)
    if assessment is None:
        raise Assessment.DoesNotExist
    team = team_of(assessment.round)
    if not can_judge(actor, assessment, team):
        raise Forbidden(_closed(assessment))
    return assessment, team


def _closed(assessment: Assessment) -> str:
    """Why nobody, or not this person, writes marks now."""
    if assessment.state in WRITES:
        return NO_RIGHT
    state = AssessmentState(assessment.state).label.lower()
    return f"Bản chấm của {assessment.organization} đang ở bước “{state}” nên tổ thẩm định không ghi điểm được."


def _write(
    actor: Actor,
    assessment: Assessment,
    team: Iterable[TeamMember],
    criteria: Iterable[Criterion],
    words: Mapping[int, Word],
    now: datetime,
) -> list[Mark]:
    known = {one.pk: one for one in criteria}
    team, stage = list(team), WRITES.get(assessment.state)
    judged = judged_of(actor, assessment, list(known.values()))
    faults: dict[int, str] = {}
    overtaken: dict[int, Mark] = {}
    written = []
    for pk, word in words.items():
        if pk not in judged or stage is None or not can_judge(actor, assessment, team, area_of(known[pk], known)):
            raise Forbidden(NO_RIGHT if stage else _closed(assessment))
        before = judged[pk].marks.get(stage)
        if _is_nothing(word) and before is None:
            continue
        try:
            mark = write_mark(actor=actor, assessment=assessment, criterion=known[pk], stage=stage, word=word, now=now)
            _check_reason(judged[pk], stage, mark)
        except Overtaken as quicker:
            faults[pk], overtaken[pk] = quicker.message, quicker.theirs
        except Refused as refusal:
            faults[pk] = refusal.message
        else:
            written += [mark] if before is None or mark.pk != before.pk else []
    if faults:
        raise Unkept(faults, overtaken)
    return written


def _is_nothing(word: Word) -> bool:
    return word.entry.is_empty and word.given is None and not word.text.strip()


def _check_reason(judged: Judged, stage: Stage, mark: Mark) -> None:
    """Points that differ from what the side before said need a sentence, as do 0 points where nobody scored; the
    words of an agreement that no longer holds are none."""
    if (mark.text and mark.text not in (AGREED, KEPT)) or says_nothing(mark):
        return
    before = judged.by_self if stage == Stage.FIRST else judged.first
    is_survey = judged.criterion.rule_kind == RuleKind.SURVEY and stage == Stage.FIRST
    code = judged.criterion.code
    if stage == Stage.COUNCIL:
        raise Refused(f"Tiêu chí {code}: hãy ghi lý do hội đồng đổi điểm.")
    if is_survey:
        return
    if before is None and not mark.points:
        raise Refused(f"Tiêu chí {code}: cho 0 điểm thì hãy ghi lý do, ví dụ “Không có tài liệu kiểm chứng”.")
    if before is not None and (before.points, before.applies) != (mark.points, mark.applies):
        raise Refused(f"Tiêu chí {code}: điểm khác với bước trước thì hãy ghi lý do.")


def _record(actor: Actor, assessment: Assessment, written: Iterable[Mark], now: datetime) -> None:
    points = {mark.criterion.code: str(mark.points) if mark.applies else "không áp dụng" for mark in written}
    if points:
        verb = f"Ghi điểm {Stage(WRITES[assessment.state]).label.lower()}"
        record(verb, assessment, actor=actor, organization=assessment.organization, now=now, after=points)
