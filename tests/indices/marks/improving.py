"""Marked objects of improving."""

from typing import Any

from tests.cast import Cast


def mark_improving(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Nothing yet."""
