"""Days as a calendar feed (RFC 5545): the library folds, escapes and ends lines as calendars want them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event, vText

PRODUCT = "-//CCHC//Lich viec//VI"
REFRESH = timedelta(hours=6)
ALARM = timedelta(hours=-15)
"""Nine in the morning of the day before: the event begins at midnight."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day. `uid` stays when the day moves; `sequence` then counts up, `changed_at` says when. What is settled
    rings no bell."""

    uid: str
    on_day: date
    title: str
    words: str
    url: str
    sequence: int
    changed_at: datetime
    is_settled: bool = False
    is_cancelled: bool = False


def calendar_of(name: str, entries: Iterable[Entry]) -> bytes:
    """A feed that calendar programs subscribe to; the same entries give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in sorted(entries, key=lambda one: (one.on_day, one.uid)):
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.on_day)
    event.add("dtend", entry.on_day + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.words)
    event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if not (entry.is_settled or entry.is_cancelled):
        event.add_component(_alarm(entry.title))
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", ALARM)
    return alarm
