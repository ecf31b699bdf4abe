"""Lines over the years: points and ranks of an index, the aim drawn in."""

from collections.abc import Sequence
from decimal import Decimal

from cchc.numbers import shown
from cchc.web.trends import Point
from indices.models import Aim
from indices.queries.standing import Yearly
from indices.resulting.standing import most_of

Levels = list[tuple[float, str]]


def point_of(year: int, found: Yearly | None, aim: Aim | None) -> Point:
    """The total of a year; a year without a result is a gap."""
    total = found.line.total if found else None
    met = None if aim is None or aim.score is None else total is not None and total >= aim.score
    return Point(str(year), None if total is None else float(total), shown(total), met)


def years_drawn(years: Sequence[Yearly], aim: Aim | None) -> range:
    """From the first result to the last, or to the year of the aim."""
    known = [one.year for one in years]
    return range(min(known), max([*known, aim.year if aim else 0]) + 1)


def total_points(years: Sequence[Yearly], aim: Aim | None) -> list[Point]:
    """Totals; years after the last result are only named."""
    by_year = {one.year: one for one in years}
    last = max(by_year)
    return [
        point_of(year, by_year.get(year), aim) if year <= last else Point(str(year), None, is_ahead=True)
        for year in years_drawn(years, aim)
    ]


def rank_points(years: Sequence[Yearly], aim: Aim | None) -> list[Point]:
    """Ranks, the first on top."""
    by_year = {one.year: one.line.rank for one in years}
    last, found = max(by_year), []
    for year in years_drawn(years, aim):
        rank = by_year.get(year)
        met = None if aim is None or aim.rank is None or rank is None else rank <= aim.rank
        words = "" if rank is None else f"hạng {rank}"
        found.append(Point(str(year), None if rank is None else -float(rank), words, met, is_ahead=year > last))
    return found


def total_levels(years: Sequence[Yearly], aim: Aim | None) -> Levels:
    """80 %, and the points that are aimed at."""
    last = years[-1]
    most = most_of(last.table.kind, last.table.parts)
    levels = [(float(most * 80 / 100), "80 %")]
    if aim is not None and aim.score is not None:
        levels.append((float(aim.score), f"cần {shown(aim.score)}"))
    return levels


def rank_levels(aim: Aim | None) -> Levels:
    return [(-float(aim.rank), "mục tiêu")] if aim is not None and aim.rank is not None else []


def part_points(years: Sequence[Yearly], name: str) -> list[tuple[int, Decimal | None, Decimal | None]]:
    """One component, known by its name, year by year: value and per cent of its maximum."""
    found = []
    for one in years:
        part = next((part for part in one.line.parts(one.table.parts) if part.name == name), None)
        value = one.line.values.get(part.code) if part else None
        found.append((one.year, value, part.share(value) if part and value is not None else None))
    return found


def part_names(years: Sequence[Yearly]) -> list[str]:
    """The components of all years, those of the newest first."""
    return list(dict.fromkeys(part.name for one in reversed(years) for part in one.table.parts))
