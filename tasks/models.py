"""Duties of a body, what they make due, and what officials stated about them."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.models import Organization, Position, User
from cchc.orgs.scope import AppendOnlyQuerySet, ScopedQuerySet
from plans.enums import AgencyRole
from plans.models import Plan, PlanItem
from tasks.enums import Audience, ObligationKind, Outcome, PeriodKind


class Task(models.Model):
    """One row of a plan × one body that must do it: the plan's own, or one beneath it that the row names.

    `plan`, `order` (the document's) and `next_due_on` (the first day on which something is still owed) are kept by the
    actions so that a list of ten thousand is filtered and sorted by an index.
    """

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)
    given_by: ClassVar[tuple[str, ...]] = ("plan__organization",)

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="tasks")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="tasks")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    order = models.PositiveIntegerField(default=0)
    next_due_on = models.DateField("hạn tới", null=True, blank=True)
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")
        indexes = (
            models.Index(fields=("organization", "order", "id")),
            models.Index(fields=("organization", "next_due_on", "id")),
        )
        constraints = (models.UniqueConstraint(fields=("item", "organization"), name="task_once_in_a_body"),)

    def __str__(self) -> str:
        return self.item.text

    @property
    def is_given(self) -> bool:
        """Whether another body's plan gave it."""
        return self.plan.organization_id != self.organization_id


class Assignment(models.Model):
    """The post that leads a task, or co-ordinates in it. At most one is *the* lead (`is_first`): who is asked first."""

    reached_by: ClassVar[tuple[str, ...]] = ("task__organization",)
    given_by: ClassVar[tuple[str, ...]] = ("task__plan__organization",)

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    position = models.ForeignKey(Position, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=12, choices=AgencyRole.choices())
    is_first = models.BooleanField(default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-role", "-is_first", "pk")
        constraints = (
            models.UniqueConstraint(fields=("task", "position"), name="assigned_once"),
            models.UniqueConstraint(fields=("task",), condition=Q(is_first=True), name="one_first_lead"),
            models.CheckConstraint(name="first_is_lead", condition=Q(is_first=False) | Q(role=AgencyRole.LEAD)),
        )

    def __str__(self) -> str:
        return f"{self.position} ({self.get_role_display()})"


class ObligationQuerySet(ScopedQuerySet):
    def alive(self) -> "ObligationQuerySet":
        return self.filter(cancelled_on=None)

    def open(self) -> "ObligationQuerySet":
        """Still owed: neither cancelled nor settled."""
        return (
            self.alive()
            .exclude(outcome=Outcome.DONE)
            .exclude(~Q(kind=ObligationKind.STANDING), outcome=Outcome.NOTHING)
        )


class Obligation(models.Model):
    """One thing due once. A due day that moves keeps its first value; who waits has none. What a later version of the
    plan added has none either: its first `DueChange` tells since when it is due, `start_on` since when it waits.

    `outcome`, `outcome_on` and `last_update_id` repeat the last update, so that lists need not look for it;
    `tasks.actions` writes both in one transaction.
    """

    reached_by: ClassVar[tuple[str, ...]] = ("task__organization",)
    given_by: ClassVar[tuple[str, ...]] = ("task__plan__organization",)

    task = models.ForeignKey(Task, models.CASCADE, related_name="obligations")
    kind = models.CharField(max_length=10, choices=ObligationKind.choices())
    label = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    start_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, db_index=True)
    original_due_on = models.DateField(null=True, blank=True)
    waits_for = models.TextField(blank=True)
    period_kind = models.CharField(max_length=10, choices=PeriodKind.choices(), blank=True)
    period_year = models.PositiveSmallIntegerField(null=True, blank=True)
    period_number = models.PositiveSmallIntegerField(null=True, blank=True)
    period_name = models.CharField(max_length=60, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices(), blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    last_update_id = models.BigIntegerField(null=True, blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        ordering = (F("due_on").asc(nulls_last=True), "pk")
        constraints = (
            models.UniqueConstraint(fields=("task", "label", "due_on"), name="due_once"),
            models.UniqueConstraint(fields=("task", "label", "words"), condition=Q(due_on=None), name="waiting_once"),
            models.CheckConstraint(
                name="due_or_waiting", condition=Q(kind=ObligationKind.WAITING) | Q(due_on__isnull=False)
            ),
            models.CheckConstraint(
                name="cancelled_with_reason",
                condition=Q(cancelled_on=None, cancel_reason="") | Q(cancelled_on__isnull=False) & ~Q(cancel_reason=""),
            ),
            models.CheckConstraint(
                name="period_whole",
                condition=Q(period_kind="", period_year=None, period_number=None)
                | ~Q(period_kind="") & Q(period_year__isnull=False, period_number__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.label or self.task.item.text, self.period_name)))

    @property
    def is_whole_row(self) -> bool:
        """Due once and without a label of its own: its row says all."""
        return self.kind == ObligationKind.FIXED and not self.label

    @property
    def short_name(self) -> str:
        """What is due, without its row: "Báo cáo kết quả, quý II năm 2023"; "Thường xuyên"."""
        return ", ".join(filter(None, (self.label, self.period_name))) or self.get_kind_display()


class Update(models.Model):
    """What an official stated, written once. `is_after_cutoff` marks a word about a period whose report was already
    sent: it appears in the next report as "bổ sung sau chốt số liệu"."""

    reached_by: ClassVar[tuple[str, ...]] = ("obligation__task__organization",)
    given_by: ClassVar[tuple[str, ...]] = ("obligation__task__plan__organization",)

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="updates")
    outcome = models.CharField("tình trạng", max_length=12, choices=Outcome.choices())
    text = models.TextField("kết quả", blank=True)
    difficulty = models.TextField("khó khăn, vướng mắc", blank=True)
    percent = models.PositiveSmallIntegerField("tỷ lệ hoàn thành (%)", null=True, blank=True)
    effective_on = models.DateField("ngày thực hiện")
    recorded_at = models.DateTimeField(db_index=True)
    recorded_on = models.DateField(db_index=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=150)
    document_number = models.CharField("số", max_length=20, blank=True)
    document_symbol = models.CharField("ký hiệu", max_length=40, blank=True)
    document_on = models.DateField("ngày văn bản", null=True, blank=True)
    is_after_cutoff = models.BooleanField("bổ sung sau chốt số liệu", default=False)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(name="percent_range", condition=Q(percent=None) | Q(percent__lte=100)),
            models.CheckConstraint(name="not_from_the_future", condition=Q(effective_on__lte=F("recorded_on"))),
            models.CheckConstraint(
                name="difficulty_said", condition=~Q(outcome=Outcome.DIFFICULTY) | ~Q(difficulty="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.effective_on:%d/%m/%Y}"

    @property
    def document(self) -> str:
        """Number and symbol as one writes them: "45/BC-UBND"."""
        return "/".join(filter(None, (self.document_number, self.document_symbol)))


class Evidence(models.Model):
    """A file that proves an update, served only through the tenancy door."""

    reached_by: ClassVar[tuple[str, ...]] = ("update__obligation__task__organization",)
    given_by: ClassVar[tuple[str, ...]] = ("update__obligation__task__plan__organization",)

    update = models.ForeignKey(Update, models.PROTECT, related_name="evidence")
    file = models.FileField(upload_to="evidence/%Y/%m/")
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    place = models.CharField("mục, trang", max_length=120, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = "minh chứng"

    def __str__(self) -> str:
        return self.name


class DueChange(models.Model):
    """A due day given to a waiting obligation, or moved: both days and the reason are kept."""

    reached_by: ClassVar[tuple[str, ...]] = ("obligation__task__organization",)
    given_by: ClassVar[tuple[str, ...]] = ("obligation__task__plan__organization",)

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="due_changes")
    old_due_on = models.DateField(null=True, blank=True)
    new_due_on = models.DateField()
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_on = models.DateField()
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=150)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(name="due_change_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return f"{_day(self.old_due_on)} → {_day(self.new_due_on)}"


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


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "chưa có hạn"
