"""The duties of an actor as lines of a workbook."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cchc.orgs.actors import Actor
from plans.enums import AgencyRole
from tasks.exchange.differences import Version
from tasks.exchange.sheet import Line
from tasks.models import Obligation, Task, Update
from tasks.queries.lists import body_task_list
from tasks.queries.live import current_period
from tasks.queries.my_work import is_asked
from tasks.queries.timetables import timetable_of
from tasks.rules import can_update


def lines_for(actor: Actor, *, today: date) -> list[Line]:
    """Every duty not cancelled that the actor may update, in the plan's order."""
    return _lines(actor, lambda obligation: True, today)


def asked_lines(actor: Actor, *, today: date) -> list[Line]:
    """Those of `lines_for` that want a word now: overdue, due in this period, waiting, or standing and silent in it;
    the longest overdue first."""
    period = current_period(today, timetable_of(actor.organization))
    found = _lines(actor, lambda obligation: is_asked(obligation, period), today)
    return sorted(found, key=lambda line: line.due_on or date.max)


def former_lines(lines: Mapping[int, Line], seen: Iterable[int | None]) -> dict[Version, Line]:
    """These lines (by obligation) as they stood before any word and at each of the words `seen` (one query)."""
    words = Update.objects.filter(pk__in={pk for pk in seen if pk}, obligation__in=list(lines))
    blank = {(pk, None): replace(line, **_said(None)) for pk, line in lines.items()}
    return blank | {(one.obligation_id, one.pk): replace(lines[one.obligation_id], **_said(one)) for one in words}


def _lines(actor: Actor, is_wanted: Callable[[Obligation], bool], today: date) -> list[Line]:
    tasks = [task for task in body_task_list(actor, today=today) if can_update(actor, task, today)]
    pairs = [(task, o) for task in tasks for o in task.obligations.all() if o.cancelled_on is None and is_wanted(o)]
    last = Update.objects.in_bulk([o.last_update_id for _, o in pairs if o.last_update_id])
    return [_line(task, obligation, last.get(obligation.last_update_id or 0)) for task, obligation in pairs]


def _line(task: Task, obligation: Obligation, last: Update | None) -> Line:
    section = task.item.section
    leads = [a.position.name for a in task.assignments.all() if a.role == AgencyRole.LEAD]
    return Line(
        obligation_id=obligation.pk,
        seen=obligation.last_update_id,
        section=f"{section.mark} ({task.plan.organization} giao)" if task.is_given else section.mark,
        ordinal=task.item.number,
        task=task.item.text,
        duty=obligation.short_name,
        lead=", ".join(leads),
        due_on=obligation.due_on,
        **_said(last),
    )


def _said(last: Update | None) -> dict[str, Any]:
    """What a person fills in."""
    return {
        "outcome": last.get_outcome_display() if last else "",
        "text": last.text if last else "",
        "difficulty": last.difficulty if last else "",
        "percent": last.percent if last else None,
        "effective_on": last.effective_on if last else None,
        "document": last.document if last else "",
        "document_on": last.document_on if last else None,
        "late_cause": last.get_late_cause_display() if last else "",
        "late_reason": last.late_reason if last else "",
    }
