"""Which due days belong to a period, to the year so far, to the whole year."""

from dataclasses import dataclass
from datetime import date

from tasks.enums import PeriodKind
from tasks.periods import Period, Timetable, period


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


def window_of(of: Period, timetable: Timetable) -> Window:
    """What falls due between the sending deadline of the period before and this one's.

    The year has no gap: its first period begins on 1/1, and its last holds what is due up to 31/12, so that every
    due day of a year belongs to one period of each kind.
    """
    after, last = _last_day(of.year - 1), _last_day(of.year)
    if of.number > 1:
        after = min(period(of.kind, of.year, of.number - 1, timetable).send_by, last)
    until = last if of.cutoff_on.month == 12 else min(of.send_by, last)
    return Window(after, until, of.start_on, of.cutoff_on)


def year_so_far(of: Period, timetable: Timetable) -> Window:
    """From the start of the year to the end of the period."""
    first = period(of.kind, of.year, 1, timetable)
    return Window(_last_day(of.year - 1), window_of(of, timetable).due_until, first.start_on, of.cutoff_on)


def whole_year(year: int, timetable: Timetable) -> Window:
    found = period(PeriodKind.YEAR, year, 1, timetable)
    return Window(_last_day(year - 1), _last_day(year), found.start_on, found.cutoff_on)


def _last_day(year: int) -> date:
    return date(year, 12, 31)
