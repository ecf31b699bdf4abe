"""The long list of tasks: its rows from plain values, three queries whatever their number, no model instances."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from cchc.orgs.enums import OrganizationKind
from plans.enums import AgencyRole
from tasks.enums import LateCause, State
from tasks.models import Assignment, Obligation, Task
from tasks.queries.live import LIVE_COLUMNS, duty_of
from tasks.states import SETTLED, Duty, roll_up, roll_up_cause, state_of

_IS_WHOLE = ~Q(organization__kind=OrganizationKind.COMMUNE) | ~Q(plan__organization=F("organization"))
"""A department, or a body that another's plan names, leads as a whole where no post does."""
_GIVER = Case(When(plan__organization=F("organization"), then=Value("")), default=F("plan__organization__name"))


@dataclass(frozen=True, slots=True)
class ListLine:
    """What a row of the list shows. `part` is the part of its area, where that is parted; `next_due_on` is None where
    nothing is owed or, `is_waiting`, no day is set; `cause` tells why it is late; `giver`
    is the body whose plan gave it, "" for its own."""

    pk: int
    place: str
    part: str
    body: str
    giver: str
    text: str
    lead: str
    next_due_on: date | None
    is_waiting: bool
    state: State
    cause: LateCause | None


def list_lines(tasks: QuerySet[Task], *, today: date, horizon: date) -> list[ListLine]:
    """The rows of `tasks` in their order, with the states that `tasks.states` gives them today."""
    rows = list(
        tasks.annotate(is_whole=_IS_WHOLE, giver=_GIVER).values_list(
            "pk",
            "item__section__label",
            "item__section__title",
            "item__section__parent__label",
            "item__section__parent__title",
            "item__ordinal",
            "item__parent__ordinal",
            "organization__name",
            "giver",
            "is_whole",
            "item__text",
            "next_due_on",
        )
    )
    keys = [row[0] for row in rows]
    duties, leads = duties_of_tasks(keys), _leads(keys)
    states = {key: roll_up(duties.get(key, ()), as_of=today, horizon=horizon) for key in keys}
    return [
        ListLine(
            pk=pk,
            place=" · ".join(filter(None, (label or area or above or title, ordinal or row_ordinal))),
            part="" if label or not (area or above) else title,
            body=body,
            giver=giver,
            text=text,
            lead=", ".join(leads.get(pk, ())) or (body if is_whole else ""),
            next_due_on=next_due_on,
            is_waiting=next_due_on is None and any(state_of(duty, today) not in SETTLED for duty in duties.get(pk, ())),
            state=states[pk],
            cause=roll_up_cause(duties.get(pk, ()), states[pk], as_of=today, horizon=horizon),
        )
        for pk, label, title, area, above, ordinal, row_ordinal, body, giver, is_whole, text, next_due_on in rows
    ]


def duties_of_tasks(tasks: Sequence[int] | QuerySet[Any, Any]) -> dict[int, list[Duty]]:
    """What is known today of every duty of these tasks, by the task's id (one query)."""
    found = Obligation.objects.filter(task__in=tasks).order_by().values_list("task", *LIVE_COLUMNS)
    return _grouped((task, duty_of(*columns)) for task, *columns in found)


def _leads(tasks: Sequence[int]) -> dict[int, list[str]]:
    """Short names of the leading posts, the first asked first."""
    found = Assignment.objects.filter(task__in=tasks, role=AgencyRole.LEAD)
    names = found.values_list("task", "position__short_name", "position__name")
    return _grouped((task, short_name or name) for task, short_name, name in names)


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
