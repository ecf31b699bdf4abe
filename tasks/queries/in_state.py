"""The state of tasks in SQL, for filtering long lists: the same rule as `tasks.states.roll_up`."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tasks.enums import ObligationKind, Outcome, State
from tasks.models import Obligation, Task

_STANDING = Q(kind=ObligationKind.STANDING)
_DONE = Q(outcome=Outcome.DONE)
_NOTHING = Q(outcome=Outcome.NOTHING) & ~_STANDING
_SETTLED = _DONE | _NOTHING
_LATE = _DONE & Q(outcome_on__gt=F("due_on"))


def in_state(tasks: QuerySet[Task], state: State, *, today: date, horizon: date) -> QuerySet[Task]:
    """Those of `tasks` that `roll_up(duties, as_of=today, horizon=horizon)` puts in `state`."""
    own = Obligation.objects.filter(task=OuterRef("pk"))
    alive = own.filter(cancelled_on=None)
    fallen = alive.filter(due_on__lte=horizon)

    def some(what: Q) -> Q:
        return Q(Exists(fallen.filter(what))) | ~Q(Exists(fallen)) & Q(Exists(alive.filter(what)))

    everything = Q(pk__isnull=False)
    overdue = ~_SETTLED & Q(due_on__lt=today)
    started = ~_SETTLED & (~Q(outcome="") | _STANDING & (Q(start_on=None) | Q(start_on__lte=today)))
    waiting = Q(outcome="", due_on=None) & ~_STANDING
    settled = some(everything) & ~some(~_SETTLED)
    is_overdue, is_waiting = some(overdue), some(waiting) & ~some(~waiting)
    is_doing = ~is_overdue & ~settled & (some(started) | some(_DONE))
    conditions = {
        State.CANCELLED: Q(Exists(own)) & ~Q(Exists(alive)),
        State.OVERDUE: is_overdue,
        State.LATE: settled & some(_LATE),
        State.ON_TIME: settled & ~some(_LATE) & some(_DONE),
        State.NOTHING: settled & ~some(_DONE),
        State.WAITING: is_waiting | ~Q(Exists(own)),
        State.DOING: is_doing,
        State.NOT_YET: some(everything) & ~is_overdue & ~settled & ~is_waiting & ~is_doing,
    }
    return tasks.filter(conditions[state])
