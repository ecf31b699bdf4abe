"""Setting a reporting regime and taking one away that nobody has reported by."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.models import Organization
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused
from tasks.enums import Audience
from tasks.models import RegimeLine, RegimeRow
from tasks.queries.regimes import refusal_to_remove, refusal_to_set
from tasks.queries.timetables import decision_of
from tasks.regime_words import KIND_TITLES, line_words
from tasks.regimes import Decision, Line, Regime
from tasks.rules import can_set_regime

NO_RIGHT = {
    Audience.OWN: (
        "Chỉ Văn phòng - Thống kê, lãnh đạo của đơn vị hoặc người quản trị đặt được chế độ báo cáo của đơn vị."
    ),
    Audience.BELOW: (
        "Chỉ Văn phòng, lãnh đạo, cơ quan theo dõi của chính quyền cấp trên hoặc người quản trị đặt được chế độ báo "
        "cáo của các đơn vị cấp dưới."
    ),
}


@transaction.atomic
def set_regime(
    *, actor: Actor, organization: Organization, audience: Audience, from_year: int, regime: Regime, now: datetime
) -> RegimeRow:
    """A body's reports, or those of the bodies beneath it, follow this regime from a year on; what was set before for
    the same year is replaced. Due days of duties and reports that are there do not move.

    Raises Refused where it breaks the decree or a report of such a year was sent under another regime.
    """
    _require_right(actor, organization, audience)
    hold(organization)
    decision = Decision(organization.path, audience, from_year, regime)
    if refusal := refusal_to_set(organization, decision, year=localdate(now).year):
        raise Refused(refusal)
    found = RegimeRow.objects.filter(organization=organization, audience=audience, from_year=from_year).first()
    before = _told(decision_of(found)) if found else {}
    row = found or RegimeRow(organization=organization, audience=audience, from_year=from_year)
    row.name, row.source = regime.name, regime.source
    row.save()
    row.lines.all().delete()
    RegimeLine.objects.bulk_create(_stored(row, order, line) for order, line in enumerate(regime.lines))
    old, new = changes(before, _told(decision))
    record("Đặt chế độ báo cáo", row, actor=actor, organization=organization, now=now, before=old, after=new)
    return row


@transaction.atomic
def remove_regime(*, actor: Actor, regime_id: int, now: datetime) -> None:
    """Take away a regime that has not begun to be used."""
    row = RegimeRow.objects.visible_to(actor).select_related("organization").get(pk=regime_id)
    organization, decision = row.organization, decision_of(row)
    _require_right(actor, organization, decision.audience)
    if refusal := refusal_to_remove(organization, decision, year=localdate(now).year):
        raise Refused(refusal)
    record("Bỏ chế độ báo cáo", row, actor=actor, organization=organization, now=now, before=_told(decision))
    row.delete()


def _require_right(actor: Actor, organization: Organization, audience: Audience) -> None:
    if not can_set_regime(actor, organization, audience):
        raise Forbidden(NO_RIGHT[audience])


def _stored(row: RegimeRow, order: int, line: Line) -> RegimeLine:
    send = line.send
    return RegimeLine(
        regime=row,
        order=order,
        kind=line.kind,
        numbers=list(line.numbers),
        cutoff_day=line.cutoff_day,
        working_days=send.working_days if send.day is None else None,
        send_day=send.day,
        months_later=send.months_later if send.day is not None else 0,
    )


def _told(decision: Decision) -> dict[str, Any]:
    """A regime as the audit trail keeps it."""
    regime = decision.regime
    lines = {KIND_TITLES[line.kind]: line_words(line) for line in regime.lines}
    return {
        "áp dụng cho": decision.audience.label,
        "từ năm": decision.from_year,
        "chế độ": regime.name,
        "căn cứ": regime.source,
        **lines,
    }
