"""A body's own side of a round: its assessments, the tree of criteria with what was said of each, what is missing."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from cchc.numbers import shown
from cchc.orgs.actors import Actor
from cchc.orgs.scope import own_body
from indices.enums import RuleKind, Stage
from indices.models import Assessment, AssessmentStep, Criterion, Mark, Proof
from indices.queries.marks import items_of, marks_by_stage
from indices.rules.rounds import is_open, stages_read
from indices.scoring.entries import entry_words
from indices.scoring.totals import Mark as Scored
from indices.scoring.totals import Total, totals_of
from indices.scoring.writing import words_of


@dataclass(frozen=True, slots=True)
class Line:
    """One leaf with what this actor may read of it: the last mark of each stage, the proofs that stand."""

    criterion: Criterion
    marks: Mapping[str, Mark]
    proofs: tuple[Proof, ...] = ()
    heading: str = ""

    @property
    def rule_words(self) -> str:
        return words_of(self.criterion.rule, self.criterion.maximum)

    @property
    def is_survey(self) -> bool:
        return is_survey(self.criterion)

    @property
    def own(self) -> Mark | None:
        return self.marks.get(Stage.SELF)

    @property
    def first(self) -> Mark | None:
        return self.marks.get(Stage.FIRST)

    @property
    def explained(self) -> Mark | None:
        return self.marks.get(Stage.EXPLAINED)

    @property
    def second(self) -> Mark | None:
        return self.marks.get(Stage.SECOND)

    @property
    def council(self) -> Mark | None:
        return self.marks.get(Stage.COUNCIL)

    @property
    def entry_words(self) -> str:
        return entry_words(self.criterion.rule, self.own.entry) if self.own else ""

    @property
    def is_scored(self) -> bool:
        """Whether the body said how it stands: points, or that it does not apply."""
        return self.own is not None and (self.own.points is not None or not self.own.applies)

    @property
    def is_missing(self) -> bool:
        """Nothing is said of what every body says something of; bonus and minus may stay empty."""
        return not (self.is_scored or self.is_survey or self.criterion.is_bonus)

    @property
    def is_unproven(self) -> bool:
        """Scored, and neither a proof nor a sentence says why (Lesson: a score names its evidence)."""
        return self.is_scored and not self.proofs and not (self.own and self.own.text)

    @property
    def differs(self) -> bool:
        """Whether the team gave other points than the body."""
        return not self.is_survey and self.first is not None and _said(self.first) != _said(self.own)


def _said(mark: Mark | None) -> tuple[Decimal | None, bool]:
    return (mark.points, mark.applies) if mark else (None, True)


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its leaves in the order of the set; `total` is of what the body itself may score."""

    criterion: Criterion
    lines: tuple[Line, ...]
    total: Total

    @property
    def missing(self) -> int:
        return sum(line.is_missing for line in self.lines)

    @property
    def is_closed(self) -> bool:
        """Whether nothing in it is scored by the body."""
        return all(line.is_survey for line in self.lines)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a body is: `of` counts the criteria of which it must say something; `surveyed` is what others measure."""

    done: int
    of: int
    total: Total
    surveyed: Decimal

    @property
    def percent(self) -> Decimal | None:
        """None while something is missing."""
        return self.total.percent()

    @property
    def words(self) -> str:
        return f"{shown(self.total.points)} trên {shown(self.total.maximum)} điểm tối đa áp dụng"


@dataclass(frozen=True, slots=True)
class SelfScore:
    """All of an assessment, for its page and for what asks whether it may be submitted."""

    assessment: Assessment
    areas: tuple[Area, ...]
    progress: Progress

    @property
    def lines(self) -> list[Line]:
        return [line for area in self.areas for line in area.lines]

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if line.is_missing]

    @property
    def unproven(self) -> list[Line]:
        return [line for line in self.lines if line.is_unproven]

    @property
    def different(self) -> list[Line]:
        return [line for line in self.lines if line.differs]


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One assessment in the list."""

    assessment: Assessment
    progress: Progress
    is_open: bool


def is_survey(criterion: Criterion) -> bool:
    return bool(criterion.rule_kind == RuleKind.SURVEY)


def own_assessments(actor: Actor, *, today: date) -> list[OwnLine]:
    """What the actor's body is scored in, the newest round first (three queries)."""
    rows: QuerySet[Assessment] = Assessment.objects.visible_to(actor).filter(own_body(actor))
    found = list(
        rows.exclude(organization=F("round__organization"))
        .select_related("round__criteria_set", "round__organization", "organization")
        .order_by("-round__opens_on", "-pk")
    )
    criteria: dict[int, list[Criterion]] = defaultdict(list)
    for one in Criterion.objects.filter(criteria_set__in={found.round.criteria_set_id for found in found}):
        criteria[one.criteria_set_id].append(one)
    marks: dict[int, dict[int, Mark]] = defaultdict(dict)
    for mark in Mark.objects.filter(assessment__in=found, stage=Stage.SELF).order_by("pk"):
        marks[mark.assessment_id][mark.criterion_id] = mark
    return [
        OwnLine(
            one,
            progress_of(criteria[one.round.criteria_set_id], marks[one.pk]),
            is_open(one.round, today),
        )
        for one in found
    ]


def assessment_of(actor: Actor, pk: int) -> Assessment | None:
    """One assessment whose self-score the actor may read: its own body's at once, another's once it was submitted."""
    rows: QuerySet[Assessment] = Assessment.objects.visible_to(actor)
    found = (
        rows.select_related("round__criteria_set", "round__organization__parent", "organization__parent")
        .filter(pk=pk)
        .first()
    )
    return found if found and Stage.SELF in stages_read(actor, found) else None


def self_score_of(actor: Actor, assessment: Assessment) -> SelfScore:
    """The whole assessment as this actor may read it (three queries)."""
    criteria = list(assessment.round.criteria_set.criteria.all())
    stages = set(stages_read(actor, assessment))
    marks = {
        pk: {stage: mark for stage, mark in own.items() if stage in stages}
        for pk, own in marks_by_stage(assessment).items()
    }
    own = {pk: found[Stage.SELF] for pk, found in marks.items() if Stage.SELF in found}
    totals = _totals(criteria, own)
    lines = _lines(criteria, marks, proofs_of(assessment))
    areas = tuple(
        Area(one, tuple(lines[one.pk]), totals.get(one.code, Total())) for one in criteria if one.parent_id is None
    )
    return SelfScore(assessment, areas, progress_of(criteria, own))


def line_of(actor: Actor, assessment: Assessment, criterion: Criterion) -> Line:
    """One criterion with its marks and proofs (two queries)."""
    stages = set(stages_read(actor, assessment))
    marks: dict[str, Mark] = {}
    for mark in Mark.objects.filter(assessment=assessment, criterion=criterion).order_by("pk"):
        if mark.stage in stages:
            marks[mark.stage] = mark
    return Line(criterion, marks, tuple(proofs_of(assessment, criterion).get(criterion.pk, ())))


def criterion_of(assessment: Assessment, pk: int) -> Criterion | None:
    """A leaf of the set by which the assessment is made."""
    rows = Criterion.objects.filter(criteria_set=assessment.round.criteria_set_id, pk=pk)
    return rows.exclude(rule_kind="").select_related("criteria_set", "parent").first()


def area_of(assessment: Assessment, pk: int) -> Criterion | None:
    """One of its areas."""
    rows = Criterion.objects.filter(criteria_set=assessment.round.criteria_set_id, pk=pk, parent=None)
    return rows.select_related("criteria_set").first()


def neighbours_of(assessment: Assessment, criterion: Criterion) -> tuple[Criterion | None, Criterion | None]:
    """The leaves before and after that the body scores itself."""
    leaves = [one for one in assessment.round.criteria_set.criteria.all() if one.is_leaf and not is_survey(one)]
    ordered = [one.pk for one in leaves]
    if criterion.pk not in ordered:
        return None, None
    place = ordered.index(criterion.pk)
    return (
        leaves[place - 1] if place else None,
        leaves[place + 1] if place + 1 < len(leaves) else None,
    )


def proofs_of(assessment: Assessment, criterion: Criterion | None = None) -> dict[int, list[Proof]]:
    """The proofs that stand, by criterion (one query)."""
    rows = Proof.objects.filter(assessment=assessment, removed_at=None)
    if criterion is not None:
        rows = rows.filter(criterion=criterion)
    found: dict[int, list[Proof]] = defaultdict(list)
    for proof in rows.select_related("task_file", "update__obligation__task"):
        found[proof.criterion_id].append(proof)
    return found


def words_said(assessment: Assessment, criterion: Criterion, stages: Sequence[Stage]) -> list[Mark]:
    """Everything that was written of a criterion, the newest first."""
    return list(Mark.objects.filter(assessment=assessment, criterion=criterion, stage__in=stages).order_by("-pk"))


def proofs_removed(assessment: Assessment, criterion: Criterion) -> list[Proof]:
    """What was taken away, for its own body."""
    return list(Proof.objects.filter(assessment=assessment, criterion=criterion, removed_at__isnull=False))


def steps_of(assessment: Assessment) -> list[AssessmentStep]:
    """Its life, the newest step first."""
    return list(AssessmentStep.objects.filter(assessment=assessment).order_by("-pk"))


def progress_of(criteria: Sequence[Criterion], own: Mapping[int, Mark]) -> Progress:
    """How far a body is, from the criteria of its set and its own marks by criterion. Asks the database nothing."""
    lines = [Line(one, {Stage.SELF: own[one.pk]} if one.pk in own else {}) for one in criteria if one.is_leaf]
    asked = [line for line in lines if not (line.is_survey or line.criterion.is_bonus)]
    return Progress(
        done=sum(line.is_scored for line in asked),
        of=len(asked),
        total=_totals(criteria, own)[None],
        surveyed=sum((line.criterion.maximum for line in lines if line.is_survey), Decimal(0)),
    )


def _totals(criteria: Iterable[Criterion], own: Mapping[int, Mark]) -> dict[Hashable, Total]:
    """What the body's own marks amount to, of the points that it gives itself: what is measured by survey is apart."""
    scored = [one for one in criteria if not is_survey(one)]
    marks: dict[Hashable, Scored] = {
        one.code: Scored(own[one.pk].points, own[one.pk].applies) for one in scored if one.pk in own
    }
    return dict(totals_of(items_of(scored), marks))


def _lines(
    criteria: Sequence[Criterion], marks: Mapping[int, Mapping[str, Mark]], proofs: Mapping[int, Sequence[Proof]]
) -> dict[int, list[Line]]:
    """The leaves of each area; the first of a group between area and leaf carries the group's name."""
    by_pk = {one.pk: one for one in criteria}
    found: dict[int, list[Line]] = defaultdict(list)
    group: int | None = None
    for one in criteria:
        if not one.is_leaf:
            continue
        parent = by_pk.get(one.parent_id or 0)
        is_grouped = parent is not None and parent.parent_id is not None
        heading = str(parent) if is_grouped and one.parent_id != group else ""
        group = one.parent_id
        found[_area(one, by_pk)].append(Line(one, marks.get(one.pk, {}), tuple(proofs.get(one.pk, ())), heading))
    return found


def _area(criterion: Criterion, by_pk: Mapping[int, Criterion]) -> int:
    while criterion.parent_id is not None:
        criterion = by_pk[criterion.parent_id]
    return int(criterion.pk)
