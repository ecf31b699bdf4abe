"""One page tells what is locked, what was opened again and what stands outside the rule; every way in asks the lock."""

import ast
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cchc.orgs.refusals import Refused
from plans.models import Plan
from reports.actions.drafting import refresh_report
from reports.actions.sending import accept_report, reopen_report, return_report
from reports.models import Reopening, Report
from reports.queries.locks import Asked, closed_periods, late_words, moved_days, reopenings
from reports.wording import state_said, steps_of
from tasks.actions.dates import set_due
from tasks.actions.importing import take_in_changes
from tasks.enums import LateCause, Outcome
from tasks.exchange.differences import Change
from tasks.models import ClosedPeriod, Obligation, Update
from tasks.statements import Statement
from tests.cast import TODAY, Cast, at
from tests.plans_in_force import duty, plan_in_force
from tests.reports.reporting import SENT_AT, drafted, sent
from tests.reports.test_report_pages import browser_of, page, words_of
from tests.reports.year import say
from tests.sources import all_sources

pytestmark = pytest.mark.django_db
IN_LOCKED = date(2023, 3, 10)
LOCKED = (
    "Báo cáo quý I năm 2023 đã gửi với số liệu chốt ngày 14/03/2023; hãy ghi ngày thực hiện sau ngày ấy, hoặc đánh dấu "
    "“bổ sung sau chốt số liệu” để lời này vào báo cáo kỳ sau; chỉ cơ quan nhận báo cáo mở lại được kỳ."
)


@pytest.fixture(autouse=True)
def june(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def report(cast: Cast, plan: Plan) -> Report:
    return sent(cast, drafted(cast, plan))


def reopened(cast: Cast, report: Report, when: str = "2023-03-20 08:00") -> Report:
    return reopen_report(actor=cast.actors["noivu"], report_id=report.pk, reason="Sót việc đào tạo.", now=at(when))


def test_a_reopened_report_is_not_called_returned_nor_received(cast: Cast, report: Report) -> None:
    accept_report(actor=cast.actors["noivu"], report_id=report.pk, now=at("2023-03-17 08:00"))
    again = reopened(cast, report)
    assert state_said(again).words == "Mở lại"
    steps = [(step.label, step.note) for step in steps_of(again)]
    assert (steps[0][0], steps[3]) == ("Mở lại, sửa", ("Cấp trên nhận", ""))


def test_new_figures_of_a_reopened_period_are_proposed_to_be_signed_today(cast: Cast, report: Report) -> None:
    reopened(cast, report)
    address = reverse("reports:approve", args=[report.pk])
    leader = browser_of(cast, "chutich")
    assert 'value="15/03/2023"' in leader.get(address).content.decode()
    refresh_report(actor=cast.actors["vptk"], report_id=report.pk, now=at("2023-03-20 10:00"))
    assert 'value="10/06/2023"' in leader.get(address).content.decode()


# the same lock, whichever the way in


def by_form(cast: Cast, obligation: Obligation) -> str:
    answer = cast.client("vptk").post(
        reverse("tasks:update", args=[obligation.pk]),
        {
            "outcome": "doing",
            "text": "Đang làm.",
            "effective_on": "10/03/2023",
            "version": obligation.last_update_id or "",
        },
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 422
    return words_of(answer)


def by_workbook(cast: Cast, obligation: Obligation) -> str:
    statement = Statement(Outcome.DOING, IN_LOCKED, "Đang làm.", late_cause=LateCause.OWN)
    change = Change(2, obligation.pk, obligation.last_update_id, statement, "", "")
    with pytest.raises(Refused) as refusal:
        take_in_changes(actor=cast.actors["vptk"], changes=[change], now=at("2023-06-10 09:00"))
    return refusal.value.message


@pytest.mark.parametrize("way", [by_form, by_workbook], ids=lambda way: way.__name__)
def test_every_way_in_meets_the_same_lock(
    cast: Cast, plan: Plan, report: Report, way: Callable[[Cast, Obligation], str]
) -> None:
    before = Update.objects.count()
    assert LOCKED in way(cast, duty(plan, "1.1"))
    assert Update.objects.count() == before


def test_words_are_stored_in_one_place_behind_the_lock() -> None:
    """The form, the table, the workbook and the buttons all come to it; nothing else makes an update."""
    makers = [
        source.path
        for source in all_sources()
        if source.room != "management"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Update.objects.create", "Update")
    ]
    assert makers == ["tasks/actions/updating.py"]


def test_a_reopened_period_takes_words_until_it_is_sent_again(cast: Cast, plan: Plan, report: Report) -> None:
    owed = duty(plan, "2.1")
    reopened(cast, report)
    say(cast, owed, "vptk", "2023-03-20 09:00", Outcome.DOING, effective_on=IN_LOCKED)
    sent(cast, report, now=at("2023-03-20 11:00"))
    with pytest.raises(Refused) as refusal:
        say(cast, owed, "vptk", "2023-03-20 12:00", Outcome.DONE, effective_on=IN_LOCKED, text="Xong.")
    assert refusal.value.message == LOCKED


def test_a_return_alone_leaves_the_period_locked(cast: Cast, report: Report) -> None:
    return_report(actor=cast.actors["noivu"], report_id=report.pk, comment="Sửa lời.", now=SENT_AT)
    assert (ClosedPeriod.objects.count(), Reopening.objects.count()) == (1, 0)


# the rows


def test_a_reopening_is_kept_after_the_period_is_locked_again(cast: Cast, report: Report) -> None:
    reopened(cast, report)
    kept = Reopening.objects.get()
    assert (kept.reopened_by, kept.reason, kept.closed_at) == ("Người noivu", "Sót việc đào tạo.", None)
    assert ClosedPeriod.objects.count() == 0
    sent(cast, report, now=at("2023-03-21 08:00"))
    kept.refresh_from_db()
    assert (kept.closed_at, ClosedPeriod.objects.get().closed_at) == (at("2023-03-21 08:00"),) * 2
    reopened(cast, report, "2023-03-22 08:00")
    assert list(Reopening.objects.values_list("closed_at", flat=True)) == [None, at("2023-03-21 08:00")]


def test_a_period_is_open_once(cast: Cast, report: Report) -> None:
    reopened(cast, report)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reopening.objects.create(report=report, reopened_at=SENT_AT, reopened_by="Ai", reason="Nữa.")


def exceptions(cast: Cast, plan: Plan) -> None:
    """A day given to what waited (no exception), a day moved, a word after the cut-off."""
    for row, day in (("2.1", date(2023, 6, 30)), ("1.1", date(2023, 4, 15))):
        set_due(
            actor=cast.actors["vptk"],
            obligation_id=duty(plan, row).pk,
            due_on=day,
            reason=f"Theo công văn {row}",
            now=at("2023-04-01 09:00"),
        )
    say(
        cast,
        duty(plan, "1.3"),
        "tpht",
        "2023-03-20 09:00",
        Outcome.DOING,
        effective_on=IN_LOCKED,
        text="Đã tập huấn 01 lớp.",
        is_after_cutoff=True,
    )


def test_each_sees_his_own_and_those_above_see_all(cast: Cast, plan: Plan, report: Report) -> None:
    exceptions(cast, plan)
    reopened(cast, report)
    other = plan_in_force(cast, who="ba-dinh.vptk")
    sent(cast, drafted(cast, other))
    rows = (closed_periods, reopenings, moved_days, late_words)
    seen = {
        (who, body.code if body else ""): [
            query(cast.actors[who], Asked(2023, body.pk if body else None)).count() for query in rows
        ]
        for who, body in (
            ("vptk", None),
            ("ba-dinh.tpht", None),
            ("noivu", None),
            ("admin", None),
            ("noivu", cast.quang_trung),
            ("ba-dinh.vptk", cast.quang_trung),
        )
    }
    assert seen == {
        ("vptk", ""): [0, 1, 1, 1],
        ("ba-dinh.tpht", ""): [1, 0, 0, 0],
        ("noivu", ""): [1, 1, 1, 1],
        ("admin", ""): [1, 1, 1, 1],
        ("noivu", "quang-trung"): [0, 1, 1, 1],
        ("ba-dinh.vptk", "quang-trung"): [0, 0, 0, 0],
    }
    assert [query(cast.actors["noivu"], Asked(2022)).count() for query in rows] == [0, 0, 0, 0]


def test_the_page_says_who_what_when_and_why(cast: Cast, plan: Plan, report: Report) -> None:
    exceptions(cast, plan)
    locked = words_of(page(cast, "vptk", "locks"))
    reopened(cast, report)
    parts = {part: words_of(page(cast, "noivu", "locks", muc=part)) for part in ("mo-lai", "doi-han", "bo-sung")}
    assert "Quý I năm 2023 14/03/2023 16:30 16/03/2023 số 05, ngày 15/03/2023 đã gửi Phòng Nội vụ" in locked
    assert "Đang khóa 1 Đã mở lại 0 Hạn đã dời 1 Bổ sung sau chốt 1" in locked
    assert "Xã Quang Trung Quý I năm 2023 Người noivu 08:00 20/03/2023 Sót việc đào tạo. Đang mở" in parts["mo-lai"]
    assert "Rà soát văn bản 31/03/2023 15/04/2023 Theo công văn 1.1 Người vptk 09:00 01/04/2023" in parts["doi-han"]
    assert "Đã tập huấn 01 lớp. 10/03/2023 Người tpht 09:00 20/03/2023" in parts["bo-sung"]


def test_an_address_that_asks_for_nonsense_gets_the_first_part_of_this_year(cast: Cast, report: Report) -> None:
    found = page(cast, "noivu", "locks", muc="x", nam="hai", **{"don-vi": str(2**70)})
    assert (found.status_code, found.context["part"], found.context["year"], found.context["body_id"]) == (
        200,
        "khoa",
        2023,
        None,
    )


def test_the_year_0_is_none(cast: Cast, report: Report) -> None:
    found = page(cast, "noivu", "locks", muc="doi-han", nam="0000")
    assert (found.status_code, found.context["part"], found.context["year"]) == (200, "doi-han", 2023)


def test_the_report_says_both_days_and_its_lock_apart(cast: Cast, report: Report) -> None:
    locked = words_of(page(cast, "vptk", "detail", report.pk))
    reopened(cast, report)
    opened = words_of(page(cast, "noivu", "detail", report.pk))
    sending = "Gửi lần đầu lúc 16:30 16/03/2023, hạn gửi hết ngày 16/03/2023."
    assert "Gửi đúng hạn, 16/03/2023" in locked
    assert f"{sending} Kỳ khóa từ 16:30 16/03/2023; chỉ Phòng Nội vụ thị xã Bỉm Sơn mở lại được." in locked
    assert f"{sending} Người noivu mở lại kỳ lúc 08:00 20/03/2023; gửi lại báo cáo thì kỳ khóa." in opened
    assert "Gửi đúng hạn, 16/03/2023" in opened


@pytest.mark.parametrize("part", ["khoa", "mo-lai", "doi-han", "bo-sung"])
def test_the_number_of_queries_does_not_grow(cast: Cast, plan: Plan, report: Report, part: str) -> None:
    exceptions(cast, plan)
    reopened(cast, report)
    sent(cast, report, now=at("2023-03-21 08:00"))
    counts = [queries_of(cast, part)]
    the_same_in_the_other_commune(cast)
    counts.append(queries_of(cast, part))
    assert counts[0] == counts[1] <= 13


def queries_of(cast: Cast, part: str) -> int:
    client = browser_of(cast, "noivu")
    with CaptureQueriesContext(connection) as caught:
        assert client.get(reverse("reports:locks"), {"muc": part}).context["rows"]
    return len(caught)


def the_same_in_the_other_commune(cast: Cast) -> None:
    other = plan_in_force(cast, who="ba-dinh.vptk")
    report = sent(cast, drafted(cast, other))
    reopened(cast, report)
    sent(cast, report, now=at("2023-03-21 08:00"))
    set_due(
        actor=cast.actors["ba-dinh.vptk"],
        obligation_id=duty(other, "1.1").pk,
        due_on=date(2023, 4, 15),
        reason="Dời.",
        now=at("2023-04-01 09:00"),
    )
    late = {"effective_on": IN_LOCKED, "is_after_cutoff": True}
    say(cast, duty(other, "1.3"), "ba-dinh.tpht", "2023-04-20 09:00", Outcome.DOING, **late)
