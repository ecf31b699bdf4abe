"""Criteria sets: what bodies are scored by."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.scope import ScopedQuerySet
from indices.enums import IndexKind, RuleKind, SetState
from indices.scoring.bands import Band, bands_from_json
from indices.scoring.ranking import TieRule, ties_from_json
from indices.scoring.rules import Rule
from indices.scoring.writing import rule_from_json


class CriteriaSet(models.Model):
    """The criteria of one index for bodies of one level in one year. It belongs to the government that scores by it and
    is fixed from its first round on: a correction is the next `version`. `revision` tells the second of two people who
    edit it that the first was quicker; `threshold` is the per cent under which a component is weak."""

    reached_by: ClassVar[tuple[str, ...]] = (
        "organization",
        "rounds__assessments__organization",
        "rounds__team__organization",
    )

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="criteria_sets")
    kind = models.CharField("chỉ số", max_length=12, choices=IndexKind.choices())
    level = models.CharField("cấp", max_length=20, choices=OrganizationKind.choices())
    year = models.PositiveSmallIntegerField("năm")
    version = models.PositiveSmallIntegerField("phiên bản", default=1)
    name = models.CharField("tên", max_length=300)
    source = models.CharField("văn bản căn cứ", max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=SetState.choices(), default=SetState.DRAFT)
    is_example = models.BooleanField("bộ mẫu", default=False)
    places = models.PositiveSmallIntegerField("số lẻ của điểm", default=2)
    threshold = models.DecimalField("ngưỡng yếu (%)", max_digits=5, decimal_places=2, default=Decimal(80))
    bands = models.JSONField("xếp loại", default=list)
    ties = models.JSONField("khi bằng điểm", default=list)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    revision = models.PositiveIntegerField(default=1)
    author_name = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "kind", "level", "-version")
        constraints = (
            models.UniqueConstraint(fields=("organization", "kind", "level", "year", "version"), name="set_once"),
            models.CheckConstraint(name="set_places", condition=Q(places__lte=4)),
            models.CheckConstraint(name="set_threshold", condition=Q(threshold__gte=0, threshold__lte=100)),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def classes(self) -> tuple[Band, ...]:
        return bands_from_json(self.bands)

    @property
    def tie_rules(self) -> tuple[TieRule, ...]:
        return ties_from_json(self.ties)


class Criterion(models.Model):
    """An area, a criterion or a component of a set. Only leaves have a rule (`rule_kind`, `rule_data`); the printed
    `maximum` of the others must be the sum of their leaves before the set is used. `lineage` is the same through all
    copies of a set, so that years can be compared when codes move."""

    reached_by: ClassVar[tuple[str, ...]] = (
        "criteria_set__organization",
        "criteria_set__rounds__assessments__organization",
        "criteria_set__rounds__team__organization",
    )

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="criteria")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    order = models.PositiveSmallIntegerField()
    code = models.CharField("mã", max_length=20)
    name = models.CharField("tên", max_length=1000)
    maximum = models.DecimalField("điểm tối đa", max_digits=9, decimal_places=4)
    rule_kind = models.CharField("cách tính", max_length=12, choices=RuleKind.choices(), blank=True)
    rule_data = models.JSONField(default=dict, blank=True)
    is_bonus = models.BooleanField("ngoài thang điểm (thưởng, trừ)", default=False)
    may_not_apply = models.BooleanField("có thể không áp dụng", default=False)
    proof = models.TextField("tài liệu kiểm chứng", blank=True)
    lineage = models.CharField(max_length=40, db_index=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("criteria_set", "code"), name="criterion_code_once"),
            models.CheckConstraint(name="criterion_maximum", condition=Q(maximum__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.code}. {self.name}"

    @property
    def is_leaf(self) -> bool:
        return bool(self.rule_kind)

    @property
    def rule(self) -> Rule:
        """Of a leaf alone."""
        return rule_from_json(self.rule_kind, self.rule_data)
