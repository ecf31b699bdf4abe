"""The ladder of reminders: who is told of a due day on which day, once, whatever night was missed; what is mailed."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cchc.orgs import jobs as orgs_jobs
from cchc.orgs.actions.digests import claim_digest
from cchc.orgs.actions.reminders import choose_reminders
from cchc.orgs.jobs import mail_digest
from cchc.orgs.models import Digest, Membership, Notice, Position, User
from cchc.orgs.reminding import step_of
from plans.models import Plan
from tasks import jobs as tasks_jobs
from tasks.actions.dates import cancel_obligation, set_due
from tasks.actions.updating import state_update
from tasks.enums import LateCause, Outcome
from tasks.jobs import remind
from tasks.models import Obligation
from tasks.statements import Statement
from tests.cast import NOW, Cast, at
from tests.plans_in_force import duty, plan_in_force

pytestmark = pytest.mark.django_db

MARCH = [date(2023, 3, day) for day in range(1, 32)]
FIRST_QUARTER = [date(2023, 1, 6) + timedelta(days=n) for n in range((date(2023, 4, 5) - date(2023, 1, 6)).days)]
"""From the day after the plan came into force to 04/04, when everything of the quarter is long overdue."""


@pytest.mark.parametrize(
    ("today", "step"),
    [
        ("2023-06-08", None),
        ("2023-06-09", 7),
        ("2023-06-12", 7),
        ("2023-06-13", 3),
        ("2023-06-15", 1),
        ("2023-06-16", 0),
        ("2023-06-17", -1),
        ("2023-06-18", -1),
        ("2023-06-19", -3),
        ("2024-02-10", -3),
    ],
)
def test_step_of_a_day(today: str, step: int | None) -> None:
    assert step_of(date(2023, 6, 16), (7, 3, 1, 0, -1, -3), date.fromisoformat(today)) == step


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment at which jobs run: the last of the list."""
    moments = [NOW]
    for module in (tasks_jobs, orgs_jobs):
        monkeypatch.setattr(module, "local_now", lambda: moments[-1])
    return moments


def run(clock: list[datetime], moment: str) -> None:
    clock.append(at(moment))
    remind()


def told(name: str) -> list[tuple[str, int, str]]:
    """The day on which a person was told, the step, the due day."""
    found = Notice.objects.filter(user__username=name, about__startswith="duty:").order_by("made_at", "due_on", "pk")
    return [
        (f"{notice.made_at.astimezone(NOW.tzinfo):%d/%m}", int(notice.key.rpartition(":")[2]), f"{notice.due_on:%d/%m}")
        for notice in found
    ]


def say(
    cast: Cast,
    who: str,
    obligation: Obligation,
    now: datetime,
    outcome: Outcome = Outcome.DONE,
    cause: LateCause | None = None,
) -> None:
    obligation.refresh_from_db()
    state_update(
        actor=cast.actors[who],
        obligation_id=obligation.pk,
        seen_update_id=obligation.last_update_id,
        statement=Statement(outcome, now.date(), "Đã rà soát.", late_cause=cause),
        now=now,
    )


def test_the_ladder_of_one_duty_climbs_by_role(cast: Cast, plan: Plan, clock: list[datetime]) -> None:
    """1.1 leads tpht and is due on 31/03: the days before and on it are the officer's, 1 and 3 late those above him."""
    for day in (*MARCH, *(date(2023, 4, n) for n in range(1, 8))):
        for hour in ("06:05", "12:05", "23:59"):
            run(clock, f"{day} {hour}")
    due = "31/03"
    assert told("tpht") == [("24/03", 7, due), ("28/03", 3, due), ("30/03", 1, due), ("31/03", 0, due)]
    assert [one for one in told("chutich") if one[2] == due] == [("03/04", -3, due), ("03/04", -3, due)]
    both = [one for one in told("vptk") if one[2] == due]
    assert both == [
        *(("24/03", 7, due), ("28/03", 3, due), ("30/03", 1, due), ("31/03", 0, due)),
        *(("01/04", -1, due), ("01/04", -1, due)),
    ]
    assert told("ba-dinh.vptk") == told("vhxh") == []


def test_nobody_is_told_anything_in_the_night(cast: Cast, plan: Plan, clock: list[datetime]) -> None:
    run(clock, "2023-03-31 00:01")
    run(clock, "2023-03-31 05:59")
    assert Notice.objects.count() == 0
    run(clock, "2023-03-31 06:00")
    assert told("tpht") == [("31/03", 0, "31/03")]


def test_a_demonstration_shows_its_reminders_at_any_hour(
    cast: Cast, plan: Plan, clock: list[datetime], settings: Any
) -> None:
    settings.TODAY = date(2023, 3, 31)
    run(clock, "2023-03-31 02:00")
    assert told("tpht") == [("31/03", 0, "31/03")]


def test_the_day_ends_at_midnight_here(cast: Cast, plan: Plan, clock: list[datetime]) -> None:
    """At 23:59 of the due day nothing is late yet, though the morning after has begun nowhere else either."""
    run(clock, "2023-03-31 23:59")
    assert [one for one in told("vptk") if one[1] < 0 and one[2] == "31/03"] == []
    run(clock, "2023-04-01 06:00")
    assert [one for one in told("vptk") if one[1] < 0 and one[2] == "31/03"] == [("01/04", -1, "31/03")] * 2


def test_missed_nights_are_caught_up_by_one_notice(cast: Cast, plan: Plan, clock: list[datetime]) -> None:
    """No run from 24/03 to 28/03: neither of the two steps is told by itself; then none until 04/04."""
    run(clock, "2023-03-23 06:05")
    run(clock, "2023-03-29 06:05")
    assert told("tpht") == [("29/03", 3, "31/03")]
    run(clock, "2023-04-04 06:05")
    assert told("tpht") == [("29/03", 3, "31/03"), ("04/04", 0, "31/03")]
    assert [one for one in told("chutich") if one[2] == "31/03"] == [("04/04", -3, "31/03")] * 2
    late = Notice.objects.filter(user=cast.people["tpht"], kind="overdue").get()
    assert (late.text, late.due_on) == ("Rà soát văn bản", date(2023, 3, 31))


def test_what_is_done_cancelled_or_moved_is_told_no_more(cast: Cast, plan: Plan, clock: list[datetime]) -> None:
    moved = duty(plan, "1.1")
    run(clock, "2023-03-24 06:05")
    set_due(
        actor=cast.actors["vptk"],
        obligation_id=moved.pk,
        due_on=date(2023, 4, 20),
        reason="Theo công văn 15",
        now=at("2023-03-25 09:00"),
    )
    assert Notice.objects.get(user=cast.people["tpht"]).is_settled
    for day in range(25, 32):
        run(clock, f"2023-03-{day} 06:05")
    assert told("tpht") == [("24/03", 7, "31/03")]
    run(clock, "2023-04-13 06:05")
    assert told("tpht")[1:] == [("13/04", 7, "20/04")]
    say(cast, "tpht", moved, at("2023-04-14 09:00"))
    assert not Notice.objects.unread().filter(user=cast.people["tpht"]).exists()
    cancelled = duty(plan, "2.2", date(2023, 3, 31))
    cancel_obligation(actor=cast.actors["vptk"], obligation_id=cancelled.pk, reason="Gộp.", now=at("2023-04-14 10:00"))
    assert not Notice.objects.unread().filter(about=f"duty:{cancelled.pk}").exists()
    before = Notice.objects.filter(due_on__in=(date(2023, 3, 31), date(2023, 4, 20))).count()
    run(clock, "2023-04-21 06:05")
    assert Notice.objects.filter(due_on__in=(date(2023, 3, 31), date(2023, 4, 20))).count() == before


def test_what_is_owed_after_all_is_told_anew_and_once(
    cast: Cast, plan: Plan, addresses: None, clock: list[datetime]
) -> None:
    """1.1 is said to be done when everybody had heard of it; the word is corrected: nobody who was told is left out."""
    late = duty(plan, "1.1")
    about = Notice.objects.filter(about=f"duty:{late.pk}")
    run(clock, "2023-04-03 06:05")
    mail_digest()
    known = sorted(about.values_list("user", "key"))
    say(cast, "tpht", late, at("2023-04-03 09:00"), cause=LateCause.OWN)
    run(clock, "2023-04-04 06:05")
    assert about.unread().count() == 0
    say(cast, "vptk", late, at("2023-04-04 09:00"), Outcome.DOING, LateCause.OWN)
    for hour in ("10:05", "11:05"):
        run(clock, f"2023-04-04 {hour}")
        assert sorted(about.unread().values_list("user", "key")) == known
    assert set(about.values_list("made_at", "digest")) == {(at("2023-04-04 10:05"), None)}


def test_days_before_are_each_ones_choice(cast: Cast, plan: Plan, clock: list[datetime]) -> None:
    """Who wants one day only, and who takes back what he was told already."""
    choose_reminders(actor=cast.actors["tpht"], by_mail=True, days_before=[1], now=NOW)
    for day in range(20, 30):
        run(clock, f"2023-03-{day} 06:05")
    assert told("tpht") == []
    assert [one for one in told("vptk") if one[2] == "31/03"] == [("24/03", 7, "31/03"), ("28/03", 3, "31/03")]
    choose_reminders(actor=cast.actors["vptk"], by_mail=True, days_before=[7], now=NOW)
    run(clock, "2023-03-29 12:05")
    run(clock, "2023-03-30 06:05")
    assert told("tpht") == [("30/03", 1, "31/03")]
    assert len([one for one in told("vptk") if one[2] == "31/03"]) == 2


def test_where_nobody_holds_the_post_the_coordinator_is_told(cast: Cast, plan: Plan, clock: list[datetime]) -> None:
    Membership.objects.filter(user=cast.people["tpht"]).update(valid_to=date(2023, 3, 1))
    run(clock, "2023-03-31 06:05")
    assert told("tpht") == []
    assert [one for one in told("vptk") if one[2] == "31/03"] == [("31/03", 0, "31/03")] * 2


def test_a_successor_of_the_post_is_told_a_predecessor_is_not(cast: Cast, plan: Plan, clock: list[datetime]) -> None:
    run(clock, "2023-03-24 06:05")
    Membership.objects.filter(user=cast.people["tpht"]).update(valid_to=date(2023, 3, 27))
    heir = Membership.objects.get(user=cast.people["vhxh"])
    heir.positions.add(Position.objects.get(pk=cast.positions["tpht"].pk))
    run(clock, "2023-03-28 06:05")
    assert told("tpht") == [("24/03", 7, "31/03")]
    assert told("vhxh") == [("28/03", 3, "31/03")]


def test_standing_and_waiting_duties_ask_for_a_word_once_a_quarter(
    cast: Cast, plan: Plan, clock: list[datetime]
) -> None:
    """The first quarter closes on 14/03; the standing duty is tpht's, what waits is the coordinator's."""
    for day in MARCH:
        run(clock, f"{day} 06:05")
    words = "1 việc thường xuyên hoặc chờ ấn định hạn chưa có lời nào trong quý I năm 2023; số liệu chốt ngày này."
    found = Notice.objects.filter(about__startswith="silence:").order_by("user__username")
    assert [(one.user.username, f"{one.made_at.astimezone(NOW.tzinfo):%d/%m}", one.text) for one in found] == [
        ("tpht", "08/03", words),
        ("vptk", "08/03", words),
    ]
    assert {one.is_settled for one in found} == {True}


def test_a_word_ends_the_asking(cast: Cast, plan: Plan, clock: list[datetime]) -> None:
    say(cast, "tpht", duty(plan, "1.3"), at("2023-03-02 09:00"), Outcome.DOING)
    run(clock, "2023-03-10 06:05")
    assert {one.user.username for one in Notice.objects.filter(about__startswith="silence:")} == {"vptk"}


# The mail of the day


@pytest.fixture
def addresses(cast: Cast) -> None:
    for name, user in cast.people.items():
        User.objects.filter(pk=user.pk).update(email=f"{name}@example.vn")


def recipients() -> Counter[str]:
    """How many mails each of them got."""
    return Counter(str(one.to[0]).partition("<")[2].rstrip(">").partition("@")[0] for one in mail.outbox)


def days_run(clock: list[datetime], days: Iterable[date], missed: Iterable[date] = ()) -> None:
    """Every hour that beat runs, jobs in the order in which they may come."""
    missed = set(missed)
    for day in days:
        if day in missed:
            continue
        for hour in ("00:30", "06:30", "07:30", "15:30", "23:59"):
            clock.append(at(f"{day} {hour}"))
            mail_digest()
            remind()
            mail_digest()


def test_mails_of_a_quarter_counted_by_hand(cast: Cast, plan: Plan, addresses: None, clock: list[datetime]) -> None:
    """Nobody does anything. Due: on 16/03 one duty of tckt and one of vptk, on 31/03 one of tpht and one of vptk.

    tckt: 09, 13, 15, 16/03. tpht: 08 (silent), 24, 28, 30, 31/03. vptk: 08, 09, 13, 15, 16, 17 (both late), 24, 28, 30,
    31/03, 01/04. chutich: 19/03 (both of 16/03, Sunday), 03/04 (both of 31/03).
    """
    days_run(clock, FIRST_QUARTER)
    assert recipients() == {"tckt": 4, "tpht": 5, "vptk": 11, "chutich": 2}
    assert Digest.objects.filter(sent_at=None).count() == 0
    assert Notice.objects.filter(digest=None, is_settled=False).count() == 0
    assert len({(one.to[0], one.extra_headers["Message-ID"]) for one in mail.outbox}) == 22


def test_mails_of_a_quarter_with_missed_nights(cast: Cast, plan: Plan, addresses: None, clock: list[datetime]) -> None:
    """The machine stood still from 08/03 to 10/03, on 13/03 and from 23/03 to 02/04.

    tckt: 11 (the 7), 14 (the 3), 15, 16/03. tpht: 11 (silent), 03/04 (the day itself). vptk: 11 (silent and the 7),
    14, 15, 16, 17/03, 03/04. chutich: 19/03, 03/04.
    """
    missed = [date(2023, 3, day) for day in (8, 9, 10, 13, *range(23, 32))] + [date(2023, 4, 1), date(2023, 4, 2)]
    days_run(clock, FIRST_QUARTER, missed)
    assert recipients() == {"tckt": 4, "tpht": 2, "vptk": 6, "chutich": 2}
    last = [one for one in mail.outbox if "tpht@" in one.to[0]][-1]
    assert last.subject == "Nhắc việc 03/04/2023: 1 quá hạn"
    assert "- Rà soát văn bản\n  quá hạn 3 ngày, hạn 31/03/2023\n  http://" in last.body
    assert "Rà soát văn bản</a><br>quá hạn 3 ngày, hạn 31/03/2023" in str(last.alternatives[0][0])


def test_no_mail_when_nothing_is_to_tell(cast: Cast, plan: Plan, addresses: None, clock: list[datetime]) -> None:
    days_run(clock, FIRST_QUARTER[:40])
    assert (len(mail.outbox), Digest.objects.count(), Notice.objects.count()) == (0, 0, 0)


def test_who_gets_no_mail(cast: Cast, plan: Plan, addresses: None, clock: list[datetime]) -> None:
    """Without an address, not wanting any, switched off, or no longer there: the notices stay."""
    choose_reminders(actor=cast.actors["tpht"], by_mail=False, days_before=[7, 3, 1], now=NOW)
    run(clock, "2023-03-31 06:30")
    User.objects.filter(username="chutich").update(email="")
    User.objects.filter(username="tckt").update(is_active=False)
    Membership.objects.filter(user=cast.people["vptk"]).update(ended_at=at("2023-03-31 06:45"))
    clock.append(at("2023-03-31 07:30"))
    mail_digest()
    assert mail.outbox == []
    assert {one.user.username for one in Notice.objects.all()} == {"tpht", "tckt", "vptk", "chutich"}


def test_what_was_done_meanwhile_is_left_out(cast: Cast, plan: Plan, addresses: None, clock: list[datetime]) -> None:
    run(clock, "2023-03-31 06:30")
    say(cast, "tpht", duty(plan, "1.1"), at("2023-03-31 07:00"))
    clock.append(at("2023-03-31 07:30"))
    mail_digest()
    assert recipients() == {"vptk": 1, "tckt": 1, "chutich": 1}


class Failing(EmailBackend):
    """A mail server that refuses as often as it is told to."""

    errors: list[BaseException] = []  # noqa: RUF012

    def send_messages(self, messages: Any) -> int:
        if self.errors:
            raise self.errors.pop(0)
        return super().send_messages(messages)


@pytest.fixture
def failing(settings: Any) -> type[Failing]:
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    Failing.errors = []
    return Failing


def mail_at(clock: list[datetime], moment: str) -> None:
    clock.append(at(moment))
    mail_digest()


def test_a_server_that_fails_loses_nothing(
    cast: Cast, plan: Plan, addresses: None, clock: list[datetime], failing: type[Failing], caplog: Any
) -> None:
    """It breaks off at the first; an hour later all three mails go out, then none again."""
    run(clock, "2023-03-31 06:30")
    failing.errors = [SMTPServerDisconnected("gone")]
    mail_at(clock, "2023-03-31 07:30")
    assert mail.outbox == []
    mail_at(clock, "2023-03-31 08:30")
    mail_at(clock, "2023-03-31 09:30")
    assert recipients() == {"vptk": 1, "tckt": 1, "chutich": 1, "tpht": 1}
    assert [record.getMessage() for record in caplog.records] == ["mail of the day interrupted: SMTPServerDisconnected"]


@pytest.mark.parametrize("wrong", [SMTPRecipientsRefused({"x": (550, b"no")}), KeyError("a text that cannot be drawn")])
def test_one_bad_mail_keeps_nobody_else_from_his(
    cast: Cast,
    plan: Plan,
    addresses: None,
    clock: list[datetime],
    failing: type[Failing],
    caplog: Any,
    wrong: Exception,
) -> None:
    run(clock, "2023-03-31 06:30")
    failing.errors = [wrong]
    mail_at(clock, "2023-03-31 07:30")
    assert recipients().total() == 3
    assert ["example" in record.getMessage() for record in caplog.records] == [False]


def test_a_worker_killed_before_sending_is_followed_by_another(
    cast: Cast, plan: Plan, addresses: None, clock: list[datetime], failing: type[Failing]
) -> None:
    """The claim of the dead is respected while it could still be at work, then taken over; each gets one mail."""
    run(clock, "2023-03-31 06:30")
    failing.errors = [SystemExit()]
    with pytest.raises(SystemExit):
        mail_at(clock, "2023-03-31 07:30")
    mail_at(clock, "2023-03-31 07:45")
    assert recipients().total() == 3
    mail_at(clock, "2023-03-31 08:30")
    mail_at(clock, "2023-03-31 09:30")
    assert recipients() == {"vptk": 1, "tckt": 1, "chutich": 1, "tpht": 1}


def test_two_workers_send_one_mail(cast: Cast, plan: Plan, addresses: None, clock: list[datetime]) -> None:
    """While one of them is at the mail server, the other finds everything claimed."""
    run(clock, "2023-03-31 06:30")
    for user in User.objects.exclude(username="tpht"):
        assert claim_digest(actor=None, user_id=user.pk, now=at("2023-03-31 07:29")) is not None
        assert claim_digest(actor=None, user_id=user.pk, now=at("2023-03-31 07:30")) is None
    mail_at(clock, "2023-03-31 07:30")
    assert recipients() == {"tpht": 1}


def test_what_comes_after_the_mail_of_the_day_waits_for_the_next(
    cast: Cast, plan: Plan, addresses: None, clock: list[datetime]
) -> None:
    run(clock, "2023-03-31 06:30")
    mail_at(clock, "2023-03-31 07:30")
    set_due(
        actor=cast.actors["vptk"],
        obligation_id=duty(plan, "2.1").pk,
        due_on=date(2023, 4, 1),
        reason="Theo công văn 15",
        now=at("2023-03-31 10:00"),
    )
    run(clock, "2023-03-31 10:30")
    mail_at(clock, "2023-03-31 11:30")
    assert recipients()["vptk"] == 1
    mail_at(clock, "2023-04-01 07:30")
    assert recipients()["vptk"] == 2
    assert "Đào tạo cán bộ" in str(mail.outbox[-1].body)


def test_without_a_mail_server_nothing_counts_as_sent(
    cast: Cast, plan: Plan, addresses: None, clock: list[datetime], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    run(clock, "2023-03-31 06:30")
    mail_at(clock, "2023-03-31 07:30")
    assert (Digest.objects.count(), Notice.objects.exclude(digest=None).count()) == (0, 0)


@pytest.mark.parametrize("communes", [1, 2])
def test_jobs_ask_as_often_for_many_bodies_as_for_one(cast: Cast, clock: list[datetime], communes: int) -> None:
    """Reading alone: the second run of a day, with nothing left to write."""
    for who in ("vptk", "ba-dinh.vptk")[:communes]:
        plan_in_force(cast, who=who)
    run(clock, "2023-03-31 06:30")
    assert Notice.objects.exists()
    with CaptureQueriesContext(connection) as caught:
        run(clock, "2023-03-31 07:30")
    assert len(caught) == 10
