"""Initiatives (sáng kiến): registered, adopted, spread."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cchc.orgs.models import Organization, User
from cchc.orgs.scope import ScopedQuerySet
from indices.enums import InitiativeState


class Initiative(models.Model):
    """An idea of people of one body. Adopted, it names the decision; bodies that took it over are its spreads and may
    read it, and so may the government above, which adopts it. `folded` is what search compares; the actions keep it."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization", "spreads__organization", "organization__parent")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="initiatives")
    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("tên sáng kiến", max_length=500)
    area = models.CharField("lĩnh vực", max_length=120, blank=True)
    problem = models.TextField("thực trạng")
    solution = models.TextField("nội dung, giải pháp")
    effect = models.TextField("hiệu quả, phạm vi áp dụng", blank=True)
    applied_on = models.DateField("áp dụng từ ngày", null=True, blank=True)
    state = models.CharField(max_length=10, choices=InitiativeState.choices(), default=InitiativeState.REGISTERED)
    registered_on = models.DateField("ngày đăng ký")
    adopter = models.CharField("cơ quan công nhận", max_length=200, blank=True)
    decision = models.CharField("quyết định công nhận", max_length=120, blank=True)
    decided_on = models.DateField("ngày", null=True, blank=True)
    reason = models.TextField("lý do", blank=True)
    revision = models.PositiveIntegerField(default=1)
    author_name = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    folded = models.TextField(blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-pk")
        constraints = (
            models.CheckConstraint(
                name="initiative_adopted_whole",
                condition=~Q(state=InitiativeState.ADOPTED)
                | ~Q(adopter="") & ~Q(decision="") & Q(decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="initiative_refused_why", condition=~Q(state=InitiativeState.REFUSED) | ~Q(reason="")
            ),
        )

    def __str__(self) -> str:
        return self.name


class InitiativeAuthor(models.Model):
    """Who had the idea: a person of the body, or only a name; `share` is his part in per cent."""

    reached_by: ClassVar[tuple[str, ...]] = (
        "initiative__organization",
        "initiative__spreads__organization",
        "initiative__organization__parent",
    )

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="authors")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="initiatives")
    name = models.CharField("họ tên", max_length=150)
    title = models.CharField("chức vụ", max_length=200, blank=True)
    share = models.PositiveSmallIntegerField("tỷ lệ đóng góp (%)", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(name="author_share", condition=Q(share=None) | Q(share__lte=100)),)

    def __str__(self) -> str:
        return self.name


class Spread(models.Model):
    """Where an adopted initiative was taken over (nhân rộng): a body of ours, or only a place."""

    reached_by: ClassVar[tuple[str, ...]] = (
        "initiative__organization",
        "organization",
        "initiative__organization__parent",
    )

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="spreads")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="spreads")
    place = models.CharField("nơi nhân rộng", max_length=200)
    spread_on = models.DateField("từ ngày")
    document = models.CharField("văn bản", max_length=120, blank=True)
    note = models.TextField("kết quả", blank=True)
    author_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("spread_on", "pk")
        constraints = (models.UniqueConstraint(fields=("initiative", "place"), name="spread_once"),)

    def __str__(self) -> str:
        return self.place
