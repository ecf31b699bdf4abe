"""What the scheduled jobs have to do: drafts whose cut-off has passed, and work that a fallen worker left lying."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Membership, Organization
from cchc.orgs.scope import GIVERS
from plans.enums import PlanState
from reports.enums import DrawingState, ReportState, RunState
from reports.models import Drafting, FileCheck, Report, ReportFile, Snapshot, Submission
from tasks.periods import Period, asked_periods
from tasks.queries.timetables import timetables_of

LOOK_BACK = timedelta(days=92)
"""How far into the year before a missed cut-off is caught up: a year closes on 14/12, and nobody may have looked until
well into January. This year's are caught up all."""
STUCK_AFTER = timedelta(minutes=10)
"""Longer than the longest job may run (six minutes): what is not done by then has lost its worker or its message."""

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Due:
    """One report that the schedule has to draft or to bring to its cut-off."""

    organization: Organization
    key: Key
    name: str


def drafts_due(now: datetime) -> list[Due]:
    """What is to be drafted now. What failed waits for its hour, what is under way for its worker (a fixed number of
    queries)."""
    today = localdate(now)
    known = {(one.organization_id, one.key): one for one in Drafting.objects.exclude(state=RunState.DONE)}
    due = (*missing_reports(today), *_early(today))
    return [one for one in due if _is_time(known.get((one.organization.pk, one.key)), now)]


def _is_time(drafting: Drafting | None, now: datetime) -> bool:
    return drafting is None or (drafting.again_at is not None and drafting.again_at <= now)


def missing_reports(today: date) -> Iterator[Due]:
    """Reports that every body with a plan in force should have by now and has not."""
    have = _reported(today.year - 1) | _reported(today.year)
    for body, period in asked_reports(today):
        if period.cutoff_on < today and (body.pk, period.key) not in have:
            yield Due(body, period.key, period.name)


def asked_reports(today: date) -> Iterator[tuple[Organization, Period]]:
    """What every body with a plan in force is asked for in this year and lately in the year before."""
    for year in (today.year - 1, today.year):
        since = date.min if year == today.year else today - LOOK_BACK
        first = _first_days_of_heirs(year) | dict.fromkeys(_owing(year).values_list("pk", flat=True), date.min)
        bodies = list(Organization.objects.filter(pk__in=first).select_related("parent__merged_into"))
        timetables = timetables_of(bodies)
        for body in bodies:
            for period in asked_periods(year, timetables[body.pk]):
                if max(since, first[body.pk]) <= period.cutoff_on and body.existed_on(period.cutoff_on):
                    yield body, period


def owes_reports(body: Organization, year: int) -> bool:
    """Whether a body is asked for reports of a year (one query, or two)."""
    return _owing(year).filter(pk=body.pk).exists() or body.pk in _first_days_of_heirs(year)


def _owing(year: int) -> QuerySet[Organization]:
    """Bodies with a plan in force; governments that have somebody to make their report and a body right beneath with
    such a plan."""
    planned = Organization.objects.filter(_planned(year))
    makers = Membership.objects.filter(role__in=(Role.COORDINATOR, Role.LEADER)).values("organization")
    above = planned.exclude(kind=OrganizationKind.DEPARTMENT).values("parent")
    gathering = Q(kind__in=GIVERS, pk__in=above) & Q(pk__in=makers)
    return Organization.objects.filter(Q(pk__in=planned.values("pk")) | gathering)


def _reported(year: int) -> set[tuple[int, Key]]:
    found = Report.objects.filter(period_year=year)
    return {
        (body, (kind, of, number))
        for body, kind, of, number in found.values_list("organization", "period_kind", "period_year", "period_number")
    }


def _planned(year: int) -> Q:
    return Q(
        plans__state__in=(PlanState.ACCEPTED, PlanState.CLOSED), plans__from_year__lte=year, plans__to_year__gte=year
    )


def _first_days_of_heirs(year: int) -> dict[int, date]:
    """From which day those report who carry on the work of ended bodies with a plan of the year: governments that have
    somebody to make their report."""
    makers = Membership.objects.filter(role__in=(Role.COORDINATOR, Role.LEADER)).values("organization")
    ended = Organization.objects.filter(_planned(year), valid_to__isnull=False, merged_into__in=makers)
    found = ended.exclude(merged_into__kind=OrganizationKind.DEPARTMENT).values_list("merged_into", "valid_to")
    first: dict[int, date] = {}
    for heir, last_day in found:
        if heir and last_day:
            day = last_day + timedelta(days=1)
            first[heir] = min(day, first.get(heir, day))
    return first


def _early(today: date) -> Iterator[Due]:
    """Drafts made before their cut-off, which has passed now: their figures are not yet those of the period."""
    early = Report.objects.filter(state=ReportState.DRAFT, as_of__lt=F("cutoff_on"), cutoff_on__lt=today)
    for report in early.select_related("organization"):
        yield Due(
            report.organization, (report.period_kind, report.period_year, report.period_number), report.period_name
        )


def drafting_of(pk: int) -> Drafting | None:
    """A drafting with its body; None when it is gone."""
    return Drafting.objects.filter(pk=pk).select_related("organization").first()


def body_of_file(file_id: int) -> Organization | None:
    """The body whose report a file belongs to; None when the file is gone."""
    return Organization.objects.filter(reports__files=file_id).first()


def check_of(pk: int) -> FileCheck | None:
    """A check with its file and the facts it was drawn from; None when it is gone."""
    return FileCheck.objects.filter(pk=pk).select_related("file__report__organization", "file__snapshot").first()


def files_in_use() -> QuerySet[ReportFile]:
    """Files that somebody can open: those of a report's newest facts and of what was sent."""
    later = Snapshot.objects.filter(report=OuterRef("report"), pk__gt=OuterRef("snapshot"))
    sent = Submission.objects.filter(snapshot=OuterRef("snapshot"))
    return ReportFile.objects.filter(~Exists(later) | Exists(sent)).select_related("report__organization")


def stuck_files(now: datetime) -> list[ReportFile]:
    """Files that were asked for and did not come."""
    waiting = (DrawingState.QUEUED, DrawingState.DRAWING)
    return list(files_in_use().filter(state__in=waiting, asked_at__lt=now - STUCK_AFTER))


def stuck_draftings(now: datetime) -> list[Drafting]:
    """Draftings that were asked for and did not come."""
    return list(Drafting.objects.filter(_stuck(now)).select_related("organization"))


def stuck_checks(now: datetime) -> list[FileCheck]:
    """Checks that were asked for and did not come."""
    return list(FileCheck.objects.filter(_stuck(now)).select_related("file__report__organization"))


def _stuck(now: datetime) -> Q:
    return Q(state__in=(RunState.QUEUED, RunState.RUNNING), asked_at__lt=now - STUCK_AFTER)
