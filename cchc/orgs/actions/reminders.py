"""What a person decides about his own reminders: which, by mail or not, at which address, his calendar's secret."""

from collections.abc import Iterable
from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import FeedKey, NoticeChoice, User
from cchc.orgs.queries.feeds import digest_of
from cchc.orgs.refusals import Refused
from cchc.orgs.reminding import BEFORE

NOBODY = "Chỉ người đang đăng nhập mới đổi được việc nhắc của chính mình."


@transaction.atomic
def choose_reminders(*, actor: Actor, by_mail: bool, days_before: Iterable[int], now: datetime) -> NoticeChoice:
    """Which days before a due day one is told of it, and whether by mail too."""
    user, days = _himself(actor), [day for day in BEFORE if day in set(days_before)]
    choice, _ = NoticeChoice.objects.update_or_create(user=user, defaults={"by_mail": by_mail, "days_before": days})
    after = {"gửi thư": by_mail, "nhắc trước": days}
    record("Chọn việc nhắc", user, actor=actor, organization=actor.organization, now=now, after=after)
    return choice


@transaction.atomic
def set_address(*, actor: Actor, address: str, now: datetime) -> None:
    """The address to which one's mail goes, "" for none. The audit trail says that it changed, not what it is."""
    user = User.objects.select_for_update().get(pk=_himself(actor).pk)
    if user.email == address:
        return
    user.email = address
    user.save(update_fields=["email"])
    verb = "Đổi địa chỉ thư điện tử" if address else "Xóa địa chỉ thư điện tử"
    record(verb, user, actor=actor, organization=actor.organization, now=now)


@transaction.atomic
def make_feed_key(*, actor: Actor, now: datetime) -> str:
    """A new secret for one's calendar address, shown once; the one before it ends."""
    user = _himself(actor)
    User.objects.select_for_update().get(pk=user.pk)
    FeedKey.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
    secret = token_urlsafe(32)
    FeedKey.objects.create(user=user, sha256=digest_of(secret), made_at=now)
    record("Tạo địa chỉ lịch", user, actor=actor, organization=actor.organization, now=now)
    return secret


@transaction.atomic
def revoke_feed_key(*, actor: Actor, now: datetime) -> None:
    """From now on the address leads nowhere."""
    user = _himself(actor)
    if FeedKey.objects.filter(user=user, revoked_at=None).update(revoked_at=now):
        record("Thu hồi địa chỉ lịch", user, actor=actor, organization=actor.organization, now=now)


def _himself(actor: Actor) -> User:
    if actor.user is None:
        raise Refused(NOBODY)
    return actor.user
