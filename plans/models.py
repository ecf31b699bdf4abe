"""Plans as rows: the words of the document beside their reading, for ever."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.models import Organization, Position, User
from cchc.orgs.scope import ScopedQuerySet
from plans.enums import AgencyRole, Comparator, PlanState, Relation, SectionKind, Settlement


class Plan(models.Model):
    """One plan of one body. Its rows become duties only when a person has accepted it.

    `relation` says what it is to `related`, another plan of its body: a corrected document of it is read as a draft
    that `REVISES` it and is merged into it; its record, `MERGED`, then keeps the version before, file and rows, which
    held until its `accepted_at` (`plans.actions.merging`). One that `FOLLOWS` was started from last year's.
    `figures` are the results that the document starts from (an index's score, rank, parts), as
    `plans.reading.plan.figure_to_json` writes them.
    """

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="plans")
    state = models.CharField(max_length=10, choices=PlanState.choices(), default=PlanState.READING)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    title = models.CharField("tên kế hoạch", max_length=500, blank=True)
    from_year = models.PositiveSmallIntegerField("từ năm", null=True, blank=True)
    to_year = models.PositiveSmallIntegerField("đến năm", null=True, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    authority = models.CharField("quyền hạn ký", max_length=120, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    carries_out = models.TextField("căn cứ thực hiện", blank=True)
    replaces = models.TextField("thay thế", blank=True)
    figures = models.JSONField("kết quả nêu trong văn bản", default=list, blank=True)
    relation = models.CharField("quan hệ", max_length=12, choices=Relation.choices(), blank=True)
    related = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="relatives")
    revision = models.PositiveSmallIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    folded = models.TextField(editable=False, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-from_year", "-pk")
        constraints = (
            models.CheckConstraint(name="plan_years", condition=Q(to_year__gte=F("from_year"))),
            models.CheckConstraint(
                name="plan_related_whole",
                condition=Q(relation="", related__isnull=True) | ~Q(relation="") & Q(related__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_accepted_whole",
                condition=~Q(state=PlanState.ACCEPTED)
                | Q(accepted_at__isnull=False, from_year__isnull=False, to_year__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title or "Kế hoạch chưa đọc"

    @property
    def span(self) -> tuple[int, int]:
        """First and last year; only a plan that was read has them."""
        if self.from_year is None or self.to_year is None:
            raise ValueError("a plan that was not read covers no years")
        return self.from_year, self.to_year

    @property
    def is_written_here(self) -> bool:
        """Written as a table in this system: no document stands behind it."""
        return not hasattr(self, "source")

    @property
    def years(self) -> str:
        if self.from_year is None:
            return ""
        return f"{self.from_year}" if self.from_year == self.to_year else f"{self.from_year} – {self.to_year}"


class PlanSource(models.Model):
    """The file a plan was read from, with the words of the whole document and the progress of its reading."""

    reached_by: ClassVar[tuple[str, ...]] = ("plan__organization",)

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="source")
    file = models.FileField(upload_to="plans/%Y/")
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    blocks = models.JSONField(default=list)
    progress = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=120, blank=True)
    error = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(name="source_progress", condition=Q(progress__lte=100)),)

    def __str__(self) -> str:
        return self.name


class Section(models.Model):
    """An appendix, an area or a group of rows, in the document's order."""

    reached_by: ClassVar[tuple[str, ...]] = ("plan__organization",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField("loại", max_length=10, choices=SectionKind.choices(), default=SectionKind.DUTIES)
    label = models.CharField("nhãn", max_length=60, blank=True)
    title = models.CharField("tên", max_length=500)
    area = models.CharField("lĩnh vực", max_length=120, blank=True)
    lead_text = models.CharField("chủ trì theo văn bản", max_length=300, blank=True)
    lead = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=("plan", "order"), name="section_order"),)

    def __str__(self) -> str:
        return f"{self.label}: {self.title}" if self.label else self.title

    @property
    def root(self) -> "Section":
        """The area that a part without a label belongs to, or itself. Reads `parent`."""
        return self.parent.root if self.parent and not self.label else self

    @property
    def whole_name(self) -> str:
        """ "II.1: Chỉ số hài lòng"; a part without a label after its area: "I: Chỉ đạo, điều hành › Nội dung cần khắc
        phục". Reads `parent`."""
        return f"{self.parent.whole_name} › {self}" if self.parent and not self.label else str(self)

    @property
    def mark(self) -> str:
        """How the place of a row begins: "Phụ lục số 01"; "VII, Nội dung cần duy trì". Reads `parent`."""
        if self.label or self.parent is None:
            return self.label or self.title
        return f"{self.parent.mark}, {self.title}"


class PlanItem(models.Model):
    """A row, an action of a row or a subtask: the words of the document (`*_text`) beside their reading.

    `clauses` is the reading of the deadline (see `plans.reading.deadlines`), a list of JSON objects; `groups` and
    `unknown_agencies` are words of the agency cell that name no single body. What a person wrote instead stands in
    `corrected_*` beside the document's words, which never change. Where a person rewrote the row's own words, its
    ordinal or its note, `document_words` keeps what the document has by the field's name, and the field holds what is
    shown everywhere. `revision` counts corrections, so that the second of two people is told. `is_by_hand`: a person
    wrote, split or joined it. `origin` is the row of an earlier plan that it goes on with, `is_carried_over` when that
    one was left unfinished. `dropped_at`: a later version of the document no longer has it; it stays for what was
    reported.
    """

    reached_by: ClassVar[tuple[str, ...]] = ("section__plan__organization",)

    section = models.ForeignKey(Section, models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    order = models.PositiveSmallIntegerField()
    ordinal = models.CharField("số thứ tự", max_length=20, blank=True)
    text = models.TextField("nhiệm vụ")
    product_text = models.TextField("sản phẩm", blank=True)
    agency_text = models.TextField("cơ quan thực hiện", blank=True)
    deadline_text = models.TextField("thời gian thực hiện", blank=True)
    note = models.TextField("ghi chú", blank=True)
    place = models.CharField("vị trí trong văn bản", max_length=120, blank=True)
    clauses = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    unknown_agencies = models.JSONField(default=list)
    corrected_product = models.TextField("sản phẩm đã sửa", blank=True)
    corrected_deadline = models.TextField("thời hạn đã sửa", blank=True)
    is_agency_corrected = models.BooleanField("cơ quan đã sửa", default=False)
    document_words = models.JSONField("lời văn bản", default=dict, blank=True)
    is_by_hand = models.BooleanField("do người ghi", default=False)
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="continuations")
    is_carried_over = models.BooleanField("chuyển tiếp", default=False)
    dropped_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveSmallIntegerField(default=0)
    folded = models.TextField(editable=False, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("section__order", "order")
        constraints = (
            models.UniqueConstraint(fields=("section", "order"), condition=Q(parent=None), name="row_order"),
            models.UniqueConstraint(fields=("parent", "order"), name="subrow_order"),
            models.CheckConstraint(
                name="carried_over_from_a_row", condition=Q(is_carried_over=False) | Q(origin__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def number(self) -> str:
        """The number of its row: an action of a row has none of its own. Reads `parent`."""
        return self.ordinal or (self.parent.number if self.parent else "")

    @property
    def document_text(self) -> str:
        """The row's words as the document has them."""
        return str(self.document_words.get("text", self.text))

    @property
    def is_from_prose(self) -> bool:
        """Read from a paragraph ("Mục II.1.3") or written by a person: no column of a table asks for its time."""
        return not self.place or self.place.startswith(("Mục ", "Phần "))

    @property
    def product_words(self) -> str:
        """The words that the products are read from."""
        return self.corrected_product or self.product_text

    @property
    def deadline_words(self) -> str:
        """The words that the clauses are read from."""
        return self.corrected_deadline or self.deadline_text

    @property
    def is_corrected(self) -> bool:
        return self.revision > 0


class Responsibility(models.Model):
    """A post of the body, or another body, named by a row as lead or co-ordinating; never both."""

    reached_by: ClassVar[tuple[str, ...]] = ("item__section__plan__organization",)

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="responsibilities")
    position = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="responsibilities")
    body = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="responsibilities")
    role = models.CharField(max_length=12, choices=AgencyRole.choices())

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-role", "pk")
        constraints = (
            models.UniqueConstraint(fields=("item", "position"), name="position_named_once"),
            models.UniqueConstraint(fields=("item", "body"), name="body_named_once"),
            models.CheckConstraint(
                name="responsibility_of_one",
                condition=Q(position__isnull=True, body__isnull=False) | Q(position__isnull=False, body__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.position or self.body)


class Product(models.Model):
    """What a row must bring; `clauses` are the places in the item's clauses that belong to it."""

    reached_by: ClassVar[tuple[str, ...]] = ("item__section__plan__organization",)

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="products")
    order = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500)
    clauses = models.JSONField(default=list)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=("item", "order"), name="product_order"),)

    def __str__(self) -> str:
        return self.words


class Target(models.Model):
    """A measurable aim of the plan with the sentence that states it."""

    reached_by: ClassVar[tuple[str, ...]] = ("plan__organization",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    order = models.PositiveSmallIntegerField()
    text = models.TextField("câu")
    subject = models.TextField("đối tượng đo")
    comparator = models.CharField(max_length=10, choices=Comparator.choices())
    value = models.DecimalField(max_digits=18, decimal_places=4)
    value_to = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=120, blank=True)
    revision = models.PositiveSmallIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "order"), name="target_order"),
            models.CheckConstraint(
                name="target_range",
                condition=Q(comparator=Comparator.BETWEEN, value_to__isnull=False)
                | ~Q(comparator=Comparator.BETWEEN) & Q(value_to__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.text


class Doubt(models.Model):
    """A point that a person must decide, and how it was settled; `remembered` is the point of an earlier reading whose
    settlement it took over."""

    reached_by: ClassVar[tuple[str, ...]] = ("plan__organization",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="doubts")
    item = models.ForeignKey(PlanItem, models.CASCADE, null=True, blank=True, related_name="doubts")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    message = models.TextField()
    words = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    settlement = models.CharField(max_length=10, choices=Settlement.choices(), blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    remembered = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "order"), name="doubt_order"),
            models.CheckConstraint(
                name="doubt_settled_whole",
                condition=Q(settlement="", settled_at__isnull=True) | ~Q(settlement="") & Q(settled_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.message


class Change(models.Model):
    """One step of a person's work on a draft, with the rows that it touched as they stood before and after it
    (`plans.actions.undoing`), so that the last step can be taken back while the plan is a draft."""

    reached_by: ClassVar[tuple[str, ...]] = ("plan__organization",)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="changes")
    words = models.CharField(max_length=250)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.words
