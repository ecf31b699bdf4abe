"""Entering numbers in the browser: checked while typing, all or nothing, two people on one page; then on paper."""

import re
from io import BytesIO
from typing import Any

import docx
import pdfplumber
import pytest
from django.test import Client
from openpyxl import load_workbook

from cchc.orgs.models import Event
from plans.models import Plan
from reports.actions.sending import reopen_report
from reports.drawing.docx import draw_docx
from reports.drawing.pdf import draw_pdf
from reports.drawing.statistics import shown
from reports.drawing.xlsx import draw_xlsx
from reports.facts import ReportFacts
from reports.models import Measurement, StatIndicator
from tests.cast import TODAY, Cast, at
from tests.reports.reporting import drafted, sent
from tests.reports.test_report_pages import browser_of, words_of
from tests.reports.year import facts_of, quarter

pytestmark = pytest.mark.django_db
PAGE, QUARTER_1 = "/bao-cao/so-lieu/", "?ky=quarter-2023-1"
CASE = {
    "received": "2.840",
    "settled": "2158",
    "settled_early": "1 297",
    "settled_on_time": "779",
    "settled_late": "82",
    "pending": "682",
}


@pytest.fixture(autouse=True)
def demo_day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    return cast.client("vptk")


def post(client: Client, numbers: dict[str, str], where: str = QUARTER_1, seen: dict[str, Any] | None = None) -> Any:
    typed = {f"so-{code}": text for code, text in numbers.items()}
    before = {f"thay-{code}": str(pk) for code, pk in (seen or {}).items()}
    return client.post(f"{PAGE}{where}", typed | before)


def stored() -> list[tuple[str, str, str]]:
    rows = Measurement.objects.order_by("pk")
    return [(row.measure.code, str(row.value), row.author_name) for row in rows]


def test_the_worked_case_goes_from_the_page_into_the_report(coordinator: Client, cast: Cast, plan: Plan) -> None:
    answer = post(coordinator, CASE)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, PAGE)
    page = coordinator.get(answer.url).content.decode()
    assert "Đã lưu 6 số liệu quý I năm 2023." in page
    assert "chưa khớp" not in page
    facts = facts_of(cast, quarter(1), known_on=TODAY)
    assert {one.code: (one.numerator, one.denominator, one.value) for one in facts.indicators if one.value}.items() >= {
        "received": ("2840", "", "2.840"),
        "settled": ("2158", "2840", "76,0 %"),
        "settled_early": ("1297", "2158", "60,1 %"),
        "settled_on_time": ("779", "2158", "36,1 %"),
        "settled_late": ("82", "2158", "3,8 %"),
        "settled_in_time": ("2076", "2158", "96,2 %"),
        "pending": ("682", "", "682"),
    }.items()
    first = facts.measures[0]
    assert (first.code, first.value, first.source) == ("received", "2840", "Người vptk, ngày 10/06/2023")
    _stands_on_paper(facts)


def _stands_on_paper(facts: ReportFacts) -> None:
    figures = ("2.840", "2.158", "1.297", "779", "82", "2.076", "96,2 %")
    with pdfplumber.open(BytesIO(draw_pdf(facts))) as document:
        pdf = " ".join(page.extract_text() for page in document.pages).replace("\xa0", " ")
    assert [figure for figure in figures if figure not in pdf] == []
    tables = docx.Document(BytesIO(draw_docx(facts))).tables
    lines = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert ["Hồ sơ giải quyết trước hạn và đúng hạn", "hồ sơ", "2.076", "2.158", "96,2 %"] in [
        line[1:] for line in lines
    ]
    book = load_workbook(BytesIO(draw_xlsx(facts)))
    values = [[cell.value for cell in row] for row in book["Chỉ tiêu thống kê"].iter_rows()]
    assert ["Hồ sơ giải quyết trước hạn và đúng hạn", "hồ sơ", 2076, 2158, 0.962] in [line[2:] for line in values]
    sources = [[cell.value for cell in row] for row in book["Nguồn số liệu thống kê"].iter_rows()]
    assert ["Hồ sơ đã giải quyết", "hồ sơ", 2158, "Người vptk, ngày 10/06/2023"] in sources


def test_faults_are_named_while_typing_and_nothing_is_stored(coordinator: Client, plan: Plan) -> None:
    typed = {f"so-{code}": text for code, text in (CASE | {"pending": "680"}).items()}
    answer = coordinator.post(f"{PAGE}kiem-tra/{QUARTER_1}", typed, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert (answer.status_code, Measurement.objects.count()) == (200, 0)
    assert "1 chỗ chưa khớp" in page
    assert page.count("hồ sơ đang giải quyết 680 (cộng lại là 2.838).") == 2
    assert 'id="xem-received" hx-swap-oob="true"' in page
    assert "96,2 %" in page


def test_a_fault_does_not_keep_a_draft_from_being_stored(coordinator: Client, plan: Plan) -> None:
    answer = post(coordinator, CASE | {"pending": "680"})
    assert (answer.status_code, Measurement.objects.count()) == (302, 6)
    assert "1 chỗ chưa khớp" in coordinator.get(answer.url).content.decode()


def test_unreadable_numbers_are_all_named_and_nothing_is_lost_or_stored(coordinator: Client, plan: Plan) -> None:
    answer = post(coordinator, {"received": "2.84", "settled": "hai", "pending": "682"})
    page = answer.content.decode()
    assert (answer.status_code, Measurement.objects.count()) == (422, 0)
    assert "Chưa lưu số nào: 2 số chưa đọc được" in page
    assert "Dòng 12, Hồ sơ tiếp nhận (cả kỳ trước chuyển sang): “2.84” chưa đọc được" in page
    assert [f'value="{text}"' in page for text in ("2.84", "hai", "682")] == [True, True, True]


def test_zero_is_a_number_and_an_emptied_field_withdraws_it(coordinator: Client, plan: Plan) -> None:
    post(coordinator, {"dialogues": "0", "received": ""})
    assert stored() == [("dialogues", "0.0000", "Người vptk")]
    post(coordinator, {"dialogues": ""}, seen={"dialogues": Measurement.objects.get().pk})
    assert [row[1] for row in stored()] == ["0.0000", "None"]
    assert "Không có số nào thay đổi" in coordinator.get(post(coordinator, {"dialogues": ""}).url).content.decode()


def test_the_second_of_two_people_sees_both_numbers(coordinator: Client, cast: Cast, plan: Plan) -> None:
    post(coordinator, {"received": "2840", "settled": "5"})
    first = Measurement.objects.get(measure__code="received").pk
    post(cast.client("tpht"), {"received": "2841"}, seen={"received": first})
    answer = post(coordinator, {"received": "2842", "settled": "6"}, seen={"received": first})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "bạn ghi 2.842, Người tpht vừa ghi 2.841 lúc" in page
    assert 'value="2842"' in page
    assert [row[1] for row in stored()] == ["2840.0000", "5.0000", "2841.0000"]
    newest = Measurement.objects.latest("pk").pk
    assert f'name="thay-received" value="{newest}"' in page
    assert post(coordinator, {"received": "2842"}, seen={"received": newest}).status_code == 302
    assert stored()[-1] == ("received", "2842.0000", "Người vptk")


def test_a_sent_period_refuses_and_names_who_reopens_it(coordinator: Client, cast: Cast, plan: Plan) -> None:
    post(coordinator, {"received": "2840"})
    report = sent(cast, drafted(cast, plan, now=at("2023-03-15 00:10")))
    answer = post(coordinator, {"received": "1"})
    words = "người theo dõi của Phòng Nội vụ thị xã Bỉm Sơn"
    assert (answer.status_code, Measurement.objects.count()) == (422, 1)
    assert f"{words} mở lại kỳ này" in answer.content.decode()
    assert f"{words} mở lại kỳ quý I năm 2023" in coordinator.get(f"{PAGE}{QUARTER_1}").content.decode()
    reopen_report(actor=cast.actors["noivu"], report_id=report.pk, reason="Sót số liệu", now=at("2023-06-10 10:00"))
    assert post(coordinator, {"settled": "1"}).status_code == 302


def test_only_the_office_and_the_officers_enter(cast: Cast, plan: Plan) -> None:
    assert post(cast.client("tpht"), {"received": "1"}).status_code == 302
    refused = post(cast.client("chutich"), {"received": "2"})
    assert (refused.status_code, Measurement.objects.count()) == (422, 1)
    assert "Chỉ Văn phòng - Thống kê và công chức của Xã Quang Trung" in refused.content.decode()
    above = cast.client("noivu").get(f"{PAGE}{QUARTER_1}&don-vi={cast.quang_trung.pk}").content.decode()
    assert "Người tpht, 10/06/2023" in above
    assert "Lưu số liệu</button>" not in above
    assert cast.client("ba-dinh.vptk").get(f"{PAGE}?don-vi={cast.quang_trung.pk}").status_code == 404


def test_shorter_periods_are_taken_with_a_tap_and_not_stored_unseen(coordinator: Client, plan: Plan) -> None:
    post(coordinator, {"settled": "617"})
    post(coordinator, {"settled": "617"}, "?ky=quarter-2023-2")
    half = "?ky=half_year-2023-1"
    assert "cộng quý I, quý II: 1.234" in coordinator.get(f"{PAGE}{half}").content.decode()
    answer = coordinator.post(f"{PAGE}{half}", {"so-settled": "", "so-received": "7", "take": "settled"})
    page = answer.content.decode()
    assert (answer.status_code, Measurement.objects.count()) == (200, 2)
    assert [f'value="{text}"' in page for text in ("1.234", "7")] == [True, True]


def test_other_periods_stand_beside(coordinator: Client, cast: Cast, plan: Plan) -> None:
    post(coordinator, {"settled": "100", "settled_late": "10"}, "?ky=quarter-2022-2")
    post(coordinator, {"settled": "200", "settled_late": "10"})
    post(coordinator, {"settled": "300", "settled_late": "15"}, "?ky=quarter-2023-2")
    facts = facts_of(cast, quarter(2), known_on=TODAY)
    late = next(one for one in facts.indicators if one.code == "settled_late")
    assert (late.value, late.previous, late.last_year, late.so_far) == ("5,0 %", "5,0 %", "10,0 %", "5,0 %")
    settled = shown([one for one in facts.indicators if one.code == "settled_late"])
    assert settled.headings == ("Kỳ trước", "Cùng kỳ năm trước", "Từ đầu năm")


def test_a_report_keeps_what_was_known_then(coordinator: Client, cast: Cast, plan: Plan, settings: Any) -> None:
    post(coordinator, {"received": "2840"})
    assert {one.value for one in facts_of(cast, quarter(1)).indicators if one.code} == {""}
    report = drafted(cast, plan, now=at("2023-06-11 08:00"))
    assert "2.840" in str(report.snapshots.get().facts)
    sent(cast, report)
    first = facts_of(cast, quarter(2), known_on=TODAY)
    assert next(one for one in first.indicators if one.code == "received").previous == "2.840"


def test_what_nobody_entered_is_one_marked_gap(cast: Cast, plan: Plan) -> None:
    found = shown(facts_of(cast, quarter(1)).indicators)
    assert [one.name for one in found.lines][-1] == "Số liệu thống kê của kỳ này chưa được nhập"
    assert (found.left_out, found.lines[-1].value, [one for one in found.lines if one.code]) == ("", "", [])


def test_the_table_names_what_it_leaves_out(coordinator: Client, cast: Cast, plan: Plan) -> None:
    post(coordinator, CASE)
    found = shown(facts_of(cast, quarter(1), known_on=TODAY).indicators)
    assert found.left_out == (
        "Chưa nhập số liệu nên không đưa vào bảng: cả lĩnh vực Công tác chỉ đạo, điều hành; cả lĩnh vực Cải cách thể "
        "chế; Thủ tục hành chính được công bố, cập nhật; Thủ tục hành chính được niêm yết công khai; Văn bản xin lỗi "
        "trên hồ sơ quá hạn; Phản ánh, kiến nghị đã xử lý trên tiếp nhận; cả lĩnh vực Cải cách chế độ công vụ; cả lĩnh "
        "vực Cải cách tài chính công; cả lĩnh vực Xây dựng chính quyền điện tử, chính quyền số."
    )


def test_every_figure_opens_the_numbers_behind_it(coordinator: Client, cast: Cast, plan: Plan) -> None:
    post(coordinator, CASE)
    report = drafted(cast, plan, now=at("2023-06-11 08:00"))
    assert f"/bao-cao/{report.pk}/so-lieu/?chi-tieu=settled_in_time" in (
        coordinator.get(f"/bao-cao/{report.pk}/").content.decode()
    )
    page = coordinator.get(f"/bao-cao/{report.pk}/so-lieu/?chi-tieu=settled_in_time").content.decode()
    assert "2.076 / 2.158 = <b>96,2 %</b>" in page
    assert [words in page for words in ("trước hạn</td>", "đúng hạn</td>", "đã giải quyết</td>", "tiếp nhận (")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_figure_of_ones_own_is_entered_by_those_beneath_until_it_ends(cast: Cast, plan: Plan) -> None:
    reviewer, add = cast.client("noivu"), f"{PAGE}them/"
    form = {"name": "Hộ dân có tài khoản", "unit": "hộ", "area": "Cải cách thể chế", "whole": "Tổng số hộ dân"}
    answer = reviewer.post(add, form | {"over_year": "last", "from_year": "2023"})
    assert answer.status_code == 302
    own = StatIndicator.objects.exclude(organization=None).get()
    part, whole = own.numerator + own.denominator
    coordinator = cast.client("vptk")
    assert post(coordinator, {part: "9", whole: "12"}).status_code == 302
    line = next(one for one in facts_of(cast, quarter(1), known_on=TODAY).indicators if one.code == own.code)
    assert (line.name, line.numerator, line.denominator, line.value) == ("Hộ dân có tài khoản", "9", "12", "75,0 %")
    again = reviewer.post(add, form | {"over_year": "last", "from_year": "2023"})
    assert (again.status_code, "Đã có chỉ tiêu" in again.content.decode()) == (422, True)
    assert coordinator.post(f"{add}{own.pk}/bot/", {"last_year": "2023"}).status_code == 404
    assert reviewer.post(f"{add}{own.pk}/bot/", {"last_year": "2022"}).status_code == 302
    assert "Hộ dân có tài khoản" not in coordinator.get(f"{PAGE}{QUARTER_1}").content.decode()


def test_one_line_of_the_journal_tells_what_was_entered(coordinator: Client, plan: Plan) -> None:
    post(coordinator, {"settled": "5", "pending": "1.250"})
    event = Event.objects.latest("pk")
    assert (event.verb, event.after) == (
        "Ghi số liệu thống kê quý I năm 2023",
        {"Hồ sơ đã giải quyết": "5", "Hồ sơ đang giải quyết": "1.250"},
    )


def test_an_open_draft_says_that_numbers_came_after_it(coordinator: Client, cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan)
    said = "Có số liệu nhập sau lần lập dự thảo này."
    assert said not in coordinator.get(f"/bao-cao/{report.pk}/").content.decode()
    page = coordinator.get(post(coordinator, CASE).url).content.decode()
    assert "Báo cáo quý I năm 2023 còn là dự thảo lập trước các số mới." in page
    assert said in coordinator.get(f"/bao-cao/{report.pk}/").content.decode()
    coordinator.post(f"/bao-cao/{report.pk}/cap-nhat/")
    page = coordinator.get(f"/bao-cao/{report.pk}/").content.decode()
    assert (said in page, "96,2 %" in page) == (False, True)


def test_who_signs_is_told_what_the_report_still_lacks(coordinator: Client, cast: Cast, plan: Plan) -> None:
    report, leader = drafted(cast, plan), browser_of(cast, "chutich")

    def told() -> str:
        return words_of(leader.get(f"/bao-cao/{report.pk}/duyet/"))

    assert re.search(r"Trước khi ký, xin xem: Còn \d+ mục chưa có nội dung: .*Nguyên nhân", told())
    assert "Số liệu thống kê của kỳ này chưa được nhập." in told()
    post(coordinator, CASE | {"settled_late": "83"})
    after = "Có số liệu thống kê nhập sau lần lập dự thảo này: bấm Cập nhật số liệu ở trang Tổng quan"
    assert after in told()
    coordinator.post(f"/bao-cao/{report.pk}/cap-nhat/")
    assert "Số liệu thống kê chưa khớp: Hồ sơ đã giải quyết 2.158 phải bằng" in told()
    post(
        coordinator,
        {"settled_late": "82"},
        seen={"settled_late": Measurement.objects.get(measure__code="settled_late").pk},
    )
    coordinator.post(f"/bao-cao/{report.pk}/cap-nhat/")
    said = told()
    assert [words in said for words in (after, "chưa khớp", "chưa được nhập")] == [False, False, False]
