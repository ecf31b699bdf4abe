"""What a plan is to the other plans of its body: for the review to ask, for the plan's page to tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cchc.orgs.actors import Actor
from plans.enums import PlanState, Relation
from plans.models import Plan
from plans.queries import plans_to_relate, relatives_of, suggested_relation
from plans.rules import can_correct_plan
from tasks.models import Task

OFFERED = (Relation.REVISES, Relation.SUPPLEMENTS, Relation.REPLACES)
NEW = ""
_FROM_THE_OTHER_SIDE = {
    Relation.SUPPLEMENTS: "Được bổ sung bởi",
    Relation.REPLACES: "Được thay bằng",
    Relation.FOLLOWS: "Được nối tiếp bởi",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to "Văn bản này là"; `value` is "revises:12", "" for a plan of its own."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class RelationBox:
    """The question on the review page. `suggested` is what the system sees, with its reason, until a person chose."""

    plan: Plan
    choices: tuple[Choice, ...]
    suggested: Choice | None
    why: str
    may_choose: bool

    @property
    def chosen(self) -> str:
        return next((choice.label for choice in self.choices if choice.is_chosen), "")


@dataclass(frozen=True, slots=True)
class Tie:
    """A line of the plan's page: "Bổ sung cho" and the other plan."""

    label: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Version:
    """One document of the plan: its record with the file, since when it holds, until when, who put it in force."""

    plan: Plan
    since: datetime | None
    until: datetime | None
    who: str


@dataclass(frozen=True, slots=True)
class Relations:
    ties: tuple[Tie, ...]
    versions: tuple[Version, ...]
    gone: tuple[Task, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.ties or self.versions)


def relation_box(actor: Actor, plan: Plan) -> RelationBox | None:
    """None where there is nothing to ask: no other plan is in force, or the plan goes on with last year's."""
    others = list(plans_to_relate(plan)) if plan.state == PlanState.DRAFT and plan.relation != Relation.FOLLOWS else []
    if not others:
        return None
    chosen = value_of(plan.relation, plan.related_id)
    named = {value_of(one, other.pk): f"{one.label} {_name(other)}" for other in others for one in OFFERED}
    choices = [Choice(value, label, value == chosen) for value, label in ({NEW: "kế hoạch mới"} | named).items()]
    found = None if plan.relation else suggested_relation(plan, others)
    suggested = value_of(found.relation, found.key) if found else NEW
    return RelationBox(
        plan=plan,
        choices=tuple(choices),
        suggested=next((one for one in choices if one.value and one.value == suggested), None),
        why=found.why if found else "",
        may_choose=can_correct_plan(actor, plan),
    )


def relations_of(actor: Actor, plan: Plan) -> Relations:
    """What the page of a plan in force tells (two queries)."""
    found = relatives_of(actor, plan)
    gone = Task.objects.visible_to(actor).filter(plan__related=plan, plan__state=PlanState.MERGED)
    rows = gone.select_related("item__section").order_by("order", "pk")
    return Relations(tuple(_ties(plan, found)), tuple(_versions(plan, found)), tuple(rows))


def value_of(relation: str, key: int | None) -> str:
    return f"{relation}:{key}" if relation else NEW


def _ties(plan: Plan, found: Iterable[Plan]) -> Iterable[Tie]:
    for other in found:
        if other.pk == plan.related_id:
            label = Relation(plan.relation).label
            yield Tie(label[0].upper() + label[1:], other)
        elif other.state == PlanState.DRAFT:
            yield Tie(f"Đang xem lại: {Relation(other.relation).label} kế hoạch này", other)
        elif other.state != PlanState.MERGED and other.relation in _FROM_THE_OTHER_SIDE:
            yield Tie(_FROM_THE_OTHER_SIDE[Relation(other.relation)], other)


def _versions(plan: Plan, found: Iterable[Plan]) -> Iterable[Version]:
    """The document in force first; none where there never was another."""
    earlier = [one for one in found if one.state == PlanState.MERGED and one.related_id == plan.pk]
    if not earlier:
        return
    records = [plan, *earlier]
    starts = [*((one.accepted_at, one.accepted_by) for one in earlier), (plan.accepted_at, plan.accepted_by)]
    ends = [None, *(one.accepted_at for one in earlier)]
    for record, (since, who), until in zip(records, starts, ends, strict=True):
        yield Version(record, since, until, who.display_name if who else "Hệ thống")


def _name(plan: Plan) -> str:
    number = f" (số {plan.number})" if plan.number else ""
    return f"“{plan}”{number}"
