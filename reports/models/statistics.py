"""What bodies measure, the figures made of it, the numbers entered; what a plan's targets achieved."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.models import Organization, User
from cchc.orgs.scope import AppendOnlyQuerySet, ScopedQuerySet
from plans.models import Plan
from reports.statistics.formulas import OverYear, Relation
from tasks.enums import PeriodKind


class Measure(models.Model):
    """A number that is entered once a period (số liệu gốc). Without a body it is of the starting set, known to all;
    otherwise the body measures it, and all those beneath it. `code` names it in formulas and in frozen facts."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, null=True, related_name="measures")
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField("tên số liệu", max_length=200)
    unit = models.CharField("đơn vị tính", max_length=40)
    area = models.CharField("lĩnh vực", max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    over_year = models.CharField(max_length=4, choices=OverYear.choices(), default=OverYear.SUM)
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField("năm cuối", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                name="measure_years", condition=Q(to_year=None) | Q(to_year__gte=F("from_year") - 1)
            ),
        )

    def __str__(self) -> str:
        return self.name


class StatIndicator(models.Model):
    """A figure of the statistics table (chỉ tiêu thống kê): the sum of some measures, of the sum of others where
    `denominator` names any. Its formula never changes: another formula is another figure."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, null=True, related_name="indicators")
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField("tên chỉ tiêu", max_length=200)
    unit = models.CharField("đơn vị tính", max_length=40)
    area = models.CharField("lĩnh vực", max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    numerator = models.JSONField(default=list)
    denominator = models.JSONField(default=list)
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField("năm cuối", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                name="indicator_years", condition=Q(to_year=None) | Q(to_year__gte=F("from_year") - 1)
            ),
        )

    def __str__(self) -> str:
        return self.name


class MeasureCheck(models.Model):
    """What two sums of measures of one period must agree in."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, null=True, related_name="measure_checks")
    order = models.PositiveSmallIntegerField(default=0)
    left = models.JSONField(default=list)
    right = models.JSONField(default=list)
    relation = models.CharField(max_length=8, choices=Relation.choices())

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{' + '.join(self.left)} {self.get_relation_display()} {' + '.join(self.right)}"


class Entered(models.Model):
    """What every entered number says of itself: for which period, by whom, when. Written once; the last one holds."""

    period_kind = models.CharField(max_length=10, choices=PeriodKind.choices())
    period_year = models.PositiveSmallIntegerField()
    period_number = models.PositiveSmallIntegerField()
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def period_key(self) -> tuple[str, int, int]:
        return (self.period_kind, self.period_year, self.period_number)


class Measurement(Entered):
    """One number of one body for one period. Without a value an earlier one was withdrawn: "chưa có số liệu"."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="measurements")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="measurements")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)

    class Meta(Entered.Meta):
        ordering = ("pk",)
        indexes = (models.Index(fields=("organization", "period_year"), name="measured_in_a_year"),)
        constraints = (models.CheckConstraint(name="measured_amount", condition=Q(value=None) | Q(value__gte=0)),)

    def __str__(self) -> str:
        return f"{self.measure}: {self.value if self.value is not None else 'chưa có số liệu'}"


class TargetSource(models.Model):
    """The figure that tells what a target of a plan achieves. `key` names the target by what it measures
    (`reports.statistics.aims.target_keys`): a revision of the plan gives it another row."""

    reached_by: ClassVar[tuple[str, ...]] = ("plan__organization",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="target_sources")
    key = models.CharField(max_length=300)
    text = models.TextField("câu")
    indicator = models.ForeignKey(StatIndicator, models.PROTECT, null=True, related_name="target_sources")
    author_name = models.CharField(max_length=150)
    chosen_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("plan", "key"), name="target_source_once"),)

    def __str__(self) -> str:
        return self.text


class TargetMeasurement(Entered):
    """What a target achieved by the end of a period, where no figure of the statistics tells it. `text` is its sentence
    as it then stood. Without a numerator an earlier one was withdrawn."""

    reached_by: ClassVar[tuple[str, ...]] = ("plan__organization",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="target_measurements")
    key = models.CharField(max_length=300)
    text = models.TextField("câu")
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta(Entered.Meta):
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="target_measured_whole",
                condition=Q(denominator=None) | Q(numerator__isnull=False, denominator__gt=0),
            ),
        )

    def __str__(self) -> str:
        return self.text
