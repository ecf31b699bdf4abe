"""How the tasks of many bodies stand at the end of a day: plain values, one query for all days asked for, no model
instances. The states are those of `tasks.states`; every kind of duty is judged once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import make_aware

from cchc.orgs.actors import Actor
from plans.enums import PlanState
from tasks.enums import ObligationKind, State
from tasks.models import DueChange, Task, Update
from tasks.queries.lists import tasks_in_force
from tasks.queries.live import LIVE_COLUMNS, duty_of
from tasks.states import Weighed, merged, weighed

_IN_FORCE = (PlanState.ACCEPTED, PlanState.CLOSED)
_TASK = ("pk", "organization", "item__section__area", "item__section__title")
_SAID = LIVE_COLUMNS.index("outcome")
_ABOVE = ("item__section__parent__area", "item__section__parent__title")
_DUTY = 1 + len(_TASK) + len(_ABOVE)
"""Where the columns of the duty begin in a row."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The end of a day; what falls due by `horizon` decides over a row's state. `is_live`: today, as the pages of tasks
    show it; otherwise from what was recorded by that day, about plans that were in force then."""

    as_of: date
    horizon: date
    is_live: bool = True


@dataclass(frozen=True, slots=True)
class TaskStand:
    """One task at a moment. `headings` are the area and the title of its part of the plan, then of the part above;
    `is_spoken`: somebody said a word about it."""

    pk: int
    organization_id: int
    headings: tuple[str | None, ...]
    state: State
    is_spoken: bool


@dataclass(slots=True)
class _Gathered:
    organization_id: int
    headings: tuple[str | None, ...]
    duties: set[Weighed] = field(default_factory=set)
    is_spoken: bool = False


def stands_of(actor: Actor, moments: Sequence[Moment], tasks: Q | None = None) -> list[list[TaskStand]]:
    """The tasks within reach at each moment, those that `tasks` names (one query in all)."""
    first, *others = (_rows(actor, place, moment, tasks or Q()) for place, moment in enumerate(moments))
    rows = first.union(*others, all=True) if others else first
    return [list(found) for found in _gathered(rows, moments)]


def _gathered(rows: Iterable[tuple[Any, ...]], moments: Sequence[Moment]) -> Iterator[Iterator[TaskStand]]:
    """Equal duties of a moment are weighed once: the bodies of a territory share most of their days."""
    known: list[dict[tuple[Any, ...], Weighed | None]] = [{} for _ in moments]
    found: list[dict[int, _Gathered]] = [{} for _ in moments]
    for row in rows:
        place, pk, duty = row[0], row[1], row[_DUTY:]
        task = found[place].get(pk)
        if task is None:
            task = found[place][pk] = _Gathered(row[2], row[3:_DUTY])
        weighings = known[place]
        if duty not in weighings:
            weighings[duty] = _weighed(moments[place], *duty)
        if judged := weighings[duty]:
            task.duties.add(judged)
            task.is_spoken |= bool(duty[_SAID])
    return (_stands(tasks) for tasks in found)


def _stands(tasks: dict[int, _Gathered]) -> Iterator[TaskStand]:
    for pk, task in tasks.items():
        yield TaskStand(pk, task.organization_id, task.headings, merged(task.duties), task.is_spoken)


def _weighed(
    moment: Moment, kind: str | None, due_on: date | None, start_on: date | None, *rest: Any
) -> Weighed | None:
    """None where the task has no duty, or was not yet asked for this one: what a revision added tells since when it is,
    by its first day given or by the day it waits from."""
    if kind is None:
        return None
    is_asked = due_on is not None if kind != ObligationKind.WAITING else not start_on or start_on <= moment.as_of
    if not moment.is_live and not is_asked:
        return None
    return weighed(duty_of(kind, due_on, start_on, *rest), as_of=moment.as_of, horizon=moment.horizon)


def _rows(actor: Actor, place: int, moment: Moment, tasks: Q) -> QuerySet[Any, tuple[Any, ...]]:
    """A row for each duty, and one for a task without any."""
    found = tasks_in_force(actor) if moment.is_live else _tasks_on(actor, moment.as_of)
    columns = _live_columns() if moment.is_live else _columns_on(moment.as_of)
    named = {f"duty_{name}": columns[name] for name in LIVE_COLUMNS}
    return (
        found.filter(tasks)
        .order_by()
        .annotate(place=Value(place), **named)
        .values_list("place", *_TASK, *_ABOVE, *named)
    )


def _live_columns() -> dict[str, Any]:
    return {name: F(f"obligations__{name}") for name in LIVE_COLUMNS}


def _columns_on(day: date) -> dict[str, Any]:
    """The duty's columns as they stood: its last word and its due day by then; causes of lateness are not told."""
    moved = DueChange.objects.filter(obligation=OuterRef("obligations"), recorded_on__lte=day).order_by("-pk")
    said = Update.objects.filter(obligation=OuterRef("obligations"), recorded_on__lte=day, effective_on__lte=day)
    said = said.order_by("-pk")
    return _live_columns() | {
        "due_on": Coalesce(Subquery(moved.values("new_due_on")[:1]), F("obligations__original_due_on")),
        "outcome": Subquery(said.values("outcome")[:1]),
        "outcome_on": Subquery(said.values("effective_on")[:1]),
        "late_cause": Value(""),
    }


def _tasks_on(actor: Actor, day: date) -> QuerySet[Task]:
    """Tasks of that year's plans as they stood at the end of a day. A plan counts once it was accepted; rows that a
    revision added count from that day on, those that it dropped until then, and after where something was said."""
    end = make_aware(datetime.combine(day + timedelta(days=1), time()))
    existed = Q(created_at__lt=end)
    current = _of_year("plan__", day.year, end) & (Q(created_at__lte=F("plan__accepted_at")) | existed)
    dropped = Q(plan__state=PlanState.MERGED) & _of_year("plan__related__", day.year, end) & existed
    was_there = Q(plan__accepted_at__gte=end)
    said = Update.objects.filter(obligation__task=OuterRef("pk"), recorded_on__lte=day)
    return Task.objects.visible_to(actor).filter(current | dropped & (was_there | Q(Exists(said))))


def _of_year(way: str, year: int, end: datetime) -> Q:
    return Q(
        **{
            f"{way}state__in": _IN_FORCE,
            f"{way}from_year__lte": year,
            f"{way}to_year__gte": year,
            f"{way}accepted_at__lt": end,
        }
    )
