"""The tallies of a report side by side, as its first table, its workbook and its page show them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.facts import ReportFacts, Tally
from tasks.enums import PeriodKind


@dataclass(frozen=True, slots=True)
class Figure:
    """One tally under a short name that addresses use and the title that readers see. Without `has_rows` the rows it
    was counted from stand in another report."""

    key: str
    title: str
    tally: Tally
    has_rows: bool = True


def figures_of(facts: ReportFacts) -> tuple[Figure, ...]:
    """The rows of the plan and the duties of the period, of the year so far, of the same period of the year before;
    then what governments above gave. A body without a plan of its own has the last alone."""
    return tuple(_figures(facts))


def _figures(facts: ReportFacts) -> Iterator[Figure]:
    if facts.rows.total or facts.given_tally is None:
        yield Figure("rows", facts.rows.title, facts.rows)
        yield Figure("period", facts.period_tally.title, facts.period_tally)
        if facts.so_far:
            yield Figure("so-far", facts.so_far.title, facts.so_far)
    if facts.last_year:
        same = "Năm" if facts.period_kind == PeriodKind.YEAR.value else "Cùng kỳ năm"
        yield Figure("last-year", f"{same} {facts.year - 1}", facts.last_year.period_tally, has_rows=False)
    if facts.given_tally:
        yield Figure("given", facts.given_tally.title, facts.given_tally)
