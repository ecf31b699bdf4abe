"""Marked objects of emulation."""

from typing import Any

from tests.cast import Cast


def mark_emulation(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Nothing yet."""
