"""The result slip as PDF, Word and Excel."""

from collections.abc import Iterator
from datetime import date

from cchc.paper.blocks import Appendix, Block, Cell, Column, Listing, Note, Table
from cchc.paper.docx import draw_listing as draw_word
from cchc.paper.html import draw_listing
from cchc.paper.pdf import draw_page
from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, Value, add_sheet
from cchc.paper.words import clean, short_date
from indices.papers.slip import Said, Slip, SlipLine

PAGE_WIDTH = 247
_CODE, _NAME, _MAXIMUM, _HOLDS = 14, 54, 14, 19
TITLE = "PHIẾU KẾT QUẢ ĐÁNH GIÁ"


def draw_slip_pdf(slip: Slip, today: date) -> bytes:
    return draw_page(draw_listing(_listing(slip, today), today))


def draw_slip_docx(slip: Slip, today: date) -> bytes:
    return draw_word(_listing(slip, today), today)


def _listing(slip: Slip, today: date) -> Listing:
    return Listing(
        title=clean(f"{TITLE} {slip.body}"),
        author=clean(slip.issuer),
        page=Appendix(
            label=clean(slip.issuer).upper(),
            title=clean(f"{TITLE}\n{slip.body.upper()}"),
            attached_to=clean(f"({slip.round_name}; {_stand(slip, today)})"),
            blocks=tuple(_blocks(slip)),
        ),
    )


def _stand(slip: Slip, today: date) -> str:
    return f"{slip.state.lower()}, in ngày {short_date(today)}"


def _blocks(slip: Slip) -> Iterator[Block]:
    width = round((PAGE_WIDTH - _CODE - _NAME - _MAXIMUM - _HOLDS) / max(1, len(slip.stages)), 1)
    columns = (
        *(Column("Mã", _CODE), Column("Tiêu chí", _NAME), Column("Tối đa", _MAXIMUM, "center")),
        *(Column(stage, width) for stage in slip.stages),
        Column("Điểm tính", _HOLDS, "center"),
    )
    yield Note(clean(slip.result))
    yield Table("", columns, tuple(_row(line) for line in slip.lines))
    yield Note(f"Danh sách có {sum(line.is_leaf for line in slip.lines)} tiêu chí.")


def _row(line: SlipLine) -> tuple[Cell, ...]:
    bold = not line.is_leaf
    said = tuple(Cell(_words(one), bold=bold) for one in line.said)
    first = (Cell(line.code, bold=bold), Cell(clean(line.name), bold=bold), Cell(line.maximum, bold=bold))
    return (*first, *said, Cell(line.holds, bold=True))


def _words(said: Said | None) -> str:
    return clean("\n".join(filter(None, (said.points, said.text)))) if said else ""


def draw_slip_xlsx(slip: Slip, today: date) -> bytes:
    """One sheet; points and reasons of each stage in columns of their own."""
    book = new_book(title=clean(f"{TITLE} {slip.body}"), author=clean(slip.issuer))
    headers = ("Mã", "Tiêu chí", "Tối đa", *_headers(slip), "Điểm tính")
    widths = (9.0, 52.0, 9.0, *(w for _ in slip.stages for w in (11.0, 30.0)), 11.0)
    lines = tuple(_line(line) for line in slip.lines)
    add_sheet(
        book,
        Sheet("Phiếu kết quả", headers, widths, lines),
        (clean(slip.issuer), clean(f"{TITLE}: {slip.body}"), clean(slip.round_name), clean(slip.result)),
    )
    return packed(book, today)


def _headers(slip: Slip) -> tuple[str, ...]:
    return tuple(words for stage in slip.stages for words in (stage, "Lý do, giải thích"))


def _line(line: SlipLine) -> tuple[Value, ...]:
    said = (clean(words) for one in line.said for words in ((one.points, one.text) if one else ("", "")))
    return (line.code, clean(line.name), line.maximum, *said, line.holds)
