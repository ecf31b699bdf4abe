"""What clauses make due: each thing once, by the reporting calendar."""

from datetime import date

from plans.enums import DeadlineKind, Every
from plans.reading.results import Clause
from tasks.enums import ObligationKind
from tasks.obligations import Due, dues_of
from tasks.periods import Timetable

TIMETABLE = Timetable()
QUARTERS = [date(2023, 3, 16), date(2023, 6, 16), date(2023, 9, 18), date(2023, 12, 18)]


def dues(*clauses: Clause, years: tuple[int, int] = (2023, 2023), not_before: date | None = None) -> list[Due]:
    return dues_of(clauses, from_year=years[0], to_year=years[1], timetable=TIMETABLE, not_before=not_before)


def recurring(every: Every, **more: object) -> Clause:
    return Clause(DeadlineKind.RECURRING, every.label, every=every, **more)  # type: ignore[arg-type]


def test_a_quarterly_report_is_due_on_each_sending_deadline() -> None:
    found = dues(recurring(Every.QUARTER, label="Báo cáo"))
    assert [due.due_on for due in found] == QUARTERS
    assert [due.period_name for due in found][:2] == ["quý I năm 2023", "quý II năm 2023"]
    assert {due.label for due in found} == {"Báo cáo"}


def test_the_half_year_and_the_year_stand_for_quy_2_and_4() -> None:
    found = dues(recurring(Every.QUARTER), recurring(Every.HALF_YEAR), recurring(Every.YEAR))
    assert [due.due_on for due in found] == QUARTERS


def test_a_day_of_its_own_wins_over_the_calendar() -> None:
    assert [due.due_on for due in dues(recurring(Every.MONTH, day=20))][:3] == [
        date(2023, 1, 20),
        date(2023, 2, 20),
        date(2023, 3, 20),
    ]
    assert [due.due_on for due in dues(recurring(Every.MONTH, day=30))][1] == date(2023, 2, 28)
    assert [due.due_on for due in dues(recurring(Every.QUARTER, day=30))] == [
        date(2023, 3, 30),
        date(2023, 6, 30),
        date(2023, 9, 30),
        date(2023, 12, 30),
    ]


def test_a_day_of_every_year_and_a_part_of_the_plan() -> None:
    yearly = dues(recurring(Every.YEAR, day=14, due=date(2023, 6, 14)), years=(2023, 2024))
    assert [due.due_on for due in yearly] == [date(2023, 6, 14), date(2024, 6, 14)]
    part = dues(recurring(Every.QUARTER, start=date(2023, 6, 1), due=date(2023, 12, 31)))
    assert [due.due_on for due in part] == QUARTERS[1:]


def test_one_date_a_stretch_and_a_standing_duty() -> None:
    fixed = Clause(DeadlineKind.FIXED, "Quý I", label="Kế hoạch", due=date(2023, 3, 31))
    stretch = Clause(DeadlineKind.RANGE, "3-10", start=date(2023, 3, 1), due=date(2023, 10, 31))
    standing = Clause(DeadlineKind.CONTINUOUS, "Thường xuyên", start=date(2023, 1, 1), due=date(2023, 12, 31))
    assert [(due.kind, due.start_on, due.due_on) for due in dues(fixed, stretch, standing)] == [
        (ObligationKind.FIXED, None, date(2023, 3, 31)),
        (ObligationKind.FIXED, date(2023, 3, 1), date(2023, 10, 31)),
        (ObligationKind.STANDING, date(2023, 1, 1), date(2023, 12, 31)),
    ]


def test_events_and_other_documents_wait() -> None:
    event = Clause(DeadlineKind.EVENT, "Khi có hồ sơ trễ hẹn", trigger="có hồ sơ trễ hẹn")
    external = Clause(DeadlineKind.EXTERNAL, "Theo quy định", source="quy định")
    assert [(due.kind, due.due_on, due.waits_for) for due in dues(event, external)] == [
        (ObligationKind.WAITING, None, "có hồ sơ trễ hẹn"),
        (ObligationKind.WAITING, None, "quy định"),
    ]


def test_nothing_is_due_before_the_plan_was_issued() -> None:
    found = dues(recurring(Every.MONTH), not_before=date(2023, 9, 20))
    assert [due.due_on for due in found] == [date(2023, 10, 17), date(2023, 11, 16), date(2023, 12, 18)]


def test_a_plan_of_three_years_is_due_in_each() -> None:
    found = dues(recurring(Every.YEAR), years=(2023, 2025))
    assert [(due.period_year, due.due_on) for due in found] == [
        (2023, date(2023, 12, 18)),
        (2024, date(2024, 12, 17)),
        (2025, date(2025, 12, 16)),
    ]


def test_the_same_clause_twice_is_due_once() -> None:
    clause = Clause(DeadlineKind.FIXED, "Tháng 6", due=date(2023, 6, 30))
    assert len(dues(clause, clause)) == 1


def test_a_row_without_any_time_waits_for_a_day() -> None:
    (due,) = dues()
    assert (due.kind, due.due_on, due.waits_for) == (ObligationKind.WAITING, None, "văn bản không ghi thời hạn")
    assert dues(recurring(Every.QUARTER), not_before=date(2023, 12, 31)) == []
