"""The working days of a year, and what a change of the calendar moves."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import CalendarException, Organization
from cchc.orgs.queries.calendar import calendar_exceptions
from cchc.orgs.working_days import WorkingDays, day_words, holiday_names, worked_weekends
from tasks.periods import Timetable, asked_periods
from tasks.queries.timetables import timetables_of

WORKED = "Làm bù"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the year that is not what its weekday says; `exception` where it was entered here."""

    day: date
    name: str
    is_working: bool
    exception: CalendarException | None = None

    @property
    def words(self) -> str:
        return day_words(self.day)


@dataclass(frozen=True, slots=True)
class Move:
    """A sending deadline that another calendar moves, for so many bodies."""

    name: str
    before: date
    after: date
    bodies: int


def calendar_of(year: int) -> list[CalendarDay]:
    """The public holidays of a year with what was decided beside them, by day (one query)."""
    days = {day: CalendarDay(day, name, False) for day, name in holiday_names(year).items()}
    days |= {day: CalendarDay(day, WORKED, True) for day in worked_weekends(year)}
    days |= {one.on_day: CalendarDay(one.on_day, one.name, one.is_working, one) for one in calendar_exceptions(year)}
    return [days[day] for day in sorted(days)]


def moves(actor: Actor, after: WorkingDays, *, today: date) -> list[Move]:
    """Sending deadlines to come, of this year and the next, that are others by the calendar `after` (as many queries
    for one body as for all). Cut-offs are days of the month and never move."""
    bodies = Organization.objects.visible_to(actor).exclude(kind=OrganizationKind.DEPARTMENT)
    alike = Counter(timetables_of(bodies).values())
    found: Counter[tuple[date, str, date]] = Counter()
    for timetable, count in alike.items():
        changed = Timetable(after, timetable.regimes)
        for year in (today.year - 1, today.year, today.year + 1):
            for old, new in zip(asked_periods(year, timetable), asked_periods(year, changed), strict=True):
                if old.send_by != new.send_by and max(old.send_by, new.send_by) >= today:
                    found[old.send_by, old.name, new.send_by] += count
    return [Move(name, before, then, count) for (before, name, then), count in sorted(found.items())]
