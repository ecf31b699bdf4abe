"""Pages of duties as each person meets them: two taps, refusals that keep the text, search without accents."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from plans.models import Plan
from tasks.enums import Outcome
from tasks.models import Evidence, Obligation, Update
from tests.cast import Cast
from tests.plans_in_force import duty, plan_in_force

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
TODAY = date(2023, 6, 10)


@pytest.fixture(autouse=True)
def demo_day(settings: object) -> None:
    settings.TODAY = TODAY  # type: ignore[attr-defined]


@pytest.fixture
def officer(cast: Cast) -> Client:
    return cast.client("tpht")


def say(client: Client, obligation: Obligation, headers: dict[str, str] | None = None, **typed: object) -> object:
    version = obligation.last_update_id or ""
    return client.post(f"/viec/{obligation.pk}/cap-nhat/", {"version": version, **typed}, headers=headers)


def test_one_tap_is_stored_and_the_card_comes_back(officer: Client, plan: Plan) -> None:
    obligation = duty(plan, "1.3")
    response = say(officer, obligation, HTMX, outcome="doing")
    update = Update.objects.get()
    assert (response.status_code, response.templates[0].name) == (200, "tasks/_duty.html")
    assert (update.outcome, update.effective_on, update.obligation) == (Outcome.DOING, TODAY, obligation)
    assert "Đã lưu lúc" in response.content.decode()


def test_without_javascript_the_page_comes_back_at_the_duty(officer: Client, plan: Plan) -> None:
    obligation = duty(plan, "1.3")
    response = say(officer, obligation, outcome="nothing")
    assert (response.status_code, response.url) == (302, f"/viec-cua-toi/#duty-{obligation.pk}")


@pytest.mark.parametrize("headers", [None, HTMX])
def test_a_refusal_keeps_what_was_typed(officer: Client, plan: Plan, headers: dict[str, str] | None) -> None:
    typed = {"outcome": "done", "text": "Kết quả đang gõ dở", "effective_on": "31/02/2023", "document": "45/BC-UBND"}
    response = say(officer, duty(plan, "1.1"), headers, **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Kết quả đang gõ dở" in page
    assert "31/02/2023" in page
    assert "không có trong lịch" in page
    assert Update.objects.count() == 0


def test_a_refusal_names_the_files_to_choose_again(officer: Client, plan: Plan) -> None:
    """No browser gives them back: he must not believe that they are still there."""
    file = SimpleUploadedFile("báo cáo.pdf", b"%PDF-1.7 chung")
    said = [
        say(officer, duty(plan, "1.1"), outcome="done", text="Đã xong.", evidence=file),
        say(officer, duty(plan, "1.1"), outcome="done"),
    ]
    assert [response.status_code for response in said] == [422, 422]
    assert ["Hãy chọn lại tệp: báo cáo.pdf." in response.content.decode() for response in said] == [True, False]


def test_the_second_writer_sees_both_versions_and_keeps_his_text(cast: Cast, officer: Client, plan: Plan) -> None:
    obligation = duty(plan, "1.3")
    say(cast.client("vptk"), obligation, outcome="doing", text="Lời của văn phòng")
    response = say(officer, obligation, HTMX, outcome="nothing", text="Lời của tư pháp")
    page = response.content.decode()
    assert response.status_code == 409
    assert ("Lời của văn phòng" in page, "Lời của tư pháp" in page) == (True, True)
    saved = Obligation.objects.get(pk=obligation.pk)
    assert say(officer, saved, HTMX, outcome="nothing", text="Lời của tư pháp").status_code == 200
    assert list(Update.objects.values_list("text", flat=True)) == ["Lời của văn phòng", "Lời của tư pháp"]


def test_evidence_goes_in_and_out_through_the_door(cast: Cast, officer: Client, plan: Plan) -> None:
    file = SimpleUploadedFile("báo cáo.pdf", b"%PDF-1.7 chung")
    say(officer, duty(plan, "1.3"), outcome="doing", text="Có minh chứng", evidence=file)
    evidence = Evidence.objects.get()
    response = officer.get(f"/minh-chung/{evidence.pk}/")
    assert b"".join(response.streaming_content) == b"%PDF-1.7 chung"
    assert response["Content-Disposition"].startswith("attachment")
    assert cast.client("noivu").get(f"/minh-chung/{evidence.pk}/").status_code == 200
    assert cast.client("ba-dinh.vptk").get(f"/minh-chung/{evidence.pk}/").status_code == 404


def test_search_ignores_accents_and_filters_stand_in_the_address(officer: Client, plan: Plan) -> None:
    found = {
        query: officer.get(f"/nhiem-vu/?{query}").context["page"].paginator.count
        for query in ("", "q=ra soat", "q=RÀ SOÁT", "q=khong co", "state=overdue", "state=waiting", f"plan={plan.pk}")
    }
    assert found == {
        "": 5,
        "q=ra soat": 1,
        "q=RÀ SOÁT": 1,
        "q=khong co": 0,
        "state=overdue": 3,
        "state=waiting": 1,
        f"plan={plan.pk}": 5,
    }


def test_the_register_holds_every_row_and_says_how_many(officer: Client, plan: Plan) -> None:
    sheet = load_workbook(BytesIO(officer.get("/nhiem-vu/excel/").content)).active
    assert (sheet.max_row, sheet.cell(7, 1).value) == (7, "5 nhiệm vụ, tính đến ngày 10/06/2023")
    assert sheet.cell(2, 9).value.date() == date(2023, 3, 31)


def test_the_list_asks_as_much_for_one_row_as_for_fifty(
    officer: Client, cast: Cast, plan: Plan, django_assert_num_queries: object
) -> None:
    officer.get("/nhiem-vu/")
    with django_assert_num_queries(LIST_QUERIES):  # type: ignore[operator]
        officer.get("/nhiem-vu/?q=ra soat")
    for _ in range(9):
        plan_in_force(cast)
    with django_assert_num_queries(LIST_QUERIES):  # type: ignore[operator]
        assert len(officer.get("/nhiem-vu/").context["rows"]) == 50


LIST_QUERIES = 15


def test_a_waiting_duty_is_listed_and_given_its_day(cast: Cast, plan: Plan) -> None:
    coordinator, obligation = cast.client("vptk"), duty(plan, "2.1")
    assert [row["obligation"] for row in coordinator.get("/nhiem-vu/dang-cho/").context["duties"]] == [obligation]
    typed = {"due_on": "15/09/2023", "reason": "Theo công văn 12"}
    assert coordinator.post(f"/viec/{obligation.pk}/han/", typed).status_code == 302
    assert list(coordinator.get("/nhiem-vu/dang-cho/").context["duties"]) == []
    assert coordinator.post(f"/viec/{obligation.pk}/han/", typed | {"reason": ""}).status_code == 422


def test_the_history_of_a_task_names_who_when_and_what(cast: Cast, officer: Client, plan: Plan) -> None:
    obligation = duty(plan, "1.3")
    say(officer, obligation, outcome="doing", text="Đã rà soát 14 văn bản", document="45/BC-UBND", percent="40")
    page = cast.client("noivu").get(f"/nhiem-vu/{obligation.task_id}/").content.decode()
    for words in ("Đã rà soát 14 văn bản", "45/BC-UBND", "40 %", "Người tpht", "Cập nhật việc"):
        assert words in page


def test_the_whole_round_trip_by_workbook(officer: Client, plan: Plan) -> None:
    data = officer.get("/cap-nhat/tai-ve/").content
    book = load_workbook(BytesIO(data))
    book.active.cell(3, 9, "Đang làm")
    out = BytesIO()
    book.save(out)
    preview = officer.post("/cap-nhat/", {"file": SimpleUploadedFile("so.xlsx", out.getvalue())})
    assert len(preview.context["found"].changes) == 1
    assert officer.post("/cap-nhat/luu/", {"parcel": preview.context["parcel"]}).status_code == 302
    assert Update.objects.get().outcome == Outcome.DOING
    stale = officer.post("/cap-nhat/luu/", {"parcel": "giả"})
    assert (stale.status_code, stale.url) == (302, "/cap-nhat/")
