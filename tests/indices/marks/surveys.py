"""Marked objects of surveys."""

from typing import Any

from tests.cast import Cast


def mark_surveys(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Nothing yet."""
