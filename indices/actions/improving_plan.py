"""An improvement plan becomes a plan to be accepted: its own Word file is read, as any other would be."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import fold, squeeze
from indices.actions.improving import NO_RIGHT
from indices.improving.facts import without_measure
from indices.improving.files import draw_docx
from indices.models import Improvement, ImprovementRow
from indices.queries.improving import draft_of, line_of, locked_improvement
from indices.rules.improving import can_make_plan
from plans.actions import import_plan
from plans.models import Plan, PlanItem
from plans.queries import directory_of
from plans.reading.plan import read_plan
from plans.reading.results import Unreadable
from plans.reading.sources import read_blocks

NO_ROWS = "Kế hoạch cải thiện chưa có nội dung nào; hãy thêm nội dung rồi đưa vào kế hoạch."
MOST_NAMED = 5
TIED = "Tệp này đã thành một kế hoạch khác; hãy sửa kế hoạch cải thiện rồi đưa vào lại."


@transaction.atomic
def make_plan(*, actor: Actor, improvement_id: int, now: datetime) -> Plan:
    """A draft plan whose rows are tied to the rows of the improvement; made already, that plan. It waits to be reviewed
    and accepted like one that was uploaded."""
    improvement = locked_improvement(actor, improvement_id)
    if not can_make_plan(actor, improvement):
        raise Forbidden(NO_RIGHT)
    if improvement.plan:
        return improvement.plan
    rows = list(improvement.rows.all())
    _check_rows(rows)
    plan = _import(actor, improvement, rows, now)
    improvement.plan = plan
    improvement.save(update_fields=["plan"])
    tied = _tie(plan, rows)
    after = {"kế hoạch": plan.title, "nội dung": len(rows), "nối được": tied}
    record(
        "Đưa kế hoạch cải thiện vào kế hoạch",
        improvement,
        actor=actor,
        organization=improvement.organization,
        now=now,
        after=after,
    )
    return plan


def _check_rows(rows: Iterable[ImprovementRow]) -> None:
    lines = [line_of(row) for row in rows]
    if not lines:
        raise Refused(NO_ROWS)
    bare = without_measure(lines)
    if bare:
        named = "; ".join(f"“{name}”" for name in bare[:MOST_NAMED])
        more = f" và {len(bare) - MOST_NAMED} nội dung khác" if len(bare) > MOST_NAMED else ""
        raise Refused(f"Chưa ghi nhiệm vụ, giải pháp cho {named}{more}; hãy ghi, hoặc bỏ nội dung đó.")


def _import(actor: Actor, improvement: Improvement, rows: Iterable[ImprovementRow], now: datetime) -> Plan:
    data = draw_docx(draft_of(improvement, rows, localdate(now)))
    name = f"ke-hoach-cai-thien-{improvement.kind}-{improvement.year}.docx"
    try:
        reading = read_plan(read_blocks(name, data), directory_of(improvement.organization))
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable
    plan = import_plan(actor=actor, name=name, data=data, reading=reading, now=now)
    if Improvement.objects.filter(plan=plan).exists():
        raise Refused(TIED)
    return plan


def _tie(plan: Plan, rows: Iterable[ImprovementRow]) -> int:
    """Each row to the first row of the plan that bears its name and has none yet, in the order of the document."""
    left = list(PlanItem.objects.filter(section__plan=plan, parent=None).order_by("section__order", "order"))
    tied = 0
    for row in rows:
        item = next((one for one in left if fold(one.text) == fold(squeeze(row.name))), None)
        if item:
            left.remove(item)
            row.item = item
            row.save(update_fields=["item"])
            tied += 1
    return tied
