"""The clock, read at the edge (views, jobs, commands, middleware) and passed down.

Days are days in Asia/Ho_Chi_Minh. With TODAY (demonstrations) the day is that day, the time of day runs on.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def local_now() -> datetime:
    """This instant, with its zone."""
    instant = timezone.localtime()
    demo_day: date | None = settings.TODAY
    return datetime.combine(demo_day, instant.timetz()) if demo_day else instant


def local_today() -> date:
    """The local day."""
    return local_now().date()


def is_night(now: datetime, morning: int) -> bool:
    """Whether the hour `morning` is still to come, before which nobody is told anything; never in a demonstration,
    which is started at any hour and shows what a day's jobs bring."""
    return settings.TODAY is None and now.hour < morning
