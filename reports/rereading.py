"""A report that was sent again, as its reviewer reads it the second time: what became of the places he remarked on;
what else changed; and, folded away, what did not. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from reports.differences import Difference, Differences, differences, section_words
from reports.enums import RemarkPlace
from reports.facts import AppendixFacts, NarrativeSection, ReportFacts, RowFacts
from reports.spots import address_of, rows_of


@dataclass(frozen=True, slots=True)
class Rereading:
    """`asked` are the changes at remarked places by their address; `others` those that nobody had asked for;
    `same_sections` and `same_rows` say what they said before."""

    asked: Mapping[str, Difference]
    others: Differences
    same_sections: tuple[NarrativeSection, ...]
    same_rows: tuple[tuple[AppendixFacts, RowFacts], ...]


def reread(before: ReportFacts, after: ReportFacts, remarked: Collection[str]) -> Rereading:
    """The newest sending against the one before it; `remarked` are the addresses of places that remarks were tied
    to."""
    found = differences(before, after)
    changes = {one.address: one for one in (*found.sections, *found.rows)}
    return Rereading(
        {address: changes[address] for address in remarked if address in changes},
        Differences(found.figures, _without(found.rows, remarked), _without(found.sections, remarked)),
        tuple(one for one in after.narrative if section_words(one) and _address(one) not in changes),
        tuple(one for one in rows_of(after) if address_of(RemarkPlace.ROW, str(one[1].task_id)) not in changes),
    )


def _without(changes: Iterable[Difference], places: Collection[str]) -> tuple[Difference, ...]:
    return tuple(one for one in changes if one.address not in places)


def _address(section: NarrativeSection) -> str:
    return address_of(RemarkPlace.SECTION, section.part or section.key)
