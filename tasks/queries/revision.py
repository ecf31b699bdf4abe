"""The difference of a revision to the plan in force, before anything happens: rows, due days, targets, heading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from cchc.orgs.actors import Actor
from cchc.web.wording import date_words
from plans.corrections import corrections_that_hold, figure_holds
from plans.doubt_kinds import Field
from plans.enums import TRACKED, AgencyRole, Comparator, PlanState, Relation
from plans.models import Doubt, Plan, PlanItem, Target
from plans.queries import leaves_of, plan_of, row_of, version_mark
from plans.rules import can_accept_plan, can_correct_plan
from plans.versions.differences import Differences, FieldChange, Piece, differences, field_change
from plans.versions.matching import Pair, match
from plans.versions.rows import Row
from plans.wording import target_words
from tasks.models import ClosedPeriod, Task, Update
from tasks.posts import posts_of
from tasks.queries.lists import with_posts
from tasks.queries.steps import clauses_after, clauses_of, fall_away, steps_of
from tasks.queries.timetables import timetable_of
from tasks.realigning import Fate, Step

FIELDS = {
    "text": "Nhiệm vụ",
    "above": "Thuộc nhiệm vụ",
    "product": "Sản phẩm",
    "agency": "Cơ quan thực hiện",
    "deadline": "Thời gian thực hiện",
    "note": "Ghi chú",
}
HEADING = {
    "title": "Tên kế hoạch",
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "years": "Năm",
    "signer": "Người ký",
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field with its label, before and after."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class DueChanged:
    """What becomes of the duties of a row that have one name: one that moves from a day to a day, or several that come
    or fall away on theirs."""

    fate: Fate
    name: str
    before: date | None
    after: date | None
    days: tuple[date, ...]
    waits_for: str


@dataclass(frozen=True, slots=True)
class Reported:
    """What was said against a row so far. `periods` name the sent reports that told of it."""

    task_pk: int
    words: int
    files: int
    periods: tuple[str, ...]
    last: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the difference: `old` is None for a new one, `new` for one that is gone."""

    old: Row | None
    new: Row | None
    fields: tuple[ShownChange, ...] = ()
    dues: tuple[DueChanged, ...] = ()
    reported: Reported | None = None
    is_moved: bool = False

    @property
    def row(self) -> Row:
        """As it will stand; as it stood where it is gone."""
        row = self.new or self.old
        if row is None:
            raise ValueError("a difference is about a row")
        return row


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """`mark` is what applying sends back: that this difference was seen."""

    draft: Plan
    plan: Plan
    heading: tuple[ShownChange, ...]
    changed: tuple[ShownRow, ...]
    added: tuple[ShownRow, ...]
    gone: tuple[ShownRow, ...]
    moved: tuple[ShownRow, ...]
    same: int
    targets_changed: tuple[ShownChange, ...]
    targets_added: tuple[str, ...]
    targets_gone: tuple[str, ...]
    undecided: int
    mark: str
    may_tie: bool
    may_apply: bool

    @property
    def is_empty(self) -> bool:
        rows = self.changed or self.added or self.gone or self.moved
        return not (rows or self.heading or self.targets_changed or self.targets_added or self.targets_gone)

    @property
    def due_moves(self) -> int:
        return sum(due.fate == Fate.MOVED for row in self.changed for due in row.dues)

    @property
    def may_tie_by_hand(self) -> bool:
        return bool(self.may_tie and self.added and self.gone)


def revision_page(actor: Actor, pk: int, *, today: date) -> RevisionPage | None:
    """None where there is no such draft within reach. A fixed number of queries."""
    draft = plan_of(actor, pk)
    if draft is None or draft.state != PlanState.DRAFT or draft.relation != Relation.REVISES or draft.related is None:
        return None
    return _Comparison(draft, draft.related, today).page(actor)


class _Comparison:
    """Both versions with their rows tied, and what was said against the rows in force."""

    def __init__(self, draft: Plan, plan: Plan, today: date) -> None:
        self.draft, self.plan, self.timetable = draft, plan, timetable_of(plan.organization)
        self.since = draft.issued_on or today
        self.old = {item.pk: item for item in leaves_of(plan)}
        self.new = {item.pk: item for item in leaves_of(draft)}
        self.tasks = _tasks(plan)
        self.closed = list(ClosedPeriod.objects.filter(organization=plan.organization_id).order_by("cutoff_on"))

    def page(self, actor: Actor) -> RevisionPage:
        found = self._differences()
        places = {key: place for place, key in enumerate(self.new)}
        rows = [self._pair(*pair) for pair in sorted(_pairs(found), key=lambda pair: places[pair[1].key])]
        quiet = [row for row in rows if not (row.fields or row.dues)]
        moved_keys = {theirs.key for _, theirs in found.moved}
        targets = _targets(self.plan, self.draft)
        return RevisionPage(
            draft=self.draft,
            plan=self.plan,
            heading=tuple(_heading(self.plan, self.draft)),
            changed=tuple(row for row in rows if row.fields or row.dues),
            added=tuple(ShownRow(None, row) for row in found.added),
            gone=tuple(self._gone(row) for row in found.gone),
            moved=tuple(shown for shown in quiet if shown.row.key in moved_keys),
            same=sum(shown.row.key not in moved_keys for shown in quiet),
            targets_changed=targets[0],
            targets_added=targets[1],
            targets_gone=targets[2],
            undecided=Doubt.objects.filter(plan=self.draft, settlement="").count(),
            mark=version_mark(self.draft),
            may_tie=can_correct_plan(actor, self.draft),
            may_apply=can_accept_plan(actor, self.draft),
        )

    def _differences(self) -> Differences:
        old = {key: row_of(item) for key, item in self.old.items()}
        new = {key: row_of(item) for key, item in self.new.items()}
        pairs = [
            (old[item.origin_id], new[key])
            for key, item in self.new.items()
            if item.origin_id and item.origin_id in old
        ]
        return differences(list(old.values()), list(new.values()), pairs)

    def _pair(self, ours: Row, theirs: Row) -> ShownRow:
        old, new = self.old[ours.key], self.new[theirs.key]
        changes = differences([ours], [theirs], [(ours, theirs)]).changed
        fields = [_shown(FIELDS[field.name], field) for change in changes for field in change.fields]
        posts = _post_words(old, old), _post_words(old, new)
        if posts[0] != posts[1]:
            fields.append(_shown("Giao cho", field_change("posts", *posts)))
        task = self.tasks.get(ours.key)
        return ShownRow(
            old=ours,
            new=theirs,
            fields=tuple(fields),
            dues=tuple(_dues(self._steps(old, new, task))) if task else (),
            reported=self._reported(task) if task else None,
            is_moved=ours.place != theirs.place,
        )

    def _steps(self, old: PlanItem, new: PlanItem, task: Task) -> Iterable[Step]:
        if new.section.kind not in TRACKED:
            return fall_away(list(task.obligations.all()))
        steps = steps_of(
            list(task.obligations.all()),
            (clauses_of(old), self.plan.span),
            (clauses_after(old, new, self.draft), self.draft.span),
            timetable=self.timetable,
            since=self.since,
        )
        return [step for step in steps if step.fate != Fate.KEPT]

    def _gone(self, row: Row) -> ShownRow:
        task = self.tasks.get(row.key)
        if task is None:
            return ShownRow(row, None)
        steps = fall_away(list(task.obligations.all()))
        return ShownRow(row, None, dues=tuple(_dues(steps)), reported=self._reported(task))

    def _reported(self, task: Task) -> Reported | None:
        words = sorted((u for o in task.obligations.all() for u in o.updates.all()), key=lambda u: u.pk)
        if not words:
            return None
        told = [one.period_name for one in self.closed if any(_told_in(one, update) for update in words)]
        last = words[-1]
        return Reported(
            task_pk=task.pk,
            words=len(words),
            files=sum(len(update.evidence.all()) for update in words),
            periods=tuple(told),
            last=last.text or last.difficulty or last.get_outcome_display(),
        )


def _tasks(plan: Plan) -> dict[int, Task]:
    """The tasks of a plan by row, the one of its own body where there are several."""
    updates = Prefetch("obligations__updates", Update.objects.order_by("pk").prefetch_related("evidence"))
    found = (
        Task.objects.filter(item__section__plan=plan)
        .order_by("pk")
        .prefetch_related(with_posts(), "obligations", updates)
    )
    tasks = sorted(found, key=lambda task: task.organization_id == plan.organization_id)
    return {task.item_id: task for task in tasks}


def _pairs(found: Differences) -> Iterable[Pair]:
    yield from ((change.old, change.new) for change in found.changed)
    yield from (*found.moved, *found.same)


def _shown(label: str, change: FieldChange) -> ShownChange:
    return ShownChange(label, change.before, change.after)


def _post_words(old: PlanItem, new: PlanItem) -> str:
    """The posts of a row, where a person's corrected bodies hold."""
    holds = old is not new and Field.AGENCY in corrections_that_hold(old, new)
    named = (old if holds else new).responsibilities.all()
    posts = posts_of(named, new.section)
    return ", ".join(f"{post}{' (phối hợp)' if role == AgencyRole.COORDINATE else ''}" for post, role in posts.items())


def _dues(steps: Iterable[Step]) -> Iterable[DueChanged]:
    """Moved days one by one, the others together under their name."""
    together: dict[tuple[Fate, str], list[Step]] = {}
    for step in steps:
        label = step.due.label if step.due else step.held.label if step.held else ""
        if step.fate == Fate.MOVED and step.held and step.due:
            name = ", ".join(filter(None, (label, step.due.period_name)))
            yield DueChanged(Fate.MOVED, name, step.held.due_on, step.due.due_on, (), "")
        else:
            together.setdefault((step.fate, label), []).append(step)
    for (fate, label), found in together.items():
        days = [step.due.due_on if step.due else step.held.due_on if step.held else None for step in found]
        waits = [step.due.waits_for if step.due else step.held.words if step.held else "" for step in found]
        dated = tuple(sorted(day for day in days if day))
        yield DueChanged(fate, label, None, None, dated, "" if dated else waits[0])


def _told_in(period: ClosedPeriod, update: Update) -> bool:
    return period.start_on <= update.effective_on <= period.cutoff_on and update.recorded_on <= period.cutoff_on


def _heading(plan: Plan, draft: Plan) -> Iterable[ShownChange]:
    for name, label in HEADING.items():
        before, after = _words(getattr(plan, name)), _words(getattr(draft, name))
        if before != after:
            yield _shown(label, field_change(name, before, after))


def _words(value: object) -> str:
    return date_words(value) if isinstance(value, date) else str(value or "")


def _targets(plan: Plan, draft: Plan) -> tuple[tuple[ShownChange, ...], tuple[str, ...], tuple[str, ...]]:
    """Targets changed, new and gone."""
    old, new = list(plan.targets.all()), list(draft.targets.all())
    before = {target.pk: _target_row(target, target) for target in old}
    held = {target.pk: next((one for one in old if figure_holds(one, target)), target) for target in new}
    after = {target.pk: _target_row(target, held[target.pk]) for target in new}
    found = differences(list(before.values()), list(after.values()), match(list(before.values()), list(after.values())))
    changed = [
        _shown(change.new.product, field_change("", _target_words(change.old), _target_words(change.new)))
        for change in found.changed
    ]
    return tuple(changed), tuple(map(_target_words, found.added)), tuple(map(_target_words, found.gone))


def _target_row(target: Target, figure: Target) -> Row:
    words = target_words(Comparator(figure.comparator), figure.value, figure.value_to, figure.unit)
    return Row(target.pk, target.text, product=target.subject, deadline=words)


def _target_words(row: Row) -> str:
    return f"{row.deadline}: {row.text}"
