"""Marked objects of results."""

from typing import Any

from tests.cast import Cast


def mark_results(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Nothing yet."""
