"""Work in the background: drafting by the schedule, the machinery's sign of life, files drawn again to compare them."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from cchc.orgs.models import Organization
from cchc.orgs.scope import ScopedQuerySet
from reports.enums import CheckResult, RunState
from reports.models.reports import ReportFile
from tasks.enums import PeriodKind

FIRST_WAIT = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=1)


class Drafting(models.Model):
    """The scheduled drafting of one report: one row for each body and period. `interruptions` counts the starts that
    a fallen worker left unfinished since a person or the schedule asked."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="draftings")
    period_kind = models.CharField(max_length=10, choices=PeriodKind.choices())
    period_year = models.PositiveSmallIntegerField()
    period_number = models.PositiveSmallIntegerField()
    period_name = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=RunState.choices(), default=RunState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    interruptions = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-period_year", "period_kind", "period_number", "organization")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "period_kind", "period_year", "period_number"), name="drafting_once"
            ),
            models.CheckConstraint(
                name="drafting_failed_whole",
                condition=~Q(state=RunState.FAILED) | ~Q(message="") & Q(ended_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"Lập báo cáo {self.period_name} · {self.organization}"

    @property
    def key(self) -> tuple[str, int, int]:
        return self.period_kind, self.period_year, self.period_number

    @property
    def again_at(self) -> datetime | None:
        """When the schedule tries a failed drafting again: after one hour, then two, four, …, at last once a day."""
        if self.state != RunState.FAILED or self.ended_at is None:
            return None
        return self.ended_at + min(FIRST_WAIT * 2 ** min(max(self.tries - 1, 0), 5), LONGEST_WAIT)


class Heartbeat(models.Model):
    """When a scheduled job last ran. It is no body's: the machinery serves them all."""

    name = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FileCheck(models.Model):
    """A file drawn again from its frozen facts, and its digest compared with the one kept: who asked, when, what came
    of it."""

    reached_by: ClassVar[tuple[str, ...]] = ("file__report__organization",)

    file = models.ForeignKey(ReportFile, models.CASCADE, related_name="checks")
    state = models.CharField(max_length=8, choices=RunState.choices(), default=RunState.QUEUED)
    result = models.CharField(max_length=10, choices=CheckResult.choices(), blank=True)
    drawn_sha256 = models.CharField(max_length=64, blank=True)
    message = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="check_ended_whole", condition=~Q(state=RunState.DONE) | ~Q(result="") & Q(ended_at__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"Kiểm tra lại {self.file}"
