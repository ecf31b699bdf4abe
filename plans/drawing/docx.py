"""The plan as a Word document in the official layout."""

from cchc.paper.docx import draw_document
from plans.drawing.facts import PlanFacts
from plans.drawing.outline import outline


def draw_docx(facts: PlanFacts) -> bytes:
    """The Word file of one plan; the same facts give the same bytes."""
    return draw_document(outline(facts), facts.as_of)
