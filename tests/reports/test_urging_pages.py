"""Urging on its pages: choosing bodies, writing, sending, and what the urged body sees and answers."""

from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from django.test import Client
from django.urls import reverse

from reports.actions.urging import edit_urging
from reports.enums import FileFormat
from reports.models import UrgedBody, Urging
from reports.views.urging import DAYS_TO_ANSWER
from tests.cast import TODAY, Cast, at
from tests.conftest import ReadingClient
from tests.plans_in_force import plan_in_force
from tests.reports.bodies import commune
from tests.reports.letters import WORDS, part_of, sent_to, urging_to

pytestmark = pytest.mark.django_db

LETTER = {
    "subject": WORDS.subject,
    "text": WORDS.text,
    "answer_by": "19/06/2023",
    "symbol": WORDS.symbol,
    "number": "",
    "issued_on": "",
    "authority": "",
    "signer_title": WORDS.signer_title,
    "signer": WORDS.signer,
}


@pytest.fixture(autouse=True)
def june(settings: Any) -> None:
    settings.TODAY = TODAY


def browser(cast: Cast, who: str) -> Client:
    """Somebody who is signed in, and whose looking writes nothing."""
    client = ReadingClient()
    client.force_login(cast.people[who], backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def ticked(answer: Any) -> list[str]:
    return [one["line"].body.name for one in answer.context["lines"] if one["ticked"]]


# choosing


def test_those_named_in_the_address_are_ticked_otherwise_those_that_are_late(cast: Cast) -> None:
    fresh = commune(cast, "xa-moi", "Xã Mới", valid_from=TODAY)
    noivu, page = browser(cast, "noivu"), reverse("reports:urge_new")
    every = ["Phường Ba Đình", "Xã Quang Trung"]
    assert ticked(noivu.get(page)) == every
    assert ticked(noivu.get(page, {"body": [fresh.pk]})) == ["Xã Mới"]
    assert ticked(noivu.get(page, {"body": [fresh.pk], "chon": "cham"})) == [*every, "Xã Mới"]
    assert ticked(noivu.get(page, {"body": [fresh.pk], "chon": "khong"})) == []
    assert ticked(noivu.get(page, {"chon": "1"})) == []
    assert ticked(noivu.get(page, {"body": [cast.district.pk, "x", "9" * 30], "chon": "1"})) == []


def test_a_search_without_accents_keeps_what_is_ticked(cast: Cast) -> None:
    answer = browser(cast, "noivu").get(
        reverse("reports:urge_new"), {"q": "quang", "chon": "1", "body": [cast.ba_dinh.pk]}
    )
    assert [one["line"].body.name for one in answer.context["lines"]] == ["Xã Quang Trung", "Phường Ba Đình"]
    assert (answer.context["found"], answer.context["total"], ticked(answer)) == (1, 2, ["Phường Ba Đình"])


def test_who_may_not_urge_is_told_who_may(cast: Cast) -> None:
    answer = browser(cast, "vptk").get(reverse("reports:urge_new"))
    assert answer.status_code == 403
    assert "cơ quan theo dõi cấp trên" in answer.content.decode()


# writing


def test_a_new_letter_starts_with_words_and_a_working_day(cast: Cast) -> None:
    answer = browser(cast, "noivu").get(reverse("reports:urge_write"), {"body": cast.quang_trung.pk})
    given = answer.context["form"].initial
    assert (given["symbol"], given["authority"], given["signer_title"]) == ("PNV-CCHC", "", "TRƯỞNG PHÒNG")
    assert (given["answer_by"], DAYS_TO_ANSWER) == (date(2023, 6, 16), 5)
    assert "Phòng Nội vụ thị xã Bỉm Sơn đề nghị các đơn vị" in given["text"]


def test_without_a_body_one_is_sent_to_choose(cast: Cast) -> None:
    answer = browser(cast, "noivu").get(reverse("reports:urge_write"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("reports:urge_new"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"subject": ""}, "Hãy ghi trích yếu"),
        ({"text": ""}, "Hãy viết nội dung công văn"),
        ({"answer_by": "31/02/2023"}, "không có trong lịch"),
        ({"answer_by": "10/06/2023"}, "phải sau hôm nay"),
        ({"body": []}, "ít nhất một đơn vị"),
    ],
)
def test_a_letter_that_cannot_be_kept_comes_back_with_all_that_was_typed(
    cast: Cast, changed: dict[str, Any], sentence: str
) -> None:
    sent = {**LETTER, "text": "Đoạn vừa gõ", "body": [cast.quang_trung.pk], **changed}
    answer = browser(cast, "noivu").post(reverse("reports:urge_write"), sent)
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, Urging.objects.count()) == (422, True, 0)
    assert changed.get("text", "Đoạn vừa gõ") in page
    assert "Tống Thị Nga" in page


def test_a_draft_goes_from_writing_over_choosing_again_to_the_preview(cast: Cast) -> None:
    noivu = browser(cast, "noivu")
    sent = {**LETTER, "body": [cast.quang_trung.pk]}
    again = noivu.post(reverse("reports:urge_write"), {**sent, "chon_lai": "1"})
    draft = Urging.objects.get()
    assert again["Location"] == f"{reverse('reports:urge_new')}?sua={draft.pk}&chon=1&body={cast.quang_trung.pk}"
    chosen = noivu.get(again["Location"])
    assert (ticked(chosen), chosen.context["onward"]) == (
        ["Xã Quang Trung"],
        reverse("reports:urge_edit", args=[draft.pk]),
    )
    both = [cast.quang_trung.pk, cast.ba_dinh.pk]
    form = noivu.get(chosen.context["onward"], {"body": both})
    assert (form.context["form"].initial["text"], len(form.context["lines"])) == (WORDS.text, 2)
    done = noivu.post(chosen.context["onward"], {**LETTER, "body": both, "version": form.context["version"]})
    page = noivu.get(done["Location"]).content.decode()
    for words in ("UBND xã Quang Trung", "UBND phường Ba Đình", "DANH SÁCH BÁO CÁO, NHIỆM VỤ QUÁ HẠN", "Gửi đôn đốc"):
        assert words in page


def test_the_second_of_two_sees_both_versions_and_may_then_save_his_own(cast: Cast) -> None:
    draft = urging_to(cast, cast.quang_trung)
    noivu, page = browser(cast, "noivu"), reverse("reports:urge_edit", args=[draft.pk])
    words = WORDS.__class__(**{name: getattr(WORDS, name) for name in WORDS.__slots__} | {"text": "Bản của người kia"})
    edit_urging(
        actor=cast.actors["noivu"],
        urging_id=draft.pk,
        bodies=[cast.ba_dinh.pk],
        words=words,
        seen_version=1,
        now=at("2023-06-10 10:00"),
    )
    mine = {**LETTER, "text": "Bản của tôi", "body": [cast.quang_trung.pk], "version": 1}
    refused = noivu.post(page, mine)
    shown = refused.content.decode()
    assert (refused.status_code, "Bản của người kia" in shown, "Bản của tôi" in shown) == (409, True, True)
    assert "Gửi: Phường Ba Đình." in shown
    assert noivu.post(page, {**mine, "version": refused.context["version"]}).status_code == 302
    draft.refresh_from_db()
    assert draft.text == "Bản của tôi"


# sending


def test_before_sending_a_body_in_which_nothing_is_late_any_more_is_named_and_left_out(cast: Cast) -> None:
    fresh = commune(cast, "xa-moi", "Xã Mới", valid_from=TODAY)
    draft = urging_to(cast, cast.quang_trung, fresh)
    noivu, page = browser(cast, "noivu"), reverse("reports:urge_send", args=[draft.pk])
    asked = noivu.get(page)
    assert (asked.context["clear"], asked.context["gone"], asked.context["deaf"]) == ("Xã Mới", "", "Xã Mới")
    assert [one.body.name for one in asked.context["lines"] if one.ticked] == ["Xã Quang Trung"]
    noivu.post(page, {"confirmed": 1, "body": [cast.quang_trung.pk]})
    assert [one.organization for one in Urging.objects.get().bodies.all()] == [cast.quang_trung]


def test_sending_to_nobody_is_refused_and_a_second_press_says_that_it_was_sent(cast: Cast) -> None:
    draft = urging_to(cast, cast.quang_trung)
    noivu, page = browser(cast, "noivu"), reverse("reports:urge_send", args=[draft.pk])
    assert noivu.post(page, {"confirmed": 1}).status_code == 422
    assert draft.bodies.count() == 1
    for _ in range(2):
        answer = noivu.post(page, {"confirmed": 1, "body": [cast.quang_trung.pk]})
        assert answer["Location"] == reverse("reports:urging", args=[draft.pk])
    assert UrgedBody.objects.count() == 1


# the files


@pytest.mark.parametrize("kind", list(FileFormat))
def test_files_have_names_that_say_what_they_are(cast: Cast, kind: FileFormat) -> None:
    urging = sent_to(cast, cast.quang_trung, cast.ba_dinh)
    part = part_of(urging, cast.quang_trung)
    whole = browser(cast, "noivu").get(reverse("reports:urging_file", args=[urging.pk, kind.value]))
    own = browser(cast, "vptk").get(reverse("reports:urged_file", args=[part.pk, kind.value]))
    for answer, code in ((whole, "noi-vu-bim-son"), (own, "quang-trung")):
        assert f"don-doc-2023-06-10-{code}.{kind}" in unquote(answer["Content-Disposition"])


def test_an_unknown_kind_of_file_is_not_found(cast: Cast) -> None:
    urging = sent_to(cast, cast.quang_trung)
    assert browser(cast, "noivu").get(reverse("reports:urging_file", args=[urging.pk, "exe"])).status_code == 404


def test_what_a_commune_takes_away_names_no_other(cast: Cast) -> None:
    plan_in_force(cast, who="ba-dinh.vptk")
    part = part_of(sent_to(cast, cast.quang_trung, cast.ba_dinh), cast.quang_trung)
    client = browser(cast, "vptk")
    page = client.get(reverse("reports:urged", args=[part.pk])).content.decode()
    file = client.get(reverse("reports:urged_file", args=[part.pk, "docx"])).content
    words = " ".join(node.text or "" for node in docx.Document(BytesIO(file)).element.body.iter("{*}t"))
    assert ["Ba Đình" in text for text in (page, words)] == [False, False]
    assert ["UBND xã Quang Trung" in text for text in (page, words)] == [True, True]


# the urged body


def test_a_commune_sees_its_letter_says_that_it_did_and_answers(cast: Cast) -> None:
    part = part_of(sent_to(cast, cast.quang_trung), cast.quang_trung)
    vptk, page = browser(cast, "vptk"), reverse("reports:urged", args=[part.pk])
    assert page in vptk.get(reverse("reports:urgings")).content.decode()
    assert "Đã xem" in vptk.get(page).content.decode()
    part.refresh_from_db()
    assert part.seen_at is None
    vptk.post(reverse("reports:urged_seen", args=[part.pk]))
    vptk.post(reverse("reports:urged_answer", args=[part.pk]), {"answer": "Sẽ xong ngày 15/6.", "version": 0})
    part.refresh_from_db()
    assert (part.seer_name, part.answer, part.answerer_name) == ("Người vptk", "Sẽ xong ngày 15/6.", "Người vptk")


def test_an_answer_that_comes_second_is_shown_beside_the_first(cast: Cast) -> None:
    part = part_of(sent_to(cast, cast.quang_trung), cast.quang_trung)
    page = reverse("reports:urged_answer", args=[part.pk])
    browser(cast, "vptk").post(page, {"answer": "Bản thứ nhất", "version": 0})
    leader = browser(cast, "chutich")
    refused = leader.post(page, {"answer": "Bản thứ hai", "version": 0})
    shown = refused.content.decode()
    assert (refused.status_code, "Bản thứ nhất" in shown, "Bản thứ hai" in shown) == (409, True, True)
    assert leader.post(page, {"answer": "Bản thứ hai", "version": refused.context["version"]}).status_code == 302
    empty = leader.post(page, {"answer": " ", "version": 2})
    part.refresh_from_db()
    assert (empty.status_code, part.answer) == (422, "Bản thứ hai")


def test_the_sender_filters_who_has_not_answered(cast: Cast) -> None:
    urging = sent_to(cast, cast.quang_trung, cast.ba_dinh)
    part = part_of(urging, cast.quang_trung)
    browser(cast, "vptk").post(reverse("reports:urged_answer", args=[part.pk]), {"answer": "Đã làm.", "version": 0})
    noivu, page = browser(cast, "noivu"), reverse("reports:urging", args=[urging.pk])

    def shown(**asked: str) -> list[str]:
        return [one["now"].facts.name for one in noivu.get(page, asked).context["lines"]]

    assert shown() == ["Phường Ba Đình", "Xã Quang Trung"]
    assert shown(loc="chua-tra-loi") == shown(loc="chua-xem") == shown(q="ba dinh") == ["Phường Ba Đình"]
    assert shown(loc="da-xong") == []
    assert (noivu.get(page).context["seen"], noivu.get(page).context["answered"]) == (1, 1)
