"""What a body measures, the numbers it entered, and what its targets achieved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from plans.enums import PlanState
from plans.models import Plan, Target
from reports.facts import MeasureFacts
from reports.models import (
    Measure,
    MeasureCheck,
    Measurement,
    Report,
    StatIndicator,
    TargetMeasurement,
    TargetSource,
)
from reports.queries.earlier import SentReport
from reports.queries.sources import plans_of_year
from reports.rules import OPEN
from reports.statistics.aims import target_keys
from reports.statistics.formulas import Check, Formula, Measured, OverYear, Relation, Values
from reports.statistics.year import PeriodKey
from tasks.models import ClosedPeriod
from tasks.periods import Period
from tasks.queries.timetables import government_of


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a body measures in a year; `added` are the figures that it or a body above it added, by code."""

    measures: tuple[Measured, ...]
    formulas: tuple[Formula, ...]
    checks: tuple[Check, ...]
    added: dict[str, StatIndicator]

    @property
    def codes(self) -> list[str]:
        return [measured.code for measured in self.measures]

    @property
    def names(self) -> dict[str, str]:
        return {measured.code: measured.name for measured in self.measures}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it holds: its row, its value (None: withdrawn), who entered it and when."""

    pk: int
    value: Decimal | None
    author: str
    recorded_at: datetime


IN_FORCE = (PlanState.ACCEPTED, PlanState.CLOSED)
Numbers = dict[PeriodKey, dict[str, Number]]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target of a plan: its name over all versions, the figure that tells what it achieves, and the numbers entered
    for it by period."""

    plan: Plan
    target: Target
    key: str
    source: str
    numbers: dict[PeriodKey, TargetMeasurement]


def catalogue_of(organization: Organization, year: int) -> Catalogue:
    """What a body measures: the starting set, and what it or a body above it added (three queries)."""
    here = _held_by(organization)
    held = here & Q(from_year__lte=year) & (Q(to_year=None) | Q(to_year__gte=year))
    rows = list(Measure.objects.filter(held))
    indicators = list(StatIndicator.objects.filter(held))
    codes = {row.code for row in rows}
    checks = (
        Check(tuple(row.left), tuple(row.right), Relation(row.relation)) for row in MeasureCheck.objects.filter(here)
    )
    return Catalogue(
        measures=tuple(Measured(r.code, r.name, r.unit, r.area, OverYear(r.over_year)) for r in rows),
        formulas=tuple(formula_of(row) for row in indicators if codes.issuperset((*row.numerator, *row.denominator))),
        checks=tuple(check for check in checks if codes.issuperset(check.codes)),
        added={row.code: row for row in indicators if row.organization_id},
    )


def _held_by(organization: Organization) -> Q:
    """The starting set, and what the body itself or one above it added."""
    above = [int(pk) for pk in organization.territory.split("/") if pk]
    return Q(organization=None) | Q(organization__in=above)


def indicator_coded(organization: Organization, code: str) -> StatIndicator | None:
    """A figure that a body measures, by its code."""
    found: StatIndicator | None = StatIndicator.objects.filter(_held_by(organization), code=code).first()
    return found


def formula_of(row: StatIndicator) -> Formula:
    return Formula(row.code, row.name, row.unit, row.area, tuple(row.numerator), tuple(row.denominator))


def formulas_named(codes: Iterable[str]) -> dict[str, Formula]:
    """Figures by their codes, also those that ended."""
    return {row.code: formula_of(row) for row in StatIndicator.objects.filter(code__in=list(codes))}


def numbers_of(
    actor: Actor, organization: Organization, years: Iterable[int], until: datetime | None = None
) -> Numbers:
    """The numbers of a body that hold, by period and code: of each the last one recorded by `until` (one query).
    Withdrawn ones are there without a value."""
    entered: QuerySet[Measurement] = Measurement.objects.visible_to(actor)
    entered = entered.filter(organization=organization, period_year__in=list(years)).select_related("measure")
    if until:
        entered = entered.filter(recorded_at__lte=until)
    found: Numbers = {}
    for row in entered.order_by("pk"):
        number = Number(row.pk, row.value, row.author_name, row.recorded_at)
        found.setdefault(row.period_key, {})[row.measure.code] = number
    return found


def values_of(numbers: Numbers) -> dict[PeriodKey, Values]:
    """The values alone, without what was withdrawn."""
    return {
        key: {code: number.value for code, number in found.items() if number.value is not None}
        for key, found in numbers.items()
    }


def with_sent(values: dict[PeriodKey, Values], sent: Iterable[SentReport], own: PeriodKey) -> dict[PeriodKey, Values]:
    """Other periods as their reports told them, where they were sent."""
    told = {one.period.key: _told(one.facts.measures) for one in sent if one.facts.measures}
    return values | {key: found for key, found in told.items() if key != own}


def _told(measures: Iterable[MeasureFacts]) -> Values:
    return {one.code: Decimal(one.value) for one in measures}


def government_for(actor: Actor, pk: int | None) -> Organization | None:
    """The body whose statistics are asked for: one within reach, without a number the actor's own government."""
    own = government_of(actor.organization)
    if pk is None or pk == own.pk:
        return own
    found: Organization | None = Organization.objects.visible_to(actor).filter(pk=pk).first()
    return found


def bodies_below(actor: Actor) -> Sequence[Organization]:
    """Whose statistics somebody may look at besides his own: for those who look over a territory its governments."""
    if not actor.looks_over:
        return ()
    bodies: QuerySet[Organization] = Organization.objects.visible_to(actor)
    return [body for body in bodies.select_related("parent") if government_of(body) == body]


def closed_periods(organization: Organization, year: int) -> set[PeriodKey]:
    """The periods of a year whose reports were sent."""
    closed = ClosedPeriod.objects.filter(organization=organization, period_year=year)
    return {(one.period_kind, one.period_year, one.period_number) for one in closed}


def open_report(organization: Organization, period: Period) -> Report | None:
    """The body's report of the period while it can take in new figures."""
    kind, year, number = period.key
    found: Report | None = Report.objects.filter(
        organization=organization, period_kind=kind, period_year=year, period_number=number, state__in=OPEN
    ).first()
    return found


def has_new_numbers(report: Report) -> bool:
    """Whether numbers of its period were entered after a report was drafted last."""
    return Measurement.objects.filter(
        organization=report.organization_id,
        period_kind=report.period_kind,
        period_year=report.period_year,
        period_number=report.period_number,
        recorded_at__gt=report.drafted_at,
    ).exists()


def indicator_of(actor: Actor, pk: int) -> StatIndicator | None:
    """A figure that a body of the actor's territory, or he himself, added."""
    bodies = (actor.organization.pk, government_of(actor.organization).pk)
    found: StatIndicator | None = StatIndicator.objects.filter(organization__in=bodies, pk=pk).first()
    return found


def target_lines(
    actor: Actor, organization: Organization, year: int, plans: Sequence[Plan] = (), until: datetime | None = None
) -> list[TargetLine]:
    """The targets of the plans that hold in a year, each with what was entered for it (four queries; three where the
    plans are given, which may be earlier versions)."""
    plans = plans or tuple(plans_of_year(actor, organization, year))
    roots = {plan.pk: _root_id(plan) for plan in plans}
    targets: dict[int, list[Target]] = {}
    for target in Target.objects.filter(plan__in=plans).order_by("order"):
        targets.setdefault(target.plan_id, []).append(target)
    tied = {
        (one.plan_id, one.key): one.indicator.code if one.indicator else ""
        for one in TargetSource.objects.filter(plan__in=roots.values()).select_related("indicator")
    }
    entered: QuerySet[TargetMeasurement] = TargetMeasurement.objects.filter(plan__in=roots.values())
    numbers: dict[tuple[int, str], dict[PeriodKey, TargetMeasurement]] = {}
    for one in (entered.filter(recorded_at__lte=until) if until else entered).order_by("pk"):
        numbers.setdefault((one.plan_id, one.key), {})[one.period_key] = one
    lines = []
    for plan in plans:
        own = targets.get(plan.pk, [])
        keys = target_keys((target.text, target.subject, target.unit) for target in own)
        for target, key in zip(own, keys, strict=True):
            at = (roots[plan.pk], key)
            lines.append(TargetLine(plan, target, key, tied.get(at, ""), numbers.get(at, {})))
    return lines


def loose_numbers(
    actor: Actor, organization: Organization, year: int, lines: Sequence[TargetLine]
) -> list[TargetMeasurement]:
    """What was entered for targets that a revision took out of the plans in force: nothing is lost."""
    known = [(line.plan.pk, line.key) for line in lines]
    entered: QuerySet[TargetMeasurement] = TargetMeasurement.objects.visible_to(actor).filter(
        plan__organization=organization, period_year=year, numerator__isnull=False
    )
    return [one for one in entered if (one.plan_id, one.key) not in known]


def _root_id(plan: Plan) -> int:
    """The plan whose earlier version this is, or itself."""
    return plan.related_id if plan.state == PlanState.MERGED and plan.related_id else plan.pk


def target_line(actor: Actor, pk: int, year: int) -> TargetLine | None:
    """One target of a plan in force within reach."""
    targets: QuerySet[Target] = Target.objects.visible_to(actor).filter(plan__state__in=IN_FORCE)
    target = targets.select_related("plan__organization").filter(pk=pk).first()
    if target is None:
        return None
    lines = target_lines(actor, target.plan.organization, year, (target.plan,))
    return next((line for line in lines if line.target.pk == pk), None)
