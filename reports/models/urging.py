"""Đôn đốc: what the body above urges bodies beneath to do, as a notice and as an official letter."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cchc.orgs.models import Organization, User
from cchc.orgs.scope import ScopedQuerySet


class Urging(models.Model):
    """One letter to chosen bodies. Until it is sent only its sender sees it; `as_of` is the day by which its lists of
    what is late stand, `head` the letterhead as it was sent (`reports.letters.facts`). Number and signer may be filled
    by hand on paper. `version` tells the second of two people who edit a draft that the first was quicker."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="urgings")
    subject = models.CharField("trích yếu", max_length=300)
    text = models.TextField("nội dung")
    answer_by = models.DateField("đề nghị xong trước ngày", null=True, blank=True)
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=40, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    authority = models.CharField("quyền hạn ký", max_length=60, blank=True)
    signer_title = models.CharField("chức vụ", max_length=120, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    as_of = models.DateField()
    head = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=150)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-written_at", "-pk")
        constraints = (models.CheckConstraint(name="urging_says_something", condition=~Q(subject="") & ~Q(text="")),)

    def __str__(self) -> str:
        return self.subject


class UrgedBody(models.Model):
    """One body that a letter goes to, with what was late there when it was written (`facts`, frozen).
    `answer_version` grows with every answer, which may be mended."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization", "urging__organization")

    urging = models.ForeignKey(Urging, models.CASCADE, related_name="bodies")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="urged")
    facts = models.JSONField(default=dict)
    seen_at = models.DateTimeField(null=True, blank=True)
    seer_name = models.CharField(max_length=150, blank=True)
    answer = models.TextField("trả lời", blank=True)
    answer_version = models.PositiveIntegerField(default=0)
    answerer_name = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("urging", "organization"), name="urged_once"),
            models.CheckConstraint(
                name="urging_answered_whole",
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.urging} · {self.organization}"
