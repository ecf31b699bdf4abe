"""Which reports a body owes (chế độ báo cáo): kinds of period, and numbers within a year. Data, not rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cchc.orgs.working_days import WorkingDays
from tasks.enums import PeriodKind
from tasks.periods import Period, period, periods_of_year

Numbers = tuple[int, ...] | None
"""Which periods of a year are asked for; None: all."""


@dataclass(frozen=True, slots=True)
class ReportingRegime:
    """The kinds of report asked of a body, in the order of its pages."""

    name: str
    kinds: Mapping[PeriodKind, Numbers]

    def periods(self, year: int, calendar: WorkingDays) -> list[Period]:
        """All periods of the year that this regime asks for, kind by kind."""
        return [
            found
            for kind, numbers in self.kinds.items()
            for found in periods_of_year(kind, year, calendar)
            if numbers is None or found.number in numbers
        ]


WITHIN_QUARTERS: Numbers = (1, 2, 4, 5, 7, 8, 10, 11)
"""Months that end no quarter: the quarter's report stands for that of its last month."""

COMMUNE = ReportingRegime(
    "Chế độ báo cáo của xã (tháng, quý, 6 tháng, năm)",
    {PeriodKind.QUARTER: None, PeriodKind.HALF_YEAR: (1,), PeriodKind.YEAR: None, PeriodKind.MONTH: WITHIN_QUARTERS},
)
MINISTRY = ReportingRegime(
    "Hướng dẫn của Bộ Nội vụ (quý I, 6 tháng, quý III, năm)",
    {PeriodKind.QUARTER: (1, 3), PeriodKind.HALF_YEAR: (1,), PeriodKind.YEAR: None},
)


@dataclass(frozen=True, slots=True)
class Window:
    """What belongs to a stretch of time: due days after `due_after` up to `due_until`; for what has no due day, the
    day on which it was settled, from `from_on` to `to_on`."""

    due_after: date
    due_until: date
    from_on: date
    to_on: date

    def holds_due(self, day: date) -> bool:
        return self.due_after < day <= self.due_until

    def holds(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on


def window_of(of: Period, calendar: WorkingDays) -> Window:
    """What falls due between the sending deadline of the period before and this one's.

    The year has no gap: its first period begins on 1/1, and its last holds what is due up to 31/12, so that every
    due day of a year belongs to one period of each kind.
    """
    after = _last_day(of.year - 1)
    if of.number > 1:
        after = period(of.kind, of.year, of.number - 1, calendar).send_by
    until = _last_day(of.year) if of.cutoff_on.month == 12 else of.send_by
    return Window(after, until, of.start_on, of.cutoff_on)


def year_so_far(of: Period, calendar: WorkingDays) -> Window:
    """From the start of the year to the end of the period."""
    first = period(of.kind, of.year, 1, calendar)
    return Window(_last_day(of.year - 1), window_of(of, calendar).due_until, first.start_on, of.cutoff_on)


def whole_year(year: int, calendar: WorkingDays) -> Window:
    found = period(PeriodKind.YEAR, year, 1, calendar)
    return Window(_last_day(year - 1), _last_day(year), found.start_on, found.cutoff_on)


def _last_day(year: int) -> date:
    return date(year, 12, 31)
