"""What a new version of a row makes of the duties of its task: one answer for the page that asks and the action that
does."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from plans.clauses import clause_from_json
from plans.corrections import corrections_that_hold
from plans.doubt_kinds import Field
from plans.models import Plan, PlanItem
from plans.reading.deadlines import read_deadline
from plans.reading.results import Clause
from tasks.enums import ObligationKind
from tasks.models import Obligation
from tasks.obligations import Due, dues_of
from tasks.periods import Timetable
from tasks.queries.live import is_owed
from tasks.realigning import Fate, Held, Step, realign, said

Years = tuple[int, int]


def clauses_of(item: PlanItem) -> list[Clause]:
    return [clause_from_json(clause) for clause in item.clauses]


def clauses_after(old: PlanItem, new: PlanItem, draft: Plan) -> list[Clause]:
    """The clauses of a new version of a row, where a person's corrected deadline holds."""
    if Field.DEADLINE not in corrections_that_hold(old, new):
        return clauses_of(new)
    first, last = draft.span
    read = read_deadline(old.corrected_deadline, from_year=first, to_year=last, issued_on=draft.issued_on)
    return list(read.clauses)


def steps_of(
    obligations: Sequence[Obligation],
    before: tuple[Sequence[Clause], Years],
    after: tuple[Sequence[Clause], Years],
    *,
    timetable: Timetable,
    since: date,
) -> list[Step]:
    """Steps from the obligations of a task to what the new clauses ask for; none where clauses and years are the same.
    `since` is the day of the new document."""
    if before == after:
        return []
    asked = {said(due) for due in _dues(before, timetable)}
    held = [held_of(obligation) for obligation in obligations]
    return realign(held, _dues(after, timetable), asked_before=asked, since=since)


def fall_away(obligations: Sequence[Obligation]) -> list[Step]:
    """A row that is no more: what is still owed falls away."""
    return [Step(Fate.CANCELLED, held_of(one), None) for one in obligations if is_owed(one)]


def held_of(obligation: Obligation) -> Held:
    number: Any = obligation.period_number
    period = (obligation.period_kind, obligation.period_year or 0, number) if obligation.period_kind else None
    return Held(
        key=obligation.pk,
        kind=ObligationKind(obligation.kind),
        label=obligation.label,
        words=obligation.words,
        due_on=obligation.due_on,
        original_due_on=obligation.original_due_on,
        period=period,
        is_settled=obligation.cancelled_on is None and not is_owed(obligation),
        is_cancelled=obligation.cancelled_on is not None,
    )


def _dues(asked: tuple[Sequence[Clause], Years], timetable: Timetable) -> list[Due]:
    clauses, (first, last) = asked
    return dues_of(clauses, from_year=first, to_year=last, timetable=timetable)
