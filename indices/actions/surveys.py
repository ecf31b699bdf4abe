"""Writing surveys: kept as a draft, opened to the public, closed; what is asked stays once somebody answered."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.text import fold, nfc, squeeze
from indices.enums import SurveyState
from indices.models import Survey
from indices.queries.surveys import period_words, received_by
from indices.rules.surveys import can_change_survey, can_open_survey, can_write_surveys, keeps
from tasks.enums import PeriodKind
from tasks.periods import next_period, period
from tasks.queries.timetables import timetable_of

NO_RIGHT = "Chỉ Văn phòng - Thống kê của đơn vị mới soạn, mở và đóng khảo sát."
CLOSED = "Khảo sát này đã đóng nên không sửa được nữa; hãy chép sang kỳ sau để lập khảo sát mới."
STALE = "Người khác vừa sửa khảo sát này; phần anh chị gõ còn nguyên, hãy xem bản đã lưu bên trên rồi lưu lại."
NAME = "Khảo sát mức độ hài lòng của người dân, tổ chức"
MOST_LINES = 12
"""Fields or questions of one survey: it is to be answered on one page of a phone."""
FIELD_LENGTH, QUESTION_LENGTH, NAME_LENGTH = 80, 300, 300
SECRET_BYTES = 12


@dataclass(frozen=True, slots=True)
class Words:
    """What a coordinator writes of a survey. Without a name it takes that of its period, without days its days."""

    name: str
    opening: str
    period: tuple[PeriodKind, int, int]
    from_on: date | None
    to_on: date | None
    fields: tuple[str, ...]
    questions: tuple[str, ...]
    handed_out: int | None


@transaction.atomic
def write_survey(*, actor: Actor, words: Words, now: datetime) -> Survey:
    """Keep a draft. The same draft once more (a double press) is the one that is there."""
    if not can_write_surveys(actor):
        raise Forbidden(NO_RIGHT)
    values = _values(actor, words)
    hold(actor.organization)
    known = Survey.objects.filter(organization=actor.organization, state=SurveyState.DRAFT, **values).first()
    if known:
        return known
    survey = Survey.objects.create(
        organization=actor.organization,
        secret=secrets.token_urlsafe(SECRET_BYTES),
        author_name=actor.name,
        created_at=now,
        **values,
    )
    _record("Soạn khảo sát", survey, actor, now, after=_said(survey))
    return survey


@transaction.atomic
def edit_survey(*, actor: Actor, survey_id: int, words: Words, seen: int, now: datetime) -> Survey:
    """Change a survey that is not closed. Once somebody answered, its period, its first day, its fields and its
    questions stay. Raises Stale when somebody else stored a change since the revision `seen`."""
    survey = _changeable(actor, survey_id)
    values = _values(actor, _fixed(survey, words) if received_by(survey) else words)
    if all(getattr(survey, name) == value for name, value in values.items()):
        return survey
    if survey.revision != seen:
        raise Stale(STALE)
    if survey.state == SurveyState.OPEN and survey.to_on < localdate(now):
        raise Refused("Khảo sát đã hết hạn nên không sửa được nữa; chỉ còn ghi số phiếu phát ra và đóng.")
    before = _said(survey)
    for name, value in values.items():
        setattr(survey, name, value)
    survey.revision += 1
    survey.save()
    old, new = changes(before, _said(survey))
    _record("Sửa khảo sát", survey, actor, now, before=old, after=new)
    return survey


@transaction.atomic
def drop_survey(*, actor: Actor, survey_id: int, now: datetime) -> None:
    """Throw a draft away."""
    survey = _changeable(actor, survey_id)
    if survey.state != SurveyState.DRAFT:
        raise Refused("Khảo sát đã mở lấy ý kiến nên không xóa được; hãy đóng nếu không dùng nữa.")
    _record("Xóa bản nháp khảo sát", survey, actor, now, before=_said(survey))
    survey.delete()


@transaction.atomic
def open_survey(*, actor: Actor, survey_id: int, now: datetime) -> Survey:
    """From now on its address answers, between its days. One that is open stays so."""
    survey = _changeable(actor, survey_id)
    if survey.state == SurveyState.OPEN:
        return survey
    if not can_open_survey(actor, survey, localdate(now)):
        raise Refused(f"Ngày cuối {survey.to_on:%d/%m/%Y} đã qua; hãy sửa ngày rồi mở khảo sát.")
    survey.state = SurveyState.OPEN
    survey.save(update_fields=["state"])
    _record("Mở khảo sát lấy ý kiến", survey, actor, now, after=_said(survey))
    return survey


@transaction.atomic
def close_survey(*, actor: Actor, survey_id: int, now: datetime) -> Survey:
    """Nobody answers any more, for good; what it came to is told, also to those above."""
    survey = _locked(actor, survey_id)
    if not keeps(actor, survey):
        raise Forbidden(NO_RIGHT)
    if survey.state == SurveyState.CLOSED:
        return survey
    if survey.state == SurveyState.DRAFT:
        raise Refused("Khảo sát chưa mở lấy ý kiến; nếu không dùng nữa, hãy xóa bản nháp.")
    survey.state = SurveyState.CLOSED
    survey.save(update_fields=["state"])
    _record("Đóng khảo sát", survey, actor, now, after={"số phiếu thu về": received_by(survey)})
    return survey


@transaction.atomic
def count_handed_out(*, actor: Actor, survey_id: int, number: int | None, now: datetime) -> Survey:
    """How many were asked, also told afterwards; None takes it back."""
    survey = _locked(actor, survey_id)
    if not keeps(actor, survey):
        raise Forbidden(NO_RIGHT)
    if survey.handed_out == number:
        return survey
    before, survey.handed_out = survey.handed_out, number
    survey.revision += 1
    survey.save(update_fields=["handed_out", "revision"])
    _record(
        "Ghi số phiếu phát ra",
        survey,
        actor,
        now,
        before={"số phiếu phát ra": before},
        after={"số phiếu phát ra": number},
    )
    return survey


@transaction.atomic
def copy_survey(*, actor: Actor, survey_id: int, now: datetime) -> Survey:
    """A draft for the period that follows, with the same words, fields and questions."""
    survey = _locked(actor, survey_id)
    if not keeps(actor, survey):
        raise Forbidden(NO_RIGHT)
    timetable = timetable_of(survey.organization)
    own = period(PeriodKind(survey.period_kind), survey.period_year, survey.period_number, timetable)
    coming = next_period(own, timetable)
    words = Words(
        name="",
        opening=survey.opening,
        period=(coming.kind, coming.year, coming.number),
        from_on=None,
        to_on=None,
        fields=tuple(name for _, name in survey.fields),
        questions=tuple(text for _, text in survey.questions),
        handed_out=None,
    )
    return write_survey(actor=actor, words=words, now=now)


def _locked(actor: Actor, survey_id: int) -> Survey:
    found: QuerySet[Survey] = Survey.objects.visible_to(actor)
    return found.select_for_update(of=("self",)).select_related("organization__parent").get(pk=survey_id)


def _changeable(actor: Actor, survey_id: int) -> Survey:
    survey = _locked(actor, survey_id)
    if keeps(actor, survey) and survey.state == SurveyState.CLOSED:
        raise Refused(CLOSED)
    if not can_change_survey(actor, survey):
        raise Forbidden(NO_RIGHT)
    return survey


def _fixed(survey: Survey, words: Words) -> Words:
    """The words without what can no longer change."""
    return replace(
        words,
        period=(PeriodKind(survey.period_kind), survey.period_year, survey.period_number),
        from_on=survey.from_on,
        fields=tuple(name for _, name in survey.fields),
        questions=tuple(text for _, text in survey.questions),
    )


def _values(actor: Actor, words: Words) -> dict[str, Any]:
    """The columns of a survey; refused where it asks nothing or its days cannot be."""
    of = period(*words.period, timetable_of(actor.organization))
    from_on, to_on = words.from_on or of.start_on, words.to_on or of.cutoff_on
    if to_on < from_on:
        raise Refused("Ngày cuối không thể trước ngày đầu; hãy sửa lại hai ngày lấy ý kiến.")
    return {
        "name": (squeeze(nfc(words.name)) or f"{NAME} {of.name}")[:NAME_LENGTH],
        "opening": nfc(words.opening.replace("\r\n", "\n")).strip(),
        "from_on": from_on,
        "to_on": to_on,
        "fields": _coded(words.fields, "lĩnh vực", FIELD_LENGTH),
        "questions": _coded(words.questions, "câu hỏi", QUESTION_LENGTH),
        "handed_out": words.handed_out,
        "period_kind": of.kind.value,
        "period_year": of.year,
        "period_number": of.number,
    }


def _coded(lines: Iterable[str], what: str, longest: int) -> list[list[str]]:
    """Each line with its place as code."""
    found = [line for line in (squeeze(nfc(one)) for one in lines) if line]
    if not found:
        raise Refused(f"Hãy ghi ít nhất một {what}, mỗi dòng một {what}.")
    if len(found) > MOST_LINES:
        raise Refused(f"Nhiều nhất {MOST_LINES} {what} để trả lời được trên một trang điện thoại; hãy bỏ bớt.")
    folded = [fold(line) for line in found]
    twice = next((line for place, line in enumerate(found) if folded.index(fold(line)) < place), None)
    if twice:
        raise Refused(f"“{twice}” ghi hai lần; hãy bỏ một dòng.")
    too_long = next((line for line in found if len(line) > longest), None)
    if too_long:
        raise Refused(f"“{too_long[:40]}…” dài quá {longest} ký tự; hãy viết ngắn lại để người dân đọc nhanh.")
    return [[str(place), line] for place, line in enumerate(found, start=1)]


def _said(survey: Survey) -> dict[str, Any]:
    return {
        "tên": survey.name,
        "kỳ": period_words(survey),
        "lấy ý kiến": f"{survey.from_on:%d/%m/%Y} - {survey.to_on:%d/%m/%Y}",
        "lĩnh vực": [name for _, name in survey.fields],
        "câu hỏi": [text for _, text in survey.questions],
        "số phiếu phát ra": survey.handed_out,
    }


def _record(verb: str, survey: Survey, actor: Actor, now: datetime, **sides: Any) -> None:
    record(verb, survey, actor=actor, organization=survey.organization, now=now, **sides)
