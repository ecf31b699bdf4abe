"""A page of ours as an archival PDF: PDF/A-3u, tagged, in Vietnamese, one font family."""

import hashlib
from functools import cache
from pathlib import Path
from threading import Lock
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

STYLE = Path(__file__).with_name("paper.css")
_DRAWING = Lock()


class _Page(HTML):
    """A page of our own is well-formed and is read as XML, in a tenth of the time of an HTML parser."""

    def __init__(self, page: str) -> None:
        self.base_url = None
        self.url_fetcher = _no_fetcher()
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(ElementTree.fromstring(page), content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        """None: ours says what our elements are. That of any page asks of each one whether it is six things more."""
        return []


def draw_page(page: str) -> bytes:
    """The PDF of a page of ours; the same page gives the same bytes. One at a time in a process: its fonts cannot be
    used by two threads."""
    with _DRAWING:
        data: bytes = _Page(page).write_pdf(
            stylesheets=[_style()],
            font_config=_fonts(),
            pdf_variant="pdf/a-3u",
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(page.encode()).hexdigest()[:32].encode(),
        )
    return data


@cache
def _style() -> CSS:
    return CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=_no_fetcher())


@cache
def _fonts() -> FontConfiguration:
    """The fonts of this machine, looked for once by a process."""
    return FontConfiguration()


@cache
def _no_fetcher() -> URLFetcher:
    """A document fetches nothing: not a file, not an address."""
    return URLFetcher(allowed_protocols=())
