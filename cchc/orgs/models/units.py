"""What became of bodies over time: former names, mergers, splits, the end of a level."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cchc.orgs.enums import ChangeKind
from cchc.orgs.models.bodies import Organization
from cchc.orgs.scope import AppendOnlyQuerySet, ScopedQuerySet


class FormerName(models.Model):
    """What a body was until a day (inclusive), before it was renamed or moved: its names, aliases in documents of that
    time and a doubt in later ones, and the body above it then."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="former_names")
    name = models.CharField("tên", max_length=200)
    issuer_name = models.CharField("tên cơ quan ban hành", max_length=200)
    place_name = models.CharField("địa danh", max_length=100, blank=True)
    parent = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    until_on = models.DateField("đến ngày")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("until_on", "pk")
        constraints = (models.UniqueConstraint(fields=("organization", "until_on"), name="former_name_once"),)

    def __str__(self) -> str:
        return f"{self.name} (đến {self.until_on:%d/%m/%Y})"


class UnitChange(models.Model):
    """One change of bodies, effective from the beginning of `on_day`, by the decision that ordered it. `organization`
    is the body whose administrator recorded it."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization", "steps__before", "steps__after")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=10, choices=ChangeKind.choices())
    on_day = models.DateField("từ ngày")
    decision = models.CharField("văn bản căn cứ", max_length=300)
    recorded_at = models.DateTimeField()
    recorder_name = models.CharField(max_length=150)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("-on_day", "-pk")
        constraints = (models.CheckConstraint(name="unit_change_decided", condition=~Q(decision="")),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} từ {self.on_day:%d/%m/%Y}"


class UnitStep(models.Model):
    """One body before and one after: two lines with one `after` are a merger, with one `before` a split. The names
    are kept as they were."""

    reached_by: ClassVar[tuple[str, ...]] = ("change__organization", "before", "after")

    change = models.ForeignKey(UnitChange, models.CASCADE, related_name="steps")
    before = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    before_name = models.CharField(max_length=200, blank=True)
    after_name = models.CharField(max_length=200, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return " → ".join((self.before_name or "(mới)", self.after_name or "(kết thúc)"))
