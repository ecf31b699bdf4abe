"""Which sent report proves a score."""

from typing import ClassVar

from django.db import models

from cchc.orgs.scope import ScopedQuerySet
from indices.models import Proof
from reports.models.reports import Report


class CitedReport(models.Model):
    """The report behind a proof of that kind, as of the sending (`attempt`) that was cited."""

    reached_by: ClassVar[tuple[str, ...]] = (
        "proof__assessment__organization",
        "proof__assessment__round__organization",
        "proof__assessment__round__team__organization",
    )

    proof = models.OneToOneField(Proof, models.CASCADE, related_name="cited")
    report = models.ForeignKey(Report, models.PROTECT, related_name="citations")
    attempt = models.PositiveSmallIntegerField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.proof)
