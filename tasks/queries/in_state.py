"""The state of tasks in SQL, for filtering long lists: the same rule as `tasks.states.roll_up`."""

from collections.abc import Callable, Collection
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tasks.enums import LateCause, ObligationKind, Outcome, State
from tasks.models import Obligation, Task

_STANDING = Q(kind=ObligationKind.STANDING)
_DONE = Q(outcome=Outcome.DONE)
_NOTHING = Q(outcome=Outcome.NOTHING) & ~_STANDING
_SETTLED = _DONE | _NOTHING
_LATE = _DONE & Q(outcome_on__gt=F("due_on"))
_EVERYTHING = Q(pk__isnull=False)
_CAUSES = list(LateCause)
OUTSIDE = [cause for cause in _CAUSES if cause.is_outside]


def in_state(tasks: QuerySet[Task], state: State, *, today: date, horizon: date) -> QuerySet[Task]:
    """Those of `tasks` that `roll_up(duties, as_of=today, horizon=horizon)` puts in `state`."""
    own = Obligation.objects.filter(task=OuterRef("pk"))
    alive, some = own.filter(cancelled_on=None), _some(horizon)
    overdue = ~_SETTLED & Q(due_on__lt=today)
    started = ~_SETTLED & (~Q(outcome="") | _STANDING & (Q(start_on=None) | Q(start_on__lte=today)))
    waiting = Q(outcome="", due_on=None) & ~_STANDING
    settled = some(_EVERYTHING) & ~some(~_SETTLED)
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
        State.NOT_YET: some(_EVERYTHING) & ~is_overdue & ~settled & ~is_waiting & ~is_doing,
    }
    return tasks.filter(conditions[state])


def _some(horizon: date) -> Callable[[Q], Q]:
    """Whether some duty that decides on its task is as asked: of those fallen due; where nothing has, of all."""
    alive = Obligation.objects.filter(task=OuterRef("pk"), cancelled_on=None)
    fallen = alive.filter(due_on__lte=horizon)

    def some(what: Q) -> Q:
        return Q(Exists(fallen.filter(what))) | ~Q(Exists(fallen)) & Q(Exists(alive.filter(what)))

    return some


def late_for(tasks: QuerySet[Task], cause: LateCause | None, *, today: date, horizon: date) -> QuerySet[Task]:
    """Those of `tasks` that are late for `cause` as `roll_up_cause` says; None: nobody said why."""
    if cause is None:
        return _late(tasks, [""], [LateCause.OWN], today, horizon)
    before = _CAUSES[: _CAUSES.index(cause)]
    return _late(tasks, [cause], ["", *before] if cause.is_outside else [], today, horizon)


def late_outside(tasks: QuerySet[Task], *, today: date, horizon: date) -> QuerySet[Task]:
    """Those of `tasks` that are late for nothing but causes outside the power of the body that must do them."""
    return _late(tasks, OUTSIDE, ["", LateCause.OWN], today, horizon)


def _late(
    tasks: QuerySet[Task], wanted: Collection[str], others: Collection[str], today: date, horizon: date
) -> QuerySet[Task]:
    """Overdue or done late: some duty that makes it so has one of the causes `wanted`, and none one of `others`."""
    some = _some(horizon)
    overdue = ~_SETTLED & Q(due_on__lt=today)

    def caused(what: Q) -> Q:
        return some(what & Q(late_cause__in=wanted)) & ~some(what & Q(late_cause__in=others))

    return tasks.filter(some(overdue) & caused(overdue) | ~some(~_SETTLED) & caused(_LATE))
