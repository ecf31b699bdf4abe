"""Writing of the calendar's exceptions."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import CalendarException
from cchc.orgs.queries.calendar import working_days
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.rules import can_set_calendar
from cchc.orgs.working_days import fault_of_days


@transaction.atomic
def set_days(*, actor: Actor, off_on: date | None, work_on: date | None, name: str, now: datetime) -> None:
    """Enter a further day off, a further day worked, or the two in exchange. Days of reports and duties that are there
    do not move."""
    _require_calendar_keeper(actor)
    if refusal := fault_of_days(working_days(), off_on, work_on):
        raise Refused(refusal)
    for day, other, is_working in ((off_on, work_on, False), (work_on, off_on, True)):
        if day:
            entered = CalendarException.objects.create(on_day=day, is_working=is_working, name=name, swapped_with=other)
            after = {"ngày": day, "là ngày làm việc": is_working, "đổi với ngày": other, "lý do": name}
            record("Ghi lịch làm việc", entered, actor=actor, organization=actor.organization, now=now, after=after)


@transaction.atomic
def remove_days(*, actor: Actor, on_day: date, now: datetime) -> None:
    """Take a day, and the one it was swapped with, out of the calendar's exceptions."""
    _require_calendar_keeper(actor)
    days = CalendarException.objects.filter(Q(on_day=on_day) | Q(swapped_with=on_day))
    if not days:
        raise Refused(f"Ngày {on_day:%d/%m/%Y} không có trong lịch; có thể người khác vừa bỏ.")
    for day in days:
        before = {"ngày": day.on_day, "là ngày làm việc": day.is_working, "lý do": day.name}
        record("Bỏ ngày khỏi lịch làm việc", day, actor=actor, organization=actor.organization, now=now, before=before)
    days.delete()


def _require_calendar_keeper(actor: Actor) -> None:
    if not can_set_calendar(actor):
        raise Forbidden("Chỉ người quản trị của đơn vị không có cấp trên mới sửa được lịch làm việc.")
