"""Bodies × areas of the reform: how much of what is counted is done, what is overdue, who said nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reports.matrices.bodies import Body
from reports.matrices.choosing import Mark, Standing
from tasks.enums import State
from tasks.states import count_states, denominator, numerator
from tasks.tallies import percent_words, tally_of

OFFERED = (Mark.SILENT, Mark.OVERDUE, Mark.PLANLESS)


@dataclass(frozen=True, slots=True)
class Work:
    """One task of a body: its area, its state, whether anybody said a word about it."""

    body: int
    area: str
    state: State
    is_spoken: bool


@dataclass(frozen=True, slots=True)
class AreaCell:
    """Tasks of one body in one area, or of several: `done` out of `base`, those that count (not waiting, cancelled, nor
    without anything arising), of `total`. `is_silent`: there are tasks and nobody ever said a word."""

    done: int
    base: int
    overdue: int
    total: int
    is_silent: bool

    @property
    def percent(self) -> str:
        return percent_words(self.done, self.base)

    @property
    def words(self) -> str:
        """ "2/6", "0/6, 4 quá hạn, im lặng"."""
        silent, overdue = "im lặng" if self.is_silent else "", f"{self.overdue} quá hạn" if self.overdue else ""
        return ", ".join(filter(None, (f"{self.done}/{self.base}", overdue, silent)))


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One body over the areas (None where it has no task), altogether, and altogether a year before."""

    body: Body
    cells: tuple[AreaCell | None, ...]
    whole: AreaCell | None
    last: AreaCell | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class AreaMatrix:
    """`sums` and `last` (a year before, over the `last_bodies` that had a plan then) hold each area and, at the end,
    all together; `last` is empty where no body had one. `left_out` names what the percentages leave out."""

    areas: tuple[str, ...]
    as_of: date
    rows: tuple[AreaRow, ...]
    sums: tuple[AreaCell | None, ...]
    last: tuple[AreaCell | None, ...]
    last_on: date | None
    last_bodies: int
    left_out: str


def cell_of(work: Sequence[Work]) -> AreaCell | None:
    """None where there is no task."""
    if not work:
        return None
    counts = count_states(one.state for one in work)
    return AreaCell(
        done=numerator(counts),
        base=denominator(counts),
        overdue=counts[State.OVERDUE],
        total=len(work),
        is_silent=not any(one.is_spoken for one in work),
    )


def area_matrix(
    bodies: Sequence[Body],
    work: Sequence[Work],
    past: Sequence[Work],
    *,
    order: Sequence[str],
    as_of: date,
    past_on: date,
) -> AreaMatrix:
    """`past` is what stood a year before, of the same bodies; areas stand in `order`, those alone that hold a task."""
    present = {one.area for one in work}
    areas = tuple(area for area in order if area in present)
    now, then = _by_body(work), _by_body(past)
    rows = tuple(_row(body, areas, now.get(body.pk, []), then.get(body.pk, [])) for body in bodies)
    last = _cells(areas, past) if past else ()
    return AreaMatrix(
        areas=areas,
        as_of=as_of,
        rows=rows,
        sums=_cells(areas, work),
        last=last,
        last_on=past_on if last else None,
        last_bodies=len(then),
        left_out=tally_of((one.state for one in work), title="").left_out,
    )


def _by_body(work: Iterable[Work]) -> Mapping[int, list[Work]]:
    found: dict[int, list[Work]] = {}
    for one in work:
        found.setdefault(one.body, []).append(one)
    return found


def _cells(areas: Sequence[str], work: Sequence[Work]) -> tuple[AreaCell | None, ...]:
    """Each area, and all together."""
    found: dict[str, list[Work]] = {}
    for one in work:
        found.setdefault(one.area, []).append(one)
    return (*(cell_of(found.get(area, [])) for area in areas), cell_of(work))


def _row(body: Body, areas: Sequence[str], work: Sequence[Work], past: Sequence[Work]) -> AreaRow:
    *cells, whole = _cells(areas, work)
    return AreaRow(body, tuple(cells), whole, cell_of(past), _standing(cells, whole))


def _standing(cells: Sequence[AreaCell | None], whole: AreaCell | None) -> Standing:
    """Silent bodies come first, then who owes most; a body without a plan stands before them all."""
    if whole is None:
        return Standing(frozenset({Mark.PLANLESS}), (2, 0, 0), (0, 0), 0)
    silent = sum(cell is not None and cell.is_silent for cell in cells)
    marks = Counter({Mark.SILENT: silent, Mark.OVERDUE: whole.overdue})
    return Standing(
        marks=frozenset(mark for mark, number in marks.items() if number),
        rank=(int(whole.is_silent), whole.overdue, silent),
        share=(whole.done, whole.base),
        overdue=whole.overdue,
    )
