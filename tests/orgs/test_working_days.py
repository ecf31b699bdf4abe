"""Working days around weekends, Tết, and days swapped by decision."""

from datetime import date

import pytest

from cchc.orgs.working_days import WorkingDays, holiday_names

CALENDAR = WorkingDays()


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2023, 3, 14), 2, date(2023, 3, 16)),
        (date(2023, 6, 14), 2, date(2023, 6, 16)),
        (date(2023, 9, 14), 2, date(2023, 9, 18)),
        (date(2023, 12, 14), 2, date(2023, 12, 18)),
        (date(2023, 3, 14), 0, date(2023, 3, 14)),
        (date(2023, 4, 28), 1, date(2023, 5, 4)),
    ],
)
def test_counts_from_the_day_after(day: date, count: int, expected: date) -> None:
    assert CALENDAR.after(day, count) == expected


def test_tet_of_2023_is_off() -> None:
    tet = [date(2023, 1, day) for day in (20, 23, 24, 25, 26)]
    assert [CALENDAR.is_working(day) for day in tet] == [False] * 5


def test_other_holiday_names_of_2023() -> None:
    assert {
        date(2023, 1, 1),
        date(2023, 4, 29),
        date(2023, 4, 30),
        date(2023, 5, 1),
        date(2023, 9, 2),
    } <= holiday_names(2023).keys()


def test_a_swapped_saturday_is_worked_and_its_monday_is_off() -> None:
    saturday, monday = date(2023, 4, 22), date(2023, 4, 24)
    swapped = WorkingDays(off=frozenset({monday}), on=frozenset({saturday}))
    assert (swapped.is_working(saturday), swapped.is_working(monday)) == (True, False)
    assert (CALENDAR.is_working(saturday), CALENDAR.is_working(monday)) == (False, True)
    assert swapped.after(date(2023, 4, 21), 2) == date(2023, 4, 25)
