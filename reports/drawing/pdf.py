"""The report as an archival PDF: PDF/A-3u, tagged, in Vietnamese, one font family."""

import hashlib
from functools import cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from reports.drawing.html import draw_html
from reports.drawing.outline import outline
from reports.facts import ReportFacts

STYLE = Path(__file__).with_name("report.css")


def draw_pdf(facts: ReportFacts) -> bytes:
    """The PDF of one report; the same facts give the same bytes."""
    page = draw_html(outline(facts), facts.as_of)
    data: bytes = HTML(string=page, url_fetcher=_no_fetcher()).write_pdf(
        stylesheets=[_style()],
        pdf_variant="pdf/a-3u",
        pdf_tags=True,
        pdf_identifier=hashlib.sha256(page.encode()).hexdigest()[:32].encode(),
    )
    return data


@cache
def _style() -> CSS:
    return CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=_no_fetcher())


@cache
def _no_fetcher() -> URLFetcher:
    """A report fetches nothing: not a file, not an address."""
    return URLFetcher(allowed_protocols=())
