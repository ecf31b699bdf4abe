"""Changes as plain values, so that what was shown is exactly what is stored a moment later."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from cchc.orgs.enums import Role
from tasks.staff.differences import Change, Term


def changes_to_parcel(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """JSON values."""
    return [asdict(change, dict_factory=_plain_dict) for change in changes]


def changes_from_parcel(parcel: list[dict[str, Any]]) -> list[Change]:
    """The inverse of `changes_to_parcel`."""
    return [Change(**(found | {"term": _term(found["term"])})) for found in parcel]


def _term(found: dict[str, Any]) -> Term:
    days = {name: date.fromisoformat(found[name]) if found[name] else None for name in ("valid_from", "valid_to")}
    return Term(**(found | days | {"role": Role(found["role"]), "posts": frozenset(found["posts"])}))


def _plain_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in pairs}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value
