"""The pages of a government's report: who makes it, what it was made from, where each figure leads."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cchc.orgs.models import Membership
from cchc.paper.blocks import Table
from reports.actions.drafting import draft_report
from reports.actions.freezing import frozen_facts
from reports.drawing.consolidation import appendices_of, sums_blocks
from reports.drawing.outline import outline
from reports.drawing.xlsx import draw_xlsx
from reports.enums import ReportState
from reports.facts import Consolidation, ReportFacts
from reports.models import Report
from tasks.enums import State
from tests.cast import Cast, at
from tests.reports.bodies import DOSSIERS, LATE, UNTIL, also_coordinates, commune, makers, ratio, sends, tally
from tests.reports.year import quarter

pytestmark = pytest.mark.django_db
TODAY = at("2023-03-20 10:00").date()
A = {State.ON_TIME: 10, State.LATE: 2, State.OVERDUE: 3, State.WAITING: 1}
B = {State.ON_TIME: 1, State.OVERDUE: 4}
SENT, LATE_WORDS, ON_TIME = "Đã gửi, chờ nhận", "Gửi muộn 4 ngày", "Gửi đúng hạn"


@pytest.fixture
def sent(cast: Cast) -> dict[str, Report]:
    """Quang Trung in time, Ba Đình late; Xã Ba silent; Xã Năm waits to be accepted."""
    commune(cast, "xa-ba", "Xã Ba")
    nam = commune(cast, "xa-nam", "Xã Năm")
    to = cast.home_affairs
    return {
        "quang_trung": sends(cast.quang_trung, A, recipient=to, indicators=(ratio("1617", "1648", "98,1 %"),)),
        "ba_dinh": sends(cast.ba_dinh, B, recipient=to, sent_at=LATE, indicators=(ratio("459", "510", "90,0 %"),)),
        "nam": sends(nam, A, recipient=to, state=ReportState.SUBMITTED),
    }


@pytest.fixture
def report(cast: Cast, sent: dict[str, Report], settings: Any) -> Report:
    settings.TODAY = TODAY
    coordinator, _ = makers(cast)
    return draft_report(actor=coordinator, organization=cast.district, period=quarter(1), now=UNTIL)


@pytest.fixture
def facts(report: Report) -> ReportFacts:
    return frozen_facts(report)


@pytest.fixture
def coordinator(cast: Cast, report: Report) -> Client:
    return cast.client("bim-son.coordinator")


def page(client: Client, name: str, *args: object, **values: str) -> str:
    answer = client.get(reverse(name, args=args), values)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# the page of the bodies


def test_each_figure_opens_the_report_of_its_body(coordinator: Client, report: Report, sent: dict[str, Report]) -> None:
    said = page(coordinator, "reports:bodies", report.pk)
    for name in ("quang_trung", "ba_dinh"):
        rows = reverse("reports:rows", args=[sent[name].pk])
        assert f'<a href="{rows}?trang-thai=overdue">' in said
        assert coordinator.get(rows, {"trang-thai": "overdue"}).status_code == 200
    assert "Số liệu của các xã, phường: theo 2 báo cáo đã nhận đến 09:00 ngày 20/03/2023" in said
    assert said.index("Xã Ba") < said.index("Xã Năm") < said.index("Phường Ba Đình")
    assert "4 xã, phường; dấu –: chưa có báo cáo được nhận." in said


def test_a_sum_of_the_statistics_is_shown_body_by_body(coordinator: Client, report: Report) -> None:
    said = page(coordinator, "reports:bodies", report.pk, **{"chi-tieu": "on_time"})
    assert f"{DOSSIERS} của từng đơn vị" in said
    for figure in ("1.617", "1.648", "459", "510", "2.076", "2.158", "96,2 %"):
        assert f">{figure}</td>" in said
    table = said[said.index('id="thong-ke"') :]
    assert table.index("Xã Ba<") < table.index("Xã Năm<") < table.index("Phường Ba Đình<")
    detail = page(coordinator, "reports:detail", report.pk)
    assert f"{reverse('reports:bodies', args=[report.pk])}?chi-tieu=on_time#thong-ke" in detail


def test_a_report_accepted_since_is_named_and_taken_in_with_one_button(
    coordinator: Client, report: Report, sent: dict[str, Report], settings: Any
) -> None:
    assert "Có báo cáo được nhận sau lần cập nhật này" not in page(coordinator, "reports:detail", report.pk)
    Report.objects.filter(pk=sent["nam"].pk).update(state=ReportState.ACCEPTED, received_at=at("2023-03-20 09:30"))
    said = page(coordinator, "reports:detail", report.pk)
    assert "Có báo cáo được nhận sau lần cập nhật này:</b> Xã Năm." in said
    settings.TODAY = date(2023, 3, 21)
    coordinator.post(reverse("reports:refresh", args=[report.pk]))
    found = frozen_facts(report).consolidation
    assert found is not None
    assert [body.name for body in found.bodies] == ["Phường Ba Đình", "Xã Năm", "Xã Quang Trung"]
    assert "Có báo cáo được nhận sau lần cập nhật này" not in page(coordinator, "reports:detail", report.pk)


def test_the_government_reads_what_was_sent_to_it_and_opens_no_task(
    coordinator: Client, sent: dict[str, Report]
) -> None:
    said = page(coordinator, "reports:rows", sent["quang_trung"].pk)
    assert "/nhiem-vu/" in said
    assert 'class="task" data-label="Nhiệm vụ"><a' not in said
    hidden = Report.objects.filter(pk=sent["nam"].pk)
    hidden.update(state=ReportState.DRAFT, submitted_at=None)
    assert coordinator.get(reverse("reports:detail", args=[sent["nam"].pk])).status_code == 404


def test_a_communes_report_has_no_bodies(cast: Cast, report: Report, sent: dict[str, Report]) -> None:
    url = reverse("reports:bodies", args=[sent["quang_trung"].pk])
    assert cast.client("vptk").get(url).status_code == 404
    assert reverse("reports:bodies", args=[report.pk]) not in page(
        cast.client("vptk"), "reports:detail", sent["quang_trung"].pk
    )


# who makes it


def test_the_reviewer_is_shown_where_the_report_is_made_and_goes_there(
    cast: Cast, report: Report, settings: Any
) -> None:
    client = cast.client("noivu")
    assert "Lập báo cáo tổng hợp" not in page(client, "reports:list")
    user = also_coordinates(cast, "noivu", cast.district)
    said = page(client, "reports:list")
    assert "Lập báo cáo tổng hợp:</b> chuyển sang vai trò Văn phòng - Thống kê (điều phối) của Thị xã Bỉm Sơn." in said
    membership = Membership.objects.get(user=user, organization=cast.district)
    answer = client.post(reverse("orgs:switch"), {"membership": membership.pk, "next": reverse("reports:list")})
    assert answer["Location"] == reverse("reports:list")
    assert reverse("reports:detail", args=[report.pk]) in page(client, "reports:list")


@pytest.mark.parametrize("wanted", ["https://example.com/", "//example.com/", "javascript:alert(1)", ""])
def test_changing_the_role_leads_to_no_other_site(cast: Cast, wanted: str) -> None:
    client = cast.client("vptk")
    membership = Membership.objects.get(user=cast.people["vptk"].pk)
    answer = client.post(reverse("orgs:switch"), {"membership": membership.pk, "next": wanted})
    assert answer["Location"] == reverse("home")


def test_a_leader_without_a_plan_of_his_own_sees_what_waits_for_him(cast: Cast, report: Report) -> None:
    said = page(cast.client("bim-son.leader"), "reports:overview")
    assert "Chưa có kế hoạch nào đang thực hiện" in said
    assert reverse("reports:detail", args=[report.pk]) in said


def test_who_signs_is_told_whose_report_is_not_in_it(cast: Cast, report: Report) -> None:
    said = page(cast.client("bim-son.leader"), "reports:approve", report.pk)
    assert "2/4 xã, phường chưa được cộng vào: Xã Ba (chưa gửi), Xã Năm (đã gửi, chờ nhận)." in said


# paper


def test_the_appendices_name_everybody_and_say_how_many(facts: ReportFacts) -> None:
    parts = outline(facts).appendices
    assert [(part.label, part.title) for part in parts[:2]] == [
        ("Phụ lục I", "TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC XÃ, PHƯỜNG"),
        ("Phụ lục II", "KẾT QUẢ THỰC HIỆN KẾ HOẠCH CỦA CÁC XÃ, PHƯỜNG"),
    ]
    sendings, results = (next(b for b in part.blocks if isinstance(b, Table)) for part in parts[:2])
    assert [[cell.text for cell in row] for row in sendings.rows] == [
        ["1", "Xã Ba", "–", "16/03/2023", "–", "–", "quá 4 ngày", "Chưa gửi"],
        ["2", "Xã Năm", "12/BC-UBND ngày 15/03/2023", "16/03/2023", "15/03/2023", "1", "Gửi đúng hạn", SENT],
        ["3", "Phường Ba Đình", "12/BC-UBND ngày 15/03/2023", "16/03/2023", "20/03/2023", "1", LATE_WORDS, "Đã nhận"],
        ["4", "Xã Quang Trung", "12/BC-UBND ngày 15/03/2023", "16/03/2023", "15/03/2023", "1", ON_TIME, "Đã nhận"],
    ]
    assert [[cell.text for cell in row] for row in results.rows] == [
        ["1", "Xã Ba", *["–"] * 11],
        ["2", "Xã Năm", *["–"] * 11],
        ["3", "Phường Ba Đình", "5", "1", "0", "0", "4", "0", "0", "0", "0", "1/5", "20,0 %"],
        ["4", "Xã Quang Trung", "16", "10", "2", "0", "3", "0", "1", "0", "0", "12/15", "80,0 %"],
        ["", "Cộng", "21", "11", "2", "0", "7", "0", "1", "0", "0", "13/20", "65,0 %"],
    ]


def test_the_workbook_holds_the_same_as_numbers_and_dates(facts: ReportFacts) -> None:
    book = load_workbook(BytesIO(draw_xlsx(facts)))
    assert book.sheetnames[:4] == ["Tổng hợp", "Tình hình gửi", "Kết quả từng đơn vị", "Thống kê từng đơn vị"]
    lines = {row[1].value: [cell.value for cell in row] for row in book["Tình hình gửi"].iter_rows(min_row=7)}
    assert lines["Xã Ba"][3].date() == quarter(1).send_by
    assert lines["Xã Ba"][4:] == ["–", "–", "quá 4 ngày", "Chưa gửi"]
    assert not {"Nhiệm vụ", "Việc phía sau số liệu"} & set(book.sheetnames)
    assert "4 xã, phường" in lines
    results = [[cell.value for cell in row] for row in book["Kết quả từng đơn vị"].iter_rows(min_row=7)]
    assert results[0] == ["Xã Ba", "Nhiệm vụ", *["–"] * 12]
    assert results[-2] == ["Cộng (4 xã, phường)", "Nhiệm vụ", 21, 11, 2, 0, 7, 0, 1, 0, 0, 13, 20, 0.65]
    told = [[cell.value for cell in row] for row in book["Thống kê từng đơn vị"].iter_rows(min_row=7)]
    assert [DOSSIERS, "Phường Ba Đình", "hồ sơ", 459, 510, 0.9] in told


def test_nothing_is_added_up_where_nobody_is_taken_in() -> None:
    empty = Consolidation((), (), tally("Nhiệm vụ", {}), tally("Việc", {}), "xã", "09:00 ngày 20/03/2023")
    assert [getattr(block, "text", None) for block in sums_blocks(empty, 1)] == [
        "Đến 09:00 ngày 20/03/2023 chưa báo cáo nào của các xã được nhận."
    ]
    assert list(appendices_of(empty)) == []
