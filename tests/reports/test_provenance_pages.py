"""Every figure opens its rows; a period is looked at as of any day, and nothing is kept of it."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pdfplumber
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Plan
from reports.models import Report, Snapshot
from reports.provenance import ALL, COUNTED, FINISHED, PERIOD, RESTATED, ROWS, SO_FAR, Opened, opened
from tasks.enums import Outcome
from tasks.evidence_files import EvidenceFile
from tests.cast import TODAY, Cast
from tests.plans_in_force import duty, plan_in_force
from tests.reports.reporting import SENT_AT, drafted, sent
from tests.reports.test_report_pages import browser_of, page, words_of
from tests.reports.year import Q1_DUE, facts_of, quarter, report_of_22, say, second_quarter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(settings: Any) -> None:
    settings.TODAY = TODAY


def rows_of(found: Opened) -> list[str]:
    return [f"{place}.{behind.row.ordinal}" for place, part in enumerate(found.parts, 1) for behind in part.rows]


def numbers_of(response: Any) -> list[tuple[str, str]]:
    """The figures of a page that open something: address and what they show."""
    table = re.findall(r'<table class="figures-table">.*?</table>', response.content.decode(), re.DOTALL)
    return re.findall(r'<a href="([^"]+)">(\d+)</a>', table[0])


# figures


def test_every_figure_of_the_page_opens_as_many_duties_or_rows_as_it_says(cast: Cast, plan: Plan) -> None:
    second_quarter(cast, plan)
    report = drafted(cast, plan, number=2, now=SENT_AT.replace(month=6))
    found = numbers_of(page(cast, "vptk", "detail", report.pk))
    assert len(found) >= 20
    for address, number in found:
        name, _, value = address.partition("?")[2].partition("=")
        shown = page(cast, "vptk", "rows", report.pk, **{name: value}).context["opened"]
        counted = [one for part in shown.parts for behind in part.rows for one in behind.counted]
        assert (address, shown.shown if name == ROWS else len(counted)) == (address, int(number))


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({}, ["1.1", "1.2", "1.3", "2.1", "2.2"]),
        ({ROWS: "late"}, ["1.1", "2.2"]),
        ({PERIOD: ALL}, ["1.1", "1.2", "2.2"]),
        ({PERIOD: FINISHED}, ["1.1", "1.2"]),
        ({SO_FAR: COUNTED}, ["1.1", "1.2", "2.2"]),
        ({PERIOD: "cancelled"}, ["1.2"]),
        ({ROWS: "late", "phu-luc": "1"}, ["1.2"]),
        ({PERIOD: "không có"}, []),
        ({RESTATED: "7-on_time"}, ["1.1", "1.2", "1.3", "2.1", "2.2"]),
    ],
)
def test_what_an_address_opens(cast: Cast, plan: Plan, asked: dict[str, str], rows: list[str]) -> None:
    """2.2 alone of the second appendix stands in the first part that is shown."""
    second_quarter(cast, plan)
    assert rows_of(opened(facts_of(cast, quarter(2)), asked)) == rows


def test_which_duty_of_a_row_is_counted_is_seen_with_its_last_word_and_evidence(cast: Cast, plan: Plan) -> None:
    obligation = report_of_22(plan, Q1_DUE)
    file = EvidenceFile("kiem-tra.pdf", b"%PDF-1.4 kiem tra")
    say(cast, obligation, "vptk", "2023-03-13 09:00", Outcome.DONE, file, text="Đã gửi báo cáo kiểm tra.")
    report = drafted(cast, plan)
    answer = page(cast, "vptk", "rows", report.pk, viec="on_time")
    behind = [one for part in answer.context["opened"].parts for one in part.rows][-1]
    (counted,) = behind.counted
    assert (counted.obligation, counted.due_on, counted.state, len(behind.others)) == (
        obligation.pk,
        Q1_DUE,
        "on_time",
        4,
    )
    assert "Đã gửi báo cáo kiểm tra." in words_of(answer)
    assert "Người vptk, Công chức Văn phòng - Thống kê, Bộ phận tiếp nhận và trả kết quả, ngày 13/03/2023" in words_of(
        answer
    )
    (link,) = re.findall(r'href="(/minh-chung/\d+/)"', answer.content.decode())
    assert b"".join(page(cast, "vptk", "rows", report.pk).client.get(link).streaming_content) == b"%PDF-1.4 kiem tra"


def test_a_restated_figure_opens_the_report_that_was_sent_and_the_rows_as_known_now(cast: Cast, plan: Plan) -> None:
    first = sent(cast, drafted(cast, plan))
    late = {"effective_on": Q1_DUE.replace(day=13), "is_after_cutoff": True}
    say(cast, report_of_22(plan, Q1_DUE), "vptk", "2023-03-20 09:00", Outcome.DONE, **late)
    second = drafted(cast, plan, number=2, now=SENT_AT.replace(month=6))
    answer = page(cast, "vptk", "detail", second.pk)
    tables = re.findall(r'<table class="figures-table">.*?</table>', answer.content.decode(), re.DOTALL)
    links = re.findall(r'<a href="([^"]+)">(\d+)</a>', tables[1])
    assert (f"/bao-cao/{first.pk}/nhiem-vu/?viec=not_yet", "1") in links
    assert (f"/bao-cao/{second.pk}/nhiem-vu/?bo-sung=0-on_time", "2") in links
    shown = page(cast, "vptk", "rows", second.pk, **{"bo-sung": "0-on_time"})
    assert shown.context["opened"].chips == ("việc của quý I năm 2023 sau khi bổ sung xong đúng hạn",)
    assert shown.context["opened"].shown == 2


# as of any day


def as_of(cast: Cast, who: str, report: Report, **query: str) -> Any:
    return page(cast, who, "as_of", report.pk, **query)


def test_a_period_is_looked_at_as_of_a_day_and_nothing_is_kept(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan)
    second_quarter(cast, plan)
    kept = Snapshot.objects.count()
    early, late = (as_of(cast, "vptk", report, ngay=day) for day in ("11/03/2023", "2023-06-10"))
    assert (early.status_code, late.status_code) == (200, 200)
    shown = [one.context["facts"].rows.counts for one in (early, late)]
    assert shown == [facts_of(cast, quarter(1), as_of=day).rows.counts for day in (Q1_DUE.replace(day=11), TODAY)]
    assert "Bản xem tại ngày 11/03/2023, không phải báo cáo." in words_of(early)
    assert (Snapshot.objects.count(), Report.objects.get().as_of) == (kept, report.as_of)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("11/06/2023", "Ngày 11/06/2023 chưa tới; hãy chọn ngày từ 15/12/2022 đến hôm nay."),
        (
            "14/12/2022",
            "Kỳ quý I năm 2023 bắt đầu từ ngày 15/12/2022 nên chưa có số liệu tại ngày 14/12/2022; hãy chọn ngày từ đó "
            "trở đi.",
        ),
        ("31/02/2023", "Ngày này không có trong lịch hoặc viết sai kiểu; hãy ghi ngày/tháng/năm, ví dụ 10/06/2023."),
        ("", "Hãy ghi ngày muốn xem, ví dụ 10/05/2023."),
    ],
)
def test_a_day_that_cannot_be_looked_at_is_refused_in_a_sentence(cast: Cast, plan: Plan, day: str, words: str) -> None:
    answer = as_of(cast, "vptk", drafted(cast, plan), ngay=day)
    assert (answer.status_code, "facts" in answer.context) == (422, False)
    assert words in words_of(answer)
    assert f'value="{day}"' in answer.content.decode() or not day


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_the_files_of_a_view_say_that_they_are_no_report(cast: Cast, plan: Plan, kind: str) -> None:
    answer = as_of(cast, "vptk", drafted(cast, plan), ngay="11/03/2023", tep=kind)
    name = f"xem-quy-I-2023-tai-ngay-2023-03-11-quang-trung.{kind}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    mark = "Bản xem tại ngày 11/03/2023, không phải báo cáo"
    if kind == "pdf":
        with pdfplumber.open(BytesIO(answer.content)) as document:
            text = "\n".join(one.extract_text() for one in document.pages)
        assert "BẢN XEM SỐ LIỆU" in text
        assert all(words not in text for words in ("BÁO CÁO\n", "Nơi nhận", "Kính gửi", "Số:"))
        assert mark in text
    elif kind == "xlsx":
        book = openpyxl.load_workbook(BytesIO(answer.content))
        assert all(any(mark in str(sheet.cell(row, 1).value) for row in range(1, 5)) for sheet in book)
    else:
        assert answer.content[:2] == b"PK"


@pytest.mark.parametrize(
    ("who", "drafts", "sendings"),
    [("vptk", 200, 200), ("tpht", 200, 200), ("noivu", 404, 200), ("ba-dinh.vptk", 404, 404)],
)
def test_who_looks_at_another_day(cast: Cast, plan: Plan, who: str, drafts: int, sendings: int) -> None:
    """A draft of another body does not exist for those above; what was sent does, and for neighbours nothing."""
    report = drafted(cast, plan)
    assert as_of(cast, who, report, ngay="11/03/2023").status_code == drafts
    sent(cast, report)
    assert as_of(cast, who, report, ngay="11/03/2023").status_code == sendings


def test_a_period_without_a_report_is_looked_at_by_its_own_body(cast: Cast, plan: Plan) -> None:
    asked = {"ky": "month-2023-3", "ngay": "11/03/2023"}
    own, other = (page(cast, who, "period_as_of", **asked) for who in ("vptk", "ba-dinh.vptk"))
    assert (own.status_code, own.context["facts"].period, Report.objects.count()) == (200, "tháng 3 năm 2023", 0)
    assert (other.status_code, "chưa có kế hoạch năm 2023" in words_of(other)) == (422, True)
    plan_in_force(cast, who="ba-dinh.vptk")
    theirs = page(cast, "ba-dinh.vptk", "period_as_of", **asked).context["facts"]
    assert theirs.organization == "Ủy ban nhân dân phường Ba Đình"
    assert duty(plan, "1.2", Q1_DUE).pk not in [pk for one in theirs.period_tally.counts for pk in one.obligations]


@pytest.mark.parametrize("words", ["", "month-2023-13", "tuan-2023-1", "quarter-99999-1", "quarter-2023-²"])
def test_a_period_that_does_not_exist_gives_the_quarter_that_runs(cast: Cast, plan: Plan, words: str) -> None:
    answer = page(cast, "vptk", "period_as_of", ky=words)
    assert (answer.status_code, answer.context["looked"].key) == (200, "quarter-2023-2")


def test_looking_asks_as_often_for_much_work_as_for_little(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan)
    client, address = browser_of(cast, "vptk"), reverse("reports:as_of", args=[report.pk])
    asked = []
    for live in (lambda: None, lambda: second_quarter(cast, plan)):
        live()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, {"ngay": "10/06/2023"}).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 34
