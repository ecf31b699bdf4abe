"""What a body's plans do for the indices: its tasks in the sections that are about them, with their states."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.text import fold
from indices.enums import IndexKind
from indices.resulting.aims import kinds_named
from plans.models import Plan, PlanItem, PlanSource
from tasks.enums import State
from tasks.models import Task
from tasks.queries.listing import ListLine, list_lines
from tasks.queries.lists import tasks_in_force
from tasks.queries.live import current_period
from tasks.queries.timetables import timetable_of

DONE = (State.ON_TIME, State.LATE, State.NOTHING)


@dataclass(frozen=True, slots=True)
class Contribution:
    """The tasks for one index, in the order of the plans."""

    kind: IndexKind
    lines: tuple[ListLine, ...]

    @property
    def done(self) -> int:
        return sum(1 for one in self.lines if one.state in DONE)

    @property
    def overdue(self) -> int:
        return sum(1 for one in self.lines if one.state == State.OVERDUE)


def contributions(actor: Actor, body: Organization, today: date) -> dict[str, Contribution]:
    """By index. A section is about the indices that its own title names, otherwise those that the title above names
    (five queries)."""
    tasks: QuerySet[Task] = tasks_in_force(actor).filter(organization=body)
    rows = tasks.values_list("pk", "item__section__title", "item__section__parent__title")
    about: dict[int, frozenset[IndexKind]] = {}
    for pk, title, above in rows:
        about[pk] = kinds_named(fold(title or "")) or kinds_named(fold(above or ""))
    chosen = [pk for pk, kinds in about.items() if kinds]
    if not chosen:
        return {}
    horizon = current_period(today, timetable_of(body)).send_by
    found: dict[str, list[ListLine]] = defaultdict(list)
    for line in list_lines(tasks.filter(pk__in=chosen), today=today, horizon=horizon):
        for kind in about[line.pk]:
            found[kind].append(line)
    return {kind: Contribution(IndexKind(kind), tuple(lines)) for kind, lines in found.items()}


def plans_in_force(actor: Actor, body: Organization) -> list[Plan]:
    """The plans of the body that hold or held, the newest first (one query)."""
    plans: QuerySet[Plan] = Plan.objects.visible_to(actor)
    return list(plans.filter(organization=body, accepted_at__isnull=False).exclude(from_year=None))


def words_of_plans(plans: list[Plan]) -> dict[int, list[str]]:
    """What each plan says: the paragraphs of its document, or its rows where it was written here (two queries)."""
    found: dict[int, list[str]] = {plan.pk: [] for plan in plans}
    for pk, blocks in PlanSource.objects.filter(plan__in=found).values_list("plan", "blocks"):
        found[pk].extend(text for block in blocks if isinstance(block, dict) and (text := str(block.get("text", ""))))
    for pk, text in PlanItem.objects.filter(section__plan__in=found).values_list("section__plan", "text"):
        found[pk].append(text)
    return found
