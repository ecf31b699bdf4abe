"""Papers as files; the same outline gives the same bytes."""

from datetime import date

from cchc.paper.blocks import Outline
from cchc.paper.docx import draw_document
from cchc.paper.html import draw_html
from cchc.paper.pdf import draw_page


def drawn(outline: Outline, as_of: date, kind: str) -> bytes:
    """A Word file or a PDF."""
    return draw_document(outline, as_of) if kind == "docx" else draw_page(draw_html(outline, as_of))
