"""The application to have an initiative recognised (đơn yêu cầu công nhận sáng kiến; Điều lệ Sáng kiến by Nghị định
13/2012/NĐ-CP, form of Thông tư 18/2013/TT-BKHCN). What the system does not know is left open for the pen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cchc.paper.blocks import Block, Cell, Column, Head, Outline, Signature, Table, Text
from cchc.paper.docx import draw_document
from cchc.paper.html import draw_html
from cchc.paper.pdf import draw_page
from cchc.paper.words import clean, long_date, short_date, signer_name

KIND = "ĐƠN YÊU CẦU"
SUBJECT = "Công nhận sáng kiến"
OPEN = "…………………………"
OATH = (
    "Tôi (chúng tôi) xin cam đoan mọi thông tin nêu trong đơn là trung thực, đúng sự thật và hoàn toàn chịu trách "
    "nhiệm trước pháp luật."
)
COLUMNS = (
    Column("TT", 10, "center"),
    Column("Họ và tên", 34),
    Column("Ngày tháng năm sinh", 22, "center"),
    Column("Nơi công tác", 34),
    Column("Chức danh", 28),
    Column("Trình độ chuyên môn", 18),
    Column("Tỷ lệ (%) đóng góp", 14, "center"),
)


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """One author; `share` is None where none was told."""

    name: str
    title: str
    share: int | None
    is_inside: bool


@dataclass(frozen=True, slots=True)
class Application:
    """All that the application says. `council` is whom it is addressed to."""

    place: str
    council: str
    workplace: str
    name: str
    area: str
    problem: str
    solution: str
    effect: str
    applied_on: date | None
    registered_on: date
    authors: tuple[AuthorLine, ...]


def draw_pdf(application: Application) -> bytes:
    return draw_page(draw_html(outline_of(application), application.registered_on))


def draw_docx(application: Application) -> bytes:
    return draw_document(outline_of(application), application.registered_on)


def outline_of(application: Application) -> Outline:
    """Everything that stands in the application, in the order of the form."""
    one = application
    return Outline(
        title=f"Đơn yêu cầu công nhận sáng kiến: {clean(one.name)}",
        author=clean(one.authors[0].name),
        head=Head(
            kind=KIND,
            superior="",
            issuer="",
            number="",
            place_and_date=f"{clean(one.place)}, {long_date(one.registered_on, one.registered_on.year)}",
            subject=SUBJECT,
            addressees=(clean(one.council),),
        ),
        blocks=tuple(_blocks(one)),
        signature=Signature(
            authority=("NGƯỜI NỘP ĐƠN",),
            name=signer_name(one.authors[0].name),
            recipients=(),
        ),
        appendices=(),
    )


def _blocks(one: Application) -> Iterator[Block]:
    yield Text("Tôi (chúng tôi) ghi tên dưới đây:" if len(one.authors) > 1 else "Tôi ghi tên dưới đây:")
    rows = tuple(_row(place, author, one.workplace) for place, author in enumerate(one.authors, start=1))
    yield Table("", COLUMNS, rows)
    who = "Là nhóm tác giả" if len(one.authors) > 1 else "Là tác giả"
    yield Text(f"{who} đề nghị xét công nhận sáng kiến: {clean(one.name)}.")
    yield Text(f"1. Chủ đầu tư tạo ra sáng kiến (nếu tác giả không đồng thời là chủ đầu tư): {OPEN}")
    yield Text(f"2. Lĩnh vực áp dụng sáng kiến: {clean(one.area) or OPEN}")
    applied = short_date(one.applied_on) if one.applied_on else OPEN
    yield Text(f"3. Ngày sáng kiến được áp dụng lần đầu hoặc áp dụng thử: {applied}")
    yield Text("4. Mô tả bản chất của sáng kiến:")
    yield Text("a) Tình trạng trước khi áp dụng sáng kiến:")
    yield from _lines(one.problem)
    yield Text("b) Nội dung của sáng kiến:")
    yield from _lines(one.solution)
    yield Text(f"5. Những thông tin cần được bảo mật (nếu có): {OPEN}")
    yield Text(f"6. Các điều kiện cần thiết để áp dụng sáng kiến: {OPEN}")
    yield Text("7. Lợi ích thu được hoặc dự kiến thu được do áp dụng sáng kiến theo ý kiến của tác giả:")
    yield from _lines(one.effect or OPEN)
    yield Text(f"8. Lợi ích theo ý kiến của tổ chức, cá nhân đã tham gia áp dụng sáng kiến (nếu có): {OPEN}")
    yield Text(OATH)


def _lines(text: str) -> Iterator[Text]:
    yield from (Text(line) for line in clean(text).split("\n") if line)


def _row(place: int, author: AuthorLine, workplace: str) -> tuple[Cell, ...]:
    share = "" if author.share is None else str(author.share)
    where = clean(workplace) if author.is_inside else ""
    return tuple(map(Cell, (str(place), clean(author.name), "", where, clean(author.title), "", share)))
