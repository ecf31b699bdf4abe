"""What a stranger meets at the public address of a survey, and what is kept of it: the sheet and its day."""

import re
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cchc.orgs.models import Event
from cchc.web.limits import Limit, sender
from indices.actions.surveys import close_survey
from indices.models import Survey, SurveyAnswer
from tests.cast import NOW, TODAY, Cast
from tests.indices.asking import draft_survey, open_one

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Linux; Android 13; SM-A536E)"
HERE = "203.113.131.9"


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    settings.TODAY = TODAY
    cache.clear()


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return open_one(cast.actors["vptk"])


@pytest.fixture
def stranger() -> Client:
    """A phone that checks every token and sends its address and name."""
    return Client(enforce_csrf_checks=True, REMOTE_ADDR=HERE, headers={"user-agent": PHONE})


def path_of(survey: Survey) -> str:
    return reverse("indices:answer", args=[survey.secret])


def form_of(client: Client, survey: Survey) -> dict[str, str]:
    """A form as shown now, filled in."""
    page = client.get(path_of(survey)).content.decode()
    mark = re.search(r'name="phieu" value="([^"]+)"', page)
    assert mark is not None
    return {"phieu": mark[1], "field": "2", "q1": "5", "q2": "4"}


def send(client: Client, survey: Survey, **other: str) -> HttpResponse:
    return client.post(path_of(survey), form_of(client, survey) | other)  # type: ignore[return-value]


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_a_sheet_is_kept_and_nothing_of_the_person(stranger: Client, survey: Survey) -> None:
    """One row more in one table; its columns are the sheet, the day and the mark of the form. No cookie, no session."""
    before = rows()
    answer = send(stranger, survey)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("indices:thanks", args=[survey.secret])
    assert {label: count - before[label] for label, count in rows().items() if count != before[label]} == {
        "indices.SurveyAnswer": 1
    }
    columns = {field.column for field in SurveyAnswer._meta.concrete_fields}
    assert columns == {"id", "survey_id", "field", "marks", "answered_on", "nonce"}
    kept = SurveyAnswer.objects.get()
    assert (kept.field, kept.marks, kept.answered_on) == ("2", {"1": 5, "2": 4}, TODAY)
    assert dict(stranger.cookies) == {}
    assert not Event.objects.filter(object_type="indices.surveyanswer").exists()


def test_the_cache_holds_no_address(stranger: Client, survey: Survey, settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "looked-at"}}
    send(stranger, survey)
    held = repr(getattr(cache, "_cache", {}))
    assert "limit-survey-sender" in held
    assert HERE not in held
    assert survey.secret not in held


def test_the_page_asks_in_plain_words(stranger: Client, survey: Survey) -> None:
    answer = stranger.get(path_of(survey))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert page.count('type="radio"') == 3 + 2 * 5
    assert page.index("Đất đai") < page.index("Tiếp cận dịch vụ") < page.index("Thủ tục hành chính")
    assert "không lưu số điện thoại" in page
    assert "/khao-sat/" not in page


def test_the_same_form_counts_once_and_another_one_again(stranger: Client, survey: Survey) -> None:
    form = form_of(stranger, survey)
    first, again = stranger.post(path_of(survey), form), stranger.post(path_of(survey), form | {"q1": "1"})
    assert (first.status_code, again.status_code, SurveyAnswer.objects.count()) == (302, 302, 1)
    assert SurveyAnswer.objects.get().marks["1"] == 5
    send(stranger, survey)
    assert SurveyAnswer.objects.count() == 2


def test_what_is_missing_is_named_and_what_is_chosen_stays(stranger: Client, survey: Survey) -> None:
    form = form_of(stranger, survey)
    del form["q2"]
    answer = stranger.post(path_of(survey), form | {"field": "9"})
    page = answer.content.decode()
    assert (answer.status_code, SurveyAnswer.objects.count()) == (422, 0)
    assert "Còn 2 mục chưa chọn" in page
    assert re.findall(r'href="#muc-(\w+)"', page) == ["field", "q2"]
    assert re.findall(r'name="(\w+)" value="(\d)"[^>]* checked', page) == [("q1", "5")]
    assert form["phieu"] in page
    assert stranger.post(path_of(survey), form | {"q2": "3"}).status_code == 302


@pytest.mark.parametrize("mark", ["", "tu-bia", "abc.def:xyz"])
def test_a_form_that_is_not_ours_is_shown_again(stranger: Client, survey: Survey, mark: str) -> None:
    answer = send(stranger, survey, phieu=mark)
    assert (answer.status_code, SurveyAnswer.objects.count()) == (422, 0)
    assert "Trang này đã cũ" in answer.content.decode()


def test_a_form_of_other_questions_is_shown_again(stranger: Client, survey: Survey) -> None:
    form = form_of(stranger, survey)
    Survey.objects.filter(pk=survey.pk).update(questions=[["1", "Câu khác"], ["2", "Thủ tục hành chính"]])
    assert stranger.post(path_of(survey), form).status_code == 422
    assert send(stranger, survey).status_code == 302


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2023, 4, 30), "Khảo sát chưa bắt đầu"),
        (date(2023, 5, 1), ""),
        (date(2023, 6, 14), ""),
        (date(2023, 6, 15), "Khảo sát đã kết thúc"),
    ],
)
def test_it_answers_on_its_days(stranger: Client, survey: Survey, settings: Any, today: date, says: str) -> None:
    form = form_of(stranger, survey)
    settings.TODAY = today
    shown, sent = stranger.get(path_of(survey)), stranger.post(path_of(survey), form)
    assert (shown.status_code, sent.status_code) == (200, 409 if says else 302)
    assert ("<form" in shown.content.decode()) == (not says)
    assert says in shown.content.decode()
    assert SurveyAnswer.objects.count() == (0 if says else 1)


def test_closed_and_draft_and_unknown(stranger: Client, survey: Survey, cast: Cast) -> None:
    form, draft = form_of(stranger, survey), draft_survey(cast.actors["vptk"], name="Nháp")
    close_survey(actor=cast.actors["vptk"], survey_id=survey.pk, now=NOW)
    assert stranger.post(path_of(survey), form).status_code == 409
    assert "Khảo sát đã kết thúc" in stranger.get(path_of(survey)).content.decode()
    assert "Người khác trả lời" not in stranger.get(reverse("indices:thanks", args=[survey.secret])).content.decode()
    for secret in (draft.secret, "khong-co"):
        assert stranger.get(reverse("indices:answer", args=[secret])).status_code == 404
        assert stranger.post(reverse("indices:answer", args=[secret]), form).status_code == 404
        assert stranger.get(reverse("indices:thanks", args=[secret])).status_code == 404
    assert SurveyAnswer.objects.count() == 0


def test_one_sender_is_slowed_down_and_others_are_not(stranger: Client, survey: Survey, settings: Any) -> None:
    """Wrong forms and the same form again are not counted; what was chosen stays on the page."""
    settings.SURVEY_ANSWERS_AN_HOUR = 2
    form = form_of(stranger, survey)
    assert [stranger.post(path_of(survey), form | {"q1": "8"}).status_code for _ in range(3)] == [422] * 3
    assert [stranger.post(path_of(survey), form).status_code, send(stranger, survey).status_code] == [302, 302]
    refused = send(stranger, survey, q1="3")
    page = refused.content.decode()
    assert refused.status_code == 429
    assert "Từ mạng này vừa có nhiều phiếu" in page
    assert re.findall(r'name="(q1)" value="(\d)"[^>]* checked', page) == [("q1", "3")]
    other = Client(REMOTE_ADDR="203.113.131.10")
    assert send(other, survey).status_code == 302
    assert SurveyAnswer.objects.count() == 3


def test_a_survey_takes_so_many_a_minute(survey: Survey, settings: Any) -> None:
    settings.SURVEY_ANSWERS_A_MINUTE = 3
    found = [send(Client(REMOTE_ADDR=f"203.113.131.{n}"), survey).status_code for n in range(4)]
    assert found == [302, 302, 302, 429]


def test_limits_end_with_their_time() -> None:
    limit = Limit("thu", 1, 60)
    limit.count("ai đó")
    assert (limit.is_reached("ai đó"), limit.is_reached("người khác")) == (True, False)
    cache.clear()
    assert not limit.is_reached("ai đó")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::5", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::5", "2001:db8:1:3::5", False),
        ("::ffff:203.113.131.9", "203.113.131.9", True),
        ("203.113.131.9", "203.113.131.10", False),
        ("unix:", "unix:", True),
    ],
)
def test_senders_are_told_apart_by_their_line(one: str, other: str, same: bool) -> None:
    assert (sender(one) == sender(other)) == same
