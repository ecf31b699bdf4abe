"""From the clauses of a row to the things it makes due, each once.

Recurring clauses follow the reporting calendar: a quarterly report falls due on the sending deadline of each
quarter, unless the clause names a day of its own. A standing duty is one obligation that ends with its span. What
waits for an event or another document is due on no day until somebody gives it one.
"""

import calendar as months
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cchc.text import fold
from plans.enums import DeadlineKind, Every
from plans.reading.results import Clause
from tasks.enums import ObligationKind, PeriodKind
from tasks.periods import Period, Timetable, periods_of_year

WAITING_KINDS = (DeadlineKind.EVENT, DeadlineKind.EXTERNAL, DeadlineKind.UNKNOWN)
NO_DEADLINE = "văn bản không ghi thời hạn"
GIVEN_LATE = "giao sau hạn trong văn bản, chờ ấn định hạn mới"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing due once. `period_*` name the reporting period of a recurring one; `waits_for` the words of what
    a waiting one waits for."""

    kind: ObligationKind
    label: str
    words: str
    start_on: date | None = None
    due_on: date | None = None
    waits_for: str = ""
    period_kind: PeriodKind | None = None
    period_year: int | None = None
    period_number: int | None = None
    period_name: str = ""


def dues_of(
    clauses: Iterable[Clause], *, from_year: int, to_year: int, timetable: Timetable, not_before: date | None = None
) -> list[Due]:
    """All that the clauses make due, by day, waiting ones last. Recurring dues before `not_before` (the plan's own
    date) are left out: nobody can owe a report of a time before the plan. A row whose document names no time at all
    waits for a day like one that waits for another document."""
    clauses = list(clauses)
    if not clauses:
        return [Due(ObligationKind.WAITING, "", "", waits_for=NO_DEADLINE)]
    found: dict[tuple[str, str], Due] = {}
    for clause in clauses:
        for due in _dues_of_clause(clause, from_year, to_year, timetable):
            early = due.kind == ObligationKind.PERIODIC and not_before and due.due_on and due.due_on < not_before
            if not early:
                found.setdefault(_same_thing(due), due)
    return sorted(found.values(), key=lambda due: (due.due_on is None, due.due_on or date.max))


def dues_from(dues: Sequence[Due], day: date) -> list[Due]:
    """What of a row a body owes that it is given to on `day` only: nobody is late with what he was not given. What fell
    due before falls away, a standing duty begins on the day; where nothing is left, a day is to be set."""
    left = [_begun(due, day) for due in dues if due.due_on is None or due.due_on >= day]
    words = dues[-1].words if dues else ""
    return left or [Due(ObligationKind.WAITING, "", words, start_on=day, waits_for=GIVEN_LATE)]


def _begun(due: Due, day: date) -> Due:
    is_running = due.kind == ObligationKind.STANDING and due.start_on is not None and due.start_on < day
    return replace(due, start_on=day) if is_running else due


def _same_thing(due: Due) -> tuple[str, str]:
    """Two dues of one label on one day are one thing: the half-year report stands for that of quý II."""
    return (fold(due.label), due.due_on.isoformat() if due.due_on else fold(due.words))


def _dues_of_clause(clause: Clause, from_year: int, to_year: int, timetable: Timetable) -> Iterator[Due]:
    label = clause.label or ""
    if clause.kind in WAITING_KINDS:
        waits_for = clause.trigger or clause.source or clause.words
        yield Due(ObligationKind.WAITING, label, clause.words, waits_for=waits_for)
    elif clause.kind == DeadlineKind.CONTINUOUS:
        yield Due(
            ObligationKind.STANDING,
            label,
            clause.words,
            start_on=clause.start or date(from_year, 1, 1),
            due_on=clause.due or date(to_year, 12, 31),
        )
    elif clause.kind == DeadlineKind.RECURRING and clause.every:
        for year in range(from_year, to_year + 1):
            for period in periods_of_year(PeriodKind(clause.every.value), year, timetable):
                if _within(clause, period):
                    yield _periodic(clause, period)
    else:
        yield Due(ObligationKind.FIXED, label, clause.words, start_on=clause.start, due_on=clause.due)


def _within(clause: Clause, period: Period) -> bool:
    """A recurring clause may run for a part of the plan only ("hàng tháng từ tháng 6/2024"): its `start` says so."""
    if clause.start is None:
        return True
    return clause.start <= period.cutoff_on and (clause.due is None or period.start_on <= clause.due)


def _periodic(clause: Clause, period: Period) -> Due:
    return Due(
        ObligationKind.PERIODIC,
        clause.label or "",
        clause.words,
        start_on=period.start_on,
        due_on=_day_in_period(clause, period) or period.send_by,
        period_kind=period.kind,
        period_year=period.year,
        period_number=period.number,
        period_name=period.name,
    )


def _day_in_period(clause: Clause, period: Period) -> date | None:
    """The day that the clause itself names, in the last month of the period ("Ngày 20 hàng tháng"); a clause of
    every year may name a whole date ("hàng năm trước ngày 15/12")."""
    if clause.every == Every.YEAR and clause.due and clause.start is None:
        month, day = clause.due.month, clause.due.day
    elif clause.day:
        month, day = period.cutoff_on.month, clause.day
    else:
        return None
    return date(period.year, month, min(day, months.monthrange(period.year, month)[1]))
