"""The red number of the navigation."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cchc.web.clock import local_today
from tasks.queries.lists import count_overdue


def counts(request: HttpRequest) -> dict[str, Any]:
    """`counts.overdue`: counted only where a template shows it (one query)."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"counts": {"overdue": 0}}
    return {"counts": {"overdue": SimpleLazyObject(lambda: count_overdue(actor, today=local_today()))}}
