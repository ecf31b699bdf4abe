"""The pages of improvement plans as people use them."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from indices.actions.improving import RowWords, Words, begin_by_hand, write_improvement
from indices.actions.improving_plan import make_plan
from indices.enums import IndexKind, Side
from indices.models import Improvement
from plans.actions import settle_all
from plans.enums import PlanState
from tasks.actions.accepting import accept_plan
from tasks.periods import Timetable
from tests.cast import TODAY, Cast
from tests.indices.improving import NOW, POINTS, begun, many_improvements, moved_set, published, written
from tests.indices.sets import small_set


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    settings.TODAY = TODAY


def text_of(client: Client, name: str, *args: Any, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_weak_components_come_ticked_with_the_reasons(cast: Cast) -> None:
    key = f"ban-cham-{published(cast, small_set(cast.district), POINTS).pk}"
    client = cast.client("vptk")
    assert reverse("indices:improvement_start", args=[key]) in text_of(client, "indices:improvement_new")
    page = text_of(client, "indices:improvement_start", key)
    assert 'name="khac_phuc" value="2.1" id="tp-2.1" checked' in page
    assert 'name="duy_tri" value="1.3" id="tp-1.3" aria' in page
    assert "Thiếu tài liệu kiểm chứng" in page
    assert "2.3 Không có hồ sơ trễ hạn chưa xin lỗi. Không tính là 0 và không chọn được." in page
    assert "3 nội dung đạt dưới 80 %, mất nhiều điểm đứng trước; nếu khắc phục hết sẽ thêm 35 điểm." in page


def test_another_threshold_ticks_others(cast: Cast) -> None:
    key = f"ban-cham-{published(cast, small_set(cast.district), POINTS).pk}"
    page = text_of(cast.client("vptk"), "indices:improvement_start", key, nguong="60,5", nam="2024")
    assert 'value="2.1" id="tp-2.1" checked' in page
    assert 'name="duy_tri" value="3.1"' in page
    assert 'name="nguong" value="60,5"' in page


def test_from_the_result_to_the_plan(cast: Cast) -> None:
    key = f"ban-cham-{published(cast, small_set(cast.district), POINTS).pk}"
    client = cast.client("vptk")
    asked = {"nguong": "80", "nam": "2023", "khac_phuc": ["2.1"], "duy_tri": ["1.3"]}
    answer = client.post(reverse("indices:improvement_start", args=[key]), asked)
    found = Improvement.objects.get()
    assert answer["Location"] == reverse("indices:improvement_edit", args=[found.pk])
    answer = client.post(reverse("indices:improvement_plan", args=[found.pk]), follow=True)
    assert "Chưa ghi nhiệm vụ, giải pháp cho “Hoàn thành nhiệm vụ được giao”" in answer.content.decode()
    written(cast, found)
    answer = client.post(reverse("indices:improvement_plan", args=[found.pk]))
    found.refresh_from_db()
    assert found.plan is not None
    assert found.plan.state == PlanState.DRAFT
    assert answer["Location"] == reverse("tasks:review", args=[found.plan.pk])
    assert client.get(answer["Location"]).status_code == 200


def form_of(found: Improvement, **changed: str) -> dict[str, Any]:
    """What the form of a draft sends."""
    rows = list(found.rows.all())
    sent: dict[str, Any] = {"title": found.title, "opening": found.opening, "seen": found.revision}
    sent["row"] = [str(row.pk) for row in rows]
    for row in rows:
        for name in ("name", "side", "area", "measure", "agency", "deadline", "note"):
            sent[f"r{row.pk}-{name}"] = getattr(row, name)
    return sent | changed


def test_what_was_typed_stays_when_somebody_else_was_quicker(cast: Cast) -> None:
    found = begun(cast)
    mine = form_of(found, opening="Lời của tôi")
    written(cast, found)
    client = cast.client("vptk")
    answer = client.post(reverse("indices:improvement_edit", args=[found.pk]), mine)
    page = answer.content.decode()
    assert (answer.status_code, Improvement.objects.get().opening == "Lời của tôi") == (409, False)
    assert "Lời của tôi" in page
    assert "Bản người khác đã lưu:" in page
    answer = client.post(reverse("indices:improvement_edit", args=[found.pk]), mine | {"seen": 2})
    assert (answer.status_code, Improvement.objects.get().opening) == (302, "Lời của tôi")


def test_a_new_row_without_a_name_is_refused_with_its_words(cast: Cast) -> None:
    found = begun(cast)
    sent = form_of(found) | {"row": ["n1"], "rn1-measure": "Việc chưa có tên"}
    answer = cast.client("vptk").post(reverse("indices:improvement_edit", args=[found.pk]), sent)
    assert answer.status_code == 422
    assert "Việc chưa có tên" in answer.content.decode()
    assert "Có hàng chưa ghi nội dung" in answer.content.decode()


def test_the_list_is_found_by_year_and_told_as_a_workbook(cast: Cast) -> None:
    begun(cast)
    reviewer = cast.client("noivu")
    assert "Xã Quang Trung" in text_of(reviewer, "indices:improvements", q="quang trung", nam="2023")
    assert "Không có kế hoạch nào như vậy" in text_of(reviewer, "indices:improvements", nam="2024")
    data = reviewer.get(reverse("indices:improvements_sheet")).content
    (sheet,) = load_workbook(BytesIO(data)).worksheets
    assert [cell.value for cell in sheet[6]][:9] == [
        1,
        2023,
        "Xã Quang Trung",
        "PAR INDEX",
        2022,
        Improvement.objects.get().title,
        4,
        3,
        "Đang soạn",
    ]
    assert "Chưa có kế hoạch cải thiện nào" in text_of(cast.client("ba-dinh.vptk"), "indices:improvements")


@pytest.mark.parametrize(("ending", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_the_files_of_a_draft(cast: Cast, ending: str, start: bytes) -> None:
    found = begun(cast)
    answer = cast.client("chutich").get(reverse("indices:improvement_file", args=[found.pk, ending]))
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith(
        f'attachment; filename="ke-hoach-cai-thien-par-index-quang-trung-2023.{ending}"'
    )
    assert cast.client("chutich").get(reverse("indices:improvement_file", args=[found.pk, "exe"])).status_code == 404


def test_a_reader_sees_no_buttons(cast: Cast) -> None:
    found = begun(cast)
    for who, may in (("vptk", True), ("chutich", False), ("noivu", False)):
        page = text_of(cast.client(who), "indices:improvement", found.pk)
        assert (reverse("indices:improvement_plan", args=[found.pk]) in page) == may
        assert (reverse("indices:improvement_edit", args=[found.pk]) in page) == may
    assert found.created_at == NOW


def asked(cast: Cast, found: Improvement, count: int) -> dict[str, int]:
    """Queries of each page of a plan in force with so many rows."""
    actor, now = cast.actors["vptk"], NOW
    rows = tuple(
        RowWords(None, Side.MEND, "Cải cách thể chế", f"Nội dung {n}", f"Việc {n}", "Văn phòng", "Thường xuyên")
        for n in range(count)
    )
    words = Words(found.title, "", rows)
    write_improvement(actor=actor, improvement_id=found.pk, words=words, seen=1, now=now)
    numbers = {"indices:improvement_edit": queries_of(cast, "indices:improvement_edit", found)}
    plan = make_plan(actor=actor, improvement_id=found.pk, now=now)
    settle_all(actor=actor, plan=plan, now=now)
    plan.refresh_from_db()
    accept_plan(actor=actor, plan=plan, timetable=Timetable(), now=now)
    return numbers | {"indices:improvement": queries_of(cast, "indices:improvement", found)}


def queries_of(cast: Cast, name: str, found: Improvement) -> int:
    client = cast.client("vptk")
    path = reverse(name, args=[found.pk])
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_pages_ask_as_often_for_many_rows_as_for_one(cast: Cast) -> None:
    actor = cast.actors["vptk"]
    first, second = (
        begin_by_hand(actor=actor, kind=kind, base_year=2022, year=2023, now=NOW)
        for kind in (IndexKind.PAR_INDEX, IndexKind.SIPAS)
    )
    assert (
        asked(cast, first, 1) == asked(cast, second, 12) == {"indices:improvement_edit": 7, "indices:improvement": 16}
    )


def test_the_list_asks_as_often_for_many_as_for_one(cast: Cast) -> None:
    counts = []
    for rows in (1, 9):
        many_improvements(cast, rows)
        client = cast.client("vptk")
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("indices:improvements"))
        counts.append(len(caught))
    assert counts == [6, 6]


def test_what_it_moved_is_drawn_beside_the_tasks(cast: Cast) -> None:
    found = written(cast, begun(cast))
    actor = cast.actors["vptk"]
    plan = make_plan(actor=actor, improvement_id=found.pk, now=NOW)
    settle_all(actor=actor, plan=plan, now=NOW)
    plan.refresh_from_db()
    accept_plan(actor=actor, plan=plan, timetable=Timetable(), now=NOW)
    page = text_of(cast.client("chutich"), "indices:improvement", found.pk)
    assert "Chưa có kết quả của năm 2023 để so" in page
    assert "dumbbell" not in page
    published(cast, moved_set(cast, 2023), {"1.3": "6", "2.1": "10"})
    page = text_of(cast.client("chutich"), "indices:improvement", found.pk)
    assert "1 trên 3 nội dung cần khắc phục đã đạt từ 80 % trở lên; 1 nội dung chưa có kết quả." in page
    assert page.count('class="dumbbell"') == 2
    assert "-25 điểm phần trăm (-10 điểm)" in page
