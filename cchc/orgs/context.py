"""Who is signed in, and what else he may be, for the page frame."""

from typing import Any

from django.http import HttpRequest


def actor(request: HttpRequest) -> dict[str, Any]:
    """The actor under its own name, so that templates need not reach through the request."""
    return {"actor": getattr(request, "actor", None)}
