"""What an improvement plan can be drawn from: own assessments that were told, own lines of published tables."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc.numbers import shown
from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.queries.letterheads import short_name
from cchc.orgs.scope import own_body
from cchc.text import lower_first
from indices.enums import AGREED, SCORED, IndexKind, RuleKind, Stage
from indices.improving.components import Component, Reason
from indices.improving.words import Outcome, Part, sum_doubt
from indices.models import Assessment, Criterion, Mark, PublishedResult
from indices.queries.marks import APPRAISED, holding, items_of, marks_by_stage
from indices.rules.rounds import TOLD, stages_read
from indices.scoring.composite import is_on_hundred, sum_of
from indices.scoring.totals import Mark as Scored
from indices.scoring.totals import totals_of

ASSESSED, PRINTED = "ban-cham-", "ket-qua-"
"""How addresses name a source: "ban-cham-12", "ket-qua-7"."""
UNPUBLISHED = "(kết quả thẩm định, chưa công bố)"


@dataclass(frozen=True, slots=True)
class Source:
    """One result to begin from: what its opening says, its components, what does not add up."""

    key: str
    name: str
    kind: IndexKind
    year: int
    threshold: Decimal
    outcome: Outcome
    components: tuple[Component, ...]
    doubt: str = ""
    assessment: Assessment | None = None
    result: PublishedResult | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A source in the list to choose from."""

    key: str
    name: str
    kind: str
    year: int
    told: str


def offers_of(actor: Actor) -> list[Offer]:
    """All results of the actor's body, the newest first (two queries)."""
    assessed = [
        Offer(
            f"{ASSESSED}{one.pk}", one.round.name, one.round.criteria_set.kind, one.round.criteria_set.year, _told(one)
        )
        for one in _assessments(actor)
    ]
    printed = [
        Offer(f"{PRINTED}{one.pk}", one.table.name, one.table.kind, one.table.year, _printed(one))
        for one in _results(actor)
        if one.table.components
    ]
    return sorted((*assessed, *printed), key=lambda one: -one.year)


def source_of(actor: Actor, key: str) -> Source | None:
    """The source that an address names; None for what is not the actor's body's."""
    for prefix, found in ((ASSESSED, _assessed_source), (PRINTED, _printed_source)):
        number = key.removeprefix(prefix)
        if key.startswith(prefix) and number.isascii() and number.isdecimal() and len(number) < 16:
            return found(actor, int(number))
    return None


def source_of_assessment(actor: Actor, assessment: Assessment) -> Source:
    """What an assessment says of its components, as far as the actor may read it. Reads round, set and body."""
    criteria_set = assessment.round.criteria_set
    criteria = list(criteria_set.criteria.all())
    marks = marks_by_stage(assessment)
    kind = IndexKind(criteria_set.kind)
    outcome, doubt = _assessed_outcome(assessment, criteria, marks)
    return Source(
        key=f"{ASSESSED}{assessment.pk}",
        name=assessment.round.name,
        kind=kind,
        year=criteria_set.year,
        threshold=criteria_set.threshold,
        outcome=outcome,
        components=components_of(criteria, marks, stages_read(actor, assessment)),
        doubt=doubt,
        assessment=assessment,
    )


def source_of_result(result: PublishedResult) -> Source:
    """What a line of a published table says. Reads its table and body."""
    table = result.table
    kind, parts = IndexKind(table.kind), result.parts
    components = tuple(
        Component(one.code, one.name, "", result.value(one.code), one.maximum, one.weight) for one in parts
    )
    outcome = Outcome(
        index=kind.words,
        body=body_words(result.organization),
        year=table.year,
        source=f"công bố tại {table.source}" if table.source else "",
        total=result.total,
        is_percent=kind in SCORED and is_on_hundred(table.parts),
        rank=result.rank,
        of_how_many=result.of_how_many,
        class_name=result.class_name,
        parts=tuple(Part(one.name, one.points, one.maximum) for one in components if one.points is not None),
    )
    added = sum_of(parts, {one.code: one.points for one in components}, table.places)
    differs = added is not None and result.total is not None and added.differs_from(result.total)
    doubt = sum_doubt(added.printed, result.total) if added and result.total is not None and differs else ""
    key = f"{PRINTED}{result.pk}"
    return Source(key, table.name, kind, table.year, Decimal(80), outcome, components, doubt, result=result)


def components_of(
    criteria: Iterable[Criterion], marks: Mapping[int, Mapping[str, Mark]], stages: Iterable[Stage]
) -> tuple[Component, ...]:
    """The leaves within the hundred, with the points that hold after appraisal and the appraisers' reasons."""
    found, read = list(criteria), set(stages)
    known = {one.pk: one for one in found}
    return tuple(
        _component(one, known, marks.get(one.pk, {}), read) for one in found if one.is_leaf and not one.is_bonus
    )


def body_words(organization: Organization | None) -> str:
    """A body's name within a sentence: "xã Quang Trung"."""
    return lower_first(organization.name) if organization else ""


def _component(
    one: Criterion, known: Mapping[int, Criterion], marks: Mapping[str, Mark], read: set[Stage]
) -> Component:
    mark = holding(marks)
    reasons = tuple(
        Reason(stage.label, marks[stage].text) for stage in reversed(APPRAISED) if stage in read and _says(marks, stage)
    )
    return Component(
        code=one.code,
        name=one.name,
        area=_area(one, known),
        points=mark.points if mark else None,
        maximum=one.maximum,
        weight=one.maximum,
        applies=mark.applies if mark else True,
        is_survey=one.rule_kind == RuleKind.SURVEY,
        reasons=reasons,
        criterion_id=one.pk,
        lineage=one.lineage,
    )


def _says(marks: Mapping[str, Mark], stage: Stage) -> bool:
    """Agreeing with the body is no reason."""
    return stage in marks and marks[stage].text not in ("", AGREED)


def _area(one: Criterion, known: Mapping[int, Criterion]) -> str:
    """The name of the area at the top; "" for a set without areas."""
    top = one
    while above := known.get(top.parent_id or 0):
        top = above
    return "" if top is one else top.name


def _assessed_outcome(
    assessment: Assessment, criteria: list[Criterion], marks: Mapping[int, Mapping[str, Mark]]
) -> tuple[Outcome, str]:
    held = {one.pk: holding(marks.get(one.pk, {})) for one in criteria if one.is_leaf}
    codes = {one.pk: one.code for one in criteria}
    scored: dict[Hashable, Scored] = {codes[pk]: Scored(mark.points, mark.applies) for pk, mark in held.items() if mark}
    totals = totals_of(items_of(criteria), scored)
    held_round, criteria_set = assessment.round, assessment.round.criteria_set
    tops = [one for one in criteria if one.parent_id is None and totals[one.code].is_whole]
    whole = totals[None]
    outcome = Outcome(
        index=IndexKind(criteria_set.kind).words,
        body=body_words(assessment.organization),
        year=criteria_set.year,
        source=_document(assessment),
        total=assessment.final if held_round.published_at else whole.final(criteria_set.places),
        is_percent=True,
        rank=assessment.rank,
        of_how_many=assessment.of_how_many,
        class_name=assessment.class_name,
        parts=tuple(Part(one.name, totals[one.code].points, totals[one.code].maximum) for one in tops),
    )
    printed = assessment.points
    differs = printed is not None and whole.is_whole and whole.points != printed
    return outcome, sum_doubt(whole.points, printed) if printed is not None and differs else ""


def _document(assessment: Assessment) -> str:
    held = assessment.round
    if held.published_at is None:
        return UNPUBLISHED
    day = f" ngày {held.decided_on:%d/%m/%Y}" if held.decided_on else ""
    issuer = short_name(held.organization.issuer_name)
    return f"do {issuer} công bố tại Quyết định số {held.decision_number}{day}"


def _told(one: Assessment) -> str:
    if one.final is None:
        return "chưa công bố"
    rank = f", hạng {one.rank}/{one.of_how_many}" if one.rank and one.of_how_many else ""
    return f"{shown(one.final)} điểm{rank}"


def _printed(one: PublishedResult) -> str:
    total = f"{shown(one.total)} điểm" if one.total is not None else "chưa có tổng điểm"
    return f"{total}, hạng {one.rank}/{one.of_how_many}" if one.rank and one.of_how_many else total


def _assessments(actor: Actor) -> Iterable[Assessment]:
    found = Assessment.objects.visible_to(actor).filter(own_body(actor), state__in=TOLD)
    return found.select_related("round__criteria_set", "round__organization", "organization")


def _results(actor: Actor) -> Iterable[PublishedResult]:
    """Lines of tables that stand behind no round of ours: of those the assessment itself says more."""
    found = PublishedResult.objects.visible_to(actor).filter(own_body(actor), table__round=None)
    return found.select_related("table", "organization")


def _assessed_source(actor: Actor, pk: int) -> Source | None:
    found = next((one for one in _assessments(actor) if one.pk == pk), None)
    return source_of_assessment(actor, found) if found else None


def _printed_source(actor: Actor, pk: int) -> Source | None:
    found = next((one for one in _results(actor) if one.pk == pk), None)
    return source_of_result(found) if found else None
