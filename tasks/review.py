"""What the review of a read plan shows: the points to decide, and the document with its reading row by row.

It lies in `tasks` because each row says when it next falls due, which the reporting calendar knows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from cchc.orgs.actors import Actor
from plans.clauses import clause_from_json
from plans.doubt_kinds import Field, field_of, kind_of
from plans.enums import TRACKED, AgencyRole, Comparator
from plans.layout import Aim, Heading, Layout, Line, Mark, Part, lay_out
from plans.models import Change, Doubt, Plan, PlanItem, Responsibility, Section, Target
from plans.queries import PlanView, blocks_of, document_row, item_of, last_step, plan_for_review, target_of
from plans.reading.results import Clause
from plans.rules import can_accept_plan, can_correct_plan, can_discard_plan
from plans.wording import clause_words, target_words
from tasks.obligations import dues_of
from tasks.periods import Timetable
from tasks.queries.timetables import timetable_of

SHOWN_DUES = 3
SHOWN_OF_KIND = 25
MOST_OPEN_ROWS = 150


@dataclass(frozen=True, slots=True)
class RowReading:
    """How one row was read. `dues` are the next due days, at most three; `waits` tells that something waits for a day
    to be set; `doubts` are undecided; `above` is the row that it can be joined with; `anchors` are points whose words
    are not marked in the document. A row of a section that is not tracked becomes no duty."""

    item: PlanItem
    products: tuple[str, ...]
    leads: tuple[str, ...]
    coordinates: tuple[str, ...]
    groups: tuple[str, ...]
    fallback: str
    clauses: tuple[str, ...]
    dues: tuple[date, ...]
    waits: bool
    doubts: tuple[Doubt, ...]
    parts: tuple["RowReading", ...]
    above: PlanItem | None = None
    anchors: tuple[int, ...] = ()

    @property
    def points(self) -> int:
        return len(self.doubts)

    @property
    def is_tracked(self) -> bool:
        return self.item.section.kind in TRACKED


@dataclass(frozen=True, slots=True)
class TargetReading:
    target: Target
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """A doubt with the part of the page where it can be corrected."""

    doubt: Doubt
    field: Field

    @property
    def row(self) -> int | None:
        """Id of the table row that holds the part in doubt."""
        item = self.doubt.item
        while item and item.parent:
            item = item.parent
        return item.pk if item else None

    @property
    def is_about_row(self) -> bool:
        return self.doubt.item_id is not None and self.field in (Field.DEADLINE, Field.AGENCY, Field.PRODUCT)

    @property
    def is_about_target(self) -> bool:
        return self.field == Field.TARGET

    @property
    def is_about_heading(self) -> bool:
        return self.field == Field.HEADING


@dataclass(frozen=True, slots=True)
class PointGroup:
    """Points of one kind, the first of them shown."""

    code: str
    title: str
    points: tuple[Point, ...]

    @property
    def shown(self) -> tuple[Point, ...]:
        return self.points[:SHOWN_OF_KIND]

    @property
    def more(self) -> int:
        return len(self.points) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a plan: undecided ones by kind, decided ones apart; `step` is the last one that can be undone."""

    plan: Plan
    groups: tuple[PointGroup, ...]
    settled: tuple[Doubt, ...]
    left: int
    may_correct: bool
    may_accept: bool
    step: Change | None


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of the document with what was read from it."""

    line: Line
    readings: tuple[RowReading, ...]
    targets: tuple[TargetReading, ...]


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A part of the document; a folded one is drawn when it is opened."""

    part: Part
    section: Section | None
    is_folded: bool
    row_count: int
    lines: tuple[DrawnLine, ...]

    @property
    def is_tracked(self) -> bool:
        return self.section is None or self.section.kind in TRACKED


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """`anchors` are points whose words stand nowhere in the document."""

    plan: Plan
    points: Points
    parts: tuple[DrawnPart, ...]
    loose_targets: tuple[TargetReading, ...]
    anchors: tuple[int, ...]
    section_count: int
    row_count: int
    target_count: int
    may_discard: bool


def review_page(
    actor: Actor, pk: int, *, today: date, opened: Collection[str] = (), chosen: int | None = None
) -> ReviewPage | None:
    """Everything of the review, in a fixed number of queries; None when the plan is out of reach. Of a long plan the
    parts without a point that is shown are folded, but for those `opened` by key and that of the `chosen` row."""
    view = plan_for_review(actor, pk)
    if view is None:
        return None
    layout = _layout(view)
    opened = {*opened, *(part.key for part in layout.parts if chosen in part.rows)}
    points = points_of(actor, view.plan, view.doubts)
    shown = {point.doubt.pk for group in points.groups for point in group.shown}
    drawn = _Drawing(view, layout, today, opened, shown)
    return ReviewPage(
        plan=view.plan,
        points=points,
        parts=tuple(map(drawn.part, layout.parts)),
        loose_targets=tuple(_target_reading(target) for target in view.targets if target.pk in layout.loose_aims),
        anchors=tuple(doubt.pk for doubt in view.undecided if doubt.pk not in layout.marked and not doubt.item_id),
        section_count=len({item.section_id for item in view.items}),
        row_count=len(view.items),
        target_count=len(view.targets),
        may_discard=can_discard_plan(actor, view.plan),
    )


def review_row(actor: Actor, plan_pk: int, pk: int, *, today: date) -> RowReading | None:
    """One row or part of a row, after it was corrected."""
    item = item_of(actor, plan_pk, pk)
    return reading_of(item, item.section.plan, timetable_of(item.section.plan.organization), today) if item else None


def review_target(actor: Actor, plan_pk: int, pk: int) -> TargetReading | None:
    target = target_of(actor, plan_pk, pk)
    return _target_reading(target) if target else None


def points_of(actor: Actor, plan: Plan, doubts: Sequence[Doubt]) -> Points:
    """Undecided points by kind: those that change duties before those about the document alone."""
    by_code: dict[str, list[Point]] = {}
    for doubt in sorted(doubts, key=lambda doubt: field_of(doubt.code).value):
        if not doubt.settlement:
            by_code.setdefault(doubt.code, []).append(Point(doubt, field_of(doubt.code)))
    return Points(
        plan=plan,
        groups=tuple(PointGroup(code, kind_of(code).title, tuple(points)) for code, points in by_code.items()),
        settled=tuple(doubt for doubt in doubts if doubt.settlement),
        left=sum(map(len, by_code.values())),
        may_correct=can_correct_plan(actor, plan),
        may_accept=can_accept_plan(actor, plan),
        step=last_step(plan),
    )


class _Drawing:
    """Draws parts with their readings."""

    def __init__(
        self, view: PlanView, layout: Layout, today: date, opened: Collection[str], shown: Collection[int]
    ) -> None:
        self._plan, self._today, self._opened = view.plan, today, opened
        self._timetable = timetable_of(view.plan.organization)
        self._items = {item.pk: item for item in view.items}
        self._above = {lower.pk: upper for upper, lower in pairwise(view.items) if upper.section_id == lower.section_id}
        self._targets = {target.pk: target for target in view.targets}
        self._sections = {section.pk: section for section in view.sections}
        self._is_long = len(view.items) > MOST_OPEN_ROWS
        self._shown = shown
        self._marked = layout.marked

    def part(self, part: Part) -> DrawnPart:
        is_folded = self._is_long and part.key not in self._opened and not self._has_points(part)
        lines = () if is_folded else tuple(map(self._line, part.body))
        section = self._sections.get(part.section or 0)
        return DrawnPart(part, section, is_folded, len(part.rows), lines)

    def _line(self, line: Line) -> DrawnLine:
        readings = tuple(self._reading(pk) for pk in line.rows)
        return DrawnLine(line, readings, tuple(_target_reading(self._targets[pk]) for pk in line.aims))

    def _reading(self, pk: int) -> RowReading:
        reading = reading_of(self._items[pk], self._plan, self._timetable, self._today)
        unmarked = (doubt.pk for doubt in _undecided(self._items[pk]) if doubt.pk not in self._marked)
        return replace(reading, above=self._above.get(pk), anchors=tuple(unmarked))

    def _has_points(self, part: Part) -> bool:
        own = (doubt.pk for pk in part.rows for doubt in _undecided(self._items[pk]))
        return any(pk in self._shown for pk in (*part.doubts, *own))


def _layout(view: PlanView) -> Layout:
    above = {part.pk: item.pk for item in view.items for child in item.children.all() for part in _family(child)}
    rows = [document_row(item) for item in view.items]
    headings = [Heading(section.pk, section.label, section.title) for section in view.sections]
    marks = [Mark(d.pk, d.words, above.get(d.item_id, d.item_id) if d.item_id else None) for d in view.undecided]
    aims = [Aim(target.pk, target.text) for target in view.targets]
    return lay_out(blocks_of(view.plan), rows, headings, marks, aims)


def _undecided(item: PlanItem) -> list[Doubt]:
    """The points of a row and of all its parts."""
    tree = [item, *(part for child in item.children.all() for part in _family(child))]
    return [doubt for one in tree for doubt in one.doubts.all() if not doubt.settlement]


def _family(item: PlanItem) -> list[PlanItem]:
    return [item, *item.children.all()]


def reading_of(item: PlanItem, plan: Plan, timetable: Timetable, today: date) -> RowReading:
    parts = tuple(reading_of(child, plan, timetable, today) for child in item.children.all())
    clauses = [clause_from_json(clause) for clause in item.clauses]
    named = list(item.responsibilities.all())
    dues, waits = ((), False) if parts else _next_dues(clauses, plan, timetable, today)
    return RowReading(
        item=item,
        products=tuple(product.words for product in item.products.all()),
        leads=_names(named, AgencyRole.LEAD),
        coordinates=_names(named, AgencyRole.COORDINATE),
        groups=tuple(item.groups),
        fallback=str(item.section.lead or ""),
        clauses=tuple(clause_words(clause) for clause in clauses),
        dues=dues,
        waits=waits,
        doubts=tuple(doubt for doubt in item.doubts.all() if not doubt.settlement),
        parts=parts,
    )


def _next_dues(
    clauses: Sequence[Clause], plan: Plan, timetable: Timetable, today: date
) -> tuple[tuple[date, ...], bool]:
    """The next due days from today on (all past: the last one), and whether something waits."""
    if plan.from_year is None or plan.to_year is None:
        return (), False
    dues = dues_of(
        clauses, from_year=plan.from_year, to_year=plan.to_year, timetable=timetable, not_before=plan.issued_on
    )
    days = sorted({due.due_on for due in dues if due.due_on})
    coming = [day for day in days if day >= today]
    return tuple(coming[:SHOWN_DUES] or days[-1:]), any(due.due_on is None for due in dues)


def _names(named: Sequence[Responsibility], role: AgencyRole) -> tuple[str, ...]:
    return tuple(responsibility.name for responsibility in named if responsibility.role == role)


def _target_reading(target: Target) -> TargetReading:
    return TargetReading(
        target, target_words(Comparator(target.comparator), target.value, target.value_to, target.unit)
    )
