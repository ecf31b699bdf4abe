"""Reporting periods and their three days: from, cut-off, sending deadline (Nghị định 09/2019/NĐ-CP, Điều 12).

By the decree a period runs from day 15 of the month before its first month to day 14 of its last month; a body's regime
may say otherwise. All days are days in Asia/Ho_Chi_Minh.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from cchc.orgs.working_days import WorkingDays
from tasks.enums import PeriodKind
from tasks.regimes import COMMUNE, Line, Regime, day_of_month

YEARS = range(2000, 2101)
"""Years that addresses, forms and commands may name."""
MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.NINE_MONTH: 9,
    PeriodKind.YEAR: 12,
}
PAGE_ORDER = (PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.NINE_MONTH, PeriodKind.YEAR, PeriodKind.MONTH)
"""The order in which pages name the kinds."""
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Timetable:
    """What turns a period into days for one body: the working days, and the regimes with the year from which each
    holds, the earliest first; the decree's defaults before them."""

    calendar: WorkingDays = field(default_factory=WorkingDays)
    regimes: tuple[tuple[int, Regime], ...] = ()

    def regime(self, year: int) -> Regime:
        return next((regime for since, regime in reversed(self.regimes) if since <= year), COMMUNE)

    def line(self, kind: PeriodKind, year: int) -> Line:
        return self.regime(year).line(kind)

    def asks_for(self, of: "Period") -> bool:
        """Whether the body owes a report of this period."""
        return any(line.kind == of.kind and line.asks_for(of.number) for line in self.regime(of.year).lines)


@dataclass(frozen=True, slots=True)
class Period:
    """One period of one year; `number` counts from 1 within the year."""

    kind: PeriodKind
    year: int
    number: int
    start_on: date
    cutoff_on: date
    send_by: date

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.kind.value, self.year, self.number)

    @property
    def name(self) -> str:
        """The period in words: "quý II năm 2023", "6 tháng đầu năm 2023"."""
        joint = " năm" if self.kind in (PeriodKind.MONTH, PeriodKind.QUARTER) else ""
        return f"{part_of_year(self.kind, self.number)}{joint} {self.year}"

    def holds(self, day: date) -> bool:
        return self.start_on <= day <= self.cutoff_on


def part_of_year(kind: PeriodKind, number: int) -> str:
    """A period without its year: "tháng 3", "quý II", "6 tháng đầu năm"."""
    match kind:
        case PeriodKind.MONTH:
            return f"tháng {number}"
        case PeriodKind.QUARTER:
            return f"quý {ROMAN[number - 1]}"
        case PeriodKind.HALF_YEAR:
            return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm"
        case PeriodKind.NINE_MONTH:
            return "9 tháng đầu năm"
    return "năm"


def count_in_year(kind: PeriodKind) -> int:
    """How many periods of this kind a year has (nine months: one)."""
    return max(1, 12 // MONTHS[kind])


def period(kind: PeriodKind, year: int, number: int, timetable: Timetable) -> Period:
    """The `number`-th period of the year; raises ValueError when the year has no such period."""
    if not 1 <= number <= count_in_year(kind):
        raise ValueError(f"{kind.label} {number}")
    last_month = MONTHS[kind] * number
    cutoff = _cutoff(kind, year, last_month, timetable)
    return Period(
        kind=kind,
        year=year,
        number=number,
        start_on=_cutoff(kind, year, last_month - MONTHS[kind], timetable) + timedelta(days=1),
        cutoff_on=cutoff,
        send_by=timetable.line(kind, year).send.send_by(cutoff, timetable.calendar),
    )


def _cutoff(kind: PeriodKind, year: int, month: int, timetable: Timetable) -> date:
    """The day that closes the figures of a month; month 0 is the last of the year before, by that year's regime."""
    if month == 0:
        year, month = year - 1, 12
    return day_of_month(year, month, timetable.line(kind, year).cutoff_day)


def periods_of_year(kind: PeriodKind, year: int, timetable: Timetable) -> list[Period]:
    return [period(kind, year, number, timetable) for number in range(1, count_in_year(kind) + 1)]


def asked_periods(year: int, timetable: Timetable) -> list[Period]:
    """All periods of the year that the body's regime asks for, kind by kind."""
    return [
        found
        for line in timetable.regime(year).lines
        for found in periods_of_year(line.kind, year, timetable)
        if line.asks_for(found.number)
    ]


def coming_periods(kind: PeriodKind, today: date, timetable: Timetable, count: int) -> list[Period]:
    """The next periods of this kind that are asked for and can still be sent in time; fewer than `count` where later
    years do not ask for it."""
    years = range(today.year - 1, today.year + count + 1)
    asked = [one for year in years for one in asked_periods(year, timetable) if one.kind == kind]
    return [one for one in asked if one.send_by >= today][:count]


def period_holding(kind: PeriodKind, day: date, timetable: Timetable) -> Period:
    """The period of this kind that `day` belongs to; days after the last cut-off of a year belong to the next year.
    For nine months: the one that runs, or the next to begin."""
    for year in (day.year, day.year + 1):
        for candidate in periods_of_year(kind, year, timetable):
            if day <= candidate.cutoff_on:
                return candidate
    raise AssertionError("a year later there is always a period")


def next_period(of: Period, timetable: Timetable) -> Period:
    """The period of the same kind that follows."""
    if of.number < count_in_year(of.kind):
        return period(of.kind, of.year, of.number + 1, timetable)
    return period(of.kind, of.year + 1, 1, timetable)
