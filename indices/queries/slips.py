"""The result slip of one body, as far as its reader may know."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from cchc.numbers import shown
from cchc.orgs.actors import Actor
from indices.enums import AssessmentState, Stage
from indices.models import Assessment, Criterion, Mark
from indices.papers.ranking import shown_points
from indices.papers.slip import Said, Slip, SlipLine
from indices.queries.appraising import Judged, judged_of, outside_hundred
from indices.queries.marks import items_of, says_nothing
from indices.queries.rounds import criteria_of
from indices.rules.rounds import stages_read
from indices.scoring.entries import entry_words
from indices.scoring.totals import Mark as Scored
from indices.scoring.totals import Total, totals_of

NOT_APPLIED, MISSING = "Không áp dụng", "Chưa chấm"


def slip_of(actor: Actor, assessment: Assessment) -> Slip:
    """Every area and criterion with what each side said (four queries)."""
    criteria = criteria_of(assessment.round.criteria_set)
    judged = judged_of(actor, assessment, criteria)
    stages = [stage for stage in Stage if stage in stages_read(actor, assessment)]
    outside = outside_hundred(criteria)
    totals = totals_of(items_of(criteria), _held(judged))
    return Slip(
        body=assessment.organization.name,
        issuer=assessment.round.organization.issuer_name,
        round_name=assessment.round.name,
        state=AssessmentState(assessment.state).label,
        stages=tuple(stage.label for stage in stages),
        lines=tuple(_line(one, judged.get(one.pk), stages, totals[one.code], outside) for one in criteria),
        final=assessment.final,
        result=_result(assessment, totals[None]),
    )


def _held(judged: Mapping[int, Judged]) -> dict[object, Scored]:
    held = [(one.criterion.code, one.holds) for one in judged.values()]
    return {code: Scored(mark.points, mark.applies) for code, mark in held if mark is not None}


def _line(one: Criterion, judged: Judged | None, stages: Sequence[Stage], total: Total, outside: set[str]) -> SlipLine:
    said = tuple(_said(one, judged.said(stage)) for stage in stages) if judged else tuple(None for _ in stages)
    return SlipLine(
        one.code, one.name, shown(one.maximum), judged is not None, said, _points(total, one, one.code in outside)
    )


def _said(one: Criterion, mark: Mark | None) -> Said | None:
    if mark is None:
        return None
    points = NOT_APPLIED if not mark.applies else "" if says_nothing(mark) else f"{shown_points(mark.points)} điểm"
    entry = entry_words(one.rule, mark.entry) if mark.applies else ""
    return Said(points, ". ".join(filter(None, (entry, mark.text))))


def _points(total: Total, one: Criterion, is_outside: bool) -> str:
    """What counts of an area or criterion; of an area with its maximum where that shrank."""
    if total.missing:
        return MISSING
    if is_outside:
        return shown_points(total.bonus)
    if total.maximum == 0:
        return NOT_APPLIED
    rest = f"/{shown_points(total.maximum)}" if not one.is_leaf and total.maximum != one.maximum else ""
    return f"{shown_points(total.points)}{rest}"


def _result(assessment: Assessment, total: Total) -> str:
    places = assessment.round.criteria_set.places
    if assessment.final is None:
        missing = f"; còn {total.missing} tiêu chí chưa có điểm" if total.missing else ""
        return (
            f"Chưa công bố. Đạt {shown_points(total.points)} trên {shown_points(total.maximum)} điểm áp dụng{missing}."
        )
    shared = f" (đồng hạng với {assessment.shared_with} đơn vị)" if assessment.shared_with else ""
    bonus = assessment.bonus or Decimal(0)
    extra = f", thưởng và trừ {shown_points(bonus)}" if bonus else ""
    return (
        f"Kết quả công bố: {shown_points(assessment.final, places)} điểm, xếp loại {assessment.class_name or '–'}, "
        f"hạng {assessment.rank}/{assessment.of_how_many}{shared}; đạt {shown_points(assessment.points)} trên "
        f"{shown_points(assessment.maximum)} điểm áp dụng{extra}."
    )
