"""Rounds of assessment: who scores whom by which set, what each side said, how it ended."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.models import Organization, User
from cchc.orgs.scope import AppendOnlyQuerySet, ScopedQuerySet
from indices.enums import AssessmentState, EvidenceKind, Stage, TeamPart
from indices.models.criteria import CriteriaSet, Criterion
from indices.scoring.rules import Entry
from indices.transitions import Step
from tasks.models import Evidence, Update


class Round(models.Model):
    """One assessment of bodies beneath a government (`organization`). Bodies score themselves from `opens_on` to
    `closes_on`, both included; published, it never changes."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization", "assessments__organization", "team__organization")

    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="rounds")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="rounds")
    name = models.CharField("tên đợt", max_length=300)
    opens_on = models.DateField("mở tự chấm từ ngày")
    closes_on = models.DateField("hạn nộp")
    explain_by = models.DateField("hạn giải trình", null=True, blank=True)
    publish_by = models.DateField("dự kiến công bố", null=True, blank=True)
    decision_number = models.CharField("số quyết định công bố", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    author_name = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-opens_on", "-pk")
        constraints = (
            models.CheckConstraint(name="round_days", condition=Q(closes_on__gte=F("opens_on"))),
            models.CheckConstraint(
                name="round_published_whole",
                condition=Q(published_at=None) | ~Q(decision_number="") & Q(decided_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """A person of the appraisal team or of the council, as of the body in which he works. `areas` are codes of the
    areas that he appraises; empty: all of them."""

    reached_by: ClassVar[tuple[str, ...]] = ("round__organization", "organization")

    round = models.ForeignKey(Round, models.CASCADE, related_name="team")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    part = models.CharField("nhiệm vụ", max_length=10, choices=TeamPart.choices())
    areas = models.JSONField("lĩnh vực", default=list, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("part", "pk")
        constraints = (models.UniqueConstraint(fields=("round", "user", "part"), name="member_once"),)

    def __str__(self) -> str:
        return f"{self.user} ({TeamPart(self.part).label})"


class Assessment(models.Model):
    """One body in a round. What was published stays in its last fields: points of the applicable maximum, bonus, the
    score on a scale of 100, class and place; `shared_with` counts who has the same rank, `decided_by` is the place of
    the tie rule that told it from others."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization", "round__organization", "round__team__organization")

    round = models.ForeignKey(Round, models.CASCADE, related_name="assessments")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=12, choices=AssessmentState.choices(), default=AssessmentState.SCORING)
    submitted_at = models.DateTimeField(null=True, blank=True)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    points = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    maximum = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    bonus = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    final = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    class_name = models.CharField(max_length=60, blank=True)
    rank = models.PositiveIntegerField(null=True, blank=True)
    of_how_many = models.PositiveIntegerField(null=True, blank=True)
    shared_with = models.PositiveSmallIntegerField(default=0)
    decided_by = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("organization__path", "pk")
        constraints = (models.UniqueConstraint(fields=("round", "organization"), name="assessed_once"),)

    def __str__(self) -> str:
        return f"{self.organization} · {self.round}"


class AssessmentStep(models.Model):
    """One step in the life of an assessment, kept for ever."""

    reached_by: ClassVar[tuple[str, ...]] = (
        "assessment__organization",
        "assessment__round__organization",
        "assessment__round__team__organization",
    )

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12, choices=Step.choices())
    reason = models.TextField("lý do", blank=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return Step(self.step).label


class Mark(models.Model):
    """What one side said of one criterion, written once: of each stage the last one holds. `points` are what the rule
    made of the entry, or what was given instead (`is_given`, with its reason in `text`); None is missing, not 0. An
    explanation has only a text."""

    reached_by: ClassVar[tuple[str, ...]] = (
        "assessment__organization",
        "assessment__round__organization",
        "assessment__round__team__organization",
    )

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="marks")
    stage = models.CharField(max_length=10, choices=Stage.choices())
    met = models.BooleanField("đạt", null=True)
    choice = models.PositiveSmallIntegerField("mức", null=True)
    b = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    a = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    points = models.DecimalField("điểm", max_digits=9, decimal_places=4, null=True)
    is_given = models.BooleanField(default=False)
    applies = models.BooleanField("áp dụng", default=True)
    text = models.TextField("giải thích", blank=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("assessment", "criterion", "stage"), name="marks_of_an_assessment"),)
        constraints = (
            models.CheckConstraint(name="mark_given_why", condition=Q(is_given=False) | ~Q(text="")),
            models.CheckConstraint(name="mark_absent_why", condition=Q(applies=True) | ~Q(text="")),
            models.CheckConstraint(name="mark_absent_bare", condition=Q(applies=True) | Q(points=None)),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points if self.points is not None else '–'}"

    @property
    def entry(self) -> Entry:
        """What was entered, as the rules read it."""
        is_bare = (self.met, self.choice, self.b, self.a) == (None,) * 4
        points = self.points if is_bare and not self.is_given else None
        return Entry(self.met, self.choice, self.b, self.a, points, self.applies)


class Proof(models.Model):
    """What proves a self-score: a file, a document by its number, or a thing that the system holds (of a report,
    `reports` keeps which). `place` is section and page. One that is taken away stays, with who did it."""

    reached_by: ClassVar[tuple[str, ...]] = (
        "assessment__organization",
        "assessment__round__organization",
        "assessment__round__team__organization",
    )

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="proofs")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices())
    title = models.CharField("tên tài liệu", max_length=500)
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=40, blank=True)
    issued_on = models.DateField("ngày", null=True, blank=True)
    place = models.CharField("mục, trang", max_length=120, blank=True)
    file = models.FileField(upload_to="proofs/%Y/%m/", blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    task_file = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="proofs")
    update = models.ForeignKey(Update, models.PROTECT, null=True, blank=True, related_name="proofs")
    author_name = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    remover_name = models.CharField(max_length=150, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="proof_of_its_kind",
                condition=(Q(kind=EvidenceKind.FILE) & ~Q(file="") & Q(task_file=None, update=None))
                | Q(kind=EvidenceKind.TASK_FILE, task_file__isnull=False, update=None, file="")
                | Q(kind=EvidenceKind.UPDATE, update__isnull=False, task_file=None, file="")
                | Q(kind__in=(EvidenceKind.DOCUMENT, EvidenceKind.REPORT), task_file=None, update=None, file=""),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def document(self) -> str:
        """Number and symbol as one writes them: "45/BC-UBND"."""
        return "/".join(filter(None, (self.number, self.symbol)))
