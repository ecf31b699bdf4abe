"""What the reviewer remarks on a report that was sent, place by place, and what the body answers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cchc.orgs.models import User
from cchc.orgs.scope import ScopedQuerySet
from reports.enums import RemarkPlace
from reports.models.reports import Report


class Remark(models.Model):
    """One remark on one sending (`attempt`) of a report, tied to a section (`key`: its key in the outline), to a row
    (`key`: the id of its task, which frozen rows hold) or to the whole. The body reads it when the report was returned
    (`told_at`); it answers before it sends again. What was remarked on a report that was then accepted is a note for
    next time (`is_note`), which asks for no answer. Read through `reports.queries.remarks`, which keeps what is not yet
    told from the body and what is not yet answered for good from those above."""

    reached_by: ClassVar[tuple[str, ...]] = ("report__organization",)
    received_by: ClassVar[dict[str, Q]] = {"report__recipient": Q(told_at__isnull=False)}

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks")
    attempt = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=10, choices=RemarkPlace.choices())
    key = models.CharField(max_length=40, blank=True)
    place_name = models.CharField(max_length=300, blank=True)
    text = models.TextField("ý kiến")
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=150)
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField(null=True, blank=True)
    is_note = models.BooleanField("lưu ý", default=False)
    answer = models.TextField("trả lời", blank=True)
    answerer_name = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(name="remark_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="remark_answered_whole",
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="remark_answered_when_told", condition=Q(answer="") | Q(told_at__isnull=False, is_note=False)
            ),
            models.CheckConstraint(name="remark_note_told", condition=Q(is_note=False) | Q(told_at__isnull=False)),
            models.CheckConstraint(
                name="remark_place_whole",
                condition=Q(place=RemarkPlace.WHOLE, key="") | ~Q(place=RemarkPlace.WHOLE) & ~Q(key=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_name or self.get_place_display()}: {self.text}"
