"""Taking in a filled-in workbook: all of it or nothing, by the same rules as the form."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.refusals import Refused
from tasks.actions.updating import state_update
from tasks.exchange.differences import Change


@transaction.atomic
def take_in_changes(*, actor: Actor, changes: Sequence[Change], now: datetime) -> int:
    """Store every change; raises Refused naming each row that a rule refuses, and then stores none."""
    refusals = []
    for change in changes:
        try:
            with transaction.atomic():
                state_update(
                    actor=actor,
                    obligation_id=change.obligation_id,
                    seen_update_id=change.seen,
                    statement=change.statement,
                    now=now,
                )
        except Refused as refusal:
            refusals.append(f"Dòng {change.row}: {refusal.message}")
    if refusals:
        raise Refused("\n".join(refusals))
    return len(changes)
