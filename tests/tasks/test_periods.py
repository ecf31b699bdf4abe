"""Periods, their cut-offs and sending deadlines (Nghị định 09/2019/NĐ-CP, Điều 12)."""

from datetime import date
from itertools import pairwise

import pytest

from tasks.enums import PeriodKind
from tasks.periods import Timetable, count_in_year, next_period, period, period_holding, periods_of_year
from tasks.regimes import Line, Regime, SendRule

TIMETABLE = Timetable()


@pytest.mark.parametrize(
    ("kind", "number", "start", "cutoff", "send_by", "name"),
    [
        ("month", 1, date(2022, 12, 15), date(2023, 1, 14), date(2023, 1, 17), "tháng 1 năm 2023"),
        ("month", 5, date(2023, 4, 15), date(2023, 5, 14), date(2023, 5, 16), "tháng 5 năm 2023"),
        ("quarter", 1, date(2022, 12, 15), date(2023, 3, 14), date(2023, 3, 16), "quý I năm 2023"),
        ("quarter", 3, date(2023, 6, 15), date(2023, 9, 14), date(2023, 9, 18), "quý III năm 2023"),
        ("half_year", 1, date(2022, 12, 15), date(2023, 6, 14), date(2023, 6, 16), "6 tháng đầu năm 2023"),
        ("half_year", 2, date(2023, 6, 15), date(2023, 12, 14), date(2023, 12, 18), "6 tháng cuối năm 2023"),
        ("nine_month", 1, date(2022, 12, 15), date(2023, 9, 14), date(2023, 9, 18), "9 tháng đầu năm 2023"),
        ("year", 1, date(2022, 12, 15), date(2023, 12, 14), date(2023, 12, 18), "năm 2023"),
    ],
)
def test_days_of_each_kind(kind: str, number: int, start: date, cutoff: date, send_by: date, name: str) -> None:
    found = period(PeriodKind(kind), 2023, number, TIMETABLE)
    assert (found.start_on, found.cutoff_on, found.send_by, found.name) == (start, cutoff, send_by, name)


def test_periods_of_a_year_follow_without_gap() -> None:
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR):
        found = periods_of_year(kind, 2023, TIMETABLE)
        assert len(found) == count_in_year(kind)
        assert all((b.start_on - a.cutoff_on).days == 1 for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 3, 14), ("quarter", 2023, 1)),
        (date(2023, 3, 15), ("quarter", 2023, 2)),
        (date(2023, 12, 14), ("quarter", 2023, 4)),
        (date(2023, 12, 15), ("quarter", 2024, 1)),
    ],
)
def test_the_cutoff_day_belongs_to_its_period(day: date, expected: tuple[str, int, int]) -> None:
    assert period_holding(PeriodKind.QUARTER, day, TIMETABLE).key == expected


def test_the_next_period_crosses_the_year() -> None:
    last = period(PeriodKind.QUARTER, 2023, 4, TIMETABLE)
    assert next_period(last, TIMETABLE).key == ("quarter", 2024, 1)


def test_another_regime_is_data() -> None:
    regime = Regime("", (Line(PeriodKind.QUARTER, cutoff_day=20, send=SendRule(working_days=5)),))
    found = period(PeriodKind.QUARTER, 2023, 2, Timetable(regimes=((2023, regime),)))
    assert (found.start_on, found.cutoff_on, found.send_by) == (date(2023, 3, 21), date(2023, 6, 20), date(2023, 6, 27))


def test_a_period_that_the_year_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="quý 5"):
        period(PeriodKind.QUARTER, 2023, 5, TIMETABLE)
