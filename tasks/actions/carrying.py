"""A word on a duty of a tied task counts on the like duty of the other: what is carried where. Part of the actions that
state updates, inside their transactions.

A word goes one step and no further: from a row of the own plan to the given work, or back.
"""

from dataclasses import dataclass
from datetime import date

from tasks.enums import Outcome
from tasks.models import Obligation
from tasks.queries.ties import likes_of, tied_task_ids
from tasks.statements import Statement
from tasks.tying import joined


@dataclass(frozen=True, slots=True)
class Carry:
    """What is said of a duty of the other task."""

    obligation: Obligation
    statement: Statement


def lock_tied(obligation_id: int) -> None:
    """Whoever writes on either side waits; always in one order, so that two never wait for each other."""
    if tasks := tied_task_ids(obligation_id):
        duties = Obligation.objects.select_for_update(of=("self",)).filter(task__in=tasks)
        list(duties.order_by("pk").values_list("pk"))


def carries_of(obligation: Obligation, statement: Statement) -> list[Carry]:
    """None where the duty's task is not tied, or nothing there is like it."""
    return [
        Carry(like.obligation, joined(statement, [_said(other) for other in like.others]))
        for like in likes_of(obligation)
    ]


def _said(obligation: Obligation) -> tuple[Outcome | None, date | None]:
    return Outcome(obligation.outcome) if obligation.outcome else None, obligation.outcome_on
