"""The places of a report that a remark can be tied to: a section, a row of the plan, or the whole. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.enums import RemarkPlace
from reports.facts import AppendixFacts, NarrativeSection, ReportFacts, RowFacts

NAME_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Spot:
    """`key` is the part of the outline, or the id of the row's task; "" for the whole."""

    place: RemarkPlace
    key: str
    name: str

    @property
    def address(self) -> str:
        """ "section:II.1"."""
        return address_of(self.place, self.key)


WHOLE = Spot(RemarkPlace.WHOLE, "", RemarkPlace.WHOLE.label)


def address_of(place: str, key: str) -> str:
    """A place in a form or an address of a page."""
    return f"{RemarkPlace(place)}:{key}"


def spots_of(facts: ReportFacts) -> Mapping[str, Spot]:
    """Every place of one sending by its address, in the order of the document."""
    return {spot.address: spot for spot in _spots(facts)}


def _spots(facts: ReportFacts) -> Iterator[Spot]:
    yield WHOLE
    for section in facts.narrative:
        yield Spot(RemarkPlace.SECTION, section.part or section.key, heading_words(section)[:NAME_LENGTH])
    for appendix, row in rows_of(facts):
        yield Spot(RemarkPlace.ROW, str(row.task_id), f"{row_place(appendix, row)}: {row.text}"[:NAME_LENGTH])


def rows_of(facts: ReportFacts) -> Iterator[tuple[AppendixFacts, RowFacts]]:
    """The rows of the plan, then those that governments above gave."""
    for appendix in (*facts.appendices, *filter(None, [facts.given])):
        for row in appendix.rows:
            yield appendix, row


def row_place(appendix: AppendixFacts, row: RowFacts) -> str:
    """ "Phụ lục số 01, mục 3"."""
    return f"{appendix.label or appendix.title}, mục {row.ordinal}"


def heading_words(section: NarrativeSection) -> str:
    """ "II.1. Cải cách thể chế"."""
    return f"{section.key}. {section.heading}"
