"""The outline of a body's reports, where it set one."""

from typing import ClassVar

from django.db import models

from cchc.orgs.models import Organization
from cchc.orgs.scope import ScopedQuerySet
from tasks.enums import Audience


class ReportOutline(models.Model):
    """The outline of reports that a body set, from a year on: for itself, or for the bodies beneath it that have none
    of their own. `parts` is what `reports.outline` reads; without any, its built-in outline holds."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="report_outlines")
    audience = models.CharField("áp dụng cho", max_length=10, choices=Audience.choices())
    from_year = models.PositiveSmallIntegerField("từ năm")
    parts = models.JSONField(default=list)
    editor_name = models.CharField(max_length=150)
    edited_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("from_year",)
        constraints = (
            models.UniqueConstraint(fields=("organization", "audience", "from_year"), name="outline_once_a_year"),
        )

    def __str__(self) -> str:
        return f"Đề cương báo cáo từ năm {self.from_year}"
