"""One body of the territory as its overseer sees it: its periods, its tasks by area, what it proved last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from cchc.orgs.actors import Actor
from reports.areas import ORDER, OTHER, area_named
from reports.matrices.areas import AreaCell, Work, cell_of
from reports.matrices.bodies import Body
from reports.matrices.periods import PeriodCell
from reports.queries.matrices import Territory, by_period, moment_of
from tasks.enums import State
from tasks.models import Evidence, Task
from tasks.queries.listing import ListLine, list_lines
from tasks.queries.stands import TaskStand, stands_of

LATEST = 10
_URGENCY = (State.OVERDUE, State.LATE, State.DOING, State.NOT_YET, State.WAITING, State.ON_TIME)


@dataclass(frozen=True, slots=True)
class AreaOfBody:
    """The tasks of a body in one area, what is overdue first."""

    name: str
    cell: AreaCell
    lines: tuple[ListLine, ...]


@dataclass(frozen=True, slots=True)
class BodyPage:
    """`as_of` is today or the end of a year that is over; `tasks` are those of its own and those given to it."""

    body: Body
    as_of: date
    periods: tuple[PeriodCell, ...]
    areas: tuple[AreaOfBody, ...]
    whole: AreaCell | None
    evidence: tuple[Evidence, ...]


def body_page(actor: Actor, territory: Territory, body: Body, *, today: date) -> BodyPage:
    """A fixed number of queries."""
    moment, alone = moment_of(territory, today), replace(territory, bodies=(body,))
    its_own = territory.parts_on(body.pk, moment.as_of)
    (stands,) = stands_of(actor, [moment], Q(organization__in=its_own))
    states = {stand.pk: stand.state for stand in stands}
    found: QuerySet[Task] = Task.objects.visible_to(actor).filter(pk__in=states)
    lines = [
        replace(line, state=states[line.pk]) for line in list_lines(found, today=moment.as_of, horizon=moment.horizon)
    ]
    return BodyPage(
        body=body,
        as_of=moment.as_of,
        periods=tuple(_periods(actor, alone, today)),
        areas=tuple(_areas(body, stands, lines)),
        whole=cell_of([Work(body.pk, "", stand.state, stand.is_spoken) for stand in stands]),
        evidence=tuple(_evidence(actor, its_own, moment.as_of)),
    )


def _periods(actor: Actor, alone: Territory, today: date) -> list[PeriodCell]:
    """Every period of the year by its sending deadline."""
    found = (by_period(actor, alone, of_months=months, only=None, today=today) for months in (False, True))
    cells = [cell for matrix in found for row in matrix.rows for cell in row.cells]
    return sorted(cells, key=lambda cell: (cell.period.send_by, cell.period.start_on))


def _areas(body: Body, stands: Iterable[TaskStand], lines: Iterable[ListLine]) -> Iterable[AreaOfBody]:
    work: dict[str, list[Work]] = {}
    areas: dict[int, str] = {}
    for stand in stands:
        area = areas[stand.pk] = area_named(*stand.headings) or OTHER
        work.setdefault(area, []).append(Work(body.pk, area, stand.state, stand.is_spoken))
    for area in sorted(work, key=ORDER.index):
        if cell := cell_of(work[area]):
            own = (line for line in lines if areas[line.pk] == area)
            yield AreaOfBody(area, cell, tuple(sorted(own, key=_urgency)))


def _urgency(line: ListLine) -> tuple[int, date]:
    place = _URGENCY.index(line.state) if line.state in _URGENCY else len(_URGENCY)
    return place, line.next_due_on or date.max


def _evidence(actor: Actor, its_own: Sequence[int], until: date) -> QuerySet[Evidence]:
    """The files that it brought last in the year."""
    found: QuerySet[Evidence] = Evidence.objects.visible_to(actor).filter(
        update__obligation__task__organization__in=its_own,
        update__recorded_on__lte=until,
        update__recorded_on__year=until.year,
    )
    return found.select_related("update__obligation__task__item").order_by("-pk")[:LATEST]
