"""Where the bodies of a round stand, as facts that page, Excel, Word and PDF show alike."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from indices.models import Assessment, Criterion, Round
from indices.papers.ranking import Area, Cell, Ranked, Ranking, tie_sentences
from indices.queries.appraising import areas_of, outside_hundred
from indices.queries.marks import standings_of
from indices.queries.rounds import assessments_of, criteria_of
from indices.scoring.ranking import tie_words
from indices.scoring.standings import Standing
from indices.scoring.totals import Total


def ranking_of(round_: Round, *, within: str = "") -> Ranking:
    """The whole ranking (five queries, however many bodies); `within` an area its criteria are the columns."""
    criteria, assessments = criteria_of(round_.criteria_set), assessments_of(round_)
    found = standings_of(round_, criteria=criteria)
    return ranking_from(round_, criteria, assessments, found, within=within)


def ranking_from(
    round_: Round,
    criteria: Sequence[Criterion],
    assessments: Sequence[Assessment],
    found: Mapping[int, Standing],
    *,
    within: str = "",
) -> Ranking:
    """Bodies in the order of their ranks, those that have none last."""
    columns = _columns(criteria, within)
    names = {one.pk: one.organization.name for one in assessments}
    ordered = sorted(assessments, key=lambda one: (found[one.pk].place.rank is None, found[one.pk].place.rank or 0))
    rules = tuple(tie_words(rule, _name(criteria, rule.code)) for rule in round_.criteria_set.tie_rules)
    ties = tie_sentences({names[pk]: standing for pk, standing in found.items()}, rules)
    rows = tuple(_row(one, found[one.pk], columns, ties.get(names[one.pk], "")) for one in ordered)
    outside = outside_hundred(criteria)
    whole = sum((one.maximum for one in areas_of(criteria) if one.code not in outside), Decimal(0))
    return Ranking(
        round_name=round_.name,
        set_name=round_.criteria_set.name,
        year=round_.criteria_set.year,
        issuer=round_.organization.issuer_name,
        places=round_.criteria_set.places,
        maximum=whole,
        areas=columns,
        rows=rows,
        ties=rules,
        bands=round_.criteria_set.classes,
        threshold=round_.criteria_set.threshold,
        published_on=round_.decided_on,
    )


def _name(criteria: Sequence[Criterion], code: str) -> str:
    return next((str(one) for one in criteria if one.code == code), code)


def _columns(criteria: Sequence[Criterion], within: str) -> tuple[Area, ...]:
    """The areas, or the leaves of one of them."""
    outside = outside_hundred(criteria)
    if not within:
        return tuple(Area(one.code, one.name, one.maximum, one.code in outside) for one in areas_of(criteria))
    parents = {one.pk: one for one in criteria}
    found = []
    for one in criteria:
        top = one
        while top.parent_id is not None:
            top = parents[top.parent_id]
        if one.is_leaf and top.code == within:
            found.append(Area(one.code, one.name, one.maximum, one.is_bonus))
    return tuple(found)


def _row(assessment: Assessment, standing: Standing, columns: Sequence[Area], tie: str) -> Ranked:
    place, total = standing.place, standing.total
    return Ranked(
        pk=assessment.pk,
        body_pk=assessment.organization_id,
        name=assessment.organization.name,
        cells=tuple(_cell(standing.totals[one.code], one) for one in columns),
        points=total.points,
        maximum=total.maximum,
        bonus=total.bonus,
        missing=total.missing,
        left_out=total.left_out,
        final=standing.final,
        class_name=standing.class_name,
        rank=place.rank,
        of_how_many=place.of,
        shared_with=place.shared,
        decided_by=place.decided_by,
        tie=tie,
    )


def _cell(total: Total, area: Area) -> Cell:
    if area.is_bonus:
        return Cell(total.bonus, area.maximum, 0, bonus=True)
    return Cell(total.points, total.maximum, total.missing)
