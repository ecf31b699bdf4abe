"""Answering a survey: anybody does who has its address. What is stored holds nothing of the person, and the journal
has no line of it: a line would tell the minute."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.refusals import Refused
from indices.models import Survey, SurveyAnswer
from indices.rules.surveys import is_running
from indices.surveying.counting import CHOICES

NOT_RUNNING = "Khảo sát này hiện không nhận câu trả lời."
LEVELS = frozenset(level for level, _ in CHOICES)


@transaction.atomic
def answer_survey(
    *, actor: Actor, survey: Survey, field: str, marks: Mapping[str, int], nonce: str, today: date
) -> bool:
    """Keep one sheet; False where the same form came once before. `actor` is the system for the survey's body: who
    answers is nobody. Every question is answered, so that what is told of a field never gives away a single sheet."""
    survey = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    if not actor.belongs_to(survey.organization_id) or not is_running(survey, today):
        raise Refused(NOT_RUNNING)
    questions = [code for code, _ in survey.questions]
    if field not in {code for code, _ in survey.fields} or set(marks) != set(questions):
        raise Refused("Hãy chọn lĩnh vực và trả lời tất cả các câu.")
    if not set(marks.values()) <= LEVELS:
        raise Refused("Mỗi câu chọn một mức từ rất không hài lòng đến rất hài lòng.")
    _, is_new = SurveyAnswer.objects.get_or_create(
        survey=survey,
        nonce=nonce,
        defaults={"field": field, "marks": {code: marks[code] for code in questions}, "answered_on": today},
    )
    return bool(is_new)
