"""Drafts settled in the years of a plan: real days, and the codes of what was doubtful on the way."""

from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from plans.enums import DeadlineKind
from plans.reading.deadlines.drafts import Draft
from plans.reading.deadlines.points import Days, Part, Point, SenselessError, Unit, days_of, start_of

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """The years a plan covers, and its own day where it is known."""

    from_year: int
    to_year: int
    issued_on: date | None = None

    @property
    def first_on(self) -> date:
        return date(self.from_year, 1, 1)

    @property
    def last_on(self) -> date:
        return date(self.to_year, 12, 31)


@dataclass(slots=True)
class Settled:
    """The kind and days of a clause, with codes of doubts. `year` is the odd or outlying year they speak of."""

    kind: DeadlineKind
    start: date | None = None
    due: date | None = None
    codes: list[str] = field(default_factory=list)
    year: str = ""


def settle(draft: Draft, plan: Plan) -> Settled:
    settled = Settled(draft.kind, codes=list(dict.fromkeys(draft.codes)))
    try:
        _fill(settled, draft, plan)
    except SenselessError as trouble:
        return Settled(DeadlineKind.UNKNOWN, codes=[str(trouble)])
    if _is_before_plan(settled, draft, plan):
        settled.codes.append("deadline_before_plan")
    return settled


def _is_before_plan(settled: Settled, draft: Draft, plan: Plan) -> bool:
    """Before the plan's own day. Where that is not known a date of the year before may stand ("Tháng 12/2023" in a
    plan of 2024), but not one that "trước" pushes out of the plan's years ("trước 01/2024")."""
    if draft.kind not in (DeadlineKind.FIXED, DeadlineKind.RANGE) or settled.due is None:
        return False
    if plan.issued_on:
        return settled.due < plan.issued_on
    return draft.before and settled.due == plan.first_on - _ONE_DAY


def _fill(settled: Settled, draft: Draft, plan: Plan) -> None:
    if draft.kind is DeadlineKind.FIXED and draft.due and _is_last_months(draft):
        settled.kind = DeadlineKind.RANGE
        days = days_of(draft.due, _year(settled, draft.due, plan))
        settled.start, settled.due = days.first, days.last
    elif draft.kind is DeadlineKind.FIXED and draft.due:
        settled.due = _due(settled, draft.due, plan, before=draft.before)
    elif draft.kind is DeadlineKind.RANGE and draft.due and draft.start:
        _fill_range(settled, draft.start, draft.due, plan, before=draft.before)
    elif draft.kind is DeadlineKind.CONTINUOUS:
        settled.start, settled.due = _span(settled, draft, plan)
    elif draft.kind is DeadlineKind.RECURRING and "yearly_date" in draft.codes and draft.due:
        settled.due = _due(settled, draft.due, replace(plan, to_year=plan.from_year), before=draft.before)
    elif draft.kind is DeadlineKind.RECURRING and (draft.start or draft.due):
        start, due = _span(settled, draft, plan)
        if start > plan.first_on or due < plan.last_on:
            settled.start, settled.due = start, due


def _is_last_months(draft: Draft) -> bool:
    """ "6 tháng cuối năm" is the stretch from 1 July to 31 December."""
    point = draft.due
    return point is not None and point.unit is Unit.MONTHS and point.part is Part.LAST and not draft.before


def _year(settled: Settled, point: Point, plan: Plan) -> int:
    """The year of a point: its own, or the plan's (the first of several, with a doubt)."""
    if point.odd_year:
        settled.codes.append("bad_year")
        settled.year = point.odd_year
    if point.year is None:
        if point.shift:
            return plan.to_year + point.shift
        if plan.from_year != plan.to_year and "year_assumed" not in settled.codes:
            settled.codes.append("year_assumed")
        return plan.from_year
    if not plan.from_year - 1 <= point.year <= plan.to_year + 1 and "year_out_of_range" not in settled.codes:
        settled.codes.append("year_out_of_range")
        settled.year = str(point.year)
    return point.year


def _note(settled: Settled, days: Days) -> Days:
    if days.lacking and "impossible_date" not in settled.codes:
        settled.codes.append("impossible_date")
    return days


def _due(settled: Settled, point: Point, plan: Plan, *, before: bool) -> date:
    """The last day of a point, or with "trước" the day before it. "Trước 31/11" names a day that does not come: the
    last day that exists is already before it."""
    days = _note(settled, days_of(point, _year(settled, point, plan)))
    return days.first - _ONE_DAY if before and not days.lacking else days.last


def _fill_range(settled: Settled, start: Point, due: Point, plan: Plan, *, before: bool) -> None:
    """Both ends; the one without a year takes the other's, or the year beside it where the range crosses New Year
    ("từ tháng 11/2023 đến tháng 2")."""
    lent_start = not start.has_year
    lent_due = not due.has_year and start.has_year
    if lent_due:
        due = replace(due, year=start.year, shift=start.shift)
    settled.due = _due(settled, due, plan, before=before)
    if lent_start:
        start = replace(start, year=due.year, shift=due.shift)
    first = _note(settled, start_of(start, _year(settled, start, plan))).first
    if first > settled.due and (lent_start or lent_due):
        first, settled.due = _across_new_year(first, settled.due, start_moves=lent_start and due.has_year)
        settled.codes.append("crosses_year")
    if first > settled.due:
        raise SenselessError("reversed_range")
    settled.start = first


def _across_new_year(first: date, due: date, *, start_moves: bool) -> tuple[date, date]:
    """29 February moves to the 28th."""
    moved, years = (first, -1) if start_moves else (due, 1)
    year = min(max(moved.year + years, MINYEAR), MAXYEAR)
    last = 28 if (moved.month, moved.day) in ((2, 28), (2, 29)) else moved.day
    moved = date(year, moved.month, last)
    return (moved, due) if start_moves else (first, moved)


def _span(settled: Settled, draft: Draft, plan: Plan) -> tuple[date, date]:
    """The stretch of a standing duty: what is named, else the whole plan."""
    start, due = plan.first_on, plan.last_on
    if draft.start:
        point = draft.start
        if not point.has_year and draft.due and draft.due.has_year:
            point = replace(point, year=draft.due.year, shift=draft.due.shift)
        start = _note(settled, start_of(point, _year(settled, point, plan))).first
    if draft.due:
        due = _due(settled, draft.due, plan, before=draft.before)
        if draft.start is None and draft.due.unit is not Unit.DAY and due < start:
            start = date(due.year, 1, 1)
    if start > due:
        if draft.due and draft.start:
            raise SenselessError("reversed_range")
        due = max(due, date(start.year, 12, 31))
        start = min(start, due)
    return start, due
