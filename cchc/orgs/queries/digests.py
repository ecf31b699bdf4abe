"""To whom the mail of the day is still owed, and what stands in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from cchc.orgs.models import Digest, Membership, Notice, NoticeChoice, User
from cchc.orgs.models.notices import NoticeQuerySet
from cchc.orgs.queries.people import is_in_force

PEOPLE_AT_ONCE = 100
CLAIM_LASTS = timedelta(minutes=20)
"""Longer than the job that mails may run: a claim that is older was left by a worker that fell."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """One person's mail: what he was told, is unread, and stood in no mail."""

    user: User
    notices: tuple[Notice, ...]


def mailings_due(now: datetime) -> Iterator[list[Mailing]]:
    """Who is to get a mail today and has not, some people at a time (two queries each time). Nobody without an address,
    without a membership, or who wants none."""
    last = 0
    while users := list(_readers(now).filter(pk__gt=last).order_by("pk")[:PEOPLE_AT_ONCE]):
        yield _mailings(users, now)
        last = users[-1].pk


def free_to_claim(now: datetime) -> Q:
    """Digests that were not sent and that no living worker holds."""
    return Q(sent_at=None) & (Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS))


def _mailings(users: Iterable[User], now: datetime) -> list[Mailing]:
    told: dict[int, list[Notice]] = {user.pk: [] for user in users}
    for notice in _unmailed(now).filter(user__in=list(told)).select_related("organization").order_by("made_at", "pk"):
        told[notice.user_id].append(notice)
    return [Mailing(user, tuple(told[user.pk])) for user in users if told[user.pk]]


def _readers(now: datetime) -> QuerySet[User]:
    of_today = Digest.objects.filter(user=OuterRef("pk"), on_day=localdate(now)).exclude(free_to_claim(now))
    declined = NoticeChoice.objects.filter(user=OuterRef("pk"), by_mail=False)
    told = _unmailed(now).filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(told), ~Exists(of_today), ~Exists(declined), is_active=True).exclude(email="")


def _unmailed(now: datetime) -> NoticeQuerySet:
    """What is new to people in the bodies in which they work today."""
    works = Membership.objects.filter(
        is_in_force(localdate(now)), user=OuterRef("user"), organization=OuterRef("organization")
    )
    found: NoticeQuerySet = Notice.objects.unread().filter(Exists(works), digest=None)
    return found
