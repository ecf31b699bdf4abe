"""Reading an uploaded plan in the background."""

import logging
from functools import partial

from celery import shared_task

from cchc.orgs.actors import Actor
from cchc.web.clock import local_now
from plans.actions import fail_reading, note_progress, store_reading
from plans.enums import PlanState
from plans.models import Plan
from plans.queries import directory_of, plan_to_read
from plans.reading.plan import read_plan
from plans.reading.results import ReadPlan, Unreadable
from plans.reading.sources import read_blocks

logger = logging.getLogger(__name__)

UNEXPECTED = "Hệ thống gặp lỗi khi đọc tệp này; hãy thử tải lên lại, nếu vẫn lỗi thì gửi tệp cho người quản trị."
KEEPING = "Ghi kết quả đọc"


@shared_task(name="plans.read_plan")
def read_plan_file(plan_id: int) -> None:
    """Read the plan's file and keep what was read. A plan read already, or thrown away meanwhile, is left alone."""
    plan = plan_to_read(plan_id)
    if plan is None or plan.state != PlanState.READING:
        return
    actor = Actor.system(plan.organization)
    try:
        reading = _read(actor, plan)
        note_progress(actor=actor, plan=plan, percent=95, step=KEEPING)
        store_reading(actor=actor, plan=plan, reading=reading, now=local_now())
    except Unreadable as unreadable:
        fail_reading(actor=actor, plan=plan, message=str(unreadable), now=local_now())
    except Exception:
        logger.exception("plan %s not read", plan_id)
        fail_reading(actor=actor, plan=plan, message=UNEXPECTED, now=local_now())
        raise


def _read(actor: Actor, plan: Plan) -> ReadPlan:
    note_progress(actor=actor, plan=plan, percent=3, step="Mở tệp")
    with plan.source.file.open("rb") as file:
        blocks = read_blocks(plan.source.name, file.read())
    tell = partial(_tell, actor, plan)
    return read_plan(blocks, directory_of(plan.organization), progress=tell)


def _tell(actor: Actor, plan: Plan, percent: int, step: str) -> None:
    """Reading ends at 90 of 100; keeping is the rest."""
    note_progress(actor=actor, plan=plan, percent=5 + percent * 85 // 100, step=step)
