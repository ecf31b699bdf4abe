"""The letter as PDF and Word, its list as Excel; the same facts give the same bytes."""

from cchc.paper.docx import draw_document
from cchc.paper.html import draw_html
from cchc.paper.pdf import draw_page
from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, Value, add_sheet
from cchc.paper.words import clean, short_date
from reports.letters.facts import LateBody, LateItem, LateKind, Letter
from reports.letters.paper import NO_REASON, TITLE, outline_of
from reports.letters.words import late_words, subject_line, total_words

HEADERS = ("TT", "Đơn vị", "Loại", "Việc chậm", "Sản phẩm, kỳ", "Theo", "Hạn", "Quá hạn (ngày)", "Lý do đã ghi")
WIDTHS = (6.0, 24.0, 18.0, 52.0, 24.0, 36.0, 12.0, 11.0, 30.0)


def draw_pdf(letter: Letter) -> bytes:
    return draw_page(draw_html(outline_of(letter), letter.as_of))


def draw_docx(letter: Letter) -> bytes:
    return draw_document(outline_of(letter), letter.as_of)


def draw_xlsx(letter: Letter) -> bytes:
    """One sheet whose rows can be filtered; a body in which nothing is late keeps a line."""
    book = new_book(title=clean(subject_line(letter.subject)), author=clean(letter.head.issuer))
    pairs = [(body, item) for body in letter.bodies for item in body.items or (None,)]
    lines = tuple(_line(place, body, item) for place, (body, item) in enumerate(pairs, start=1))
    stand = f"Tính đến ngày {short_date(letter.as_of)}. {total_words(letter)}"
    titles = (clean(letter.head.issuer), TITLE, clean(subject_line(letter.subject)), stand)
    add_sheet(book, Sheet("Việc chậm", HEADERS, WIDTHS, lines), titles)
    return packed(book, letter.as_of)


def _line(place: int, body: LateBody, item: LateItem | None) -> tuple[Value, ...]:
    name = clean(body.name)
    if item is None:
        return (place, name, "", late_words(body), "", "", None, None, "")
    words = (clean(text) for text in (item.text, item.part, item.source))
    kind = LateKind(item.kind).label
    return (place, name, kind, *words, item.due_on, item.days, clean(item.reason) or NO_REASON)
