"""Lists about initiatives as PDF, Word and Excel: the initiatives themselves, and which bodies registered how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.paper.blocks import Appendix, Cell, Column, Listing, Makers, Note, Table
from cchc.paper.docx import draw_listing as draw_word
from cchc.paper.html import draw_listing as draw_html
from cchc.paper.pdf import draw_page
from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, Value, add_sheet
from cchc.paper.words import clean, long_date, short_date

MAKER, SIGNER = "Người lập biểu", "Thủ trưởng đơn vị"
COLUMNS = (
    Column("TT", 10, "center"),
    Column("Tên sáng kiến", 72),
    Column("Tác giả (tỷ lệ đóng góp)", 46),
    Column("Đơn vị", 30),
    Column("Lĩnh vực", 30),
    Column("Tình trạng", 22),
    Column("Quyết định công nhận", 37),
)
WIDTHS = (6.0, 48.0, 34.0, 22.0, 24.0, 16.0, 34.0, 9.0)
HEADERS = (*(column.title for column in COLUMNS), "Số nơi nhân rộng")
COUNT_HEADERS = ("TT", "Đơn vị", "Đã đăng ký", "Được công nhận", "Không công nhận", "Lượt nhân rộng", "Tình trạng")
COUNT_WIDTHS = (6.0, 44.0, 12.0, 14.0, 14.0, 14.0, 30.0)


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """One initiative; `decision` says who recognised it, by what, or why not."""

    name: str
    authors: str
    body: str
    area: str
    state: str
    decision: str
    places: int


@dataclass(frozen=True, slots=True)
class InitiativeList:
    """The list as it is printed; `said` tells what it was narrowed to."""

    issuer: str
    place: str
    title: str
    said: str
    as_of: date
    lines: tuple[InitiativeLine, ...]


@dataclass(frozen=True, slots=True)
class CountLine:
    """What one body registered; silent is one below the least that is asked for."""

    body: str
    registered: int
    adopted: int
    refused: int
    spread: int
    is_silent: bool


def draw_pdf(found: InitiativeList) -> bytes:
    return draw_page(draw_html(listing_of(found), found.as_of))


def draw_docx(found: InitiativeList) -> bytes:
    return draw_word(listing_of(found), found.as_of)


def draw_xlsx(found: InitiativeList) -> bytes:
    book = new_book(title=clean(found.title), author=clean(found.issuer))
    lines = tuple((*_values(place, one), one.places) for place, one in enumerate(found.lines, start=1))
    titles = (clean(found.issuer), clean(found.title), f"{found.said} {total_words(found)}".strip())
    add_sheet(book, Sheet("Sáng kiến", HEADERS, WIDTHS, lines), titles)
    return packed(book, found.as_of)


def draw_counts(issuer: str, year: int, lines: Sequence[CountLine], as_of: date) -> bytes:
    """Which bodies registered how many, as Excel."""
    title = f"Tình hình đăng ký sáng kiến năm {year}"
    book = new_book(title=title, author=clean(issuer))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (place, clean(one.body), one.registered, one.adopted, one.refused, one.spread, _state(one))
        for place, one in enumerate(lines, start=1)
    )
    silent = sum(one.is_silent for one in lines)
    said = f"Đến hết ngày {short_date(as_of)}: {len(lines)} đơn vị, {silent} đơn vị chưa đăng ký."
    add_sheet(book, Sheet("Đăng ký", COUNT_HEADERS, COUNT_WIDTHS, rows), (clean(issuer), title, said))
    return packed(book, as_of)


def listing_of(found: InitiativeList) -> Listing:
    """Everything that stands in the list, in the order of its pages."""
    rows = tuple(tuple(map(Cell, map(str, _values(place, one)))) for place, one in enumerate(found.lines, start=1))
    table = (Table("", COLUMNS, rows),) if rows else ()
    date_line = f"{clean(found.place)}, {long_date(None, found.as_of.year)}"
    said = (Note(clean(found.said)),) if found.said else ()
    return Listing(
        title=clean(found.title),
        author=clean(found.issuer),
        page=Appendix(
            label=clean(found.issuer).upper(),
            title=clean(found.title).upper(),
            attached_to=f"(Số liệu đến hết ngày {short_date(found.as_of)})",
            blocks=(*said, *table, Note(total_words(found)), Makers(date_line, (MAKER, SIGNER))),
        ),
    )


def total_words(found: InitiativeList) -> str:
    """How many rows the list holds, printed at its end."""
    return f"Danh sách có {len(found.lines)} sáng kiến." if found.lines else "Không có sáng kiến nào như đã chọn."


def _values(place: int, one: InitiativeLine) -> tuple[Value, ...]:
    return (place, *map(clean, (one.name, one.authors, one.body, one.area, one.state, one.decision)))


def _state(one: CountLine) -> str:
    return "Chưa đăng ký" if one.is_silent else "Đã đăng ký"
