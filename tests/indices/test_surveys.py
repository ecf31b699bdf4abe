"""Surveys on the side of those who ask: their life, what stays once somebody answered, who reads what."""

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from cchc.orgs.enums import Role
from cchc.orgs.models import Event, User
from cchc.orgs.refusals import Forbidden, Refused, Stale
from indices.actions.surveys import (
    close_survey,
    copy_survey,
    count_handed_out,
    drop_survey,
    edit_survey,
    open_survey,
)
from indices.enums import SurveyState, TeamPart
from indices.models import Survey, SurveyAnswer, TeamMember
from indices.queries.surveys import line_of, results_by, satisfaction_of, satisfactions_of, survey_of, surveys_in_reach
from indices.rules.surveys import is_over, is_running
from indices.surveying.drawing import qr
from tasks.enums import PeriodKind
from tests.cast import NOW, TODAY, Cast, at
from tests.indices.asking import answered, closed_survey, draft_survey, open_one, words_of
from tests.indices.sets import round_over, small_set
from tests.orgs.people_at_work import enlisted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = TODAY


def test_a_survey_takes_name_and_days_from_its_period(cast: Cast) -> None:
    """By the decree the second quarter runs from 15/03 to 14/06."""
    found = draft_survey(cast.actors["vptk"], name=" ", from_on=None, to_on=None)
    assert found.name == "Khảo sát mức độ hài lòng của người dân, tổ chức quý II năm 2023"
    assert (found.from_on, found.to_on) == (date(2023, 3, 15), date(2023, 6, 14))
    assert found.fields == [["1", "Đất đai"], ["2", "Hộ tịch"], ["3", "Chứng thực"]]
    assert (found.state, len(found.secret)) == (SurveyState.DRAFT, 16)


def test_the_same_draft_twice_is_one(cast: Cast) -> None:
    actor = cast.actors["vptk"]
    assert draft_survey(actor) == draft_survey(actor)
    assert draft_survey(actor, name="Khác") != draft_survey(actor)
    assert Event.objects.filter(verb="Soạn khảo sát").count() == 2


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"fields": (" ", "")}, "Hãy ghi ít nhất một lĩnh vực"),
        ({"questions": ()}, "Hãy ghi ít nhất một câu hỏi"),
        ({"questions": tuple(f"Câu {n}" for n in range(13))}, "Nhiều nhất 12 câu hỏi"),
        ({"fields": ("Đất đai", "dat dai")}, "“dat dai” ghi hai lần"),
        ({"fields": ("Đ" * 81,)}, "dài quá 80 ký tự"),
        ({"to_on": date(2023, 4, 30)}, "Ngày cuối không thể trước ngày đầu"),
    ],
)
def test_what_cannot_be_asked(cast: Cast, other: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        draft_survey(cast.actors["vptk"], **other)
    assert Survey.objects.count() == 0


def test_the_life_of_a_survey(cast: Cast) -> None:
    actor = cast.actors["vptk"]
    survey = open_one(actor)
    assert (is_running(survey, TODAY), is_over(survey, TODAY)) == (True, False)
    assert (is_running(survey, date(2023, 4, 30)), is_over(survey, date(2023, 6, 15))) == (False, True)
    closed = close_survey(actor=actor, survey_id=answered(survey).pk, now=NOW)
    assert (is_running(closed, TODAY), is_over(closed, TODAY)) == (False, True)
    assert close_survey(actor=actor, survey_id=survey.pk, now=NOW) == closed
    said = Event.objects.filter(object_type="indices.survey").order_by("pk")
    assert list(said.values_list("verb", flat=True)) == ["Soạn khảo sát", "Mở khảo sát lấy ý kiến", "Đóng khảo sát"]
    assert said.last().after == {"số phiếu thu về": 6}  # type: ignore[union-attr]
    for step in (open_survey, drop_survey):
        with pytest.raises(Refused, match="đã đóng"):
            step(actor=actor, survey_id=survey.pk, now=NOW)


def test_a_draft_is_dropped_not_closed_and_one_that_is_open_closed_not_dropped(cast: Cast) -> None:
    actor, draft = cast.actors["vptk"], draft_survey(cast.actors["vptk"], name="Nháp")
    running = open_one(actor)
    with pytest.raises(Refused, match="chưa mở"):
        close_survey(actor=actor, survey_id=draft.pk, now=NOW)
    with pytest.raises(Refused, match="đã mở"):
        drop_survey(actor=actor, survey_id=running.pk, now=NOW)
    drop_survey(actor=actor, survey_id=draft.pk, now=NOW)
    assert list(Survey.objects.all()) == [running]


def test_a_draft_whose_days_are_over_is_not_opened(cast: Cast) -> None:
    draft = draft_survey(cast.actors["vptk"])
    with pytest.raises(Refused, match="14/06/2023 đã qua"):
        open_survey(actor=cast.actors["vptk"], survey_id=draft.pk, now=at("2023-06-15 08:00"))
    assert open_survey(actor=cast.actors["vptk"], survey_id=draft.pk, now=at("2023-06-14 23:59")).state == "open"


def test_what_was_answered_stays_as_it_was_asked(cast: Cast) -> None:
    """Until the first answer everything can be mended; then words, last day and number only."""
    actor, survey = cast.actors["vptk"], open_one(cast.actors["vptk"])
    new = words_of(name="Tên mới", questions=("Một câu",), to_on=date(2023, 6, 13), handed_out=40)
    mended = edit_survey(actor=actor, survey_id=survey.pk, words=new, seen=survey.revision, now=NOW)
    assert (mended.questions, mended.revision) == ([["1", "Một câu"]], 2)
    answered(mended, [("1", 4)])
    more = words_of(name="Tên khác", questions=("Câu khác",), fields=("Khác",), from_on=date(2023, 5, 2))
    found = edit_survey(actor=actor, survey_id=survey.pk, words=more, seen=2, now=NOW)
    assert (found.name, found.questions, found.from_on) == ("Tên khác", [["1", "Một câu"]], date(2023, 5, 1))
    assert found.fields == mended.fields


def test_the_second_of_two_who_mend_is_refused(cast: Cast) -> None:
    actor, survey = cast.actors["vptk"], draft_survey(cast.actors["vptk"])
    edit_survey(actor=actor, survey_id=survey.pk, words=words_of(name="Một"), seen=1, now=NOW)
    with pytest.raises(Stale):
        edit_survey(actor=actor, survey_id=survey.pk, words=words_of(name="Hai"), seen=1, now=NOW)
    assert edit_survey(actor=actor, survey_id=survey.pk, words=words_of(name="Một"), seen=1, now=NOW).revision == 2


def test_the_stale_page_keeps_what_was_typed_and_shows_theirs(cast: Cast) -> None:
    survey, client = draft_survey(cast.actors["vptk"], name="Bản của họ"), cast.client("vptk")
    form = {
        "period": "quarter-2023-2",
        "name": "Bản của tôi",
        "to_on": "",
        "fields_text": "Đất đai",
        "questions_text": "Thái độ",
        "revision": 0,
    }
    path = reverse("indices:survey_edit", args=[survey.pk])
    answer = client.post(path, form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của họ" in page
    assert 'value="Bản của tôi"' in page
    assert client.post(path, form | {"revision": 1}).status_code == 302
    survey.refresh_from_db()
    assert survey.name == "Bản của tôi"


def test_a_survey_is_copied_to_the_period_that_follows(cast: Cast) -> None:
    actor = cast.actors["vptk"]
    last = closed_survey(actor, period=(PeriodKind.QUARTER, 2023, 4), handed_out=30)
    copied = copy_survey(actor=actor, survey_id=last.pk, now=NOW)
    assert (copied.period_kind, copied.period_year, copied.period_number) == ("quarter", 2024, 1)
    assert (copied.from_on, copied.to_on) == (date(2023, 12, 15), date(2024, 3, 14))
    assert (copied.fields, copied.questions, copied.handed_out) == (last.fields, last.questions, None)
    assert (copied.state, copied.secret != last.secret) == (SurveyState.DRAFT, True)
    assert copy_survey(actor=actor, survey_id=last.pk, now=NOW) == copied


def test_the_number_handed_out_is_told_also_afterwards(cast: Cast) -> None:
    survey = closed_survey(cast.actors["vptk"])
    found = count_handed_out(actor=cast.actors["vptk"], survey_id=survey.pk, number=8, now=NOW)
    assert found.handed_out == 8
    page = cast.client("tpht").get(reverse("indices:survey", args=[survey.pk])).content.decode()
    assert "trên 8 phiếu phát ra: 75 %" in page


@pytest.mark.parametrize("name", ["tpht", "chutich", "noivu", "admin"])
def test_only_the_coordinator_of_the_body_changes_it(cast: Cast, name: str) -> None:
    draft, running = draft_survey(cast.actors["vptk"], name="Nháp"), open_one(cast.actors["vptk"])
    actor = cast.actors[name]
    with pytest.raises(Forbidden):
        draft_survey(actor)
    with pytest.raises(Forbidden):
        open_survey(actor=actor, survey_id=draft.pk, now=NOW)
    with pytest.raises(Forbidden):
        close_survey(actor=actor, survey_id=running.pk, now=NOW)
    with pytest.raises(Survey.DoesNotExist):
        close_survey(actor=cast.actors["ba-dinh.vptk"], survey_id=running.pk, now=NOW)


def test_from_above_one_reads_what_is_closed(cast: Cast) -> None:
    """The town's reviewer and its own coordinator; the neighbour nothing."""
    enlisted(cast, cast.district, "tx.vp", Role.COORDINATOR)
    draft, running = draft_survey(cast.actors["vptk"], name="Nháp"), open_one(cast.actors["vptk"])
    closed = closed_survey(cast.actors["vptk"], name="Đã đóng")
    read = {name: set(surveys_in_reach(cast.actors[name])) for name in ("tpht", "noivu", "tx.vp", "ba-dinh.vptk")}
    assert read == {"tpht": {draft, running, closed}, "noivu": {closed}, "tx.vp": {closed}, "ba-dinh.vptk": set()}
    assert survey_of(cast.actors["noivu"], running.pk) is None


def test_results_are_told_when_nobody_answers_any_more(cast: Cast, settings: Any) -> None:
    """Watched from one sheet to the next they would tell what the last person chose."""
    survey = answered(open_one(cast.actors["vptk"]))
    path, client = reverse("indices:survey", args=[survey.pk]), cast.client("vptk")
    before = client.get(path).content.decode()
    assert "phiếu thu về" in before
    assert "66,7 %" not in before
    assert client.get(reverse("indices:survey_file", args=[survey.pk, "xlsx"])).status_code == 404
    settings.TODAY = date(2023, 6, 15)
    after = client.get(path).content.decode()
    assert "66,7 %" in after
    assert "Đã hết hạn, chưa đóng" in after


def test_the_page_of_results_by_hand(cast: Cast) -> None:
    """8 of 12 answers satisfied; as 4 of 6 persons between 30,0 and 90,3 %; the mean 45/12."""
    survey = closed_survey(cast.actors["vptk"])
    found = results_by(survey)
    assert found.overall is not None
    assert (found.overall.satisfied, found.overall.answered, found.overall.sheets) == (8, 12, 6)
    page = cast.client("vptk").get(reverse("indices:survey", args=[survey.pk])).content.decode()
    assert "<b>▲ 66,7 %</b>hài lòng và rất hài lòng<small>tin cậy 95 %: 30 – 90,3 %</small>" in page
    assert "<b>3,75</b>điểm trung bình" in page


def test_few_sheets_and_few_of_a_field_are_not_told(cast: Cast) -> None:
    client = cast.client("vptk")
    few = closed_survey(cast.actors["vptk"], [("1", 5, 5)] * 4, name="Ít")
    page = client.get(reverse("indices:survey", args=[few.pk])).content.decode()
    assert "Chưa đủ phiếu để nêu kết quả" in page
    assert "100 %" not in page
    sheets = [*[("1", 5, 5)] * 6, *[("2", 4, 4)] * 5, ("3", 1, 1)]
    some = closed_survey(cast.actors["vptk"], sheets, name="Vừa")
    path = reverse("indices:survey", args=[some.pk])
    page = client.get(path).content.decode()
    assert "Hộ tịch, Chứng thực" in page
    for field, status in (("1", 200), ("khac", 200), ("2", 404), ("3", 404), ("9", 404)):
        assert (field, client.get(path, {"linh-vuc": field}).status_code) == (field, status)
        file = reverse("indices:survey_file", args=[some.pk, "pdf"])
        assert (field, client.get(file, {"linh-vuc": field}).status_code) == (field, status)


def test_the_code_on_page_and_poster_leads_to_the_public_address(cast: Cast, settings: Any) -> None:
    settings.SITE_URL = "https://cchc.quangtrung.gov.vn"
    survey = open_one(cast.actors["vptk"])
    address = f"https://cchc.quangtrung.gov.vn/y-kien/{survey.secret}/"
    page = cast.client("vptk").get(reverse("indices:survey", args=[survey.pk])).content.decode()
    assert f'value="{address}" readonly' in page
    drawn = re.search(r'<svg [^>]*class="qr".*?</svg>', page)
    assert drawn is not None
    assert drawn[0] == qr(address, "Mã QR mở phiếu khảo sát")
    poster = cast.client("vptk").get(reverse("indices:survey_poster", args=[survey.pk]))
    assert (poster.status_code, poster.content[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_files_of_a_survey_are_the_same_twice(cast: Cast, kind: str) -> None:
    survey = closed_survey(cast.actors["vptk"])
    path = reverse("indices:survey_file", args=[survey.pk, kind])
    one, two = cast.client("vptk").get(path), cast.client("noivu").get(path)
    assert (one.status_code, one.content == two.content, len(one.content) > 1000) == (200, True, True)


def test_periods_stand_in_one_line(cast: Cast) -> None:
    actor = cast.actors["vptk"]
    second = closed_survey(actor, [("1", 5, 5)] * 5)
    first = closed_survey(actor, [("1", 5, 1)] * 5, period=(PeriodKind.QUARTER, 2023, 1), name="Quý I")
    closed_survey(actor, period=(PeriodKind.YEAR, 2023, 1), name="Cả năm")
    closed_survey(actor, period=(PeriodKind.QUARTER, 2023, 3), name="Quý III")
    found = line_of(second, today=TODAY)
    assert [one.survey for one in found] == [first, second]
    assert [one.results.overall and one.results.overall.share for one in found] == [0.5, 1]


def test_the_list_is_narrowed_by_its_address(cast: Cast) -> None:
    actor, client = cast.actors["vptk"], cast.client("vptk")
    closed_survey(actor, name="Của quý")
    closed_survey(actor, name="Của năm ngoái", period=(PeriodKind.YEAR, 2022, 1))
    path = reverse("indices:surveys")
    shown = {
        asked: re.findall(r"<b>(Của [^<]+)</b>", client.get(f"{path}?{asked}").content.decode())
        for asked in ("", "nam=2022", "ky=quarter", "nam=2022&ky=quarter", "nam=x&ky=y")
    }
    both = ["Của năm ngoái", "Của quý"]
    assert {asked: sorted(names) for asked, names in shown.items()} == {
        "": both,
        "nam=2022": both[:1],
        "ky=quarter": both[1:],
        "nam=2022&ky=quarter": [],
        "nam=x&ky=y": both,
    }


def test_a_criterion_takes_what_citizens_answered(cast: Cast) -> None:
    """All closed surveys of the year together; open ones, other years and few sheets give nothing, which is no 0."""
    actor, body = cast.actors["vptk"], cast.quang_trung
    assert satisfaction_of(actor, body, 2023) is None
    answered(open_one(actor, name="Đang mở"))
    closed_survey(actor, [("1", 5, 5)] * 4, name="Ít phiếu", period=(PeriodKind.QUARTER, 2022, 4))
    assert (satisfaction_of(actor, body, 2023), satisfaction_of(actor, body, 2022)) == (None, None)
    closed_survey(actor, name="Quý II")
    closed_survey(actor, [("1", 5, 5)] * 2, name="Quý I", period=(PeriodKind.QUARTER, 2023, 1))
    assert satisfaction_of(actor, body, 2023) == (12, 16)


def test_the_team_reads_the_counts_of_the_bodies_it_assesses(cast: Cast) -> None:
    """An official of a department: nothing before he is of the team, then what the round assesses."""
    enlisted(cast, cast.home_affairs, "nv.cv", Role.OFFICER)
    closed_survey(cast.actors["vptk"])
    outsider, reviewer = cast.actors["nv.cv"], cast.actors["noivu"]
    bodies = [cast.quang_trung, cast.ba_dinh]
    assert satisfactions_of(outsider, bodies, 2023) == {}
    assert satisfactions_of(reviewer, bodies, 2023) == {cast.quang_trung.pk: (8, 12)}
    found = round_over(cast, small_set(cast.district))
    official = User.objects.get(username="nv.cv")
    TeamMember.objects.create(round=found, user=official, organization=cast.home_affairs, part=TeamPart.APPRAISER)
    assert satisfactions_of(outsider, bodies, 2023) == {cast.quang_trung.pk: (8, 12)}
    assert satisfactions_of(cast.actors["ba-dinh.vptk"], bodies, 2023) == {}


def test_answers_are_written_once(cast: Cast) -> None:
    survey = answered(open_one(cast.actors["vptk"]))
    with pytest.raises(TypeError):
        SurveyAnswer.objects.filter(survey=survey).update(field="2")
    with pytest.raises(TypeError):
        SurveyAnswer.objects.filter(survey=survey).delete()
