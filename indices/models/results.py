"""Results as published, by ourselves or by others, and what a body aims at."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.scope import ScopedQuerySet
from indices.enums import IndexKind
from indices.models.rounds import Round
from indices.scoring.bands import Band, bands_from_json
from indices.scoring.composite import Component, applicable, components_from_json
from plans.models import Plan


class ResultTable(models.Model):
    """One published table of an index: its components and who got what. `round` is ours, None for a table of others
    that somebody of `organization` brought in. A number that does not add up is shown as a doubt, never mended."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization", "results__organization")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="result_tables")
    kind = models.CharField("chỉ số", max_length=12, choices=IndexKind.choices())
    level = models.CharField("cấp", max_length=20, choices=OrganizationKind.choices())
    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("tên bảng", max_length=300)
    source = models.CharField("văn bản công bố", max_length=300, blank=True)
    published_on = models.DateField("ngày công bố", null=True, blank=True)
    components = models.JSONField("thành phần", default=list)
    bands = models.JSONField("xếp loại", default=list)
    places = models.PositiveSmallIntegerField("số lẻ", default=2)
    round = models.OneToOneField(Round, models.PROTECT, null=True, blank=True, related_name="table")
    revision = models.PositiveIntegerField(default=1)
    author_name = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "kind", "level")
        constraints = (
            models.UniqueConstraint(fields=("organization", "kind", "level", "year"), name="result_table_once"),
            models.CheckConstraint(name="result_places", condition=Q(places__lte=4)),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def parts(self) -> tuple[Component, ...]:
        return components_from_json(self.components)

    @property
    def classes(self) -> tuple[Band, ...]:
        return bands_from_json(self.bands)


class PublishedResult(models.Model):
    """One line of a table: a body of ours, or only a name. `values` are its components by code as plain decimals in
    strings (None: no result), `maxima` what applied to this body where that is less than the table's maximum,
    `of_how_many` what the document says (a table may hold the first lines only)."""

    reached_by: ClassVar[tuple[str, ...]] = ("table__organization", "organization", "table__results__organization")

    table = models.ForeignKey(ResultTable, models.CASCADE, related_name="results")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="results")
    name = models.CharField("đơn vị", max_length=200)
    values = models.JSONField(default=dict)
    maxima = models.JSONField(default=dict, blank=True)
    total = models.DecimalField("tổng điểm", max_digits=9, decimal_places=4, null=True, blank=True)
    rank = models.PositiveIntegerField("hạng", null=True, blank=True)
    of_how_many = models.PositiveIntegerField("trên tổng số", null=True, blank=True)
    class_name = models.CharField("xếp loại", max_length=60, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("rank", "name")
        constraints = (
            models.UniqueConstraint(fields=("table", "name"), name="result_line_once"),
            models.UniqueConstraint(
                fields=("table", "organization"),
                name="result_body_once",
                condition=Q(organization__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def value(self, code: str) -> Decimal | None:
        found = self.values.get(code)
        return None if found is None else Decimal(found)

    @property
    def parts(self) -> tuple[Component, ...]:
        """The table's components as they apply to this body. Reads the table."""
        return applicable(self.table.parts, {code: Decimal(most) for code, most in self.maxima.items()})


class Aim(models.Model):
    """What a body wants to reach in an index by a year ("vị trí thứ 4 năm 2025"), in the words of the plan that says
    so."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="aims")
    kind = models.CharField("chỉ số", max_length=12, choices=IndexKind.choices())
    year = models.PositiveSmallIntegerField("năm")
    rank = models.PositiveIntegerField("hạng", null=True, blank=True)
    score = models.DecimalField("điểm", max_digits=9, decimal_places=4, null=True, blank=True)
    class_name = models.CharField("xếp loại", max_length=60, blank=True)
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="aims")
    text = models.CharField("lời văn bản", max_length=500, blank=True)
    author_name = models.CharField(max_length=150)
    written_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("year", "kind")
        constraints = (
            models.UniqueConstraint(fields=("organization", "kind", "year"), name="aim_once"),
            models.CheckConstraint(
                name="aim_says_something",
                condition=Q(rank__isnull=False) | Q(score__isnull=False) | ~Q(class_name=""),
            ),
        )

    def __str__(self) -> str:
        return f"{IndexKind(self.kind).label} {self.year}"
