"""Working days of Vietnamese offices: Saturdays, Sundays, public holidays, swapped working days.

The yearly holidays (Tết and the other lunar ones included, Bộ luật Lao động 2019, Điều 112) come from the `holidays`
library; what the government decides for a given year (a longer Tết, a Saturday worked instead) is laid over them.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Public holidays of one year with their days in lieu."""
    return frozenset(holidays.country_holidays("VN", years=year))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar with its exceptions: `off` are further days off, `on` are days worked all the same."""

    off: frozenset[date] = field(default=frozenset())
    on: frozenset[date] = field(default=frozenset())

    def is_working(self, day: date) -> bool:
        if day in self.on:
            return True
        return day.weekday() < SATURDAY and day not in self.off and day not in public_holidays(day.year)

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (not counting `day` itself)."""
        while count > 0:
            day += timedelta(days=1)
            if self.is_working(day):
                count -= 1
        return day
