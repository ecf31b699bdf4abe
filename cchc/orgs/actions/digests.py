"""The mail of a day to a person: claimed before it is sent, so that two workers never send two."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.models import Digest, Notice
from cchc.orgs.queries.digests import free_to_claim


@transaction.atomic
def claim_digest(*, actor: Actor | None, user_id: int, now: datetime) -> Digest | None:
    """Take today's mail of a person on; None when it was sent, or another worker is about to send it. What a worker
    that fell in between left is taken over."""
    digest, is_new = Digest.objects.get_or_create(user_id=user_id, on_day=localdate(now), defaults={"claimed_at": now})
    if is_new or Digest.objects.filter(free_to_claim(now), pk=digest.pk).update(claimed_at=now):
        return digest
    return None


@transaction.atomic
def finish_digest(*, actor: Actor | None, digest: Digest, notices: Iterable[Notice], now: datetime) -> None:
    """It was handed to the mail server: what stood in it is never mailed again."""
    Digest.objects.filter(pk=digest.pk).update(sent_at=now)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(digest=digest)


@transaction.atomic
def release_digest(*, actor: Actor | None, digest: Digest) -> None:
    """It was not sent: the next run tries again, with what is new by then."""
    Digest.objects.filter(pk=digest.pk, sent_at=None).update(claimed_at=None)
