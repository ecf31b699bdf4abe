"""The list of a year's classes with its sums, as it is attached to the decision: PDF, Word and Excel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cchc.paper.blocks import Appendix, Block, Cell, Column, Listing, Makers, Note, Table
from cchc.paper.docx import draw_listing as draw_word
from cchc.paper.html import draw_listing as draw_html
from cchc.paper.pdf import draw_page
from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, Value, add_sheet
from cchc.paper.words import clean, long_date, short_date
from indices.grading import Share

MAKER, SIGNER = "Người lập biểu", "Thủ trưởng đơn vị"
SUMS = (
    Column("Mức xếp loại", 120),
    Column("Số người", 60, "center"),
    Column("Tỷ lệ trên số người được xếp loại", 67, "center"),
)
COLUMNS = (
    Column("TT", 10, "center"),
    Column("Họ và tên", 45),
    Column("Chức danh", 55),
    Column("Tự xếp loại", 34),
    Column("Đề nghị", 34),
    Column("Kết quả xếp loại", 34),
    Column("Ghi chú", 35),
)
HEADERS = tuple(column.title for column in COLUMNS)
WIDTHS = (6.0, 28.0, 36.0, 26.0, 26.0, 26.0, 40.0)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One official; `note` tells why he is not classified."""

    name: str
    title: str
    own: str
    proposed: str
    final: str
    note: str


@dataclass(frozen=True, slots=True)
class GradingResult:
    """A whole year; `decision` names the paper it belongs to, "" before it is decided. `shares` are of those
    classified."""

    issuer: str
    place: str
    year: int
    decision: str
    as_of: date
    cap: str
    shares: tuple[Share, ...]
    lines: tuple[ResultLine, ...]
    left_out: int

    @property
    def title(self) -> str:
        return f"Kết quả đánh giá, xếp loại chất lượng công chức năm {self.year}"

    @property
    def graded(self) -> int:
        return sum(share.number for share in self.shares)


def draw_pdf(result: GradingResult) -> bytes:
    return draw_page(draw_html(listing_of(result), result.as_of))


def draw_docx(result: GradingResult) -> bytes:
    return draw_word(listing_of(result), result.as_of)


def draw_xlsx(result: GradingResult) -> bytes:
    """Two sheets: the people, and the sums."""
    book = new_book(title=clean(result.title), author=clean(result.issuer))
    titles = (clean(result.issuer), clean(result.title), stand_words(result))
    people: tuple[tuple[Value, ...], ...] = tuple(
        (place, *_words(one)) for place, one in enumerate(result.lines, start=1)
    )
    add_sheet(book, Sheet("Danh sách", HEADERS, WIDTHS, people), (*titles, total_words(result)))
    sums: tuple[tuple[Value, ...], ...] = tuple((one.grade.label, one.number, one.percent) for one in result.shares)
    headers, widths = tuple(column.title for column in SUMS), (40.0, 14.0, 24.0)
    add_sheet(book, Sheet("Tổng hợp", headers, widths, sums), (*titles, _capital(result.cap)))
    return packed(book, result.as_of)


def listing_of(result: GradingResult) -> Listing:
    """Everything that stands in the list, in the order of its pages."""
    return Listing(
        title=clean(result.title),
        author=clean(result.issuer),
        page=Appendix(
            label=clean(result.issuer).upper(),
            title=clean(result.title).upper(),
            attached_to=f"({stand_words(result)})",
            blocks=tuple(_blocks(result)),
        ),
    )


def stand_words(result: GradingResult) -> str:
    """The decision it belongs to; before that, the day of the proposal."""
    if result.decision:
        return f"Kèm theo Quyết định số {clean(result.decision)}"
    return f"Dự thảo, theo đề nghị đến ngày {short_date(result.as_of)}"


def total_words(result: GradingResult) -> str:
    """How many people there are, how many of them are classified."""
    left = f", {result.left_out} người không xếp loại" if result.left_out else ""
    waiting = len(result.lines) - result.graded - result.left_out
    open_ = f", {waiting} người chưa có mức xếp loại" if waiting else ""
    return f"Danh sách có {len(result.lines)} người: {result.graded} người được xếp loại{left}{open_}."


def _blocks(result: GradingResult) -> Iterator[Block]:
    sums = tuple(tuple(map(Cell, (one.grade.label, str(one.number), one.percent))) for one in result.shares)
    yield Table("I. Tổng hợp", SUMS, sums)
    yield Note(f"{_capital(result.cap)}.")
    rows = tuple(tuple(map(Cell, (str(place), *_words(one)))) for place, one in enumerate(result.lines, start=1))
    yield Table("II. Danh sách", COLUMNS, rows)
    yield Note(total_words(result))
    yield Makers(f"{clean(result.place)}, {long_date(None, result.as_of.year)}", (MAKER, SIGNER))


def _words(one: ResultLine) -> tuple[str, ...]:
    return tuple(map(clean, (one.name, one.title, one.own, one.proposed, one.final, one.note)))


def _capital(words: str) -> str:
    return f"Mức xuất sắc: {clean(words)}"
