"""Writing of notices."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.models import Notice, Organization, User
from cchc.orgs.telling import Telling
from cchc.text import nfc

TEXT_LENGTH = 500


@transaction.atomic
def tell(
    *, actor: Actor, organization: Organization, users: Iterable[User], tellings: Iterable[Telling], now: datetime
) -> None:
    """Tell each of these people of a body each thing, once: what somebody was told under the same key stays as it is.
    `actor` is whose act or job makes it known. Two queries, however many."""
    people = {user.pk: user for user in users}
    found = list(tellings)
    Notice.objects.bulk_create(
        [
            Notice(
                user=user,
                organization=organization,
                kind=telling.kind,
                key=telling.key,
                text=_cut(nfc(telling.text)),
                path=telling.path,
                made_at=now,
            )
            for user in people.values()
            for telling in found
        ],
        ignore_conflicts=True,
    )


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_LENGTH else f"{text[: TEXT_LENGTH - 1]}…"
