"""Who works where: nobody grants more than he has, leaving ends access the same minute, successors find the duties."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cchc.orgs.actions.people import add_membership, change_membership, end_membership
from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Event, Membership, Notice, Organization, User
from cchc.orgs.queries.people import actor_of
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.orgs.rules import can_grant, can_manage_people
from plans.models import Plan
from tests.cast import NOW, PASSWORD, TODAY, Cast, at
from tests.orgs.people_at_work import (
    administrator,
    enlisted,
    go,
    journal_of,
    membership,
    refusal,
    seen,
    seen_user,
    term,
    user,
)

pytestmark = pytest.mark.django_db
LATER = at("2023-06-10 10:00")


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = TODAY


@dataclass(frozen=True)
class Office:
    """The cast with administrators of a commune, of a district's department and of the province."""

    cast: Cast
    commune: Client
    department: Client
    province: Client


@pytest.fixture
def office(cast: Cast) -> Office:
    administrator(cast, cast.quang_trung, "qt.admin")
    administrator(cast, cast.home_affairs, "nv.admin")
    return Office(cast, cast.client("qt.admin"), cast.client("nv.admin"), cast.client("admin"))


def bodies(cast: Cast) -> dict[str, Organization]:
    return {
        "tỉnh": cast.province,
        "thị xã": cast.district,
        "phòng": cast.home_affairs,
        "xã": cast.quang_trung,
        "phường": cast.ba_dinh,
    }


def test_who_grants_what_where(office: Office) -> None:
    """The whole table: role × body × administrator. Nothing is granted beyond one's own territory."""
    cast = office.cast
    granted = {
        name: {
            place: " ".join(role.value for role in Role if can_grant(cast.actors[name], body, role))
            for place, body in bodies(cast).items()
        }
        for name in ("admin", "nv.admin", "qt.admin", "noivu", "chutich", "vptk", "tpht")
    }
    all_roles, own = "officer coordinator leader reviewer administrator", "officer coordinator leader administrator"
    nothing = dict.fromkeys(bodies(cast), "")
    everywhere = {"tỉnh": all_roles, "thị xã": all_roles, "phòng": all_roles, "xã": own, "phường": own}
    assert granted == {
        "admin": everywhere,
        "nv.admin": everywhere | {"tỉnh": ""},
        "qt.admin": nothing | {"xã": own},
        "noivu": nothing,
        "chutich": nothing,
        "vptk": nothing,
        "tpht": nothing,
    }


def test_who_manages_whom(office: Office) -> None:
    cast = office.cast
    managed = {
        name: [place for place, body in bodies(cast).items() if can_manage_people(cast.actors[name], body)]
        for name in ("admin", "nv.admin", "qt.admin", "vptk")
    }
    below = ["thị xã", "phòng", "xã", "phường"]
    assert managed == {"admin": ["tỉnh", *below], "nv.admin": below, "qt.admin": ["xã"], "vptk": []}


def test_a_new_person_comes_with_a_password_shown_once(office: Office) -> None:
    cast = office.cast
    sent = {"full_name": "Lê Thị Mới", "username": "moi.quangtrung", "email": "moi@quangtrung.gov.vn"}
    sent |= term(Role.OFFICER, cast.positions["tpht"], valid_from=TODAY)
    answer = go(office.commune, "orgs:people_add", sent=sent)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    (opened,) = answer.context["opened"]
    held = Membership.objects.get(user=opened.user)
    assert (held.organization, held.role, held.valid_from) == (cast.quang_trung, Role.OFFICER, TODAY)
    assert list(held.positions.all()) == [cast.positions["tpht"]]
    assert (opened.user.must_change_password, opened.user.check_password(opened.password)) == (True, True)
    assert opened.password in answer.content.decode()
    kept = " ".join(str(value) for value in Event.objects.values_list("before", "after"))
    assert opened.password not in kept
    assert journal_of(cast.quang_trung) == [
        ("Mở tài khoản", "Lê Thị Mới"),
        ("Giao vai trò", "Lê Thị Mới · Xã Quang Trung"),
    ]


def test_a_new_person_with_a_taken_name_is_refused_whole(office: Office) -> None:
    sent = {"full_name": "Người Khác", "username": "VPTK"} | term(Role.OFFICER)
    before = User.objects.count(), Membership.objects.count()
    answer = go(office.commune, "orgs:people_add", sent=sent | {"username": "ba-dinh.vptk"})
    assert (answer.status_code, "đã có người dùng" in refusal(answer)) == (422, True)
    upper = go(office.commune, "orgs:people_add", sent=sent)
    assert (upper.status_code, "username" in upper.context["form"].errors) == (422, True)
    assert (User.objects.count(), Membership.objects.count()) == before


@pytest.mark.parametrize(
    ("body", "role", "post"),
    [
        ("home_affairs", Role.REVIEWER, None),
        ("ba_dinh", Role.OFFICER, None),
        ("province", Role.ADMINISTRATOR, None),
    ],
)
def test_the_address_of_another_body_is_not_found(office: Office, body: str, role: Role, post: None) -> None:
    """A commune's administrator puts nobody anywhere else, whatever he writes into the address."""
    sent = {"full_name": "Ai Đó", "username": "ai.do"} | term(role)
    path = f"{reverse('orgs:people_add')}?don-vi={getattr(office.cast, body).pk}"
    assert (office.commune.get(path).status_code, office.commune.post(path, sent).status_code) == (404, 404)
    assert not User.objects.filter(username="ai.do").exists()


def test_sneaky_fields_are_refused(office: Office) -> None:
    """A reviewer in a commune, a post of the neighbour: both are no choice of the form, and no way of the action."""
    cast = office.cast
    sent = {"full_name": "Ai Đó", "username": "ai.do"}
    reviewer = go(office.commune, "orgs:people_add", sent=sent | term(Role.REVIEWER))
    foreign = go(office.commune, "orgs:people_add", sent=sent | term(Role.OFFICER, cast.positions["ba-dinh.tpht"]))
    assert [list(one.context["form"].errors) for one in (reviewer, foreign)] == [["role"], ["positions"]]
    own = membership(cast, "tpht")
    for wanted, posts in ((Role.REVIEWER, []), (Role.OFFICER, [cast.positions["ba-dinh.tpht"]])):
        with pytest.raises(Refused):
            changed(cast, "qt.admin", own, role=wanted, positions=posts)
    assert journal_of(cast.quang_trung) == []


def changed(cast: Cast, who: str, held: Membership, **term: Any) -> bool:
    given = {"role": Role(held.role), "positions": list(held.positions.all()), "valid_from": None, "valid_to": None}
    return change_membership(actor=cast.actors[who], membership=held, seen=seen(held), now=LATER, **(given | term))


def test_another_bodys_people_do_not_exist(office: Office) -> None:
    """Ids of the neighbour, of the body above and of nobody: all the same, by looking and by sending."""
    cast = office.cast
    for name in ("ba-dinh.vptk", "noivu", "admin"):
        other = membership(cast, name)
        pages = [("orgs:people_role", other.pk), ("tasks:leave", other.pk), ("orgs:person", other.user_id)]
        assert [go(office.commune, page, pk).status_code for page, pk in pages] == [404] * 3
        deeds = [
            *pages,
            *((f"orgs:person_{deed}", other.user_id) for deed in ("password", "close", "reopen", "release")),
        ]
        assert {go(office.commune, page, pk, sent={"seen": seen(other)}).status_code for page, pk in deeds} == {404}
    assert go(office.commune, "tasks:post", cast.positions["ba-dinh.vptk"].pk).status_code == 404
    assert {journal_of(body) == [] for body in bodies(cast).values()} == {True}


def test_nobody_touches_himself(office: Office) -> None:
    """Neither his role, nor a further one, nor through a second account with his address."""
    cast = office.cast
    own = membership(cast, "qt.admin")
    assert go(office.commune, "orgs:people_role", own.pk).status_code == 403
    assert go(office.commune, "tasks:leave", own.pk, sent={"when": "ngay", "seen": seen(own)}).status_code == 403
    assert go(office.commune, "orgs:people_give", own.user_id, sent=term(Role.LEADER)).status_code == 403
    User.objects.filter(pk__in=(own.user_id, cast.people["vhxh"].pk)).update(email="Toi@quangtrung.gov.vn")
    second = membership(cast, "vhxh")
    me = Actor(user=user(cast, "qt.admin"), organization=cast.quang_trung, role=Role.ADMINISTRATOR)
    with pytest.raises(Forbidden):
        add_membership(actor=me, user=second.user, organization=cast.quang_trung, role=Role.LEADER, now=LATER)
    with pytest.raises(Forbidden):
        end_membership(actor=me, membership=second, seen=seen(second), last_on=None, now=LATER)
    assert journal_of(cast.quang_trung) == []


def test_an_account_that_works_elsewhere_is_not_taken_over(office: Office) -> None:
    """Whoever sets a password could sign in with it: a commune's administrator sets none of somebody who is also
    something outside; an administrator above both may."""
    cast = office.cast
    both = membership(cast, "ba-dinh.vptk").user
    add_membership(
        actor=Actor.system(cast.quang_trung), user=both, organization=cast.quang_trung, role=Role.OFFICER, now=NOW
    )
    before = both.password
    page = go(office.commune, "orgs:person", both.pk)
    assert (page.status_code, page.context["may_manage"]) == (200, False)
    assert "Phường Ba Đình" not in page.content.decode()
    go(office.commune, "orgs:person_password", both.pk, sent={})
    go(office.commune, "orgs:person_close", both.pk, sent={})
    renamed = {"full_name": "Khác", "username": "khac", "seen": seen_user(both)}
    assert go(office.commune, "orgs:person", both.pk, sent=renamed).status_code == 422
    both.refresh_from_db()
    assert (both.password, both.is_active, both.full_name) == (before, True, "Người ba-dinh.vptk")
    assert go(office.department, "orgs:person_password", both.pk, sent={}).status_code == 200
    both.refresh_from_db()
    assert (both.password != before, both.must_change_password) == (True, True)


def test_only_administrators_open_these_pages(office: Office) -> None:
    cast = office.cast
    own = membership(cast, "tpht")
    for name in ("tpht", "vptk", "chutich", "noivu"):
        client = cast.client(name)
        pages = [
            go(client, "orgs:people_add"),
            go(client, "orgs:people_role", own.pk),
            go(client, "orgs:person", own.user_id),
            go(client, "tasks:leave", own.pk),
            go(client, "tasks:post_add"),
            go(client, "tasks:post", cast.positions["tpht"].pk),
            go(client, "tasks:people_sheet"),
            go(client, "tasks:people_sheet_download"),
        ]
        assert (name, [page.status_code for page in pages]) == (name, [403] * 8)
        listing = go(client, "orgs:people").content.decode()
        assert (reverse("orgs:people_add") in listing, reverse("orgs:people_role", args=[own.pk]) in listing) == (
            False,
            False,
        )


def test_the_list_offers_what_may_be_done(office: Office) -> None:
    """The administrator's own line has no buttons, all others have."""
    cast = office.cast
    lines = {
        line.membership.user.username: line.may_change for line in go(office.commune, "orgs:people").context["lines"]
    }
    assert lines == {
        "chutich": True,
        "qt.admin": False,
        "tckt": True,
        "tpht": True,
        "vhxh": True,
        "vptk": True,
    }
    assert cast.quang_trung.name not in go(cast.client("ba-dinh.vptk"), "orgs:people").content.decode()


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("q=nguoi vptk", {"vptk", "ba-dinh.vptk"}),
        ("q=phuong ba&vai-tro=leader", {"ba-dinh.chutich"}),
        ("tinh-trang=sap-bat-dau", {"sau"}),
        ("tinh-trang=da-thoi", {"truoc"}),
        ("tinh-trang=chua-chuc-danh", {"qt.khong"}),
        ("vai-tro=administrator", {"admin", "nv.admin", "qt.admin"}),
    ],
)
def test_the_list_is_filtered(office: Office, asked: str, names: set[str]) -> None:
    cast = office.cast
    enlisted(cast, cast.ba_dinh, "sau", Role.LEADER, valid_from=TODAY + timedelta(days=1))
    enlisted(cast, cast.ba_dinh, "truoc", Role.LEADER, valid_to=TODAY - timedelta(days=1))
    enlisted(cast, cast.quang_trung, "qt.khong", Role.OFFICER)
    page = office.province.get(f"{reverse('orgs:people')}?{asked}")
    assert {line.membership.user.username for line in page.context["lines"]} == names
    assert f"{len(names)} vai trò" in page.content.decode()


@pytest.mark.parametrize("body", ["99999999999999999999", "khong-co", "-1"])
def test_an_address_with_a_body_that_cannot_be_is_answered(office: Office, body: str) -> None:
    assert office.commune.get(reverse("orgs:people"), {"don-vi": body}).status_code == 200


def test_the_list_warns_of_what_is_missing(office: Office) -> None:
    gaps = go(office.province, "orgs:people").context["gaps"]
    assert [body.name for body in gaps.without_coordinator] == ["Tỉnh Thanh Hóa", "Thị xã Bỉm Sơn"]
    assert [body.name for body in gaps.without_leader] == ["Tỉnh Thanh Hóa", "Thị xã Bỉm Sơn"]


def test_the_same_role_twice_is_refused(office: Office) -> None:
    cast = office.cast
    person = cast.people["tpht"].pk
    twice = go(office.commune, "orgs:people_give", person, sent=term(Role.OFFICER, valid_from=TODAY))
    assert (twice.status_code, "đã giữ vai trò" in refusal(twice)) == (422, True)
    backwards = term(Role.LEADER, valid_from=TODAY, valid_to=TODAY - timedelta(days=1))
    answer = go(office.commune, "orgs:people_give", person, sent=backwards)
    assert (answer.status_code, "đứng trước ngày bắt đầu" in refusal(answer)) == (422, True)
    other = go(office.commune, "orgs:people_give", person, sent=term(Role.COORDINATOR, valid_from=TODAY))
    assert other.status_code == 302
    held = Membership.objects.filter(user=person).order_by("pk")
    assert [one.role for one in held] == [Role.OFFICER, Role.COORDINATOR]


def test_two_administrators_at_once(office: Office) -> None:
    """The second save is refused, shows both versions, and stores when sent again."""
    cast = office.cast
    held = membership(cast, "tpht")
    old = seen(held)
    first = term(Role.OFFICER, cast.positions["tpht"], cast.positions["tntkq"]) | {"seen": old}
    second = term(Role.OFFICER, cast.positions["tpht"], valid_to=date(2023, 12, 31)) | {"seen": old}
    assert go(office.commune, "orgs:people_role", held.pk, sent=first).status_code == 302
    refused = go(office.province, "orgs:people_role", held.pk, sent=second)
    assert (refused.status_code, "Vừa có người sửa" in refusal(refused)) == (422, True)
    shown = refused.content.decode()
    assert ("Bộ phận tiếp nhận và trả kết quả" in dict(refused.context["stale"])["Chức danh"]) is True
    assert 'value="31/12/2023"' in shown
    again = second | {"seen": refused.context["form"]["seen"].value()}
    assert go(office.province, "orgs:people_role", held.pk, sent=again).status_code == 302
    held.refresh_from_db()
    assert (list(held.positions.all()), held.valid_to) == ([cast.positions["tpht"]], date(2023, 12, 31))


def test_a_change_reads_well_in_the_journal(office: Office) -> None:
    cast = office.cast
    held = membership(cast, "tpht")
    sent = term(Role.OFFICER, cast.positions["vhxh"], valid_to=date(2023, 12, 31)) | {"seen": seen(held)}
    go(office.commune, "orgs:people_role", held.pk, sent=sent)
    event = Event.objects.latest("pk")
    assert (event.verb, event.object_label, event.actor_name, event.organization) == (
        "Sửa vai trò",
        "Người tpht · Xã Quang Trung",
        "Người qt.admin",
        cast.quang_trung,
    )
    assert (event.before, event.after) == (
        {"chức danh": ["Công chức Tư pháp - Hộ tịch"], "đến hết ngày": None},
        {"chức danh": ["Công chức Văn hóa - Xã hội"], "đến hết ngày": "2023-12-31"},
    )
    Membership.objects.filter(pk=held.pk).delete()
    assert "Người tpht · Xã Quang Trung" in go(cast.client("vptk"), "orgs:journal").content.decode()
    assert Notice.objects.filter(user=held.user_id).count() == 1


def test_leaving_ends_access_the_same_minute(office: Office, plan: Plan) -> None:
    """The session stays open; its next request finds nothing: no page, no download, no form."""
    cast = office.cast
    leaver, held = cast.client("tpht"), membership(cast, "tpht")
    assert go(leaver, "tasks:mine").status_code == 200
    answer = go(office.commune, "tasks:leave", held.pk, sent={"when": "ngay", "seen": seen(held), "successor": ""})
    assert answer.status_code == 302
    assert [
        go(leaver, "tasks:mine").status_code,
        go(leaver, "tasks:exchange_download").status_code,
        go(leaver, "orgs:profile").status_code,
        go(leaver, "tasks:exchange", sent={}).status_code,
    ] == [403] * 4
    assert "chưa thuộc đơn vị nào" in go(leaver, "home").content.decode()
    held.refresh_from_db()
    assert (held.ended_at is not None, held.valid_to) == (True, TODAY)
    assert journal_of(cast.quang_trung)[-1] == ("Cho thôi vai trò", "Người tpht · Xã Quang Trung")


def test_leaving_one_role_leaves_the_others(office: Office) -> None:
    """Somebody with a role elsewhere goes on there, and nowhere else."""
    cast = office.cast
    person = user(cast, "tpht")
    add_membership(actor=Actor.system(cast.ba_dinh), user=person, organization=cast.ba_dinh, role=Role.OFFICER, now=NOW)
    held = Membership.objects.get(user=person, organization=cast.quang_trung)
    client = cast.client("tpht")
    end_membership(actor=cast.actors["qt.admin"], membership=held, seen=seen(held), last_on=None, now=LATER)
    page = go(client, "orgs:people")
    assert page.wsgi_request.actor.organization == cast.ba_dinh
    answer = client.post(reverse("orgs:switch"), {"membership": held.pk})
    assert answer.status_code == 302
    assert go(client, "orgs:people").wsgi_request.actor.organization == cast.ba_dinh


def test_what_was_sent_in_an_ended_role_is_done_in_no_other(office: Office) -> None:
    """The form of the body that was left stores nothing in the next one; looking goes on there."""
    cast = office.cast
    person = user(cast, "vptk")
    add_membership(
        actor=Actor.system(cast.ba_dinh), user=person, organization=cast.ba_dinh, role=Role.COORDINATOR, now=NOW
    )
    client, held = Client(), Membership.objects.get(user=person, organization=cast.quang_trung)
    client.post(reverse("login"), {"username": "vptk", "password": PASSWORD})
    end_membership(actor=cast.actors["qt.admin"], membership=held, seen=seen(held), last_on=None, now=LATER)
    before = Event.objects.count()
    sent = client.post(reverse("tasks:begin"), {"title": "Kế hoạch", "from_year": 2024, "to_year": 2024})
    assert (sent.status_code, sent["Location"]) == (302, reverse("orgs:switch"))
    assert (Event.objects.count(), Plan.objects.count()) == (before, 0)
    page = client.get(reverse("orgs:switch"))
    assert "Vai trò đang dùng vừa thôi" in page.content.decode()
    assert page.wsgi_request.actor.organization == cast.ba_dinh


def test_who_begins_later_is_told_when(office: Office) -> None:
    cast = office.cast
    enlisted(cast, cast.ba_dinh, "sau", Role.LEADER, valid_from=TODAY + timedelta(days=1))
    page = go(cast.client("sau"), "home")
    assert (page.status_code, "từ ngày 11/06/2023" in page.content.decode()) == (403, True)


def test_a_last_day_is_whole(office: Office) -> None:
    """23:59 of the last day is within, 00:01 of the next is not; 00:01 of the first day is, 23:59 before is not."""
    cast = office.cast
    held = membership(cast, "tpht")
    last = TODAY + timedelta(days=3)
    sent = {"when": "sau", "last_on": f"{last:%d/%m/%Y}", "seen": seen(held), "successor": str(cast.people["vhxh"].pk)}
    assert go(office.commune, "tasks:leave", held.pk, sent=sent).status_code == 302

    def posts(name: str, moment: str) -> list[str] | None:
        actor = actor_of(user(cast, name), membership_id=None, today=at(moment).date())
        return sorted(post.short_name for post in actor.positions) if actor else None

    assert [posts("tpht", "2023-06-13 23:59"), posts("tpht", "2023-06-14 00:01")] == [["CC TP - HT"], None]
    assert [posts("vhxh", "2023-06-13 23:59"), posts("vhxh", "2023-06-14 00:01")] == [
        ["CC VH - XH"],
        ["CC TP - HT", "CC VH - XH"],
    ]


def test_what_is_over_stays_as_it_was(office: Office) -> None:
    cast = office.cast
    held = membership(cast, "tpht")
    end_membership(actor=cast.actors["qt.admin"], membership=held, seen=seen(held), last_on=None, now=LATER)
    assert go(office.commune, "orgs:people_role", held.pk).status_code == 403
    with pytest.raises(Refused):
        changed(cast, "qt.admin", held, role=Role.LEADER)
    again = go(office.commune, "orgs:people_give", held.user_id, sent=term(Role.OFFICER, valid_from=TODAY))
    assert again.status_code == 302
    assert go(cast.client("tpht"), "tasks:mine").status_code == 200


def test_a_successor_inherits_the_duties(office: Office, plan: Plan) -> None:
    """They belong to the post: the newcomer's Việc của tôi shows them, the leaver's does not open."""
    cast = office.cast
    leaver, held = cast.client("tpht"), membership(cast, "tpht")
    duties = titles(go(leaver, "tasks:mine"))
    page = go(office.commune, "tasks:leave", held.pk)
    ((post, count),) = page.context["posts"]
    assert (post, count > 0) == (cast.positions["tpht"], True)
    assert f">{count}</td>" in page.content.decode()
    sent = {
        "when": "ngay",
        "seen": seen(held),
        "successor": "moi",
        "full_name": "Lê Văn Kế",
        "username": "ke.quangtrung",
    }
    answer = go(office.commune, "tasks:leave", held.pk, sent=sent)
    (opened,) = answer.context["opened"]
    cast.people["ke"] = opened.user
    opened.user.must_change_password = False
    opened.user.save()
    assert (titles(go(cast.client("ke"), "tasks:mine")), duties != []) == (duties, True)
    assert go(leaver, "tasks:mine").status_code == 403
    assert [verb for verb, _ in journal_of(cast.quang_trung)][-3:] == [
        "Cho thôi vai trò",
        "Mở tài khoản",
        "Giao vai trò",
    ]


def titles(page: Any) -> list[str]:
    work = page.context["work"]
    cards = [*work.overdue, *work.soon, *work.this_period, *work.waiting, *work.settled]
    return sorted(str(card.obligation.pk) for card in cards)


def test_a_half_filled_succession_loses_nothing(office: Office) -> None:
    cast = office.cast
    held = membership(cast, "tpht")
    sent = {"when": "sau", "seen": seen(held), "successor": "moi", "full_name": "Lê Văn Kế", "username": ""}
    answer = go(office.commune, "tasks:leave", held.pk, sent=sent)
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["last_on", "username"])
    assert 'value="Lê Văn Kế"' in answer.content.decode()
    foreign = sent | {"successor": str(cast.people["ba-dinh.tpht"].pk), "when": "ngay"}
    answer = go(office.commune, "tasks:leave", held.pk, sent=foreign)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["successor"])
    held.refresh_from_db()
    assert held.valid_to is None


def test_the_last_administrator_of_all_stays(office: Office) -> None:
    """An administrator with a last day cannot end the one without; once there is another without, he can."""
    cast = office.cast
    enlisted(cast, cast.province, "tam", Role.ADMINISTRATOR, valid_to=date(2023, 12, 31))
    last = membership(cast, "admin")
    with pytest.raises(Refused, match="cuối cùng của cả hệ thống"):
        end_membership(actor=cast.actors["tam"], membership=last, seen=seen(last), last_on=None, now=LATER)
    with pytest.raises(Refused, match="cuối cùng của cả hệ thống"):
        changed(cast, "tam", last, role=Role.LEADER)
    go(cast.client("tam"), "orgs:person_close", last.user_id, sent={})
    assert user(cast, "admin").is_active is True
    administrator(cast, cast.province, "hai")
    end_membership(actor=cast.actors["tam"], membership=last, seen=seen(last), last_on=None, now=LATER)
    assert go(cast.client("admin"), "orgs:people").status_code == 403


def test_a_stale_end_is_refused(office: Office) -> None:
    cast = office.cast
    held = membership(cast, "tpht")
    old = seen(held)
    changed(cast, "admin", held, valid_to=date(2023, 12, 31))
    with pytest.raises(Stale):
        end_membership(actor=cast.actors["qt.admin"], membership=held, seen=old, last_on=None, now=LATER)
