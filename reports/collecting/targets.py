"""The targets of a body's plans, period by period: what was achieved, against what was asked for."""

from dataclasses import dataclass

from cchc.numbers import shown
from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from reports.collecting.statistics import Judged, aim_of, aim_words, judge
from reports.models import TargetMeasurement
from reports.queries.statistics import (
    Catalogue,
    TargetLine,
    catalogue_of,
    loose_numbers,
    numbers_of,
    target_lines,
    values_of,
)
from reports.statistics.aims import achieved_words, verdict
from reports.statistics.formulas import Formula, Ratio
from reports.statistics.year import ByPeriod, evaluate_in
from tasks.periods import Period


@dataclass(frozen=True, slots=True)
class Step:
    """One period of a target: the figure within the period where that is another than the one judged, what was achieved
    by its end, "yes", "no" or "" (nobody measured it), whose figure it is."""

    period: Period
    own: str
    achieved: str
    met: str
    source: str
    value: float | None
    entered: TargetMeasurement | None


@dataclass(frozen=True, slots=True)
class TargetPage:
    """One target with its steps; `formula` is the figure it is tied to."""

    line: TargetLine
    aim: str
    levels: tuple[tuple[float, str], ...]
    steps: tuple[Step, ...]
    formula: Formula | None

    @property
    def last(self) -> Step | None:
        """The newest period that was measured."""
        return next((step for step in reversed(self.steps) if step.met), None)


@dataclass(frozen=True, slots=True)
class TargetsPage:
    """All targets of a year; `loose` was entered for sentences that no plan in force has any more."""

    targets: tuple[TargetPage, ...]
    formulas: tuple[Formula, ...]
    loose: tuple[TargetMeasurement, ...]


def targets_page(actor: Actor, organization: Organization, periods: list[Period], year: int) -> TargetsPage:
    """The targets of the plans that hold in a year, in a fixed number of queries."""
    catalogue = catalogue_of(organization, year)
    by_period = values_of(numbers_of(actor, organization, (year, year - 1)))
    lines = target_lines(actor, organization, year)
    return TargetsPage(
        targets=tuple(_target(line, catalogue, periods, by_period) for line in lines),
        formulas=catalogue.formulas,
        loose=tuple(loose_numbers(actor, organization, year, lines)),
    )


def _target(line: TargetLine, catalogue: Catalogue, periods: list[Period], by_period: ByPeriod) -> TargetPage:
    formula = next((one for one in catalogue.formulas if one.code == line.source), None)
    return TargetPage(
        line=line,
        aim=aim_words(line.target),
        levels=tuple(_levels(line)),
        steps=tuple(_step(line, formula, catalogue, period, by_period) for period in periods),
        formula=formula,
    )


def _levels(line: TargetLine) -> list[tuple[float, str]]:
    aim = aim_of(line.target)
    return [
        (float(value), f"{shown(value)}{' %' if aim.unit == '%' else ''}")
        for value in (aim.value, aim.to)
        if value is not None
    ]


def _step(line: TargetLine, formula: Formula | None, catalogue: Catalogue, period: Period, by_period: ByPeriod) -> Step:
    judged: Judged = judge(line, catalogue, period.key, by_period)
    aim, value = aim_of(line.target), judged.ratio.value if judged.ratio else None
    own: Ratio | None = evaluate_in(formula, period.key, by_period) if formula and judged.is_so_far else None
    return Step(
        period=period,
        own=achieved_words(aim, own),
        achieved=achieved_words(aim, judged.ratio),
        met=verdict(aim, judged.ratio),
        source=judged.source,
        value=None if value is None else float(value),
        entered=None if formula else line.numbers.get(period.key),
    )
