"""What the system tells a person: notices, the daily mail, his choices, the address of his calendar."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cchc.orgs.enums import NoticeKind
from cchc.orgs.models.bodies import Organization
from cchc.orgs.models.people import User
from cchc.orgs.scope import ScopedQuerySet


class Digest(models.Model):
    """The one mail of a day to a person: claimed by one worker before it is handed to the mail server, sent once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="digests")
    on_day = models.DateField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "on_day"), name="one_digest_a_day"),)

    def __str__(self) -> str:
        return f"{self.user} {self.on_day:%d/%m/%Y}"


class NoticeQuerySet(ScopedQuerySet):
    def unread(self) -> "NoticeQuerySet":
        """Neither opened nor overtaken by what was done."""
        return self.filter(read_at=None, is_settled=False)


class Notice(models.Model):
    """One thing told to one person in one of his bodies, once: `key` names what it is about and which step of the
    ladder it is. `path` is the page to open (of this site). `about` names the thing alone and `due_on` its day, so that
    it can be said how far the day is now; once the thing is done or its day moved, the notice is settled: no longer
    unread, no longer mailed."""

    reached_by: ClassVar[tuple[str, ...]] = ("organization",)

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices())
    key = models.CharField(max_length=120)
    about = models.CharField(max_length=60, blank=True, db_index=True)
    due_on = models.DateField(null=True, blank=True)
    text = models.CharField(max_length=500)
    path = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    is_settled = models.BooleanField(default=False)
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, blank=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=("user", "organization", "read_at")),)
        constraints = (
            models.UniqueConstraint(fields=("user", "organization", "key"), name="told_once"),
            models.CheckConstraint(name="notice_says_something", condition=~Q(text="")),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def is_new(self) -> bool:
        return self.read_at is None and not self.is_settled


class NoticeChoice(models.Model):
    """What a person chose of his reminders; the day itself, what is overdue and letters always come. Who chose nothing
    is told on each of the days."""

    user = models.OneToOneField(User, models.CASCADE, related_name="notice_choice")
    by_mail = models.BooleanField("gửi thư điện tử", default=True)
    days_before = models.JSONField("nhắc trước", default=list)

    def __str__(self) -> str:
        return str(self.user)


class FeedKey(models.Model):
    """The secret of a person's calendar address: only its digest is kept; one is in force at a time."""

    user = models.ForeignKey(User, models.CASCADE, related_name="feed_keys")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("user",), condition=Q(revoked_at=None), name="one_feed_key_in_force"),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%d/%m/%Y}"
