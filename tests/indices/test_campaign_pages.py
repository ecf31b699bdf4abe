"""Campaigns in the browser: what was typed stays, ballots and decisions on one page, the published list."""

from typing import Any

import pytest
from django.test import Client

from indices.models import AwardDecision, Campaign, Nomination, Requirement, Vote
from tests.cast import TODAY, Cast
from tests.indices.contest import launched, proposed, registered, seated, town_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_day(settings: Any) -> None:
    settings.TODAY = TODAY


def form(cast: Cast, **more: Any) -> dict[str, Any]:
    """A campaign with one reward and one requirement."""
    return {
        "name": "Phong trào mới",
        "from_on": "01/01/2023",
        "to_on": "31/12/2023",
        "threshold": "50",
        "contents": "Nội dung một\n\nNội dung hai",
        "collective": "Tiêu chí tập thể",
        "entrants": [cast.quang_trung.pk],
        "r-TOTAL_FORMS": "2",
        "r-INITIAL_FORMS": "0",
        "r-0-name": "Giấy khen",
        "r-0-authority": "Chủ tịch UBND thị xã",
        "r-0-time": "yearly",
        "r-0-subject": "collective",
        "r-1-time": "yearly",
        "r-1-subject": "collective",
        "c-TOTAL_FORMS": "2",
        "c-INITIAL_FORMS": "0",
        "c-0-kind": "late_dossiers",
        "c-0-measure": "2,5",
        "c-1-kind": "index_class",
        "c-1-measure": "Khá",
    } | more


@pytest.fixture
def town(cast: Cast) -> Client:
    town_people(cast)
    return cast.client("tx.vp")


def test_a_campaign_is_written_on_one_page(cast: Cast, town: Client) -> None:
    answer = town.post("/thi-dua/lap/", form(cast))
    found = Campaign.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/thi-dua/{found.pk}/")
    assert [part.text for part in found.parts.all()] == ["Nội dung một", "Nội dung hai", "Tiêu chí tập thể"]
    assert [(one.kind, str(one.value), one.word) for one in Requirement.objects.all()] == [
        ("late_dossiers", "2.5000", ""),
        ("index_class", "None", "Khá"),
    ]
    shown = town.get(f"/thi-dua/{found.pk}/").content.decode()
    assert "Tỷ lệ hồ sơ trễ hạn nhiều nhất 2,5 %" in shown
    assert "không lập hội đồng" in shown


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": ""}, "Hãy ghi tên phong trào"),
        ({"from_on": "31/02/2023"}, "không có trong lịch"),
        ({"c-0-measure": "2.55"}, "chưa đọc được"),
        ({"c-0-measure": ""}, "Hãy ghi con số phải đạt"),
        ({"c-1-measure": " "}, "Hãy ghi loại thấp nhất"),
        ({"to_on": "31/12/2022"}, "Ngày kết thúc đứng trước"),
    ],
)
def test_what_was_typed_stays(cast: Cast, town: Client, more: dict[str, Any], said: str) -> None:
    answer = town.post("/thi-dua/lap/", form(cast, **more))
    page = answer.content.decode()
    assert (answer.status_code, said in page, "Nội dung hai" in page) == (422, True, True)
    assert not Campaign.objects.exists()


def test_the_second_of_two_people_sees_both_versions(cast: Cast, town: Client) -> None:
    town.post("/thi-dua/lap/", form(cast))
    found = Campaign.objects.get()
    path = f"/thi-dua/{found.pk}/sua/"
    assert town.post(path, form(cast, contents="Của người thứ nhất", revision=1)).status_code == 302
    answer = town.post(path, form(cast, contents="Của người thứ hai", revision=1))
    page = answer.content.decode()
    assert (answer.status_code, "Của người thứ nhất" in page, "Của người thứ hai" in page) == (409, True, True)
    assert town.post(path, form(cast, contents="Của người thứ hai", revision=2)).status_code == 302
    assert found.parts.first().text == "Của người thứ hai"  # type: ignore[union-attr]


def test_from_ballot_to_published_list(cast: Cast, town: Client) -> None:
    campaign = launched(cast)
    ours = proposed(cast, campaign)
    member, other = seated(cast, campaign, "Ông A", "Bà B")
    for one in (member, other):
        page = town.get(f"/thi-dua/{campaign.pk}/bo-phieu/?thanh-vien={one.pk}").content.decode()
        assert f"Phiếu của {one.name}" in page
        sent = {"member": one.pk, f"phieu-{ours.pk}": "dong-y", f"y-kien-{ours.pk}": "Xứng đáng"}
        assert town.post(f"/thi-dua/{campaign.pk}/bo-phieu/", sent).status_code == 302
    assert [(vote.member.name, vote.comment) for vote in Vote.objects.order_by("pk")] == [
        ("Ông A", "Xứng đáng"),
        ("Bà B", "Xứng đáng"),
    ]
    leader = cast.client("tx.ct")
    path = f"/thi-dua/{campaign.pk}/quyet-dinh/"
    assert "2/2 đồng ý" in leader.get(path).content.decode()
    sent = {f"xet-{ours.pk}": "tang", "number": "", "decided_on": "10/06/2023", "issuer": "UBND thị xã"}
    refused = leader.post(path, sent)
    assert (refused.status_code, "Hãy ghi số, ngày" in refused.content.decode()) == (422, True)
    assert leader.post(path, sent | {"number": "12/QĐ-UBND"}).status_code == 302
    assert AwardDecision.objects.get().nominations.get() == ours
    neighbour = cast.client("ba-dinh.tpht").get(f"/thi-dua/{campaign.pk}/").content.decode()
    assert ("Đã khen thưởng" in neighbour, "Số 12/QĐ-UBND" in neighbour) == (True, True)
    assert f"/thi-dua/ho-so/{ours.pk}/" not in neighbour


def test_who_voted_how_is_not_told_below(cast: Cast, town: Client) -> None:
    campaign = launched(cast)
    found = proposed(cast, campaign)
    (member,) = seated(cast, campaign, "Ông A")
    town.post(f"/thi-dua/{campaign.pk}/bo-phieu/", {"member": member.pk, f"phieu-{found.pk}": "khong"})
    path = f"/thi-dua/ho-so/{found.pk}/"
    assert "Ông A: không đồng ý" in town.get(path).content.decode()
    assert "Ông A" not in cast.client("vptk").get(path).content.decode()


def test_an_official_registers_and_assesses_himself(cast: Cast) -> None:
    campaign = launched(cast)
    client, user = cast.client("tpht"), cast.actors["tpht"].user
    assert user is not None
    page = client.get(f"/thi-dua/{campaign.pk}/dang-ky/").content.decode()
    assert ("Người tpht" in page, "Người vhxh" in page, "Tên tập thể" in page) == (True, False, False)
    client.post(f"/thi-dua/{campaign.pk}/dang-ky/", {"user": user.pk, "occasion": "yearly-2023"})
    found = Nomination.objects.get()
    path = f"/thi-dua/ho-so/{found.pk}/tu-danh-gia/"
    page = client.get(path).content.decode()
    assert ("Có sáng kiến" in page, "Gửi báo cáo đúng hạn" in page) == (True, False)
    empty = client.post(path, {"revision": 1})
    assert (empty.status_code, "Hãy ghi tự đánh giá" in empty.content.decode()) == (422, True)
    part = campaign.parts.get(subject="individual").pk
    assert client.post(path, {"revision": 1, f"part_{part}": "Một sáng kiến"}).status_code == 302
    assert Nomination.objects.get().assessment == {str(part): "Một sáng kiến"}
    late = client.post(path, {"revision": 1, "summary": "Khác"})
    assert (late.status_code, "Một sáng kiến" in late.content.decode()) == (409, True)


def test_the_list_counts_only_what_is_ones_own(cast: Cast) -> None:
    campaign = launched(cast)
    registered(cast, campaign)
    registered(cast, campaign, "ba-dinh.vptk")
    shown = {who: cast.client(who).get("/thi-dua/").context["page"][0].files for who in ("vptk", "tx.vp", "noivu")}
    assert shown == {"vptk": 1, "tx.vp": 2, "noivu": 2}
