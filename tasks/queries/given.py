"""What governments above gave to the actor's own body, plan by plan, new ones first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.scope import own_body
from cchc.text import fold
from plans.models import Plan
from tasks.enums import State
from tasks.models import DueRequest, Receipt, Task, Tie
from tasks.queries.lists import task_list, tasks_in_force
from tasks.queries.live import TaskRow, current_period, task_rows
from tasks.queries.timetables import timetable_of


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One given task. `ties` are the rows of the body's own plans that it is tied to, `request` an open question for
    another day."""

    row: TaskRow
    receipt: Receipt | None
    ties: tuple[Tie, ...]
    request: DueRequest | None

    @property
    def task(self) -> Task:
        return self.row.task

    @property
    def is_new(self) -> bool:
        return self.receipt is None and self.row.state != State.CANCELLED


@dataclass(frozen=True, slots=True)
class GivenPlan:
    """What one plan of a body above gave: new ones first, then in the plan's order."""

    plan: Plan
    lines: tuple[GivenLine, ...]

    @property
    def new(self) -> int:
        return sum(line.is_new for line in self.lines)


@dataclass(frozen=True, slots=True)
class GivenWork:
    """`plans` hold what was asked for; the counts are of everything."""

    plans: tuple[GivenPlan, ...]
    total: int
    new: int
    overdue: int
    untied: int

    @property
    def shown(self) -> int:
        return sum(len(plan.lines) for plan in self.plans)


ONLY = {
    "": lambda line: True,
    "moi": lambda line: line.is_new,
    "qua-han": lambda line: line.row.state == State.OVERDUE,
    "chua-noi": lambda line: not line.ties and line.row.state != State.CANCELLED,
}


def given_tasks(actor: Actor) -> QuerySet[Task]:
    """Tasks of plans in force that bodies above gave to the actor's own body."""
    return tasks_in_force(actor).filter(own_body(actor)).exclude(plan__organization=F("organization"))


def count_new(actor: Actor) -> tuple[int, int]:
    """How much was given, and how much of it nobody received yet (one query)."""
    receipts = list(given_tasks(actor).order_by().values_list("receipt", flat=True))
    return len(receipts), sum(receipt is None for receipt in receipts)


def given_work(actor: Actor, *, today: date, only: str = "", words: str = "") -> GivenWork:
    """A fixed number of queries, whatever was given."""
    horizon = current_period(today, timetable_of(actor.organization)).send_by
    ties = Tie.objects.select_related("own__item__section__parent", "own__item__parent")
    asked = DueRequest.objects.filter(answer="")
    tasks = task_list(actor).filter(own_body(actor)).exclude(plan__organization=F("organization"))
    tasks = tasks.select_related("receipt", "item__parent", "organization", "plan__organization")
    tasks = tasks.prefetch_related(Prefetch("ties", ties), Prefetch("obligations__due_requests", asked))
    lines = [_line(row) for row in task_rows(tasks, today=today, horizon=horizon)]
    wanted, searched = ONLY.get(only, ONLY[""]), fold(words).split()
    shown = [line for line in lines if wanted(line) and all(word in line.task.item.folded for word in searched)]
    return GivenWork(
        plans=tuple(_by_plan(shown)),
        total=len(lines),
        new=sum(line.is_new for line in lines),
        overdue=sum(ONLY["qua-han"](line) for line in lines),
        untied=sum(ONLY["chua-noi"](line) for line in lines),
    )


def _line(row: TaskRow) -> GivenLine:
    requests = [one for obligation in row.task.obligations.all() for one in obligation.due_requests.all()]
    receipt = getattr(row.task, "receipt", None)
    return GivenLine(row, receipt, tuple(row.task.ties.all()), requests[0] if requests else None)


def _by_plan(lines: Iterable[GivenLine]) -> Iterable[GivenPlan]:
    found: dict[int, list[GivenLine]] = {}
    for line in lines:
        found.setdefault(line.task.plan_id, []).append(line)
    for own in found.values():
        yield GivenPlan(own[0].task.plan, tuple(sorted(own, key=lambda line: (not line.is_new, line.task.order))))
