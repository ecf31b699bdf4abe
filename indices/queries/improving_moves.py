"""What an improvement plan moved: the tasks of each row today, its component in the result of the year it was for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.orgs.actors import Actor
from cchc.text import fold
from indices.enums import AssessmentState
from indices.improving.components import Component
from indices.improving.movement import Move, Reached, Summary, summary_of
from indices.models import Assessment, Improvement, ImprovementRow, PublishedResult
from indices.queries.improving_sources import Source, source_of_assessment, source_of_result
from plans.enums import PlanState
from plans.models import Plan, PlanItem
from tasks.enums import State
from tasks.queries.lists import tasks_in_force
from tasks.queries.live import TaskRow, current_period, task_rows
from tasks.queries.timetables import timetable_of


@dataclass(frozen=True, slots=True)
class RowWork:
    """One row with its tasks today."""

    row: ImprovementRow
    tasks: tuple[TaskRow, ...]

    @property
    def states(self) -> list[tuple[State, int]]:
        """How many of its tasks stand in which state."""
        found = [task.state for task in self.tasks]
        return [(state, found.count(state)) for state in State if state in found]


@dataclass(frozen=True, slots=True)
class Moved:
    """The rows beside the later result; `source` is that result."""

    source: Source
    moves: Mapping[int, Move]
    summary: Summary


def work_of(actor: Actor, improvement: Improvement, rows: Sequence[ImprovementRow], today: date) -> list[RowWork]:
    """Each row with the tasks that were made of it, also those of later versions of the plan (six queries)."""
    plan = improvement.plan
    if plan is None or plan.state != PlanState.ACCEPTED:
        return [RowWork(row, ()) for row in rows]
    family = _Family(plan)
    items = {row.pk: family.all_of(row.item_id) for row in rows if row.item_id}
    wanted = {item for found in items.values() for item in found}
    tasks = tasks_in_force(actor).filter(plan=plan, item__in=wanted).select_related("item", "organization", "plan")
    horizon = current_period(today, timetable_of(actor.organization)).send_by
    drawn = task_rows(tasks.prefetch_related("obligations"), today=today, horizon=horizon)
    return [RowWork(row, tuple(one for one in drawn if one.task.item_id in items.get(row.pk, ()))) for row in rows]


def moved_by(actor: Actor, improvement: Improvement, rows: Sequence[ImprovementRow]) -> Moved | None:
    """The rows beside the first result for the plan's year or a later one; None where there is none yet."""
    source = _later_result(actor, improvement)
    if source is None:
        return None
    find = _by_lineage(rows, source) if source.assessment else _by_code(rows, source)
    whole = _areas_of(actor, source.assessment) if source.assessment and len(find) < len(rows) else None
    if whole:
        find = _by_name(rows, whole) | find
    moves = {row.pk: Move(row.name, row.side, Reached(row.points, row.maximum), find.get(row.pk)) for row in rows}
    return Moved(source, moves, summary_of(moves.values(), improvement.threshold))


class _Family:
    """The rows of a plan and of the versions before it: parts of rows, and what goes on with what."""

    def __init__(self, plan: Plan) -> None:
        versions = Plan.objects.filter(related=plan, state=PlanState.MERGED).values_list("pk", flat=True)
        found = PlanItem.objects.filter(section__plan__in=[plan.pk, *versions])
        self._after: dict[int, list[int]] = {}
        for pk, parent, origin in found.values_list("pk", "parent", "origin"):
            for above in filter(None, (parent, origin)):
                self._after.setdefault(above, []).append(pk)

    def all_of(self, item: int) -> set[int]:
        """The row, its parts, and the rows of later versions that go on with any of them."""
        found, left = {item}, [item]
        while left:
            new = [pk for pk in self._after.get(left.pop(), ()) if pk not in found]
            found.update(new)
            left += new
        return found


def _later_result(actor: Actor, improvement: Improvement) -> Source | None:
    """The body's own published assessment; where it has none, its line of a published table."""
    assessed = Assessment.objects.visible_to(actor).filter(
        organization=improvement.organization_id,
        state=AssessmentState.PUBLISHED,
        round__criteria_set__kind=improvement.kind,
        round__criteria_set__year__gte=improvement.year,
    )
    related = ("round__criteria_set", "round__organization", "organization")
    own = assessed.select_related(*related).order_by("round__criteria_set__year", "-pk").first()
    if own is not None and own.pk != improvement.assessment_id:
        return source_of_assessment(actor, own)
    printed = PublishedResult.objects.visible_to(actor).filter(
        organization=improvement.organization_id,
        table__kind=improvement.kind,
        table__year__gte=improvement.year,
        table__round=None,
    )
    line = printed.exclude(pk=improvement.result_id or 0).select_related("table", "organization")
    found = line.order_by("table__year", "-pk").first()
    return source_of_result(found) if found else None


def _areas_of(actor: Actor, assessment: Assessment) -> Source | None:
    """The areas of a published assessment, as its round's table tells them: rows drawn from a printed table are of
    areas, not of their criteria."""
    lines = PublishedResult.objects.visible_to(actor).filter(
        organization=assessment.organization_id, table__round=assessment.round_id
    )
    line = lines.select_related("table", "organization").first()
    return source_of_result(line) if line else None


def _by_name(rows: Iterable[ImprovementRow], source: Source) -> dict[int, Reached]:
    names = {fold(one.name): one for one in source.components}
    return {row.pk: _reached(names[fold(row.name)]) for row in rows if fold(row.name) in names}


def _by_lineage(rows: Iterable[ImprovementRow], source: Source) -> dict[int, Reached]:
    """Criteria are the same through all copies of a set, wherever their codes moved; a row without a criterion is
    found by its name."""
    lineages = {one.lineage: one for one in source.components}
    names = {fold(one.name): one for one in source.components}
    found = ((row, lineages.get(row.criterion.lineage) if row.criterion else names.get(fold(row.name))) for row in rows)
    return {row.pk: _reached(one) for row, one in found if one}


def _by_code(rows: Iterable[ImprovementRow], source: Source) -> dict[int, Reached]:
    """Printed tables know codes alone; a row of a criteria set must bear the same name as well."""
    codes = {one.code: one for one in source.components}
    names = {fold(one.name): one for one in source.components}
    found: dict[int, Reached] = {}
    for row in rows:
        one = names.get(fold(row.name)) or (None if row.criterion_id else codes.get(row.code))
        if one:
            found[row.pk] = _reached(one)
    return found


def _reached(one: Component) -> Reached:
    return Reached(one.points if one.applies else None, one.maximum)
