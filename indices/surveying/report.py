"""What a survey came to, on paper: a report in the layout of Nghị định 30/2020/NĐ-CP, and its tables as a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from cchc.numbers import shown
from cchc.paper.blocks import Block, Cell, Column, Heading, Note, Outline, Table, Text
from cchc.paper.docx import draw_document
from cchc.paper.html import draw_html
from cchc.paper.letterhead import Letterhead, head_block, signature_of
from cchc.paper.pdf import draw_page
from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Share, Sheet, Value, add_sheet
from cchc.paper.words import clean, short_date
from indices.surveying.counting import CHOICES, LEAST, Line, Results, Tally

TOLD = (
    "Mức hài lòng là tỷ lệ câu trả lời “Hài lòng” và “Rất hài lòng” trên số câu trả lời. Khoảng tin cậy 95 % tính "
    "theo công thức Wilson; với mức chung và từng lĩnh vực, mỗi người trả lời tính là một. Khoảng này chỉ nói sai số "
    "do ngẫu nhiên, không nói ai đã chọn trả lời."
)
NO_BREAK = "\u00a0"
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
COLUMNS = (
    Column("TT", 10, "center"),
    Column("Nội dung", 52),
    Column("Số phiếu", 16, "right"),
    Column("Không hài lòng", 18, "right"),
    Column("Bình thường", 18, "right"),
    Column("Hài lòng (%)", 19, "right"),
    Column("Khoảng tin cậy 95 %", 27, "center"),
)
OVER_TIME = (Column("Kỳ", 70), Column("Số phiếu", 25, "right"), Column("Hài lòng (%)", 30, "right"))
HEADERS = (
    "Nhóm",
    "Nội dung",
    "Số phiếu",
    *(words for _, words in CHOICES),
    "Số câu trả lời",
    "Hài lòng",
    "Điểm trung bình",
    "Tin cậy 95 % từ",
    "đến",
)
LIST_TITLE = "Khảo sát mức độ hài lòng của người dân, tổ chức"
LIST_HEADERS = (
    "Đơn vị",
    "Cuộc khảo sát",
    "Kỳ",
    "Từ ngày",
    "Đến ngày",
    "Phiếu phát ra",
    "Phiếu thu về",
    "Hài lòng",
    "Tin cậy 95 % từ",
    "đến",
    "Tình trạng",
)
LIST_WIDTHS = (24.0, 46.0, 20.0, 12.0, 12.0, 11.0, 11.0, 11.0, 11.0, 11.0, 22.0)
WIDTHS = (14.0, 52.0, 10.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0)


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier period: its words, its sheets, its share (None where it is not told)."""

    period: str
    received: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that is said of one survey. `field` names the one to which it is narrowed."""

    head: Letterhead
    name: str
    period: str
    from_on: date
    to_on: date
    handed_out: int | None
    results: Results
    past: tuple[Past, ...]
    as_of: date
    field: str = ""


def percent(value: Decimal) -> str:
    """ "86,7", rounded half up."""
    return shown((value * 100).quantize(_TENTH, ROUND_HALF_UP))


def between(tally: Tally) -> str:
    """ "75,8 – 93,1"."""
    return f"{percent(tally.interval.low)} – {percent(tally.interval.high)}"


def returned_words(received: int, handed_out: int | None) -> str:
    """How many sheets came back, of how many where that is known."""
    back = f"{received} phiếu thu về"
    if not handed_out:
        return back
    return (
        f"{back} trên {shown(Decimal(handed_out))} phiếu phát ra ({percent(Decimal(received) / handed_out)}{NO_BREAK}%)"
    )


def draw_pdf(facts: Facts) -> bytes:
    return draw_page(draw_html(outline_of(facts), facts.as_of))


def draw_docx(facts: Facts) -> bytes:
    return draw_document(outline_of(facts), facts.as_of)


def outline_of(facts: Facts) -> Outline:
    subject = f"Kết quả khảo sát mức độ hài lòng của người dân, tổ chức {facts.period}"
    return Outline(
        title=subject,
        author=clean(facts.head.issuer),
        head=head_block(facts.head, kind="BÁO CÁO", subject=subject, year=facts.as_of.year),
        blocks=tuple(_blocks(facts)),
        signature=signature_of(facts.head, has_addressee=False),
        appendices=(),
    )


def _blocks(facts: Facts) -> Iterator[Block]:
    results, overall = facts.results, facts.results.overall
    days = f"từ ngày {short_date(facts.from_on)} đến ngày {short_date(facts.to_on)}"
    where = f", lĩnh vực {facts.field}" if facts.field else ""
    yield Heading(1, "I. Cách khảo sát")
    yield Text(f"{clean(facts.name)}, lấy ý kiến {days}{where}; {returned_words(results.received, facts.handed_out)}.")
    yield Text(
        "Người dân, tổ chức tự trả lời trên trang công khai, không nêu tên; hệ thống không lưu thông tin cá nhân."
    )
    yield Heading(1, "II. Kết quả")
    if overall is None:
        yield Text(f"Số phiếu dưới {LEAST} nên chưa nêu kết quả, để không ai bị nhận ra.")
        return
    low, high = percent(overall.interval.low), percent(overall.interval.high)
    yield Text(
        f"Mức hài lòng chung đạt {percent(overall.share)}{NO_BREAK}% (khoảng tin cậy 95{NO_BREAK}% từ {low}{NO_BREAK}% "
        f"đến {high}{NO_BREAK}%); "
        f"điểm trung bình {shown(overall.mean.quantize(_HUNDREDTH, ROUND_HALF_UP))} trên 5."
    )
    yield Table("Bảng 1. Số câu trả lời theo nội dung hỏi", COLUMNS, _rows(results.questions))
    if not facts.field:
        yield Table("Bảng 2. Số câu trả lời theo lĩnh vực thủ tục", COLUMNS, _rows(results.fields))
    if results.folded and not facts.field:
        yield Note(f"Lĩnh vực có dưới {LEAST} phiếu được gộp lại để không ai bị nhận ra.")
    yield Note(TOLD)
    if len(facts.past) > 1:
        rows = tuple((Cell(one.period), Cell(str(one.received)), Cell(_share(one))) for one in facts.past)
        yield Table("Bảng 3. Qua các kỳ", OVER_TIME, rows)


def _rows(lines: Sequence[Line]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(map(Cell, _words(place, line))) for place, line in enumerate(lines, start=1))


def _words(place: int, line: Line) -> tuple[str, ...]:
    tally = line.tally
    low, middle = sum(tally.counts[:2]), tally.counts[2]
    figures = (str(tally.sheets), str(low), str(middle), percent(tally.share), between(tally))
    return (str(place), clean(line.label), *figures)


def _share(one: Past) -> str:
    return "chưa nêu" if one.share is None else percent(one.share)


def draw_xlsx(facts: Facts) -> bytes:
    """One sheet whose rows can be filtered: the whole, the questions, the fields."""
    book = new_book(title=clean(facts.name), author=clean(facts.head.issuer))
    narrowed = f" Lĩnh vực: {facts.field}." if facts.field else ""
    said = f"{returned_words(facts.results.received, facts.handed_out)}.{narrowed} {TOLD}"
    titles = (clean(facts.head.issuer), clean(facts.name), f"Tính đến ngày {short_date(facts.as_of)}.", said)
    add_sheet(book, Sheet("Kết quả", HEADERS, WIDTHS, tuple(_lines(facts))), titles)
    return packed(book, facts.as_of)


def _lines(facts: Facts) -> Iterator[tuple[Value, ...]]:
    results = facts.results
    if results.overall:
        yield _figures("Chung", facts.field or "Tất cả các câu", results.overall)
    for group, lines in (("Câu hỏi", results.questions), ("Lĩnh vực", () if facts.field else results.fields)):
        for line in lines:
            yield _figures(group, clean(line.label), line.tally)


@dataclass(frozen=True, slots=True)
class Listed:
    """One survey of a list; `overall` is None where nothing is told."""

    body: str
    name: str
    period: str
    from_on: date
    to_on: date
    handed_out: int | None
    received: int
    overall: Tally | None
    state: str


def draw_list(issuer: str, surveys: Sequence[Listed], as_of: date) -> bytes:
    """All surveys of a list as a workbook."""
    book = new_book(title=LIST_TITLE, author=clean(issuer))
    titles = (clean(issuer), LIST_TITLE, f"Tính đến ngày {short_date(as_of)}, {len(surveys)} cuộc khảo sát.", TOLD)
    add_sheet(book, Sheet("Khảo sát", LIST_HEADERS, LIST_WIDTHS, tuple(map(_listed, surveys))), titles)
    return packed(book, as_of)


def _listed(one: Listed) -> tuple[Value, ...]:
    told = one.overall
    figures = (told.share, told.interval.low, told.interval.high) if told else ()
    shares = tuple(Share(_thousandth(value)) for value in figures) or (None,) * 3
    days = (one.from_on, one.to_on, one.handed_out, one.received)
    return (clean(one.body), clean(one.name), one.period, *days, *shares, one.state)


def _figures(group: str, label: str, tally: Tally) -> tuple[Value, ...]:
    shares = (Share(_thousandth(tally.share)),)
    ends = (Share(_thousandth(tally.interval.low)), Share(_thousandth(tally.interval.high)))
    mean = tally.mean.quantize(_HUNDREDTH, ROUND_HALF_UP)
    return (group, label, tally.sheets, *tally.counts, tally.answered, *shares, mean, *ends)


def _thousandth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.001"), ROUND_HALF_UP)
