"""Causes of lateness in a report: counted as of its day, opened to their rows, told with their reasons."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from plans.models import Plan
from reports.drawing.outline import outline
from reports.drawing.xlsx import draw_xlsx
from reports.facts import CauseCount, ReportFacts, from_json, to_json
from reports.provenance import Address, columns_of, opened
from tasks.enums import LateCause, Outcome, PeriodKind, State
from tests.cast import Cast
from tests.plans_in_force import duty, plan_in_force
from tests.reports.reporting import drafted, sent
from tests.reports.year import Q1_DUE, Q2_DUE, facts_of, numbers, quarter, say

pytestmark = pytest.mark.django_db
REASON = "Chờ Quyết định của tỉnh."
SUPERIOR = {"late_cause": LateCause.SUPERIOR, "late_reason": REASON}


def in_quarter(cast: Cast, number: int, as_of: date | None = None) -> ReportFacts:
    return facts_of(cast, quarter(number), as_of=as_of)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """In force, with nothing said about it yet."""
    return plan_in_force(cast)


@pytest.fixture
def late(cast: Cast, plan: Plan) -> Plan:
    """1.1 (due 31/3) under way since 10/4, held up above; 1.2's report of quý I done late on 20/4 for want of funds."""
    say(cast, duty(plan, "1.1"), "tpht", "2023-04-10 09:00", Outcome.DOING, text="Đã rà soát một nửa.", **SUPERIOR)
    why = {"late_cause": LateCause.FUNDS, "late_reason": "Chưa phân bổ."}
    say(cast, duty(plan, "1.2", Q1_DUE), "tckt", "2023-04-20 09:00", Outcome.DONE, text="Đã gửi.", **why)
    return plan


def test_causes_are_counted_as_of_the_day(cast: Cast, late: Plan) -> None:
    before, between, after = (in_quarter(cast, 2, as_of=date(2023, 4, day)) for day in (9, 15, 21))
    one, other = duty(late, "1.1").pk, duty(late, "1.2", Q1_DUE).pk
    assert (before.so_far.causes, before.rows.of_late) == ((), "")
    assert between.so_far.causes == (CauseCount("overdue", "superior", 1, (one,)),)
    assert after.so_far.causes == (
        CauseCount("late", "funds", 1, (other,)),
        CauseCount("overdue", "superior", 1, (one,)),
    )


def test_the_state_and_the_percentage_stay_honest(cast: Cast, late: Plan) -> None:
    facts = in_quarter(cast, 2)
    assert (numbers(facts.so_far)["overdue"], numbers(facts.so_far)["late"]) == (3, 1)
    assert facts.so_far.base == sum(
        count.number for count in facts.so_far.counts if count.state not in ("waiting", "nothing", "cancelled")
    )
    assert "Tỷ lệ vẫn tính cả 1 việc quá hạn ngoài thẩm quyền" in facts.so_far.of_late


def test_the_reasons_stand_with_their_authors_among_the_shortcomings(cast: Cast, late: Plan) -> None:
    told = [(p.text, p.source) for section in in_quarter(cast, 2).narrative for p in section.paragraphs]
    reasons = [(text, source) for text, source in told if "nguyên nhân:" in text]
    assert reasons == [
        (
            f"Quá hạn: Rà soát văn bản (Phụ lục số 01, mục 1); nguyên nhân: chờ văn bản, ý kiến của cấp trên. {REASON}",
            "Người tpht, Công chức Tư pháp - Hộ tịch, ngày 10/04/2023",
        ),
        (
            "Xong muộn: Báo cáo, quý I năm 2023: Báo cáo tài chính (Phụ lục số 01, mục 2); nguyên nhân: chưa được cấp "
            "kinh phí. Chưa phân bổ.",
            "Người tckt, Công chức Tài chính - Kế toán, ngày 20/04/2023",
        ),
    ]


def test_a_cause_opens_its_rows(cast: Cast, late: Plan) -> None:
    facts = in_quarter(cast, 2)
    rows, _, so_far, *_ = columns_of(facts, Address("/x/"), None)
    assert [one.value for one in so_far.causes] == [
        "chờ văn bản, ý kiến của cấp trên (1)",
        "chưa được cấp kinh phí (1)",
    ]
    assert so_far.causes[0].url == "/x/?tu-dau-nam=cham%3Asuperior"
    found = opened(facts, {"tu-dau-nam": "cham:superior"})
    assert [behind.row.text for part in found.parts for behind in part.rows] == ["Rà soát văn bản"]
    assert found.chips == ("việc từ đầu năm chậm: chờ văn bản, ý kiến của cấp trên",)
    assert [one.url for one in rows.causes] == ["/x/?trang-thai=cham%3Asuperior"]
    assert opened(facts, {"trang-thai": "cham:superior"}).shown == 1


def test_the_files_say_it(cast: Cast, late: Plan) -> None:
    facts = in_quarter(cast, 2)
    book = load_workbook(BytesIO(draw_xlsx(facts)))
    texts = {title: [str(cell.value) for line in book[title].iter_rows() for cell in line] for title in book.sheetnames}
    assert texts["Nhiệm vụ"].count("Chờ văn bản, ý kiến của cấp trên") == 1
    assert REASON in texts["Việc phía sau số liệu"]
    assert "Quá hạn: chờ văn bản, ý kiến của cấp trên" in texts["Nguồn số liệu"]
    notes = str(outline(facts))
    assert ("ngoài thẩm quyền" in notes, "Quá hạn\\nChờ văn bản, ý kiến của cấp trên" in notes) == (True, True)


def test_facts_without_causes_are_read_and_drawn_as_before(cast: Cast, plan: Plan) -> None:
    facts = in_quarter(cast, 2)
    stored: dict[str, Any] = json.loads(json.dumps(to_json(facts)))
    older = stored | {"version": 2}
    for tally in (older["rows"], older["period_tally"]):
        del tally["causes"], tally["of_late"]
    read = from_json(older)
    assert (read.version, read.rows.causes, read.rows.of_late) == (2, (), "")
    assert outline(read) == outline(facts)


# overdue work after the report was sent; early work


def test_work_finished_after_the_report_was_sent_stays_late_in_every_later_view(cast: Cast, plan: Plan) -> None:
    report = duty(plan, "1.2", Q1_DUE)
    sent(cast, drafted(cast, plan))
    say(cast, report, "tckt", "2023-03-20 09:00", Outcome.DONE, text="Đã gửi.")
    later = [in_quarter(cast, 2), in_quarter(cast, 3), facts_of(cast, quarter(1), as_of=date(2023, 3, 14))]
    states = [
        [
            one.state
            for part in facts.appendices
            for row in part.rows
            for one in row.duties
            if one.obligation == report.pk
        ]
        for facts in later
    ]
    assert states == [[State.LATE], [State.LATE], [State.NOT_YET]]


def test_early_work_counts_in_its_own_period_alone(cast: Cast, plan: Plan) -> None:
    early = duty(plan, "1.2", Q2_DUE)
    say(cast, early, "tckt", "2023-03-01 09:00", Outcome.DONE, text="Đã gửi sớm.")
    first, second = (in_quarter(cast, number) for number in (1, 2))
    held = [
        {count.state for count in facts.period_tally.counts if early.pk in count.obligations}
        for facts in (first, second)
    ]
    assert held == [set(), {State.ON_TIME}]
    year = facts_of(cast, quarter(4))
    assert [c.state for c in year.so_far.counts if early.pk in c.obligations] == [State.ON_TIME]
    assert PeriodKind.QUARTER.value == second.period_kind
