"""The calendar's exceptions, and the working days that follow from them."""

from datetime import date

from django.db.models import Q

from cchc.orgs.models import CalendarException
from cchc.orgs.working_days import WorkingDays


def working_days() -> WorkingDays:
    """The calendar with all its recorded exceptions (one query)."""
    exceptions = list(CalendarException.objects.values_list("on_day", "is_working"))
    return WorkingDays(
        off=frozenset(day for day, is_working in exceptions if not is_working),
        on=frozenset(day for day, is_working in exceptions if is_working),
    )


def calendar_exceptions(year: int) -> list[CalendarException]:
    """The exceptions of one year by day."""
    return list(CalendarException.objects.filter(on_day__year=year))


def days_swapped(on_day: date) -> list[date]:
    """The day and the one it was swapped with, as far as the calendar's exceptions hold them."""
    found = CalendarException.objects.filter(Q(on_day=on_day) | Q(swapped_with=on_day))
    return list(found.values_list("on_day", flat=True))
