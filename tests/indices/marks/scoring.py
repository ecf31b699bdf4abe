"""Marked objects of scoring."""

from typing import Any

from tests.cast import Cast


def mark_scoring(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Nothing yet."""
