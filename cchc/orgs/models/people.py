"""People and what they are in a body."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from cchc.orgs.enums import Role
from cchc.orgs.models.bodies import Organization, Position
from cchc.orgs.scope import ScopedQuerySet


class User(AbstractUser):
    """A person who signs in; what he may do lies in his memberships."""

    full_name = models.CharField("họ và tên", max_length=150, blank=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.full_name or self.username


class Membership(models.Model):
    """A person in a body, with a role and posts, from a day to a day (inclusive); `ended_at` ends it at once,
    in the middle of a day."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices())
    positions = models.ManyToManyField(Position, blank=True, related_name="memberships", verbose_name="chức danh")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    ended_at = models.DateTimeField("thôi từ lúc", null=True, blank=True)

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
