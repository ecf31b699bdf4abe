"""A list on paper: head of an appendix, one table with its parts, the number of its rows, who signs."""

from collections.abc import Iterator
from datetime import date

from cchc.paper.blocks import Appendix, Block, Cell, Column, Listing, Makers, Note, Table
from cchc.paper.words import clean, long_date, short_date
from reports.lists.facts import Field, ListFacts, Value

MAKER = "Người lập biểu"


def listing_of(facts: ListFacts) -> Listing:
    """Everything that stands in the list, in the order of its pages."""
    return Listing(
        title=clean(facts.title),
        author=clean(facts.issuer),
        page=Appendix(
            label=clean(facts.issuer).upper(),
            title=clean(facts.title).upper(),
            attached_to=f"({stand_words(facts)})",
            blocks=tuple(_blocks(facts)),
        ),
    )


def stand_words(facts: ListFacts) -> str:
    """The day that the figures are of."""
    return f"Số liệu đến hết ngày {short_date(facts.as_of)}"


def total_words(facts: ListFacts) -> str:
    """How many rows the list holds, printed at its end."""
    return f"Danh sách có {facts.total} dòng." if facts.total else facts.empty


def shown(field: Field, value: Value) -> str:
    """A value as it is read: days as dd/MM/yyyy, numbers with their unit."""
    match value:
        case None:
            return ""
        case date():
            return short_date(value)
        case int():
            return f"{value} {field.unit}".rstrip()
    return clean(value)


def _blocks(facts: ListFacts) -> Iterator[Block]:
    yield from (Note(clean(note)) for note in facts.notes)
    if facts.total:
        columns = tuple(Column(field.title, field.width, field.align) for field in facts.fields)
        yield Table("", columns, tuple(_rows(facts)))
    yield Note(" ".join((total_words(facts), *map(clean, facts.left_out))))
    place_and_date = f"{clean(facts.place)}, {long_date(None, facts.as_of.year)}"
    yield Makers(place_and_date, (MAKER, facts.leader))


def _rows(facts: ListFacts) -> Iterator[tuple[Cell, ...]]:
    for row in facts.sums:
        yield tuple(Cell(shown(field, value), bold=True) for field, value in zip(facts.fields, row, strict=True))
    for part in facts.parts:
        if part.title and part.rows:
            title = Cell(f"{clean(part.title)} ({len(part.rows)})", bold=True, across=len(facts.fields))
            yield title, *(Cell("") for _ in facts.fields[1:])
        for row in part.rows:
            yield tuple(Cell(shown(field, value)) for field, value in zip(facts.fields, row, strict=True))
