"""The report as a Word document that a person goes on editing."""

from cchc.paper.docx import draw_document
from reports.drawing.outline import outline
from reports.facts import ReportFacts


def draw_docx(facts: ReportFacts) -> bytes:
    """The Word file of one report; the same facts give the same bytes."""
    return draw_document(outline(facts), facts.as_of)
