"""Surveys of the demonstration: the first quarter's, closed, as its statistics tell; the second's, still open."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Membership, Organization
from indices.actions.answering import answer_survey
from indices.actions.surveys import Words, close_survey, copy_survey, edit_survey, open_survey, write_survey
from indices.models import Survey
from indices.surveying.starting import FIELDS, OPENING, QUESTIONS
from reports.demo.reports import moment
from tasks.enums import PeriodKind

CODE = "quang-trung"
FIRST = (date(2023, 2, 1), 116, 120)
"""The first day of answers, how many came, of how many handed out: as the statistics of the quarter say."""
SECOND = (date(2023, 6, 5), 9)
BY_FIELD = "12132124125141312512316214127"
"""Which field each next person chose, over and over."""
MARKS = ("55454", "44444", "54453", "45325", "44243", "55555", "43433", "54544", "34452", "55445", "22343", "44554")
"""What each next person answered to the five questions, over and over."""


def load_surveys(now: datetime) -> None:
    """Once: where the commune has a survey, nothing changes."""
    body = Organization.objects.select_related("parent").get(code=CODE)
    if Survey.objects.filter(organization=body).exists():
        return
    actor = _coordinator(body)
    first = _first(actor, body)
    _second(actor, first)


def _coordinator(body: Organization) -> Actor:
    held = Membership.objects.filter(organization=body, role=Role.COORDINATOR).select_related("user").earliest("pk")
    return Actor(user=held.user, organization=body, role=Role.COORDINATOR)


def _first(actor: Actor, body: Organization) -> Survey:
    begin, received, handed_out = FIRST
    words = Words(
        name="",
        opening=OPENING.format(name=body.issuer_name),
        period=(PeriodKind.QUARTER, 2023, 1),
        from_on=begin,
        to_on=date(2023, 3, 14),
        fields=FIELDS,
        questions=QUESTIONS,
        handed_out=handed_out,
    )
    survey = write_survey(actor=actor, words=words, now=moment("2023-01-30 09:00"))
    open_survey(actor=actor, survey_id=survey.pk, now=moment("2023-01-31 08:00"))
    survey.refresh_from_db()
    _answer(survey, received, begin, 3)
    return close_survey(actor=actor, survey_id=survey.pk, now=moment("2023-03-14 15:00"))


def _second(actor: Actor, first: Survey) -> None:
    begin, received = SECOND
    survey = copy_survey(actor=actor, survey_id=first.pk, now=moment("2023-05-29 09:00"))
    words = Words(
        name=survey.name,
        opening=survey.opening,
        period=(PeriodKind.QUARTER, 2023, 2),
        from_on=date(2023, 6, 1),
        to_on=survey.to_on,
        fields=FIELDS,
        questions=QUESTIONS,
        handed_out=None,
    )
    at = moment("2023-05-29 09:10")
    edit_survey(actor=actor, survey_id=survey.pk, words=words, seen=survey.revision, now=at)
    open_survey(actor=actor, survey_id=survey.pk, now=moment("2023-05-31 16:00"))
    survey.refresh_from_db()
    _answer(survey, received, begin, 2)


def _answer(survey: Survey, many: int, begin: date, a_day: int) -> None:
    actor = Actor.system(survey.organization)
    for place, (field, marks) in zip(range(many), _sheets(), strict=False):
        answer_survey(
            actor=actor,
            survey=survey,
            field=field,
            marks=marks,
            nonce=f"demo-{place}",
            today=begin + timedelta(days=place // a_day),
        )


def _sheets() -> Iterator[tuple[str, dict[str, int]]]:
    place = 0
    while True:
        levels = MARKS[place % len(MARKS)]
        yield BY_FIELD[place % len(BY_FIELD)], {str(n): int(level) for n, level in enumerate(levels, start=1)}
        place += 1
