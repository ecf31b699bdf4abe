"""The draft as Word, PDF and Excel; the same draft gives the same bytes."""

from collections.abc import Iterator

from cchc.paper.blocks import Heading, Text
from cchc.paper.docx import draw_document
from cchc.paper.html import draw_html
from cchc.paper.layout import MOTTO, NATION
from cchc.paper.pdf import draw_page
from cchc.paper.sheet_pages import add_table_page, add_text_page, new_book, packed
from indices.improving.facts import Draft
from indices.improving.paper import COLUMNS, TITLE, outline_of, rows_of
from indices.improving.words import KIND, prose_of

MILLIMETRES_A_SIGN = 1.7


def draw_docx(draft: Draft) -> bytes:
    return draw_document(outline_of(draft), draft.as_of)


def draw_pdf(draft: Draft) -> bytes:
    return draw_page(draw_html(outline_of(draft), draft.as_of))


def draw_xlsx(draft: Draft) -> bytes:
    """The text on the first sheet, the table on the second, which reads back as a plan's."""
    paper = outline_of(draft)
    book = new_book(title=paper.title, author=paper.author)
    add_text_page(book, KIND, list(_lines(draft)))
    (appendix,) = paper.appendices
    add_table_page(
        book,
        appendix.label,
        titles=(appendix.label, TITLE, appendix.attached_to),
        headers=[column.title for column in COLUMNS],
        widths=[column.width / MILLIMETRES_A_SIGN for column in COLUMNS],
        rows=tuple(rows_of(draft)),
    )
    return packed(book, draft.as_of)


def _lines(draft: Draft) -> Iterator[tuple[str, bool]]:
    """Head, text and signature, each line with whether it is bold."""
    paper = outline_of(draft)
    head, signature = paper.head, paper.signature
    bodies = (*head.superior.split("\n"), head.issuer.replace("\n", " "), NATION, MOTTO)
    yield from ((line, True) for line in bodies if line)
    yield from ((head.number, False), (head.place_and_date, False), (head.kind, True), (head.subject, True))
    blocks = (block for block in prose_of(draft) if isinstance(block, Text | Heading))
    yield from ((block.text, isinstance(block, Heading)) for block in blocks)
    yield from ((line, True) for line in (*signature.authority, signature.name) if line)
    yield ("Nơi nhận:", True)
    yield from ((line, False) for line in signature.recipients)
