"""A list as PDF, Word and Excel; the same facts give the same bytes."""

from cchc.paper.docx import draw_listing as draw_word
from cchc.paper.html import draw_listing as draw_page
from cchc.paper.pdf import draw_page as draw_paper
from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, add_sheet
from cchc.paper.words import clean
from reports.lists.facts import ListFacts, Value
from reports.lists.paper import listing_of, stand_words, total_words

_CHARACTERS_PER_MM = 0.62
_PART_WIDTH = 22.0


def draw_pdf(facts: ListFacts) -> bytes:
    return draw_paper(draw_page(listing_of(facts), facts.as_of))


def draw_docx(facts: ListFacts) -> bytes:
    return draw_word(listing_of(facts), facts.as_of)


def draw_xlsx(facts: ListFacts) -> bytes:
    """One sheet whose rows can be filtered: what parts the paper is a column here."""
    book = new_book(title=clean(facts.title), author=clean(facts.issuer))
    has_parts = any(part.title for part in facts.parts)
    headers = tuple(f"{field.title} ({field.unit})" if field.unit else field.title for field in facts.fields)
    widths = tuple(round(field.width * _CHARACTERS_PER_MM, 1) for field in facts.fields)
    rows = (*(("", row) for row in facts.sums), *((part.title, row) for part in facts.parts for row in part.rows))
    lines = tuple((*((clean(title),) if has_parts else ()), *map(_value, row)) for title, row in rows)
    sheet = Sheet(
        facts.kind.label,
        (*(("Phần",) if has_parts else ()), *headers),
        (*((_PART_WIDTH,) if has_parts else ()), *widths),
        lines,
    )
    said = " ".join((total_words(facts), *map(clean, (*facts.notes, *facts.left_out))))
    add_sheet(book, sheet, (clean(facts.issuer), clean(facts.title), stand_words(facts), said))
    return packed(book, facts.as_of)


def _value(value: Value) -> Value:
    """Numbers and days as such; a number of a row that the document wrote as words stays words."""
    return clean(value) if isinstance(value, str) else value
