"""Classification of a body's officials at year end."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cchc.orgs.models import Organization, User
from cchc.orgs.scope import ScopedQuerySet
from indices.enums import CapBase, Grade, GradingState


class Grading(models.Model):
    """One year of a body. `cap` is the largest share in per cent of excellent officials that the plan (`cap_source`)
    allows, None where none is set (Nghị định 90/2020/NĐ-CP, Điều 4; doan-ket-2022: 30 %)."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization", "organization__parent")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="gradings")
    year = models.PositiveSmallIntegerField("năm")
    cap = models.DecimalField("tỷ lệ xuất sắc tối đa (%)", max_digits=5, decimal_places=2, null=True, blank=True)
    cap_base = models.CharField("tính trên", max_length=8, choices=CapBase.choices(), default=CapBase.GOOD_UP)
    cap_source = models.CharField("căn cứ", max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=GradingState.choices(), default=GradingState.OPEN)
    decision = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày", null=True, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=1)
    author_name = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(fields=("organization", "year"), name="graded_once_a_year"),
            models.CheckConstraint(name="grading_cap", condition=Q(cap=None) | Q(cap__gte=0, cap__lte=100)),
            models.CheckConstraint(
                name="grading_decided_whole",
                condition=~Q(state=GradingState.DECIDED) | ~Q(decision="") & Q(decided_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"Xếp loại công chức năm {self.year}"


class GradedPerson(models.Model):
    """One official: what he said of himself, what was proposed, what was decided; who is not classified has a reason.
    `facts` are his tasks of the year as counted when he was proposed."""

    reached_by: ClassVar[tuple[str, ...]] = ("grading__organization", "grading__organization__parent")

    grading = models.ForeignKey(Grading, models.CASCADE, related_name="people")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="grades")
    name = models.CharField("họ tên", max_length=150)
    title = models.CharField("chức danh", max_length=200, blank=True)
    own_grade = models.CharField("tự xếp loại", max_length=10, choices=Grade.choices(), blank=True)
    own_text = models.TextField("tự nhận xét", blank=True)
    proposed = models.CharField("đề nghị", max_length=10, choices=Grade.choices(), blank=True)
    proposed_text = models.TextField("nhận xét", blank=True)
    final = models.CharField("quyết định", max_length=10, choices=Grade.choices(), blank=True)
    left_out = models.CharField("lý do không xếp loại", max_length=300, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("grading", "user"), name="person_graded_once", condition=Q(user__isnull=False)
            ),
            models.CheckConstraint(name="left_out_or_graded", condition=Q(left_out="") | Q(final="")),
        )

    def __str__(self) -> str:
        return self.name
