"""Bodies, posts and people; the audit trail; the calendar's exceptions."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from cchc.orgs.enums import OrganizationKind, PositionKind, Role
from cchc.orgs.scope import AppendOnlyQuerySet, ScopedQuerySet


class Organization(models.Model):
    """A body of government. `path` ("/1/4/9/") holds the ids from the root to itself, so that a territory is one
    prefix; actions keep it. Names of a time stay: a body that ends keeps its rows and says what it became."""

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


class Position(models.Model):
    """A post or section. Duties belong to it, not to a person: a successor inherits them."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="positions")
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=60, blank=True)
    aliases = models.JSONField("tên gọi khác", default=list, blank=True)
    kind = models.CharField(max_length=10, choices=PositionKind.choices(), default=PositionKind.POST)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "name")
        constraints = (models.UniqueConstraint(fields=("organization", "name"), name="position_once_in_a_body"),)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who signs in; what he may do lies in his memberships."""

    full_name = models.CharField("họ và tên", max_length=150, blank=True)

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.full_name or self.username


class Membership(models.Model):
    """A person in a body, with a role and posts, from a day to a day (inclusive)."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices())
    positions = models.ManyToManyField(Position, blank=True, related_name="memberships", verbose_name="chức danh")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="membership_dates",
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.organization}"


class Event(models.Model):
    """One line of the audit trail: who, when, what, before and after. It reads well after the object is gone."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    at = models.DateTimeField(db_index=True)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField(max_length=150)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=120)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    object_label = models.CharField(max_length=250)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("object_type", "object_id")),)

    def __str__(self) -> str:
        return f"{self.verb}: {self.object_label}"


class CalendarException(models.Model):
    """A day on which the yearly calendar does not hold: off by decision, or a Saturday worked instead. Two days that
    were swapped name each other."""

    on_day = models.DateField("ngày", unique=True)
    is_working = models.BooleanField("là ngày làm việc", default=False)
    swapped_with = models.DateField("đổi với ngày", null=True, blank=True)
    name = models.CharField("tên", max_length=120)

    class Meta:
        ordering = ("on_day",)

    def __str__(self) -> str:
        return f"{self.on_day:%d/%m/%Y} {self.name}"
