"""From frozen facts to the outline of a report (the contents of reporting rules § 4)."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from cchc.paper.blocks import Appendix, Block, Head, Heading, Note, Outline, Signature, Text
from cchc.paper.letterhead import document_number, signature_of
from cchc.paper.words import (
    ELLIPSIS,
    clean,
    issuer_caps,
    long_date,
    roman,
    short_date,
    superior_caps,
)
from cchc.text import fold, lower_first
from reports.drawing import statistics, tables
from reports.drawing.consolidation import appendices_of, lacking_notes, sums_blocks
from reports.drawing.words import subject_words
from reports.facts import AppendixFacts, NarrativeSection, Paragraph, ReportFacts
from reports.figures import figures_of

KIND = "BÁO CÁO"
VIEW = "BẢN XEM SỐ LIỆU"
GAP = "Chưa có nội dung"
TARGETS = "KẾT QUẢ THỰC HIỆN CHỈ TIÊU CỦA KẾ HOẠCH"
SECTIONS = "KẾT QUẢ THỰC HIỆN TỪNG NHIỆM VỤ CỦA KẾ HOẠCH"


def outline(facts: ReportFacts) -> Outline:
    """Everything that stands in the report, in the order of its pages."""
    return Outline(
        title=f"Báo cáo {lower_first(subject_words(facts.title))}",
        author=clean(facts.letterhead.issuer),
        head=_head(facts),
        blocks=(*_opening(facts), *_narrative(facts), *_closing(facts)),
        signature=_signature(facts),
        appendices=_appendices(facts),
    )


def _head(facts: ReportFacts) -> Head:
    head = facts.letterhead
    return Head(
        kind=VIEW if facts.is_view else KIND,
        superior=superior_caps(head.superior),
        issuer=issuer_caps(head.issuer),
        number="" if facts.is_view else f"Số: {document_number(head)}",
        place_and_date=f"{clean(head.place)}, {long_date(_dated(facts), facts.as_of.year)}",
        subject=subject_words(facts.title),
        addressees=_addressees(facts),
    )


def _dated(facts: ReportFacts) -> date | None:
    return facts.as_of if facts.is_view else facts.letterhead.issued_on


def _addressees(facts: ReportFacts) -> tuple[str, ...]:
    if facts.is_view:
        return ()
    lines = (line.strip("-–;. ") for line in clean(facts.letterhead.addressee).split("\n"))
    return tuple(line for line in lines if line)


def _opening(facts: ReportFacts) -> Iterator[Block]:
    if facts.is_view:
        yield Text(f"Bản xem tại ngày {short_date(facts.as_of)}, không phải báo cáo.", gap=True)
    yield from _paragraphs(facts.opening or (Paragraph("", gap=True),))
    if facts.plan_title:
        figures = figures_of(facts)
        yield tables.states_table(facts)
        yield from tables.tally_notes(tuple(f.tally for f in figures), tuple(f.title for f in figures))
    if facts.areas:
        yield tables.areas_table(facts)
        yield from tables.tally_notes(tuple(area.tally for area in facts.areas), tuple(a.label for a in facts.areas))
    number = 1 + bool(facts.plan_title) + bool(facts.areas)
    if facts.restated:
        yield tables.restated_table(facts, number)
        number += 1
    yield Note(_data_span(facts))
    if facts.consolidation:
        yield from sums_blocks(facts.consolidation, number)


def _data_span(facts: ReportFacts) -> str:
    words = f"Số liệu từ ngày {short_date(facts.start_on)} đến hết ngày {short_date(facts.as_of)}"
    if facts.as_of != facts.cutoff_on:
        side = "trước" if facts.as_of < facts.cutoff_on else "sau"
        words += f", {side} ngày chốt số liệu {short_date(facts.cutoff_on)}"
    followed = "Kế hoạch được theo dõi: " if facts.rows.total or not facts.given else ""
    return f"{words}. {followed}{clean(facts.plan_title)}." if facts.plan_title else f"{words}."


def _narrative(facts: ReportFacts) -> Iterator[Block]:
    for place, section in enumerate(facts.narrative):
        yield Heading(section.level, _heading_words(section))
        following = facts.narrative[place + 1 : place + 2]
        has_parts = any(other.level > section.level for other in following)
        if section.paragraphs or not has_parts:
            yield from _paragraphs(section.paragraphs or (Paragraph("", gap=True),))


def _heading_words(section: NarrativeSection) -> str:
    mark = section.key.rsplit(".", 1)[-1]
    words = clean(section.heading)
    if section.level == 1:
        return f"{mark}. {words.upper()}"
    return f"{mark}) {words}" if section.level == 3 and mark.isalpha() else f"{mark}. {words}"


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> Iterator[Text]:
    for paragraph in paragraphs:
        words = clean(paragraph.text)
        if paragraph.gap or not words:
            yield Text(_gap_words(words), gap=True)
        else:
            yield from (Text(line) for line in words.split("\n") if line)


def _gap_words(hint: str) -> str:
    hint = hint.strip("[]. ")
    if not hint or fold(hint).startswith(fold(GAP)):
        return f"[{hint or GAP}]"
    return f"[{GAP}: {hint}]"


def _closing(facts: ReportFacts) -> Iterator[Text]:
    """The formula that ends a report, unless the office wrote its own "./."; a view ends without."""
    if facts.is_view:
        return
    written = [p.text for section in facts.narrative for p in section.paragraphs if not p.gap and p.text.strip()]
    if not (written and written[-1].rstrip().endswith("./.")):
        subject = lower_first(subject_words(facts.title))
        yield Text(f"Trên đây là Báo cáo {subject} của {clean(facts.letterhead.issuer)}./.")


def _signature(facts: ReportFacts) -> Signature:
    if facts.is_view:
        return Signature((), "", ())
    return signature_of(facts.letterhead, has_addressee=bool(_addressees(facts)))


def _appendices(facts: ReportFacts) -> tuple[Appendix, ...]:
    """Who sent and what each body did, in a government's report; one appendix for each of the plan's; of a plan in
    sections one for all of them; then the statistics. A single one has no number (the decree, mục III)."""
    parts = [*(appendices_of(facts.consolidation) if facts.consolidation else ()), *_parts(facts.appendices)]
    if facts.given:
        parts.append((clean(facts.given.title).upper(), tables.given_blocks(facts.given)))
    if facts.indicators:
        title = f"Bảng thống kê số liệu cải cách hành chính {clean(facts.period)}".upper()
        lacking = lacking_notes(statistics.shown(facts.indicators).lines)
        notes = (*lacking, *statistics.unmeasured_notes(facts.targets))
        parts.append((title, (*statistics.statistics_blocks(facts.indicators), *notes)))
    if statistics.are_measured(facts.targets):
        parts.append((TARGETS, tuple(statistics.targets_blocks(facts.targets))))
    attached_to = _attached_to(facts)
    return tuple(
        Appendix(f"Phụ lục {roman(place)}" if len(parts) > 1 else "Phụ lục", title, attached_to, blocks)
        for place, (title, blocks) in enumerate(parts, start=1)
    )


def _parts(appendices: tuple[AppendixFacts, ...]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for are_sections, found in groupby(appendices, key=tables.is_section):
        own = tuple(found)
        if are_sections and len(own) > 1:
            yield SECTIONS, tables.sections_blocks(own)
        else:
            yield from ((clean(one.title).upper(), tables.appendix_blocks(one)) for one in own)


def _attached_to(facts: ReportFacts) -> str:
    if facts.is_view:
        return f"(Bản xem tại ngày {short_date(facts.as_of)}, không phải báo cáo)"
    head = facts.letterhead
    issued = long_date(head.issued_on, facts.as_of.year)
    return f"(Kèm theo Báo cáo số {document_number(head, ELLIPSIS)} {issued} của {clean(head.issuer)})"
