"""Posts: whose they are, what they lead, how they end."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cchc.orgs.actions.people import end_membership
from cchc.orgs.models import Event, Membership, Position
from plans.models import Plan
from tasks.models import Obligation
from tests.cast import TODAY, Cast, at
from tests.orgs.people_at_work import administrator, go, journal_of, membership, refusal, seen, seen_post

pytestmark = pytest.mark.django_db
DAY = f"{TODAY:%d/%m/%Y}"


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def boss(cast: Cast) -> Client:
    administrator(cast, cast.quang_trung, "qt.admin")
    return cast.client("qt.admin")


def post(name: str, **values: Any) -> dict[str, Any]:
    return {"name": name, "short_name": "", "aliases": "", "kind": "post", "order": 9} | values


def line_of(page: Any, position: Position) -> Any:
    return next(line for line in page.context["page"].object_list if line.position == position)


def test_the_page_tells_holders_and_duties(cast: Cast, boss: Client, plan: Plan) -> None:
    """Open duties that the post leads, nothing of the neighbours; a post that leads some and has no holder."""
    lead = cast.positions["tpht"]
    owed = Obligation.objects.open().filter(task__assignments__position=lead, task__assignments__role="lead").count()
    line = line_of(go(boss, "tasks:posts"), lead)
    assert ([one.user.username for one in line.holders], line.open_duties, owed > 0) == (["tpht"], owed, True)
    held = membership(cast, "tpht")
    end_membership(
        actor=cast.actors["qt.admin"], membership=held, seen=seen(held), last_on=None, now=at("2023-06-10 08:00")
    )
    page = go(boss, "tasks:posts")
    assert [one.position for one in page.context["vacant"]] == [lead]
    assert f"không ai giữ, chủ trì {owed} việc chưa xong" in page.content.decode()
    assert {one.position.organization for one in page.context["page"].object_list} == {cast.quang_trung}


def test_a_post_is_added_and_renamed(cast: Cast, boss: Client) -> None:
    """The former name stays an alias, so that last year's plan is still understood."""
    added = go(boss, "tasks:post_add", sent=post("Công chức Địa chính", aliases="Địa chính\n\n"))
    made = Position.objects.get(name="Công chức Địa chính")
    assert (added.status_code, made.aliases, made.organization) == (302, ["Địa chính"], cast.quang_trung)
    sent = post("Công chức Địa chính - Xây dựng", aliases="Địa chính", seen=seen_post(made))
    assert go(boss, "tasks:post", made.pk, sent=sent).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.aliases) == ("Công chức Địa chính - Xây dựng", ["Địa chính", "Công chức Địa chính"])
    event = Event.objects.latest("pk")
    assert (event.verb, event.before["tên"], event.after["tên"]) == (
        "Sửa chức danh",
        "Công chức Địa chính",
        "Công chức Địa chính - Xây dựng",
    )
    again = go(boss, "tasks:post", made.pk, sent=sent | {"name": "Khác"})
    assert (again.status_code, "Vừa có người sửa" in refusal(again)) == (422, True)


@pytest.mark.parametrize("name", ["CÔNG CHỨC TƯ PHÁP - HỘ TỊCH", "Bộ phận Một cửa"])
def test_one_name_one_post(cast: Cast, boss: Client, name: str) -> None:
    """Names and aliases of a body are told apart without accents and case: documents are read by them."""
    answer = go(boss, "tasks:post_add", sent=post(name))
    assert (answer.status_code, "mỗi tên chỉ của một chức danh" in refusal(answer)) == (422, True)
    assert journal_of(cast.quang_trung) == []


def test_a_post_ends_when_nothing_hangs_on_it(cast: Cast, boss: Client, plan: Plan) -> None:
    """Refused while held, refused while it leads open duties, each with what to do; then it ends and opens again."""
    lead = cast.positions["tpht"]

    def end() -> Any:
        return go(boss, "tasks:post_end", lead.pk, sent={"last_on": DAY, "seen": seen_post(lead)})

    held = end()
    assert (held.status_code, "Người tpht" in " ".join(held.context["end"].non_field_errors())) == (422, True)
    Membership.objects.filter(user=cast.people["tpht"]).update(valid_to=TODAY - timedelta(days=1))
    leading = end()
    assert "còn chủ trì" in " ".join(leading.context["end"].non_field_errors())
    lead.refresh_from_db()
    assert lead.valid_to is None
    Obligation.objects.filter(task__assignments__position=lead).update(outcome="done")
    assert end().status_code == 302
    lead.refresh_from_db()
    assert lead.valid_to == TODAY
    go(boss, "tasks:post_reopen", lead.pk, sent={"seen": seen_post(lead)})
    lead.refresh_from_db()
    assert lead.valid_to is None
    assert [verb for verb, _ in journal_of(cast.quang_trung)][-2:] == ["Kết thúc chức danh", "Mở lại chức danh"]


def test_another_bodys_posts_do_not_exist(cast: Cast, boss: Client) -> None:
    other = cast.positions["ba-dinh.tpht"]
    deeds = (("tasks:post", post("Lạ")), ("tasks:post_end", {"last_on": DAY}), ("tasks:post_reopen", {}))
    assert [go(boss, name, other.pk, sent=sent).status_code for name, sent in deeds] == [404] * 3
