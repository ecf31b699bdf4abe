"""Carrying out a change of bodies where reports stand in its way or do not."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from cchc.orgs.actions.succeeding import Order
from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization, UnitChange
from cchc.orgs.refusals import Refused
from reports.queries.units import reports_since

Change = Callable[..., UnitChange]


@transaction.atomic
def change_units(
    *, actor: Actor, ending: Sequence[Organization], order: Order, change: Change, now: datetime
) -> UnitChange:
    """Do `change`, an action of `cchc.orgs.actions` with everything but who, by which order and when. A body that ends
    (`ending`) must not have reported on a period that closed after its end."""
    found = reports_since(ending, order.on_day).first()
    if found:
        raise Refused(
            f"{found.organization} đã lập báo cáo {found.period_name}, chốt số liệu ngày {found.cutoff_on:%d/%m/%Y}, "
            f"nên không kết thúc từ ngày {order.on_day:%d/%m/%Y} được; hãy ghi ngày hiệu lực sau ngày chốt ấy."
        )
    return change(actor=actor, order=order, now=now)
