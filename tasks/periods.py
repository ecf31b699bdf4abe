"""Reporting periods and their three days: from, cut-off, sending deadline (Nghị định 09/2019/NĐ-CP, Điều 12).

A period runs from day 15 of the month before its first month to day 14 of its last month; the sending deadline is a
number of working days after the cut-off (the decree asks for at least one working day between the two). All days are
days in Asia/Ho_Chi_Minh.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from cchc.orgs.working_days import WorkingDays
from tasks.enums import PeriodKind

MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.NINE_MONTH: 9,
    PeriodKind.YEAR: 12,
}
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules that turn a period into days: the day of the month that closes it, and how many working days after
    the cut-off a body has to send."""

    cutoff_day: int = 14
    working_days_to_send: int = 2


DECREE = Regime()


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
        match self.kind:
            case PeriodKind.MONTH:
                return f"tháng {self.number} năm {self.year}"
            case PeriodKind.QUARTER:
                return f"quý {ROMAN[self.number - 1]} năm {self.year}"
            case PeriodKind.HALF_YEAR:
                return f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm {self.year}"
            case PeriodKind.NINE_MONTH:
                return f"9 tháng đầu năm {self.year}"
        return f"năm {self.year}"

    def holds(self, day: date) -> bool:
        return self.start_on <= day <= self.cutoff_on


def count_in_year(kind: PeriodKind) -> int:
    """How many periods of this kind a year has (nine months: one)."""
    return max(1, 12 // MONTHS[kind])


def period(kind: PeriodKind, year: int, number: int, calendar: WorkingDays, regime: Regime = DECREE) -> Period:
    """The `number`-th period of the year; raises ValueError when the year has no such period."""
    if not 1 <= number <= count_in_year(kind):
        raise ValueError(f"{kind.label} {number}")
    last_month = MONTHS[kind] * number
    first_month = last_month - MONTHS[kind] + 1
    before = date(year, first_month, 1) - timedelta(days=1)
    cutoff = date(year, last_month, regime.cutoff_day)
    return Period(
        kind=kind,
        year=year,
        number=number,
        start_on=before.replace(day=regime.cutoff_day) + timedelta(days=1),
        cutoff_on=cutoff,
        send_by=calendar.after(cutoff, regime.working_days_to_send),
    )


def periods_of_year(kind: PeriodKind, year: int, calendar: WorkingDays, regime: Regime = DECREE) -> list[Period]:
    return [period(kind, year, number, calendar, regime) for number in range(1, count_in_year(kind) + 1)]


def period_holding(kind: PeriodKind, day: date, calendar: WorkingDays, regime: Regime = DECREE) -> Period:
    """The period of this kind that `day` belongs to; days after the last cut-off of a year belong to the next year.
    For nine months: the one that runs, or the next to begin."""
    for year in (day.year, day.year + 1):
        for candidate in periods_of_year(kind, year, calendar, regime):
            if day <= candidate.cutoff_on:
                return candidate
    raise AssertionError("a year later there is always a period")


def next_period(of: Period, calendar: WorkingDays, regime: Regime = DECREE) -> Period:
    """The period of the same kind that follows."""
    if of.number < count_in_year(of.kind):
        return period(of.kind, of.year, of.number + 1, calendar, regime)
    return period(of.kind, of.year + 1, 1, calendar, regime)
