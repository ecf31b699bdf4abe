"""The reporting timetables of bodies: their regimes, or those of the governments above them, on the working days."""

from collections.abc import Iterable

from cchc.orgs.models import Organization
from cchc.orgs.queries.calendar import working_days
from cchc.orgs.working_days import WorkingDays
from tasks.enums import Audience, PeriodKind
from tasks.models import RegimeRow
from tasks.periods import Timetable
from tasks.regimes import Decision, Line, Regime, SendRule, decisions_for

LINE_COLUMNS = ("kind", "numbers", "cutoff_day", "working_days", "send_day", "months_later")


def timetable_of(organization: Organization) -> Timetable:
    """The timetable by which a body reports (two queries, a third where a regime is set). A department keeps that of
    its government."""
    return timetables_of([organization])[organization.pk]


def timetables_of(bodies: Iterable[Organization]) -> dict[int, Timetable]:
    """The timetable of each body by its id, in as many queries as for one."""
    bodies = list(bodies)
    calendar, decisions = working_days(), decisions_about(body.territory for body in bodies)
    return {body.pk: timetable_at(body.territory, decisions, calendar) for body in bodies}


def timetable_at(path: str, decisions: Iterable[Decision], calendar: WorkingDays) -> Timetable:
    """The timetable of the body at that path in the tree, from decisions that may concern it (no query)."""
    return Timetable(calendar, tuple((year, one.regime) for year, one in decisions_for(path, decisions)))


def decisions_about(paths: Iterable[str]) -> list[Decision]:
    """Every regime that was set by the bodies at these paths or by those above them (one query, a second where there
    are any)."""
    ids = {int(pk) for path in paths for pk in path.split("/") if pk}
    rows = RegimeRow.objects.filter(organization__in=ids).select_related("organization").prefetch_related("lines")
    return [decision_of(row) for row in rows]


def decision_of(row: RegimeRow) -> Decision:
    """A stored regime as plain data (no query when its body and lines are there)."""
    body = row.organization
    return Decision(body.path, Audience(row.audience), row.from_year, regime_of(row), row.pk, body.name)


def regime_of(row: RegimeRow) -> Regime:
    lines = ([getattr(line, column) for column in LINE_COLUMNS] for line in row.lines.all())
    return Regime(row.name, tuple(line_of(*line) for line in lines), row.source)


def line_of(
    kind: str, numbers: list[int], cutoff_day: int, working_days: int | None, send_day: int | None, months_later: int
) -> Line:
    """One kind of report from the values of `LINE_COLUMNS`."""
    send = SendRule(working_days) if working_days else SendRule(day=send_day, months_later=months_later)
    return Line(PeriodKind(kind), tuple(numbers), cutoff_day, send)


def government_of(organization: Organization) -> Organization:
    """Whose reports a body's people look after: for a department its government's."""
    return organization.government
