"""Marked objects of appraising."""

from typing import Any

from tests.cast import Cast


def mark_appraising(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Nothing yet."""
