"""A body scores itself: one criterion or many at once, all checked, nothing stored where one is at fault."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from cchc.numbers import shown
from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import DOERS
from cchc.orgs.refusals import Forbidden, Refused
from indices.actions.marks import Overtaken, Word, write_mark
from indices.enums import Stage
from indices.models import Assessment, Criterion, Mark
from indices.queries.scoring import is_survey
from indices.rules.reasons import why_closed
from indices.rules.rounds import can_mark_self

NO_RIGHT = "Chỉ công chức và Văn phòng - Thống kê của đơn vị được chấm mới tự chấm; lãnh đạo duyệt và nộp."


class Faulty(Refused):
    """Nothing was stored: some criteria have faults, by their id; of those that somebody else marked meanwhile
    `theirs` is what holds now."""

    def __init__(self, faults: Mapping[int, str], theirs: Mapping[int, Mark]) -> None:
        super().__init__(f"Chưa lưu tiêu chí nào: {len(faults)} tiêu chí cần xem lại.")
        self.faults = faults
        self.theirs = theirs


@transaction.atomic
def mark_self(*, actor: Actor, assessment_id: int, criterion_id: int, word: Word, now: datetime) -> Mark:
    """Score one criterion. Raises Overtaken where a colleague was quicker, Refused with every fault of the entry."""
    assessment = _open_assessment(actor, assessment_id, now)
    criterion = leaf_of(assessment, criterion_id)
    before = _last(assessment, criterion)
    if before is None and _is_nothing(word):
        raise Refused(f"Chưa ghi gì cho tiêu chí {criterion.code}; hãy chấm hoặc viết giải thích rồi lưu.")
    mark = _write(actor, assessment, criterion, word, now)
    if mark != before:
        _record(actor, assessment, [(criterion, before, mark)], now)
    return mark


@transaction.atomic
def mark_many(*, actor: Actor, assessment_id: int, words: Mapping[int, Word], now: datetime) -> int:
    """Score many criteria by their ids, all or none; how many changed. Raises Faulty with the fault of each."""
    assessment = _open_assessment(actor, assessment_id, now)
    found = {one.pk: one for one in _leaves(assessment).filter(pk__in=list(words))}
    faults: dict[int, str] = {}
    theirs: dict[int, Mark] = {}
    changed = []
    for pk, word in words.items():
        criterion = found.get(pk)
        before = _last(assessment, criterion) if criterion else None
        if criterion is None or (before is None and _is_nothing(word)):
            continue
        try:
            mark = _write(actor, assessment, criterion, word, now)
        except Overtaken as overtaken:
            faults[pk], theirs[pk] = overtaken.message, overtaken.theirs
        except Refused as refusal:
            faults[pk] = refusal.message
        else:
            if mark != before:
                changed.append((criterion, before, mark))
    if faults:
        raise Faulty(faults, theirs)
    if changed:
        _record(actor, assessment, changed, now)
    return len(changed)


def held(actor: Actor, assessment_id: int) -> Assessment:
    """The assessment within reach, locked."""
    rows: QuerySet[Assessment] = Assessment.objects.visible_to(actor)
    found: Assessment = (
        rows.select_for_update(of=("self",))
        .select_related("round__criteria_set", "round__organization", "organization")
        .get(pk=assessment_id)
    )
    return found


def _open_assessment(actor: Actor, assessment_id: int, now: datetime) -> Assessment:
    """Locked, and open to the actor's scoring; otherwise Forbidden or Refused says why and who can help."""
    assessment, today = held(actor, assessment_id), localdate(now)
    if can_mark_self(actor, assessment, today):
        return assessment
    if not (actor.belongs_to(assessment.organization_id) and actor.has_role(*DOERS)):
        raise Forbidden(NO_RIGHT)
    raise Refused(why_closed(assessment, today))


def leaf_of(assessment: Assessment, criterion_id: int) -> Criterion:
    """A criterion of the assessment's set that is scored."""
    found: Criterion = _leaves(assessment).get(pk=criterion_id)
    return found


def _leaves(assessment: Assessment) -> QuerySet[Criterion]:
    rows = Criterion.objects.filter(criteria_set=assessment.round.criteria_set_id).exclude(rule_kind="")
    return rows.select_related("criteria_set")


def _write(actor: Actor, assessment: Assessment, criterion: Criterion, word: Word, now: datetime) -> Mark:
    if is_survey(criterion):
        raise Refused(
            f"Tiêu chí {criterion.code} lấy theo kết quả điều tra xã hội học; đơn vị không tự chấm, "
            f"{assessment.round.organization} nhập kết quả."
        )
    if word.given is not None:
        raise Refused(f"Tiêu chí {criterion.code}: điểm do cách tính của tiêu chí cho, không tự ghi số điểm khác.")
    return write_mark(actor=actor, assessment=assessment, criterion=criterion, stage=Stage.SELF, word=word, now=now)


def _is_nothing(word: Word) -> bool:
    return word.entry.is_empty and not word.text.strip()


def _last(assessment: Assessment, criterion: Criterion) -> Mark | None:
    rows = Mark.objects.filter(assessment=assessment, criterion=criterion, stage=Stage.SELF)
    return rows.order_by("-pk").first()


def _record(
    actor: Actor, assessment: Assessment, changed: list[tuple[Criterion, Mark | None, Mark]], now: datetime
) -> None:
    record(
        "Tự chấm điểm",
        assessment,
        actor=actor,
        organization=assessment.organization,
        now=now,
        before={criterion.code: _points(before) for criterion, before, _ in changed if before},
        after={criterion.code: _points(mark) for criterion, _, mark in changed},
    )


def _points(mark: Mark) -> str:
    if not mark.applies:
        return "không áp dụng"
    return shown(mark.points) if mark.points is not None else "chưa chấm"
