"""The pages of given work as people use them, with the real plan of Tuy Phước, and what they ask of the database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cchc.orgs.actions.bodies import found_organization
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Notice, Organization
from plans.models import Plan
from reports.queries.overview import body_overview
from tasks.actions.accepting import accept_plan
from tasks.actions.asking import ask_due
from tasks.actions.tying import tie_tasks
from tasks.enums import Outcome
from tasks.models import DueRequest, Receipt, Task, Tie
from tasks.periods import Timetable
from tasks.queries.giving import giving_page
from tasks.queries.lines import lines_for
from tests.cast import NOW, TODAY, Cast, at, make_cast
from tests.plans_in_force import duty, plan_in_force
from tests.reading.wordfiles import real_plan
from tests.revisions import read_in
from tests.tasks.given_work import ROWS, enlist, finance, give, say, task_of, town_plan

pytestmark = pytest.mark.django_db
BUDGETS = {
    "tasks:giving": 12,
    "tasks:giving_row": 14,
    "tasks:choose_bodies": 9,
    "tasks:given": 15,
    "tasks:ties": 12,
    "tasks:due_requests": 10,
    "tasks:answer_due": 7,
    "tasks:detail": 22,
}


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return town_plan(cast)


def page_of(client: Client, name: str, *args: Any, **values: Any) -> Any:
    return client.get(reverse(f"tasks:{name}", args=args), values)


def row(plan: Plan, ordinal: str) -> list[int]:
    return [plan.pk, plan.sections.get().items.get(ordinal=ordinal).pk]


def test_the_real_plan_of_a_district_over_its_receivers(cast: Cast) -> None:
    """35 rows of Tuy Phước's plan name "UBND các xã, thị trấn"; each commune has them all (counted by hand)."""
    enlist(cast, "thi-xa", cast.district, Role.COORDINATOR)
    plan = read_in(cast, real_plan("tuy-phuoc-2024"), "tp.docx", at("2024-04-01 08:00"), who="thi-xa")
    accept_plan(actor=cast.actors["thi-xa"], plan=plan, timetable=Timetable(), now=at("2024-04-02 09:00"))
    by_body = {
        body.code: Task.objects.filter(plan=plan, organization=body).count()
        for body in (cast.quang_trung, cast.ba_dinh)
    }
    assert by_body == {"quang-trung": 35, "ba-dinh": 35}
    assert Notice.objects.filter(key=f"given:{plan.pk}", user__username="vptk").count() == 1
    client = cast.client("vptk")
    assert client.post(reverse("tasks:receive"), {"all": "1"}).status_code == 302
    assert Receipt.objects.count() == 35
    task = Task.objects.get(
        plan=plan, organization=cast.ba_dinh, item__text__startswith="Chỉ đạo bộ phận chuyên môn căn cứ"
    )
    said = {"when": "2024-05-06 09:00", "effective": date(2024, 5, 6)}
    say(cast, "ba-dinh.vptk", task.obligations.get(), Outcome.DONE, "Đã rà soát.", **said)  # type: ignore[arg-type]
    page = giving_page(cast.actors["thi-xa"], plan.pk, today=date(2024, 6, 10))
    assert page is not None
    both = [line for line in (*page.given, *page.loose) if line.receivers >= 2]
    assert len(both) == 35
    assert sum(line.received for line in both) >= 36
    [found] = [line for line in both if line.item.pk == task.item_id]
    assert (found.receivers, found.received, found.tally.done, found.tally.base, found.overdue) == (2, 2, 1, 2, 1)


def test_what_is_new_is_received_one_by_one_and_together(cast: Cast, plan: Plan) -> None:
    client = cast.client("vptk")
    page = page_of(client, "given").content.decode()
    assert "Đã nhận tất cả (3)" in page
    assert "3 việc, 3 chưa nhận" in page
    first, second, third = (task_of(plan, ordinal, cast.quang_trung).pk for ordinal in "123")
    client.post(reverse("tasks:receive"), {"task": first})
    client.post(reverse("tasks:receive"), {"chosen": [second, third]})
    assert Receipt.objects.count() == 3
    assert "Đã nhận tất cả" not in page_of(client, "given").content.decode()
    assert "Cấp trên chưa giao việc nào" in page_of(cast.client("thi-xa"), "given").content.decode()


@pytest.mark.parametrize(
    ("values", "shown"), [({"loc": "qua-han"}, 2), ({"q": "bao cao"}, 1), ({"loc": "moi"}, 3), ({"q": "khong co"}, 0)]
)
def test_given_work_is_filtered_and_searched(cast: Cast, plan: Plan, values: dict[str, str], shown: int) -> None:
    page = page_of(cast.client("vptk"), "given", **values)
    assert (page.context["work"].shown, page.context["work"].total) == (shown, 3)


def test_bodies_are_searched_without_losing_what_is_chosen(cast: Cast, plan: Plan) -> None:
    client, address = cast.client("thi-xa"), reverse("tasks:choose_bodies", args=row(plan, "6"))
    page = client.post(address, {"q": "ba dinh", "body": [cast.quang_trung.pk], "tim": "1"})
    shown = [(body.code, ticked) for group in page.context["groups"] for body, ticked in group["bodies"]]
    assert (page.status_code, shown) == (200, [("ba-dinh", False), ("quang-trung", True)])
    page = client.post(address, {"q": "", "giao": "1"})
    assert (page.status_code, page.context["refusal"]) == (
        422,
        "Hãy chọn ít nhất một đơn vị chưa được giao việc này.",
    )
    assert client.post(address, {"all": "commune", "body": [finance().pk], "giao": "1"}).status_code == 302
    codes = Task.objects.filter(plan=plan, item__ordinal="6", is_chosen=True).values_list(
        "organization__code", flat=True
    )
    assert sorted(codes) == ["ba-dinh", "quang-trung", "tckh-bim-son"]


@pytest.mark.parametrize(
    ("who", "status"), [("thi-xa", 200), ("lanh-dao", 200), ("noivu", 404), ("admin", 404), ("vptk", 404)]
)
def test_who_may_choose_bodies(cast: Cast, plan: Plan, who: str, status: int) -> None:
    assert page_of(cast.client(who), "choose_bodies", *row(plan, "4")).status_code == status


def test_taking_back_asks_for_the_reason_first(cast: Cast, plan: Plan) -> None:
    client, args = cast.client("thi-xa"), row(plan, "2")
    address = reverse("tasks:take_back", args=args)
    assert client.post(address).status_code == 302
    asked = client.post(address, {"body": [cast.quang_trung.pk]})
    assert (asked.status_code, asked.context["form"].errors) == (200, {})
    empty = client.post(address, {"body": [cast.quang_trung.pk], "confirmed": "1", "reason": ""})
    assert empty.status_code == 422
    done = client.post(address, {"body": [cast.quang_trung.pk], "confirmed": "1", "reason": "Giao nhầm."})
    assert (done.status_code, task_of(plan, "2", cast.quang_trung).obligations.alive().count()) == (302, 0)


def test_a_tie_is_made_and_undone_on_its_page(cast: Cast, plan: Plan) -> None:
    own = duty(plan_in_force(cast), "1.2", date(2023, 6, 16)).task
    given = task_of(plan, "3", cast.quang_trung)
    client, address = cast.client("vptk"), reverse("tasks:ties", args=[given.pk])
    assert "Khớp 4 việc" in client.get(address).content.decode()
    refused = client.post(address, {})
    assert (refused.status_code, Tie.objects.count()) == (422, 0)
    client.post(address, {"own": [own.pk]})
    for task in (given, own):
        assert "Nối với" in page_of(client, "detail", task.pk).content.decode()
    assert "Nối với" not in page_of(cast.client("thi-xa"), "detail", given.pk).content.decode()
    client.post(reverse("tasks:untie", args=[given.pk, Tie.objects.get().pk]))
    assert Tie.objects.count() == 0


def test_a_request_goes_up_and_its_answer_comes_down(cast: Cast, plan: Plan) -> None:
    due = task_of(plan, "2", cast.quang_trung).obligations.get()
    below, above = cast.client("vptk"), cast.client("noivu")
    address = reverse("tasks:ask_due", args=[due.pk])
    typed = below.post(address, {"due_on": "01/06/2023", "reason": "Chờ văn bản của tỉnh"})
    assert (typed.status_code, "Chờ văn bản của tỉnh" in typed.content.decode()) == (422, True)
    assert below.post(address, {"due_on": "15/07/2023", "reason": "Chờ văn bản của tỉnh"}).status_code == 302
    request = DueRequest.objects.get()
    answer = reverse("tasks:answer_due", args=[request.pk])
    assert f'"{answer}"' in page_of(above, "due_requests").content.decode()
    assert f'"{answer}"' not in page_of(below, "due_requests").content.decode()
    assert below.get(answer).status_code == 404
    kept = above.post(answer, {"answer": "granted", "due_on": "", "reason": "Đồng ý một nửa"})
    assert (kept.status_code, "Đồng ý một nửa" in kept.content.decode()) == (422, True)
    assert above.post(answer, {"answer": "refused", "due_on": "15/07/2023", "reason": ""}).status_code == 422
    assert above.post(answer, {"answer": "granted", "due_on": "10/07/2023", "reason": "Sớm hơn."}).status_code == 302
    for client in (below, cast.client("thi-xa")):
        page = page_of(client, "detail", due.task_id).content.decode()
        assert "từ 31/05/2023 tới 15/07/2023" in page
        assert "hạn mới 10/07/2023" in page
    late = above.post(answer, {"answer": "refused", "due_on": "", "reason": "Muộn rồi"})
    assert (late.status_code, "đã trả lời lời xin này lúc" in late.content.decode()) == (422, True)


def test_a_request_is_withdrawn_where_it_stands(cast: Cast, plan: Plan) -> None:
    due = task_of(plan, "2", cast.quang_trung).obligations.get()
    request = ask_due(actor=cast.actors["vptk"], obligation_id=due.pk, due_on=date(2023, 7, 15), reason="Chờ.", now=NOW)
    address = reverse("tasks:withdraw_due", args=[request.pk])
    assert [cast.client(who).post(address).status_code for who in ("thi-xa", "tpht", "ba-dinh.vptk")] == [404] * 3
    cast.client("chutich").post(address)
    request.refresh_from_db()
    assert (request.answer, request.answerer_name) == ("withdrawn", "Người chutich")


def test_the_own_plan_tells_of_what_came_from_above(cast: Cast, plan: Plan) -> None:
    own = plan_in_force(cast)
    page = page_of(cast.client("vptk"), "plan", own.pk).content.decode()
    assert "cấp trên giao 3 việc, 3 việc chưa nhận" in page
    above = page_of(cast.client("thi-xa"), "plan", plan.pk).content.decode()
    assert reverse("tasks:giving", args=[plan.pk]) in above
    assert reverse("tasks:giving", args=[own.pk]) not in page


def test_two_plans_beside_each_other_are_told_apart(cast: Cast, plan: Plan) -> None:
    """Both have an appendix I: the list, the workbook and the bars say which row came from above."""
    plan_in_force(cast)
    rows = page_of(cast.client("vptk"), "list").context["rows"]
    assert sorted(row.giver for row in rows if row.giver) == ["Thị xã Bỉm Sơn"] * 3
    lines = lines_for(cast.actors["vptk"], today=TODAY)
    given = {task.item.text for task in Task.objects.filter(organization=cast.quang_trung, plan=plan)}
    assert {line.task for line in lines if line.section.endswith(" (Thị xã Bỉm Sơn giao)")} == given
    areas = body_overview(cast.actors["vptk"], today=TODAY).areas
    assert [area.whose for area in areas] == ["", "", "kế hoạch của Thị xã Bỉm Sơn"]


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_pages_ask_as_often_for_many_rows_as_for_one(rows: int) -> None:
    cast = make_cast()
    for number in range(rows):
        add_commune(cast, number)
    own = [replace(ROWS[5], ordinal=f"{n}k", text=f"Việc riêng {n}") for n in range(rows)]
    given = [replace(ROWS[1], ordinal=f"{n}", text=f"Xây dựng kế hoạch {n}") for n in range(10, 10 + rows)]
    plan = town_plan(cast, (*given, *own))
    tasks = list(Task.objects.filter(plan=plan, organization=cast.quang_trung))
    mine = list(Task.objects.filter(plan=plan_in_force(cast)))
    for task in tasks:
        obligation = task.obligations.get()
        say(cast, "vptk", obligation, cause=None, when="2023-05-09 09:00")
        ask_due(actor=cast.actors["vptk"], obligation_id=obligation.pk, due_on=date(2023, 7, 1), reason="Chờ.", now=NOW)
    tie_tasks(actor=cast.actors["vptk"], given_id=tasks[0].pk, own_ids=[mine[0].pk], now=NOW)
    request = DueRequest.objects.latest("pk")
    places: dict[str, tuple[str, list[int]]] = {
        "tasks:giving": ("thi-xa", [plan.pk]),
        "tasks:giving_row": ("thi-xa", row(plan, "10")),
        "tasks:choose_bodies": ("thi-xa", row(plan, "0k")),
        "tasks:given": ("vptk", []),
        "tasks:ties": ("vptk", [tasks[0].pk]),
        "tasks:due_requests": ("thi-xa", []),
        "tasks:answer_due": ("thi-xa", [request.pk]),
        "tasks:detail": ("vptk", [tasks[0].pk]),
    }
    asked = {}
    for name, (who, args) in places.items():
        client = cast.client(who)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(name, args=args)).status_code == 200
        asked[name] = len(caught)
    assert asked == BUDGETS


def add_commune(cast: Cast, number: int) -> Organization:
    return found_organization(
        actor=None,
        code=f"xa-{number}",
        name=f"Xã thứ {number}",
        kind=OrganizationKind.COMMUNE,
        issuer_name=f"Ủy ban nhân dân xã thứ {number}",
        place_name=f"Xã thứ {number}",
        parent=cast.district,
        now=NOW,
    )


def test_a_chosen_body_stands_in_the_table_of_its_row(cast: Cast, plan: Plan) -> None:
    give(cast, plan, "4", cast.quang_trung)
    page = page_of(cast.client("lanh-dao"), "giving_row", *row(plan, "4")).content.decode()
    assert "giao thêm 10/06/2023" in page
    assert "2 trên 2 đơn vị" in page
