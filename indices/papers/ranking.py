"""The ranking of a round as facts, so that page, Excel, Word and PDF say the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cchc.numbers import shown
from indices.scoring.bands import Band
from indices.scoring.numbers import HUNDRED
from indices.scoring.standings import Standing

STEPS = ((90, "h5"), (80, "h4"), (65, "h3"), (50, "h2"))
"""From how many per cent of what can be reached on a cell has which colour."""


@dataclass(frozen=True, slots=True)
class Area:
    """A column: an area of the set, or one criterion of an area."""

    code: str
    name: str
    maximum: Decimal
    is_bonus: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a body got in a column of what applies to it; `missing` counts criteria without points."""

    points: Decimal
    maximum: Decimal
    missing: int
    bonus: bool = False

    @property
    def applies(self) -> bool:
        return self.maximum > 0

    @property
    def step(self) -> str:
        """The colour step of the heat table; hatched where something is missing or nothing applies."""
        if self.missing or not self.applies:
            return "h0"
        if self.bonus:
            return "" if self.points == 0 else "h5" if self.points > 0 else "h1"
        share = self.points * HUNDRED
        return next((step for least, step in STEPS if share >= least * self.maximum), "h1")


@dataclass(frozen=True, slots=True)
class Ranked:
    """One body; without a score while something is missing. `tie` says how it was told from others of its score."""

    pk: int
    body_pk: int
    name: str
    cells: tuple[Cell, ...]
    points: Decimal
    maximum: Decimal
    bonus: Decimal
    missing: int
    left_out: int
    final: Decimal | None
    class_name: str
    rank: int | None
    of_how_many: int
    shared_with: int
    decided_by: int | None
    tie: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """All bodies of a round; `maximum` of the whole set, `published_on` the day of the decision, None before."""

    round_name: str
    set_name: str
    year: int
    issuer: str
    places: int
    maximum: Decimal
    areas: tuple[Area, ...]
    rows: tuple[Ranked, ...]
    ties: tuple[str, ...]
    bands: tuple[Band, ...]
    threshold: Decimal
    published_on: date | None

    @property
    def ranked(self) -> int:
        return sum(row.rank is not None for row in self.rows)

    @property
    def classes(self) -> tuple[tuple[str, int], ...]:
        """How many bodies stand in each class, the best first."""
        ordered = sorted(self.bands, key=lambda band: band.least, reverse=True)
        return tuple((band.name, sum(row.class_name == band.name for row in self.rows)) for band in ordered)


def tie_sentences(standings: Mapping[str, Standing], rules: Sequence[str]) -> dict[str, str]:
    """By body, how those of one printed score were told apart: "cùng 82,13 điểm; xếp trên Xã B nhờ …"."""
    groups: dict[Decimal, list[str]] = defaultdict(list)
    for name, standing in standings.items():
        if standing.final is not None:
            groups[standing.final].append(name)
    return {
        name: _sentence(name, names, standings, rules, score)
        for score, names in groups.items()
        if len(names) > 1
        for name in names
    }


def _sentence(
    name: str, names: Sequence[str], standings: Mapping[str, Standing], rules: Sequence[str], score: Decimal
) -> str:
    own = standings[name].place
    ranks = {other: standings[other].place.rank or 0 for other in names if other != name}
    rank = own.rank or 0
    said = [f"cùng {shown_points(score)} điểm"]
    alike = sorted(other for other, held in ranks.items() if held == rank)
    below = sorted(other for other, held in ranks.items() if held > rank)
    above = sorted(other for other, held in ranks.items() if held < rank)
    rule = _small(rules[own.decided_by]) if own.decided_by is not None else ""
    if alike:
        said.append(f"đồng hạng với {', '.join(alike)}")
    if below:
        said.append(f"xếp trên {', '.join(below)} nhờ {rule}")
    if above:
        said.append(f"xếp dưới {', '.join(above)} theo quy tắc {rule}")
    return "; ".join(said)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def shown_points(value: Decimal | None, places: int | None = None) -> str:
    """ "82,13"; with `places` always so many decimals. A minus stands before what is taken off."""
    if value is None:
        return ""
    if places is None:
        return shown(value)
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
