"""The second level of navigation: one row of tabs for indices, one for emulation."""

from typing import Any

from django.urls import reverse

INDICES: tuple[tuple[str, str], ...] = ()
EMULATION: tuple[tuple[str, str], ...] = ()


def places(here: str) -> list[dict[str, Any]]:
    """The tabs beside the page that is open, by the full name of its address ("indices:overview")."""
    tabs = EMULATION if here.startswith("emulation:") else INDICES
    return [{"label": label, "url": reverse(name), "here": name == here} for name, label in tabs]
