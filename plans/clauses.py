"""Clauses as they are stored: JSON objects, the same that `read_deadlines` prints."""

from datetime import date
from typing import Any

from plans.enums import DeadlineKind, Every
from plans.reading.results import Clause


def clause_from_json(found: dict[str, Any]) -> Clause:
    """The inverse of `plans.reading.deadlines.clause_to_json`."""
    return Clause(
        kind=DeadlineKind(found["kind"]),
        words=found["words"],
        label=found["label"],
        every=Every(found["every"]) if found["every"] else None,
        day=found["day"],
        start=_date(found["start"]),
        due=_date(found["due"]),
        on_demand=found["on_demand"],
        trigger=found.get("trigger"),
        source=found.get("source"),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
