"""Working days of Vietnamese offices: Saturdays, Sundays, public holidays, swapped working days.

The yearly holidays (Tết and the other lunar ones included, Bộ luật Lao động 2019, Điều 112) come from the `holidays`
library; what the government decides for a given year (a longer Tết, a Saturday worked instead) is laid over them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def weekday_name(day: date) -> str:
    return WEEKDAYS[day.weekday()]


@cache
def holiday_names(year: int) -> dict[date, str]:
    """The public holidays of one year with their days in lieu, each by its Vietnamese name."""
    return dict(sorted(_published(year).items()))


@cache
def worked_weekends(year: int) -> frozenset[date]:
    """Saturdays of one year that offices worked in place of a day off between holidays."""
    return frozenset(day for day in _published(year).weekend_workdays if day.year == year)


@cache
def _published(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year, language="vi")


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar with its exceptions: `off` are further days off, `on` are days worked all the same."""

    off: frozenset[date] = field(default=frozenset())
    on: frozenset[date] = field(default=frozenset())

    def is_working(self, day: date) -> bool:
        if day in self.on or day in self.off:
            return day in self.on
        if day in worked_weekends(day.year):
            return True
        return day.weekday() < SATURDAY and day not in holiday_names(day.year)

    def with_days(self, *, off_on: date | None, work_on: date | None) -> "WorkingDays":
        """The calendar with one more day off, one more day worked, or both."""
        return WorkingDays(self.off | {off_on} if off_on else self.off, self.on | {work_on} if work_on else self.on)

    def without(self, days: Iterable[date]) -> "WorkingDays":
        """The calendar without the exceptions of these days."""
        gone = frozenset(days)
        return WorkingDays(self.off - gone, self.on - gone)

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (not counting `day` itself)."""
        while count > 0:
            day += timedelta(days=1)
            if self.is_working(day):
                count -= 1
        return day


def fault_of_days(calendar: WorkingDays, off_on: date | None, work_on: date | None) -> str:
    """Why a further day off, a further day worked, or the two in exchange cannot be entered; "" where they can."""
    if off_on is None and work_on is None:
        return "Hãy ghi ngày nghỉ, ngày làm bù, hoặc cả hai."
    if off_on == work_on:
        return "Ngày nghỉ và ngày làm bù phải là hai ngày khác nhau."
    for day in filter(None, (off_on, work_on)):
        if day in calendar.off | calendar.on:
            return f"Ngày {day:%d/%m/%Y} đã được ghi trong lịch; hãy bỏ ngày ấy rồi mới ghi lại."
    if off_on and not calendar.is_working(off_on):
        return f"{day_words(off_on)} vốn đã là ngày nghỉ; hãy ghi một ngày làm việc vào ô “Ngày nghỉ”."
    if work_on and calendar.is_working(work_on):
        return f"{day_words(work_on)} vốn đã là ngày làm việc; hãy ghi một ngày nghỉ vào ô “Ngày làm bù”."
    return ""


def day_words(day: date) -> str:
    """ "Thứ Hai, 19/06/2023"."""
    name = weekday_name(day)
    return f"{name[0].upper()}{name[1:]}, {day:%d/%m/%Y}"
