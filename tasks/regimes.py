"""Which reports a body owes and by when (chế độ báo cáo), as plain data: nothing here knows a rule of its own.

The defaults are those of Nghị định 09/2019/NĐ-CP, Điều 12: the figures close on the 14th, at least one working day lies
between that day and the sending deadline.
"""

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cchc.orgs.working_days import WorkingDays
from tasks.enums import Audience, PeriodKind

CUTOFF_DAY = 14
WORKING_DAYS_TO_SEND = 2


@dataclass(frozen=True, slots=True)
class SendRule:
    """When a report must be sent: `working_days` after the cut-off; or, when `day` is given, that day of the month
    which lies `months_later` after the cut-off's own. A day off gives way to the next working day (Bộ luật Dân sự
    2015, Điều 148 khoản 5)."""

    working_days: int = WORKING_DAYS_TO_SEND
    day: int | None = None
    months_later: int = 0

    def send_by(self, cutoff_on: date, calendar: WorkingDays) -> date:
        if self.day is None:
            return calendar.after(cutoff_on, self.working_days)
        month = cutoff_on.year * 12 + cutoff_on.month - 1 + self.months_later
        return calendar.after(day_of_month(month // 12, month % 12 + 1, self.day) - timedelta(days=1), 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of report: which of the year's (`numbers`, all where empty), the day of the month that closes its
    figures (of a shorter month its last), and when it must be sent."""

    kind: PeriodKind
    numbers: tuple[int, ...] = ()
    cutoff_day: int = CUTOFF_DAY
    send: SendRule = SendRule()

    def asks_for(self, number: int) -> bool:
        return not self.numbers or number in self.numbers


@dataclass(frozen=True, slots=True)
class Regime:
    """The kinds of report asked of a body, in the order of its pages."""

    name: str
    lines: tuple[Line, ...]
    source: str = ""

    def line(self, kind: PeriodKind) -> Line:
        """What holds for a kind; the decree's defaults for one that is not asked for."""
        return next((line for line in self.lines if line.kind == kind), Line(kind))


@dataclass(frozen=True, slots=True)
class Decision:
    """A regime that a body set, for itself or for the bodies beneath it, from a year on. `path` ("/1/4/") is the
    body's place in the tree, `row_id` and `body` name what is stored."""

    path: str
    audience: Audience
    from_year: int
    regime: Regime
    row_id: int | None = None
    body: str = ""

    def concerns(self, path: str) -> bool:
        """Whether it may rule the reports of the body at that path: its own, or one of the bodies beneath it."""
        if self.audience == Audience.OWN:
            return self.path == path
        return path != self.path and path.startswith(self.path)


def decisions_for(path: str, decisions: Iterable[Decision]) -> tuple[tuple[int, Decision], ...]:
    """Whose word holds for a body, with the year from which it does: its own before that of the nearest government
    above, of one body the latest."""
    concerned = [one for one in decisions if one.concerns(path)]
    found: list[tuple[int, Decision]] = []
    for year in sorted({one.from_year for one in concerned}):
        decision = max((one for one in concerned if one.from_year <= year), key=_precedence)
        if not found or found[-1][1] != decision:
            found.append((year, decision))
    return tuple(found)


def _precedence(decision: Decision) -> tuple[int, int]:
    return len(decision.path), decision.from_year


def day_of_month(year: int, month: int, day: int) -> date:
    """That day, or the last of a shorter month."""
    return date(year, month, min(day, months.monthrange(year, month)[1]))


WITHIN_QUARTERS = (1, 2, 4, 5, 7, 8, 10, 11)
"""Months that end no quarter: the quarter's report stands for that of its last month."""

COMMUNE = Regime(
    "Tháng, quý, 6 tháng, năm",
    (
        Line(PeriodKind.QUARTER),
        Line(PeriodKind.HALF_YEAR, (1,)),
        Line(PeriodKind.YEAR),
        Line(PeriodKind.MONTH, WITHIN_QUARTERS),
    ),
    "Nghị định 09/2019/NĐ-CP, Điều 12",
)
MINISTRY = Regime(
    "Quý I, 6 tháng, quý III, năm",
    (Line(PeriodKind.QUARTER, (1, 3)), Line(PeriodKind.HALF_YEAR, (1,)), Line(PeriodKind.YEAR)),
    "Hướng dẫn của Bộ Nội vụ",
)
NINE_MONTHS = Regime(
    "Quý I, 6 tháng, 9 tháng, năm",
    (
        Line(PeriodKind.QUARTER, (1,)),
        Line(PeriodKind.HALF_YEAR, (1,)),
        Line(PeriodKind.NINE_MONTH),
        Line(PeriodKind.YEAR),
    ),
    "Quy định của địa phương",
)
TEMPLATES = {"commune": COMMUNE, "ministry": MINISTRY, "nine_months": NINE_MONTHS}
"""What a regime may be started from."""
