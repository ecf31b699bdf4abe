"""The statistics of a report: the numbers entered for its period, the figures made of them, its plans' targets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.timezone import localdate

from cchc.numbers import plain
from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from plans.enums import Comparator
from plans.models import Plan, Target
from plans.wording import target_words
from reports.facts import Indicator, MeasureFacts, ReportFacts, TargetFacts
from reports.queries.earlier import SentReport
from reports.queries.statistics import (
    Catalogue,
    Number,
    Numbers,
    TargetLine,
    catalogue_of,
    numbers_of,
    target_lines,
    values_of,
    with_sent,
)
from reports.statistics.aims import Aim, achieved_words, verdict
from reports.statistics.formulas import Formula, Ratio, Values
from reports.statistics.year import ByPeriod, PeriodKey, figure, values_so_far
from tasks.periods import Period


@dataclass(frozen=True, slots=True)
class Judged:
    """What a target achieved by the end of a period: from the start of the year where that can be told (`is_so_far`),
    otherwise within the period; `source` says whose figure it is."""

    ratio: Ratio | None
    is_so_far: bool = False
    source: str = ""


def with_statistics(
    facts: ReportFacts,
    *,
    actor: Actor,
    organization: Organization,
    period: Period,
    plans: Sequence[Plan],
    sent: Sequence[SentReport],
    until: datetime,
) -> ReportFacts:
    """The same report with what was entered by `until`, in a fixed number of queries. Numbers name their period, so
    those entered after its cut-off, while the report is open, count; other periods stand as their reports were sent."""
    catalogue = catalogue_of(organization, period.year)
    numbers = numbers_of(actor, organization, (period.year, period.year - 1), until)
    by_period = with_sent(values_of(numbers), sent, period.key)
    lines = target_lines(actor, organization, period.year, plans, until) if plans else []
    return replace(
        facts,
        indicators=(*facts.indicators, *indicators_of(catalogue, period.key, by_period)),
        measures=_measures(catalogue, numbers, period.key),
        targets=tuple(_target_facts(line, catalogue, period.key, by_period) for line in lines),
    )


def indicators_of(catalogue: Catalogue, key: PeriodKey, by_period: ByPeriod) -> tuple[Indicator, ...]:
    """Every figure of the table, also those that nobody entered numbers for: whoever draws it leaves them out and names
    them, whoever adds up several bodies needs them."""
    so_far = values_so_far(catalogue.measures, catalogue.checks, key, by_period)
    return tuple(_indicator(formula, key, by_period, so_far) for formula in catalogue.formulas)


def _indicator(formula: Formula, key: PeriodKey, by_period: ByPeriod, so_far: Values) -> Indicator:
    found = figure(formula, key, by_period, so_far)
    own = found.own
    return Indicator(
        name=formula.name,
        unit=formula.unit,
        numerator=plain(own.numerator) if own else "",
        denominator=plain(own.denominator) if own and own.denominator is not None else "",
        value=_words(own),
        code=formula.code,
        area=formula.area,
        so_far=_words(found.so_far),
        previous=_words(found.previous),
        last_year=_words(found.last_year),
    )


def _words(ratio: Ratio | None) -> str:
    return ratio.words if ratio else ""


def _measures(catalogue: Catalogue, numbers: Numbers, key: PeriodKey) -> tuple[MeasureFacts, ...]:
    entered = numbers.get(key, {})
    return tuple(
        MeasureFacts(one.code, one.name, one.unit, plain(number.value), source_of(number))
        for one in catalogue.measures
        if (number := entered.get(one.code)) and number.value is not None
    )


def source_of(number: Number) -> str:
    """ "Nguyễn Thị Hương, ngày 14/03/2023"."""
    return f"{number.author}, ngày {localdate(number.recorded_at):%d/%m/%Y}"


def _target_facts(line: TargetLine, catalogue: Catalogue, key: PeriodKey, by_period: ByPeriod) -> TargetFacts:
    judged, aim = judge(line, catalogue, key, by_period), aim_of(line.target)
    return TargetFacts(
        text=line.target.text,
        aim=aim_words(line.target),
        achieved=achieved_words(aim, judged.ratio),
        met=verdict(aim, judged.ratio),
        source=judged.source,
    )


def judge(line: TargetLine, catalogue: Catalogue, key: PeriodKey, by_period: ByPeriod) -> Judged:
    """What the target achieved: by the figure it is tied to, otherwise as entered for it."""
    formula = next((one for one in catalogue.formulas if one.code == line.source), None)
    if formula:
        found = figure(formula, key, by_period, values_so_far(catalogue.measures, catalogue.checks, key, by_period))
        words = f"{formula.name}, từ đầu năm" if found.so_far else formula.name
        return Judged(found.so_far or found.own, bool(found.so_far), words if found.own else "")
    entered = line.numbers.get(key)
    if entered is None or entered.numerator is None:
        return Judged(None)
    words = f"{entered.author_name}, ngày {localdate(entered.recorded_at):%d/%m/%Y}"
    return Judged(Ratio(entered.numerator, entered.denominator), True, f"{words}. {entered.note}".rstrip(". "))


def aim_of(target: Target) -> Aim:
    return Aim(Comparator(target.comparator), target.value, target.value_to, target.unit)


def aim_words(target: Target) -> str:
    """ "ít nhất 99 %"."""
    return target_words(Comparator(target.comparator), target.value, target.value_to, target.unit)
