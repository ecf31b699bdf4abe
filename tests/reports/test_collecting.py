"""Facts of a report against figures counted by hand (see `tests.reports.year`)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cchc.orgs.actors import Actor
from cchc.orgs.refusals import Refused
from plans.models import Plan
from reports.collecting import collect_facts
from reports.differences import differences
from reports.facts import ReportFacts, from_json, to_json
from reports.outline import BUILT_IN, Filling
from reports.windows import window_of
from tasks.enums import PeriodKind
from tasks.models import Obligation
from tasks.periods import Timetable, asked_periods, period, periods_of_year
from tasks.regimes import MINISTRY
from tests.cast import Cast
from tests.plans_in_force import duty, plan_in_force
from tests.reports.year import (
    Q1_DUE,
    facts_of,
    first_quarter,
    numbers,
    quarter,
    report_of_22,
    second_quarter,
    section,
    texts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return plan_in_force(cast)


@pytest.fixture
def lived(cast: Cast, plan: Plan) -> Plan:
    first_quarter(cast, plan)
    second_quarter(cast, plan)
    return plan


def test_rows_of_the_first_quarter(cast: Cast, lived: Plan) -> None:
    tally = facts_of(cast, quarter(1)).rows
    assert numbers(tally) == {"on_time": 1, "doing": 1, "not_yet": 2, "waiting": 1}
    assert (tally.total, tally.base, tally.done, tally.percent) == (5, 4, 1, "25,0 %")
    assert tally.left_out == "Không tính vào tỷ lệ: 1 nhiệm vụ đang chờ."


def test_duties_of_the_first_quarter_leave_out_what_waits(cast: Cast, lived: Plan) -> None:
    tally = facts_of(cast, quarter(1)).period_tally
    assert numbers(tally) == {"on_time": 1, "not_yet": 1, "waiting": 1}
    assert (tally.total, tally.base, tally.done, tally.percent) == (3, 2, 1, "50,0 %")


def test_duties_of_the_second_quarter(cast: Cast, lived: Plan) -> None:
    """1.1 late, 1.2 early but of this quarter, 2.2's plan cancelled, 2.2's report did not arise; 2.1 is due later."""
    tally = facts_of(cast, quarter(2)).period_tally
    assert numbers(tally) == {"on_time": 1, "late": 1, "nothing": 1, "cancelled": 1}
    assert (tally.total, tally.base, tally.done, tally.percent) == (4, 2, 2, "100,0 %")
    assert tally.left_out == "Không tính vào tỷ lệ: 1 việc không phát sinh, 1 việc đã hủy."


def test_rows_of_the_second_quarter(cast: Cast, lived: Plan) -> None:
    """2.2 is late by its report of quý I; 2.1 has a day now and nothing said."""
    assert numbers(facts_of(cast, quarter(2)).rows) == {"on_time": 1, "late": 2, "doing": 1, "not_yet": 1}


def test_a_figure_names_the_duties_behind_it(cast: Cast, lived: Plan) -> None:
    tally = facts_of(cast, quarter(1)).period_tally
    behind = {count.state: count.obligations for count in tally.counts if count.number}
    assert behind == {
        "on_time": (duty(lived, "1.2", Q1_DUE).pk,),
        "not_yet": (report_of_22(lived, Q1_DUE).pk,),
        "waiting": (duty(lived, "2.1").pk,),
    }


def test_later_words_never_change_an_earlier_day(cast: Cast, plan: Plan) -> None:
    first_quarter(cast, plan)
    before = facts_of(cast, quarter(1))
    second_quarter(cast, plan)
    assert facts_of(cast, quarter(1)) == before


def test_what_is_recorded_late_counts_where_the_period_was_opened_again(cast: Cast, lived: Plan) -> None:
    reopened = facts_of(cast, quarter(1), known_on=date(2023, 3, 20))
    assert texts(reopened, "II.1") == [
        "Đã gửi báo cáo tài chính quý I (văn bản số 12/BC-UBND ngày 09/03/2023).",
        "Đã gửi sớm báo cáo quý II.",
        "Đã theo dõi 02 lĩnh vực.",
        "Bổ sung: đã tập huấn 01 lớp.",
    ]
    assert reopened.rows == facts_of(cast, quarter(1)).rows


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_counts_add_up_in_every_period(cast: Cast, lived: Plan, kind: PeriodKind) -> None:
    for of in periods_of_year(kind, 2023, Timetable()):
        facts = facts_of(cast, of)
        for tally in (facts.rows, facts.period_tally, *(area.tally for area in facts.areas)):
            assert sum(count.number for count in tally.counts) == tally.total
        assert sum(area.tally.total for area in facts.areas) == facts.rows.total == 5
        assert sum(len(appendix.rows) for appendix in facts.appendices) == 5


@pytest.mark.parametrize("kind", [PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR])
def test_every_day_of_a_year_belongs_to_one_period_of_a_kind(kind: PeriodKind, db: Any) -> None:
    timetable = Timetable()
    windows = [window_of(of, timetable) for of in periods_of_year(kind, 2023, timetable)]
    days = [date.fromordinal(n) for n in range(date(2023, 1, 1).toordinal(), date(2024, 1, 1).toordinal())]
    assert {sum(window.holds_due(day) for window in windows) for day in days} == {1}


def test_each_duty_with_a_day_belongs_to_one_quarter(cast: Cast, lived: Plan) -> None:
    counted = [
        pk
        for number in range(1, 5)
        for count in facts_of(cast, quarter(number), as_of=date(2023, 6, 14)).period_tally.counts
        for pk in count.obligations
    ]
    dated = set(Obligation.objects.exclude(due_on=None).values_list("pk", flat=True))
    assert sorted(counted) == sorted(dated)


def test_indicators_are_numerator_and_denominator(cast: Cast, lived: Plan) -> None:
    """Of the year: 12 duties (2.1 has a day by then), less one cancelled and one that did not arise; 4 done."""
    found = [(i.name, i.numerator, i.denominator, i.value) for i in facts_of(cast, quarter(2)).indicators if not i.code]
    assert found == [
        ("Việc đến hạn quý II năm 2023 đã hoàn thành", "2", "2", "100,0 %"),
        ("Việc của cả năm 2023 đã hoàn thành", "4", "10", "40,0 %"),
    ]


def test_a_period_without_duties_has_no_percentage(cast: Cast, lived: Plan) -> None:
    facts = facts_of(cast, period(PeriodKind.MONTH, 2023, 2, Timetable()))
    assert (numbers(facts.period_tally), facts.period_tally.percent) == ({"waiting": 1}, "")
    assert facts.indicators[0].value == "–"


def test_opening_says_the_figures_and_nothing_else(cast: Cast, lived: Plan) -> None:
    assert [p.text for p in facts_of(cast, quarter(2)).opening] == [
        "Thực hiện Kế hoạch cải cách hành chính năm 2023 (số 03/KH-UBND), Ủy ban nhân dân xã Quang Trung báo cáo kết "
        "quả thực hiện công tác cải cách hành chính quý II năm 2023 như sau:",
        "Kế hoạch có 5 nhiệm vụ; tính đến hết ngày 14/06/2023: 1 xong đúng hạn, 2 xong muộn, 1 đang trong hạn, 1 chưa "
        "đến hạn. Đã hoàn thành 3/5 nhiệm vụ, đạt 60,0 %.",
        "Trong kỳ có 4 việc: 1 xong đúng hạn, 1 xong muộn, 1 không phát sinh, 1 đã hủy. Đã hoàn thành 2/2 việc, đạt "
        "100,0 %. Không tính vào tỷ lệ: 1 việc không phát sinh, 1 việc đã hủy.",
        "Từ đầu năm đến hết kỳ có 6 việc: 2 xong đúng hạn, 2 xong muộn, 1 không phát sinh, 1 đã hủy. Đã hoàn thành 4/4 "
        "việc, đạt 100,0 %. Không tính vào tỷ lệ: 1 việc không phát sinh, 1 việc đã hủy.",
    ]


def test_words_of_officials_stand_in_their_area_with_their_names(cast: Cast, lived: Plan) -> None:
    facts = facts_of(cast, quarter(1))
    assert [(p.text, p.source) for p in section(facts, "II.1").paragraphs] == [
        (
            "Đã gửi báo cáo tài chính quý I (văn bản số 12/BC-UBND ngày 09/03/2023).",
            "Người tckt, Công chức Tài chính - Kế toán, ngày 10/03/2023",
        ),
        ("Đã gửi sớm báo cáo quý II.", "Người tckt, Công chức Tài chính - Kế toán, ngày 12/03/2023"),
        ("Đã theo dõi 02 lĩnh vực.", "Người tpht, Công chức Tư pháp - Hộ tịch, ngày 13/03/2023"),
    ]


def test_what_nobody_wrote_is_a_gap(cast: Cast, lived: Plan) -> None:
    gaps = {s.key for s in facts_of(cast, quarter(1)).narrative if any(p.gap for p in s.paragraphs)}
    assert gaps == {"I", "II.2", "II.3", "II.4", "II.5", "II.6", "III.3", "V"}


def test_every_filled_section_can_be_a_gap() -> None:
    fillable = {part.key for part in BUILT_IN if part.filling != Filling.PARTS and not part.optional}
    assert {part.key for part in BUILT_IN if part.gap} == fillable


def test_shortcomings_are_difficulties_overdue_duties_and_silence(cast: Cast, lived: Plan) -> None:
    first = facts_of(cast, quarter(1))
    assert texts(first, "III.2") == [
        "Thiếu kinh phí in tài liệu.",
        "1 nhiệm vụ chưa có thông tin thực hiện trong kỳ: Phụ lục số 02, mục 1.",
    ]
    late = facts_of(cast, quarter(1), as_of=date(2023, 3, 20))
    assert texts(late, "III.2")[0] == (
        "Quá hạn, chưa xong: Báo cáo, quý I năm 2023: Kiểm tra công vụ (Phụ lục số 02, mục 2; hạn 16/03/2023; "
        "Công chức Văn phòng - Thống kê chủ trì)."
    )


def test_corrections_after_the_cut_off_stand_by_themselves_in_the_next_report(cast: Cast, lived: Plan) -> None:
    assert [s.key for s in facts_of(cast, quarter(1)).narrative if s.key == "III.4"] == []
    assert texts(facts_of(cast, quarter(2)), "III.4") == [
        "Theo dõi thi hành pháp luật (Phụ lục số 01, mục 3; ghi nhận ngày 20/03/2023, thực hiện ngày 10/03/2023): "
        "Đang làm. Bổ sung: đã tập huấn 01 lớp."
    ]
    assert "Bổ sung: đã tập huấn 01 lớp." not in texts(facts_of(cast, quarter(2)), "II.1")


def test_what_comes_next_has_its_days_and_leads(cast: Cast, lived: Plan) -> None:
    """Of quý II as seen on 14/3: 1.2's report was already sent."""
    assert texts(facts_of(cast, quarter(1)), "IV") == [
        "Rà soát văn bản: hạn 31/03/2023 (Phụ lục số 01, mục 1; Công chức Tư pháp - Hộ tịch chủ trì).",
        "Kiểm tra công vụ: kế hoạch, hạn 31/03/2023; báo cáo quý II năm 2023, hạn 16/06/2023 (Phụ lục số 02, mục 2; "
        "Công chức Văn phòng - Thống kê chủ trì).",
    ]


def test_results_are_documents_of_the_period(cast: Cast, lived: Plan) -> None:
    assert texts(facts_of(cast, quarter(1)), "III.1") == [
        "Báo cáo số 12/BC-UBND ngày 09/03/2023: Báo cáo tài chính (Phụ lục số 01, mục 2)."
    ]


def test_rows_hold_what_officials_wrote(cast: Cast, lived: Plan) -> None:
    rows = [row for appendix in facts_of(cast, quarter(2)).appendices for row in appendix.rows]
    assert [(row.ordinal, row.state_label, row.due_on, row.result) for row in rows] == [
        ("1", "Xong muộn", date(2023, 3, 31), "Đã rà soát 14 văn bản, muộn do chờ số liệu."),
        ("2", "Xong đúng hạn", date(2023, 9, 18), "Đã gửi sớm báo cáo quý II."),
        ("3", "Đang trong hạn", date(2023, 12, 31), "Đã theo dõi 02 lĩnh vực."),
        ("1", "Chưa đến hạn", date(2023, 6, 30), ""),
        ("2", "Xong muộn", date(2023, 9, 18), "Đã gửi muộn.\nKhông phát sinh."),
    ]


def test_letterhead_names_the_bodies_and_awaits_its_number(cast: Cast, lived: Plan) -> None:
    head = facts_of(cast, quarter(1)).letterhead
    assert (head.superior, head.issuer, head.place) == (
        "Ủy ban nhân dân thị xã Bỉm Sơn",
        "Ủy ban nhân dân xã Quang Trung",
        "Quang Trung",
    )
    assert (head.number, head.issued_on, head.symbol) == ("", None, "BC-UBND")
    assert head.addressee == "UBND thị xã Bỉm Sơn\nPhòng Nội vụ thị xã Bỉm Sơn"


def test_facts_survive_json(cast: Cast, lived: Plan) -> None:
    facts = facts_of(cast, quarter(2))
    assert from_json(to_json(facts)) == facts


def test_no_plan_of_that_year_is_refused(cast: Cast, plan: Plan) -> None:
    with pytest.raises(Refused) as refusal:
        facts_of(cast, quarter(1, 2024))
    assert refusal.value.message == (
        "Xã Quang Trung chưa có kế hoạch năm 2024 được chấp nhận nên chưa lập được báo cáo; hãy tải kế hoạch lên và "
        "chấp nhận trước."
    )


def test_another_bodys_work_is_never_counted(cast: Cast, lived: Plan) -> None:
    plan_in_force(cast, who="ba-dinh.vptk")
    mine = facts_of(cast, quarter(2))
    theirs = collect_facts(
        actor=Actor.system(cast.ba_dinh), organization=cast.ba_dinh, period=quarter(2), as_of=date(2023, 6, 14)
    )
    assert (numbers(mine.rows), numbers(theirs.rows)) == (
        {"on_time": 1, "late": 2, "doing": 1, "not_yet": 1},
        {"overdue": 3, "doing": 1, "waiting": 1},
    )


def test_the_number_of_queries_does_not_grow_with_the_work(cast: Cast, plan: Plan) -> None:
    counted: list[int] = []
    for live in (first_quarter, second_quarter):
        live(cast, plan)
        with CaptureQueriesContext(connection) as queries:
            facts_of(cast, quarter(2))
        counted.append(len(queries))
    assert counted == [25, 25]


def test_regimes_are_data() -> None:
    assert [of.name for of in asked_periods(2023, Timetable(regimes=((2023, MINISTRY),)))] == [
        "quý I năm 2023",
        "quý III năm 2023",
        "6 tháng đầu năm 2023",
        "năm 2023",
    ]
    assert len(asked_periods(2023, Timetable())) == 4 + 1 + 1 + 8


def test_differences_name_only_what_changed(cast: Cast, lived: Plan) -> None:
    before: ReportFacts = facts_of(cast, quarter(1))
    after = facts_of(cast, quarter(1), known_on=date(2023, 3, 20))
    changed = differences(before, after)
    assert (changed.figures, changed.rows[0].where) == ((), "Phụ lục số 01, mục 3")
    assert [one.where for one in changed.sections] == ["II.1. Cải cách thể chế"]
    assert differences(before, before).total == 0
