"""The one door of tenancy: which rows an actor may reach. A body reaches what the ended bodies had whose work it
carries on (`Organization.predecessor_ids`), and no other body does.

A model names the ways from itself to a body (`reached_by = ("plan__organization",)`, "" for a body itself); only
this file turns them into SQL. Another body's row is not found, exactly as one that does not exist. Ways in `given_by`
lead to the government that gave the row to a body beneath it: those two alone reach it. Ways in `received_by` lead to
the body to which the row was handed over, each with the condition that it was: the government that received it, itself
or through its department, reaches it as well.
"""

from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.db.models import Q

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind

GIVERS = (OrganizationKind.PROVINCE, OrganizationKind.DISTRICT)


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows of models that declare `reached_by`."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of the actor's body, and of every body of its territory for those who look over a territory.

        Ways along foreign keys are joins that add no rows. A way through many rows becomes a `pk__in` subquery, so that
        it never multiplies or hides the rows of later filters.
        """
        ways: tuple[str, ...] = self.model.reached_by
        received: dict[str, Q] = {}
        if actor.organization.kind in GIVERS and not actor.looks_over:
            ways += getattr(self.model, "given_by", ())
            received = getattr(self.model, "received_by", {})
        reach = reduce(or_, (_reach(way, actor) for way in ways))
        reach = reduce(or_, (_received(way, actor) & given for way, given in received.items()), reach)
        if all(_is_along_keys(self.model, way) for way in ways):
            return self.filter(reach)
        return self.filter(pk__in=self.model._base_manager.filter(reach).values("pk"))


class AppendOnlyQuerySet(ScopedQuerySet):
    """Rows that are written once: history, which nobody mends."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("append-only rows are never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("append-only rows are never deleted")


def _is_along_keys(model: type[models.Model], way: str) -> bool:
    """Whether every step of the way is a foreign key of the row before it."""
    for step in filter(None, way.split("__")):
        field = model._meta.get_field(step)
        if not isinstance(field, models.ForeignKey):
            return False
        model = field.related_model
    return True


def own_body(actor: Actor, way: str = "organization") -> Q:
    """Rows of the actor's own body and of the ended bodies whose work it carries on; `way` leads to the body's id. A
    body without predecessors is asked for by equality, which keeps the order of an index."""
    if actor.organization.predecessor_ids:
        return Q(**{f"{way}__in": sorted(actor.body_ids)})
    return Q(**{way: actor.organization.pk})


def _reach(way: str, actor: Actor) -> Q:
    """Who looks over a territory looks over what its own body carries on as well, wherever that stood."""
    prefix = f"{way}__" if way else ""
    own = own_body(actor, f"{prefix}pk")
    if not actor.looks_over:
        return own
    territory = Q(**{f"{prefix}path__startswith": actor.organization.territory})
    return territory | own if actor.organization.predecessor_ids else territory


def _received(way: str, actor: Actor) -> Q:
    """What the actor's government or one of its departments received; the way runs along foreign keys."""
    through = Q(**{f"{way}__kind": OrganizationKind.DEPARTMENT}) & own_body(actor, f"{way}__parent")
    return own_body(actor, way) | through
