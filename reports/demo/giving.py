"""What happens to the work that a plan of the demonstration gives: received, tied, given to more, asked for later."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from plans.models import Plan, PlanItem
from reports.demo.reports import Step, moment
from tasks.actions.asking import ask_due, grant_due
from tasks.actions.giving import give_row
from tasks.actions.receiving import take_receipt
from tasks.actions.tying import tie_tasks
from tasks.models import DueRequest, Obligation, Task
from tasks.queries.timetables import timetable_of

ActorNamed = Callable[[str], Actor]
Find = Callable[[Plan, dict[str, Any]], Obligation]


def giving_steps(plan: Plan, data: dict[str, Any], actor_named: ActorNamed, duty: Find) -> list[Step]:
    """Each with its moment; `duty` finds the obligation that a step is about."""
    return [(moment(found["at"]), partial(_do, plan, found, actor_named, duty)) for found in data.get("giving", ())]


def _do(plan: Plan, found: dict[str, Any], actor_named: ActorNamed, duty: Find) -> None:
    actor = actor_named(found["by"])
    match found["does"]:
        case "receive":
            _receive(plan, found, actor)
        case "tie":
            _tie(plan, found, actor)
        case "give":
            _give(plan, found, actor)
        case "ask":
            _ask(duty(plan, found), found, actor)
        case "grant":
            _grant(duty(plan, found), found, actor)


def _receive(plan: Plan, found: dict[str, Any], actor: Actor) -> None:
    tasks = [_task(plan, row, actor.organization).pk for row in found["rows"]]
    take_receipt(actor=actor, task_ids=tasks, now=moment(found["at"]))


def _tie(plan: Plan, found: dict[str, Any], actor: Actor) -> None:
    own = Plan.objects.filter(organization=actor.organization, from_year=plan.from_year).earliest("pk")
    given, mine = _task(plan, found["row"], actor.organization), _task(own, found["own"], actor.organization)
    tie_tasks(actor=actor, given_id=given.pk, own_ids=[mine.pk], now=moment(found["at"]))


def _give(plan: Plan, found: dict[str, Any], actor: Actor) -> None:
    section, ordinal = found["row"].split(".")
    item = PlanItem.objects.get(section__plan=plan, section__order=int(section) - 1, ordinal=ordinal)
    bodies = Organization.objects.filter(code__in=found["to"]).values_list("pk", flat=True)
    timetable = timetable_of(plan.organization)
    give_row(
        actor=actor,
        plan_id=plan.pk,
        item_id=item.pk,
        body_ids=set(bodies),
        timetable=timetable,
        now=moment(found["at"]),
    )


def _ask(obligation: Obligation, found: dict[str, Any], actor: Actor) -> None:
    due_on = date.fromisoformat(found["due_on"])
    now = moment(found["at"])
    ask_due(actor=actor, obligation_id=obligation.pk, due_on=due_on, reason=found["reason"], now=now)


def _grant(obligation: Obligation, found: dict[str, Any], actor: Actor) -> None:
    request = DueRequest.objects.get(obligation=obligation, answer="")
    due_on = date.fromisoformat(found["due_on"])
    now = moment(found["at"])
    grant_due(actor=actor, request_id=request.pk, due_on=due_on, reason=found["reason"], now=now)


def _task(plan: Plan, row: str, body: Organization) -> Task:
    """The task of a body of row "2.1", sections counted from 1."""
    section, ordinal = row.split(".")
    return Task.objects.get(plan=plan, organization=body, item__section__order=int(section) - 1, item__ordinal=ordinal)
