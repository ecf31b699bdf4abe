"""Where an adopted initiative was taken over: recorded once a place by its owners or from above."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import fold, squeeze
from indices.actions.campaign_notices import tell_authors
from indices.enums import InitiativeState
from indices.models import Initiative, Spread
from indices.queries.initiatives import bodies_to_spread
from indices.rules.initiatives import can_spread

NO_RIGHT = (
    "Chỉ tác giả, Văn phòng - Thống kê, lãnh đạo của đơn vị có sáng kiến hoặc cơ quan theo dõi cấp trên ghi nhân rộng."
)
NOT_ADOPTED = "Sáng kiến chưa được công nhận nên chưa ghi nhân rộng được."


@dataclass(frozen=True, slots=True)
class Taken:
    """What a form says of one place: a body of the system by its id, or only its name."""

    body: int | None
    place: str
    spread_on: date
    document: str
    note: str


@transaction.atomic
def record_spread(*, actor: Actor, initiative_id: int, taken: Taken, now: datetime) -> Spread:
    """A body named reads the initiative from now on."""
    initiative = _adopted(actor, initiative_id)
    body = _body(initiative, taken.body, localdate(now))
    place = body.name if body else squeeze(taken.place)
    if not place:
        raise Refused("Hãy chọn đơn vị hoặc ghi nơi nhân rộng.")
    if taken.spread_on > localdate(now):
        raise Refused("Ngày nhân rộng không thể sau hôm nay.")
    if initiative.decided_on and taken.spread_on < initiative.decided_on:
        raise Refused(f"Ngày nhân rộng không thể trước ngày công nhận {initiative.decided_on:%d/%m/%Y}.")
    if any(fold(known) == fold(place) for known in initiative.spreads.values_list("place", flat=True)):
        raise Refused(f"Đã ghi nhân rộng ở {place}; hãy xóa dòng cũ nếu muốn ghi lại.")
    try:
        with transaction.atomic():
            spread = Spread.objects.create(
                initiative=initiative,
                organization=body,
                place=place,
                spread_on=taken.spread_on,
                document=squeeze(taken.document),
                note=squeeze(taken.note),
                author_name=actor.name,
                recorded_at=now,
            )
    except IntegrityError:
        raise Refused(f"Đã ghi nhân rộng ở {place}.") from None
    after = {"nơi": place, "từ ngày": taken.spread_on.isoformat(), "văn bản": spread.document}
    record("Nhân rộng sáng kiến", initiative, actor=actor, organization=initiative.organization, now=now, after=after)
    tell_authors(actor, initiative, f"Sáng kiến “{initiative.name}” được nhân rộng ở {place}.", now)
    return spread


@transaction.atomic
def drop_spread(*, actor: Actor, initiative_id: int, spread_id: int, now: datetime) -> None:
    """Take back a place that was recorded by mistake; its body reads the initiative no more."""
    initiative = _adopted(actor, initiative_id)
    spread = initiative.spreads.filter(pk=spread_id).first()
    if spread is None:
        raise Refused("Dòng nhân rộng này không còn; hãy tải lại trang.")
    before = {"nơi": spread.place, "từ ngày": spread.spread_on.isoformat(), "văn bản": spread.document}
    spread.delete()
    record("Xóa nhân rộng", initiative, actor=actor, organization=initiative.organization, now=now, before=before)


def _adopted(actor: Actor, initiative_id: int) -> Initiative:
    found: QuerySet[Initiative] = Initiative.objects.visible_to(actor)
    initiative = found.select_for_update(of=("self",)).select_related("organization__parent").get(pk=initiative_id)
    if initiative.state != InitiativeState.ADOPTED:
        raise Refused(NOT_ADOPTED)
    if not can_spread(actor, initiative):
        raise Forbidden(NO_RIGHT)
    return initiative


def _body(initiative: Initiative, pk: int | None, today: date) -> Organization | None:
    if pk is None:
        return None
    found = next((one for one in bodies_to_spread(initiative, today=today) if one.pk == pk), None)
    if found is None:
        raise Refused("Đơn vị này không còn để chọn, hoặc đã ghi nhân rộng; hãy chọn lại đơn vị.")
    return found
