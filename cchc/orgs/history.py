"""The audit trail as entries of a page (see templates/components/history.html)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cchc.orgs.models import Event


@dataclass(frozen=True, slots=True)
class ChangeLine:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryFile:
    name: str
    url: str
    size: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened. `state` draws its shape; `late_note` marks a word after the cut-off."""

    at: datetime
    who: str
    what: str
    state: str = ""
    text: str = ""
    effective_on: date | None = None
    late_note: str = ""
    changes: tuple[ChangeLine, ...] = ()
    files: tuple[HistoryFile, ...] = field(default=())


def entries_of(events: Iterable[Event]) -> list[HistoryEntry]:
    """Each event with what was before and after, field by field."""
    return [HistoryEntry(event.at, event.actor_name, event.verb, changes=_changes(event)) for event in events]


def journal_entries(events: Iterable[Event]) -> list[HistoryEntry]:
    """The same for a list of many objects: each entry names its object and its body."""
    return [
        HistoryEntry(
            event.at,
            f"{event.actor_name}, {event.organization}",
            event.verb,
            text=event.object_label,
            changes=_changes(event),
        )
        for event in events
    ]


def _changes(event: Event) -> tuple[ChangeLine, ...]:
    labels = dict.fromkeys((*event.before, *event.after))
    return tuple(ChangeLine(label, _words(event.before.get(label)), _words(event.after.get(label))) for label in labels)


def _words(value: Any) -> str:
    """A stored value as people read it; days come back from JSON as ISO text."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value)
    if isinstance(value, bool):
        return "có" if value else "không"
    try:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    except ValueError:
        return str(value)
