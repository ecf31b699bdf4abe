"""An officer's day: what his posts owe, in the order in which it presses."""

from dataclasses import dataclass
from datetime import date, timedelta

from cchc.orgs.actors import Actor
from plans.enums import AgencyRole
from tasks.enums import LateCause, ObligationKind, State
from tasks.models import Obligation, Task, Update
from tasks.periods import Period
from tasks.queries.lists import body_task_list, tasks_asked_of
from tasks.queries.live import Mark, Span, current_period, is_owed, live_duty, marks_of
from tasks.queries.timetables import timetable_of
from tasks.rules import can_update
from tasks.states import cause_of, state_of

SOON = timedelta(days=7)
GROUPS = ("overdue", "soon", "period", "waiting", "settled", "later")


@dataclass(frozen=True, slots=True)
class DutyCard:
    """One obligation as its officer meets it. `asked_by` is the day by which it, or a word on it, is expected."""

    obligation: Obligation
    task: Task
    state: State
    asked_by: date | None
    is_silent: bool
    is_lead: bool
    may_update: bool
    lead: str
    doer: str
    inherited_from: str
    today: date
    marks: tuple[Mark, ...]
    span: Span | None
    last: Update | None
    cause: LateCause | None = None

    @property
    def asks_cause(self) -> bool:
        """Once the due day has passed a word about it may be late, and then says why."""
        due_on = self.obligation.due_on
        return due_on is not None and due_on < self.today

    @property
    def causes(self) -> list[tuple[str, str]]:
        return LateCause.choices()

    @property
    def cause_words(self) -> str:
        """Why it is late, with the official's own words: "Chờ văn bản, ý kiến của cấp trên (chờ QĐ của tỉnh)"."""
        if self.cause is None:
            return ""
        reason = self.last.late_reason if self.last else ""
        words = f"{self.cause.label[:1].lower()}{self.cause.label[1:]}"
        return f"{words} ({reason})" if reason else words

    @property
    def is_excused(self) -> bool:
        """Late for a cause outside the body's power."""
        return self.cause is not None and self.cause.is_outside

    @property
    def counted_from(self) -> date | None:
        """Today, while something is owed; what is settled is neither near nor late any more."""
        return self.today if is_owed(self.obligation) else None

    @property
    def is_over(self) -> bool:
        return self.state == State.OVERDUE

    @property
    def is_waiting(self) -> bool:
        return self.obligation.due_on is None

    @property
    def place(self) -> str:
        """Where the row stands in the plan and which of its duties this is."""
        section, ordinal = self.task.item.section, self.task.item.number
        number = f"số {ordinal}" if ordinal else ""
        duty = "" if self.obligation.is_whole_row else self.obligation.short_name
        return " · ".join(filter(None, (self.whose, section.mark, number, duty)))

    @property
    def whose(self) -> str:
        """Another body that must do it, the ended one from which it came, or the body whose plan gave it."""
        if self.doer:
            return self.doer
        if self.inherited_from:
            return f"kế thừa từ {self.inherited_from}"
        return f"{self.task.plan.organization} giao" if self.task.is_given else ""

    @property
    def product(self) -> str:
        return "; ".join(product.words for product in self.task.item.products.all())

    @property
    def done_label(self) -> str:
        """A standing duty runs all year: who says it is done says so of the whole span."""
        return "Xong cả kỳ hạn" if self.obligation.kind == ObligationKind.STANDING else "Đã xong"

    @property
    def lead_words(self) -> str:
        """Who leads, told to those who do not."""
        return "" if self.is_lead else self.lead


@dataclass(frozen=True, slots=True)
class MyWork:
    """The groups of the page; `later` counts what falls due after this period, `silent` what has no word in it."""

    period: Period
    overdue: list[DutyCard]
    soon: list[DutyCard]
    this_period: list[DutyCard]
    waiting: list[DutyCard]
    settled: list[DutyCard]
    later: int
    silent: int


def my_work(actor: Actor, *, today: date) -> MyWork:
    """What the holder of these posts leads or co-ordinates in. A fixed number of queries."""
    period = current_period(today, timetable_of(actor.organization))
    tasks = body_task_list(actor, today=today).filter(tasks_asked_of(actor)).prefetch_related("item__products")
    found = [(task, obligation) for task in tasks for obligation in task.obligations.all()]
    last = Update.objects.in_bulk([o.last_update_id for _, o in found if o.last_update_id])
    cards = [
        card_of(
            task, obligation, actor=actor, period=period, today=today, last=last.get(obligation.last_update_id or 0)
        )
        for task, obligation in found
        if obligation.cancelled_on is None
    ]
    return _grouped(cards, today, period)


def card_of(
    task: Task, obligation: Obligation, *, actor: Actor, period: Period, today: date, last: Update | None
) -> DutyCard:
    """One card; `task` has its obligations and assignments prefetched."""
    marks, span = marks_of(task.obligations.all(), today)
    leads = [a for a in task.assignments.all() if a.role == AgencyRole.LEAD]
    silent = is_silent(obligation, period)
    may_update = can_update(actor, task, today)
    duty = live_duty(obligation)
    return DutyCard(
        obligation=obligation,
        task=task,
        state=state_of(duty, today),
        cause=cause_of(duty, today),
        asked_by=_asked_by(obligation, period, silent),
        is_silent=silent,
        is_lead=any(a.position_id in actor.position_ids for a in leads) if leads else may_update,
        may_update=may_update,
        lead=", ".join(a.position.name for a in leads),
        doer="" if actor.belongs_to(task.organization_id) else task.organization.name,
        inherited_from=task.organization.name if actor.inherited_from(task.organization_id) else "",
        today=today,
        marks=marks,
        span=span,
        last=last,
    )


def is_silent(obligation: Obligation, period: Period) -> bool:
    """A standing or waiting duty is asked for a word once a period (reporting rules § 2)."""
    if obligation.due_on and obligation.kind != ObligationKind.STANDING:
        return False
    if obligation.start_on and obligation.start_on > period.cutoff_on:
        return False
    return is_owed(obligation) and (obligation.outcome_on is None or obligation.outcome_on < period.start_on)


def is_asked(obligation: Obligation, period: Period) -> bool:
    """Whether a word is wanted in this period: owed, and due by its end, waiting, or standing and silent in it."""
    if not is_owed(obligation):
        return False
    return obligation.due_on is None or obligation.due_on <= period.send_by or is_silent(obligation, period)


def _asked_by(obligation: Obligation, period: Period, silent: bool) -> date | None:
    if obligation.kind == ObligationKind.STANDING and obligation.due_on:
        return min(obligation.due_on, period.send_by) if silent else obligation.due_on
    return obligation.due_on


def _grouped(cards: list[DutyCard], today: date, period: Period) -> MyWork:
    groups: dict[str, list[DutyCard]] = {name: [] for name in GROUPS}
    for card in sorted(cards, key=lambda card: (card.asked_by or date.max, card.task.order)):
        groups[_group(card, today, period)].append(card)
    return MyWork(
        period=period,
        overdue=groups["overdue"],
        soon=groups["soon"],
        this_period=groups["period"],
        waiting=groups["waiting"],
        settled=groups["settled"],
        later=len(groups["later"]),
        silent=sum(card.is_silent and card.is_lead for card in cards),
    )


def _group(card: DutyCard, today: date, period: Period) -> str:
    obligation = card.obligation
    if not is_owed(obligation):
        recent = obligation.outcome_on is not None and obligation.outcome_on >= period.start_on
        return "settled" if recent else "later"
    if card.state == State.OVERDUE:
        return "overdue"
    if card.asked_by is None:
        return "waiting"
    if obligation.kind == ObligationKind.STANDING and not card.is_silent:
        return "settled"
    if card.asked_by <= today + SOON:
        return "soon"
    return "period" if card.asked_by <= period.send_by else "later"
