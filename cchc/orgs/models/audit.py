"""The audit trail."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from cchc.orgs.models.bodies import Organization
from cchc.orgs.models.people import User
from cchc.orgs.scope import AppendOnlyQuerySet


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
