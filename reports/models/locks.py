"""Periods that the reviewer opened again, kept after they are closed once more."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cchc.orgs.scope import ScopedQuerySet
from reports.models.reports import Report


class Reopening(models.Model):
    """One period of one body opened again, with its reason; `received_at` is when the report had been accepted before,
    `closed_at` the sending that closed it once more. That a period is closed now is said by
    `tasks.models.ClosedPeriod`."""

    reached_by: ClassVar[tuple[str, ...]] = ("report__organization",)

    report = models.ForeignKey(Report, models.PROTECT, related_name="reopenings")
    reopened_at = models.DateTimeField()
    reopened_by = models.CharField(max_length=150)
    reason = models.TextField()
    received_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-reopened_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("report",), condition=Q(closed_at=None), name="reopened_once"),
            models.CheckConstraint(name="reopened_with_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"Mở lại kỳ {self.report.period_name} của {self.report.organization}"
