"""The numbers of the demonstration, entered on their days, and what tells the plan's targets."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from cchc.orgs.actors import Actor
from plans.models import Plan
from reports.actions.measuring import Typed, enter_numbers, measure_target, tie_target
from reports.demo.reports import Step, moment
from reports.queries.statistics import TargetLine, target_lines
from tasks.enums import PeriodKind
from tasks.periods import Period, period
from tasks.queries.timetables import timetable_of


def statistics_steps(plan: Plan, data: dict[str, Any], actor_named: Callable[[str], Actor]) -> list[Step]:
    """Each entering of numbers and each word about a target with its instant."""
    numbers = [(moment(found["at"]), partial(_enter, plan, found, actor_named)) for found in data.get("statistics", ())]
    targets = [(moment(found["at"]), partial(_tell, plan, found, actor_named)) for found in data.get("targets", ())]
    return [*numbers, *targets]


def _enter(plan: Plan, found: dict[str, Any], actor_named: Callable[[str], Actor]) -> None:
    enter_numbers(
        actor=actor_named(found["by"]),
        organization=plan.organization,
        period=_period(plan, found),
        typed=[Typed(code, Decimal(str(value)), None) for code, value in found["numbers"].items()],
        now=moment(found["at"]),
    )


def _tell(plan: Plan, found: dict[str, Any], actor_named: Callable[[str], Actor]) -> None:
    """The figure that tells a target ("from"), or its result in one period."""
    actor, now = actor_named(found["by"]), moment(found["at"])
    line = _line(plan, actor, found["begins"])
    if "from" in found:
        tie_target(actor=actor, line=line, code=found["from"], now=now)
        return
    measure_target(
        actor=actor,
        line=line,
        period=_period(plan, found),
        numerator=Decimal(found["numerator"]),
        denominator=Decimal(found["denominator"]),
        note=found.get("note", ""),
        now=now,
    )


def _line(plan: Plan, actor: Actor, begins: str) -> TargetLine:
    lines = target_lines(actor, plan.organization, plan.span[0], (plan,))
    return next(line for line in lines if line.target.text.startswith(begins))


def _period(plan: Plan, found: dict[str, Any]) -> Period:
    return period(PeriodKind(found["kind"]), found["year"], found["number"], timetable_of(plan.organization))
