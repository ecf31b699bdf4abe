"""Bringing a plan's file in, and throwing away what was never accepted."""

import hashlib
from datetime import datetime
from functools import partial
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused
from cchc.queue import enqueue
from cchc.text import nfc
from plans.actions.reading import store_reading
from plans.enums import PlanState
from plans.models import Plan, PlanSource
from plans.reading.results import ReadPlan, Unreadable
from plans.reading.sources import check_source, ending_of
from plans.rules import can_discard_plan, can_upload_plan

JOB = "plans.read_plan"
NO_RIGHT = "Chỉ Văn phòng - Thống kê của đơn vị mới được tải kế hoạch lên."
NAME_LENGTH = 255


def _check_file(name: str, data: bytes) -> None:
    """Refuse at the door what can be seen to be no file of a plan (of an archive only the directory is read)."""
    try:
        check_source(name, data)
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable


@transaction.atomic
def upload_plan(*, actor: Actor, name: str, data: bytes, now: datetime) -> Plan:
    """Keep the file and start its reading. Raises Refused for what is no Word, Excel or text file.

    A file that the body already has gives the plan made from it, unchanged (its `created_at` is then not `now`); where
    its reading failed, it is read again.
    """
    if not can_upload_plan(actor):
        raise Forbidden(NO_RIGHT)
    _check_file(name, data)
    plan = _plan_of_same_file(actor, data)
    if plan is not None and plan.state != PlanState.FAILED:
        return plan
    if plan is None:
        plan = _keep(actor, name, data, now)
    else:
        _start_again(actor, plan, now)
    enqueue(JOB, plan_id=plan.pk)
    return plan


@transaction.atomic
def import_plan(*, actor: Actor, name: str, data: bytes, reading: ReadPlan, now: datetime) -> Plan:
    """Keep a file together with its reading, as a draft. The same file twice changes nothing."""
    if not can_upload_plan(actor):
        raise Forbidden(NO_RIGHT)
    _check_file(name, data)
    plan = _plan_of_same_file(actor, data)
    if plan is not None and plan.state not in (PlanState.FAILED, PlanState.READING):
        return plan
    if plan is None:
        plan = _keep(actor, name, data, now)
    elif plan.state == PlanState.FAILED:
        _start_again(actor, plan, now)
    store_reading(actor=actor, plan=plan, reading=reading, now=now)
    return Plan.objects.select_related("organization", "source").get(pk=plan.pk)


@transaction.atomic
def read_again(*, actor: Actor, plan: Plan, now: datetime) -> None:
    """Start the reading anew where it failed, or where its job was lost with the queue."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("organization", "source").get(pk=plan.pk)
    if not (can_upload_plan(actor) and actor.belongs_to(plan.organization_id)):
        raise Forbidden(NO_RIGHT)
    if plan.state not in (PlanState.READING, PlanState.FAILED):
        raise Refused("Kế hoạch này đã đọc xong; hãy xem kết quả đọc.")
    _start_again(actor, plan, now)
    enqueue(JOB, plan_id=plan.pk)


@transaction.atomic
def discard_plan(*, actor: Actor, plan: Plan, now: datetime) -> None:
    """Throw away a plan that was never accepted, its file too; the audit trail keeps its name."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("organization", "source").get(pk=plan.pk)
    if not can_discard_plan(actor, plan):
        if plan.state in (PlanState.ACCEPTED, PlanState.CLOSED):
            raise Refused("Kế hoạch đã được chấp nhận, việc đã giao theo nó nên không bỏ được nữa.")
        raise Forbidden("Chỉ Văn phòng - Thống kê của đơn vị mới được bỏ bản nháp kế hoạch.")
    before = {"tên kế hoạch": plan.title, "trạng thái": plan.get_state_display()}
    if not plan.is_written_here:
        file = plan.source.file
        before["tệp"] = plan.source.name
        transaction.on_commit(partial(file.storage.delete, str(file)))
    record("Bỏ bản nháp kế hoạch", plan, actor=actor, organization=plan.organization, now=now, before=before)
    plan.delete()


def _plan_of_same_file(actor: Actor, data: bytes) -> Plan | None:
    """Holds the body first, so that two uploads of one file at the same moment give one plan."""
    hold(actor.organization)
    sha256 = hashlib.sha256(data).hexdigest()
    return (
        Plan.objects.filter(organization=actor.organization, source__sha256=sha256)
        .select_related("organization", "source")
        .first()
    )


def _keep(actor: Actor, name: str, data: bytes, now: datetime) -> Plan:
    plan = Plan.objects.create(organization=actor.organization, created_at=now)
    sha256 = hashlib.sha256(data).hexdigest()
    source = PlanSource(
        plan=plan,
        name=nfc(PurePath(name).name)[-NAME_LENGTH:],
        size=len(data),
        sha256=sha256,
        step="Chờ đến lượt đọc",
        uploaded_by=actor.user,
        uploaded_at=now,
    )
    source.file.save(f"{sha256[:16]}{ending_of(name)}", ContentFile(data), save=False)
    source.save()
    after = {"tệp": source.name, "sha256": sha256}
    record("Tải kế hoạch lên", plan, actor=actor, organization=plan.organization, now=now, after=after)
    return plan


def _start_again(actor: Actor, plan: Plan, now: datetime) -> None:
    before = {"lỗi": plan.source.error}
    plan.state = PlanState.READING
    plan.save(update_fields=["state"])
    source = plan.source
    source.progress, source.step, source.error = 0, "Chờ đến lượt đọc", ""
    source.save(update_fields=["progress", "step", "error"])
    record("Đọc lại kế hoạch", plan, actor=actor, organization=plan.organization, now=now, before=before)
