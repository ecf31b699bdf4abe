"""What the bodies beneath a government owe for a period and what they sent of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Membership, Organization
from cchc.orgs.queries.people import memberships_of
from cchc.orgs.queries.units import stood_beneath, stood_elsewhere
from cchc.orgs.scope import GIVERS
from reports.enums import ReportState, SendingState
from reports.models import Report, Submission
from reports.queries.reach import reports_in_reach
from tasks.periods import Period, asked_periods, period
from tasks.queries.timetables import government_of, timetables_of


@dataclass(frozen=True, slots=True)
class Receipt:
    """One body beneath in one period: the days it has by its own timetable, whether the period is asked of it, the last
    sending by the moment that is looked at (None where nothing came) and what had become of it by then."""

    body: Organization
    period: Period
    is_asked: bool
    sending: Submission | None
    state: SendingState

    @property
    def report(self) -> Report | None:
        return self.sending.report if self.sending else None

    @property
    def is_taken(self) -> bool:
        """Whether what it sent was accepted, so that it counts."""
        return self.state == SendingState.TAKEN

    @property
    def owes(self) -> bool:
        """A body owes a period that is asked of it and at whose cut-off it exists; what came all the same counts."""
        return self.sending is not None or (self.is_asked and not self.has_ended)

    @property
    def has_ended(self) -> bool:
        return self.body.valid_to is not None and self.body.valid_to < self.period.cutoff_on


def receipts_of(actor: Actor, government: Organization, of: Period, until: datetime) -> tuple[Receipt, ...]:
    """Every body beneath that existed in the period, with what `government` received from it by `until`: a fixed
    number of queries. One that no longer stands beneath is there where its report came. Nobody
    reports to a commune or a department."""
    if government.kind not in GIVERS:
        return ()
    bodies = {body.pk: body for body in bodies_beneath(government, of.cutoff_on)}
    received = _sendings(actor, government, of, until).prefetch_related("report__reopenings")
    sendings = {sending.report.organization_id: sending for sending in received}
    bodies |= {pk: sending.report.organization for pk, sending in sendings.items() if pk not in bodies}
    days = _days_of(bodies.values(), of)
    receipts = (
        Receipt(body, *days[pk], sendings.get(pk), _state_of(sendings.get(pk), until)) for pk, body in bodies.items()
    )
    return tuple(found for found in receipts if found.sending or _existed(found.body, found.period))


def _state_of(sending: Submission | None, until: datetime) -> SendingState:
    """What had become of a sending by then, whatever was opened again or sent later."""
    if sending is None:
        return SendingState.SILENT
    report: Report = sending.report
    is_last = sending.attempt == report.attempt
    reopening = next(
        (one for one in reversed(report.reopenings.all()) if one.reopened_at >= sending.submitted_at), None
    )
    if reopening and reopening.reopened_at <= until:
        return SendingState.REOPENED
    received_at = reopening.received_at if reopening else report.received_at if is_last else None
    if received_at and received_at <= until:
        return SendingState.TAKEN
    was_returned = is_last and not reopening and report.state not in (ReportState.SUBMITTED, ReportState.ACCEPTED)
    return SendingState.RETURNED if was_returned else SendingState.WAITING


def bodies_beneath(government: Organization, day: date) -> QuerySet[Organization]:
    """The governments right beneath this one on that day, whose reports it or its department receives."""
    still = Q(parent=government) & ~Q(pk__in=stood_elsewhere(government, day).values("organization"))
    found = Organization.objects.filter(still | Q(pk__in=stood_beneath(government, day).values("organization")))
    return found.exclude(kind=OrganizationKind.DEPARTMENT).select_related("merged_into")


def _sendings(actor: Actor, government: Organization, of: Period, until: datetime) -> QuerySet[Submission]:
    """The last sending by `until` of each report of the period that this government received itself or through its
    department. What a body that stood beneath another sent later to who carries on that one's work is that one's."""
    kind, year, number = of.key
    receiving = Q(report__recipient=government) | Q(
        report__recipient__parent=government, report__recipient__kind=OrganizationKind.DEPARTMENT
    )
    receiving &= ~Q(report__organization__in=stood_elsewhere(government, of.cutoff_on).values("organization"))
    if government.is_over:
        receiving |= Q(report__organization__in=bodies_beneath(government, of.cutoff_on))
    later = Submission.objects.filter(
        report=OuterRef("report"), attempt__gt=OuterRef("attempt"), submitted_at__lte=until
    )
    found: QuerySet[Submission] = Submission.objects.visible_to(actor)
    return (
        found.filter(receiving, ~Exists(later), submitted_at__lte=until)
        .filter(report__period_kind=kind, report__period_year=year, report__period_number=number)
        .exclude(report__organization=government)
        .select_related("report__organization__merged_into", "snapshot")
    )


def _days_of(bodies: Iterable[Organization], of: Period) -> dict[int, tuple[Period, bool]]:
    """The period by each body's own timetable, and whether it is asked for."""
    timetables = timetables_of(list(bodies))
    return {
        pk: (
            period(of.kind, of.year, of.number, timetable),
            of.key in {asked.key for asked in asked_periods(of.year, timetable)},
        )
        for pk, timetable in timetables.items()
    }


def _existed(body: Organization, of: Period) -> bool:
    first, last = body.valid_from or date.min, body.valid_to or date.max
    return first <= of.cutoff_on and last >= of.start_on


def reports_open_to(actor: Actor, ids: Sequence[int]) -> dict[int, Report]:
    """Those of these reports that the actor may open, by their ids (one query)."""
    return {report.pk: report for report in reports_in_reach(actor).filter(pk__in=ids)}


def news_since(actor: Actor, report: Report, taken: Iterable[tuple[int, int]], now: datetime) -> list[str]:
    """The bodies whose accepted report of the period is not, or not in its last sending, among those taken in (report
    and attempt): what "Cập nhật số liệu" would bring (one query)."""
    known = set(taken)
    accepted = _sendings(actor, report.organization, report.period, now).filter(report__state=ReportState.ACCEPTED)
    found = accepted.defer("snapshot__facts").order_by("report__organization__path")
    return [s.report.organization.name for s in found if (s.report_id, s.attempt) not in known]


def maker_membership(actor: Actor, today: date) -> Membership | None:
    """The reviewer's own membership in which the government's report is made, when this person has one (one query)."""
    if actor.user is None:
        return None
    own = memberships_of(actor.user, today=today).prefetch_related(None)
    makers = own.filter(organization=government_of(actor.organization), role__in=(Role.COORDINATOR, Role.LEADER))
    return makers.order_by("pk").first()
