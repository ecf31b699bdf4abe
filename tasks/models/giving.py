"""Work given to bodies beneath: its receipt, what it is tied to in their own plans, other due days asked for."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.models import User
from cchc.orgs.scope import AppendOnlyQuerySet, ScopedQuerySet
from tasks.enums import Answer
from tasks.models.duties import Obligation, Task


class Receipt(models.Model):
    """The body that must do a given task has seen it and takes it on."""

    reached_by: ClassVar[tuple[str, ...]] = ("task__organization",)
    given_by: ClassVar[tuple[str, ...]] = ("task__plan__organization",)

    task = models.OneToOneField(Task, models.CASCADE, related_name="receipt")
    received_at = models.DateTimeField()
    receiver = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    receiver_name = models.CharField(max_length=150)

    objects = AppendOnlyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.receiver_name} {self.received_at:%d/%m/%Y}"


class Tie(models.Model):
    """A given task and a task of the body's own plan that are one piece of work: what is stated on one of their
    duties counts on the like duty of the other."""

    reached_by: ClassVar[tuple[str, ...]] = ("given__organization",)
    given_by: ClassVar[tuple[str, ...]] = ("given__plan__organization",)

    given = models.ForeignKey(Task, models.CASCADE, related_name="ties")
    own = models.ForeignKey(Task, models.CASCADE, related_name="tied_to")
    made_at = models.DateTimeField()
    maker_name = models.CharField(max_length=150)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("given", "own"), name="tied_once"),
            models.CheckConstraint(name="tied_to_another", condition=~Q(given=F("own"))),
        )

    def __str__(self) -> str:
        return f"{self.given} ↔ {self.own}"


class DueRequest(models.Model):
    """A body asks its giver for another due day. The day as it stood, the day asked for and, when granted, the
    `DueChange` are kept; a refusal says why."""

    reached_by: ClassVar[tuple[str, ...]] = ("obligation__task__organization",)
    given_by: ClassVar[tuple[str, ...]] = ("obligation__task__plan__organization",)

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="due_requests")
    old_due_on = models.DateField(null=True, blank=True)
    asked_due_on = models.DateField("hạn xin")
    reason = models.TextField("lý do")
    asked_at = models.DateTimeField()
    asker = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asker_name = models.CharField(max_length=150)
    answer = models.CharField(max_length=10, choices=Answer.choices(), blank=True)
    answer_reason = models.TextField(blank=True)
    granted_due_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answerer_name = models.CharField(max_length=150, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("obligation",), condition=Q(answer=""), name="one_open_due_request"),
            models.CheckConstraint(name="due_request_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="due_request_answered_whole",
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="due_request_refused_with_reason", condition=~Q(answer=Answer.REFUSED) | ~Q(answer_reason="")
            ),
            models.CheckConstraint(
                name="due_request_granted_whole",
                condition=~Q(answer=Answer.GRANTED, granted_due_on=None),
            ),
        )

    def __str__(self) -> str:
        return f"Xin hạn {self.asked_due_on:%d/%m/%Y}"
