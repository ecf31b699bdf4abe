"""Surveys of a body for tests: a draft, one that runs on 10/06/2023, one that is closed."""

from collections.abc import Sequence
from datetime import date

from cchc.orgs.actors import Actor
from indices.actions.answering import answer_survey
from indices.actions.surveys import Words, close_survey, open_survey, write_survey
from indices.models import Survey
from tasks.enums import PeriodKind
from tests.cast import NOW, TODAY, at

FIELDS = ("Đất đai", "Hộ tịch", "Chứng thực")
QUESTIONS = ("Tiếp cận dịch vụ", "Thủ tục hành chính")
SIX = (("1", 5, 4), ("1", 4, 4), ("1", 3, 5), ("1", 5, 5), ("1", 2, 1), ("1", 4, 3))
"""Sheets: field, marks. Satisfied: 4 of the first question, 4 of the second, 8 of 12 in all."""


def words_of(**other: object) -> Words:
    """A survey of the second quarter, from May to the cut-off."""
    usual: dict[str, object] = {
        "name": "Khảo sát quý II",
        "opening": "Xin mời ông/bà.",
        "period": (PeriodKind.QUARTER, 2023, 2),
        "from_on": date(2023, 5, 1),
        "to_on": date(2023, 6, 14),
        "fields": FIELDS,
        "questions": QUESTIONS,
        "handed_out": None,
    }
    return Words(**{**usual, **other})  # type: ignore[arg-type]


def draft_survey(actor: Actor, **other: object) -> Survey:
    return write_survey(actor=actor, words=words_of(**other), now=at("2023-04-28 08:00"))


def open_one(actor: Actor, **other: object) -> Survey:
    survey = draft_survey(actor, **other)
    return open_survey(actor=actor, survey_id=survey.pk, now=at("2023-04-28 09:00"))


def answered(survey: Survey, sheets: Sequence[Sequence[object]] = SIX, today: date = TODAY) -> Survey:
    """The same survey with these sheets."""
    for place, (field, *marks) in enumerate(sheets):
        answer_survey(
            actor=Actor.system(survey.organization),
            survey=survey,
            field=str(field),
            marks={str(n): int(str(mark)) for n, mark in enumerate(marks, start=1)},
            nonce=f"{survey.pk}-{place}-{today:%j}",
            today=today,
        )
    return survey


def closed_survey(actor: Actor, sheets: Sequence[Sequence[object]] = SIX, **other: object) -> Survey:
    survey = answered(open_one(actor, **other), sheets)
    return close_survey(actor=actor, survey_id=survey.pk, now=NOW)
