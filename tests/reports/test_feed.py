"""The private calendar: whose days it holds, how they move, who may read it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from cchc.orgs.actions.reminders import make_feed_key, revoke_feed_key
from cchc.orgs.models import FeedKey, Membership, User
from plans.models import Plan
from reports.models import Report
from tasks.actions.dates import cancel_obligation, set_due
from tests.cast import NOW, TODAY, Cast, at
from tests.conftest import ReadingClient
from tests.plans_in_force import duty, plan_in_force
from tests.reports.reporting import drafted, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings: Any) -> None:
    settings.TODAY, settings.SITE_URL = TODAY, "https://cchc.example.vn"


@pytest.fixture
def stranger() -> Client:
    """A calendar program: signed in as nobody, and reading writes nothing."""
    return ReadingClient()


def feed(client: Client, secret: str) -> Any:
    return client.get(f"/lich/{secret}.ics")


def events(client: Client, secret: str) -> dict[str, Any]:
    """The events by the first part of their uid ("viec-12")."""
    calendar = Calendar.from_ical(feed(client, secret).content)
    return {str(event["UID"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}


def days(found: dict[str, Any], kind: str) -> list[date]:
    return sorted(event["DTSTART"].dt for uid, event in found.items() if uid.startswith(kind))


def test_it_holds_the_days_of_ones_posts(cast: Cast, plan: Plan, stranger: Client) -> None:
    """tpht leads 1.1 and a standing duty, which has no day; whoever coordinates has the reports as well."""
    secret = make_feed_key(actor=cast.actors["tpht"], now=NOW)
    found = events(stranger, secret)
    one = found[f"viec-{duty(plan, '1.1').pk}"]
    assert (days(found, "viec"), days(found, "bao-cao")) == ([date(2023, 3, 31)], [])
    assert (one["DTEND"].dt, str(one["STATUS"]), one["SEQUENCE"]) == (date(2023, 4, 1), "CONFIRMED", 0)
    assert str(one["SUMMARY"]).endswith("Rà soát văn bản")
    assert str(one["URL"]).startswith("https://cchc.example.vn/nhiem-vu/")
    mine = events(stranger, make_feed_key(actor=cast.actors["vptk"], now=NOW))
    quarters = [date(2023, 3, 16), date(2023, 6, 16), date(2023, 9, 18), date(2023, 12, 18)]
    assert days(mine, "viec") == sorted([*quarters, date(2023, 3, 31)])
    assert set(quarters) <= set(days(mine, "bao-cao"))


def test_a_moved_day_keeps_its_event_and_a_cancelled_one_says_so(cast: Cast, plan: Plan, stranger: Client) -> None:
    moved, cancelled = duty(plan, "2.2", date(2023, 6, 16)), duty(plan, "2.2", date(2023, 9, 18))
    actor = cast.actors["vptk"]
    at_noon = at("2023-06-09 12:00")
    set_due(actor=actor, obligation_id=moved.pk, due_on=date(2023, 6, 30), reason="Công văn 15", now=at_noon)
    cancel_obligation(actor=actor, obligation_id=cancelled.pk, reason="Gộp", now=at_noon)
    found = events(stranger, make_feed_key(actor=actor, now=NOW))
    one, other = found[f"viec-{moved.pk}"], found[f"viec-{cancelled.pk}"]
    assert (one["DTSTART"].dt, one["SEQUENCE"], one["LAST-MODIFIED"].dt) == (date(2023, 6, 30), 1, at_noon)
    assert "Hạn ban đầu 16/06/2023" in str(one["DESCRIPTION"])
    assert (str(other["STATUS"]), other["SEQUENCE"], list(other.walk("VALARM"))) == ("CANCELLED", 1, [])


def test_a_sent_report_and_a_done_duty_ring_no_bell(cast: Cast, plan: Plan, stranger: Client) -> None:
    sent(cast, drafted(cast, plan))
    found = events(stranger, make_feed_key(actor=cast.actors["vptk"], now=NOW))
    one = found[f"bao-cao-{cast.quang_trung.pk}-quarter-2023-1"]
    assert (str(one["SUMMARY"]), list(one.walk("VALARM"))) == ("Đã gửi báo cáo quý I năm 2023", [])
    assert Report.objects.get().submitted_at == one["LAST-MODIFIED"].dt


def test_lines_are_folded_escaped_and_ended_as_the_standard_wants(cast: Cast, plan: Plan, stranger: Client) -> None:
    item = duty(plan, "1.1").task.item
    words = "Rà soát; hệ thống hóa, công bố văn bản quy phạm pháp luật " * 4
    type(item).objects.filter(pk=item.pk).update(text=words.strip())
    secret = make_feed_key(actor=cast.actors["tpht"], now=NOW)
    answer = feed(stranger, secret)
    lines = answer.content.split(b"\r\n")
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    unfolded = answer.content.replace(b"\r\n ", b"").decode()
    assert "Rà soát\\; hệ thống hóa\\, công bố" in unfolded
    assert str(events(stranger, secret)[f"viec-{duty(plan, '1.1').pk}"]["SUMMARY"]).endswith(words.strip())
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert feed(stranger, secret).content == answer.content


def test_only_the_digest_of_the_secret_is_kept(cast: Cast) -> None:
    secret = make_feed_key(actor=cast.actors["tpht"], now=NOW)
    kept = FeedKey.objects.get()
    assert (len(secret), len(kept.sha256), secret in kept.sha256) == (43, 64, False)


def test_a_revoked_replaced_or_unknown_address_leads_nowhere(cast: Cast, plan: Plan, stranger: Client) -> None:
    actor = cast.actors["tpht"]
    first = make_feed_key(actor=actor, now=NOW)
    second = make_feed_key(actor=actor, now=NOW + timedelta(minutes=1))
    assert [feed(stranger, one).status_code for one in (first, second, "x", FeedKey.objects.first().sha256)] == [
        *(404, 200, 404, 404)
    ]
    revoke_feed_key(actor=actor, now=NOW + timedelta(minutes=2))
    assert feed(stranger, second).status_code == 404
    assert stranger.post(f"/lich/{second}.ics").status_code == 405


@pytest.mark.parametrize("how", ["ended", "over", "inactive"])
def test_who_has_left_has_no_calendar(cast: Cast, plan: Plan, stranger: Client, how: str) -> None:
    secret = make_feed_key(actor=cast.actors["tpht"], now=NOW)
    his = Membership.objects.filter(user=cast.people["tpht"])
    if how == "ended":
        his.update(ended_at=NOW)
    elif how == "over":
        his.update(valid_to=date(2023, 6, 9))
    else:
        User.objects.filter(pk=cast.people["tpht"].pk).update(is_active=False)
    assert feed(stranger, secret).status_code == 404


def test_all_memberships_in_force_and_nothing_of_other_bodies(cast: Cast, plan: Plan, stranger: Client) -> None:
    other = plan_in_force(cast, who="ba-dinh.vptk")
    secret = make_feed_key(actor=cast.actors["tpht"], now=NOW)
    theirs = f"viec-{duty(other, '1.1').pk}"
    assert theirs not in events(stranger, secret)
    second = Membership.objects.create(user=cast.people["tpht"], organization=cast.ba_dinh, role="officer")
    second.positions.add(cast.positions["ba-dinh.tpht"])
    assert theirs in events(stranger, secret)


def test_the_address_is_shown_once(cast: Cast, plan: Plan, stranger: Client) -> None:
    client = cast.client("tpht")
    page = client.post(reverse("orgs:feed"), {"do": "tao"})
    url: str = page.context["feed_url"]
    assert url in page.content.decode()
    assert stranger.get(url.removeprefix("https://cchc.example.vn")).status_code == 200
    assert ".ics" not in client.get("/tai-khoan/").content.decode()
    client.post(reverse("orgs:feed"), {"do": "thu-hoi"})
    assert stranger.get(url.removeprefix("https://cchc.example.vn")).status_code == 404


def test_it_asks_a_fixed_number_of_times(cast: Cast, plan: Plan, stranger: Client) -> None:
    counts = []
    for who in ("tpht", "vptk"):
        secret = make_feed_key(actor=cast.actors[who], now=NOW)
        with CaptureQueriesContext(connection) as caught:
            feed(stranger, secret)
        counts.append(len(caught))
    assert counts == [5, 9]
