"""Writing of notices."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.models import Notice, Organization, User
from cchc.orgs.queries.notices import notices_of
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
    """As `tell`, where each person (by his id) is told something else."""
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


@transaction.atomic
def settle(*, actor: Actor, notices: Iterable[int]) -> None:
    """These are overtaken: what they are about is done, or its day moved. They stay to be read, unread no longer."""
    Notice.objects.filter(pk__in=list(notices), is_settled=False).update(is_settled=True)


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
