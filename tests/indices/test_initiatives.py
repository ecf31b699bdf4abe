"""Initiatives: shares of their authors, what becomes of them, who may do what, who reads them, how many there are."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from cchc.paper.docx import draw_document
from cchc.paper.html import draw_html
from indices.actions.initiatives import (
    Edited,
    adopt_initiative,
    edit_initiative,
    refuse_initiative,
    register_initiative,
    withdraw_initiative,
)
from indices.actions.spreading import Taken, drop_spread, record_spread
from indices.authorship import Author, shared
from indices.drawn_initiatives import application_of
from indices.enums import InitiativeState
from indices.models import Initiative, Spread
from indices.papers.applications import outline_of
from indices.queries.initiatives import (
    Asked,
    adopted_by_user,
    adopted_of,
    bodies_to_spread,
    colleagues,
    counts_by_body,
    initiative_of,
    initiatives_asked,
)
from indices.rules.initiatives import can_count, can_decide, can_edit, can_register, can_spread
from tests.cast import NOW, TODAY, Cast
from tests.indices.ideas import IDEA, adopted, author, registered

pytestmark = pytest.mark.django_db

EVERYBODY = ("tpht", "tckt", "vptk", "chutich", "noivu", "admin", "ba-dinh.vptk", "ba-dinh.chutich")
TAKEN = Taken(None, "Phường Lam Sơn", date(2023, 6, 1), "Công văn số 8", "Đang làm")


def named(*shares: int | None) -> list[Author]:
    return [Author(f"Người {n}", None, "", share) for n, share in enumerate(shares)]


def who(cast: Cast, may: Any, *args: Any) -> str:
    return " ".join(key for key in EVERYBODY if may(cast.actors[key], *args))


# authors and their shares


@pytest.mark.parametrize(
    ("given", "kept"),
    [((None,), [100]), ((100,), [100]), ((60, 40), [60, 40]), ((34, 33, 33), [34, 33, 33]), ((99, 1), [99, 1])],
)
def test_shares_add_up_to_the_whole(given: tuple[int | None, ...], kept: list[int]) -> None:
    assert [one.share for one in shared(named(*given))] == kept


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((), "Hãy ghi ít nhất một tác giả."),
        ((50,), "Một tác giả thì tỷ lệ đóng góp là 100 %"),
        ((60, 41), "cộng lại là 101 %"),
        ((60, 39), "cộng lại là 99 %"),
        ((100, None), "tỷ lệ đóng góp của Người 1"),
    ],
)
def test_other_shares_are_refused(given: tuple[int | None, ...], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        shared(named(*given))
    assert words in refusal.value.message


def test_nobody_is_an_author_twice(cast: Cast) -> None:
    with pytest.raises(Refused, match="ghi hai lần"):
        shared([author(cast, "tpht", 50), author(cast, "tpht", 50)])


# registering, mending, withdrawing


def test_an_official_registers_his_own_idea_and_a_coordinator_anybodys(cast: Cast) -> None:
    own = registered(cast)
    others = register_initiative(
        actor=cast.actors["vptk"],
        idea=replace(IDEA, name="Đặt lịch hẹn"),
        authors=[author(cast, "tpht", 70), Author("Lê Văn Ngoài", None, "", 30)],
        now=NOW,
    )
    with pytest.raises(Forbidden, match="không có tên"):
        register_initiative(
            actor=cast.actors["tckt"], idea=replace(IDEA, name="Khác"), authors=[author(cast, "tpht")], now=NOW
        )
    assert [(one.state, one.registered_on) for one in (own, others)] == [("registered", TODAY)] * 2
    assert [(a.user_id is None, a.share) for a in others.authors.all()] == [(False, 70), (True, 30)]
    assert who(cast, can_register) == "tpht tckt vptk chutich ba-dinh.vptk ba-dinh.chutich"


def test_a_double_press_registers_once(cast: Cast) -> None:
    assert registered(cast) == registered(cast)
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"name": " "}, "tên sáng kiến"), ({"problem": ""}, "thực trạng"), ({"year": 2030}, "Năm đăng ký")],
)
def test_what_says_nothing_is_not_registered(cast: Cast, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        registered(cast, **wrong)
    assert Initiative.objects.count() == 0


def test_it_is_mended_until_it_is_decided(cast: Cast) -> None:
    found = registered(cast)
    told: dict[str, Any] = {
        "actor": cast.actors["tpht"],
        "initiative_id": found.pk,
        "authors": [author(cast, "tpht")],
        "now": NOW,
    }
    changed = edit_initiative(idea=replace(IDEA, area="Chế độ công vụ"), seen_revision=1, **told)
    assert (changed.area, changed.revision, "che do cong vu" in changed.folded) == ("Chế độ công vụ", 2, True)
    with pytest.raises(Edited):
        edit_initiative(idea=replace(IDEA, area="Tài chính công"), seen_revision=1, **told)
    adopt_initiative(
        actor=cast.actors["vptk"],
        initiative_id=found.pk,
        adopter="Hội đồng sáng kiến",
        decision="1/QĐ",
        decided_on=TODAY,
        now=NOW,
    )
    with pytest.raises(Refused, match="đã có kết quả"):
        edit_initiative(idea=IDEA, seen_revision=3, **told)


def test_the_same_once_more_changes_nothing(cast: Cast) -> None:
    found = registered(cast)
    before = Event.objects.count()
    same = edit_initiative(
        actor=cast.actors["tpht"],
        initiative_id=found.pk,
        idea=IDEA,
        authors=[author(cast, "tpht")],
        seen_revision=0,
        now=NOW,
    )
    assert (same.revision, Event.objects.count()) == (1, before)


def test_who_may_mend_and_decide(cast: Cast) -> None:
    found = registered(cast)
    assert who(cast, can_edit, found) == "tpht vptk chutich"
    assert who(cast, can_decide, found) == "vptk chutich noivu"
    assert who(cast, can_spread, found) == ""
    with pytest.raises(Forbidden):
        withdraw_initiative(actor=cast.actors["tckt"], initiative_id=found.pk, now=NOW)
    with pytest.raises(Initiative.DoesNotExist):
        withdraw_initiative(actor=cast.actors["ba-dinh.vptk"], initiative_id=found.pk, now=NOW)
    gone = withdraw_initiative(actor=cast.actors["tpht"], initiative_id=found.pk, now=NOW)
    assert (gone.state, who(cast, can_edit, gone), who(cast, can_decide, gone)) == (InitiativeState.WITHDRAWN, "", "")


# deciding


def test_the_town_adopts_with_its_decision(cast: Cast) -> None:
    found = adopted(cast)
    assert (found.state, found.adopter, found.decision, found.decided_on) == (
        "adopted",
        "UBND thị xã Bỉm Sơn",
        "45/QĐ-UBND",
        date(2023, 5, 15),
    )
    assert who(cast, can_spread, found) == "tpht vptk chutich noivu"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"decision": " "}, "số quyết định"),
        ({"adopter": ""}, "cơ quan công nhận"),
        ({"decided_on": date(2023, 6, 11)}, "không thể sau hôm nay"),
        ({"decided_on": date(2022, 12, 31)}, "năm trước"),
    ],
)
def test_an_adoption_names_a_decision_that_can_be(cast: Cast, said: dict[str, Any], words: str) -> None:
    found = registered(cast)
    given: dict[str, Any] = {"adopter": "UBND thị xã", "decision": "45/QĐ-UBND", "decided_on": date(2023, 5, 15)} | said
    with pytest.raises(Refused, match=words):
        adopt_initiative(actor=cast.actors["noivu"], initiative_id=found.pk, now=NOW, **given)
    found.refresh_from_db()
    assert found.state == InitiativeState.REGISTERED


def test_a_refusal_needs_a_reason_and_is_said_once(cast: Cast) -> None:
    found = registered(cast)
    with pytest.raises(Refused, match="lý do"):
        refuse_initiative(actor=cast.actors["noivu"], initiative_id=found.pk, reason=" ", now=NOW)
    done = refuse_initiative(actor=cast.actors["noivu"], initiative_id=found.pk, reason="Trùng năm 2022", now=NOW)
    assert (done.state, done.reason) == ("refused", "Trùng năm 2022")
    with pytest.raises(Refused, match="đã có kết quả"):
        refuse_initiative(actor=cast.actors["vptk"], initiative_id=found.pk, reason="Khác", now=NOW)


@pytest.mark.parametrize("key", ["tpht", "tckt", "admin"])
def test_others_do_not_decide(cast: Cast, key: str) -> None:
    found = registered(cast)
    with pytest.raises(Forbidden):
        refuse_initiative(actor=cast.actors[key], initiative_id=found.pk, reason="Không", now=NOW)


# spreading


def test_the_body_that_took_it_over_reads_it(cast: Cast) -> None:
    found, reader = adopted(cast), cast.actors["ba-dinh.tpht"]
    assert initiative_of(reader, found.pk) is None
    assert [one.name for one in bodies_to_spread(found, today=TODAY)][:1] == ["Phòng Nội vụ thị xã Bỉm Sơn"]
    spread = record_spread(
        actor=cast.actors["noivu"], initiative_id=found.pk, taken=replace(TAKEN, body=cast.ba_dinh.pk), now=NOW
    )
    assert (spread.place, initiative_of(reader, found.pk)) == ("Phường Ba Đình", found)
    assert (can_edit(reader, found), can_decide(reader, found), can_spread(reader, found)) == (False, False, False)
    drop_spread(actor=cast.actors["tpht"], initiative_id=found.pk, spread_id=spread.pk, now=NOW)
    assert initiative_of(reader, found.pk) is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"place": " "}, "chọn đơn vị"),
        ({"spread_on": date(2023, 6, 11)}, "sau hôm nay"),
        ({"spread_on": date(2023, 5, 14)}, "trước ngày công nhận"),
        ({"place": "PHƯỜNG Lam  Sơn"}, "Đã ghi nhân rộng"),
        ({"body": 987654}, "không còn để chọn"),
    ],
)
def test_a_place_is_recorded_once_and_truly(cast: Cast, said: dict[str, Any], words: str) -> None:
    found = adopted(cast)
    record_spread(actor=cast.actors["vptk"], initiative_id=found.pk, taken=TAKEN, now=NOW)
    with pytest.raises(Refused, match=words):
        record_spread(actor=cast.actors["vptk"], initiative_id=found.pk, taken=replace(TAKEN, **said), now=NOW)
    assert Spread.objects.count() == 1


def test_what_is_not_adopted_is_not_spread(cast: Cast) -> None:
    found = registered(cast)
    with pytest.raises(Refused, match="chưa được công nhận"):
        record_spread(actor=cast.actors["vptk"], initiative_id=found.pk, taken=TAKEN, now=NOW)
    with pytest.raises(Forbidden):
        record_spread(actor=cast.actors["tckt"], initiative_id=adopted(cast).pk, taken=TAKEN, now=NOW)


# finding and counting


def test_lists_are_searched_without_accents_and_narrowed(cast: Cast) -> None:
    one, other = adopted(cast), registered(cast, "ba-dinh.tpht", name="Sổ tay một cửa", year=2022, area="Khác")

    def found(who: str, **asked: Any) -> list[int]:
        return [item.pk for item in initiatives_asked(cast.actors[who], Asked(**asked))]

    assert found("noivu") == [one.pk, other.pk]
    assert found("noivu", words="mot cua") == found("noivu", year=2022) == found("noivu", area="Khác") == [other.pk]
    assert found("noivu", state="adopted") == found("noivu", words="ho tich tpht") == [one.pk]
    assert (found("vptk"), found("ba-dinh.vptk"), found("vptk", year=2022)) == ([one.pk], [other.pk], [])


def test_what_was_adopted_counts_for_its_body_its_people_and_its_year(cast: Cast) -> None:
    found = adopted(cast)
    registered(cast, name="Chưa công nhận")
    actor, tpht = cast.actors["vptk"], author(cast, "tpht").user
    assert tpht is not None
    assert list(adopted_of(actor, cast.quang_trung, 2023)) == list(adopted_by_user(actor, tpht, 2023)) == [found]
    assert list(adopted_of(actor, cast.quang_trung, 2022)) == list(adopted_by_user(actor, tpht, 2022)) == []


def test_silent_bodies_come_first(cast: Cast) -> None:
    adopted(cast)
    gone = registered(cast, "ba-dinh.tpht", name="Sẽ rút")
    withdraw_initiative(actor=cast.actors["ba-dinh.tpht"], initiative_id=gone.pk, now=NOW)
    refuse = registered(cast, "vptk", name="Trùng")
    refuse_initiative(actor=cast.actors["noivu"], initiative_id=refuse.pk, reason="Trùng", now=NOW)
    counts = counts_by_body(cast.actors["noivu"], 2023, today=TODAY)
    assert [(one.body.name, one.registered, one.adopted, one.refused, one.is_silent) for one in counts] == [
        ("Phòng Nội vụ thị xã Bỉm Sơn", 0, 0, 0, True),
        ("Phòng Tài chính - Kế hoạch thị xã Bỉm Sơn", 0, 0, 0, True),
        ("Phường Ba Đình", 0, 0, 0, True),
        ("Xã Quang Trung", 2, 1, 1, False),
    ]
    assert all(one.is_silent for one in counts_by_body(cast.actors["noivu"], 2022, today=TODAY))
    assert who(cast, can_count) == "noivu admin"


def test_people_are_named_once_with_their_posts(cast: Cast) -> None:
    found = {one.label: one.title for one in colleagues(cast.quang_trung, today=TODAY)}
    assert found["Người tpht"] == "Công chức Tư pháp - Hộ tịch"
    assert list(found) == ["Người chutich", "Người tckt", "Người tpht", "Người vhxh", "Người vptk"]


def test_an_application_is_of_people_and_bears_no_letterhead(cast: Cast) -> None:
    found = outline_of(application_of(registered(cast)))
    page = draw_html(found, TODAY)
    assert (found.head.issuer, found.signature.recipients) == ("", ())
    assert ("Nơi nhận" in page, "ĐƠN YÊU CẦU" in page, "Độc lập - Tự do - Hạnh phúc" in page) == (False, True, True)
    text = docx_text(draw_document(found, TODAY))
    assert ("Nơi nhận" in text, "ỦY BAN NHÂN DÂN" in text, "ĐƠN YÊU CẦU" in text) == (False, False, True)


def docx_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return found.read("word/document.xml").decode()
