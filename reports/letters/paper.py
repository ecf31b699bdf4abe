"""The letter on paper (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.5): to one body with its list in the text, to
several with the list as an appendix."""

from collections.abc import Iterator, Sequence

from cchc.paper.blocks import Appendix, Block, Cell, Column, Head, Note, Outline, Table, Text
from cchc.paper.letterhead import document_number, signature_of
from cchc.paper.words import clean, issuer_caps, long_date, short_date, superior_caps
from reports.letters.facts import LateBody, LateItem, Letter
from reports.letters.words import (
    addressees,
    asking_words,
    attached_words,
    late_words,
    list_words,
    subject_line,
    total_words,
)

TITLE = "DANH SÁCH BÁO CÁO, NHIỆM VỤ QUÁ HẠN"
CAPTION = "Danh sách báo cáo, nhiệm vụ quá hạn"
SUMMARY_TITLE = "TỔNG HỢP BÁO CÁO, NHIỆM VỤ QUÁ HẠN"
APART = "Danh sách chi tiết gửi riêng từng đơn vị."
NO_REASON = "Chưa ghi"
MOST_ROWS = 300
"""Rows that a letter to several bodies lists one by one; beyond them it sums up by body, and each gets its own list. A
PDF of so many is drawn in some five seconds."""
UPRIGHT = (
    Column("TT", 10, "center"),
    Column("Việc chậm", 66),
    Column("Theo", 40),
    Column("Hạn", 23, "center"),
    Column("Quá hạn", 21, "center"),
)
WIDE = (
    Column("TT", 12, "center"),
    Column("Việc chậm", 98),
    Column("Theo", 56),
    Column("Hạn", 24, "center"),
    Column("Quá hạn", 20, "center"),
    Column("Lý do đã ghi", 37),
)
SUMMED = (
    Column("TT", 12, "center"),
    Column("Đơn vị", 115),
    Column("Báo cáo chưa gửi", 40, "center"),
    Column("Việc quá hạn", 40, "center"),
    Column("Chậm lâu nhất", 40, "center"),
)


def outline_of(letter: Letter) -> Outline:
    """Everything that stands in the letter, in the order of its pages."""
    return Outline(
        title=clean(subject_line(letter.subject)),
        author=clean(letter.head.issuer),
        head=_head(letter),
        blocks=tuple(_blocks(letter)),
        signature=signature_of(letter.head, has_addressee=True),
        appendices=() if letter.is_to_one else (_appendix(letter),),
    )


def _head(letter: Letter) -> Head:
    head = letter.head
    return Head(
        kind="",
        superior=superior_caps(head.superior),
        issuer=issuer_caps(head.issuer),
        number=f"Số: {document_number(head)}",
        place_and_date=f"{clean(head.place)}, {long_date(head.issued_on, letter.as_of.year)}",
        subject=subject_line(letter.subject),
        addressees=addressees(letter),
    )


def _blocks(letter: Letter) -> Iterator[Block]:
    yield from (Text(line) for line in clean(letter.text).split("\n") if line)
    yield Text(list_words(letter))
    if letter.is_to_one and letter.items:
        rows = tuple(_row(place, item, UPRIGHT) for place, item in enumerate(letter.items, start=1))
        yield Table(CAPTION, UPRIGHT, rows)
        yield Note(total_words(letter))
    yield Text(asking_words(letter))


def _appendix(letter: Letter) -> Appendix:
    is_summed = len(letter.items) > MOST_ROWS
    blocks = (Table("", SUMMED, tuple(_summed(letter.bodies))),) if is_summed else _listed(letter)
    total = f"{total_words(letter)} {APART}" if is_summed else total_words(letter)
    return Appendix(
        label="Phụ lục",
        title=SUMMARY_TITLE if is_summed else TITLE,
        attached_to=attached_words(letter),
        blocks=(*blocks, Note(total)),
    )


def _listed(letter: Letter) -> tuple[Block, ...]:
    """One table, a part of it for each body, its rows numbered on through the whole list."""
    rows: list[tuple[Cell, ...]] = []
    place = 0
    for body in letter.bodies:
        title = f"{clean(body.name)}: {late_words(body)}"
        rows.append((Cell(title, bold=True, across=len(WIDE)), *(Cell("") for _ in WIDE[1:])))
        for item in body.items:
            place += 1
            rows.append(_row(place, item, WIDE))
    return (Table("", WIDE, tuple(rows)),)


def _row(place: int, item: LateItem, columns: Sequence[Column]) -> tuple[Cell, ...]:
    what = clean("\n".join(filter(None, (item.text, item.part))))
    cells = (str(place), what, clean(item.source), short_date(item.due_on), days_words(item))
    reason = (clean(item.reason) or NO_REASON,) if len(columns) > len(cells) else ()
    return tuple(Cell(text) for text in (*cells, *reason))


def _summed(bodies: Sequence[LateBody]) -> Iterator[tuple[Cell, ...]]:
    for place, body in enumerate(bodies, start=1):
        longest = max((item.days or 0 for item in body.items), default=0)
        words = (str(place), clean(body.name), str(len(body.reports)), str(len(body.tasks)))
        yield tuple(Cell(text) for text in (*words, f"{longest} ngày" if longest else ""))


def days_words(item: LateItem) -> str:
    """ "23 ngày"; of a report that was in time and came back, that."""
    return "trả lại" if item.days is None else f"{item.days} ngày"
