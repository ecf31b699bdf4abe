"""Writing of notices."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.models import Notice, Organization, User
from cchc.orgs.queries.notices import notices_of, open_notices_about
from cchc.orgs.telling import Telling
from cchc.text import nfc

TEXT_LENGTH = 500


@transaction.atomic
def tell(
    *, actor: Actor, organization: Organization, users: Iterable[User], tellings: Iterable[Telling], now: datetime
) -> None:
    """Tell each of these people of a body each thing, once: what somebody was told under the same key stays as it is.
    `actor` is whose act or job makes it known. Two queries, however many."""
    people = dict.fromkeys(user.pk for user in users)
    found = list(tellings)
    told = [(pk, telling) for pk in people for telling in found]
    tell_each(actor=actor, organization=organization, told=told, now=now)


@transaction.atomic
def tell_each(*, actor: Actor, organization: Organization, told: Iterable[tuple[int, Telling]], now: datetime) -> None:
    """As `tell`, where each person (by his id) is told something else. What has a day and was settled, and is so after
    all (a word taken back, a day moved there and back), is told anew (one query more)."""
    told = list(told)
    _tell_again(organization, {(user_id, telling.key) for user_id, telling in told if telling.due_on}, now)
    Notice.objects.bulk_create(
        [
            Notice(
                user_id=user_id,
                organization=organization,
                kind=telling.kind,
                key=telling.key,
                about=telling.about,
                due_on=telling.due_on,
                text=_cut(nfc(telling.text)),
                path=telling.path,
                made_at=now,
            )
            for user_id, telling in told
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def _tell_again(organization: Organization, told: set[tuple[int, str]], now: datetime) -> None:
    """Unread and in no mail, as on the first day."""
    settled = Notice.objects.filter(organization=organization, is_settled=True, key__in={key for _, key in told})
    again = [pk for pk, *who in settled.order_by().values_list("pk", "user", "key") if tuple(who) in told]
    if again:
        Notice.objects.filter(pk__in=again).update(is_settled=False, read_at=None, digest=None, made_at=now)


@transaction.atomic
def settle(*, actor: Actor, notices: Iterable[int]) -> None:
    """These are overtaken: what they are about is done, or its day moved. They stay to be read, unread no longer."""
    Notice.objects.filter(pk__in=list(notices), is_settled=False).update(is_settled=True)


@transaction.atomic
def settle_about(*, actor: Actor, abouts: Iterable[str]) -> None:
    """What anybody was told of these things is overtaken."""
    settle(actor=actor, notices=[notice.pk for notice in open_notices_about(abouts)])


@transaction.atomic
def open_notice(*, actor: Actor, notice_id: int, now: datetime) -> Notice | None:
    """Mark one's own notice as read, the first time; None when it is not his."""
    notice: Notice | None = notices_of(actor).select_for_update(of=("self",)).filter(pk=notice_id).first()
    if notice and notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def read_all(*, actor: Actor, now: datetime) -> int:
    """Mark everything that one was told in this body as read; how many there were."""
    return notices_of(actor).unread().update(read_at=now)


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_LENGTH else f"{text[: TEXT_LENGTH - 1]}…"
