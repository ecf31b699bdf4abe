"""What the review of a read plan shows: the points to decide, and the document with its reading row by row.

It lies in `tasks` because each row says when it next falls due, which the reporting calendar knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.queries import working_days
from cchc.orgs.working_days import WorkingDays
from plans.clauses import clause_from_json
from plans.doubt_kinds import Field, field_of, kind_of
from plans.enums import AgencyRole, Comparator
from plans.layout import Layout, Line, Mark, Row, Table, lay_out
from plans.models import Doubt, Plan, PlanItem, Responsibility, Target
from plans.queries import PlanView, item_of, plan_for_review, target_of
from plans.reading.results import Clause
from plans.rules import can_accept_plan, can_correct_plan, can_discard_plan
from plans.wording import clause_words, target_words
from tasks.obligations import dues_of

SHOWN_DUES = 3


@dataclass(frozen=True, slots=True)
class RowReading:
    """How one row was read. `dues` are the next due days, at most three; `waits` tells that something waits for a day
    to be set; `points` counts what is undecided in it."""

    item: PlanItem
    products: tuple[str, ...]
    leads: tuple[str, ...]
    coordinates: tuple[str, ...]
    groups: tuple[str, ...]
    fallback: str
    clauses: tuple[str, ...]
    dues: tuple[date, ...]
    waits: bool
    points: int
    parts: tuple["RowReading", ...]


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
    code: str
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a plan: undecided ones by kind, decided ones apart."""

    plan: Plan
    groups: tuple[PointGroup, ...]
    settled: tuple[Doubt, ...]
    left: int
    may_correct: bool
    may_accept: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    plan: Plan
    points: Points
    layout: Layout
    readings: dict[int, RowReading]
    targets: tuple[TargetReading, ...]
    section_count: int
    row_count: int
    may_discard: bool

    @property
    def tables(self) -> list[tuple[Table, list[tuple[Line, RowReading | None]]]]:
        """The document's task tables, each row with its reading."""
        return [
            (table, [(line, self.readings.get(line.row) if line.row else None) for line in table.body])
            for table in self.layout.tables
        ]

    @property
    def loose(self) -> tuple[RowReading, ...]:
        """Rows that stand in none of the document's tables."""
        return tuple(self.readings[pk] for pk in self.layout.loose)


def review_page(actor: Actor, pk: int, *, today: date) -> ReviewPage | None:
    """Everything of the review, in a fixed number of queries; None when the plan is out of reach."""
    view = plan_for_review(actor, pk)
    if view is None:
        return None
    calendar = working_days()
    return ReviewPage(
        plan=view.plan,
        points=points_of(actor, view.plan, view.doubts),
        layout=_layout(view),
        readings={item.pk: _reading(item, view.plan, calendar, today) for item in view.items},
        targets=tuple(_target_reading(target) for target in view.targets),
        section_count=len({item.section_id for item in view.items}),
        row_count=len(view.items),
        may_discard=can_discard_plan(actor, view.plan),
    )


def review_row(actor: Actor, plan_pk: int, pk: int, *, today: date) -> RowReading | None:
    """One row or part of a row, after it was corrected."""
    item = item_of(actor, plan_pk, pk)
    return _reading(item, item.section.plan, working_days(), today) if item else None


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
    )


def _layout(view: PlanView) -> Layout:
    labels = {section.pk: section.label or section.title for section in view.sections}
    above = {part.pk: item.pk for item in view.items for child in item.children.all() for part in _family(child)}
    rows = [Row(item.pk, item.text, labels[item.section_id]) for item in view.items]
    marks = [Mark(d.pk, d.words, above.get(d.item_id, d.item_id) if d.item_id else None) for d in view.undecided]
    return lay_out(view.plan.source.blocks, rows, marks)


def _family(item: PlanItem) -> list[PlanItem]:
    return [item, *item.children.all()]


def _reading(item: PlanItem, plan: Plan, calendar: WorkingDays, today: date) -> RowReading:
    parts = tuple(_reading(child, plan, calendar, today) for child in item.children.all())
    clauses = [clause_from_json(clause) for clause in item.clauses]
    named = list(item.responsibilities.all())
    dues, waits = ((), False) if parts else _next_dues(clauses, plan, calendar, today)
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
        points=sum(not doubt.settlement for doubt in item.doubts.all()),
        parts=parts,
    )


def _next_dues(
    clauses: Sequence[Clause], plan: Plan, calendar: WorkingDays, today: date
) -> tuple[tuple[date, ...], bool]:
    """The next due days from today on (all past: the last one), and whether something waits."""
    if plan.from_year is None or plan.to_year is None:
        return (), False
    dues = dues_of(
        clauses, from_year=plan.from_year, to_year=plan.to_year, calendar=calendar, not_before=plan.issued_on
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
