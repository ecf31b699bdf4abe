"""Words that one official said once and that count in two plans: told at the row where he said them, pointed to from
the other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.collecting.duties import DutyFact, RowFact, Told


def told_once(own: Sequence[RowFact], given: Sequence[RowFact]) -> tuple[tuple[RowFact, ...], tuple[RowFact, ...]]:
    """The rows of a report, where each word that repeats another one of it knows where that is told."""
    places = {
        update.pk: Told(row.place, tuple(file.pk for file in update.evidence.all()))
        for row in (*own, *given)
        for fact in row.duties
        for update in fact.words
        if update.carried_from_id is None
    }
    return tuple(_row(row, places) for row in own), tuple(_row(row, places) for row in given)


def _row(row: RowFact, places: Mapping[int, Told]) -> RowFact:
    return replace(row, duties=tuple(_fact(fact, places) for fact in row.duties))


def _fact(fact: DutyFact, places: Mapping[int, Told]) -> DutyFact:
    told = {u.pk: found for u in fact.words if (found := places.get(u.carried_from_id or 0))}
    return replace(fact, told_at=told) if told else fact
