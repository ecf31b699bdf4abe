"""The report as an archival PDF."""

from cchc.paper.html import draw_html
from cchc.paper.pdf import draw_page
from reports.drawing.outline import outline
from reports.facts import ReportFacts


def draw_pdf(facts: ReportFacts) -> bytes:
    """The PDF of one report; the same facts give the same bytes."""
    return draw_page(draw_html(outline(facts), facts.as_of))
