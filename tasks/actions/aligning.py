"""Carries out the steps that a new version of a row asks of its duties; part of `revising`, inside its transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.web.wording import date_words
from tasks.actions.next_due import keep_next_due
from tasks.actions.taking_up import obligation_of
from tasks.enums import ObligationKind
from tasks.models import DueChange, Obligation, Task
from tasks.obligations import Due
from tasks.realigning import Fate, Step

Words = tuple[Mapping[str, Any], Mapping[str, Any]]
NO_DAY = "chờ ấn định"
_OF_DUE = ("words", "waits_for", "period_year", "period_number", "period_name")


class Realigner:
    """Brings tasks in line one after the other, for one reason, and counts what becomes of their duties."""

    def __init__(self, actor: Actor, now: datetime, reason: str, verb: str = "Sửa việc theo kế hoạch") -> None:
        self.verb = verb
        self.actor, self.now, self.today, self.reason = actor, now, localdate(now), reason
        self.fates: Counter[Fate] = Counter()

    def take(self, task: Task, steps: Sequence[Step], words: Words = ({}, {})) -> None:
        """Do the steps and write one audit line; `words` are what changed in the row itself, before and after."""
        held = {one.pk: one for one in task.obligations.all()}
        told: dict[str, list[str]] = {}
        for step in steps:
            line = self._do(task, step, held)
            self.fates[step.fate] += 1
            if line:
                told.setdefault(step.fate.label, []).append(line)
        if steps:
            keep_next_due(task)
        if told or words[1]:
            after = {**words[1], **told, "lý do": self.reason}
            record(
                self.verb,
                task,
                actor=self.actor,
                organization=task.organization,
                now=self.now,
                before=words[0],
                after=after,
            )

    def _do(self, task: Task, step: Step, held: Mapping[int, Obligation]) -> str:
        """Do one step; returns how the audit trail tells it, "" for what stays as it was."""
        obligation = held[step.held.key] if step.held else None
        if obligation is None and step.due is not None:
            return self._add(task, step.due)
        if obligation is None:
            return ""
        if step.due is None:
            return self._cancel(obligation)
        if step.fate == Fate.REVIVED:
            obligation.cancelled_on, obligation.cancel_reason = None, ""
        elif obligation.cancelled_on or (step.held and step.held.is_settled):
            return ""
        before = obligation.due_on
        if step.due.due_on and step.fate != Fate.KEPT and step.due.due_on != before:
            self._note_day(obligation, before, step.due.due_on)
            obligation.due_on = step.due.due_on
        _say(obligation, step.due)
        obligation.save()
        return "" if step.fate == Fate.KEPT else f"{obligation.short_name}: {_days(before, obligation)}"

    def _add(self, task: Task, due: Due) -> str:
        """A duty that came with a later version has no first day of its own: its `DueChange` tells since when it is;
        one that waits says so by its start."""
        if Obligation.objects.filter(task=task, label=due.label, due_on=due.due_on, due_on__isnull=False).exists():
            return ""
        made = obligation_of(task, due)
        made.original_due_on = None
        if due.due_on is None:
            made.start_on = self.today
        made.save()
        if due.due_on is not None:
            self._note_day(made, None, due.due_on)
        return f"{made.short_name}: {_day(made)}"

    def _cancel(self, obligation: Obligation) -> str:
        obligation.cancelled_on, obligation.cancel_reason = self.today, self.reason
        obligation.save(update_fields=["cancelled_on", "cancel_reason"])
        return f"{obligation.short_name}: {_day(obligation)}"

    def _note_day(self, obligation: Obligation, before: date | None, day: date) -> None:
        DueChange.objects.create(
            obligation=obligation,
            old_due_on=before,
            new_due_on=day,
            reason=self.reason,
            recorded_at=self.now,
            recorded_on=self.today,
            author=self.actor.user,
            author_name=self.actor.name,
        )


def _say(obligation: Obligation, due: Due) -> None:
    """The words of the new version. What waited for a day stays of that kind: it got its day later."""
    taken = Obligation.objects.filter(task=obligation.task_id, label=due.label, due_on=obligation.due_on)
    if obligation.label != due.label and not taken.exists():
        obligation.label = due.label
    for name in _OF_DUE:
        setattr(obligation, name, getattr(due, name))
    obligation.period_kind = due.period_kind or ""
    if obligation.kind != ObligationKind.WAITING:
        obligation.kind, obligation.start_on = due.kind, due.start_on


def _days(before: date | None, obligation: Obligation) -> str:
    return f"{date_words(before) or NO_DAY} → {_day(obligation)}"


def _day(obligation: Obligation) -> str:
    return date_words(obligation.due_on) or NO_DAY
