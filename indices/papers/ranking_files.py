"""The ranking as Excel, and as the appendix of the decision that publishes it (PDF, Word)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from cchc.paper.blocks import Appendix, Block, Cell, Column, Head, Heading, Note, Outline, Table, Text
from cchc.paper.docx import draw_document
from cchc.paper.html import draw_html
from cchc.paper.letterhead import Letterhead, head_block, signature_of
from cchc.paper.pdf import draw_page
from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, Value, add_sheet
from cchc.paper.words import clean, long_date, short_date
from indices.papers.ranking import Ranked, Ranking, shown_points

PAGE_WIDTH = 247
_NUMBER, _BODY, _FIGURE, _CLASS = 12, 44, 18, 22
MISSING, NOT_APPLIED = "thiếu", "KAD"
NOT_APPLIED_NOTE = "KAD: không áp dụng với đơn vị."


@dataclass(frozen=True, slots=True)
class Signed:
    """Who publishes and by which decision; number and day are blank until then."""

    head: Letterhead
    number: str
    decided_on: date | None
    signer: str

    @property
    def letterhead(self) -> Letterhead:
        number, _, symbol = self.number.partition("/")
        return replace(
            self.head,
            number=number,
            symbol=symbol or self.head.symbol,
            issued_on=self.decided_on,
            signer=self.signer,
            recipients=("Như Điều 3", *self.head.recipients),
        )

    @property
    def words(self) -> str:
        """ "Quyết định số 345/QĐ-UBND ngày …"; blanks in a draft."""
        year = self.decided_on.year if self.decided_on else 0
        number = clean(self.number) or f"…/{clean(self.head.symbol)}"
        day = long_date(self.decided_on, year) if self.decided_on else "ngày … tháng … năm …"
        return f"Quyết định số {number} {day} của {clean(self.head.issuer)}"


def draw_ranking_pdf(facts: Ranking, signed: Signed, today: date) -> bytes:
    return draw_page(draw_html(outline_of(facts, signed, today), today))


def draw_ranking_docx(facts: Ranking, signed: Signed, today: date) -> bytes:
    return draw_document(outline_of(facts, signed, today), today)


def draw_ranking_xlsx(facts: Ranking, signed: Signed, today: date) -> bytes:
    """One sheet whose rows can be filtered, numbers as numbers."""
    book = new_book(title=clean(facts.round_name), author=clean(facts.issuer))
    headers = (
        *("Hạng", "Đơn vị"),
        *(clean(f"{one.code}. {one.name} (tối đa {shown_points(one.maximum)})") for one in facts.areas),
        *("Điểm đạt", "Điểm tối đa áp dụng", "Thưởng, trừ", "Điểm cuối cùng", "Xếp loại", "Ghi chú"),
    )
    widths = (7.0, 28.0, *(14.0 for _ in facts.areas), 11.0, 11.0, 11.0, 12.0, 14.0, 44.0)
    lines = tuple(_line(row) for row in facts.rows)
    add_sheet(book, Sheet("Xếp hạng", headers, widths, lines), _titles(facts, signed, today))
    return packed(book, today)


def _titles(facts: Ranking, signed: Signed, today: date) -> tuple[str, ...]:
    said = f"({signed.words})" if facts.published_on else f"(Chưa công bố; số liệu đến ngày {short_date(today)})"
    return (clean(facts.issuer), title_of(facts), said, f"Danh sách có {len(facts.rows)} đơn vị. {NOT_APPLIED_NOTE}")


def title_of(facts: Ranking) -> str:
    return f"KẾT QUẢ XẾP HẠNG: {clean(facts.round_name)}".upper()


def _line(row: Ranked) -> tuple[Value, ...]:
    cells = (MISSING if one.missing else one.points if one.applies else NOT_APPLIED for one in row.cells)
    return (
        *(row.rank, clean(row.name), *cells),
        *(row.points, row.maximum, row.bonus, row.final, row.class_name, clean(note_of(row))),
    )


def note_of(row: Ranked) -> str:
    """What has to be said beside a line: why it is not ranked, how it was told apart, what did not apply."""
    missing = f"còn {row.missing} tiêu chí chưa có điểm nên chưa xếp hạng" if row.missing else ""
    left_out = f"{row.left_out} tiêu chí không áp dụng" if row.left_out else ""
    return "; ".join(filter(None, (missing, row.tie, left_out)))


def outline_of(facts: Ranking, signed: Signed, today: date) -> Outline:
    """The decision with its appendix: a draft with blanks until it is published."""
    head = signed.letterhead
    year = signed.decided_on.year if signed.decided_on else today.year
    return Outline(
        title=title_of(facts),
        author=clean(facts.issuer),
        head=_head(facts, head, year),
        blocks=tuple(_articles(facts)),
        signature=signature_of(head, has_addressee=False),
        appendices=(_appendix(facts, signed),),
    )


def _head(facts: Ranking, head: Letterhead, year: int) -> Head:
    subject = f"Về việc công bố kết quả {_small(facts.round_name)}"
    return head_block(head, kind="QUYẾT ĐỊNH", subject=subject, year=year)


def _small(words: str) -> str:
    said = clean(words)
    return said[:1].lower() + said[1:]


def _articles(facts: Ranking) -> Iterator[Block]:
    counts = ", ".join(f"{number} đơn vị xếp loại {name}" for name, number in facts.classes if number)
    yield Text(f"Căn cứ {clean(facts.set_name)};", italic=True)
    yield Text("Căn cứ kết quả thẩm định của tổ thẩm định và quyết định của hội đồng.", italic=True)
    yield Heading(0, "QUYẾT ĐỊNH:")
    yield Text(
        f"Điều 1. Công bố kết quả {_small(facts.round_name)} đối với {len(facts.rows)} đơn vị"
        f"{f', trong đó {counts}' if counts else ''} (chi tiết tại Phụ lục kèm theo)."
    )
    yield Text(
        "Điều 2. Các đơn vị căn cứ kết quả tại Điều 1 xây dựng kế hoạch khắc phục những lĩnh vực, tiêu chí đạt dưới "
        f"{shown_points(facts.threshold)} % điểm tối đa."
    )
    yield Text("Điều 3. Thủ trưởng các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.")


def _appendix(facts: Ranking, signed: Signed) -> Appendix:
    return Appendix(
        label="Phụ lục",
        title=title_of(facts),
        attached_to=f"(Kèm theo {signed.words})",
        blocks=tuple(_blocks(facts)),
    )


def _blocks(facts: Ranking) -> Iterator[Block]:
    left = PAGE_WIDTH - 2 * _NUMBER - _BODY - 2 * _FIGURE - _CLASS
    width = round(left / max(1, len(facts.areas)), 1)
    columns = (
        *(Column("TT", _NUMBER, "center"), Column("Đơn vị", _BODY)),
        *(Column(f"{one.code}\n({shown_points(one.maximum)})", width, "center") for one in facts.areas),
        *(Column("Điểm tối đa áp dụng", _FIGURE, "center"), Column("Điểm", _FIGURE, "center")),
        *(Column("Hạng", _NUMBER, "center"), Column("Xếp loại", _CLASS, "center")),
    )
    yield Table("", columns, tuple(_cells(n, row, facts) for n, row in enumerate(facts.rows, start=1)))
    yield Note("Các cột: " + "; ".join(clean(f"{one.code}. {one.name}") for one in facts.areas) + ".")
    notes = [f"{row.name}: {said}" for row in facts.rows if (said := note_of(row))]
    if notes:
        yield Note("Ghi chú: " + clean(". ".join(notes)) + ".")
    if facts.ties:
        yield Note("Khi bằng điểm, xếp theo thứ tự: " + clean("; ".join(facts.ties)) + ".")
    yield Note(f"Danh sách có {len(facts.rows)} đơn vị. {NOT_APPLIED_NOTE}")


def _cells(number: int, row: Ranked, facts: Ranking) -> tuple[Cell, ...]:
    areas = (MISSING if one.missing else shown_points(one.points) if one.applies else NOT_APPLIED for one in row.cells)
    rank = str(row.rank) if row.rank else "–"
    final = shown_points(row.final, facts.places) or "–"
    words = (str(number), clean(row.name), *areas, shown_points(row.maximum), final, rank, row.class_name)
    return tuple(Cell(text) for text in words)
