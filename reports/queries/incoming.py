"""What came in to a government: reports that wait for a decision, those sent back, those taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.text import fold, sort_key
from reports.enums import ReportState, SendingState
from reports.models import Report, Submission
from reports.queries.listing import key_words
from reports.queries.reach import reports_in_reach
from reports.queries.remarks import RemarkCount, remark_counts
from reports.rules import can_decide, reads_untold
from reports.wording import Said, timeliness
from tasks.enums import State

MOST_TAKEN = 200
"""Taken reports that one page shows; what is more is found by choosing a period or by name."""
LOOKS = {
    SendingState.WAITING: State.DOING,
    SendingState.RETURNED: State.LATE,
    SendingState.REOPENED: State.LATE,
    SendingState.TAKEN: State.ON_TIME,
}
BACK = (SendingState.RETURNED, SendingState.REOPENED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page is asked for: a year, the words of a period's key, one state, a name (without accents)."""

    year: int
    period: str = ""
    state: str = ""
    name: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether taken reports are shown one by one."""
        return bool(self.period or self.name or self.state == SendingState.TAKEN)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One report that came in; `sent_at` is its newest sending."""

    report: Report
    sent_at: datetime
    timeliness: Said
    state: SendingState
    remarks: RemarkCount | None
    may_decide: bool

    @property
    def said(self) -> Said:
        return Said(LOOKS[self.state].value, self.state.label)

    @property
    def ticket(self) -> str:
        """The report and the sending that is seen: "12-2"."""
        return f"{self.report.pk}-{self.report.attempt}"


@dataclass(frozen=True, slots=True)
class TakenPeriod:
    """How many reports of one period were taken."""

    key: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """`waiting` are of every year, the oldest sending first; `back` were returned or their period was opened again;
    `taken` are of the year, one by one where a period or name is asked for, otherwise counted in `taken_periods`.
    `all_taken` counts those that fit what is asked for."""

    waiting: tuple[Arrival, ...]
    back: tuple[Arrival, ...]
    taken: tuple[Arrival, ...]
    taken_periods: tuple[TakenPeriod, ...]
    all_taken: int
    choices: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> int:
        return len(self.waiting) + len(self.back) + len(self.taken)


def received_reports(actor: Actor) -> QuerySet[Report]:
    """The reports that were sent to the actor's government or one of its departments, not to one further down; those
    sent to a government whose work it carries on among them."""
    governments = sorted(actor.government_ids)
    through = Q(recipient__kind=OrganizationKind.DEPARTMENT, recipient__parent__in=governments)
    found = reports_in_reach(actor).filter(Q(recipient__in=governments) | through, submitted_at__isnull=False)
    return found.exclude(organization=actor.organization)


def waiting_reports(actor: Actor, *, today: date) -> list[Arrival]:
    """What waits to be accepted or returned, the oldest first (three queries)."""
    waiting = list(received_reports(actor).filter(state=ReportState.SUBMITTED))
    return sorted(_arrivals(actor, waiting, today), key=_by_sending)


def incoming(actor: Actor, wanted: Wanted, *, today: date) -> Incoming:
    """All that came in, as far as it is asked for (a fixed number of queries)."""
    received = received_reports(actor)
    pending = list(received.exclude(state=ReportState.ACCEPTED))
    open_ = [one for one in pending if _fits(one, wanted)]
    accepted = received.filter(state=ReportState.ACCEPTED, period_year=wanted.year)
    periods = _taken_periods(accepted)
    taken = [one for one in accepted if _fits(one, wanted)] if wanted.is_narrow else []
    taken.sort(key=lambda one: (-one.cutoff_on.toordinal(), sort_key(one.organization.name)))
    lines = _arrivals(actor, [*open_, *taken[:MOST_TAKEN]], today)
    waiting = sorted((one for one in lines if one.state == SendingState.WAITING), key=_by_sending)
    back = sorted((one for one in lines if one.state in BACK), key=_by_period)
    counted = () if wanted.is_narrow or wanted.state else periods
    return Incoming(
        waiting=tuple(waiting),
        back=tuple(back),
        taken=tuple(one for one in lines if one.state == SendingState.TAKEN),
        taken_periods=counted,
        all_taken=len(taken) + sum(one.number for one in counted),
        choices=_choices(pending, periods),
    )


def _fits(report: Report, wanted: Wanted) -> bool:
    group = SendingState.RETURNED if state_of(report) == SendingState.REOPENED else state_of(report)
    return (
        (not wanted.period or key_words(report.period) == wanted.period)
        and (not wanted.state or group == wanted.state)
        and fold(wanted.name) in fold(report.organization.name)
    )


def state_of(report: Report) -> SendingState:
    """What the government above knows of a report that was sent: not how far its next sending has come."""
    match report.state:
        case ReportState.SUBMITTED:
            return SendingState.WAITING
        case ReportState.ACCEPTED:
            return SendingState.TAKEN
    return SendingState.REOPENED if report.is_reopened else SendingState.RETURNED


def arrivals_of(actor: Actor, pks: Iterable[int], *, today: date) -> list[Arrival]:
    """These of the reports that came in, the oldest sending first (three queries)."""
    return sorted(_arrivals(actor, list(received_reports(actor).filter(pk__in=pks)), today), key=_by_sending)


def _arrivals(actor: Actor, reports: Sequence[Report], today: date) -> list[Arrival]:
    counts = remark_counts(reports)
    sendings = Submission.objects.filter(report__in=reports).order_by("attempt")
    sent_at = dict(sendings.values_list("report", "submitted_at"))
    return [
        Arrival(
            report=one,
            sent_at=sent_at[one.pk],
            timeliness=timeliness(one, one.send_by, today),
            state=state_of(one),
            remarks=counts.get(one.pk) if reads_untold(actor, one) else None,
            may_decide=can_decide(actor, one),
        )
        for one in reports
    ]


def _by_sending(arrival: Arrival) -> tuple[datetime, str]:
    """A report that came again waits since then."""
    return arrival.sent_at, sort_key(arrival.report.organization.name)


def _by_period(arrival: Arrival) -> tuple[date, str]:
    return arrival.report.cutoff_on, sort_key(arrival.report.organization.name)


def _taken_periods(accepted: QuerySet[Report]) -> tuple[TakenPeriod, ...]:
    """The newest period first (one query)."""
    keys = ("period_kind", "period_year", "period_number")
    found = (
        accepted.order_by().values_list(*keys).annotate(name=Max("period_name"), n=Count("pk"), day=Max("cutoff_on"))
    )
    ordered = sorted(found, key=lambda one: (one[5], one[4]), reverse=True)
    return tuple(TakenPeriod(_key_words(key), name, number) for *key, name, number, _ in ordered)


def _key_words(key: Sequence[object]) -> str:
    return "-".join(map(str, key))


def _choices(pending: Sequence[Report], taken: Sequence[TakenPeriod]) -> tuple[tuple[str, str], ...]:
    """Every period that anything came in for."""
    found = {key_words(one.period): one.period_name for one in pending}
    return tuple((found | {one.key: one.name for one in taken}).items())
