"""The report of achievements (báo cáo thành tích) of one competitor: what he was and did, in the words of his file,
with what the system knows and where it knows it from. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cchc.paper.blocks import Block, Cell, Column, Heading, Makers, Outline, Signature, Table, Text
from cchc.paper.letterhead import Letterhead, head_block, signature_of
from cchc.paper.words import clean, short_date
from indices.achievements import Achievements
from indices.eligibility import Finding
from indices.enums import SubjectKind
from indices.papers.awards import about_words

KNOWN = (Column("Nội dung", 45), Column("Kết quả", 60), Column("Nguồn số liệu", 55))
MISSING = "Chưa có số liệu"
TO_WRITE = "[Đơn vị bổ sung: {what}]"


@dataclass(frozen=True, slots=True)
class MeritFacts:
    """One file in words. `criteria` are pairs of a criterion and what was said of it; `earlier` the rewards known."""

    head: Letterhead
    subject: str
    name: str
    title: str
    body: str
    reward: str
    authority: str
    campaign: str
    occasion: str
    pledge: str
    criteria: tuple[tuple[str, str], ...]
    summary: str
    known: Achievements
    findings: tuple[Finding, ...]
    excused: str
    earlier: tuple[str, ...]
    as_of: date

    @property
    def is_person(self) -> bool:
        return self.subject == SubjectKind.INDIVIDUAL


def known_lines(found: Achievements) -> tuple[tuple[str, str, str], ...]:
    """What the system knows: the matter, the result in words, the source; what is missing is told as missing."""
    counted = (
        ("Việc đến hạn đã xong đúng hạn", found.tasks),
        ("Báo cáo gửi đúng hạn", found.reports),
        ("Hồ sơ trễ hạn trên hồ sơ đã giải quyết", found.late_dossiers),
    )
    lines = [(label, one.words if one else MISSING, one.source if one else "") for label, one in counted]
    index = found.index
    lines.append(("Chỉ số cải cách hành chính", index.words if index else MISSING, index.source if index else ""))
    ideas = found.initiatives
    said = "\n".join(one.words for one in ideas) if ideas else "Chưa ghi sáng kiến nào"
    lines.append(("Sáng kiến", said, "Sổ sáng kiến" if ideas else ""))
    return tuple(lines)


def known_words(found: Achievements) -> tuple[str, ...]:
    """The lines that hold something, one sentence each, for lists."""
    return tuple(f"{label}: {said}" for label, said, source in known_lines(found) if source)


def merit_outline(facts: MeritFacts) -> Outline:
    """Báo cáo thành tích: sơ lược, thành tích, các hình thức đã được khen."""
    wanted = f"tặng {facts.reward} của {facts.authority}" if facts.reward else "khen thưởng"
    subject = f"Đề nghị {wanted} trong {about_words(facts.campaign, facts.occasion)}"
    return Outline(
        title=clean(f"Báo cáo thành tích: {facts.name}"),
        author=clean(facts.head.issuer),
        head=head_block(facts.head, kind="BÁO CÁO THÀNH TÍCH", subject=subject, year=facts.as_of.year),
        blocks=tuple(_blocks(facts)),
        signature=Signature((), "", ()) if facts.is_person else signature_of(facts.head, has_addressee=False),
        appendices=(),
    )


def _blocks(facts: MeritFacts) -> Iterator[Block]:
    yield from _person(facts) if facts.is_person else _collective(facts)
    yield Heading(1, "II. THÀNH TÍCH ĐẠT ĐƯỢC")
    yield from _merits(facts)
    yield Heading(1, "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG")
    if facts.earlier:
        yield from (Text(f"- {clean(one)}") for one in facts.earlier)
    else:
        yield _gap("các hình thức đã được khen, số và ngày quyết định; nếu chưa có thì ghi “Không”")
    if facts.is_person:
        yield Makers("", ("XÁC NHẬN CỦA THỦ TRƯỞNG ĐƠN VỊ", "NGƯỜI BÁO CÁO THÀNH TÍCH"))


def _person(facts: MeritFacts) -> Iterator[Block]:
    yield Heading(1, "I. SƠ LƯỢC LÝ LỊCH")
    yield Text(f"Họ và tên: {clean(facts.name)}")
    yield Text(f"Chức vụ, đơn vị công tác: {clean(', '.join(filter(None, (facts.title, facts.body))))}")
    yield _gap("ngày sinh, giới tính, quê quán, trình độ chuyên môn")


def _collective(facts: MeritFacts) -> Iterator[Block]:
    yield Heading(1, "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH")
    yield Text(f"Tên tập thể: {clean(facts.name)}")
    if facts.body != facts.name:
        yield Text(f"Thuộc: {clean(facts.body)}")
    yield _gap("địa điểm trụ sở, tổ chức bộ máy, chức năng, nhiệm vụ được giao")


def _merits(facts: MeritFacts) -> Iterator[Block]:
    if facts.pledge:
        yield Heading(2, "1. Nội dung đăng ký thi đua")
        yield from _paragraphs(facts.pledge)
    yield Heading(2, f"{2 if facts.pledge else 1}. Kết quả thực hiện")
    yield from _paragraphs(facts.summary)
    for criterion, said in facts.criteria:
        yield Text(clean(criterion), italic=True)
        yield from _paragraphs(said)
    yield Heading(2, f"{3 if facts.pledge else 2}. Số liệu từ {_days(facts.known)}")
    rows = tuple(tuple(Cell(clean(text)) for text in line) for line in known_lines(facts.known))
    yield Table("", KNOWN, rows)
    if facts.findings:
        yield Heading(2, f"{4 if facts.pledge else 3}. Điều kiện xét khen thưởng")
        yield from (Text(f"- {one.rule}: {one.label.lower()}. {clean(one.said)}") for one in facts.findings)
    if facts.excused:
        yield Text(f"Lý do vẫn đề nghị khi chưa có số liệu: {clean(facts.excused)}")


def _days(found: Achievements) -> str:
    return f"ngày {short_date(found.from_on)} đến ngày {short_date(found.as_of)}"


def _paragraphs(text: str) -> Iterator[Block]:
    return (Text(line) for line in clean(text).split("\n") if line)


def _gap(what: str) -> Text:
    return Text(TO_WRITE.format(what=what), gap=True)
