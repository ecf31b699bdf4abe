"""The reporting timetable of a body: its regime, or that of the government above it, on the working days."""

from collections.abc import Iterable

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.queries import working_days
from tasks.enums import Audience, PeriodKind
from tasks.models import RegimeRow
from tasks.periods import Timetable
from tasks.regimes import Line, Regime, SendRule


def timetable_of(organization: Organization) -> Timetable:
    """The timetable by which a body reports (two queries, a third where a regime is set). A department keeps that of
    its government."""
    body = government_of(organization)
    ids = [int(pk) for pk in body.path.split("/") if pk]
    rows = RegimeRow.objects.filter(organization__in=ids).select_related("organization").prefetch_related("lines")
    return Timetable(working_days(), regimes_for(body, rows))


def government_of(organization: Organization) -> Organization:
    if organization.kind == OrganizationKind.DEPARTMENT and organization.parent:
        return organization.parent
    return organization


def regimes_for(body: Organization, rows: Iterable[RegimeRow]) -> tuple[tuple[int, Regime], ...]:
    """The regimes that hold for a body, with the year from which each does: its own before what the nearest government
    above asks of the bodies beneath it."""
    rows = [row for row in rows if _concerns(row, body)]
    years = sorted({row.from_year for row in rows})
    return tuple((year, regime_of(max((r for r in rows if r.from_year <= year), key=_precedence))) for year in years)


def _concerns(row: RegimeRow, body: Organization) -> bool:
    if row.organization_id == body.pk:
        return row.audience == Audience.OWN
    return row.audience == Audience.BELOW and body.path.startswith(row.organization.path)


def _precedence(row: RegimeRow) -> tuple[int, int]:
    """The nearest body's word first, of one body the latest."""
    return len(row.organization.path.strip("/").split("/")), row.from_year


def regime_of(row: RegimeRow) -> Regime:
    """A stored regime as plain data (no query when its lines are prefetched)."""
    lines = tuple(
        Line(
            PeriodKind(line.kind),
            tuple(line.numbers),
            line.cutoff_day,
            SendRule(line.working_days or 0, line.send_day, line.months_later),
        )
        for line in row.lines.all()
    )
    return Regime(row.name, lines, row.source)
