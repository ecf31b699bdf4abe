"""Duties of a body, who answers for them, what they make due."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.models import Organization, Position
from cchc.orgs.scope import ScopedQuerySet
from plans.enums import AgencyRole
from plans.models import Plan, PlanItem
from tasks.enums import LateCause, ObligationKind, Outcome, PeriodKind


class Task(models.Model):
    """One row of a plan × one body that must do it: the plan's own, or one beneath it that the row names.

    `plan`, `order` (the document's) and `next_due_on` (the first day on which something is still owed) are kept by the
    actions so that a list of ten thousand is filtered and sorted by an index. `is_chosen`: the giver chose this body
    itself; the row's words do not name it.
    """

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)
    given_by: ClassVar[tuple[str, ...]] = ("plan__organization",)

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="tasks")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="tasks")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    order = models.PositiveIntegerField(default=0)
    next_due_on = models.DateField("hạn tới", null=True, blank=True)
    is_chosen = models.BooleanField("giao thêm", default=False)
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

    `outcome`, `outcome_on`, `late_cause` and `last_update_id` repeat the last update, so that lists need not look for
    it; `tasks.actions` writes both in one transaction. `is_staffed` is set by `tasks.queries.reminders`: somebody works
    in its body who could do it.
    """

    is_staffed: bool
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
    late_cause = models.CharField("nguyên nhân chậm", max_length=10, choices=LateCause.choices(), blank=True)
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
