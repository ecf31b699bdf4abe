"""Reports of a body for a period, their frozen facts and their files."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.models import Organization, User
from cchc.orgs.scope import AppendOnlyQuerySet, ScopedQuerySet
from reports.enums import DrawingState, FileFormat, ReportState
from reports.outline import Filling
from tasks.enums import PeriodKind
from tasks.periods import Period


class Report(models.Model):
    """One report of one body for one period. On time or late (`send_by` against the first sending) is kept apart from
    open or locked (`state`).

    The figures stand as of the end of `as_of`, from what was recorded by `known_on`: the same day, unless the reviewer
    opened the period again (`is_reopened`) and words of the period were recorded after its cut-off.
    """

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)
    received_by: ClassVar[dict[str, Q]] = {"recipient": Q(submitted_at__isnull=False)}

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="reports")
    recipient = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="received_reports")
    period_kind = models.CharField(max_length=10, choices=PeriodKind.choices())
    period_year = models.PositiveSmallIntegerField()
    period_number = models.PositiveSmallIntegerField()
    period_name = models.CharField(max_length=60)
    start_on = models.DateField()
    cutoff_on = models.DateField()
    send_by = models.DateField()
    as_of = models.DateField()
    known_on = models.DateField()
    state = models.CharField(max_length=10, choices=ReportState.choices(), default=ReportState.DRAFT)
    drafted_at = models.DateTimeField()
    number = models.CharField("số", max_length=20, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    authority = models.CharField("quyền hạn ký", max_length=60, blank=True)
    signer_title = models.CharField("chức vụ", max_length=120, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    return_comment = models.TextField("ý kiến trả lại", blank=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    is_reopened = models.BooleanField("mở lại kỳ", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-cutoff_on", "organization")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "period_kind", "period_year", "period_number"), name="report_once"
            ),
            models.CheckConstraint(
                name="report_days",
                condition=Q(
                    cutoff_on__gte=F("start_on"),
                    send_by__gte=F("cutoff_on"),
                    as_of__lte=F("cutoff_on"),
                    known_on__gte=F("as_of"),
                ),
            ),
            models.CheckConstraint(
                name="approved_whole",
                condition=Q(state__in=(ReportState.DRAFT, ReportState.RETURNED))
                | Q(approved_at__isnull=False, issued_on__isnull=False) & ~Q(number="") & ~Q(signer=""),
            ),
            models.CheckConstraint(
                name="submitted_whole",
                condition=~Q(state__in=(ReportState.SUBMITTED, ReportState.ACCEPTED)) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="returned_with_comment", condition=~Q(state=ReportState.RETURNED) | ~Q(return_comment="")
            ),
        )

    def __str__(self) -> str:
        return f"Báo cáo {self.period_name} · {self.organization}"

    @property
    def period(self) -> Period:
        """The period with the days it had when the report was first made."""
        return Period(
            kind=PeriodKind(self.period_kind),
            year=self.period_year,
            number=self.period_number,
            start_on=self.start_on,
            cutoff_on=self.cutoff_on,
            send_by=self.send_by,
        )


class NarrativeText(models.Model):
    """One section of the narrative as the coordinator has it now. `drafted` is what the system gathered from the
    officials' own words (a list of `facts.Paragraph` as JSON); `text` is what will be signed. `fresh` are drafted
    paragraphs that came after the coordinator wrote his own text: they wait to be taken in or left. `earlier` are those
    of former drafts that the text still uses, so that its sentences keep their sources.

    `key` names the part of the outline for good, `number` is how it is numbered now; `filling` and `gap` are the
    outline's when the report was last drafted: a later change of the outline leaves them."""

    reached_by: ClassVar[tuple[str, ...]] = ("report__organization",)

    report = models.ForeignKey(Report, models.CASCADE, related_name="narrative")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)
    heading = models.CharField(max_length=300)
    filling = models.CharField(max_length=12, choices=Filling.choices())
    gap = models.CharField(max_length=300, blank=True)
    drafted = models.JSONField(default=list)
    earlier = models.JSONField(default=list)
    text = models.TextField(blank=True)
    fresh = models.JSONField(default=list)
    is_edited = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    editor_name = models.CharField(max_length=150, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="narrative_once"),)

    def __str__(self) -> str:
        return self.heading

    @property
    def is_heading(self) -> bool:
        """Whether only parts stand beneath it; what was written before it became so stays a text."""
        return self.filling == Filling.PARTS and not self.text


class ReportWords(models.Model):
    """What search compares of a report, apart from it so that lists need not load it: all its words as its own body has
    them now, and as they were last sent."""

    reached_by: ClassVar[tuple[str, ...]] = ("report__organization",)

    report = models.OneToOneField(Report, models.CASCADE, related_name="words")
    own = models.TextField(default="")
    sent = models.TextField(default="")

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.report)


class Snapshot(models.Model):
    """Frozen facts of a report: written once, drawn again at any time with the same result."""

    reached_by: ClassVar[tuple[str, ...]] = ("report__organization",)

    report = models.ForeignKey(Report, models.CASCADE, related_name="snapshots")
    facts = models.JSONField()
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.sha256


class Submission(models.Model):
    """A report was sent: which frozen facts, when, by whom. The body above reads these facts and no later ones."""

    reached_by: ClassVar[tuple[str, ...]] = ("report__organization",)
    received_by: ClassVar[dict[str, Q]] = {"report__recipient": Q()}

    report = models.ForeignKey(Report, models.CASCADE, related_name="submissions")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="submissions")
    attempt = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=150)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("attempt",)
        constraints = (models.UniqueConstraint(fields=("report", "attempt"), name="submitted_once"),)

    def __str__(self) -> str:
        return f"{self.report}, lần {self.attempt}"


class ReportFile(models.Model):
    """One drawn file of one snapshot; private, with its SHA-256. `interruptions` counts the drawings that a fallen
    worker left unfinished since the file was asked for."""

    reached_by: ClassVar[tuple[str, ...]] = ("report__organization",)
    received_by: ClassVar[dict[str, Q]] = {"report__recipient": Q(report__submitted_at__isnull=False)}

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="files")
    format = models.CharField(max_length=4, choices=FileFormat.choices())
    state = models.CharField(max_length=8, choices=DrawingState.choices(), default=DrawingState.QUEUED)
    file = models.FileField(upload_to="reports/%Y/", blank=True)
    name = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)
    interruptions = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("snapshot", "format"), name="file_once"),
            models.CheckConstraint(
                name="ready_whole", condition=~Q(state=DrawingState.READY) | ~Q(file="") & ~Q(sha256="")
            ),
        )

    def __str__(self) -> str:
        return self.name or f"{self.report} ({self.get_format_display()})"
