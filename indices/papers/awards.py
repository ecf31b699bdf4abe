"""Papers of an emulation campaign: the list of proposals, the submission (tờ trình), the minutes of the council, as
outlines and as rows of a workbook. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.paper.blocks import Appendix, Block, Cell, Column, Heading, Makers, Outline, Signature, Table, Text
from cchc.paper.letterhead import Letterhead, document_number, head_block, signature_of
from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, Value, add_sheet
from cchc.paper.words import ELLIPSIS, clean, long_date
from indices.enums import SubjectKind

HEADERS = ("TT", "Đối tượng", "Tên tập thể, cá nhân", "Chức vụ", "Đơn vị", "Hình thức đề nghị", "Cấp khen thưởng",
           "Thành tích", "Điều kiện", "Phiếu hội đồng", "Kết quả")  # fmt: skip
WIDTHS = (6.0, 12.0, 30.0, 26.0, 26.0, 16.0, 26.0, 60.0, 50.0, 24.0, 26.0)
TITLES = {SubjectKind.COLLECTIVE: "TẬP THỂ", SubjectKind.INDIVIDUAL: "CÁ NHÂN"}
UPRIGHT, WIDE = (10, 45, 45, 60), (12, 65, 60, 110)
"""Widths of the columns on an upright page and on a wide one."""
NAMES = {SubjectKind.COLLECTIVE: "Tên tập thể", SubjectKind.INDIVIDUAL: "Họ và tên, chức vụ, đơn vị"}
VOTES = (
    Column("TT", 10, "center"),
    Column("Tập thể, cá nhân", 55),
    Column("Hình thức", 45),
    Column("Kết quả bỏ phiếu", 50),
)
MOST_VOTES = 10
"""Files whose votes the submission tells; of more the minutes do."""
NOTHING = "Không có đề nghị nào."
SITTING = "Thời gian: … giờ …, ngày … tháng … năm …; địa điểm: …"
ENDED = (
    "Cuộc họp kết thúc vào … giờ … cùng ngày; biên bản đã được đọc cho các thành viên dự họp cùng nghe và thống nhất "
    "thông qua./."
)


@dataclass(frozen=True, slots=True)
class Nominee:
    """One competitor in a paper, everything in words. `known` are the lines of what the system knew, `found` of what
    the rules of eligibility said."""

    subject: str
    name: str
    title: str
    body: str
    reward: str
    authority: str
    summary: str
    known: tuple[str, ...]
    found: tuple[str, ...]
    votes: str
    result: str
    pledge: str = ""
    is_carried: bool = True


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """What the papers of one campaign say for one year or for its end. `addressee` is the authority that the submission
    goes to, `council` its members with their titles, `rule` how many votes are needed."""

    head: Letterhead
    campaign: str
    source: str
    occasion: str
    year: int
    as_of: date
    nominees: tuple[Nominee, ...]
    council: tuple[str, ...]
    rule: str
    addressee: str = ""

    def of(self, subject: SubjectKind) -> tuple[Nominee, ...]:
        return tuple(one for one in self.nominees if one.subject == subject)


def occasion_words(is_final: bool, year: int) -> str:
    """ "năm 2023", at the end "tổng kết năm 2025"."""
    return f"tổng kết năm {year}" if is_final else f"năm {year}"


def list_outline(facts: AwardFacts) -> Outline:
    """Danh sách đề nghị khen thưởng."""
    return outline_of(
        facts, "DANH SÁCH", f"Đề nghị khen thưởng trong {words_about(facts)}", tuple(_lists(facts, UPRIGHT))
    )


def submission_outline(facts: AwardFacts) -> Outline:
    """Tờ trình, a draft to be numbered and signed; the list goes with it."""
    counted = _counted(facts)
    blocks: list[Block] = [
        Text("Căn cứ Luật Thi đua, khen thưởng và các văn bản hướng dẫn thi hành;", italic=True),
        *([Text(f"Căn cứ {clean(facts.source)};", italic=True)] if facts.source else []),
        Text(
            f"Xét thành tích của các tập thể, cá nhân trong {words_about(facts)}, {clean(facts.head.issuer)} "
            f"kính trình {clean(facts.addressee)} xem xét, khen thưởng {counted}, cụ thể như sau:"
        ),
        *(Text(f"- {line}.") for line in _by_reward(facts.nominees)),
        Text(_votes_words(facts)),
        Text("(Có danh sách, báo cáo thành tích và biên bản họp hội đồng kèm theo)."),
        Text(f"{clean(facts.head.issuer)} kính đề nghị {clean(facts.addressee)} xem xét, quyết định./."),
    ]
    number, issued = document_number(facts.head, ELLIPSIS), long_date(facts.head.issued_on, facts.as_of.year)
    listed = Appendix(
        label="Danh sách",
        title="ĐỀ NGHỊ KHEN THƯỞNG",
        attached_to=f"(Kèm theo Tờ trình số {number} {issued} của {clean(facts.head.issuer)})",
        blocks=tuple(_lists(facts, WIDE)),
    )
    subject = f"Về việc đề nghị khen thưởng trong {words_about(facts)}"
    return outline_of(facts, "TỜ TRÌNH", subject, tuple(blocks), (facts.addressee,), (listed,))


def minutes_outline(facts: AwardFacts) -> Outline:
    """Biên bản of the council's vote."""
    rows = [
        tuple(Cell(text) for text in (str(place), who(one), _reward(one), one.votes))
        for place, one in enumerate(facts.nominees, start=1)
    ]
    members = [Text(f"{place}. {clean(name)}") for place, name in enumerate(facts.council, start=1)]
    blocks: list[Block] = [
        Text(SITTING),
        Text(f"Hội đồng xét khen thưởng trong {words_about(facts)} đã họp, bỏ phiếu với kết quả như sau:"),
        Heading(1, "I. THÀNH PHẦN HỘI ĐỒNG"),
        *(members or [Text("Phong trào không lập hội đồng.")]),
        Heading(1, "II. KẾT QUẢ BỎ PHIẾU"),
        Text(f"{facts.rule}."),
        Table("", VOTES, tuple(rows)) if rows else Text(NOTHING),
        Heading(1, "III. KẾT LUẬN"),
        *(Text(line) for line in _conclusion(facts)),
        Text(ENDED),
        Makers("", ("THƯ KÝ", "CHỦ TỊCH HỘI ĐỒNG")),
    ]
    outline = outline_of(facts, "BIÊN BẢN", f"Họp xét đề nghị khen thưởng trong {words_about(facts)}", tuple(blocks))
    return Outline(outline.title, outline.author, outline.head, outline.blocks, Signature((), "", ()), ())


def _conclusion(facts: AwardFacts) -> Iterator[str]:
    """What the council asks for, and what it did not carry."""
    carried = [one for one in facts.nominees if one.is_carried]
    asked = _numbers(*(sum(one.subject == subject for one in carried) for subject in SubjectKind))
    yield f"Hội đồng nhất trí đề nghị khen thưởng {asked}."
    if left := "; ".join(clean(one.name) for one in facts.nominees if not one.is_carried):
        yield f"Chưa đủ số phiếu theo quy định: {left}."


def list_workbook(facts: AwardFacts) -> bytes:
    """The list as rows that can be filtered."""
    book = new_book(title=clean(f"Đề nghị khen thưởng trong {words_about(facts)}"), author=clean(facts.head.issuer))
    rows = tuple(_line(place, one) for place, one in enumerate(facts.nominees, start=1))
    said = f"Danh sách có {len(rows)} dòng. {facts.rule}."
    titles = (clean(facts.head.issuer), "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", clean(words_about(facts)), said)
    add_sheet(book, Sheet("Đề nghị", HEADERS, WIDTHS, rows), titles)
    return packed(book, facts.as_of)


def _line(place: int, one: Nominee) -> tuple[Value, ...]:
    texts = (
        SubjectKind(one.subject).label,
        one.name,
        one.title,
        one.body,
        one.reward,
        one.authority,
        "\n".join(filter(None, (one.summary, *one.known))),
        "\n".join(one.found),
        one.votes,
        one.result,
    )
    return (place, *(clean(text) for text in texts))


def outline_of(
    facts: AwardFacts,
    kind: str,
    subject: str,
    blocks: tuple[Block, ...],
    addressees: tuple[str, ...] = (),
    appendices: tuple[Appendix, ...] = (),
) -> Outline:
    return Outline(
        title=clean(subject),
        author=clean(facts.head.issuer),
        head=head_block(facts.head, kind=kind, subject=subject, year=facts.as_of.year, addressees=addressees),
        blocks=blocks,
        signature=signature_of(facts.head, has_addressee=bool(addressees)),
        appendices=appendices,
    )


def about_words(campaign: str, occasion: str) -> str:
    """ "phong trào thi đua “Đẩy mạnh …” năm 2023"; a name that says the year already is enough."""
    name = clean(campaign)
    return f"phong trào thi đua “{name}”{'' if name.endswith(occasion) else f' {occasion}'}"


def words_about(facts: AwardFacts) -> str:
    """What the papers of these facts are about."""
    return about_words(facts.campaign, facts.occasion)


def _lists(facts: AwardFacts, widths: Sequence[float]) -> Iterator[Block]:
    """Collectives, then individuals."""
    for number, subject in zip(("I", "II"), SubjectKind, strict=True):
        yield Heading(1, f"{number}. {TITLES[subject]}")
        found = facts.of(subject)
        if found:
            yield Table("", _columns(subject, widths), tuple(_row(n, one) for n, one in enumerate(found, start=1)))
        yield Text(f"Có {len(found)} {subject.label.lower()}." if found else NOTHING)


def _columns(subject: SubjectKind, widths: Sequence[float]) -> tuple[Column, ...]:
    titles = ("TT", NAMES[subject], "Hình thức đề nghị", "Tóm tắt thành tích")
    return tuple(
        Column(title, width, "left" if place else "center")
        for place, (title, width) in enumerate(zip(titles, widths, strict=True))
    )


def _row(place: int, one: Nominee) -> tuple[Cell, ...]:
    merits = "\n".join(clean(line) for line in (one.summary, *one.known) if line)
    return tuple(Cell(text) for text in (str(place), who(one), _reward(one), merits))


def who(one: Nominee) -> str:
    """The name with post and body beneath."""
    body = one.body if one.body != one.name else ""
    return "\n".join(clean(text) for text in (one.name, one.title, body) if text)


def _reward(one: Nominee) -> str:
    return clean(f"{one.reward} của {one.authority}") if one.authority else clean(one.reward)


def _by_reward(nominees: Iterable[Nominee]) -> Iterator[str]:
    """ "Giấy khen của Chủ tịch UBND thị xã: 1 tập thể, 2 cá nhân"."""
    found: dict[str, dict[SubjectKind, int]] = {}
    for one in nominees:
        counts = found.setdefault(_reward(one), dict.fromkeys(SubjectKind, 0))
        counts[SubjectKind(one.subject)] += 1
    for name, counts in found.items():
        yield f"{name}: {_numbers(counts[SubjectKind.COLLECTIVE], counts[SubjectKind.INDIVIDUAL])}"


def _counted(facts: AwardFacts) -> str:
    return _numbers(*(len(facts.of(subject)) for subject in SubjectKind))


def _numbers(collectives: int, individuals: int) -> str:
    parts = (f"{collectives:02} tập thể" if collectives else "", f"{individuals:02} cá nhân" if individuals else "")
    return ", ".join(filter(None, parts)) or "0 đề nghị"


def _votes_words(facts: AwardFacts) -> str:
    if not facts.council:
        return "Phong trào không lập hội đồng; hồ sơ do cơ quan phát động phong trào xét."
    votes = "; ".join(f"{one.name}: {one.votes}" for one in facts.nominees[:MOST_VOTES])
    shown = votes if len(facts.nominees) <= MOST_VOTES else "theo biên bản kèm theo"
    return f"Kết quả bỏ phiếu của Hội đồng gồm {len(facts.council)} thành viên: {shown}."
