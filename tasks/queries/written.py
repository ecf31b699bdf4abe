"""A plan that is written here as its own table: each row with its reading, its points and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.orgs.actors import Actor
from cchc.text import fold
from plans.enums import Comparator
from plans.models import Doubt, Plan, PlanItem, Section, Target
from plans.queries import item_of, plan_for_review
from plans.rules import can_accept_plan, can_discard_plan, can_write_plan
from plans.wording import target_words
from tasks.models import Update
from tasks.queries.next_year import last_words
from tasks.queries.timetables import timetable_of
from tasks.review import RowReading, reading_of


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """`points` are undecided; `last` is what was said last of the row that it was carried over from."""

    item: PlanItem
    reading: RowReading
    points: tuple[Doubt, ...]
    last: Update | None


@dataclass(frozen=True, slots=True)
class WrittenSection:
    section: Section
    rows: tuple[WrittenRow, ...]


@dataclass(frozen=True, slots=True)
class WrittenAim:
    """One sentence with the figures read from it; `before` are those of last year's plan for the same."""

    text: str
    figures: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """`left` counts undecided points; `loose` are those of no row."""

    plan: Plan
    sections: tuple[WrittenSection, ...]
    aims: tuple[WrittenAim, ...]
    loose: tuple[Doubt, ...]
    left: int
    may_write: bool
    may_accept: bool
    may_discard: bool

    @property
    def row_count(self) -> int:
        return sum(len(part.rows) for part in self.sections)

    @property
    def carried_count(self) -> int:
        return sum(row.item.is_carried_over for part in self.sections for row in part.rows)


def written_plan(actor: Actor, pk: int, *, today: date) -> WrittenPlan | None:
    """The whole table in a fixed number of queries; None when it is out of reach."""
    view = plan_for_review(actor, pk)
    if view is None:
        return None
    timetable = timetable_of(view.plan.organization)
    last = last_words(actor, [item.origin_id for item in view.items if item.is_carried_over and item.origin_id])
    rows: dict[int, list[WrittenRow]] = {}
    for item in view.items:
        reading = reading_of(item, view.plan, timetable, today)
        rows.setdefault(item.section_id, []).append(_row(item, reading, last))
    before = list(view.plan.related.targets.all()) if view.plan.related else []
    return WrittenPlan(
        plan=view.plan,
        sections=tuple(WrittenSection(section, tuple(rows.get(section.pk, ()))) for section in view.sections),
        aims=_aims(view.targets, before),
        loose=tuple(doubt for doubt in view.undecided if doubt.item_id is None),
        left=len(view.undecided),
        may_write=can_write_plan(actor, view.plan),
        may_accept=can_accept_plan(actor, view.plan),
        may_discard=can_discard_plan(actor, view.plan),
    )


def written_row(actor: Actor, plan_pk: int, pk: int, *, today: date) -> WrittenRow | None:
    """One row after it was written."""
    item = item_of(actor, plan_pk, pk)
    if item is None:
        return None
    last = last_words(actor, [item.origin_id]) if item.is_carried_over and item.origin_id else {}
    return _row(item, reading_of(item, item.section.plan, timetable_of(item.section.plan.organization), today), last)


def _row(item: PlanItem, reading: RowReading, last: dict[int, Update]) -> WrittenRow:
    family = [item, *(child for child in item.children.all())]
    points = tuple(doubt for one in family for doubt in one.doubts.all() if not doubt.settlement)
    return WrittenRow(item, reading, points, last.get(item.origin_id or 0))


def _aims(targets: Sequence[Target], before: Sequence[Target]) -> tuple[WrittenAim, ...]:
    """Sentence by sentence; last year's figures stand beside where they measure the same."""
    texts = list(dict.fromkeys(target.text for target in targets))
    old: dict[tuple[str, str], Target] = {(fold(one.subject), one.unit): one for one in before}
    found = []
    for text in texts:
        own = [target for target in targets if target.text == text]
        known = [old[key] for target in own if (key := (fold(target.subject), target.unit)) in old]
        found.append(WrittenAim(text, tuple(map(_figure, own)), tuple(map(_figure, known))))
    return tuple(found)


def _figure(target: Target) -> str:
    return target_words(Comparator(target.comparator), target.value, target.value_to, target.unit)
