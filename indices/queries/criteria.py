"""Reading criteria sets."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from cchc.numbers import plain
from cchc.orgs.actors import Actor
from indices.models import CriteriaSet, Criterion
from indices.sheets.outline import Head, Line, Outline, tidied


def sets_of(actor: Actor) -> QuerySet[CriteriaSet]:
    """Every set that the actor reaches, the latest first, with how many criteria it marks (`leaves`) and how many
    rounds use it (`used`)."""
    leaves = Count("criteria", filter=~Q(criteria__rule_kind=""), distinct=True)
    found = CriteriaSet.objects.visible_to(actor).select_related("organization")
    found = found.annotate(leaves=leaves, used=Count("rounds", distinct=True))
    return found.order_by("-year", "organization__path", "kind", "level", "-version", "-pk")


def set_of(actor: Actor, pk: int) -> CriteriaSet | None:
    """One set; None where the actor does not reach it."""
    return CriteriaSet.objects.visible_to(actor).select_related("organization", "copied_from").filter(pk=pk).first()


def criteria_of(criteria_set: CriteriaSet) -> list[Criterion]:
    """Its criteria in reading order."""
    return list(criteria_set.criteria.order_by("order", "pk"))


def criterion_of(criteria_set: CriteriaSet, pk: int) -> Criterion | None:
    return criteria_set.criteria.filter(pk=pk).first()


def head_of(criteria_set: CriteriaSet) -> Head:
    """What holds for the whole set, as a value."""
    return Head(
        name=criteria_set.name,
        source=criteria_set.source,
        places=criteria_set.places,
        threshold=Decimal(plain(criteria_set.threshold)),
        bands=criteria_set.classes,
        ties=criteria_set.tie_rules,
        is_example=criteria_set.is_example,
    )


def outline_of(criteria_set: CriteriaSet, criteria: Sequence[Criterion] | None = None) -> Outline:
    """The whole set as a value (one query, none where the criteria are given)."""
    found = criteria_of(criteria_set) if criteria is None else criteria
    depths = depths_of(found)
    return Outline(head_of(criteria_set), tidied([line_of(one, depths[one.pk]) for one in found]))


def line_of(criterion: Criterion, depth: int) -> Line:
    return Line(
        code=criterion.code,
        depth=depth,
        name=criterion.name,
        maximum=Decimal(plain(criterion.maximum)),
        rule=criterion.rule if criterion.is_leaf else None,
        is_bonus=criterion.is_bonus,
        may_not_apply=criterion.may_not_apply,
        proof=criterion.proof,
    )


def depths_of(criteria: Sequence[Criterion]) -> dict[int, int]:
    """How deep each stands, 1 for an area; those above come first."""
    depths: dict[int, int] = {}
    for one in criteria:
        depths[one.pk] = depths.get(one.parent_id or 0, 0) + 1
    return depths
