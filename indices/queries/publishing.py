"""What publication of a round would say, and what stands in its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indices.enums import AssessmentState
from indices.models import Assessment, Criterion, ResultTable, Round
from indices.papers.ranking import Ranking
from indices.queries.appraising import leaves_by_area
from indices.queries.marks import scored, standings_of
from indices.queries.ranking import ranking_from
from indices.queries.rounds import assessments_of, criteria_of
from indices.scoring.standings import Standing


@dataclass(frozen=True, slots=True)
class Outcome:
    """The ranking as it stands; `undecided` are bodies that the council has not decided on, `missing` names by body the
    criteria without points; `taken` is a table of the same index, level and year that is there already."""

    ranking: Ranking
    criteria: Sequence[Criterion]
    assessments: Sequence[Assessment]
    standings: Mapping[int, Standing]
    undecided: tuple[Assessment, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    taken: ResultTable | None

    @property
    def is_ready(self) -> bool:
        return not (self.undecided or self.missing or self.taken)


def outcome_of(round_: Round) -> Outcome:
    """What would be published (six queries; one more where something is missing)."""
    criteria, assessments = criteria_of(round_.criteria_set), assessments_of(round_)
    found = standings_of(round_, criteria=criteria)
    return Outcome(
        ranking=ranking_from(round_, criteria, assessments, found),
        criteria=criteria,
        assessments=assessments,
        standings=found,
        undecided=tuple(one for one in assessments if one.state != AssessmentState.DECIDED),
        missing=_missing(round_, criteria, assessments, found),
        taken=_taken(round_),
    )


def _missing(
    round_: Round, criteria: Sequence[Criterion], assessments: Sequence[Assessment], found: Mapping[int, Standing]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    lacking = [one for one in assessments if not found[one.pk].total.is_whole]
    if not lacking:
        return ()
    held = scored(round_, criteria, [one.pk for one in assessments])
    leaves = [leaf.code for own in leaves_by_area(criteria).values() for leaf in own if not leaf.is_bonus]
    return tuple((one.organization.name, tuple(code for code in leaves if code not in held[one.pk])) for one in lacking)


def _taken(round_: Round) -> ResultTable | None:
    of = round_.criteria_set
    return ResultTable.objects.filter(
        organization=round_.organization, kind=of.kind, level=of.level, year=of.year
    ).first()
