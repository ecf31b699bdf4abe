"""Changes as plain values, so that what was shown is exactly what is stored a moment later."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from tasks.enums import LateCause, Outcome
from tasks.exchange.differences import Change
from tasks.statements import Statement

_DAYS = ("effective_on", "document_on")


def changes_to_parcel(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """JSON values."""
    return [asdict(change, dict_factory=_plain_dict) for change in changes]


def changes_from_parcel(parcel: list[dict[str, Any]]) -> list[Change]:
    """The inverse of `changes_to_parcel`."""
    return [Change(**(found | {"statement": _statement(found["statement"])})) for found in parcel]


def _statement(found: dict[str, Any]) -> Statement:
    days = {name: date.fromisoformat(found[name]) if found[name] else None for name in _DAYS}
    cause = LateCause(found["late_cause"]) if found["late_cause"] else None
    return Statement(**(found | days | {"outcome": Outcome(found["outcome"]), "late_cause": cause}))


def _plain_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in pairs}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
