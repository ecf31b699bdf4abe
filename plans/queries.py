"""Reading of plans: the list, one plan with everything read from it, the bodies that its rows may name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization, Position
from plans.models import Doubt, Plan, PlanItem, PlanSource, Responsibility, Section, Target
from plans.reading.agencies import Directory
from plans.reading.results import Body


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with its sections, rows, targets and points, all loaded; `items` are the rows in the document's order,
    each with its `children` (actions, subtasks)."""

    plan: Plan
    sections: tuple[Section, ...]
    items: tuple[PlanItem, ...]
    targets: tuple[Target, ...]
    doubts: tuple[Doubt, ...]

    @property
    def undecided(self) -> tuple[Doubt, ...]:
        return tuple(doubt for doubt in self.doubts if not doubt.settlement)


def plan_list(actor: Actor) -> QuerySet[Plan]:
    """Plans within reach, the newest years first, with `row_count` and `undecided_count` (one query)."""
    return (
        Plan.objects.visible_to(actor)
        .select_related("organization", "source")
        .defer("source__blocks")
        .annotate(
            row_count=Count("sections__items", filter=Q(sections__items__parent=None), distinct=True),
            undecided_count=Count("doubts", filter=Q(doubts__settlement=""), distinct=True),
        )
        .order_by("-from_year", "-pk")
    )


def plan_of(actor: Actor, pk: int) -> Plan | None:
    """One plan with its body and file (without the words of the document), or None when it is out of reach."""
    plans = Plan.objects.visible_to(actor).select_related("organization", "source__uploaded_by")
    return plans.defer("source__blocks").filter(pk=pk).first()


def plan_for_review(actor: Actor, pk: int) -> PlanView | None:
    """Everything that the review page shows, in a fixed number of queries."""
    plan = Plan.objects.visible_to(actor).select_related("organization", "source").filter(pk=pk).first()
    if plan is None:
        return None
    items = _items(actor).filter(section__plan=plan)
    return PlanView(
        plan=plan,
        sections=tuple(Section.objects.visible_to(actor).filter(plan=plan).select_related("lead", "parent")),
        items=tuple(items.filter(parent=None).order_by("section__order", "order")),
        targets=tuple(Target.objects.visible_to(actor).filter(plan=plan)),
        doubts=tuple(doubts_of(actor, plan)),
    )


def item_of(actor: Actor, plan_pk: int, pk: int) -> PlanItem | None:
    """One row, action or subtask of a plan within reach."""
    return _items(actor).filter(section__plan=plan_pk, pk=pk).first()


def doubts_of(actor: Actor, plan: Plan) -> QuerySet[Doubt]:
    """All points of a plan, decided or not, in the document's order."""
    return Doubt.objects.visible_to(actor).filter(plan=plan).select_related("settled_by", "item__parent")


def target_of(actor: Actor, plan_pk: int, pk: int) -> Target | None:
    return Target.objects.visible_to(actor).select_related("plan__organization").filter(plan=plan_pk, pk=pk).first()


def doubt_of(actor: Actor, plan_pk: int, pk: int) -> Doubt | None:
    return Doubt.objects.visible_to(actor).select_related("plan__organization").filter(plan=plan_pk, pk=pk).first()


def source_of(actor: Actor, plan_pk: int) -> PlanSource | None:
    """The file of a plan within reach, for sending it to a person."""
    return PlanSource.objects.visible_to(actor).defer("blocks").filter(plan=plan_pk).first()


def plan_to_read(plan_pk: int) -> Plan | None:
    """The plan a job was asked to read; None when it was thrown away meanwhile."""
    return Plan.objects.select_related("organization", "source").filter(pk=plan_pk).first()


def directory_of(organization: Organization) -> Directory:
    """The bodies that a plan of this body may name (see `named_bodies`). Groups are known by their words
    (`plans.reading.agencies.fans_out`)."""
    return Directory(Body(name, _aliases(found)) for name, found in named_bodies(organization).items())


def named_bodies(organization: Organization) -> Mapping[str, Position | Organization]:
    """By canonical name: the posts of the body, itself, the governments above it with their departments, the communes
    beneath it (three queries)."""
    positions = Position.objects.filter(organization=organization)
    above = [int(pk) for pk in organization.path.strip("/").split("/")]
    beneath = Q(path__startswith=organization.path, kind=OrganizationKind.COMMUNE)
    departments = Q(parent__in=above, kind=OrganizationKind.DEPARTMENT)
    bodies = Organization.objects.filter(Q(pk__in=above) | departments | beneath)
    named: list[Position | Organization] = [*bodies, *positions]
    return {found.name: found for found in named}


def choices_of_bodies(organization: Organization) -> tuple[list[Position], list[Organization]]:
    """Posts and other bodies that a row can be given to by hand."""
    named = named_bodies(organization).values()
    posts = sorted((found for found in named if isinstance(found, Position)), key=lambda post: (post.order, post.name))
    others = [found for found in named if isinstance(found, Organization) and found.pk != organization.pk]
    return posts, others


def known_codes() -> list[str]:
    """Codes of all bodies, for the sentence of a command that was given an unknown one."""
    return list(Organization.objects.order_by("code").values_list("code", flat=True))


def _aliases(found: Position | Organization) -> tuple[str, ...]:
    if isinstance(found, Organization):
        return (*found.aliases, found.issuer_name)
    return (*found.aliases, *filter(None, (found.short_name,)))


def _items(actor: Actor) -> QuerySet[PlanItem]:
    below = PlanItem.objects.order_by("order").select_related("section__lead")
    wanted: list[Any] = [
        *_parts(""),
        Prefetch("children", below),
        *_parts("children__"),
        Prefetch("children__children", below),
        *_parts("children__children__"),
        "children__children__children",
    ]
    items = PlanItem.objects.visible_to(actor).select_related("section__plan__organization", "section__lead")
    return items.prefetch_related(*wanted)


def _parts(prefix: str) -> list[Any]:
    """What every row is shown with, for `prefetch_related`."""
    named = Responsibility.objects.select_related("position", "body").order_by("-role", "pk")
    return [Prefetch(f"{prefix}responsibilities", named), f"{prefix}products", f"{prefix}doubts"]
