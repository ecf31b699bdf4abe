"""Reminders of reports: the body that must send, the leader who must approve, the reviewer who waits."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cchc.orgs import jobs as orgs_jobs
from cchc.orgs.actions.calendar import set_days
from cchc.orgs.jobs import mail_digest
from cchc.orgs.models import Notice, Organization, User
from plans.models import Plan
from reports import jobs as reports_jobs
from reports.actions.sending import accept_report, return_report
from reports.jobs import remind
from tasks import jobs as tasks_jobs
from tasks.actions.regimes import set_regime
from tasks.enums import Audience, PeriodKind
from tasks.jobs import remind as remind_of_duties
from tasks.regimes import Line, Regime, SendRule
from tests.cast import NOW, Cast, at
from tests.plans_in_force import plan_in_force
from tests.reports.reporting import approved, drafted, sent

pytestmark = pytest.mark.django_db

QUARTERLY = Regime("Hằng quý", (Line(PeriodKind.QUARTER, (), 14, SendRule(2)),), "")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    moments = [NOW]
    for module in (tasks_jobs, orgs_jobs, reports_jobs):
        monkeypatch.setattr(module, "local_now", lambda: moments[-1])
    return moments


@pytest.fixture
def quarterly(cast: Cast, plan: Plan) -> Plan:
    """Quang Trung owes quarterly reports alone: that of quý I closes on Tuesday 14/03 and is due on Thursday 16/03."""
    actor = cast.actors["vptk"]
    set_regime(
        actor=actor,
        organization=cast.quang_trung,
        audience=Audience.OWN,
        from_year=2023,
        regime=QUARTERLY,
        now=at("2023-01-05 17:00"),
    )
    return plan


def run_days(clock: list[datetime], first: str, last: str) -> None:
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        for hour in ("00:30", "06:30", "23:59"):
            clock.append(at(f"{day} {hour}"))
            remind()
        day += timedelta(days=1)


def told(name: str) -> list[tuple[str, str]]:
    found = Notice.objects.filter(user__username=name, kind="report").order_by("made_at", "pk")
    return [(f"{one.made_at.astimezone(NOW.tzinfo):%d/%m}", one.text) for one in found]


def test_ladder_of_a_report_that_nobody_drafts(cast: Cast, quarterly: Plan, clock: list[datetime]) -> None:
    run_days(clock, "2023-03-01", "2023-04-10")
    words = "Báo cáo quý I năm 2023 chưa gửi (chưa lập dự thảo)."
    assert told("vptk") == [("13/03", words), ("15/03", words), ("16/03", words), ("17/03", words)]
    assert told("chutich") == [("19/03", words)]
    assert told("noivu") == [("17/03", "1 đơn vị chưa gửi báo cáo quý I năm 2023: Xã Quang Trung.")]
    assert [told(name) for name in ("tpht", "admin", "ba-dinh.vptk")] == [[], [], []]


def test_the_leader_hears_of_a_draft_the_day_before(cast: Cast, quarterly: Plan, clock: list[datetime]) -> None:
    report = drafted(cast, quarterly)
    run_days(clock, "2023-03-14", "2023-03-16")
    assert told("chutich") == [("15/03", "Dự thảo báo cáo quý I năm 2023 chờ anh chị duyệt; sau đó mới gửi được.")]
    notice = Notice.objects.get(user=cast.people["chutich"])
    assert (notice.path, notice.due_on) == (f"/bao-cao/{report.pk}/", date(2023, 3, 16))
    assert told("vptk")[0] == ("14/03", "Báo cáo quý I năm 2023 chưa gửi (đang là dự thảo).")


def test_what_is_sent_is_told_no_more(cast: Cast, quarterly: Plan, clock: list[datetime]) -> None:
    """What people were told of it is settled in the same transaction."""
    run_days(clock, "2023-03-13", "2023-03-15")
    report = drafted(cast, quarterly)
    assert Notice.objects.unread().filter(user=cast.people["vptk"]).count() == 2
    sent(cast, report)
    assert Notice.objects.unread().filter(about__startswith="send:").count() == 0
    run_days(clock, "2023-03-17", "2023-03-31")
    assert [one for one in told("vptk") if "chưa gửi" in one[1]] == [
        ("13/03", "Báo cáo quý I năm 2023 chưa gửi (chưa lập dự thảo)."),
        ("15/03", "Báo cáo quý I năm 2023 chưa gửi (chưa lập dự thảo)."),
    ]
    assert [one for one in told("noivu") if "chưa gửi" in one[1]] == []


def test_an_approved_draft_no_longer_waits_for_its_leader(cast: Cast, quarterly: Plan, clock: list[datetime]) -> None:
    report = drafted(cast, quarterly)
    run_days(clock, "2023-03-15", "2023-03-15")
    assert Notice.objects.unread().filter(about__startswith="approve:").count() == 1
    approved(cast, report)
    run_days(clock, "2023-03-16", "2023-03-16")
    assert Notice.objects.unread().filter(about__startswith="approve:").count() == 0


def test_tet_and_a_swapped_saturday_move_the_days(cast: Cast, quarterly: Plan, clock: list[datetime]) -> None:
    """Friday 17/03 is given for Saturday 18/03: what closes on the 16th is due by the second working day after it."""
    regime = Regime("Riêng", (Line(PeriodKind.QUARTER, (), 16, SendRule(2)),), "")
    actor = cast.actors["vptk"]
    set_regime(
        actor=actor,
        organization=cast.quang_trung,
        audience=Audience.OWN,
        from_year=2023,
        regime=regime,
        now=at("2023-01-06 17:00"),
    )
    set_days(actor=cast.actors["admin"], off_on=date(2023, 3, 17), work_on=date(2023, 3, 18), name="Đổi", now=NOW)
    run_days(clock, "2023-03-10", "2023-03-24")
    assert [day for day, _ in told("vptk")] == ["17/03", "19/03", "20/03", "21/03"]


def test_a_missed_night_and_a_body_that_had_ended(cast: Cast, quarterly: Plan, clock: list[datetime]) -> None:
    run_days(clock, "2023-03-18", "2023-03-18")
    assert [day for day, _ in told("vptk")] == ["18/03"]
    run_days(clock, "2023-03-25", "2023-03-25")
    assert [day for day, _ in told("chutich")] == ["25/03"]
    Notice.objects.all().delete()
    Organization.objects.filter(pk=cast.quang_trung.pk).update(valid_to=date(2023, 3, 1))
    run_days(clock, "2023-03-26", "2023-03-26")
    assert Notice.objects.count() == 0


def test_the_reviewer_is_told_once_whoever_is_silent(cast: Cast, plan: Plan, clock: list[datetime]) -> None:
    """Both communes and the government above them owe quý I by the decree's days; Quang Trung has sent it."""
    sent(cast, drafted(cast, plan))
    plan_in_force(cast, who="ba-dinh.vptk")
    run_days(clock, "2023-03-17", "2023-03-20")
    quarter = [one for one in told("noivu") if "quý I " in one[1] and "chưa gửi" in one[1]]
    assert quarter == [("17/03", "1 đơn vị chưa gửi báo cáo quý I năm 2023: Phường Ba Đình.")]
    path = Notice.objects.get(user=cast.people["noivu"], text=quarter[0][1]).path
    assert path == "/tong-quan/don-vi/?nam=2023&ky=quarter-2023-1&loc=chua-gui"
    shown = cast.client("noivu").get(path).context["chosen"].rows
    assert [row.body.name for row in shown] == ["Phường Ba Đình"]


def test_what_was_decided_waits_no_more(cast: Cast, quarterly: Plan, clock: list[datetime]) -> None:
    """The reviewers are told of each sending until it is accepted or returned, the body of a return until it sends
    again."""

    def waiting() -> list[tuple[str, str]]:
        unread = Notice.objects.unread().filter(about__startswith="report:").order_by("pk")
        return list(unread.values_list("user__username", "key"))

    report = sent(cast, drafted(cast, quarterly))
    assert waiting() == [("noivu", f"report:{report.pk}:sent:1")]
    return_report(actor=cast.actors["noivu"], report_id=report.pk, comment="Thiếu số liệu.", now=NOW)
    assert waiting() == [(name, f"report:{report.pk}:returned:1") for name in ("vptk", "chutich")]
    sent(cast, report)
    assert waiting() == [("noivu", f"report:{report.pk}:sent:2")]
    accept_report(actor=cast.actors["noivu"], report_id=report.pk, now=NOW)
    assert waiting() == []
    assert Notice.objects.filter(about=f"report:{report.pk}").count() == 4


def test_a_quarter_of_mails_duties_and_reports_together(cast: Cast, quarterly: Plan, clock: list[datetime]) -> None:
    """March, at most one a day. Done in time: tckt's duty, a word on tpht's standing one. vptk's duties: 08 (waiting),
    09, 13, 15, 16, 17, 24, 28, 30, 31; his report: 13, 15, 16, 17. tpht's: 24, 28, 30, 31. Others: 19/03, 17/03."""
    for name, user in cast.people.items():
        User.objects.filter(pk=user.pk).update(email=f"{name}@example.vn")
    for day in range(1, 32):
        for hour in ("06:30", "07:30", "23:30"):
            clock.append(at(f"2023-03-{day:02d} {hour}"))
            remind_of_duties()
            remind()
            mail_digest()
    counts = Counter(str(one.to[0]).partition("<")[2].partition("@")[0] for one in mail.outbox)
    assert counts == {"vptk": 10, "tpht": 4, "chutich": 1, "noivu": 1}
    both = next(one for one in mail.outbox if "chutich@" in one.to[0])
    assert both.subject == "Nhắc việc 19/03/2023: 1 quá hạn, 1 báo cáo"


@pytest.mark.parametrize("communes", [1, 2])
def test_the_job_asks_as_often_for_many_bodies_as_for_one(cast: Cast, clock: list[datetime], communes: int) -> None:
    for who in ("vptk", "ba-dinh.vptk")[:communes]:
        plan_in_force(cast, who=who)
    run_days(clock, "2023-03-17", "2023-03-17")
    assert Notice.objects.exists()
    clock.append(at("2023-03-17 08:30"))
    with CaptureQueriesContext(connection) as caught:
        remind()
    assert len(caught) == BUDGET


BUDGET = 20
