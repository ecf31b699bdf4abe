"""Marked objects of initiatives."""

from typing import Any

from tests.cast import Cast


def mark_initiatives(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Nothing yet."""
