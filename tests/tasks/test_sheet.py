"""Many duties on one screen: blank rows say nothing, all or nothing, and what was typed is never lost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from plans.models import Plan
from tasks.exchange.screen import MOVED_ON
from tasks.models import Obligation, Update
from tasks.queries.lines import asked_lines
from tests.cast import TODAY, Cast
from tests.plans_in_force import duty

pytestmark = pytest.mark.django_db
HERE = "/viec-cua-toi/bang/"
ROLES = ("vptk", "tpht", "tckt", "ba-dinh.vptk")


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    settings.TODAY = TODAY


def send(client: Client, said: dict[Obligation, dict[str, str]], **more: Any) -> Any:
    """The page as it is sent: every row with the version that was shown, the words typed in some."""
    rows: dict[str, Any] = {"row": [o.pk for o in said]}
    for obligation, words in said.items():
        rows[f"seen-{obligation.pk}"] = obligation.last_update_id or ""
        rows |= {f"{name}-{obligation.pk}": value for name, value in words.items()}
    return client.post(HERE, rows | more)


def said_of(obligation: Obligation) -> list[tuple[str, str, str, str]]:
    return [(u.outcome, u.text, u.difficulty, u.document) for u in Update.objects.filter(obligation=obligation)]


def causes_of(obligation: Obligation) -> list[tuple[str, str]]:
    return list(Update.objects.filter(obligation=obligation).values_list("late_cause", "late_reason"))


def test_the_page_asks_for_what_wants_a_word_now(cast: Cast, plan: Plan) -> None:
    asked = {who: [(line.task, line.due_on) for line in asked_lines(cast.actors[who], today=TODAY)] for who in ROLES}
    rows = cast.client("vptk").get(HERE).context["rows"]
    assert asked["tpht"] == [
        ("Rà soát văn bản", date(2023, 3, 31)),
        ("Theo dõi thi hành pháp luật", date(2023, 12, 31)),
    ]
    assert (len(asked["vptk"]), asked["ba-dinh.vptk"]) == (len(rows), [])
    assert {task for task, _ in asked["tckt"]} == {"Báo cáo tài chính"}


def test_rows_left_blank_say_nothing_and_the_others_are_stored_together(cast: Cast, plan: Plan) -> None:
    first, standing, other = duty(plan, "1.1"), duty(plan, "1.3"), duty(plan, "1.2", date(2023, 6, 16))
    answer = send(
        cast.client("vptk"),
        {
            first: {
                "outcome": "done",
                "text": "Đã rà soát 14 văn bản.",
                "document": "45/BC-UBND",
                "late_cause": "superior",
                "late_reason": "Chờ Quyết định của tỉnh.",
            },
            standing: {"outcome": "difficulty", "text": "Thiếu người."},
            other: {},
        },
    )
    assert (answer.status_code, answer["Location"]) == (302, HERE)
    assert said_of(first) == [("done", "Đã rà soát 14 văn bản.", "", "45/BC-UBND")]
    assert causes_of(first) == [("superior", "Chờ Quyết định của tỉnh.")]
    assert said_of(standing) == [("difficulty", "", "Thiếu người.", "")]
    assert said_of(other) == []


def test_one_outcome_for_all_that_were_picked_leaves_what_was_chosen_apart(cast: Cast, plan: Plan) -> None:
    standing, other = duty(plan, "1.3"), duty(plan, "1.2", date(2023, 6, 16))
    waiting = duty(plan, "2.1")
    said = {standing: {}, waiting: {"outcome": "doing"}, other: {}}
    send(cast.client("vptk"), said, pick=[standing.pk, waiting.pk], all="nothing")
    assert [said_of(o) for o in said] == [[("nothing", "", "", "")], [("doing", "", "", "")], []]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"text": "Đã xong."}, "Tình trạng: cần Đã xong; Đang làm; Không phát sinh; Có khó khăn."),
        ({"outcome": "???"}, "Tình trạng: đang ghi “???”, cần Đã xong; Đang làm; Không phát sinh; Có khó khăn."),
        (
            {"outcome": "doing", "document": "abc"},
            "Số, ký hiệu: đang ghi “abc”, cần số/ký hiệu như 45/BC-UBND, hoặc để trống.",
        ),
    ],
)
def test_one_faulty_row_keeps_all_and_loses_no_word(cast: Cast, plan: Plan, words: dict[str, str], fault: str) -> None:
    good, faulty = duty(plan, "1.3"), duty(plan, "2.1")
    answer = send(cast.client("vptk"), {good: {"outcome": "doing", "text": "Đang theo dõi."}, faulty: words})
    rows = {row.line.obligation_id: row for row in answer.context["rows"]}
    assert (answer.status_code, Update.objects.count()) == (422, 0)
    assert (rows[faulty.pk].faults, rows[good.pk].faults) == ((fault,), ())
    assert (rows[good.pk].typed["text"], "Đang theo dõi." in answer.content.decode()) == ("Đang theo dõi.", True)


def test_a_rule_refuses_the_whole_page_and_names_the_row(cast: Cast, plan: Plan) -> None:
    late, other = duty(plan, "1.1"), duty(plan, "1.3")
    said = {late: {"outcome": "done", "late_cause": "own"}, other: {"outcome": "doing"}}
    answer = send(cast.client("vptk"), said)
    assert (answer.status_code, Update.objects.count()) == (422, 0)
    assert [words[:6] for words in answer.context["refusals"]] == ["Dòng 3"]


def test_an_overdue_row_asks_for_its_cause_and_knows_the_last_one(cast: Cast, plan: Plan) -> None:
    late, vptk = duty(plan, "1.1"), cast.client("vptk")
    asked = send(vptk, {late: {"outcome": "doing"}})
    row = next(row for row in asked.context["rows"] if row.line.obligation_id == late.pk)
    assert (asked.status_code, row.is_over, Update.objects.count()) == (422, True, 0)
    assert row.faults == ("Nguyên nhân chậm: cần một nguyên nhân trong danh sách, vì việc chậm so với hạn 31/03/2023.",)
    send(vptk, {late: {"outcome": "doing", "late_cause": "funds", "late_reason": "Chưa phân bổ."}})
    late.refresh_from_db()
    assert "Như lần trước: chưa được cấp kinh phí" in vptk.get(HERE).content.decode()
    send(vptk, {late: {"outcome": "doing", "text": "Vẫn chờ."}})
    assert causes_of(late) == [("funds", "Chưa phân bổ."), ("funds", "Chưa phân bổ.")]


def test_one_cause_for_all_that_were_picked_reaches_those_overdue(cast: Cast, plan: Plan) -> None:
    late, standing = duty(plan, "1.1"), duty(plan, "1.3")
    why = {"all": "doing", "all_cause": "partner", "all_reason": "Chờ Bưu điện."}
    send(cast.client("vptk"), {late: {}, standing: {}}, pick=[late.pk, standing.pk], **why)
    assert (causes_of(late), causes_of(standing)) == ([("partner", "Chờ Bưu điện.")], [("", "")])


def test_the_second_of_two_people_is_told_and_can_go_on(cast: Cast, plan: Plan) -> None:
    obligation = duty(plan, "1.3")
    send(cast.client("tpht"), {obligation: {"outcome": "doing", "text": "Lời của tư pháp."}})
    refused = send(cast.client("vptk"), {obligation: {"outcome": "difficulty", "text": "Lời của văn phòng."}})
    row = next(row for row in refused.context["rows"] if row.line.obligation_id == obligation.pk)
    assert (refused.status_code, row.faults, row.line.text) == (422, (MOVED_ON,), "Lời của tư pháp.")
    assert row.typed["text"] == "Lời của văn phòng."
    obligation.refresh_from_db()
    send(cast.client("vptk"), {obligation: {"outcome": "difficulty", "text": "Lời của văn phòng."}})
    assert [words for _, *words in said_of(obligation)] == [
        ["Lời của tư pháp.", "", ""],
        ["", "Lời của văn phòng.", ""],
    ]


def test_another_bodys_duty_is_not_touched(cast: Cast, plan: Plan) -> None:
    obligation = duty(plan, "1.3")
    answer = send(cast.client("ba-dinh.vptk"), {obligation: {"outcome": "done"}})
    assert (answer.status_code, Update.objects.count()) == (302, 0)
