"""A criteria set as the appendix of a decision: a landscape table, as Word and PDF. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cchc.numbers import shown
from cchc.paper.blocks import Appendix, Block, Cell, Column, Listing, Note, Table, Text
from cchc.paper.docx import draw_listing
from cchc.paper.html import draw_listing as draw_listing_page
from cchc.paper.pdf import draw_page
from cchc.paper.words import clean
from indices.scoring.bands import words_of as band_words
from indices.scoring.ranking import tie_words
from indices.scoring.writing import words_of
from indices.sheets.outline import Line, Outline, bonus_of, hundred_of

COLUMNS = (
    Column("Mã", 16, "center"),
    Column("Lĩnh vực, tiêu chí", 92),
    Column("Điểm tối đa", 18, "center"),
    Column("Cách tính điểm", 80),
    Column("Tài liệu kiểm chứng", 41),
)
OUTSIDE = "Ngoài thang điểm."
MAY_LACK = "Không phát sinh thì không áp dụng."


@dataclass(frozen=True, slots=True)
class SetPaper:
    """A set with whose it is."""

    issuer: str
    outline: Outline


def draw_pdf(paper: SetPaper, as_of: date) -> bytes:
    return draw_page(draw_listing_page(listing_of(paper), as_of))


def draw_docx(paper: SetPaper, as_of: date) -> bytes:
    return draw_listing(listing_of(paper), as_of)


def listing_of(paper: SetPaper) -> Listing:
    """Everything that stands in the appendix, in the order of its pages."""
    head = paper.outline.head
    return Listing(
        title=clean(head.name),
        author=clean(paper.issuer),
        page=Appendix(
            label=clean(paper.issuer).upper(),
            title=clean(head.name).upper(),
            attached_to=f"({clean(head.source)})" if head.source else "",
            blocks=tuple(_blocks(paper.outline)),
        ),
    )


def _blocks(outline: Outline) -> Iterator[Block]:
    rows = tuple(_row(line) for line in outline.lines)
    yield Table("", COLUMNS, (*rows, _total(outline)))
    head = outline.head
    bonus = bonus_of(outline.lines)
    if bonus:
        yield Note(f"Điểm thưởng, điểm trừ ngoài thang điểm: tối đa {shown(bonus)} điểm.")
    if head.bands:
        yield Text(f"Xếp loại theo điểm trên thang 100: {band_words(head.bands)}.")
    names = {line.code: f"{line.code}. {line.name}" for line in outline.lines}
    for place, tie in enumerate(head.ties, start=1):
        start = "Khi bằng điểm, xếp theo" if place == 1 else "Vẫn bằng thì xét tiếp"
        yield Text(f"{start}: {tie_words(tie, names.get(tie.code, ''))}.")
    yield Text(
        f"Điểm được làm tròn {head.places} số lẻ. Tiêu chí không áp dụng được trừ khỏi điểm tối đa của đơn vị; "
        "xếp hạng theo phần trăm của điểm tối đa áp dụng."
    )


def _row(line: Line) -> tuple[Cell, ...]:
    is_area = line.depth == 1
    notes = (OUTSIDE if line.is_bonus else "", MAY_LACK if line.may_not_apply else "")
    rule = words_of(line.rule, line.maximum) if line.rule else ""
    words = (line.code, clean(line.name), shown(line.maximum), " ".join(filter(None, (clean(rule), *notes))))
    return (*(Cell(text, bold=is_area) for text in words), Cell(clean(line.proof)))


def _total(outline: Outline) -> tuple[Cell, ...]:
    texts = ("", "Tổng điểm trong thang điểm", shown(hundred_of(outline.lines)), "", "")
    return tuple(Cell(text, bold=True) for text in texts)
