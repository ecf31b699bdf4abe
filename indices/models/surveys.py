"""Short surveys of satisfaction, answered by anybody who has the link; nothing of the person is kept."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.models import Organization
from cchc.orgs.scope import AppendOnlyQuerySet, ScopedQuerySet
from indices.enums import SurveyState
from tasks.enums import PeriodKind


class Survey(models.Model):
    """A questionnaire of one body for one period. `secret` is its public address; `fields` are procedure fields
    ([code, name]), `questions` are answered from 1 to 5 ([code, text]). `handed_out` is how many were asked, where
    somebody counted. The government above receives what is closed."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)
    received_by: ClassVar[dict[str, Q]] = {"organization__parent": Q(state=SurveyState.CLOSED)}

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="surveys")
    name = models.CharField("tên cuộc khảo sát", max_length=300)
    opening = models.TextField("lời mở đầu", blank=True)
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến ngày")
    state = models.CharField(max_length=8, choices=SurveyState.choices(), default=SurveyState.DRAFT)
    secret = models.CharField(max_length=40, unique=True)
    fields = models.JSONField("lĩnh vực thủ tục", default=list)
    questions = models.JSONField("câu hỏi", default=list)
    handed_out = models.PositiveIntegerField("số phiếu phát ra", null=True, blank=True)
    period_kind = models.CharField(max_length=10, choices=PeriodKind.choices(), blank=True)
    period_year = models.PositiveSmallIntegerField()
    period_number = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    author_name = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-from_on", "-pk")
        constraints = (models.CheckConstraint(name="survey_days", condition=Q(to_on__gte=F("from_on"))),)

    def __str__(self) -> str:
        return self.name


class SurveyAnswer(models.Model):
    """One answered questionnaire: the field, marks by question (code → 1 … 5), the day. `nonce` came with the form, so
    that the same form is counted once."""

    reached_by: ClassVar[tuple[str, ...]] = ("survey__organization",)
    received_by: ClassVar[dict[str, Q]] = {"survey__organization__parent": Q(survey__state=SurveyState.CLOSED)}

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    field = models.CharField(max_length=20)
    marks = models.JSONField(default=dict)
    answered_on = models.DateField()
    nonce = models.CharField(max_length=40)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("survey", "nonce"), name="answered_once"),)

    def __str__(self) -> str:
        return f"{self.survey} · {self.field}"
