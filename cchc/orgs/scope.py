"""The one door of tenancy: which rows an actor may reach.

A model names the ways from itself to a body (`reached_by = ("plan__organization",)`, "" for a body itself); only
this file turns them into SQL. Another body's row is not found, exactly as one that does not exist.
"""

from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.db.models import Q

from cchc.orgs.actors import Actor


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows of models that declare `reached_by`."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of the actor's body, and of every body of its territory for those who look over a territory.

        A `pk__in` subquery: joins made here never multiply or hide the rows of later filters.
        """
        ways: tuple[str, ...] = self.model.reached_by
        reach = reduce(or_, (_reach(way, actor) for way in ways))
        return self.filter(pk__in=self.model._base_manager.filter(reach).values("pk"))


class AppendOnlyQuerySet(ScopedQuerySet):
    """Rows that are written once: history, which nobody mends."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("append-only rows are never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("append-only rows are never deleted")


def _reach(way: str, actor: Actor) -> Q:
    prefix = f"{way}__" if way else ""
    if actor.looks_over:
        return Q(**{f"{prefix}path__startswith": actor.organization.territory})
    return Q(**{f"{prefix}pk": actor.organization.pk})
