"""A round as it is appraised: self-marks, the team's marks, steps, without the pages."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Organization
from indices.actions.appraising import appraise
from indices.actions.judging import decide, take_up, tell_again, tell_result
from indices.actions.marks import Word, write_mark
from indices.actions.stepping import take_step
from indices.enums import Stage, TeamPart, TieKind
from indices.models import Assessment, Criterion, Mark, Round, TeamMember
from indices.scoring.bands import USUAL, bands_to_json
from indices.scoring.ranking import TieRule, ties_to_json
from indices.scoring.rules import Entry
from indices.transitions import Step
from tests.cast import Cast, at
from tests.indices.sets import round_over, small_set
from tests.orgs.people_at_work import enlisted

OPEN = at("2023-06-10 09:00")
CLOSED = at("2023-07-03 09:00")
ABSENT = Word(Entry(applies=False), text="Năm 2022 không phát động sáng kiến.")


def d(text: str) -> Decimal:
    return Decimal(text)


FULL: dict[str, Word] = {
    "1.1": Word(Entry(choice=0)),
    "1.2": Word(Entry(met=True)),
    "1.3": Word(Entry(b=d("9"), a=d("10"))),
    "2.1": Word(Entry(b=d("35"), a=d("40"))),
    "2.2": Word(Entry(b=d("1"))),
    "2.3": Word(Entry(b=d("3"))),
    "3.1": Word(Entry(b=d("425"), a=d("500"))),
    "4.1": Word(Entry(points=d("1.5"))),
    "4.2": Word(Entry(b=d("1"))),
}
"""Every kind of rule: 4 + 6 + 6 (90 %) + 35 + 2 + 4,5 + 25,5 = 83; outside the hundred 1,5 − 1."""
PARTLY: dict[str, Word] = {
    "1.1": Word(Entry(choice=1)),
    "1.2": Word(Entry(met=True)),
    "1.3": Word(Entry(b=d("19"), a=d("20"))),
    "2.1": Word(Entry(b=d("30"), a=d("40"))),
    "2.2": ABSENT,
    "2.3": Word(Entry(b=d("0"))),
    "3.1": Word(Entry(points=d("24.3"))),
}
"""2.2 does not apply: 2 + 6 + 10 + 30 + 6 + 24,3 = 78,3 of 96 is 81,5625 %; nothing outside the hundred."""


def round_with_ties(cast: Cast, *bodies: Organization) -> Round:
    """The small set with both tie rules, open from 1/6 to 30/6/2023."""
    found = small_set(cast.district)
    rules = (TieRule(TieKind.CRITERION, "2"), TieRule(TieKind.MAXIMUM))
    found.ties, found.bands = ties_to_json(rules), bands_to_json(USUAL)
    found.save()
    return round_over(cast, found, *bodies)


def assessment_in(round_: Round, body: Organization) -> Assessment:
    return Assessment.objects.select_related("round__organization", "round__criteria_set", "organization").get(
        round=round_, organization=body
    )


def leaf(round_: Round, code: str) -> Criterion:
    return round_.criteria_set.criteria.get(code=code)


def scored_self(cast: Cast, assessment: Assessment, words: Mapping[str, Word], who: str = "vptk") -> Assessment:
    """The body's own marks, submitted."""
    for code, word in words.items():
        criterion = leaf(assessment.round, code)
        actor = cast.actors[who]
        write_mark(actor=actor, assessment=assessment, criterion=criterion, stage=Stage.SELF, word=word, now=OPEN)
    return take_step(actor=cast.actors[who], assessment=assessment, step=Step.SUBMIT, now=OPEN)


def judged(
    cast: Cast, assessment: Assessment, words: Mapping[str, Word], *, who: str = "noivu", now: datetime = CLOSED
) -> list[Mark]:
    """The team's words by code."""
    by_id = {leaf(assessment.round, code).pk: word for code, word in words.items()}
    return appraise(actor=cast.actors[who], assessment_id=assessment.pk, words=by_id, now=now)


def decided(cast: Cast, assessment: Assessment, words: Mapping[str, Word]) -> Assessment:
    """Taken up after the closing day, appraised, told, told again, decided."""
    actor, pk = cast.actors["noivu"], assessment.pk
    take_up(actor=actor, assessment_id=pk, now=CLOSED)
    judged(cast, assessment, words)
    tell_result(actor=actor, assessment_id=pk, now=CLOSED)
    tell_again(actor=actor, assessment_id=pk, now=CLOSED)
    return decide(actor=actor, assessment_id=pk, now=CLOSED)


def member(
    cast: Cast,
    round_: Round,
    name: str,
    *areas: str,
    part: TeamPart = TeamPart.APPRAISER,
    body: Organization | None = None,
) -> Actor:
    """A new officer of the department (or of another body) in the team."""
    place = body or cast.home_affairs
    enlisted(cast, place, name, Role.OFFICER)
    actor = cast.actors[name]
    assert actor.user is not None
    TeamMember.objects.create(round=round_, user=actor.user, organization=place, part=part, areas=list(areas))
    return actor
