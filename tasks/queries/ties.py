"""What given tasks are tied to in the body's own plans, and what they could be tied to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.scope import own_body
from cchc.text import fold
from cchc.web.wording import date_words
from plans.versions.likeness import ranked
from plans.versions.rows import Row
from tasks.enums import ObligationKind
from tasks.models import Obligation, Task, Tie
from tasks.queries.given import given_tasks
from tasks.queries.lists import tasks_in_force
from tasks.tying import Half, Likeness, likeness_of

SUGGESTED, FOUND = 8, 50


@dataclass(frozen=True, slots=True)
class TiedTo:
    """The other task of a tie, and how their duties go together."""

    tie: Tie
    task: Task
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task of the body's own plans with what would be alike; `share` is how much of the words it shares (0 to 1)."""

    task: Task
    share: float
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class TiePage:
    """`total` counts the tasks of the body's own plans that are not tied to this one."""

    given: Task
    ties: tuple[TiedTo, ...]
    candidates: tuple[Candidate, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Like:
    """A duty that a word is carried to. `others` are the other duties that stand for it together with the one spoken
    of."""

    obligation: Obligation
    others: tuple[Obligation, ...] = ()


def own_tasks(actor: Actor) -> QuerySet[Task]:
    """The tasks of the own plans in force of the actor's body, in their order."""
    tasks = tasks_in_force(actor).filter(own_body(actor), plan__organization=F("organization"))
    return tasks.select_related("item__section__parent", "item__parent", "plan")


def tie_page(actor: Actor, task_id: int, words: str) -> TiePage | None:
    """A given task of the actor's own body with its ties and what it could be tied to: what the words find, else what
    is most like it. A fixed number of queries."""
    given = (
        given_tasks(actor)
        .select_related("plan__organization", "organization", "item__section__parent", "item__parent")
        .prefetch_related("obligations", *_ties("ties", "own"))
        .filter(pk=task_id)
        .first()
    )
    if given is None:
        return None
    tied = {tie.own_id for tie in given.ties.all()}
    own = [task for task in own_tasks(actor).prefetch_related("obligations") if task.pk not in tied]
    found = [(share, task) for share, task in _ranked(given, own) if _has(task, words)]
    wanted = found[:FOUND] if words else found[:SUGGESTED]
    candidates = tuple(Candidate(task, share, alike(given, task)) for share, task in wanted)
    return TiePage(given, ties_of(given), candidates, len(own))


def ties_of(task: Task) -> tuple[TiedTo, ...]:
    """Reads the `ties` and `tied_to` of the task with their tasks' duties (no query where they are prefetched by
    `with_ties`)."""
    given = [TiedTo(tie, tie.own, alike(task, tie.own)) for tie in task.ties.all()]
    return (*given, *(TiedTo(tie, tie.given, alike(tie.given, task)) for tie in task.tied_to.all()))


def with_ties() -> tuple[Prefetch[str, QuerySet[Tie], str], ...]:
    """For `prefetch_related` of tasks on both sides."""
    return (*_ties("ties", "own"), *_ties("tied_to", "given"))


def _ties(name: str, other: str) -> tuple[Prefetch[str, QuerySet[Tie], str], ...]:
    ties = Tie.objects.select_related(
        f"{other}__item__section__parent", f"{other}__item__parent", f"{other}__plan__organization"
    )
    return (Prefetch(name, ties.prefetch_related(f"{other}__obligations")),)


def alike(given: Task, own: Task) -> Likeness:
    return likeness_of(_halves(given.obligations.all()), _halves(own.obligations.all()))


def likes_of(obligation: Obligation) -> list[Like]:
    """The duties alike in the tasks that this one's is tied to; one query where there is no tie."""
    ties = list(
        Tie.objects.filter(Q(given=obligation.task_id) | Q(own=obligation.task_id))
        .select_related("given", "own")
        .values_list("given", "own")
    )
    if not ties:
        return []
    tasks = _tasks_of_ties({given for given, _ in ties})
    found = []
    for pk, own in ties:
        given = tasks[pk]
        if own == obligation.task_id:
            found += _like_given(given, obligation)
        else:
            found += _likes_own(given, own, obligation)
    return found


def tied_task_ids(obligation_id: int) -> set[int]:
    """The tasks whose duties a word on this one may reach, its own among them; none where nothing is tied."""
    ways = Q(given__obligations=obligation_id) | Q(own__obligations=obligation_id)
    given = Tie.objects.filter(ways).values("given")
    pairs = Tie.objects.filter(given__in=given).values_list("given", "own")
    return {pk for pair in pairs for pk in pair}


def _tasks_of_ties(given: Iterable[int]) -> dict[int, Task]:
    way = ("plan__organization", "organization")
    duties = Prefetch("obligations", Obligation.objects.select_related(*(f"task__{step}" for step in way)))
    own = Task.objects.prefetch_related(duties)
    ties = Prefetch("ties", Tie.objects.prefetch_related(Prefetch("own", own)))
    return {task.pk: task for task in Task.objects.filter(pk__in=given).prefetch_related(duties, ties)}


def _like_given(given: Task, obligation: Obligation) -> list[Like]:
    """The given duty like one of the own plan, with what else of the own plan stands for it."""
    duties = {one.pk: one for one in given.obligations.all()}
    for tie in given.ties.all():
        if tie.own_id == obligation.task_id and (key := alike(given, tie.own).like_of(obligation.pk)):
            partners = [(one, alike(given, one.own).like_of(key)) for one in given.ties.all() if one.pk != tie.pk]
            others = [duty for one, pk in partners for duty in one.own.obligations.all() if duty.pk == pk]
            return [Like(duties[key], tuple(others))]
    return []


def _likes_own(given: Task, own: int, obligation: Obligation) -> list[Like]:
    ties = [tie for tie in given.ties.all() if tie.own_id == own]
    pairs = [(tie, alike(given, tie.own).like_of(obligation.pk)) for tie in ties]
    return [Like(duty) for tie, pk in pairs for duty in tie.own.obligations.all() if duty.pk == pk]


def _halves(obligations: Iterable[Obligation]) -> list[Half]:
    return [_half(one) for one in obligations if one.cancelled_on is None]


def _half(one: Obligation) -> Half:
    number: Any = one.period_number
    period = (one.period_kind, one.period_year or 0, number) if one.period_kind else None
    day = f"hạn {date_words(one.due_on)}" if one.due_on else "chờ ấn định hạn"
    return Half(one.pk, ObligationKind(one.kind), one.due_on, period, f"{one.short_name}, {day}")


def _ranked(given: Task, own: Sequence[Task]) -> list[tuple[float, Task]]:
    by_key = {task.pk: task for task in own}
    return [(share, by_key[row.key]) for share, row in ranked(_row(given), [_row(task) for task in own])]


def _row(task: Task) -> Row:
    item = task.item
    return Row(task.pk, item.text, product=item.product_words, deadline=item.deadline_words)


def _has(task: Task, words: str) -> bool:
    return all(word in task.item.folded for word in fold(words).split())
