"""The only writer of the audit trail; called by every action in the same transaction as its change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from cchc.orgs.actors import Actor
from cchc.orgs.models import Event, Organization

LABEL_LENGTH = 250


def record(
    verb: str,
    obj: models.Model,
    *,
    actor: Actor,
    organization: Organization,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write one line. `verb` is a Vietnamese phrase for people ("Chấp nhận kế hoạch")."""
    Event.objects.create(
        at=now,
        user=actor.user,
        actor_name=actor.name,
        organization=organization,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        object_label=str(obj)[:LABEL_LENGTH],
        before=dict(before or {}),
        after=dict(after or {}),
    )


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two sides of a change without what stayed the same."""
    moved = [key for key in after if before.get(key) != after[key]]
    return {key: before.get(key) for key in moved}, {key: after[key] for key in moved}
