"""Surveys of satisfaction: a body's own, those that bodies beneath have closed, what they came to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.scope import own_body
from indices.enums import SurveyState
from indices.models import Assessment, Survey, SurveyAnswer
from indices.surveying.counting import LEAST, SATISFIED, Answered, Results, results_of
from indices.surveying.wording import period_name
from tasks.enums import PeriodKind

Pairs = tuple[tuple[str, str], ...]


class Satisfaction(NamedTuple):
    """What citizens answered in a year's closed surveys: `satisfied` (b) of `answered` (a) answers."""

    satisfied: int
    answered: int


def satisfaction_of(actor: Actor, organization: Organization, year: int) -> Satisfaction | None:
    """A proposal for a criterion measured by survey: b = satisfied answers, a = answers of all surveys that the body
    closed for periods of that year. None where there is none, or fewer than LEAST sheets in all."""
    return satisfactions_of(actor, [organization], year).get(organization.pk)


def satisfactions_of(actor: Actor, bodies: Iterable[Organization], year: int) -> dict[int, Satisfaction]:
    """The same of many bodies by their id, as far as the actor reads their surveys, or their assessment as one of its
    round (one query)."""
    wanted = [body.pk for body in bodies]
    assessed = Assessment.objects.visible_to(actor).values("organization")
    visible = SurveyAnswer.objects.visible_to(actor).values("pk")
    found = SurveyAnswer.objects.filter(Q(pk__in=visible) | Q(survey__organization__in=assessed)).filter(
        survey__organization__in=wanted, survey__period_year=year, survey__state=SurveyState.CLOSED
    )
    sums: dict[int, list[int]] = {}
    for body, marks in found.order_by().values_list("survey__organization", "marks"):
        own = sums.setdefault(body, [0, 0, 0])
        own[0] += sum(mark in SATISFIED for mark in marks.values())
        own[1] += len(marks)
        own[2] += 1
    return {body: Satisfaction(good, all_) for body, (good, all_, sheets) in sums.items() if sheets >= LEAST}


def surveys_in_reach(actor: Actor) -> QuerySet[Survey]:
    """One's own surveys in every state, of others those that are closed."""
    found: QuerySet[Survey] = Survey.objects.visible_to(actor)
    return found.filter(own_body(actor) | Q(state=SurveyState.CLOSED)).select_related("organization__parent")


def listed_surveys(actor: Actor) -> QuerySet[Survey]:
    """The list, newest first, each with `received`: how many sheets came back (one query)."""
    return surveys_in_reach(actor).annotate(received=Count("answers")).order_by("-from_on", "organization__path", "-pk")


def chosen_surveys(actor: Actor, year: str, kind: str) -> QuerySet[Survey]:
    """The list narrowed to a year and a kind of period as an address names them; other words narrow nothing."""
    found = listed_surveys(actor)
    if year.isascii() and year.isdecimal() and len(year) == 4:
        found = found.filter(period_year=int(year))
    if kind in {one.value for one in PeriodKind}:
        found = found.filter(period_kind=kind)
    return found


def years_of(actor: Actor) -> list[int]:
    """The years of the periods that surveys were made for, the last first (one query)."""
    years = surveys_in_reach(actor).order_by().values_list("period_year", flat=True)
    return sorted(set(years), reverse=True)


def survey_of(actor: Actor, pk: int) -> Survey | None:
    return surveys_in_reach(actor).filter(pk=pk).first()


def survey_behind(secret: str) -> Survey | None:
    """The survey at a public address; None for a draft, exactly as for an address that was never given."""
    found = Survey.objects.filter(secret=secret).exclude(state=SurveyState.DRAFT)
    return found.select_related("organization__parent").first()


def received_by(survey: Survey) -> int:
    """How many sheets came back (one query)."""
    return int(SurveyAnswer.objects.filter(survey=survey).count())


def results_by(survey: Survey, field: str = "") -> Results:
    """What a survey came to (one query); `field` narrows it. Raises KeyError for a field that is not told."""
    rows = SurveyAnswer.objects.filter(survey=survey).order_by().values_list("field", "marks")
    sheets = [Answered(code, marks) for code, marks in rows]
    return results_of(sheets, pairs_of(survey.questions), pairs_of(survey.fields), field)


@dataclass(frozen=True, slots=True)
class Earlier:
    """One survey of a line of periods, with what it came to."""

    survey: Survey
    results: Results


def line_of(survey: Survey, *, today: date, most: int = 8) -> list[Earlier]:
    """The surveys of the same body by periods of the same kind up to this one that are over, the oldest first (two
    queries)."""
    asked = Survey.objects.filter(organization=survey.organization_id, period_kind=survey.period_kind)
    over = asked.filter(Q(state=SurveyState.CLOSED) | Q(state=SurveyState.OPEN, to_on__lt=today))
    until = Q(period_year__lt=survey.period_year) | Q(
        period_year=survey.period_year, period_number__lte=survey.period_number
    )
    found = list(over.filter(until).order_by("-period_year", "-period_number", "-pk")[:most])[::-1]
    sheets = _sheets(found)
    return [
        Earlier(one, results_of(sheets.get(one.pk, []), pairs_of(one.questions), pairs_of(one.fields))) for one in found
    ]


def _sheets(surveys: Iterable[Survey]) -> Mapping[int, list[Answered]]:
    rows = SurveyAnswer.objects.filter(survey__in=[one.pk for one in surveys]).order_by()
    found: dict[int, list[Answered]] = {}
    for pk, field, marks in rows.values_list("survey", "field", "marks"):
        found.setdefault(pk, []).append(Answered(field, marks))
    return found


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """What all surveys of a body for one period came to. `handed_out` is None where it was not counted for one of
    them; the answers are None with fewer than LEAST sheets."""

    surveys: tuple[Survey, ...]
    handed_out: int | None
    received: int
    answers: Satisfaction | None


def counts_of_period(survey: Survey, *, today: date) -> PeriodCounts:
    """The surveys for the same period as this one that are over, counted together (two queries)."""
    of = ("organization", "period_kind", "period_year", "period_number")
    same = Survey.objects.filter(**{name: getattr(survey, name) for name in of})
    over = same.filter(Q(state=SurveyState.CLOSED) | Q(state=SurveyState.OPEN, to_on__lt=today))
    found = tuple(over.order_by("from_on", "pk"))
    sheets = [sheet for own in _sheets(found).values() for sheet in own]
    given = [one.handed_out for one in found]
    marks = [mark for sheet in sheets for mark in sheet.marks.values()]
    satisfied = sum(mark in SATISFIED for mark in marks)
    return PeriodCounts(
        found,
        None if None in given else sum(one or 0 for one in given),
        len(sheets),
        Satisfaction(satisfied, len(marks)) if len(sheets) >= LEAST else None,
    )


def results_of_list(surveys: Iterable[Survey]) -> dict[int, Results]:
    """What several surveys came to, by their id (one query)."""
    surveys = list(surveys)
    sheets = _sheets(surveys)
    return {
        one.pk: results_of(sheets.get(one.pk, []), pairs_of(one.questions), pairs_of(one.fields)) for one in surveys
    }


def pairs_of(stored: Iterable[Iterable[str]]) -> Pairs:
    """Codes with their words, as a survey stores its fields and questions."""
    return tuple((code, words) for code, words in stored)


def period_words(survey: Survey) -> str:
    """ "quý II năm 2023"."""
    return period_name(PeriodKind(survey.period_kind), survey.period_year, survey.period_number)
