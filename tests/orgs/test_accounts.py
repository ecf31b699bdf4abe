"""Accounts: passwords for one use, what must be changed before anything opens, closing, failed sign-ins."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from cchc.orgs.actions.accounts import Newcomer, change_account, note_password_change, open_account
from cchc.orgs.models import Event, User
from cchc.orgs.passwords import LETTERS, is_username, one_time_password
from cchc.orgs.refusals import Stale
from tests.cast import NOW, PASSWORD, TODAY, Cast
from tests.orgs.people_at_work import administrator, go, journal_of, refusal, seen_user, user

pytestmark = pytest.mark.django_db
OWN = "Tre-xanh-ven-song-7"


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def boss(cast: Cast) -> Client:
    administrator(cast, cast.quang_trung, "qt.admin")
    return cast.client("qt.admin")


def sign_in(username: str, password: str) -> Client:
    client = Client()
    client.post(reverse("login"), {"username": username, "password": password})
    return client


def new_password(old: str, new: str) -> dict[str, str]:
    return {"old_password": old, "new_password1": new, "new_password2": new}


def test_passwords_for_one_use_are_drawn_anew() -> None:
    drawn = {one_time_password() for _ in range(200)}
    assert len(drawn) == 200
    assert {len(one) for one in drawn} == {14}
    assert set("".join(drawn)) <= {*LETTERS, "-"}


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("tpht.quangtrung", True),
        ("abc", True),
        ("ab", False),
        ("Tpht", False),
        ("tư.pháp", False),
        (".tpht", False),
        ("a b c", False),
        ("=cmd", False),
        ("a" * 61, False),
    ],
)
def test_user_names(name: str, fits: bool) -> None:
    assert is_username(name) is fits


def test_nothing_opens_before_the_password_is_changed(cast: Cast, boss: Client) -> None:
    """Reading, sending, downloading, parts of pages: all lead to the change; after it all opens."""
    person = user(cast, "tpht")
    answer = go(boss, "orgs:person_password", person.pk, sent={})
    (opened,) = answer.context["opened"]
    client = sign_in("tpht", opened.password)
    change = reverse("password_change")
    asked = [
        client.get(reverse("home")),
        client.get(reverse("tasks:exchange_download")),
        client.post(reverse("orgs:switch"), {}),
        client.get("/khong-co/"),
    ]
    assert [(one.status_code, one.get("Location")) for one in asked] == [(302, change)] * 4
    part = client.get(reverse("tasks:list"), headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Redirect"]) == (204, change)
    page = client.get(change)
    assert (page.status_code, "người quản trị cấp" in page.content.decode()) == (200, True)
    same = client.post(change, new_password(opened.password, opened.password))
    assert list(same.context["form"].errors) == ["new_password1"]
    assert client.get(reverse("tasks:mine")).status_code == 302
    assert client.post(change, new_password(opened.password, OWN)).status_code == 302
    assert client.get(reverse("tasks:mine")).status_code == 200
    person.refresh_from_db()
    assert (person.must_change_password, person.check_password(OWN)) == (False, True)
    assert journal_of(cast.quang_trung) == [("Đặt lại mật khẩu", "Người tpht"), ("Đổi mật khẩu", "Người tpht")]


def test_somebody_without_a_body_changes_his_password_too(cast: Cast) -> None:
    opened = open_account(
        actor=cast.actors["admin"], organization=cast.quang_trung, newcomer=Newcomer("Ai", "ai.do"), now=NOW
    )
    note_password_change(actor=None, user=opened.user, now=NOW)
    opened.user.refresh_from_db()
    assert opened.user.must_change_password is False


def test_a_reset_ends_open_sessions(cast: Cast, boss: Client) -> None:
    client = sign_in("tpht", PASSWORD)
    assert client.get(reverse("tasks:mine")).status_code == 200
    go(boss, "orgs:person_password", cast.people["tpht"].pk, sent={})
    assert client.get(reverse("tasks:mine")).status_code == 302
    assert sign_in("tpht", PASSWORD).get(reverse("home")).url.startswith(reverse("login"))


def test_a_closed_account_ends_at_once_and_opens_again(cast: Cast, boss: Client) -> None:
    client = sign_in("tpht", PASSWORD)
    pk = cast.people["tpht"].pk
    go(boss, "orgs:person_close", pk, sent={})
    assert client.get(reverse("tasks:mine")).url.startswith(reverse("login"))
    go(boss, "orgs:person_close", pk, sent={})
    go(boss, "orgs:person_reopen", pk, sent={})
    assert sign_in("tpht", PASSWORD).get(reverse("tasks:mine")).status_code == 200
    assert journal_of(cast.quang_trung) == [("Khóa tài khoản", "Người tpht"), ("Mở lại tài khoản", "Người tpht")]
    assert Event.objects.latest("pk").after == {"được đăng nhập": True}


def test_failed_sign_ins_are_forgiven(cast: Cast, boss: Client) -> None:
    pk = cast.people["tpht"].pk
    for _ in range(django_settings.AXES_FAILURE_LIMIT):
        sign_in("tpht", "sai")
    assert sign_in("tpht", PASSWORD).get(reverse("home")).status_code == 302
    page = go(boss, "orgs:person", pk)
    assert (page.context["failures"], "Đang tạm khóa đăng nhập" in page.content.decode()) == (5, True)
    go(boss, "orgs:person_release", pk, sent={})
    assert go(boss, "orgs:person", pk).context["failures"] == 0
    assert sign_in("tpht", PASSWORD).get(reverse("tasks:mine")).status_code == 200
    assert journal_of(cast.quang_trung) == [("Mở khóa đăng nhập", "Người tpht")]


def test_an_account_is_mended(cast: Cast, boss: Client) -> None:
    """Names are stored composed; the journal tells before and after; nothing sent twice changes twice."""
    person = user(cast, "tpht")
    sent = {"full_name": "Lê Văn Bi\u0300nh", "username": "tpht.moi", "email": "b@x.vn", "seen": seen_user(person)}
    assert go(boss, "orgs:person", person.pk, sent=sent).status_code == 302
    event = Event.objects.latest("pk")
    assert (event.verb, event.before, event.after) == (
        "Sửa tài khoản",
        {"họ và tên": "Người tpht", "tên đăng nhập": "tpht", "thư điện tử": ""},
        {"họ và tên": "Lê Văn Bình", "tên đăng nhập": "tpht.moi", "thư điện tử": "b@x.vn"},
    )
    refused = go(boss, "orgs:person", person.pk, sent=sent | {"full_name": "Khác"})
    assert (refused.status_code, "Vừa có người sửa" in refusal(refused)) == (422, True)
    assert (dict(refused.context["stale"])["Họ và tên"], 'value="Khác"' in refused.content.decode()) == (
        "Lê Văn Bình",
        True,
    )
    same = sent | {"seen": seen_user(person)}
    assert go(boss, "orgs:person", person.pk, sent=same).status_code == 302
    assert journal_of(cast.quang_trung) == [("Sửa tài khoản", "Lê Văn Bình")]


@pytest.mark.parametrize("name", ["vptk", "VPTK", "ba-dinh.vptk"])
def test_a_taken_name_is_refused(cast: Cast, boss: Client, name: str) -> None:
    person = user(cast, "tpht")
    sent = {"full_name": "Lê", "username": name, "seen": seen_user(person)}
    answer = go(boss, "orgs:person", person.pk, sent=sent)
    assert (answer.status_code, f'value="{name}"' in answer.content.decode()) == (422, True)
    assert User.objects.get(pk=person.pk).username == "tpht"


def test_an_action_alone_refuses_what_was_changed_since(cast: Cast) -> None:
    person = user(cast, "tpht")
    old = seen_user(person)
    User.objects.filter(pk=person.pk).update(email="khac@x.vn")
    with pytest.raises(Stale):
        change_account(
            actor=cast.actors["admin"],
            user=person,
            organization=cast.quang_trung,
            seen=old,
            wanted=Newcomer("Lê", "tpht"),
            now=NOW,
        )
