"""How far the appraisal of a round has come, and the one body that somebody appraises."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from cchc.orgs.actors import Actor
from indices.enums import AssessmentState, RuleKind, Stage
from indices.models import Assessment, AssessmentStep, Criterion, Mark, Proof, Round
from indices.queries.marks import APPRAISED, holding, marks_by_stage, says_nothing
from indices.queries.rounds import proofs_of
from indices.rules.rounds import stages_read

UNDER_WAY = (
    AssessmentState.APPRAISING,
    AssessmentState.APPRAISED,
    AssessmentState.EXPLAINED,
    AssessmentState.REAPPRAISED,
    AssessmentState.DECIDED,
    AssessmentState.PUBLISHED,
)
"""States in which the team's marks are there to be counted."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many criteria of an area have points by the team's word, of how many."""

    done: int
    base: int


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body of the matrix; `is_silent` is one that has not marked a single criterion."""

    assessment: Assessment
    is_silent: bool
    areas: tuple[Progress | None, ...]

    @property
    def whole(self) -> Progress:
        found = [one for one in self.areas if one]
        return Progress(sum(one.done for one in found), sum(one.base for one in found))


def areas_of(criteria: Sequence[Criterion]) -> list[Criterion]:
    return [one for one in criteria if one.parent_id is None]


def outside_hundred(criteria: Sequence[Criterion]) -> set[str]:
    """The codes of what stands outside the hundred: leaves of bonus or deduction, and areas that hold nothing else."""
    leaves = leaves_by_area(criteria)
    areas = {code for code, found in leaves.items() if found and all(leaf.is_bonus for leaf in found)}
    return areas | {leaf.code for found in leaves.values() for leaf in found if leaf.is_bonus}


def leaves_by_area(criteria: Sequence[Criterion]) -> dict[str, list[Criterion]]:
    """The criteria that are marked, by the code of their area, in their order."""
    parents = {one.pk: one for one in criteria}
    found: dict[str, list[Criterion]] = {one.code: [] for one in areas_of(criteria)}
    for one in criteria:
        if one.is_leaf:
            found[area_of(one, parents)].append(one)
    return found


def area_of(criterion: Criterion, known: Mapping[int, Criterion]) -> str:
    """The code of the area in which a criterion stands; `known` holds its set by id."""
    while criterion.parent_id is not None:
        criterion = known[criterion.parent_id]
    return criterion.code


def body_lines(round_: Round, assessments: Sequence[Assessment], criteria: Sequence[Criterion]) -> list[BodyLine]:
    """Every body, silent ones first, then by how far it has come (two queries)."""
    leaves = leaves_by_area(criteria)
    spoke = set(
        Mark.objects.filter(assessment__round=round_, stage=Stage.SELF)
        .order_by()
        .values_list("assessment", flat=True)
        .distinct()
    )
    done = _marked(round_)
    order = list(AssessmentState)
    lines = [
        BodyLine(
            one,
            one.state == AssessmentState.SCORING and one.pk not in spoke,
            tuple(_progress(one, done, found) for found in leaves.values()),
        )
        for one in assessments
    ]
    return sorted(lines, key=lambda line: (not line.is_silent, order.index(AssessmentState(line.assessment.state))))


def _marked(round_: Round) -> dict[int, set[int]]:
    """The criteria with points by the team's word, by assessment."""
    says = Q(points__isnull=False) | Q(applies=False)
    rows = Mark.objects.filter(assessment__round=round_, stage__in=APPRAISED).annotate(says=says).order_by("pk")
    columns = ("assessment", "criterion", "stage", "says")
    last = {(body, criterion, stage): said for body, criterion, stage, said in rows.values_list(*columns)}
    found: dict[int, set[int]] = {}
    for (body, criterion, _), said in last.items():
        if said:
            found.setdefault(body, set()).add(criterion)
    return found


def _progress(one: Assessment, done: Mapping[int, set[int]], leaves: Sequence[Criterion]) -> Progress | None:
    if one.state not in UNDER_WAY:
        return None
    marked = done.get(one.pk, set())
    return Progress(sum(leaf.pk in marked for leaf in leaves), len(leaves))


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of a body: what each side said of it, as far as the reader may know, and what proves it."""

    criterion: Criterion
    marks: Mapping[str, Mark]
    proofs: Sequence[Proof]

    def said(self, stage: Stage) -> Mark | None:
        """The word of a stage; None where there is none or it was taken back without one."""
        mark = self.marks.get(stage)
        return None if mark is not None and says_nothing(mark) and not mark.text else mark

    @property
    def by_self(self) -> Mark | None:
        return self.said(Stage.SELF)

    @property
    def first(self) -> Mark | None:
        return self.said(Stage.FIRST)

    @property
    def explained(self) -> Mark | None:
        return self.said(Stage.EXPLAINED)

    @property
    def second(self) -> Mark | None:
        return self.said(Stage.SECOND)

    @property
    def council(self) -> Mark | None:
        return self.said(Stage.COUNCIL)

    @property
    def holds(self) -> Mark | None:
        """What counts after appraisal, None while it is missing."""
        mark = holding(self.marks)
        return None if mark is None or says_nothing(mark) else mark

    @property
    def is_proven(self) -> bool:
        """Whether the self-mark has what a self-mark needs: a document or a written explanation."""
        mark = self.by_self
        return mark is not None and bool(self.proofs or mark.text)


def judged_of(actor: Actor, assessment: Assessment, criteria: Sequence[Criterion]) -> dict[int, Judged]:
    """Every criterion that is marked, by id (two queries)."""
    stages, marks = stages_read(actor, assessment), marks_by_stage(assessment)
    proofs = proofs_of(assessment) if stages else {}
    return {
        one.pk: Judged(
            one,
            {stage: mark for stage, mark in marks.get(one.pk, {}).items() if stage in stages},
            proofs.get(one.pk, ()),
        )
        for one in criteria
        if one.is_leaf
    }


def unmarked(judged: Mapping[int, Judged]) -> list[Criterion]:
    """What has no points by the team's word; what stands outside the hundred may stay without."""
    return [one.criterion for one in judged.values() if one.holds is None and not one.criterion.is_bonus]


def unanswered(judged: Mapping[int, Judged]) -> list[Criterion]:
    """What the body explained and the team has not looked at again."""
    return [one.criterion for one in judged.values() if one.explained and not one.second]


def agreeable(judged: Mapping[int, Judged], leaves: Sequence[Criterion], stage: Stage) -> list[Judged]:
    """What one press confirms: in the first appraisal self-marks with a document or a written explanation, in the
    second the first mark of what was explained; never what is marked already."""
    found = [judged[leaf.pk] for leaf in leaves if leaf.rule_kind != RuleKind.SURVEY]
    if stage == Stage.SECOND:
        return [one for one in found if one.explained and one.first and not one.second]
    return [
        one
        for one in found
        if one.by_self
        and not says_nothing(one.by_self)
        and one.is_proven
        and (not one.first or says_nothing(one.first))
    ]


def unscored(judged: Mapping[int, Judged], leaves: Sequence[Criterion]) -> list[Judged]:
    """What the body left empty and the team has not marked: of the hundred, without surveys."""
    found = [judged[leaf.pk] for leaf in leaves if leaf.rule_kind != RuleKind.SURVEY and not leaf.is_bonus]
    return [
        one
        for one in found
        if (not one.by_self or says_nothing(one.by_self)) and (not one.first or says_nothing(one.first))
    ]


def steps_of(assessment: Assessment) -> list[AssessmentStep]:
    """Every step, the newest first (one query)."""
    return list(assessment.steps.order_by("-pk"))


def survey_marks_of(round_: Round) -> dict[tuple[int, int], Mark]:
    """The last first mark of every survey criterion, by assessment and criterion (one query)."""
    found = Mark.objects.filter(
        assessment__round=round_, stage=Stage.FIRST, criterion__rule_kind=RuleKind.SURVEY
    ).order_by("pk")
    return {(mark.assessment_id, mark.criterion_id): mark for mark in found}
