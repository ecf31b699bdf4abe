"""Plans and rows as they stood on an earlier day: revisions applied since have put other words in their place.

What a revision replaced is kept whole, as a plan that is `MERGED` into the one in force (see `plans.actions.merging`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.timezone import localdate

from plans.enums import AgencyRole, PlanState
from plans.models import Plan, PlanItem
from tasks.models import Task
from tasks.ordering import order_of
from tasks.posts import posts_of


@dataclass(frozen=True, slots=True)
class Standing:
    """`leads` are the leading posts of tasks whose row said something else then, by task."""

    plans: tuple[Plan, ...]
    tasks: tuple[Task, ...]
    leads: dict[int, str] = field(default_factory=dict)


def versions_of(plans: Sequence[Plan]) -> list[Plan]:
    """The earlier versions of these plans, the oldest first; `accepted_at` tells when each was replaced."""
    merged = Plan.objects.filter(related__in=plans, state=PlanState.MERGED).select_related("related")
    return list(merged.order_by("accepted_at", "pk"))


def as_they_stood(plans: Sequence[Plan], versions: Sequence[Plan], tasks: Sequence[Task], known_on: date) -> Standing:
    """The plans and their tasks at the end of `known_on`. Rows that came later are left out; rows that were gone by
    then stay only where something was said about them. Two queries more where a revision was applied later."""
    replaced = [version for version in versions if _day(version.accepted_at) > known_on]
    then = {version.related_id: version for version in reversed(replaced)}
    kept = standing(versions, tasks, known_on)
    leads = _step_back(kept, replaced) if replaced else {}
    places = {plan.pk: place for place, plan in enumerate(plans)}
    kept.sort(key=lambda task: (places.get(root_of(task.plan).pk, -1), order_of(task.item), task.pk))
    return Standing(tuple(then.get(plan.pk, plan) for plan in plans), tuple(kept), leads)


def standing(versions: Sequence[Plan], tasks: Sequence[Task], day: date) -> list[Task]:
    """The tasks that there were at the end of a day; no query."""
    dropped = {version.pk for version in versions if _day(version.accepted_at) <= day}
    return [task for task in tasks if _existed(task, day) and (task.plan_id not in dropped or _has_words(task))]


def _step_back(tasks: Sequence[Task], replaced: Sequence[Plan]) -> dict[int, str]:
    """Give tasks the rows that they were then; returns their leading posts."""
    rows = PlanItem.objects.filter(section__plan__in=replaced).prefetch_related("responsibilities__position")
    found = {row.pk: row for row in rows.select_related("section__lead", "section__parent", "parent__parent")}
    leads = {}
    for task in tasks:
        row = task.item
        while row.origin_id in found:
            row = found[row.origin_id]
        if row is not task.item:
            task.item = row
            posts = posts_of(row.responsibilities.all(), row.section)
            leads[task.pk] = ", ".join(post.name for post, role in posts.items() if role == AgencyRole.LEAD)
    return leads


def _existed(task: Task, known_on: date) -> bool:
    """A plan that is accepted late is reported on whole; a row that a revision added, from that day on."""
    accepted_at = root_of(task.plan).accepted_at
    return accepted_at is None or task.created_at <= accepted_at or _day(task.created_at) <= known_on


def _has_words(task: Task) -> bool:
    return any(obligation.updates.all() for obligation in task.obligations.all())


def root_of(plan: Plan) -> Plan:
    """The plan in force that an earlier version of it belongs to."""
    return plan.related if plan.state == PlanState.MERGED and plan.related else plan


def _day(instant: datetime | None) -> date:
    return localdate(instant) if instant else date.min
