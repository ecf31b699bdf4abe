"""The reporting timetables of bodies: their regimes, or those of the governments above them, on the working days."""

from collections.abc import Iterable

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.queries.calendar import working_days
from tasks.enums import Audience, PeriodKind
from tasks.models import RegimeRow
from tasks.periods import Timetable
from tasks.regimes import Decision, Line, Regime, SendRule, decisions_for


def timetable_of(organization: Organization) -> Timetable:
    """The timetable by which a body reports (two queries, a third where a regime is set). A department keeps that of
    its government."""
    return timetables_of([organization])[organization.pk]


def timetables_of(bodies: Iterable[Organization]) -> dict[int, Timetable]:
    """The timetable of each body by its id, in as many queries as for one."""
    bodies = list(bodies)
    calendar, decisions = working_days(), decisions_about(body.territory for body in bodies)
    return {
        body.pk: Timetable(
            calendar,
            tuple((year, one.regime) for year, one in decisions_for(body.territory, decisions)),
        )
        for body in bodies
    }


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
    lines = tuple(
        Line(
            PeriodKind(line.kind),
            tuple(line.numbers),
            line.cutoff_day,
            SendRule(line.working_days)
            if line.working_days
            else SendRule(day=line.send_day, months_later=line.months_later),
        )
        for line in row.lines.all()
    )
    return Regime(row.name, lines, row.source)


def government_of(organization: Organization) -> Organization:
    """Whose reports a body's people look after: for a department its government's."""
    if organization.kind == OrganizationKind.DEPARTMENT and organization.parent:
        return organization.parent
    return organization
