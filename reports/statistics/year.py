"""The figures of a period beside those of other periods: the year so far, the period before, a year ago."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc.numbers import shown
from reports.statistics.covering import Key, cover, months_of
from reports.statistics.formulas import Check, Formula, Measured, OverYear, Ratio, Relation, Values, evaluate, total
from tasks.enums import PeriodKind
from tasks.periods import MONTHS, ROMAN, count_in_year

PeriodKey = tuple[str, int, int]
"""Kind, year and number of a period (`tasks.periods.Period.key`)."""
ByPeriod = Mapping[PeriodKey, Values]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the table with what stands beside it; `so_far` is None in the first period of a year."""

    own: Ratio | None
    so_far: Ratio | None
    previous: Ratio | None
    last_year: Ratio | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the shorter periods within a period give, in words: "cộng quý I, quý II: 1.234"."""

    value: Decimal
    words: str


def before(key: PeriodKey) -> PeriodKey:
    """The period of the same kind before it."""
    kind, year, number = key
    return (kind, year, number - 1) if number > 1 else (kind, year - 1, count_in_year(PeriodKind(kind)))


def year_before(key: PeriodKey) -> PeriodKey:
    """The same period a year before."""
    kind, year, number = key
    return (kind, year - 1, number)


def figure(formula: Formula, key: PeriodKey, by_period: ByPeriod, so_far: Values) -> Figure:
    """A figure from the numbers of each period and those of the year so far (`values_so_far`)."""
    return Figure(
        own=evaluate_in(formula, key, by_period),
        so_far=None if is_first(key) else evaluate(formula, so_far),
        previous=evaluate_in(formula, before(key), by_period),
        last_year=evaluate_in(formula, year_before(key), by_period),
    )


def evaluate_in(formula: Formula, key: PeriodKey, by_period: ByPeriod) -> Ratio | None:
    """A figure of one period alone."""
    return evaluate(formula, by_period.get(key, {}))


def is_first(key: PeriodKey) -> bool:
    """Whether the period begins with the year, so that the year so far is the period itself."""
    return months_of(PeriodKind(key[0]), key[2])[0] == 0


def values_so_far(measures: Iterable[Measured], checks: Iterable[Check], key: PeriodKey, by_period: ByPeriod) -> Values:
    """The numbers from the start of the year to the end of the period. Those that add up are the period's own with
    those of the periods before, of whatever length, as long as no month is missing; a stand is that of the end.

    What is carried over from period to period would be counted twice: the check that it equals tells it (received in
    the year = settled in the year + pending at its end)."""
    found: dict[str, Decimal] = {}
    for measured in measures:
        own = by_period.get(key, {}).get(measured.code)
        value = _so_far(measured, key, own, by_period) if own is not None else None
        if value is not None:
            found[measured.code] = value
    for check in checks:
        together = total(check.right, found)
        if check.relation == Relation.EQUAL and len(check.left) == 1 and together is not None:
            found.setdefault(check.left[0], together)
    return found


def _so_far(measured: Measured, key: PeriodKey, own: Decimal, by_period: ByPeriod) -> Decimal | None:
    if is_first(key) or measured.over_year == OverYear.LAST:
        return own
    if measured.over_year == OverYear.OWN:
        return None
    earlier = values_within(measured.code, key[1], by_period)
    parts = cover(0, months_of(PeriodKind(key[0]), key[2])[0], earlier)
    return None if parts is None else own + sum(earlier[part] for part in parts)


def proposal(measured: Measured, key: PeriodKey, by_period: ByPeriod) -> Proposal | None:
    """What the shorter periods give for this one: their sum, where all are there, or of a state at the end of a period
    (dossiers pending) what it is at the end of the last."""
    kind, year, number = PeriodKind(key[0]), key[1], key[2]
    known = values_within(measured.code, year, by_period)
    if measured.over_year == OverYear.LAST:
        return _at_the_end(kind, number, known)
    parts = cover(*months_of(kind, number), known, shorter_than=MONTHS[kind])
    if measured.over_year == OverYear.OWN or not parts:
        return None
    value = sum((known[part] for part in parts), Decimal())
    return Proposal(value, f"cộng {_parts_words(parts)}: {shown(value)}")


def _at_the_end(kind: PeriodKind, number: int, known: Mapping[Key, Decimal]) -> Proposal | None:
    _, end = months_of(kind, number)
    last = [part for part in known if MONTHS[part[0]] < MONTHS[kind] and months_of(*part)[1] == end]
    if not last:
        return None
    part = max(last, key=lambda one: MONTHS[one[0]])
    return Proposal(known[part], f"cuối {_part_words(*part)}: {shown(known[part])}")


def values_within(code: str, year: int, by_period: ByPeriod) -> dict[Key, Decimal]:
    """What one number was in each period of a year."""
    return {
        (PeriodKind(kind), number): values[code]
        for (kind, of, number), values in by_period.items()
        if of == year and code in values
    }


def _parts_words(parts: tuple[Key, ...]) -> str:
    """ "quý I, quý II"; of many of one kind "9 tháng"."""
    kinds = {kind for kind, _ in parts}
    if len(kinds) == 1 and len(parts) > 2:
        return f"{len(parts)} {parts[0][0].label}"
    return ", ".join(_part_words(*part) for part in parts)


def _part_words(kind: PeriodKind, number: int) -> str:
    match kind:
        case PeriodKind.MONTH:
            return f"tháng {number}"
        case PeriodKind.QUARTER:
            return f"quý {ROMAN[number - 1]}"
        case PeriodKind.HALF_YEAR:
            return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm"
    return f"{kind.label} đầu năm"
