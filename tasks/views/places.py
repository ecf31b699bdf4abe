"""The pages beside the list of tasks: one row of tabs."""

from typing import Any

from django.urls import reverse

from cchc.orgs.actors import Actor
from tasks.queries.given import count_new
from tasks.queries.requests import count_open

PLACES: tuple[tuple[str, str], ...] = (
    ("tasks:list", "Tất cả nhiệm vụ"),
    ("tasks:given", "Việc cấp trên giao"),
    ("tasks:due_requests", "Xin lùi hạn"),
)


def places(here: str, actor: Actor) -> list[dict[str, Any]]:
    """The tabs, `here` being the name of the page that is open ("tasks:given"), with how much is new there or waits
    for an answer (two queries)."""
    _, new = count_new(actor)
    counts = {"tasks:given": new or None, "tasks:due_requests": count_open(actor) or None}
    return [
        {"label": label, "url": reverse(name), "here": name == here, "count": counts.get(name)}
        for name, label in PLACES
    ]
