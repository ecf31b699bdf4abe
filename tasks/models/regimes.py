"""Reporting regimes that bodies set, and periods that were reported."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.models import Organization
from cchc.orgs.scope import ScopedQuerySet
from tasks.enums import Audience, PeriodKind


class RegimeRow(models.Model):
    """A reporting regime (chế độ báo cáo) that a body set, from a year on: for itself, or for the bodies beneath it
    that have none of their own. `tasks.regimes` says what it means; without any, the decree's defaults hold."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="regimes")
    audience = models.CharField("áp dụng cho", max_length=10, choices=Audience.choices())
    from_year = models.PositiveSmallIntegerField("từ năm")
    name = models.CharField("tên", max_length=200)
    source = models.CharField("căn cứ", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("from_year",)
        constraints = (
            models.UniqueConstraint(fields=("organization", "audience", "from_year"), name="regime_once_a_year"),
        )

    def __str__(self) -> str:
        return self.name


class RegimeLine(models.Model):
    """One kind of report of a regime: which of the year's, the day that closes it, and when it must be sent: so many
    working days after that day, or a day of the same month or a later one."""

    reached_by: ClassVar[tuple[str, ...]] = ("regime__organization",)

    regime = models.ForeignKey(RegimeRow, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=PeriodKind.choices())
    numbers = models.JSONField(default=list)
    cutoff_day = models.PositiveSmallIntegerField()
    working_days = models.PositiveSmallIntegerField(null=True)
    send_day = models.PositiveSmallIntegerField(null=True)
    months_later = models.PositiveSmallIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("regime", "kind"), name="regime_kind_once"),
            models.CheckConstraint(name="cutoff_in_month", condition=Q(cutoff_day__gte=1, cutoff_day__lte=31)),
            models.CheckConstraint(
                name="sent_by_one_rule",
                condition=Q(working_days__gte=1, send_day=None, months_later=0)
                | Q(working_days=None, send_day__gte=1, send_day__lte=31, months_later__lte=2),
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class ClosedPeriod(models.Model):
    """A period of a body whose report was sent: words about it are "bổ sung sau chốt số liệu" until it is reopened."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="closed_periods")
    period_kind = models.CharField(max_length=10, choices=PeriodKind.choices())
    period_year = models.PositiveSmallIntegerField()
    period_number = models.PositiveSmallIntegerField()
    period_name = models.CharField(max_length=60)
    start_on = models.DateField()
    cutoff_on = models.DateField()
    closed_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-cutoff_on",)
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "period_kind", "period_year", "period_number"), name="closed_once"
            ),
            models.CheckConstraint(name="closed_dates", condition=Q(cutoff_on__gte=F("start_on"))),
        )

    def __str__(self) -> str:
        return self.period_name
