"""A plan of a government as it was given to the bodies beneath: row by row over all receivers, or body by body."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.scope import GIVERS
from cchc.text import fold, sort_key
from plans.enums import TRACKED, PlanState
from plans.models import Plan, PlanItem
from plans.queries import plans_in_reach
from plans.reading.agencies import fans_out
from tasks.enums import State
from tasks.models import DueRequest, Evidence, Obligation, Receipt, Task, Update
from tasks.queries.listing import duties_of_tasks
from tasks.queries.live import TaskRow, current_period, task_rows
from tasks.queries.requests import open_requests
from tasks.queries.timetables import timetable_of
from tasks.states import Duty, roll_up
from tasks.tallies import Tally, tally_of

URGENCY = (State.OVERDUE, State.WAITING, State.NOT_YET, State.DOING, State.LATE, State.ON_TIME, State.NOTHING)


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One row of the plan over all bodies that it was given to; those it was taken back from are in `tally` alone.
    `loose` are groups of its agency cell that stand for nobody in particular and that nobody was chosen for."""

    item: PlanItem
    tally: Tally
    receivers: int
    received: int
    overdue: int
    silent: int
    asking: int
    loose: tuple[str, ...]

    @property
    def unreceived(self) -> int:
        return self.receivers - self.received


@dataclass(frozen=True, slots=True)
class GivingPage:
    """`loose` rows first: nobody in particular has them; then those given; `others` are the plan's own."""

    plan: Plan
    loose: tuple[GivenRow, ...]
    given: tuple[GivenRow, ...]
    others: tuple[GivenRow, ...]
    bodies: int

    @property
    def rows(self) -> int:
        return sum(bool(row.receivers) for row in self._all)

    @property
    def received(self) -> int:
        return sum(row.received for row in self._all)

    @property
    def receivers(self) -> int:
        return sum(row.receivers for row in self._all)

    @property
    def overdue(self) -> int:
        return sum(row.overdue for row in self._all)

    @property
    def silent(self) -> int:
        return sum(row.silent for row in self._all)

    @property
    def asking(self) -> int:
        return sum(row.asking for row in self._all)

    @property
    def _all(self) -> tuple[GivenRow, ...]:
        return (*self.loose, *self.given)


@dataclass(frozen=True)
class Receiver:
    """One body that has a row to do. `last` is the last word on any of its duties, `files` how many prove it."""

    row: TaskRow
    receipt: Receipt | None
    last: Update | None
    files: int
    request: DueRequest | None

    @cached_property
    def body(self) -> Organization:
        found: Organization = self.row.task.organization
        return found

    @property
    def is_taken_back(self) -> bool:
        return self.row.state == State.CANCELLED

    @property
    def is_silent(self) -> bool:
        return self.last is None and not self.is_taken_back

    @property
    def is_received(self) -> bool:
        return self.receipt is not None or self.last is not None


@dataclass(frozen=True, slots=True)
class RowPage:
    """One row with its receivers, silent and late ones first; `shown` of them match what was asked for."""

    plan: Plan
    item: PlanItem
    receivers: tuple[Receiver, ...]
    shown: tuple[Receiver, ...]
    tally: Tally
    groups: tuple[str, ...] = field(default=())

    def count(self, only: str) -> int:
        return sum(ONLY[only](one) for one in self.receivers)


ONLY = {
    "": lambda one: True,
    "im-lang": lambda one: one.is_silent,
    "qua-han": lambda one: one.row.state == State.OVERDUE,
    "chua-nhan": lambda one: not one.is_received and not one.is_taken_back,
    "xin-lui-han": lambda one: one.request is not None,
}


def bodies_beneath(giver: Organization, *, today: date) -> list[Organization]:
    """Whom a government may give work to: every government beneath it and its own departments, as they are today;
    governments first, each kind by name."""
    lasting = (Q(valid_from=None) | Q(valid_from__lte=today)) & (Q(valid_to=None) | Q(valid_to__gte=today))
    found = Organization.objects.filter(lasting, path__startswith=giver.path).exclude(pk=giver.pk)
    own = found.filter(~Q(kind=OrganizationKind.DEPARTMENT) | Q(parent=giver))
    return sorted(own, key=lambda body: (body.kind == OrganizationKind.DEPARTMENT, sort_key(body.name)))


def given_item(plan: Plan, item_id: int) -> PlanItem | None:
    """A row that can be given: tracked, without parts, still in the document, of a plan in force."""
    if plan.state != PlanState.ACCEPTED:
        return None
    return _items(plan).filter(pk=item_id, dropped_at=None).first()


def giving_page(actor: Actor, plan_id: int, *, today: date) -> GivingPage | None:
    """The whole plan as it was given; None when it is not within reach or nobody is beneath its body. A fixed number of
    queries and no objects of duties: 170 bodies have thousands."""
    plan = _plan(actor, plan_id)
    if plan is None:
        return None
    horizon = current_period(today, timetable_of(plan.organization)).send_by
    tasks = Task.objects.visible_to(actor).filter(plan=plan).exclude(organization=plan.organization)
    asking = Counter(
        open_requests(actor).filter(obligation__task__plan=plan).values_list("obligation__task", flat=True)
    )
    found = list(tasks.order_by().values_list("pk", "item", "organization", "is_chosen", "receipt"))
    duties = duties_of_tasks(tasks.order_by().values("pk"))
    by_item: dict[int, list[_Line]] = {}
    for pk, item, _, is_chosen, receipt in found:
        line = _Line(tuple(duties.get(pk, ())), is_chosen, receipt is not None, asking[pk])
        by_item.setdefault(item, []).append(line)
    rows = [_given_row(item, by_item.get(item.pk, ()), today, horizon) for item in _items(plan)]
    loose = tuple(row for row in rows if row.loose)
    return GivingPage(
        plan=plan,
        loose=loose,
        given=tuple(row for row in rows if row.receivers and not row.loose),
        others=tuple(row for row in rows if not row.receivers and not row.loose),
        bodies=len({body for _, _, body, _, _ in found}),
    )


def row_page(
    actor: Actor, plan_id: int, item_id: int, *, today: date, only: str = "", words: str = ""
) -> RowPage | None:
    """One row over all its receivers; None when it is not within reach. A fixed number of queries."""
    plan = _plan(actor, plan_id)
    item = _items(plan).filter(pk=item_id).first() if plan else None
    if plan is None or item is None:
        return None
    horizon = current_period(today, timetable_of(plan.organization)).send_by
    tasks = Task.objects.visible_to(actor).filter(plan=plan, item=item).exclude(organization=plan.organization)
    tasks = tasks.select_related("organization", "plan", "receipt").prefetch_related("obligations")
    rows = task_rows(tasks, today=today, horizon=horizon)
    last = _last_words(rows)
    asked = open_requests(actor).filter(obligation__task__in=tasks).select_related("obligation")
    requests = {one.obligation.task_id: one for one in asked}
    receivers = sorted((_receiver(row, last, requests) for row in rows), key=_order)
    wanted, searched = ONLY.get(only, ONLY[""]), fold(words)
    return RowPage(
        plan=plan,
        item=item,
        receivers=tuple(receivers),
        shown=tuple(one for one in receivers if wanted(one) and searched in fold(one.body.name)),
        tally=tally_of((row.state for row in rows), title=item.text, things="đơn vị"),
        groups=_groups(item),
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A row and the bodies that it may be given to."""

    plan: Plan
    item: PlanItem
    bodies: tuple[Organization, ...]
    groups: tuple[str, ...]


def offer_of(actor: Actor, plan_id: int, item_id: int, *, today: date) -> Offer | None:
    """Whom a row was not given to yet, or was taken back from; None when it cannot be given."""
    plan = _plan(actor, plan_id)
    item = given_item(plan, item_id) if plan else None
    if plan is None or item is None:
        return None
    alive = Obligation.objects.alive().filter(task__item=item, task__plan=plan)
    held = set(alive.values_list("task__organization", flat=True))
    bodies = tuple(body for body in bodies_beneath(actor.organization, today=today) if body.pk not in held)
    return Offer(plan, item, bodies, _groups(item))


@dataclass(frozen=True, slots=True)
class _Line:
    duties: tuple[Duty, ...]
    is_chosen: bool
    has_receipt: bool
    asking: int

    @property
    def is_silent(self) -> bool:
        return not any(duty.words for duty in self.duties)


def _given_row(item: PlanItem, lines: Sequence[_Line], today: date, horizon: date) -> GivenRow:
    states = [roll_up(line.duties, as_of=today, horizon=horizon) for line in lines]
    held = [line for line, state in zip(lines, states, strict=True) if state != State.CANCELLED]
    return GivenRow(
        item=item,
        tally=tally_of(states, title=item.text, things="đơn vị"),
        receivers=len(held),
        received=sum(line.has_receipt or not line.is_silent for line in held),
        overdue=states.count(State.OVERDUE),
        silent=sum(line.is_silent for line in held),
        asking=sum(line.asking for line in held),
        loose=() if any(line.is_chosen for line in held) else _groups(item),
    )


def _groups(item: PlanItem) -> tuple[str, ...]:
    """ "các phòng, ban, đơn vị": words that name no single body and make no task."""
    return tuple(words for words in item.groups if fans_out(words) is None)


def _plan(actor: Actor, plan_id: int) -> Plan | None:
    plans = plans_in_reach(actor).select_related("organization").filter(organization__kind__in=GIVERS)
    return plans.filter(pk=plan_id, state__in=(PlanState.ACCEPTED, PlanState.CLOSED)).first()


def _items(plan: Plan) -> QuerySet[PlanItem]:
    items = PlanItem.objects.filter(section__plan=plan, section__kind__in=TRACKED, children=None)
    return items.select_related("section__parent__parent", "parent__parent").order_by("section__order", "order")


def _last_words(rows: Iterable[TaskRow]) -> dict[int, Update]:
    """The last word on each task, with its files and those of the word it repeats."""
    keys = {o.last_update_id: row.task.pk for row in rows for o in row.task.obligations.all() if o.last_update_id}
    files = Prefetch("evidence", Evidence.objects.only("update"))
    words = Update.objects.filter(pk__in=keys).order_by("pk").prefetch_related(files)
    source = Prefetch("carried_from", Update.objects.prefetch_related(files))
    return {keys[update.pk]: update for update in words.prefetch_related(source)}


def _receiver(row: TaskRow, last: dict[int, Update], requests: dict[int, DueRequest]) -> Receiver:
    word = last.get(row.task.pk)
    files = [*word.evidence.all(), *(word.carried_from.evidence.all() if word.carried_from else ())] if word else []
    return Receiver(row, getattr(row.task, "receipt", None), word, len(files), requests.get(row.task.pk))


def _order(one: Receiver) -> tuple[bool, bool, int, str]:
    """Taken back last; silent first, then by how it presses, then by name."""
    state = one.row.state
    return (
        one.is_taken_back,
        not one.is_silent,
        URGENCY.index(state) if state in URGENCY else 99,
        sort_key(one.body.name),
    )
