"""What runs in the background within an actor's reach, what failed, and when the machinery was last seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.scope import own_body
from reports.enums import DrawingState, RunState
from reports.models import Drafting, FileCheck, Heartbeat, ReportFile, Snapshot
from reports.queries.schedule import STUCK_AFTER, files_in_use

DRAFTING, SWEEPING = "reports.draft_due", "reports.sweep"
SILENT_AFTER = timedelta(hours=2)
UNDER_WAY = (RunState.QUEUED, RunState.RUNNING)
UNDRAWN = (DrawingState.QUEUED, DrawingState.DRAWING)


@dataclass(frozen=True, slots=True)
class Machine:
    """When the schedule last drafted and when any of its jobs was last seen; None: never."""

    drafted_at: datetime | None
    seen_at: datetime | None

    def is_silent(self, now: datetime) -> bool:
        return self.seen_at is None or now - self.seen_at > SILENT_AFTER


@dataclass(frozen=True, slots=True)
class Wave:
    """The drafting of one period in all bodies within reach: how many are asked for, done, failed, and late."""

    name: str
    total: int
    done: int
    failed: int
    stuck: int

    @property
    def ended(self) -> int:
        return self.done + self.failed


@dataclass(frozen=True, slots=True)
class Drawing:
    """Files of reports some of whose files are still being drawn."""

    total: int
    ready: int
    stuck: int


def machine() -> Machine:
    """The machinery's signs of life (one query)."""
    seen = {one.name: one.at for one in Heartbeat.objects.filter(name__in=(DRAFTING, SWEEPING))}
    return Machine(seen.get(DRAFTING), max(seen.values(), default=None))


def waves(actor: Actor, now: datetime) -> list[Wave]:
    """Periods whose drafting is not over (one query)."""
    found = (
        Drafting.objects.visible_to(actor)
        .order_by()
        .values("period_kind", "period_year", "period_number", "period_name")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state=RunState.DONE)),
            failed=Count("pk", filter=Q(state=RunState.FAILED)),
            left=Count("pk", filter=Q(state__in=UNDER_WAY)),
            stuck=Count("pk", filter=Q(state__in=UNDER_WAY, asked_at__lt=now - STUCK_AFTER)),
        )
        .filter(left__gt=0)
        .order_by("period_year", "period_name")
    )
    return [Wave(one["period_name"], one["total"], one["done"], one["failed"], one["stuck"]) for one in found]


def drawing(actor: Actor, now: datetime) -> Drawing | None:
    """The files being drawn; None when there are none (one query)."""
    files = _files(actor)
    waiting = Snapshot.objects.filter(files__state__in=UNDRAWN)
    counted = files.filter(snapshot__in=waiting).aggregate(
        total=Count("pk"),
        ready=Count("pk", filter=Q(state=DrawingState.READY)),
        stuck=Count("pk", filter=Q(state__in=UNDRAWN, asked_at__lt=now - STUCK_AFTER)),
    )
    return Drawing(**counted) if counted["total"] else None


def failed_draftings(actor: Actor) -> QuerySet[Drafting]:
    """What the schedule could not draft, the latest first."""
    found: QuerySet[Drafting] = Drafting.objects.visible_to(actor).filter(state=RunState.FAILED)
    return found.select_related("organization").order_by("-ended_at", "pk")


def failed_files(actor: Actor) -> QuerySet[ReportFile]:
    """Files that did not come out, body by body."""
    return _files(actor).filter(state=DrawingState.FAILED).order_by("report__organization__path", "pk")


def _files(actor: Actor) -> QuerySet[ReportFile]:
    return files_in_use().filter(pk__in=ReportFile.objects.visible_to(actor).values("pk"))


def last_run(actor: Actor, drafted_at: datetime | None) -> dict[str, int]:
    """How many drafts of the last run are in which state, within reach (one query)."""
    if drafted_at is None:
        return {}
    rows = Drafting.objects.visible_to(actor).filter(asked_at=drafted_at).order_by()
    return dict(rows.values_list("state").annotate(number=Count("pk")))


def failures_of(actor: Actor, year: int) -> dict[tuple[str, int, int], Drafting]:
    """The failed draftings of the actor's own body in a year, by period."""
    found = Drafting.objects.filter(own_body(actor), period_year=year, state=RunState.FAILED)
    return {drafting.key: drafting for drafting in found}


def drafting_in_reach(actor: Actor, pk: int) -> Drafting | None:
    """One drafting through the door."""
    found: Drafting | None = Drafting.objects.visible_to(actor).select_related("organization").filter(pk=pk).first()
    return found


def last_checks(files: Iterable[ReportFile]) -> dict[int, FileCheck]:
    """The newest check of each file, by the file's id (one query)."""
    return {check.file_id: check for check in FileCheck.objects.filter(file__in=files).order_by("pk")}
