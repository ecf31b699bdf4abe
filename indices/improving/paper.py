"""The draft on paper (Nghị định 30/2020/NĐ-CP): its text upright, its table of six columns across the page."""

from collections.abc import Iterator

from cchc.paper.blocks import Appendix, Cell, Column, Outline, Table
from cchc.paper.letterhead import document_number, head_block, signature_of
from cchc.paper.words import ELLIPSIS, clean, long_date, roman
from indices.improving.facts import Draft, Line, areas_of, cell_of
from indices.improving.words import KIND, prose_of

TITLE = "NHIỆM VỤ, GIẢI PHÁP"
COLUMNS = (
    Column("STT", 12, "center"),
    Column("Nội dung khắc phục/duy trì thực hiện", 48),
    Column("Nhiệm vụ, giải pháp thực hiện", 88),
    Column("Cơ quan thực hiện", 44),
    Column("Thời gian thực hiện", 35),
    Column("Ghi chú", 20),
)
Row = tuple[Cell, ...]


def outline_of(draft: Draft) -> Outline:
    """Everything that stands in the plan, in the order of its pages."""
    return Outline(
        title=clean(f"{KIND} {draft.subject}"),
        author=clean(draft.head.issuer),
        head=head_block(draft.head, kind=KIND.upper(), subject=clean(draft.subject), year=draft.year),
        blocks=tuple(prose_of(draft)),
        signature=signature_of(draft.head, has_addressee=False),
        appendices=(_appendix(draft),),
    )


def rows_of(draft: Draft) -> Iterator[Row]:
    """Areas with their roman numbers, the two groups of each, rows numbered anew in each group."""
    for place, area in enumerate(areas_of(draft.lines), start=1):
        yield _title(roman(place), area.title.upper())
        for group in area.groups:
            yield _title("", group.side.label)
            yield from (_row(number, line) for number, line in enumerate(group.lines, start=1))


def _appendix(draft: Draft) -> Appendix:
    issued = long_date(draft.head.issued_on, draft.year)
    number = document_number(draft.head, ELLIPSIS)
    return Appendix(
        label="Phụ lục",
        title=TITLE,
        attached_to=f"(Kèm theo {KIND} số {number} {issued} của {clean(draft.head.issuer)})",
        blocks=(Table("", COLUMNS, tuple(rows_of(draft))),),
    )


def _title(label: str, title: str) -> Row:
    across = Cell(title, bold=True, across=len(COLUMNS) - 1)
    return (Cell(label, bold=True), across, *(Cell("") for _ in COLUMNS[2:]))


def _row(number: int, line: Line) -> Row:
    cells = (cell_of(text) for text in (line.measure, line.agency, line.deadline, line.note))
    return (Cell(str(number)), Cell(clean(line.name)), *(Cell(text) for text in cells))
