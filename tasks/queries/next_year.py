"""Last year's plan as next year's is started from it: each row with its state and what was said of it last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.orgs.actors import Actor
from plans.enums import Relation
from plans.models import Plan, PlanItem
from plans.queries import leaves_of, plans_in_reach
from tasks.enums import ObligationKind, Outcome, State
from tasks.models import Obligation, Task, Update
from tasks.queries.live import current_period, is_owed, live_duty
from tasks.queries.timetables import timetable_of
from tasks.states import roll_up


@dataclass(frozen=True, slots=True)
class NextRow:
    """One row that can go on. `state` is None where it is kept and not tracked."""

    item: PlanItem
    state: State | None
    is_unfinished: bool
    last: Update | None


@dataclass(frozen=True, slots=True)
class NextYear:
    """`started` is the plan that was started from this one already."""

    plan: Plan
    rows: tuple[NextRow, ...]
    started: Plan | None

    @property
    def states(self) -> list[State]:
        """Those that some row is in, in the order of the list of states."""
        found = {row.state for row in self.rows}
        return [state for state in State if state in found]

    def carried(self, chosen: Iterable[int]) -> dict[int, bool]:
        """Of the chosen rows, whether each was left unfinished."""
        wanted = set(chosen)
        return {row.item.pk: row.is_unfinished for row in self.rows if row.item.pk in wanted}


def next_year(actor: Actor, pk: int, *, today: date) -> NextYear | None:
    """All rows of a plan with their states today, in a fixed number of queries; None when it is out of reach."""
    plan = plans_in_reach(actor).select_related("organization").filter(pk=pk).first()
    if plan is None:
        return None
    owed: dict[int, list[Obligation]] = {}
    tasks = Task.objects.visible_to(actor).filter(plan=plan).prefetch_related("obligations")
    for task in tasks:
        owed.setdefault(task.item_id, []).extend(task.obligations.all())
    said = Update.objects.in_bulk([o.last_update_id for found in owed.values() for o in found if o.last_update_id])
    horizon = current_period(today, timetable_of(actor.organization)).send_by
    rows = tuple(_row(item, owed.get(item.pk), said, today, horizon) for item in leaves_of(plan) if not item.dropped_at)
    started = Plan.objects.visible_to(actor).filter(relation=Relation.FOLLOWS, related=plan).first()
    return NextYear(plan, rows, started)


def last_words(actor: Actor, items: Iterable[int]) -> dict[int, Update]:
    """What was said last about these rows, by their id (one query)."""
    updates = Update.objects.visible_to(actor).filter(obligation__task__item__in=list(items)).order_by("pk")
    return {update.obligation.task.item_id: update for update in updates.select_related("obligation__task")}


def _row(
    item: PlanItem, owed: Sequence[Obligation] | None, said: dict[int, Update], today: date, horizon: date
) -> NextRow:
    if owed is None:
        return NextRow(item, None, False, None)
    state = roll_up([live_duty(o) for o in owed], as_of=today, horizon=horizon)
    words = [said[o.last_update_id] for o in owed if o.last_update_id]
    last = max(words, key=lambda update: update.pk, default=None)
    return NextRow(item, state, _is_unfinished(state, owed), last)


def _is_unfinished(state: State, owed: Sequence[Obligation]) -> bool:
    """Overdue, waiting, or begun and not ended. A standing duty that is only under way starts anew, unless its last
    word is a difficulty."""
    if state in (State.OVERDUE, State.WAITING):
        return True
    still = [o for o in owed if is_owed(o)]
    begun = (o.outcome == Outcome.DOING and o.kind != ObligationKind.STANDING for o in still)
    return any(o.outcome == Outcome.DIFFICULTY for o in still) or (state == State.DOING and any(begun))
