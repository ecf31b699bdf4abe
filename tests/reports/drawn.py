"""The sample's files, drawn once for all tests: a PDF takes a second or two."""

from functools import cache

from reports.drawing.docx import draw_docx
from reports.drawing.pdf import draw_pdf
from reports.drawing.xlsx import draw_xlsx
from reports.facts import ReportFacts
from tests.reports.sample import sample

DRAWERS = {"pdf": draw_pdf, "docx": draw_docx, "xlsx": draw_xlsx}


@cache
def file_of(kind: str, *, approved: bool = True) -> bytes:
    """The drawn file of a kind: "pdf", "docx" or "xlsx"."""
    facts: ReportFacts = sample(approved=approved)
    return DRAWERS[kind](facts)
