"""What one action of a review touches, kept as it stood before and after, so that the step can be taken back."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db import models
from django.db.models import Q

from cchc.orgs.actors import Actor
from plans.models import Change, Doubt, Plan, PlanItem, Product, Responsibility, Section, Target

KEPT = 50
LONGEST_WORDS = 250

Stored = list[dict[str, Any]]


class Step:
    """What one action touches: rows with all that belongs to them, targets, points, sections. Made before the action
    writes; `keep` is told what the action added."""

    def __init__(
        self,
        *,
        items: Iterable[int] = (),
        targets: Iterable[int] = (),
        doubts: Iterable[int] = (),
        sections: Iterable[int] = (),
    ) -> None:
        self._touched = {"items": set(items), "targets": set(targets), "doubts": set(doubts), "sections": set(sections)}
        self._before = stored_rows(self._touched)

    def keep(self, *, actor: Actor, plan: Plan, words: str, now: datetime, **added: Iterable[int]) -> None:
        """Write the step, so that `undo` finds it; called inside the action's transaction."""
        for kind, pks in added.items():
            self._touched[kind] |= set(pks)
        Change.objects.create(
            plan=plan,
            words=words[:LONGEST_WORDS],
            at=now,
            by=actor.user,
            before=self._before,
            after=stored_rows(self._touched),
        )
        old = Change.objects.filter(plan=plan).order_by("-pk").values_list("pk", flat=True)[KEPT:]
        Change.objects.filter(pk__in=list(old)).delete()


def stored_rows(touched: Mapping[str, set[int]]) -> Stored:
    """The touched rows as plain values, always in the same order."""
    chosen = touched["items"]
    below = Q(pk__in=chosen) | Q(parent__in=chosen) | Q(parent__parent__in=chosen)
    items = list(PlanItem.objects.filter(below).order_by("pk"))
    found: list[models.Model] = [
        *Section.objects.filter(pk__in=touched["sections"]).order_by("pk"),
        *items,
        *Product.objects.filter(item__in=items).order_by("pk"),
        *Responsibility.objects.filter(item__in=items).order_by("pk"),
        *Target.objects.filter(pk__in=touched["targets"]).order_by("pk"),
        *Doubt.objects.filter(Q(item__in=items) | Q(pk__in=touched["doubts"])).order_by("pk"),
    ]
    stored: Stored = json.loads(serializers.serialize("json", found))
    return stored
