"""The regimes of a body, of those beneath it, and whether one may be set or taken away."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.queries.calendar import working_days
from cchc.orgs.working_days import WorkingDays
from tasks.models import ClosedPeriod, RegimeRow
from tasks.periods import Timetable
from tasks.queries.timetables import decision_of
from tasks.regime_words import fault_of
from tasks.regimes import COMMUNE, Decision, decisions_for

NAMED = 3
ANY_BODY = "0/"
"""Stands for a body beneath: what follows the path of the government above it."""

Standing = tuple[tuple[int, Decision], ...]


@dataclass(frozen=True, slots=True)
class Regimes:
    """What rules the reports of a government (`own`) and of each body beneath it without a regime of its own
    (`below`), with the year from which each holds; before the first the decree's defaults."""

    organization: Organization
    own: Standing
    below: Standing
    decisions: tuple[Decision, ...]
    calendar: WorkingDays

    def timetable(self, standing: Standing) -> Timetable:
        return Timetable(self.calendar, tuple((year, one.regime) for year, one in standing))

    def of(self, body: Organization) -> Standing:
        return decisions_for(body.territory, self.decisions)


def regimes_of(organization: Organization) -> Regimes:
    """Everything that was set by a government, above it or beneath it (two queries, a third where there is any)."""
    decisions = decisions_around(organization.path)
    return Regimes(
        organization,
        decisions_for(organization.path, decisions),
        decisions_for(organization.path + ANY_BODY, decisions),
        tuple(decisions),
        working_days(),
    )


def decisions_around(path: str) -> list[Decision]:
    """Every regime that was set by a body at that path, above it or beneath it."""
    above = Q(organization__in=[int(pk) for pk in path.split("/") if pk])
    rows = RegimeRow.objects.filter(above | Q(organization__path__startswith=path))
    return [decision_of(row) for row in rows.select_related("organization").prefetch_related("lines")]


def standing_in(year: int, standing: Standing) -> Decision | None:
    """Whose word holds in a year; None where the decree's defaults do."""
    return next((decision for since, decision in reversed(standing) if since <= year), None)


def government_in_reach(actor: Actor, pk: int) -> Organization | None:
    """A body within reach that reports for itself."""
    bodies = Organization.objects.visible_to(actor).exclude(kind=OrganizationKind.DEPARTMENT)
    return bodies.select_related("parent").filter(pk=pk).first()


def regime_row(actor: Actor, pk: int) -> RegimeRow | None:
    """A stored regime of a body within reach."""
    rows = RegimeRow.objects.visible_to(actor).select_related("organization").prefetch_related("lines")
    return rows.filter(pk=pk).first()


def refusal_to_set(organization: Organization, decision: Decision, *, year: int) -> str:
    """Why a regime cannot be set in the running `year`, in one sentence; "" where it can."""
    if decision.from_year < year:
        return f"Chế độ báo cáo chỉ đặt được từ năm nay trở đi; hãy chọn năm {year} hoặc một năm sau."
    if fault := fault_of(decision.regime, decision.from_year, working_days()):
        return fault
    now = decisions_around(organization.path)
    sent = _sent_otherwise(organization, now, [*(one for one in now if not _replaces(decision, one)), decision])
    if not sent:
        return ""
    return (
        f"Đã có báo cáo gửi theo chế độ đang dùng ({_named(sent)}); hãy đặt chế độ mới từ năm "
        f"{max(one.period_year for one in sent) + 1}."
    )


def refusal_to_remove(organization: Organization, decision: Decision, *, year: int) -> str:
    """Why a regime cannot be taken away, in one sentence; "" where it has not begun to be used."""
    if decision.from_year < year:
        return f"Chế độ này đã áp dụng từ năm {decision.from_year} nên được giữ lại; hãy đặt chế độ khác từ năm nay."
    now = decisions_around(organization.path)
    sent = _sent_otherwise(organization, now, [one for one in now if one.row_id != decision.row_id])
    if not sent:
        return ""
    return f"Đã có báo cáo gửi theo chế độ này ({_named(sent)}) nên không bỏ được; hãy đặt chế độ khác từ năm sau."


def _replaces(new: Decision, old: Decision) -> bool:
    return (new.path, new.audience, new.from_year) == (old.path, old.audience, old.from_year)


def _sent_otherwise(
    organization: Organization, before: Iterable[Decision], after: Iterable[Decision]
) -> list[ClosedPeriod]:
    """Reports sent in years for which another regime would hold then."""
    closed = ClosedPeriod.objects.filter(organization__path__startswith=organization.path)
    return [
        one
        for one in closed.select_related("organization").order_by("period_year", "cutoff_on", "pk")
        if _lines(one, before) != _lines(one, after)
    ]


def _lines(closed: ClosedPeriod, decisions: Iterable[Decision]) -> object:
    decision = standing_in(closed.period_year, decisions_for(closed.organization.territory, decisions))
    return decision.regime.lines if decision else COMMUNE.lines


def _named(sent: list[ClosedPeriod]) -> str:
    names = "; ".join(f"{one.organization}: {one.period_name}" for one in sent[:NAMED])
    return f"{names} và {len(sent) - NAMED} báo cáo khác" if len(sent) > NAMED else names
