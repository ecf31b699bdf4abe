"""The marks of assessments: of each stage the last one, and what they amount to."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal

from indices.enums import Stage
from indices.models import Assessment, CriteriaSet, Criterion, Mark, Round
from indices.scoring.standings import Scale, Standing, standings
from indices.scoring.totals import Item
from indices.scoring.totals import Mark as Scored

APPRAISED = (Stage.COUNCIL, Stage.SECOND, Stage.FIRST)
"""Whose word holds after appraisal, the strongest first; what nobody of them marked is missing."""
SELF = (Stage.SELF,)


def items_of(criteria: Iterable[Criterion]) -> list[Item]:
    """The criteria of one set as scoring reads them, by code. Costs nothing when `parent` is loaded by id alone."""
    found = list(criteria)
    codes = {one.pk: one.code for one in found}
    return [
        Item(one.code, codes.get(one.parent_id or 0), one.maximum, is_leaf=one.is_leaf, is_bonus=one.is_bonus)
        for one in found
    ]


def scale_of(criteria_set: CriteriaSet) -> Scale:
    return Scale(criteria_set.classes, criteria_set.tie_rules, criteria_set.places)


def marks_by_stage(assessment: Assessment) -> dict[int, dict[str, Mark]]:
    """By criterion and stage, the last one of each (one query)."""
    found: dict[int, dict[str, Mark]] = defaultdict(dict)
    for mark in Mark.objects.filter(assessment=assessment).order_by("pk"):
        found[mark.criterion_id][mark.stage] = mark
    return dict(found)


def holding(marks: Mapping[str, Mark], stages: Sequence[Stage] = APPRAISED) -> Mark | None:
    """The mark that holds among those of one criterion."""
    return next((marks[stage] for stage in stages if stage in marks), None)


def standings_of(round_: Round, stages: Sequence[Stage] = APPRAISED) -> dict[int, Standing]:
    """Where each assessment of a round stands, by its id (three queries, however many). Reads the round's set."""
    criteria = list(round_.criteria_set.criteria.all())
    bodies = list(round_.assessments.values_list("pk", flat=True))
    found = standings(items_of(criteria), _scored(round_, criteria, bodies, stages), scale_of(round_.criteria_set))
    return {int(str(body)): standing for body, standing in found.items()}


def _scored(
    round_: Round, criteria: Iterable[Criterion], bodies: Iterable[int], stages: Sequence[Stage]
) -> dict[Hashable, dict[Hashable, Scored]]:
    """The mark that holds, by assessment and code."""
    codes = {one.pk: one.code for one in criteria}
    strength = {stage.value: -place for place, stage in enumerate(stages)}
    held: dict[int, dict[int, tuple[int, Decimal | None, bool]]] = {body: {} for body in bodies}
    rows = Mark.objects.filter(assessment__round=round_, stage__in=stages).order_by("pk")
    for body, criterion, stage, points, applies in rows.values_list(
        "assessment", "criterion", "stage", "points", "applies"
    ):
        own = held[body]
        if criterion not in own or strength[stage] >= own[criterion][0]:
            own[criterion] = (strength[stage], points, applies)
    return {
        body: {codes[pk]: Scored(points, applies) for pk, (_, points, applies) in own.items()}
        for body, own in held.items()
    }
