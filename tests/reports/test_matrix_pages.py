"""The reviewer's first screen: its lines, its filters, its files, the way down to a task; today is 10/06/2023."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cchc.orgs.models import Organization
from plans.models import Plan
from tasks.enums import Outcome, PeriodKind
from tasks.evidence_files import EvidenceFile
from tests.cast import TODAY, Cast
from tests.conftest import ReadingClient
from tests.plans_in_force import duty, plan_in_force
from tests.reports.bodies import commune, makers
from tests.reports.territory import RETURNED, SUBMITTED, One, arrived, plan_of
from tests.reports.year import say

FILE = EvidenceFile("bao-cao.pdf", b"%PDF-1.4 x", "application/pdf")
VIEWS = ("ky", "thang", "linh-vuc")
COMMUNES, BUDGET = 170, 8


@pytest.fixture(autouse=True)
def june(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def plan(cast: Cast) -> Plan:
    found = plan_in_force(cast)
    say(cast, duty(found, "1.1"), "tpht", "2023-03-30 09:00", Outcome.DONE, FILE, text="Đã rà soát.")
    arrived(cast, cast.quang_trung, PeriodKind.QUARTER, 1, "2023-03-16 09:00", SUBMITTED)
    arrived(cast, cast.ba_dinh, PeriodKind.QUARTER, 1, "2023-03-20 09:00", RETURNED)
    commune(cast, "cat", "=Xã Cát")
    return found


def browser_of(cast: Cast, who: str) -> Client:
    client = ReadingClient()
    client.force_login(cast.people[who], backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def words_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def shown(cast: Cast, who: str = "noivu", name: str = "overview", **asked: str) -> str:
    return words_of(browser_of(cast, who).get(reverse(f"reports:{name}"), asked))


def lines(cast: Cast, **asked: str) -> list[str]:
    """The names of the lines in their order."""
    page = browser_of(cast, "noivu").get(reverse("reports:overview"), asked).content.decode()
    return re.findall(r'<th scope="row">.*?/tong-quan/don-vi/\d+/[^>]*>([^<]*)</a>', page)


# the page


def test_who_has_not_sent_comes_first_with_words_in_every_cell(cast: Cast, plan: Plan) -> None:
    said = shown(cast)
    assert "Toàn địa bàn: 3 đơn vị, năm 2023" in said
    assert "Quý I năm 2023, hạn gửi 16/03/2023: 1 đơn vị chưa gửi , 1 gửi muộn, 1 đúng hạn." in said
    assert "3 đơn vị chưa gửi báo cáo tháng ." in said
    assert "1 báo cáo chờ nhận : Xã Quang Trung." in said
    assert "Toàn địa bàn 1/3 đúng hạn 33,3 %, 1 chưa gửi, 1 muộn" in said
    far = "Chưa tới hạn Chưa tới hạn Chưa tới hạn Chưa tới hạn Chưa tới hạn"
    assert f"=Xã Cát 4 báo cáo tháng chưa gửi chưa có kế hoạch năm 2023 Chưa gửi quá 86 ngày {far}" in said
    assert f"Phường Ba Đình 4 báo cáo tháng chưa gửi chưa có kế hoạch năm 2023 Trả lại gửi muộn 4 ngày {far}" in said
    assert f"Xã Quang Trung 4 báo cáo tháng chưa gửi Đúng hạn chờ nhận {far}" in said
    assert lines(cast) == ["=Xã Cát", "Phường Ba Đình", "Xã Quang Trung"]
    assert "Tất cả 3 đơn vị . Số liệu đến hết ngày 10/06/2023." in said


def test_months_have_a_view_of_their_own(cast: Cast, plan: Plan) -> None:
    said = shown(cast, xem="thang")
    assert "Tháng 1 hạn 17/01/2023" in said
    assert "Chưa gửi quá 144 ngày" in said
    assert "Quý I " not in said.split("Toàn địa bàn 0/3")[1]


def test_areas_tell_what_is_done_overdue_and_silent(cast: Cast, plan: Plan) -> None:
    """1.1 done; 1.2 (16/3), 2.2 overdue; 1.3 under way without a word; 2.1 waits."""
    said = shown(cast, xem="linh-vuc")
    assert "Xã Quang Trung Xã" not in said
    assert "Thể chế: 1/3 xong ▲ 1 quá hạn Chế độ công vụ: 0/1 xong ▲ 1 quá hạn, im lặng" in said
    assert "25,0 % 2 quá hạn" in said
    assert lines(cast, xem="linh-vuc") == ["Phường Ba Đình", "=Xã Cát", "Xã Quang Trung"]
    assert "Không tính vào tỷ lệ: 1 nhiệm vụ đang chờ." in said


def test_lines_are_filtered_and_sorted_by_the_address(cast: Cast, plan: Plan) -> None:
    assert lines(cast, q="quang trung") == ["Xã Quang Trung"]
    assert lines(cast, loc="tra-lai") == ["Phường Ba Đình"]
    assert lines(cast, loc="cho-nhan") == ["Xã Quang Trung"]
    assert lines(cast, ky="quarter-2023-1", loc="chua-gui") == ["=Xã Cát"]
    assert lines(cast, xep="ten") == ["Phường Ba Đình", "Xã Quang Trung", "=Xã Cát"]
    assert lines(cast, xem="linh-vuc", loc="chua-ke-hoach") == ["Phường Ba Đình", "=Xã Cát"]
    said = shown(cast, q="quang trung")
    assert "Tất cả 3 đơn vị; đang hiện 1 Bỏ lọc" in said
    assert "Không có đơn vị nào như đã chọn" in shown(cast, q="không có")


def test_what_the_address_misspells_is_left_out(cast: Cast, plan: Plan) -> None:
    strange = {"xem": "x", "nam": "9999", "loc": "x", "xep": "x", "ky": "x-1-1", "loai": ""}
    assert lines(cast, **strange) == lines(cast)


def test_a_territory_without_bodies_says_so(cast: Cast) -> None:
    Organization.objects.filter(pk__in=[cast.quang_trung.pk, cast.ba_dinh.pk]).update(path="/99/")
    for view in VIEWS:
        assert "Chưa có đơn vị nào trong địa bàn" in shown(cast, xem=view)


def test_an_earlier_year_can_be_chosen(cast: Cast, plan: Plan) -> None:
    plan_of(cast.quang_trung, 2022, [("Thể chế", [One(date(2022, 3, 31))])])
    assert "Toàn địa bàn: 3 đơn vị, năm 2022" in shown(cast, nam="2022")
    said = shown(cast, xem="linh-vuc", nam="2022")
    assert "Số liệu đến hết ngày 31/12/2022." in said
    assert "Thể chế: 0/1 xong ▲ 1 quá hạn, im lặng" in said
    now = shown(cast, xem="linh-vuc")
    assert "Cùng kỳ năm trước 10/06/2022, 1 đơn vị có kế hoạch 0/1 xong 0,0 %" in now


# rights


def test_the_people_of_a_government_see_what_came_in_to_it(cast: Cast, plan: Plan) -> None:
    """The coordinator of the district reads what was handed over; the tasks of communes are not among it."""
    makers(cast)
    said = shown(cast, "bim-son.coordinator", "matrix")
    assert "Các đơn vị cấp dưới: 3 đơn vị, năm 2023" in said
    assert "Đúng hạn chờ nhận" in said
    assert "1/3 xong" not in shown(cast, "bim-son.coordinator", "matrix", xem="linh-vuc")


@pytest.mark.parametrize("who", ["vptk", "tpht", "chutich"])
def test_a_commune_has_no_bodies_beneath(cast: Cast, plan: Plan, who: str) -> None:
    client = browser_of(cast, who)
    assert client.get(reverse("reports:matrix")).status_code == 404
    assert client.get(reverse("reports:body", args=[cast.quang_trung.pk])).status_code == 404


def test_a_body_elsewhere_is_not_found(cast: Cast, plan: Plan) -> None:
    client = browser_of(cast, "noivu")
    strangers = [cast.province.pk, cast.district.pk, cast.home_affairs.pk, 0]
    assert [client.get(reverse("reports:body", args=[pk])).status_code for pk in strangers] == [404] * 4


# down to a task and its evidence


def test_a_bodys_page_leads_to_its_reports_tasks_and_evidence(cast: Cast, plan: Plan) -> None:
    response = browser_of(cast, "noivu").get(reverse("reports:body", args=[cast.quang_trung.pk]))
    said, page = words_of(response), response.content.decode()
    assert "Xã Quang Trung, năm 2023" in said
    assert "xong 1 trên 4 nhiệm vụ được tính (25,0 %), 2 quá hạn ." in said
    assert "Quý I năm 2023 14/03/2023 16/03/2023 Đúng hạn, chờ nhận Mở báo cáo , gửi 16/03/2023" in said
    assert "Tháng 1 năm 2023 14/01/2023 17/01/2023 Chưa gửi, quá 144 ngày" in said
    assert "Thể chế 1/3, 1 quá hạn, 33,3 % Nhiệm vụ: Thể chế Nhiệm vụ Chủ trì Hạn tới Trạng thái Báo cáo" in said
    task = duty(plan, "1.1").task
    assert reverse("tasks:detail", args=[task.pk]) in page
    assert "Minh chứng mới nhất" in said
    assert FILE.name in said


def test_the_cell_of_an_area_opens_its_tasks(cast: Cast, plan: Plan) -> None:
    page = browser_of(cast, "noivu").get(reverse("reports:overview"), {"xem": "linh-vuc"}).content.decode()
    address, anchor = re.findall(r'class="heat h2" href="([^"#]+)#([^"]+)"', page)[0]
    body = browser_of(cast, "noivu").get(address.replace("&amp;", "&")).content.decode()
    assert f'id="{anchor}"' in body


# files


def test_the_workbook_holds_the_same_lines_in_words(cast: Cast, plan: Plan) -> None:
    """A name that looks like a formula stays a name."""
    sheet = _workbook(cast, xem="ky").worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    head = next(place for place, row in enumerate(rows) if row[0] == "TT")
    assert rows[head][:3] == ["TT", "Đơn vị", "Quý I\nhạn 16/03/2023"]
    assert [row[:3] for row in rows[head + 1 :]] == [
        [None, "Toàn địa bàn", "1/3 đúng hạn (33,3 %)"],
        [1, "=Xã Cát (chưa có kế hoạch năm 2023)", "Chưa gửi, quá 86 ngày"],
        [2, "Phường Ba Đình (chưa có kế hoạch năm 2023)", "Trả lại, gửi muộn 4 ngày"],
        [3, "Xã Quang Trung", "Đúng hạn, chờ nhận"],
    ]
    told = sheet.cell(head + 3, 2)
    assert (told.data_type, told.quotePrefix) == ("s", True)
    assert any("Danh sách có 3 dòng. Tất cả 3 đơn vị." in str(row[0]) for row in rows)
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == f"${head + 1}:${head + 1}"


def test_the_workbook_of_areas_is_narrowed_as_the_page(cast: Cast, plan: Plan) -> None:
    rows = [list(row) for row in _workbook(cast, xem="linh-vuc", q="quang").worksheets[0].iter_rows(values_only=True)]
    head = next(place for place, row in enumerate(rows) if row[0] == "TT")
    assert rows[head][-4:] == ["Xong", "Được tính", "Quá hạn", "Tỷ lệ"]
    assert rows[head + 2] == [1, "Xã Quang Trung", "1/3\n1 quá hạn", "0/1\n1 quá hạn\nim lặng", 1, 4, 2, "25,0 %"]
    assert any("Danh sách có 1 dòng. Tất cả 3 đơn vị; đang hiện 1 (tên có “quang”)." in str(row[0]) for row in rows)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn_on_paper(cast: Cast, plan: Plan, view: str) -> None:
    client = browser_of(cast, "noivu")
    for asked, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(reverse("reports:overview"), {"xem": view, "tep": asked})
        assert (answer.status_code, answer.content[: len(start)]) == (200, start)
    assert client.get(reverse("reports:overview"), {"xem": view, "tep": "exe"}).status_code == 404


def _workbook(cast: Cast, **asked: str) -> Any:
    answer = browser_of(cast, "noivu").get(reverse("reports:overview"), asked | {"tep": "xlsx"})
    return load_workbook(BytesIO(answer.content))


# queries


@pytest.mark.parametrize("view", VIEWS)
def test_170_communes_are_asked_for_in_eight_queries(cast: Cast, plan: Plan, view: str) -> None:
    for number in range(COMMUNES - 3):
        body = commune(cast, f"xa-{number}", f"Xã số {number}")
        plan_of(body, 2023, [("Thể chế", [One(date(2023, 3, 31))]), ("Tài chính công", [One(None)])])
        arrived(cast, body, PeriodKind.QUARTER, 1, "2023-03-16 09:00")
    client = browser_of(cast, "noivu")
    for asked in ({}, {"tep": "xlsx"}):
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(reverse("reports:overview"), {"xem": view} | asked)
        assert answer.status_code == 200
        assert len(caught) <= BUDGET
    page = client.get(reverse("reports:overview"), {"xem": view}).content
    assert page.count(b'<th scope="row"><input') == COMMUNES
