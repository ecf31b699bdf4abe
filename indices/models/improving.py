"""From weak components to work: drafts of improvement plans, each row tied to its criterion."""

from decimal import Decimal
from typing import ClassVar

from django.db import models

from cchc.orgs.models import Organization
from cchc.orgs.scope import ScopedQuerySet
from indices.enums import IndexKind, Side
from indices.improving.components import percent_words, points_words
from indices.improving.facts import cell_of
from indices.models.criteria import Criterion
from indices.models.results import PublishedResult
from indices.models.rounds import Assessment
from indices.scoring.numbers import percent_of
from plans.models import Plan, PlanItem


class Improvement(models.Model):
    """A draft of "khắc phục tồn tại, nâng cao chỉ số" for a year, drawn from one assessment or one published result.
    `plan` is the plan that was made of it; from then on its words are that plan's."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="improvements")
    kind = models.CharField("chỉ số", max_length=12, choices=IndexKind.choices())
    base_year = models.PositiveSmallIntegerField("năm của kết quả")
    year = models.PositiveSmallIntegerField("năm thực hiện")
    title = models.CharField("tên kế hoạch", max_length=500)
    opening = models.TextField("kết quả nêu ở đầu", blank=True)
    threshold = models.DecimalField("ngưỡng (%)", max_digits=5, decimal_places=2, default=Decimal(80))
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, blank=True, related_name="improvements")
    result = models.ForeignKey(PublishedResult, models.SET_NULL, null=True, blank=True, related_name="improvements")
    plan = models.OneToOneField(Plan, models.SET_NULL, null=True, blank=True, related_name="improvement")
    revision = models.PositiveIntegerField(default=1)
    author_name = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "-pk")
        constraints = (models.UniqueConstraint(fields=("organization", "kind", "year"), name="improvement_once"),)

    def __str__(self) -> str:
        return self.title


class ImprovementRow(models.Model):
    """What is done about one component: measure, body, deadline as the document words them. `points` of `maximum` are
    what it had in the base year; `item` is the row of the plan that was made of it."""

    reached_by: ClassVar[tuple[str, ...]] = ("improvement__organization",)

    improvement = models.ForeignKey(Improvement, models.CASCADE, related_name="rows")
    order = models.PositiveSmallIntegerField()
    side = models.CharField("nhóm", max_length=6, choices=Side.choices())
    area = models.CharField("lĩnh vực", max_length=300, blank=True)
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, blank=True, related_name="improvement_rows")
    code = models.CharField("mã", max_length=20, blank=True)
    name = models.CharField("nội dung", max_length=1000)
    points = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    maximum = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    measure = models.TextField("nhiệm vụ, giải pháp", blank=True)
    agency = models.TextField("cơ quan thực hiện", blank=True)
    deadline = models.TextField("thời gian thực hiện", blank=True)
    note = models.TextField("ghi chú", blank=True)
    item = models.ForeignKey(PlanItem, models.SET_NULL, null=True, blank=True, related_name="improvement_rows")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> Decimal | None:
        """What it had in the base year, of what it could have; None where nobody knows."""
        return None if self.points is None or not self.maximum else percent_of(self.points, self.maximum)

    @property
    def cells(self) -> dict[str, str]:
        """What is done, as the document prints it: several lines each after a dash."""
        return {name: cell_of(getattr(self, name)) for name in ("measure", "agency", "deadline")}

    @property
    def percent_words(self) -> str:
        return percent_words(self.percent)

    @property
    def points_words(self) -> str:
        return points_words(self.points, self.maximum)
