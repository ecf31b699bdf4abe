"""Tying given work to rows of the body's own plan, so that one word counts on both."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from tasks.models import Task, Tie
from tasks.queries.ties import own_tasks
from tasks.rules import can_receive

NO_RIGHT = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị được giao mới nối việc với kế hoạch của mình được."


@transaction.atomic
def tie_tasks(*, actor: Actor, given_id: int, own_ids: Collection[int], now: datetime) -> int:
    """Tie a given task to tasks of the same body's own plans in force; returns how many ties are new."""
    given = _given(actor, given_id)
    known = set(Tie.objects.filter(given=given).values_list("own", flat=True))
    wanted = [task for task in own_tasks(actor).filter(pk__in=own_ids) if task.pk not in known]
    if not wanted:
        raise Refused("Hãy chọn ít nhất một nhiệm vụ của kế hoạch đơn vị mình mà chưa nối.")
    Tie.objects.bulk_create(Tie(given=given, own=own, made_at=now, maker_name=actor.name) for own in wanted)
    for own in wanted:
        _record("Nối với nhiệm vụ của đơn vị", actor, given, own, now)
    return len(wanted)


@transaction.atomic
def untie_tasks(*, actor: Actor, given_id: int, tie_id: int, now: datetime) -> None:
    """Undo a tie: what was said while it held stays on both; from now on each has words of its own."""
    given = _given(actor, given_id)
    tie = Tie.objects.select_related("own").filter(given=given, pk=tie_id).first()
    if tie is None:
        raise Refused("Chỗ nối này vừa được bỏ; hãy tải lại trang.")
    tie.delete()
    _record("Bỏ nối với nhiệm vụ của đơn vị", actor, given, tie.own, now)


def _given(actor: Actor, given_id: int) -> Task:
    tasks = Task.objects.visible_to(actor).select_for_update(of=("self",)).select_related("plan", "organization")
    given: Task = tasks.get(pk=given_id)
    if not can_receive(actor, given):
        raise Forbidden(NO_RIGHT)
    return given


def _record(verb: str, actor: Actor, given: Task, own: Task, now: datetime) -> None:
    """On both tasks: each tells what it was tied to."""
    for task, other in ((given, own), (own, given)):
        record(verb, task, actor=actor, organization=task.organization, now=now, after={"nhiệm vụ": other.item.text})
