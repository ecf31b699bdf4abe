"""Tallies of a report: rows by state, duties that belong to a period, the two figures of plan completion."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reports.collecting.duties import DutyFact, RowFact
from reports.facts import CauseCount, Count, Indicator, Tally
from reports.statistics.numbers import NO_SHARE
from reports.windows import Window
from tasks.enums import State
from tasks.tallies import percent_words, tally_of


def tally_rows(title: str, rows: Iterable[RowFact]) -> Tally:
    found = [(row.state, row.cause) for row in rows]
    return tally_of((state for state, _ in found), title=title, late=found)


def tally_duties(title: str, facts: Sequence[DutyFact]) -> Tally:
    """Duties by state, each count with the ids behind it."""
    late = ((fact.state, fact.cause) for fact in facts)
    tally = tally_of((fact.state for fact in facts), title=title, things="việc", late=late)
    return replace(
        tally,
        counts=tuple(_with_ids(count, facts) for count in tally.counts),
        causes=tuple(_caused(one, facts) for one in tally.causes),
    )


def _with_ids(count: Count, facts: Sequence[DutyFact]) -> Count:
    return replace(count, obligations=tuple(f.obligation.pk for f in facts if f.state == count.state))


def _caused(count: CauseCount, facts: Sequence[DutyFact]) -> CauseCount:
    wanted = (count.state, count.cause)
    return replace(count, obligations=tuple(f.obligation.pk for f in facts if (f.state, f.cause) == wanted))


def duties_within(rows: Iterable[RowFact], window: Window) -> list[DutyFact]:
    """The duties that belong to a stretch of time.

    A duty with a due day belongs where that day falls, however early it was done. One without a day belongs where it
    was settled or cancelled; while it waits it belongs to every period, where it is named and left out of the base.
    """
    return [fact for row in rows for fact in row.duties if _belongs(fact, window)]


def _belongs(fact: DutyFact, window: Window) -> bool:
    if fact.due_on:
        return window.holds_due(fact.due_on)
    if fact.state == State.WAITING:
        return True
    if fact.state == State.CANCELLED:
        cancelled_on = fact.obligation.cancelled_on
        return cancelled_on is not None and window.holds(cancelled_on)
    return fact.is_settled and window.holds(fact.words[-1].effective_on)


def completion(of_period: Tally, of_year: Tally, period_name: str, year: int) -> tuple[Indicator, ...]:
    """Plan completion of the period and of the year, as numerator and denominator."""
    return (
        share_of(f"Việc đến hạn {period_name} đã hoàn thành", of_period),
        share_of(f"Việc của cả năm {year} đã hoàn thành", of_year),
    )


def share_of(name: str, tally: Tally, things: str = "việc") -> Indicator:
    """What is done of what counts."""
    return Indicator(name, things, str(tally.done), str(tally.base), tally.percent or NO_SHARE)


def part_of(name: str, tally: Tally, states: Iterable[State], things: str = "nhiệm vụ") -> Indicator:
    """What stands in some states of what counts."""
    wanted = {state.value for state in states}
    number = sum(count.number for count in tally.counts if count.state in wanted)
    return Indicator(name, things, str(number), str(tally.base), percent_words(number, tally.base) or NO_SHARE)


def in_words(tally: Tally, things: str) -> str:
    """ "3 nhiệm vụ xong đúng hạn, 1 quá hạn": the states that hold something."""
    parts = [f"{count.number} {count.label.lower()}" for count in tally.counts if count.number]
    return f"{', '.join(parts)}" if parts else f"không có {things}"
