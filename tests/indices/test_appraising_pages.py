"""The team's pages: what is typed is kept, what is refused is said, files hold what the page shows."""

import io
import zipfile
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indices.actions.judging import take_up
from indices.actions.marks import Word
from indices.actions.publishing import Decision, publish
from indices.enums import AssessmentState, Stage
from indices.models import Assessment, Mark, Round
from indices.papers.surveys_sheet import draw_surveys, read_surveys
from indices.scoring.rules import Entry
from plans.reading.results import Unreadable
from tests.cast import TODAY, Cast
from tests.indices.judging import CLOSED, FULL, PARTLY, assessment_in, d, decided, judged, leaf, member, round_with_ties

pytestmark = pytest.mark.django_db
NARROWED = ("?loc=im-lang", "?loc=appraising", "?q=quang+trung")


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = CLOSED.date()


@pytest.fixture
def held(cast: Cast) -> Round:
    return round_with_ties(cast)


@pytest.fixture
def one(cast: Cast, held: Round) -> Assessment:
    """Quang Trung, taken up."""
    take_up(actor=cast.actors["noivu"], assessment_id=assessment_in(held, cast.quang_trung).pk, now=CLOSED)
    return assessment_in(held, cast.quang_trung)


def page_of(one: Assessment, area: str) -> str:
    return f"{reverse('indices:appraise', args=[one.pk])}?linh-vuc={area}"


def typed(one: Assessment, area: str, **cells: str) -> dict[str, str]:
    """What a form sends: `c1_1_choice` is the choice of 1.1."""
    sent = {"linh-vuc": area}
    for name, value in cells.items():
        *code, field = name.removeprefix("c").split("_")
        sent[f"c{leaf(one.round, '.'.join(code)).pk}-{field}"] = value
    return sent


def packed(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return unescape("".join(found.read(name).decode("utf-8", "replace") for name in found.namelist()))


def test_an_area_is_marked_by_its_form(cast: Cast, one: Assessment) -> None:
    client = cast.client("noivu")
    sent = typed(one, "1", c1_1_choice="0", c1_2_met="yes", c1_3_b="9", c1_3_a="10") | {"tiep": "1"}
    answer = client.post(reverse("indices:appraise", args=[one.pk]), sent)
    assert (answer.status_code, answer["Location"]) == (302, page_of(one, "2"))
    rows = Mark.objects.filter(assessment=one, stage=Stage.FIRST).order_by("criterion__order")
    assert [(mark.criterion.code, mark.points) for mark in rows] == [("1.1", 4), ("1.2", 6), ("1.3", 6)]


def test_what_was_typed_stays_where_something_is_wrong(cast: Cast, one: Assessment) -> None:
    sent = typed(one, "1", c1_1_choice="0", c1_3_b="9x", c1_3_a="10")
    answer = cast.client("noivu").post(reverse("indices:appraise", args=[one.pk]), sent)
    text = answer.content.decode()
    assert (answer.status_code, Mark.objects.count()) == (422, 0)
    assert all(words in text for words in ('value="9x"', "chưa đọc được", '<option value="0" selected>'))


def test_the_second_of_two_sees_both_versions(cast: Cast, one: Assessment) -> None:
    judged(cast, one, {"1.1": FULL["1.1"]})
    sent = typed(one, "1", c1_1_choice="1", c1_1_text="Ban hành muộn")
    client, address = cast.client("noivu"), reverse("indices:appraise", args=[one.pk])
    answer = client.post(address, sent)
    text, seen = answer.content.decode(), Mark.objects.get().pk
    assert (answer.status_code, "Ban hành muộn" in text, f'value="{seen}"' in text) == (409, True, True)
    assert client.post(address, sent | typed(one, "1", c1_1_seen=str(seen))).status_code == 302
    assert Mark.objects.latest("pk").points == 2


def test_a_member_reads_all_areas_and_writes_his_own(cast: Cast, one: Assessment) -> None:
    member(cast, one.round, "to.hai", "2")
    client: Client = cast.client("to.hai")
    shown = {area: b"<textarea" in client.get(page_of(one, area)).content for area in ("1", "2", "3")}
    assert shown == {"1": False, "2": True, "3": False}
    assert b"<textarea" in client.get(reverse("indices:appraise", args=[one.pk])).content


def test_points_may_be_taken_off(cast: Cast, one: Assessment) -> None:
    sent = typed(one, "4", c4_2_given="-2,5", c4_2_text="Ba vi phạm, một do lỗi hệ thống.")
    cast.client("noivu").post(reverse("indices:appraise", args=[one.pk]), sent)
    mark = Mark.objects.get()
    assert (mark.points, mark.is_given) == (d("-2.5"), True)


def test_steps_for_many_bodies_name_what_was_refused(cast: Cast, held: Round, one: Assessment) -> None:
    judged(cast, one, FULL)
    other = assessment_in(held, cast.ba_dinh)
    sent = {"buoc": "tell", "body": [one.pk, other.pk]}
    answer = cast.client("noivu").post(reverse("indices:round_steps", args=[held.pk]), sent, follow=True)
    text = answer.content.decode()
    assert "Đã làm xong cho 1 đơn vị." in text
    assert "Bản chấm của Phường Ba Đình đang ở bước “đơn vị đang tự chấm” nên chưa thể" in text
    assert Assessment.objects.get(pk=one.pk).state == AssessmentState.APPRAISED


def test_filters_stand_in_the_address(cast: Cast, held: Round, one: Assessment) -> None:
    client, address = cast.client("noivu"), reverse("indices:round", args=[held.pk])
    pages = {asked: client.get(address + asked).content.decode() for asked in ("", *NARROWED)}
    names = ("Xã Quang Trung", "Phường Ba Đình")
    shown = {asked: [name for name in names if name in text] for asked, text in pages.items()}
    assert shown == {
        "": ["Xã Quang Trung", "Phường Ba Đình"],
        "?loc=im-lang": ["Phường Ba Đình"],
        "?loc=appraising": ["Xã Quang Trung"],
        "?q=quang+trung": ["Xã Quang Trung"],
    }
    book = packed(client.get(f"{address}?tep=xlsx&loc=im-lang").content)
    assert ("Phường Ba Đình" in book, "Xã Quang Trung" in book) == (True, False)


def test_a_body_is_led_to_its_own_assessment(cast: Cast, held: Round) -> None:
    text = cast.client("vptk").get(reverse("indices:round", args=[held.pk])).content.decode()
    own = reverse("indices:assessment", args=[assessment_in(held, cast.quang_trung).pk])
    assert (own in text, "Phường Ba Đình" in text) == (True, False)
    assert cast.client("vptk").get(reverse("indices:ranking", args=[held.pk])).status_code == 404


def test_the_ranking_is_everybodys_after_publication(cast: Cast, held: Round) -> None:
    decided(cast, assessment_in(held, cast.quang_trung), FULL)
    decided(cast, assessment_in(held, cast.ba_dinh), PARTLY)
    sent = {"number": "345/QĐ-UBND", "decided_on": "03/07/2023", "signer": "Trịnh Quốc Đạt"}
    noivu, address = cast.client("noivu"), reverse("indices:publish", args=[held.pk])
    assert "Chưa công bố được" not in noivu.get(address).content.decode()
    assert noivu.post(address, sent)["Location"] == reverse("indices:ranking", args=[held.pk])
    text = cast.client("vptk").get(reverse("indices:ranking", args=[held.pk])).content.decode()
    own = cast.client("vptk").get(reverse("indices:assessment", args=[assessment_in(held, cast.quang_trung).pk]))
    onward = [address.removesuffix("cong-bo/") + "xep-hang/", f"ban-cham-{assessment_in(held, cast.quang_trung).pk}/"]
    assert [words for words in onward if words not in own.content.decode()] == []
    found = ("Xã Quang Trung", "83,50", "Phường Ba Đình", "81,56", "đạt 78,3/96 điểm áp dụng", "345/QĐ-UBND", "/46")
    assert [words for words in found if words not in text] == []


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf"])
def test_files_of_the_ranking_and_of_one_body(cast: Cast, held: Round, kind: str) -> None:
    decided(cast, assessment_in(held, cast.quang_trung), FULL)
    decided(cast, assessment_in(held, cast.ba_dinh), PARTLY)
    decision = Decision("345/QĐ-UBND", date(2023, 7, 3), "Trịnh Quốc Đạt")
    publish(actor=cast.actors["noivu"], round_id=held.pk, decision=decision, now=CLOSED)
    client = cast.client("vptk")
    ranking = client.get(f"{reverse('indices:ranking', args=[held.pk])}?tep={kind}")
    slip = client.get(reverse("indices:result_slip", args=[assessment_in(held, cast.quang_trung).pk, kind]))
    assert (ranking.status_code, slip.status_code) == (200, 200)
    if kind == "pdf":
        assert (ranking.content[:4], slip.content[:4]) == (b"%PDF", b"%PDF")
        return
    both = packed(ranking.content), packed(slip.content)
    assert [words for words in ("Xã Quang Trung", "Phường Ba Đình") if words not in both[0]] == []
    assert [words in both[0] for words in ("QUYẾT ĐỊNH:", "Như Điều 3")] == [kind == "docx"] * 2
    assert ("Thẩm định lần 1" in both[1], "Phường Ba Đình" in both[1]) == (True, False)


def test_a_slip_is_the_bodys_own_and_only_when_told(cast: Cast, held: Round, one: Assessment) -> None:
    address = reverse("indices:result_slip", args=[one.pk, "xlsx"])
    people = ("noivu", "vptk", "ba-dinh.vptk")
    assert [cast.client(who).get(address).status_code for who in people] == [200, 404, 404]


# surveys


def test_surveys_come_from_a_workbook_that_is_looked_at_first(cast: Cast, held: Round, one: Assessment) -> None:
    client, address = cast.client("noivu"), reverse("indices:survey_marks", args=[held.pk])
    key = f"{one.pk}-{leaf(held, '3.1').pk}"
    book = draw_surveys("Đợt", [("3.1", "Hài lòng")], [("quang-trung", "Xã Quang Trung", ["425/500"])], TODAY)
    shown = client.post(address, {"file": SimpleUploadedFile("dieu-tra.xlsx", book)})
    assert (f'name="o-{key}" value="425/500"' in shown.content.decode(), Mark.objects.count()) == (True, 0)
    assert client.post(address, {f"o-{key}": "425/500", f"seen-{key}": ""}).status_code == 302
    assert Mark.objects.get().points == d("25.5")
    again = client.get(f"{address}?tep=xlsx").content
    same = client.post(address, {"file": SimpleUploadedFile("a.xlsx", again)}, follow=True)
    assert "giống hệt" in same.content.decode()


def test_every_fault_of_a_workbook_is_named_at_once() -> None:
    rows = [("quang-trung", "Xã Quang Trung", ["8,5", "1"]), ("la", "Xã lạ", ["9", "2"])]
    found = read_surveys(draw_surveys("Đợt", [("3.1", "a"), ("9.9", "b")], rows, TODAY), ["quang-trung"], ["3.1"])
    assert found.cells == {("quang-trung", "3.1"): "8,5"}
    assert found.faults == (
        "Cột “9.9” không phải mã tiêu chí điều tra của đợt này.",
        "Dòng 8: không có đơn vị mã “la” trong đợt này.",
    )
    with pytest.raises(Unreadable):
        read_surveys(b"khong phai Excel", [], [])


def test_a_cell_that_cannot_be_read_keeps_all_cells(cast: Cast, held: Round, one: Assessment) -> None:
    key = f"{one.pk}-{leaf(held, '3.1').pk}"
    answer = cast.client("noivu").post(reverse("indices:survey_marks", args=[held.pk]), {f"o-{key}": "8.5.x"})
    assert (answer.status_code, 'value="8.5.x"' in answer.content.decode(), Mark.objects.count()) == (422, True, 0)


def test_missing_stays_missing_on_the_ranking(cast: Cast, held: Round, one: Assessment) -> None:
    judged(cast, one, {"1.1": Word(Entry(choice=0))})
    text = cast.client("noivu").get(reverse("indices:ranking", args=[held.pk])).content.decode()
    assert "còn 6 tiêu chí chưa có điểm: chưa xếp hạng" in text
