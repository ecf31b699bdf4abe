"""The statistics table of several bodies as one: numerators and denominators are added, no percentage is averaged."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from cchc.numbers import plain_decimal
from reports.facts import BodyFacts, Indicator
from reports.queries.earlier import SentReport
from reports.statistics.formulas import Ratio
from tasks.periods import Period, count_in_year

Figures = tuple[Decimal, Decimal | None]


def entered(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """The lines that somebody filled in, with the figures of the period alone: without what each is compared with."""
    return tuple(replace(one, so_far="", previous="", last_year="", left_out="") for one in indicators if one.numerator)


def sum_indicators(own: Sequence[Indicator], bodies: Sequence[BodyFacts]) -> tuple[Indicator, ...]:
    """Every line that the government or one of the bodies has, in their order; each says whose number it lacks."""
    lines = {one.key: one for one in (*own, *(one for body in bodies for one in body.indicators))}
    return tuple(_sum(line, own, bodies) for line in lines.values())


def with_earlier(indicators: Iterable[Indicator], sent: Sequence[SentReport], of: Period) -> tuple[Indicator, ...]:
    """The sums beside those that the government itself reported for the period before and for the year before: what
    was never added up then is not added up now."""
    kind, many = of.kind.value, count_in_year(of.kind)
    before = (kind, of.year, of.number - 1) if of.number > 1 else (kind, of.year - 1, many)
    last_year = _told(sent, (kind, of.year - 1, of.number))
    previous = _told(sent, before) if many > 1 else {}
    return tuple(
        replace(one, previous=previous.get(one.key, ""), last_year=last_year.get(one.key, "")) for one in indicators
    )


def _told(sent: Sequence[SentReport], key: tuple[str, int, int]) -> dict[str, str]:
    facts = next((one.facts for one in sent if one.period.key == key), None)
    return {one.key: one.value for one in facts.indicators} if facts and facts.consolidation else {}


def _sum(line: Indicator, own: Sequence[Indicator], bodies: Sequence[BodyFacts]) -> Indicator:
    """A ratio of which a body entered one half only cannot be added: that body is named like one without a number."""
    key = line.key
    found = {body.name: _find(key, body.indicators) for body in bodies}
    everyone = [_find(key, own), *found.values()]
    is_ratio = any(one is not None and one.denominator for one in everyone)
    figures = [pair for one in everyone if (pair := _figures(one, is_ratio))]
    missing = [name for name, one in found.items() if not _figures(one, is_ratio)]
    numerator = sum((pair[0] for pair in figures), Decimal())
    denominator = sum((pair[1] for pair in figures if pair[1] is not None), Decimal())
    return replace(
        line,
        numerator=f"{numerator:f}" if figures else "",
        denominator=f"{denominator:f}" if figures and is_ratio else "",
        value=Ratio(numerator, denominator if is_ratio else None).words if figures else "",
        so_far="",
        previous="",
        last_year="",
        left_out=_left_out(missing, len(bodies)),
    )


def _left_out(missing: Sequence[str], bodies: int) -> str:
    if not missing:
        return ""
    return "chưa đơn vị nào có số liệu" if len(missing) == bodies else f"chưa có số liệu: {', '.join(missing)}"


def _find(key: str, indicators: Iterable[Indicator]) -> Indicator | None:
    return next((one for one in indicators if one.key == key), None)


def _figures(indicator: Indicator | None, is_ratio: bool) -> Figures | None:
    """Numerator and denominator of a line that somebody filled in whole."""
    if indicator is None:
        return None
    numerator, denominator = plain_decimal(indicator.numerator), plain_decimal(indicator.denominator)
    if numerator is None or (is_ratio and denominator is None):
        return None
    return numerator, denominator
