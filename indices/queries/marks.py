"""The marks of assessments: of each stage the last one, and what they amount to."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal

from django.db.models import CharField
from django.db.models.functions import Cast

from indices.enums import Stage
from indices.models import Assessment, CriteriaSet, Criterion, Mark, Round
from indices.scoring.standings import Scale, Standing, standings
from indices.scoring.totals import Item
from indices.scoring.totals import Mark as Scored

APPRAISED = (Stage.COUNCIL, Stage.SECOND, Stage.FIRST)
"""Whose word holds after appraisal, the strongest first; what nobody of them marked is missing."""
SELF = (Stage.SELF,)
BARE = (None, True)
"""A word without points about what applies: taken back, or never more than a text."""


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


def says_nothing(mark: Mark) -> bool:
    """Whether a word was taken back: the one of the stage before holds again."""
    return mark.applies and mark.points is None


def holding(marks: Mapping[str, Mark], stages: Sequence[Stage] = APPRAISED) -> Mark | None:
    """The mark that holds among those of one criterion; the last one where all were taken back."""
    found = [marks[stage] for stage in stages if stage in marks]
    return next((mark for mark in found if not says_nothing(mark)), found[0] if found else None)


def standings_of(
    round_: Round, stages: Sequence[Stage] = APPRAISED, criteria: Sequence[Criterion] | None = None
) -> dict[int, Standing]:
    """Where each assessment of a round stands, by its id (at most three queries, however many). Reads the round's set,
    and its criteria unless they are given."""
    criteria = criteria if criteria is not None else list(round_.criteria_set.criteria.all())
    bodies = list(round_.assessments.order_by().values_list("pk", flat=True))
    found = standings(items_of(criteria), scored(round_, criteria, bodies, stages), scale_of(round_.criteria_set))
    return {int(str(body)): standing for body, standing in found.items()}


def scored(
    round_: Round, criteria: Iterable[Criterion], bodies: Iterable[int], stages: Sequence[Stage] = APPRAISED
) -> dict[Hashable, dict[Hashable, Scored]]:
    """The mark that holds, by assessment and code. Points are read as text: making a decimal of each of forty thousand
    would take longer than all the rest."""
    codes = {one.pk: one.code for one in criteria}
    last: dict[str, dict[tuple[int, int], tuple[str | None, bool]]] = {stage.value: {} for stage in stages}
    rows = Mark.objects.filter(assessment__round=round_, stage__in=stages).order_by("pk")
    written = rows.annotate(plain=Cast("points", CharField()))
    for body, criterion, stage, points, applies in written.values_list(
        "assessment", "criterion", "stage", "plain", "applies"
    ):
        last[stage][body, criterion] = (points, applies)
    held: dict[Hashable, dict[Hashable, Scored]] = {body: {} for body in bodies}
    known: dict[tuple[str | None, bool], Scored] = {}
    for found in reversed(last.values()):
        for (body, criterion), said in found.items():
            if said != BARE:
                if said not in known:
                    known[said] = Scored(None if said[0] is None else Decimal(said[0]), said[1])
                held[body][codes[criterion]] = known[said]
    return held
