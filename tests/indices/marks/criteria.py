"""Marked objects of criteria."""

from typing import Any

from tests.cast import Cast


def mark_criteria(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Nothing yet."""
