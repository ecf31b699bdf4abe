"""The plan as a workbook: its text on the first sheet, each table of tasks on one of its own, dates as words."""

from collections.abc import Sequence

from openpyxl import Workbook

from cchc.paper.blocks import Heading, Outline
from cchc.paper.layout import MOTTO, NATION
from cchc.paper.sheet_pages import add_table_page, add_text_page, new_book, packed
from cchc.paper.words import clean
from plans.drawing.facts import AppendixFacts, Grid, Paragraph, Piece, PlanFacts, TaskTable
from plans.drawing.outline import outline, prose_block
from plans.drawing.tables import cells_of, heads_of

FIRST_PAGE = "Kế hoạch"
OTHER_PAGE = "Trang"

Lines = list[tuple[str, bool]]


def draw_xlsx(facts: PlanFacts) -> bytes:
    """The workbook of one plan; the same facts give the same bytes."""
    paper = outline(facts)
    book = new_book(title=paper.title, author=paper.author)
    _add_body(book, facts, paper)
    for appendix in facts.appendices:
        _add_appendix(book, appendix, clean(facts.attached_to))
    return packed(book, facts.as_of)


def _add_body(book: Workbook, facts: PlanFacts, paper: Outline) -> None:
    """The text page by page, parted where a table of tasks stands in it."""
    lines = _head_lines(paper)
    for piece in facts.pieces:
        if isinstance(piece, TaskTable):
            _end_page(book, lines)
            _add_table(book, OTHER_PAGE, piece, titles=())
        else:
            lines += _lines(piece)
    _end_page(book, [*lines, *_signature_lines(paper)])


def _end_page(book: Workbook, lines: Lines) -> None:
    if lines:
        add_text_page(book, OTHER_PAGE if book.worksheets else FIRST_PAGE, lines)
        lines.clear()


def _head_lines(paper: Outline) -> Lines:
    head = paper.head
    bodies = [*head.superior.split("\n"), head.issuer.replace("\n", " ")]
    top = [(text, True) for text in (*bodies, NATION, MOTTO) if text]
    return [*top, (head.number, False), (head.place_and_date, False), (head.kind, True), (head.subject, True)]


def _signature_lines(paper: Outline) -> Lines:
    signature = paper.signature
    recipients = [("Nơi nhận:", True), *((line, False) for line in signature.recipients)]
    return [*recipients, *((line, True) for line in (*signature.authority, signature.name) if line)]


def _lines(piece: Piece) -> Lines:
    match piece:
        case Paragraph(text):
            line = clean(text)
            return [(line, isinstance(prose_block(line), Heading))] if line else []
        case Grid(rows):
            return [(clean(" ".join(cell for cell in row if cell)), False) for row in rows if any(row)]
    return []


def _add_appendix(book: Workbook, appendix: AppendixFacts, attached_to: str) -> None:
    lead = f"({appendix.lead} chủ trì)" if appendix.lead else ""
    titles = [clean(text) for text in (appendix.label, appendix.title, lead, attached_to) if text]
    pieces = list(appendix.pieces)
    name = appendix.label or OTHER_PAGE
    while pieces:
        at = next((place for place, piece in enumerate(pieces) if isinstance(piece, TaskTable)), None)
        if at is None:
            _end_page(book, [line for piece in pieces for line in _lines(piece)])
            return
        table, above = pieces[at], [text for piece in pieces[:at] for text, _ in _lines(piece)]
        if isinstance(table, TaskTable):
            _add_table(book, name, table, titles=[*titles, *above])
        pieces, titles, name = pieces[at + 1 :], [], OTHER_PAGE


def _add_table(book: Workbook, name: str, table: TaskTable, titles: Sequence[str]) -> None:
    heads = heads_of(table)
    add_table_page(
        book,
        name,
        titles=titles,
        headers=[head.title for head in heads],
        widths=[head.characters for head in heads],
        rows=cells_of(table),
    )
