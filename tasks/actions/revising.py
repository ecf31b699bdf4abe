"""A revision takes effect: rows say the new words, duties are brought in line, nothing reported is lost."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.refusals import Refused
from plans.actions.merging import DONE_ALREADY, Merged, merge_version
from plans.enums import TRACKED, PlanState
from plans.models import Plan, PlanItem
from plans.queries import version_mark
from plans.versions.rows import plain
from tasks.actions.aligning import Realigner
from tasks.actions.taking_up import assignments_of, doers_of, take_up
from tasks.actions.telling import tell_given
from tasks.models import Assignment, Obligation, Task
from tasks.ordering import order_of
from tasks.periods import Timetable
from tasks.posts import posts_of
from tasks.queries.steps import Years, clauses_of, fall_away, steps_of
from tasks.realigning import Fate, Step

CHANGED_MEANWHILE = "Bản so sánh vừa thay đổi; hãy xem lại khác biệt rồi áp dụng."
_WORDS = {"nhiệm vụ": "text", "sản phẩm": "product_words", "cơ quan": "agency_text", "thời hạn": "deadline_words"}


@dataclass(frozen=True, slots=True)
class Applied:
    """The plan, how many tasks are new and gone, and what became of duties."""

    plan: Plan
    added: int
    gone: int
    fates: Counter[Fate]


@transaction.atomic
def apply_revision(*, actor: Actor, draft: Plan, seen: str, timetable: Timetable, now: datetime) -> Applied:
    """Write a revision into the plan it revises. `seen` is the mark of the difference that was shown
    (`plans.queries.version_mark`). Raises Refused when it changed since, while points of the draft are undecided, and
    the second time."""
    draft = Plan.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.state == PlanState.MERGED:
        raise Refused(DONE_ALREADY)
    if version_mark(draft) != seen:
        raise Refused(CHANGED_MEANWHILE)
    since = draft.issued_on or localdate(now)
    former_years = draft.related.span if draft.related else draft.span
    merged = merge_version(actor=actor, draft=draft, now=now)
    realigner = Realigner(actor, now, f"Theo bản sửa {cited(merged.plan)}")
    tasks = _tasks_by_row(Task.objects.filter(item__section__plan=merged.earlier))
    dropped = []
    for row in merged.rows:
        for task in tasks.pop(row.origin_id or 0, ()):
            if row.section.kind in TRACKED and (task.is_chosen or task.organization in doers_of(row, merged.plan)):
                _go_on(task, row, merged, realigner, _Asked(former_years, timetable, since))
            else:
                dropped.append(task)
    dropped += [task for left in tasks.values() for task in left]
    for task in dropped:
        _drop(task, merged.earlier, realigner)
    tracked = [row for row in merged.rows if row.section.kind in TRACKED]
    new = take_up(tracked, merged.plan, timetable, now)
    tell_given(actor, merged.plan, new, f"given:{merged.plan.pk}:{draft.pk}", now)
    applied = Applied(merged.plan, len(new), len(dropped), realigner.fates)
    _record(applied, actor, now)
    return applied


@transaction.atomic
def end_plan(*, actor: Actor, plan: Plan, reason: str, now: datetime) -> int:
    """Cancel from today on what is still owed of a plan that another one takes the place of; what was settled stays.
    Returns how many duties."""
    realigner = Realigner(actor, now, reason)
    for tasks in _tasks_by_row(Task.objects.filter(plan=plan)).values():
        for task in tasks:
            realigner.take(task, fall_away(list(task.obligations.all())))
    return realigner.fates[Fate.CANCELLED]


def cited(plan: Plan) -> str:
    """ "số 12/KH-UBND ngày 01/06/2023"; the name of its file, or its own, where it has no number."""
    number = f"số {plan.number}" if plan.number else ""
    issued = f"ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else ""
    named = " ".join(filter(None, (number, issued)))
    return named or f"“{getattr(plan, 'source', plan)}”"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is needed to tell former dues from new ones: `since` is the day of the new document."""

    former_years: Years
    timetable: Timetable
    since: date


def _tasks_by_row(tasks: QuerySet[Task]) -> dict[int, list[Task]]:
    """Tasks by their rows, their duties locked: whoever reports meanwhile waits."""
    list(Obligation.objects.select_for_update(of=("self",)).filter(task__in=tasks).order_by("pk").values_list("pk"))
    found: dict[int, list[Task]] = {}
    for task in tasks.select_related("organization").prefetch_related("obligations"):
        found.setdefault(task.item_id, []).append(task)
    return found


def _go_on(task: Task, row: PlanItem, merged: Merged, realigner: Realigner, asked: _Asked) -> None:
    """The same task says the new words, at its new place, for its new posts."""
    old = merged.former[task.item_id]
    task.item, task.order = row, order_of(row)
    task.save(update_fields=["item", "order"])
    before, after = _shown(task, old), _shown(task, row)
    if task.organization_id == merged.plan.organization_id:
        _assign(task, row)
    steps = steps_of(
        list(task.obligations.all()),
        (clauses_of(old), asked.former_years),
        (clauses_of(row), merged.plan.span),
        timetable=asked.timetable,
        since=asked.since,
    )
    realigner.take(task, _since_given(task, steps), changes(before, after))


def _since_given(task: Task, steps: Sequence[Step]) -> list[Step]:
    """Of what is new, whom the giver chose later owes nothing that fell due before."""
    given_on = localdate(task.created_at)
    return [step for step in steps if not (task.is_chosen and _is_new_before(step, given_on))]


def _is_new_before(step: Step, day: date) -> bool:
    return step.held is None and step.due is not None and step.due.due_on is not None and step.due.due_on < day


def _drop(task: Task, earlier: Plan, realigner: Realigner) -> None:
    """A task that the new version no longer asks for belongs to the version that did."""
    realigner.take(task, fall_away(list(task.obligations.all())))
    task.plan = earlier
    task.save(update_fields=["plan"])


def _assign(task: Task, row: PlanItem) -> None:
    """Posts as the row says now; what they wrote stays."""
    wanted = {made.position_id: made for made in assignments_of(task, row)}
    held = {one.position_id: one for one in Assignment.objects.filter(task=task)}
    if {key: (one.role, one.is_first) for key, one in held.items()} != {
        key: (one.role, one.is_first) for key, one in wanted.items()
    }:
        Assignment.objects.filter(task=task).delete()
        Assignment.objects.bulk_create(wanted.values())


def _shown(task: Task, row: PlanItem) -> dict[str, str]:
    """The words of a row as the audit trail tells them."""
    posts = ", ".join(map(str, posts_of(row.responsibilities.all(), row.section)))
    return {label: plain(getattr(row, name)) for label, name in _WORDS.items()} | {"giao cho": posts}


def _record(applied: Applied, actor: Actor, now: datetime) -> None:
    plan = applied.plan
    after = {"nhiệm vụ mới": applied.added, "nhiệm vụ không còn": applied.gone} | {
        f"việc {fate.label}": applied.fates[fate] for fate in Fate if fate != Fate.KEPT
    }
    record("Giao việc theo bản sửa", plan, actor=actor, organization=plan.organization, now=now, after=after)
