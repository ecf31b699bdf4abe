"""The page behind the bell, what one chooses, and the address of one's mail."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from cchc.orgs.actions.notices import settle, tell
from cchc.orgs.actors import Actor
from cchc.orgs.enums import NoticeKind
from cchc.orgs.models import Event, Membership, Notice, NoticeChoice, User
from cchc.orgs.queries.people import actor_of
from cchc.orgs.telling import Telling
from tests.cast import NOW, TODAY, Cast, at
from tests.conftest import ReadingClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def vptk(cast: Cast) -> Client:
    """The coordinator's browser; looking writes nothing."""
    client = ReadingClient()
    client.force_login(cast.people["vptk"], backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def told(cast: Cast, key: str, who: str = "vptk", **more: Any) -> Notice:
    values = {"text": f"Việc {key}", "path": "/nhiem-vu/"} | more
    now = values.pop("now", NOW)
    telling = Telling(NoticeKind.DUE, key, **values)
    body = cast.actors[who].organization
    tell(actor=Actor.system(body), organization=body, users=[cast.people[who]], tellings=[telling], now=now)  # type: ignore[list-item]
    return Notice.objects.get(key=key, user=cast.people[who])


def test_the_bell_counts_what_is_unread_in_this_body(cast: Cast, vptk: Client) -> None:
    done, _, _ = told(cast, "a"), told(cast, "b"), told(cast, "c", "ba-dinh.vptk")
    bell = '<b class="count">2<span class="visually-hidden"> chưa đọc</span></b>'
    assert bell in vptk.get("/thong-bao/").content.decode()
    settle(actor=cast.actors["vptk"], notices=[done.pk])
    actor = actor_of(cast.people["vptk"], membership_id=None, today=TODAY)  # type: ignore[arg-type]
    assert actor is not None
    assert actor.unread == 1
    vptk.post(reverse("orgs:read_notices"))
    assert '<b class="count">' not in vptk.get("/thong-bao/").content.decode()
    assert Notice.objects.get(key="c").read_at is None


def test_the_same_key_is_told_once(cast: Cast) -> None:
    first = told(cast, "a")
    assert told(cast, "a", text="Khác") == first
    assert Notice.objects.get().text == "Việc a"


def test_unread_first_then_the_latest_day(cast: Cast, vptk: Client) -> None:
    told(cast, "cũ", now=at("2023-06-08 09:00"))
    read = told(cast, "đã đọc", now=at("2023-06-10 08:00"))
    told(cast, "hôm qua", now=at("2023-06-09 23:59"))
    told(cast, "hôm nay", now=at("2023-06-10 00:01"))
    vptk.post(reverse("orgs:open_notice", args=[read.pk]))
    answer = vptk.get("/thong-bao/")
    assert [(day.title, day.is_new, [one.key for one in day.notices]) for day in answer.context["days"]] == [
        ("Hôm nay, 10/06/2023", True, ["hôm nay"]),
        ("Hôm qua, 09/06/2023", True, ["hôm qua"]),
        ("Ngày 08/06/2023", True, ["cũ"]),
        ("Hôm nay, 10/06/2023", False, ["đã đọc"]),
    ]


def test_how_far_a_day_is_is_said_as_of_today(cast: Cast, vptk: Client) -> None:
    told(cast, "a", due_on=at("2023-06-12 00:00").date(), now=at("2023-06-05 08:00"))
    assert "còn\u00a02\u00a0ngày, hạn 12/06/2023" in vptk.get("/thong-bao/").content.decode()


def test_opening_marks_as_read_and_leads_there(cast: Cast, vptk: Client) -> None:
    notice = told(cast, "a")
    answer = vptk.post(reverse("orgs:open_notice", args=[notice.pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/nhiem-vu/")
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert vptk.get(reverse("orgs:open_notice", args=[notice.pk])).status_code == 405


@pytest.mark.parametrize("path", ["", "//evil.example/", "https://evil.example/"])
def test_a_notice_leads_nowhere_else(cast: Cast, vptk: Client, path: str) -> None:
    notice = told(cast, "a", path=path)
    assert vptk.post(reverse("orgs:open_notice", args=[notice.pk]))["Location"] == "/thong-bao/"


def test_nobody_opens_what_another_was_told(cast: Cast, vptk: Client) -> None:
    """Neither a colleague's nor, from above, that of somebody in the territory."""
    notice = told(cast, "a", "tpht")
    assert vptk.post(reverse("orgs:open_notice", args=[notice.pk])).status_code == 404
    assert cast.client("admin").post(reverse("orgs:open_notice", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_what_waits_in_another_body_is_named(cast: Cast, vptk: Client) -> None:
    Membership.objects.create(user=cast.people["vptk"], organization=cast.ba_dinh, role="officer")
    Notice.objects.create(
        user=cast.people["vptk"], organization=cast.ba_dinh, kind="due", key="x", text="Bên kia", made_at=NOW
    )
    page = vptk.get("/thong-bao/").content.decode()
    assert "1 thông báo chưa đọc tại Phường Ba Đình (Công chức)" in page
    assert "Bên kia" not in page


def test_many_are_shown_page_by_page_and_none_with_a_next_step(cast: Cast, vptk: Client) -> None:
    assert "Chưa có thông báo nào" in vptk.get("/thong-bao/").content.decode()
    for number in range(51):
        told(cast, f"{number}")
    assert "1–50 trên 51 thông báo" in vptk.get("/thong-bao/").content.decode()
    assert "51–51 trên 51 thông báo" in vptk.get("/thong-bao/?page=2").content.decode()


# Choices


def test_choices_are_kept_with_an_audit_line(cast: Cast, vptk: Client) -> None:
    vptk.post(reverse("orgs:reminders"), {"days_before": ["1", "7"]})
    choice = NoticeChoice.objects.get(user=cast.people["vptk"])
    assert (choice.by_mail, choice.days_before) == (False, [7, 1])
    assert Event.objects.latest("pk").verb == "Chọn việc nhắc"
    form = vptk.get("/tai-khoan/").context["reminder_form"]
    assert (form["by_mail"].value(), form["days_before"].value()) == (False, ["7", "1"])


def test_a_day_that_is_not_offered_is_refused(cast: Cast, vptk: Client) -> None:
    answer = vptk.post(reverse("orgs:reminders"), {"days_before": ["5"]})
    assert answer.status_code == 422
    assert "Chỉ nhắc trước 7, 3 hoặc 1 ngày" in answer.content.decode()
    assert NoticeChoice.objects.count() == 0


def ask(client: Client, address: str) -> str:
    """Ask for an address; the path of the link that came by mail."""
    client.post(reverse("orgs:address"), {"email": address})
    found = re.search(r"http://[^/]+(/tai-khoan/thu/\S+/)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_an_address_counts_once_its_reader_confirmed_it(cast: Cast, vptk: Client) -> None:
    link = ask(vptk, "huong@quangtrung.example")
    assert mail.outbox[-1].to[0].endswith("<huong@quangtrung.example>")
    assert User.objects.get(pk=cast.people["vptk"].pk).email == ""
    assert "huong@quangtrung.example" in vptk.get(link).content.decode()
    assert User.objects.get(pk=cast.people["vptk"].pk).email == ""
    vptk.post(link)
    assert User.objects.get(pk=cast.people["vptk"].pk).email == "huong@quangtrung.example"
    assert "huong" not in str(Event.objects.latest("pk").after)


def test_a_link_serves_nobody_else_and_ends(cast: Cast, vptk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    link = ask(vptk, "huong@quangtrung.example")
    assert cast.client("tpht").post(link).status_code == 404
    assert vptk.post(link.replace("/thu/", "/thu/x")).status_code == 404
    monkeypatch.setattr("cchc.orgs.views.profile.LINK_LASTS", -1)
    answer = vptk.post(link, follow=True)
    assert "quá 3 ngày" in answer.content.decode()
    assert User.objects.exclude(email="").count() == 0


@pytest.mark.parametrize(("typed", "words"), [("khong phai thu", "viết sai kiểu"), ("a@b", "viết sai kiểu")])
def test_a_wrong_address_is_refused_and_stays_typed(cast: Cast, vptk: Client, typed: str, words: str) -> None:
    answer = vptk.post(reverse("orgs:address"), {"email": typed})
    page = answer.content.decode()
    assert (answer.status_code, words in page, f'value="{typed}"' in page, len(mail.outbox)) == (422, True, True, 0)


def test_without_a_mail_server_an_address_is_refused(cast: Cast, vptk: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    answer = vptk.post(reverse("orgs:address"), {"email": "huong@quangtrung.example"})
    assert answer.status_code == 422
    assert "chưa có máy chủ thư" in answer.content.decode()


def test_an_empty_address_ends_mail_at_once(cast: Cast, vptk: Client) -> None:
    User.objects.filter(pk=cast.people["vptk"].pk).update(email="huong@quangtrung.example")
    vptk.post(reverse("orgs:address"), {"email": ""})
    assert User.objects.get(pk=cast.people["vptk"].pk).email == ""
