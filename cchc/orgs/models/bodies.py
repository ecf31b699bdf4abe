"""Bodies of government and their posts."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.enums import OrganizationKind, PositionKind
from cchc.orgs.scope import ScopedQuerySet


class Organization(models.Model):
    """A body of government. `path` ("/1/4/9/") holds the ids from the root to itself, so that a territory is one
    prefix; actions keep it. Names of a time stay: a body that ends keeps its rows and says what it became.
    `predecessor_ids` are the bodies whose work this one carries on, those of its predecessors included; actions keep
    them, so that no request has to look them up."""

    reached_by: ClassVar[tuple[str, ...]] = ("",)

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=200)
    issuer_name = models.CharField("tên cơ quan ban hành", max_length=200)
    place_name = models.CharField("địa danh", max_length=100)
    kind = models.CharField("cấp", max_length=20, choices=OrganizationKind.choices())
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=255, blank=True, db_index=True)
    aliases = models.JSONField("tên gọi khác", default=list, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    predecessor_ids = models.JSONField(default=list, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("path",)
        constraints = (
            models.CheckConstraint(
                name="organization_dates",
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def territory(self) -> str:
        """Path of the bodies it looks over: a department looks over its government's whole territory."""
        if self.kind == OrganizationKind.DEPARTMENT:
            return self.path.rstrip("/").rsplit("/", 1)[0] + "/"
        return self.path

    @property
    def government(self) -> "Organization":
        """The body of government of which it is a part: for a department the one above it."""
        return self.parent if self.kind == OrganizationKind.DEPARTMENT and self.parent else self

    def existed_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_over(self) -> bool:
        """Whether its end was decided: what was its work is carried on by `merged_into`."""
        return self.valid_to is not None


class Position(models.Model):
    """A post or section. Duties belong to it, not to a person: a successor inherits them. `predecessor_ids` are the
    posts of ended bodies whose duties it carries on."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="positions")
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=60, blank=True)
    aliases = models.JSONField("tên gọi khác", default=list, blank=True)
    kind = models.CharField(max_length=10, choices=PositionKind.choices(), default=PositionKind.POST)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    predecessor_ids = models.JSONField(default=list, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "name")
        constraints = (models.UniqueConstraint(fields=("organization", "name"), name="position_once_in_a_body"),)

    def __str__(self) -> str:
        return self.name
