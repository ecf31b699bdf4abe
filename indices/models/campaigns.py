"""Emulation campaigns: what is competed in, who competes, what the council said, what was decided."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization, User
from cchc.orgs.scope import AppendOnlyQuerySet, ScopedQuerySet
from indices.enums import CampaignState, NominationState, RequirementKind, RewardTime, SubjectKind
from indices.models.initiatives import Initiative
from plans.enums import SectionKind
from plans.models import Plan


class Campaign(models.Model):
    """A campaign (phong trào thi đua) of one body. It is mended while it is drafted; launched, the bodies that take
    part (`entrants`) register. More than `threshold` per cent of its council must vote for a reward; `closing` is what
    was said of it at its end."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization", "entrants__organization")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="campaigns")
    name = models.CharField("tên phong trào", max_length=300)
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến ngày")
    state = models.CharField(max_length=10, choices=CampaignState.choices(), default=CampaignState.DRAFT)
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="campaigns")
    source = models.CharField("văn bản phát động", max_length=300, blank=True)
    aim = models.TextField("mục tiêu", blank=True)
    register_by = models.DateField("hạn đăng ký", null=True, blank=True)
    threshold = models.PositiveSmallIntegerField("phiếu đồng ý trên (%)", default=50)
    closing = models.TextField("tổng kết", blank=True)
    revision = models.PositiveIntegerField(default=1)
    author_name = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-from_on", "-pk")
        constraints = (
            models.CheckConstraint(name="campaign_days", condition=Q(to_on__gte=F("from_on"))),
            models.CheckConstraint(name="campaign_threshold", condition=Q(threshold__lt=100)),
        )

    def __str__(self) -> str:
        return self.name


class CampaignPart(models.Model):
    """One content or one criterion of a campaign, in its document's words; a criterion is for collectives, for
    individuals, or for both ("")."""

    reached_by: ClassVar[tuple[str, ...]] = ("campaign__organization", "campaign__entrants__organization")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=SectionKind.choices())
    subject = models.CharField("đối tượng", max_length=10, choices=SubjectKind.choices(), blank=True)
    text = models.TextField("nội dung")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                name="campaign_part_kind", condition=Q(kind__in=(SectionKind.CONTENTS, SectionKind.CRITERIA))
            ),
        )

    def __str__(self) -> str:
        return self.text


class Reward(models.Model):
    """A form of reward (giấy khen, bằng khen), each year or at the end; `most` is how many may be proposed."""

    reached_by: ClassVar[tuple[str, ...]] = ("campaign__organization", "campaign__entrants__organization")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="rewards")
    order = models.PositiveSmallIntegerField()
    name = models.CharField("hình thức", max_length=200)
    authority = models.CharField("cấp khen thưởng", max_length=200)
    time = models.CharField("thời điểm", max_length=8, choices=RewardTime.choices())
    subject = models.CharField("đối tượng", max_length=10, choices=SubjectKind.choices())
    most = models.PositiveSmallIntegerField("nhiều nhất", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.name


class Requirement(models.Model):
    """One rule of eligibility as data. `value` is its number, `word` its class; `level` whom it concerns ("": all),
    `text` the sentence of the document from which it comes."""

    reached_by: ClassVar[tuple[str, ...]] = ("campaign__organization", "campaign__entrants__organization")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="requirements")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField("điều kiện", max_length=16, choices=RequirementKind.choices())
    subject = models.CharField("đối tượng", max_length=10, choices=SubjectKind.choices(), blank=True)
    level = models.CharField("cấp", max_length=20, choices=OrganizationKind.choices(), blank=True)
    value = models.DecimalField("mức", max_digits=9, decimal_places=4, null=True, blank=True)
    word = models.CharField("loại", max_length=60, blank=True)
    text = models.CharField("lời văn bản", max_length=1000, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(name="requirement_measured", condition=Q(value__isnull=False) | ~Q(word="")),
        )

    def __str__(self) -> str:
        return RequirementKind(self.kind).label


class Entrant(models.Model):
    """A body that takes part."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization", "campaign__organization")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="entrants")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="entries")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("organization__path",)
        constraints = (models.UniqueConstraint(fields=("campaign", "organization"), name="entrant_once"),)

    def __str__(self) -> str:
        return str(self.organization)


class CouncilMember(models.Model):
    """A member of the council that votes; without an account his vote is entered by the coordinator in his name."""

    reached_by: ClassVar[tuple[str, ...]] = ("campaign__organization",)

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="council")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("họ tên", max_length=150)
    title = models.CharField("chức vụ", max_length=200, blank=True)
    left_on = models.DateField("thôi từ ngày", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("campaign", "name"), name="council_member_once"),)

    def __str__(self) -> str:
        return self.name


class AwardDecision(models.Model):
    """The decision by which rewards of one year (or of the whole campaign) were given."""

    reached_by: ClassVar[tuple[str, ...]] = ("campaign__organization", "campaign__entrants__organization")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="decisions")
    time = models.CharField(max_length=8, choices=RewardTime.choices())
    year = models.PositiveSmallIntegerField("năm")
    number = models.CharField("số", max_length=60)
    decided_on = models.DateField("ngày")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    signer = models.CharField("người ký", max_length=120, blank=True)
    author_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-decided_on", "-pk")
        constraints = (models.UniqueConstraint(fields=("campaign", "number"), name="award_decision_once"),)

    def __str__(self) -> str:
        return self.number


class Nomination(models.Model):
    """One competitor in one year, or at the end of the campaign: a body, or a person of a body. `assessment` is what he
    said of himself by criterion (id → text); `achievements` and `findings` are what the system knew and what the rules
    of eligibility made of it when he was proposed, frozen then. `excused` says why a finding without figures does not
    stand in the way."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization", "campaign__organization")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="nominations")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="nominations")
    subject = models.CharField("đối tượng", max_length=10, choices=SubjectKind.choices())
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="nominations")
    name = models.CharField("tên", max_length=200)
    title = models.CharField("chức vụ", max_length=200, blank=True)
    time = models.CharField(max_length=8, choices=RewardTime.choices(), default=RewardTime.YEARLY)
    year = models.PositiveSmallIntegerField("năm")
    state = models.CharField(max_length=10, choices=NominationState.choices(), default=NominationState.REGISTERED)
    pledge = models.TextField("nội dung đăng ký", blank=True)
    assessment = models.JSONField("tự đánh giá", default=dict, blank=True)
    summary = models.TextField("tóm tắt thành tích", blank=True)
    reward = models.ForeignKey(Reward, models.PROTECT, null=True, blank=True, related_name="nominations")
    initiatives = models.ManyToManyField(Initiative, blank=True, related_name="nominations")
    achievements = models.JSONField(default=dict, blank=True)
    findings = models.JSONField(default=list, blank=True)
    excused = models.TextField("lý do vẫn đề nghị", blank=True)
    reason = models.TextField("lý do", blank=True)
    decision = models.ForeignKey(AwardDecision, models.PROTECT, null=True, blank=True, related_name="nominations")
    revision = models.PositiveIntegerField(default=1)
    registered_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True, blank=True)
    author_name = models.CharField(max_length=150)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ("subject", "organization__path", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "organization", "subject", "name", "time", "year"),
                name="nominated_once",
                condition=~Q(state=NominationState.WITHDRAWN),
            ),
            models.CheckConstraint(
                name="nomination_granted_whole",
                condition=~Q(state=NominationState.GRANTED) | Q(decision__isnull=False, reward__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Vote(models.Model):
    """What a member of the council said of a proposal; of several the last one holds."""

    reached_by: ClassVar[tuple[str, ...]] = ("nomination__campaign__organization",)

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="votes")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="votes")
    is_for = models.BooleanField("đồng ý")
    comment = models.TextField("ý kiến", blank=True)
    author_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.member}: {'đồng ý' if self.is_for else 'không đồng ý'}"
