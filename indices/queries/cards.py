"""The overview of indices: one card an index for a body; a row a body for a territory."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from indices.enums import SCORED, IndexKind
from indices.models import Aim, Assessment, Improvement
from indices.queries.contributing import Contribution, contributions
from indices.queries.results import bare
from indices.queries.standing import (
    History,
    Yearly,
    aim_for,
    aims_of,
    bodies_of_level,
    histories,
    history_of,
    improvements_of,
    is_silent,
    levels_beneath,
    open_assessments,
)
from indices.resulting.doubts import doubts_of
from indices.resulting.lines import is_duty_only
from indices.resulting.standing import (
    Gap,
    Weak,
    heat_of,
    moved,
    percent,
    to_above,
    to_class,
    to_percent,
    to_rank,
    to_score,
    weak_of,
)


@dataclass(frozen=True, slots=True)
class Card:
    """Where a body stands in an index. `last` is None without any result; `is_duty` where the body has none to have,
    only tasks that contribute."""

    kind: IndexKind
    is_duty: bool
    years: Sequence[Yearly]
    aim: Aim | None
    contribution: Contribution | None
    improvement: Improvement | None

    @property
    def last(self) -> Yearly | None:
        return self.years[-1] if self.years else None

    @property
    def before(self) -> Yearly | None:
        """The year right before the last; None where that is a gap."""
        found = self.years[-2] if len(self.years) > 1 else None
        return found if found and self.last and found.year == self.last.year - 1 else None

    @property
    def most(self) -> Decimal | None:
        last = self.last
        return sum((one.weight for one in last.table.parts), Decimal(0)) if last and last.table.parts else None

    @property
    def percent(self) -> Decimal | None:
        return percent(self.kind, self.last.table.parts, self.last.line) if self.last else None

    @property
    def moved(self) -> tuple[Decimal | None, int | None]:
        return moved(self.before.line if self.before else None, self.last.line) if self.last else (None, None)

    @property
    def weak(self) -> list[Weak]:
        return weak_of(self.last.table.parts, self.last.line) if self.last else []

    @property
    def to_above(self) -> Gap | None:
        return to_above(self.last.line, self.last.others) if self.last else None

    @property
    def to_good(self) -> Gap | None:
        return to_percent(self.kind, self.last.table.parts, self.last.line) if self.last else None

    @property
    def to_aim(self) -> list[Gap]:
        return gaps_to_aim(self.aim, self.last) if self.aim and self.last else []

    @property
    def doubts(self) -> list[str]:
        """What in the last line contradicts itself."""
        last = self.last
        if last is None or last.table.round_id:
            return []
        found = doubts_of(last.table.parts, [last.line], last.table.classes, last.table.places)
        return [one.words for one in found]


def gaps_to_aim(aim: Aim, last: Yearly) -> list[Gap]:
    """What is wanting to each thing that the aim says."""
    score = bare(aim.score)
    found = [
        to_score(last.line, score) if score is not None else None,
        to_rank(last.line, last.others, aim.rank) if aim.rank is not None else None,
        to_class(last.line, last.table.classes, aim.class_name) if aim.class_name else None,
    ]
    return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True)
class BodyPage:
    """What the overview shows of one body."""

    organization: Organization
    cards: tuple[Card, ...]
    assessments: tuple[Assessment, ...]


def body_page(actor: Actor, body: Organization, *, today: date) -> BodyPage:
    """Some ten queries, however many years, tasks and components."""
    history = history_of(actor, body)
    aims = aims_of(actor, [body])
    tasks = contributions(actor, body, today)
    plans = improvements_of(actor, body)
    cards = tuple(_card(kind, body, history, aims.get((body.pk, kind), []), tasks, plans) for kind in IndexKind)
    return BodyPage(body, cards, tuple(open_assessments(actor, [body])))


def _card(
    kind: IndexKind,
    body: Organization,
    history: History,
    aims: Sequence[Aim],
    tasks: dict[str, Contribution],
    plans: dict[str, Improvement],
) -> Card:
    years = history.get(kind, [])
    aim = aim_for(aims, years[-1].year if years else 0)
    return Card(kind, is_duty_only(kind, body.kind), years, aim, tasks.get(kind), plans.get(kind))


@dataclass(frozen=True, slots=True)
class Cell:
    """The last line of a body in one index, beside the newest year of all: older ones say their year."""

    yearly: Yearly
    percent: Decimal | None
    heat: str
    points: Decimal | None
    ranks: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One body of a territory. `is_silent`: its score of the open round was not handed in; `is_late`: and its day is
    over."""

    organization: Organization
    cells: tuple[Cell | None, ...]
    assessment: Assessment | None
    is_silent: bool
    is_late: bool
    aim: Aim | None


@dataclass(frozen=True, slots=True)
class Territory:
    """The bodies of one level, best first, those without a result last; `classes` counts them for the first index that
    has results."""

    level: OrganizationKind
    levels: dict[OrganizationKind, int]
    kinds: tuple[IndexKind, ...]
    rows: tuple[Row, ...]
    classes: tuple[tuple[IndexKind, int, tuple[tuple[str, int], ...]], ...]

    @property
    def silent(self) -> list[Row]:
        return [row for row in self.rows if row.is_silent]

    @property
    def is_late(self) -> bool:
        return any(row.is_late for row in self.rows)


def territory_page(actor: Actor, level: str, *, today: date) -> Territory | None:
    """Five queries, however many bodies. None where nobody stands beneath."""
    levels = levels_beneath(actor)
    if not levels:
        return None
    chosen = OrganizationKind(level) if level in levels else next(iter(levels))
    bodies = bodies_of_level(actor, chosen)
    found = histories(actor, bodies)
    aims = aims_of(actor, bodies)
    rounds: dict[int, Assessment] = {}
    for one in open_assessments(actor, bodies):
        rounds.setdefault(one.organization_id, one)
    rows = [_row(body, found[body.pk], aims, rounds.get(body.pk), today) for body in bodies]
    rows.sort(key=_place)
    return Territory(chosen, levels, SCORED, tuple(rows), tuple(_classes(rows)))


def _row(
    body: Organization,
    history: History,
    aims: dict[tuple[int, str], list[Aim]],
    assessment: Assessment | None,
    today: date,
) -> Row:
    cells = tuple(_cell(kind, history.get(kind, [])) for kind in SCORED)
    aim = next((aim_for(own, today.year) for kind in SCORED if (own := aims.get((body.pk, kind)))), None)
    silent = assessment is not None and is_silent(assessment, today)
    late = assessment is not None and silent and assessment.round.closes_on < today
    return Row(body, cells, assessment, silent, late, aim)


def _cell(kind: IndexKind, years: Sequence[Yearly]) -> Cell | None:
    if not years:
        return None
    last = years[-1]
    before = years[-2] if len(years) > 1 and years[-2].year == last.year - 1 else None
    share = percent(kind, last.table.parts, last.line)
    points, ranks = moved(before.line if before else None, last.line)
    return Cell(last, share, heat_of(share), points, ranks)


def _place(row: Row) -> tuple[bool, int, Decimal, str]:
    """Newest year first, then the better share."""
    cell = row.cells[0] or next((one for one in row.cells if one), None)
    if cell is None:
        return True, 0, Decimal(0), row.organization.path
    return False, -cell.yearly.year, -(cell.percent or Decimal(0)), row.organization.path


def _classes(rows: Iterable[Row]) -> Iterable[tuple[IndexKind, int, tuple[tuple[str, int], ...]]]:
    """By index, of the newest year that anybody has."""
    found = list(rows)
    for place, kind in enumerate(SCORED):
        cells = [cell for row in found if (cell := row.cells[place])]
        newest = max((cell.yearly.year for cell in cells), default=None)
        if newest is not None:
            names = [cell.yearly.line.class_name for cell in cells if cell.yearly.year == newest]
            yield kind, newest, tuple(Counter(name or "chưa xếp loại" for name in names).most_common())
