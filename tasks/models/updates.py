"""What officials stated about duties, with its evidence, and due days that moved."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.models import User
from cchc.orgs.scope import AppendOnlyQuerySet
from tasks.enums import LateCause, Outcome
from tasks.models.duties import Obligation


class Update(models.Model):
    """What an official stated, written once. `is_after_cutoff` marks a word about a period whose report was already
    sent: it appears in the next report as "bổ sung sau chốt số liệu". `carried_from` is the word stated on a tied duty,
    which this one repeats; `folded` is what search compares."""

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
    late_cause = models.CharField("nguyên nhân chậm", max_length=10, choices=LateCause.choices(), blank=True)
    late_reason = models.TextField("lý do chậm", blank=True)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    folded = models.TextField(editable=False, default="")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(name="percent_range", condition=Q(percent=None) | Q(percent__lte=100)),
            models.CheckConstraint(name="not_from_the_future", condition=Q(effective_on__lte=F("recorded_on"))),
            models.CheckConstraint(
                name="outside_cause_with_reason",
                condition=Q(late_cause__in=("", LateCause.OWN)) | ~Q(late_reason=""),
            ),
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
    """A file that proves an update, and the words carried from it, served only through the tenancy door."""

    reached_by: ClassVar[tuple[str, ...]] = ("update__obligation__task__organization",)
    given_by: ClassVar[tuple[str, ...]] = (
        "update__obligation__task__plan__organization",
        "update__carried_to__obligation__task__plan__organization",
    )

    update = models.ForeignKey(Update, models.PROTECT, related_name="evidence")
    file = models.FileField(upload_to="evidence/%Y/%m/")
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    place = models.CharField("mục, trang", max_length=120, blank=True)
    folded = models.TextField(editable=False, default="")

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


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "chưa có hạn"
