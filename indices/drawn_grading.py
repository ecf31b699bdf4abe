"""A stored year of classification as the facts of its paper."""

from collections.abc import Sequence
from datetime import date

from cchc.paper.words import short_date
from indices.enums import Grade, GradingState
from indices.grading import SHORT, shares_of
from indices.models import GradedPerson, Grading
from indices.papers.grading import GradingResult, ResultLine
from indices.queries.grading import cap_of


def result_of(grading: Grading, people: Sequence[GradedPerson], *, today: date) -> GradingResult:
    """As decided; before that as proposed, without a result."""
    body, is_decided = grading.organization, grading.state == GradingState.DECIDED
    grades = [Grade(one.final if is_decided else one.proposed) for one in people if one.final or one.proposed]
    signed = f" ngày {short_date(grading.decided_on)} của {body.issuer_name}" if grading.decided_on else ""
    return GradingResult(
        issuer=body.issuer_name,
        place=body.place_name,
        year=grading.year,
        decision=f"{grading.decision}{signed}" if is_decided else "",
        as_of=grading.decided_on or today,
        cap=cap_of(grading).words,
        shares=shares_of(grades),
        lines=tuple(map(_line, people)),
        left_out=sum(bool(one.left_out) for one in people),
    )


def _line(one: GradedPerson) -> ResultLine:
    own, proposed, final = map(_short, (one.own_grade, one.proposed, one.final))
    return ResultLine(one.name, one.title, own, proposed, final, one.left_out)


def _short(grade: str) -> str:
    return SHORT[Grade(grade)] if grade else ""
