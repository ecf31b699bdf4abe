"""Bodies × periods: who sent in time, late, was returned, has not sent, or has nothing to send."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cchc.labels import Labelled
from reports.enums import ReportState
from reports.matrices.bodies import Body
from reports.matrices.choosing import Mark, Standing
from tasks.enums import PeriodKind
from tasks.periods import Period, asked_periods, period

Key = tuple[str, int, int]


class Arrival(Labelled):
    """What became of one report; the value is the name of its shape and colour."""

    UNSENT = "overdue", "Chưa gửi"
    RETURNED = "returned", "Trả lại"
    LATE = "late", "Muộn"
    ON_TIME = "on_time", "Đúng hạn"
    NOT_YET = "not_yet", "Chưa tới hạn"
    NONE = "nothing", "Không phải gửi"


MARKS = {Arrival.UNSENT: Mark.UNSENT, Arrival.RETURNED: Mark.RETURNED, Arrival.LATE: Mark.LATE}
OFFERED = (Mark.UNSENT, Mark.LATE, Mark.RETURNED, Mark.RECEIVABLE)
FALLEN = frozenset({Arrival.UNSENT, Arrival.RETURNED, Arrival.LATE, Arrival.ON_TIME})
"""Reports that are there or should be: what a share is taken of."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that was sent: with the days it was made by, and the day of its first arrival."""

    pk: int
    start_on: date
    cutoff_on: date
    send_by: date
    state: ReportState
    sent_on: date
    is_reopened: bool


@dataclass(frozen=True, slots=True)
class PeriodCell:
    """One body in one period. `days` are those by which the report came late or is overdue, 0 for one in time."""

    period: Period
    arrival: Arrival
    days: int = 0
    report: Sent | None = None
    note: str = ""

    @property
    def words(self) -> str:
        return f"Muộn {self.days} ngày" if self.arrival == Arrival.LATE else self.arrival.label

    @property
    def said(self) -> str:
        """Everything in one line: "Chưa gửi, quá 86 ngày"."""
        return ", ".join(filter(None, (self.words, self.note)))

    @property
    def is_in_time(self) -> bool:
        return self.report is not None and not self.days

    @property
    def is_receivable(self) -> bool:
        return self.report is not None and self.report.state == ReportState.SUBMITTED


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One body over the periods of a view; `unsent_months` are owed besides, where the view shows no months."""

    body: Body
    cells: tuple[PeriodCell, ...]
    unsent_months: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Share:
    """Of one period over all bodies: how many reports came in time, late, not at all, out of `base`."""

    in_time: int
    late: int
    unsent: int
    base: int


@dataclass(frozen=True, slots=True)
class PeriodMatrix:
    """`columns` hold each period by the days of most who owe it (`is_one_day`: of all); `sums` this year's shares,
    `last` those of the same periods a year before, None where nobody sent one."""

    columns: tuple[Period, ...]
    is_one_day: tuple[bool, ...]
    rows: tuple[PeriodRow, ...]
    sums: tuple[Share, ...]
    last: tuple[Share | None, ...]


def cell_of(body: Body, of: Period, report: Sent | None, today: date) -> PeriodCell:
    """A report that is there tells its own days; a later regime or calendar does not move them."""
    if report:
        of = replace(of, start_on=report.start_on, cutoff_on=report.cutoff_on, send_by=report.send_by)
        return _sent_cell(of, report)
    if not body.owes(of):
        return PeriodCell(of, Arrival.NONE, note=_why_none(body, of))
    days = (today - of.send_by).days
    if days > 0:
        return PeriodCell(of, Arrival.UNSENT, days, note=f"quá {days} ngày")
    return PeriodCell(of, Arrival.NOT_YET, note=f"hạn {of.send_by:%d/%m}" if days else "hạn hôm nay")


def _sent_cell(of: Period, report: Sent) -> PeriodCell:
    late = max(0, (report.sent_on - of.send_by).days)
    if report.state in (ReportState.RETURNED, ReportState.DRAFT, ReportState.APPROVED):
        note = f"gửi muộn {late} ngày" if late else "gửi đúng hạn"
        return PeriodCell(of, Arrival.RETURNED, late, report, f"mở lại kỳ, {note}" if report.is_reopened else note)
    note = "chờ nhận" if report.state == ReportState.SUBMITTED else ""
    return PeriodCell(of, Arrival.LATE if late else Arrival.ON_TIME, late, report, note)


def _why_none(body: Body, of: Period) -> str:
    if not body.timetable.asks_for(of):
        return ""
    return "đã kết thúc" if body.began_by(of.cutoff_on) else "chưa thành lập"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What bodies sent, by body and period, looked at on a day."""

    reports: Mapping[tuple[int, Key], Sent]
    today: date

    def keys_of(self, year: int) -> set[Key]:
        return {key for _, key in self.reports if key[1] == year}

    def bodies_in(self, year: int) -> set[int]:
        """Who sent anything for that year."""
        return {body for body, key in self.reports if key[1] == year}

    def cells(self, bodies: Iterable[Body], keys: Sequence[Key]) -> Iterator[tuple[Body, tuple[PeriodCell, ...]]]:
        """Every body with its cells; bodies that share a timetable share its periods."""
        known: dict[int, list[Period]] = {}
        for body in bodies:
            periods = known.get(id(body.timetable))
            if periods is None:
                periods = [period(PeriodKind(kind), year, number, body.timetable) for kind, year, number in keys]
                known[id(body.timetable)] = periods
            found = (cell_of(body, of, self.reports.get((body.pk, of.key)), self.today) for of in periods)
            yield body, tuple(found)


def period_matrix(
    bodies: Sequence[Body], arrivals: Arrivals, year: int, *, of_months: bool, only: Key | None = None
) -> PeriodMatrix:
    """The months of a year, or its other periods; marks and order look at `only` one period where it is given."""
    columns = {of.key: (of, is_one) for of, is_one in _columns(bodies, year, arrivals.keys_of(year))}
    shown = [key for key in columns if (key[0] == PeriodKind.MONTH) == of_months]
    rest = [key for key in columns if key not in shown]
    only = only if only in shown else None
    rows = [
        _row(body, cells[: len(shown)], cells[len(shown) :], only)
        for body, cells in arrivals.cells(bodies, [*shown, *rest])
    ]
    return PeriodMatrix(
        columns=tuple(columns[key][0] for key in shown),
        is_one_day=tuple(columns[key][1] for key in shown),
        rows=tuple(rows),
        sums=tuple(share_of(row.cells[place] for row in rows) for place in range(len(shown))),
        last=tuple(_last(bodies, arrivals, shown, year - 1)),
    )


def _columns(bodies: Iterable[Body], year: int, also: Iterable[Key]) -> list[tuple[Period, bool]]:
    """The periods of a year that any body owes, and those in `also`, by cut-off; each with whether all who owe it owe
    it by the same days."""
    asked: dict[int, list[Period]] = {}
    found: dict[Key, Counter[Period]] = {}
    for body in bodies:
        timetable = body.timetable
        if id(timetable) not in asked:
            asked[id(timetable)] = asked_periods(year, timetable)
            also_asked = (period(PeriodKind(key[0]), year, key[2], timetable) for key in also)
            found |= {of.key: Counter({of: 0}) for of in also_asked if of.key not in found}
        for of in asked[id(timetable)]:
            if body.lives_on(of.cutoff_on):
                found.setdefault(of.key, Counter())[of] += 1
    columns = [(days.most_common(1)[0][0], sum(map(bool, days.values())) == 1) for days in found.values()]
    return sorted(columns, key=lambda column: (column[0].cutoff_on, -column[0].start_on.toordinal()))


def _row(body: Body, shown: tuple[PeriodCell, ...], rest: tuple[PeriodCell, ...], only: Key | None) -> PeriodRow:
    unsent_months = sum(cell.arrival == Arrival.UNSENT and cell.period.kind == PeriodKind.MONTH for cell in rest)
    looked_at = [cell for cell in shown if only in (None, cell.period.key)]
    return PeriodRow(body, shown, unsent_months, _standing(looked_at, 0 if only else unsent_months))


def _standing(cells: Sequence[PeriodCell], unsent_months: int) -> Standing:
    """By what is seen; months that are owed besides put one body before another that looks the same."""
    counts = Counter(cell.arrival for cell in cells)
    marks = {MARKS[arrival] for arrival in counts if arrival in MARKS}
    if any(cell.is_receivable for cell in cells):
        marks.add(Mark.RECEIVABLE)
    share = share_of(cells)
    return Standing(
        marks=frozenset(marks),
        rank=(counts[Arrival.UNSENT], counts[Arrival.LATE], counts[Arrival.RETURNED], unsent_months),
        share=(share.in_time, share.base),
        overdue=counts[Arrival.UNSENT],
    )


def share_of(cells: Iterable[PeriodCell]) -> Share:
    """What came in time stays so when it is returned: on time is told by the first arrival."""
    fallen = [cell for cell in cells if cell.arrival in FALLEN]
    in_time = sum(cell.is_in_time for cell in fallen)
    unsent = sum(cell.arrival == Arrival.UNSENT for cell in fallen)
    return Share(in_time, len(fallen) - in_time - unsent, unsent, len(fallen))


def _last(bodies: Iterable[Body], arrivals: Arrivals, keys: Sequence[Key], year: int) -> Iterator[Share | None]:
    """The same periods of the year before, over the bodies that had a plan of that year or reported of it; None where
    nobody sent one: it was not asked for then, or not here."""
    reported = arrivals.bodies_in(year)
    there = [body for body in bodies if body.had_plan or body.pk in reported]
    cells = [found for _, found in arrivals.cells(there, [(kind, year, number) for kind, _, number in keys])]
    for place in range(len(keys)):
        column = [found[place] for found in cells]
        yield share_of(column) if any(cell.report for cell in column) else None
