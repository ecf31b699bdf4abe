"""Lists around a campaign: who registered, who was rewarded, which campaigns there are. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.paper.blocks import Block, Cell, Column, Heading, Outline, Table, Text
from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, Value, add_sheet
from cchc.paper.words import clean, short_date
from indices.enums import SubjectKind
from indices.papers.awards import NAMES, TITLES, AwardFacts, Nominee, outline_of, who, words_about

REGISTERED = ("TT", "Đối tượng", "Tên tập thể, cá nhân", "Chức vụ", "Đơn vị", "Nội dung đăng ký", "Tình trạng")
REGISTERED_WIDTHS = (6.0, 12.0, 30.0, 30.0, 26.0, 70.0, 20.0)
AWARDED = ("TT", "Đối tượng", "Tên tập thể, cá nhân", "Chức vụ", "Đơn vị", "Hình thức", "Cấp khen thưởng",
           "Quyết định", "Ngày", "Cơ quan ban hành", "Năm")  # fmt: skip
AWARDED_WIDTHS = (6.0, 12.0, 30.0, 30.0, 26.0, 18.0, 28.0, 20.0, 12.0, 34.0, 8.0)
CAMPAIGNS = ("TT", "Phong trào", "Cơ quan phát động", "Từ ngày", "Đến ngày", "Hạn đăng ký", "Văn bản phát động",
             "Đơn vị tham gia", "Hồ sơ", "Tình trạng")  # fmt: skip
CAMPAIGNS_WIDTHS = (6.0, 60.0, 30.0, 12.0, 12.0, 12.0, 36.0, 12.0, 9.0, 16.0)
NOBODY = "Chưa có đăng ký nào."
TO_COMPLETE = "[Đơn vị bổ sung nội dung đăng ký]"


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a list with whose it is and what it tells."""

    issuer: str
    title: str
    about: str
    as_of: date
    lines: Sequence[tuple[Value, ...]]


def registration_outline(facts: AwardFacts) -> Outline:
    """Danh sách đăng ký thi đua: collectives, then individuals, each with what it promised."""
    blocks: list[Block] = []
    for number, subject in zip(("I", "II"), SubjectKind, strict=True):
        found = facts.of(subject)
        blocks.append(Heading(1, f"{number}. {TITLES[subject]}"))
        if found:
            columns = (Column("TT", 10, "center"), Column(NAMES[subject], 60), Column("Nội dung đăng ký", 90))
            blocks.append(Table("", columns, tuple(_row(place, one) for place, one in enumerate(found, start=1))))
        blocks.append(Text(f"Có {len(found)} {subject.label.lower()}." if found else NOBODY))
    return outline_of(facts, "DANH SÁCH", f"Đăng ký tham gia {words_about(facts)}", tuple(blocks))


def registration_workbook(facts: AwardFacts) -> bytes:
    """The same as rows that can be filtered."""
    lines: list[tuple[Value, ...]] = [
        (place, *map(clean, (_subject(one), one.name, one.title, one.body, one.pledge, one.result)))
        for place, one in enumerate(facts.nominees, start=1)
    ]
    found = Rows(facts.head.issuer, "DANH SÁCH ĐĂNG KÝ THI ĐUA", words_about(facts), facts.as_of, lines)
    return _workbook(found, "Đăng ký", REGISTERED, REGISTERED_WIDTHS)


def awarded_workbook(found: Rows) -> bytes:
    """The published list of one campaign."""
    return _workbook(found, "Khen thưởng", AWARDED, AWARDED_WIDTHS)


def campaigns_workbook(found: Rows) -> bytes:
    """The list of campaigns."""
    return _workbook(found, "Phong trào", CAMPAIGNS, CAMPAIGNS_WIDTHS)


def _workbook(found: Rows, name: str, headers: tuple[str, ...], widths: tuple[float, ...]) -> bytes:
    book = new_book(title=clean(found.title), author=clean(found.issuer))
    said = f"Đến hết ngày {short_date(found.as_of)}: danh sách có {len(found.lines)} dòng."
    titles = tuple(filter(None, (clean(found.issuer), clean(found.title), clean(found.about), said)))
    add_sheet(book, Sheet(name, headers, widths, tuple(found.lines)), titles)
    return packed(book, found.as_of)


def _row(place: int, one: Nominee) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in (str(place), who(one), clean(one.pledge) or TO_COMPLETE))


def _subject(one: Nominee) -> str:
    return SubjectKind(one.subject).label
