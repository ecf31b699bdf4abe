"""Another due day: asked with a reason, granted or refused, withdrawn; both days stay."""

from datetime import date
from typing import Any

import pytest

from cchc.orgs.enums import Role
from cchc.orgs.models import Event, Notice
from cchc.orgs.refusals import Forbidden, Refused
from plans.models import Plan
from tasks.actions.asking import ask_due, grant_due, refuse_due, withdraw_due
from tasks.actions.dates import cancel_obligation
from tasks.enums import Outcome
from tasks.models import DueRequest, Obligation
from tasks.queries.requests import count_open, requests_in_reach
from tasks.rules import can_answer_due, can_ask_due
from tests.cast import NOW, Cast, at
from tests.tasks.given_work import enlist, finance, give, say, task_of, town_plan

pytestmark = pytest.mark.django_db
OLD, ASKED = date(2023, 5, 31), date(2023, 7, 15)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return town_plan(cast)


@pytest.fixture
def due(cast: Cast, plan: Plan) -> Obligation:
    """Quang Trung's row 2, due on 31/5, overdue today."""
    found: Obligation = task_of(plan, "2", cast.quang_trung).obligations.get()
    return found


def ask(cast: Cast, due: Obligation, day: date = ASKED, *, who: str = "vptk", **more: Any) -> DueRequest:
    wanted = {"reason": "Chờ văn bản của tỉnh.", "now": NOW} | more
    return ask_due(actor=cast.actors[who], obligation_id=due.pk, due_on=day, **wanted)


def told(who: str) -> list[str]:
    found = Notice.objects.filter(user__username=who, key__startswith="due-")
    return list(found.order_by("pk").values_list("text", flat=True))


def test_a_day_is_granted_and_both_stay(cast: Cast, due: Obligation) -> None:
    request = ask(cast, due)
    due.refresh_from_db()
    assert due.due_on == OLD
    asked = ["Xã Quang Trung xin lùi hạn tới 15/07/2023: Xây dựng kế hoạch kiểm tra"]
    assert {who: told(who) for who in ("thi-xa", "lanh-dao", "noivu", "vptk")} == {
        "thi-xa": asked,
        "lanh-dao": asked,
        "noivu": asked,
        "vptk": [],
    }
    grant_due(actor=cast.actors["noivu"], request_id=request.pk, due_on=date(2023, 7, 10), reason="Sớm hơn.", now=NOW)
    due.refresh_from_db()
    request.refresh_from_db()
    change = due.due_changes.get()
    assert (due.due_on, due.original_due_on) == (date(2023, 7, 10), OLD)
    assert (change.old_due_on, change.new_due_on, change.reason) == (
        OLD,
        date(2023, 7, 10),
        "Theo lời xin của Xã Quang Trung: Chờ văn bản của tỉnh. Sớm hơn.",
    )
    assert (request.answer, request.old_due_on, request.asked_due_on, request.granted_due_on) == (
        "granted",
        OLD,
        ASKED,
        date(2023, 7, 10),
    )
    assert (
        told("vptk") == told("chutich") == ["Thị xã Bỉm Sơn đồng ý lùi hạn tới 10/07/2023: Xây dựng kế hoạch kiểm tra"]
    )
    due.task.refresh_from_db()
    assert due.task.next_due_on == date(2023, 7, 10)


def test_a_day_granted_is_later_than_the_one_in_force(cast: Cast, due: Obligation) -> None:
    request = ask(cast, due)
    with pytest.raises(Refused, match="sớm hơn hạn đang có 31/05/2023"):
        grant_due(actor=cast.actors["thi-xa"], request_id=request.pk, due_on=date(2023, 5, 15), reason="", now=NOW)
    request.refresh_from_db()
    assert (request.answer, due.due_changes.count()) == ("", 0)


@pytest.mark.parametrize("answer", ["grant", "refuse", "withdraw"])
def test_what_was_answered_waits_for_nobody(cast: Cast, due: Obligation, answer: str) -> None:
    request = ask(cast, due)
    waiting = Notice.objects.unread().filter(key=f"due-request:{request.pk}")
    assert waiting.count() == 3
    which: dict[str, Any] = {"request_id": request.pk, "now": NOW}
    if answer == "grant":
        grant_due(actor=cast.actors["noivu"], due_on=ASKED, reason="", **which)
    elif answer == "refuse":
        refuse_due(actor=cast.actors["noivu"], reason="Đã lùi một lần.", **which)
    else:
        withdraw_due(actor=cast.actors["vptk"], **which)
    assert waiting.count() == 0


def test_a_refusal_says_why_and_leaves_the_day(cast: Cast, due: Obligation) -> None:
    request = ask(cast, due)
    with pytest.raises(Refused, match="lý do không đồng ý"):
        refuse_due(actor=cast.actors["thi-xa"], request_id=request.pk, reason=" ", now=NOW)
    refuse_due(actor=cast.actors["thi-xa"], request_id=request.pk, reason="Đã lùi một lần.", now=NOW)
    due.refresh_from_db()
    request.refresh_from_db()
    assert (due.due_on, due.due_changes.count(), request.answer_reason) == (OLD, 0, "Đã lùi một lần.")
    assert told("vptk")[-1].startswith("Thị xã Bỉm Sơn không đồng ý lùi hạn (giữ hạn 31/05/2023)")
    with pytest.raises(Refused, match="Người thi-xa đã trả lời lời xin này lúc 09:00 10/06/2023: không đồng ý"):
        grant_due(actor=cast.actors["lanh-dao"], request_id=request.pk, due_on=ASKED, reason="", now=NOW)
    assert ask(cast, due).pk != request.pk


@pytest.mark.parametrize(
    ("day", "now", "words"),
    [
        (date(2023, 6, 10), NOW, "không sau hôm nay"),
        (date(2023, 6, 10), at("2023-06-09 23:59"), ""),
        (date(2023, 6, 10), at("2023-06-10 00:01"), "không sau hôm nay"),
        (date(2025, 1, 31), NOW, "nằm ngoài các năm của kế hoạch"),
    ],
)
def test_which_days_may_be_asked_for(cast: Cast, due: Obligation, day: date, now: Any, words: str) -> None:
    if words:
        with pytest.raises(Refused, match=words):
            ask(cast, due, day, now=now)
    else:
        ask(cast, due, day, now=now)
    assert DueRequest.objects.count() == (not words)


def test_the_day_in_force_and_no_reason_are_refused(cast: Cast, plan: Plan) -> None:
    ahead = task_of(plan, "3", cast.quang_trung).obligations.get(due_on=date(2023, 9, 18))
    with pytest.raises(Refused, match="Hạn đang là 18/09/2023"):
        ask(cast, ahead, date(2023, 9, 18))
    with pytest.raises(Refused, match="lý do xin lùi hạn"):
        ask(cast, ahead, reason="  ")
    with pytest.raises(Refused, match="sớm hơn hạn đang có 18/09/2023"):
        ask(cast, ahead, date(2023, 9, 17))
    assert (DueRequest.objects.count(), Notice.objects.filter(key__startswith="due-").count()) == (0, 0)


def test_one_question_is_open_at_a_time(cast: Cast, due: Obligation) -> None:
    request = ask(cast, due)
    with pytest.raises(Refused, match="Người vptk đã xin hạn 15/07/2023"):
        ask(cast, due, who="chutich")
    withdraw_due(actor=cast.actors["chutich"], request_id=request.pk, now=NOW)
    with pytest.raises(Refused, match="đã trả lời"):
        withdraw_due(actor=cast.actors["vptk"], request_id=request.pk, now=NOW)
    with pytest.raises(Refused, match="đã rút"):
        grant_due(actor=cast.actors["thi-xa"], request_id=request.pk, due_on=ASKED, reason="", now=NOW)
    assert ask(cast, due, who="chutich").asker_name == "Người chutich"
    assert [one.answer for one in DueRequest.objects.order_by("pk")] == ["withdrawn", ""]


def test_nothing_is_asked_of_what_is_done_or_cancelled(cast: Cast, plan: Plan, due: Obligation) -> None:
    request = ask(cast, due)
    cancel_obligation(actor=cast.actors["thi-xa"], obligation_id=due.pk, reason="Thôi.", now=NOW)
    assert count_open(cast.actors["thi-xa"]) == 0
    with pytest.raises(Forbidden):
        grant_due(actor=cast.actors["thi-xa"], request_id=request.pk, due_on=ASKED, reason="", now=NOW)
    done = task_of(plan, "3", cast.quang_trung).obligations.get(due_on=date(2023, 6, 16))
    say(cast, "vptk", done, Outcome.DONE, "Xong.")
    with pytest.raises(Refused, match="đã xong"):
        ask(cast, done)


def test_a_waiting_duty_is_given_its_day(cast: Cast, plan: Plan) -> None:
    [task] = give(cast, plan, "2", cast.home_affairs)
    enlist(cast, "cv-noivu", cast.home_affairs, Role.OFFICER)
    waiting = task.obligations.get()
    request = ask(cast, waiting, who="cv-noivu")
    grant_due(actor=cast.actors["thi-xa"], request_id=request.pk, due_on=ASKED, reason="", now=NOW)
    waiting.refresh_from_db()
    assert (request.old_due_on, waiting.due_on, waiting.due_changes.get().old_due_on) == (None, ASKED, None)


@pytest.mark.parametrize(
    ("who", "asks", "answers"),
    [
        ("vptk", True, False),
        ("chutich", True, False),
        ("tpht", False, False),
        ("thi-xa", False, True),
        ("lanh-dao", False, True),
        ("noivu", False, True),
        ("admin", False, False),
        ("ba-dinh.vptk", False, False),
    ],
)
def test_rights(cast: Cast, due: Obligation, who: str, asks: bool, answers: bool) -> None:
    actor = cast.actors[who]
    assert (can_ask_due(actor, due), can_answer_due(actor, due)) == (asks, answers)
    request = ask(cast, due)
    wanted = requests_in_reach(actor).open
    assert [one.pk for one in wanted] == ([] if who == "ba-dinh.vptk" else [request.pk])
    with pytest.raises((Refused, Obligation.DoesNotExist)):
        ask(cast, due, who=who)
    before = Event.objects.count()
    answer = {"request_id": request.pk, "due_on": ASKED, "reason": "", "now": NOW}
    if answers:
        grant_due(actor=actor, **answer)
    else:
        with pytest.raises((Forbidden, DueRequest.DoesNotExist)):
            grant_due(actor=actor, **answer)
    assert (Event.objects.count() > before) is answers


def test_a_department_of_the_town_asks_the_town(cast: Cast, plan: Plan) -> None:
    due = task_of(plan, "4", finance()).obligations.get()
    assert can_ask_due(cast.actors["thi-xa"], due) is False
    enlist(cast, "tckh", finance(), Role.OFFICER)
    ask(cast, due, date(2023, 10, 31), who="tckh")
    assert count_open(cast.actors["lanh-dao"]) == 1
