"""Closing a period of a body when its report is sent, and opening it again."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization
from tasks.models import ClosedPeriod
from tasks.periods import Period


@transaction.atomic
def close_period(*, actor: Actor, organization: Organization, period: Period, now: datetime) -> ClosedPeriod:
    """From now on words about the period are "bổ sung sau chốt số liệu"; closing twice changes nothing."""
    kind, year, number = period.key
    closed, is_new = ClosedPeriod.objects.get_or_create(
        organization=organization,
        period_kind=kind,
        period_year=year,
        period_number=number,
        defaults={
            "period_name": period.name,
            "start_on": period.start_on,
            "cutoff_on": period.cutoff_on,
            "closed_at": now,
        },
    )
    if is_new:
        record("Khóa kỳ báo cáo", closed, actor=actor, organization=organization, now=now)
    return closed


@transaction.atomic
def reopen_period(*, actor: Actor, organization: Organization, period: Period, reason: str, now: datetime) -> None:
    """Open one period of one body again; nothing else opens."""
    kind, year, number = period.key
    closed = ClosedPeriod.objects.filter(
        organization=organization, period_kind=kind, period_year=year, period_number=number
    ).first()
    if closed:
        after = {"lý do": reason}
        record("Mở lại kỳ báo cáo", closed, actor=actor, organization=organization, now=now, after=after)
        closed.delete()
