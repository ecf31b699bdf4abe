"""A stored plan as the facts of its document: the words of its source where it has one, its rows as they are now."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from cchc.paper.words import ELLIPSIS, long_date, superior_caps
from cchc.text import fold, lower_first
from plans.drawing.facts import AppendixFacts, Grid, Paragraph, Piece, PlanFacts, TaskTable
from plans.drawing.source import Part, parts_of
from plans.models import Plan, Section
from plans.prose_words import rewritten_paragraphs
from plans.queries import PlanView, blocks_of
from plans.reading.letterhead import KINDS, read_letterhead
from plans.reading.results import Block
from plans.reading.signatures import Signature, read_signature
from plans.reading.tables import find_sections
from plans.row_words import table_rows
from plans.stored_blocks import block_from_json

USUAL_KIND = "Kế hoạch"
_KIND = re.compile(rf"(?P<kind>{KINDS})\b[\s:]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_DATE_LINE = re.compile(r"[^,\n]{2,60},\s*ngày[\d\s.…_]*tháng[\d\s.…_]*năm\s*\d{4}", re.IGNORECASE)
_SIGNING = re.compile(r"\s+(?=(?:KT|TL|TUQ)\s*\.)")
_APPENDIX = re.compile(r"phu luc\b")


def plan_facts(view: PlanView) -> PlanFacts:
    """Everything that the document says."""
    stored = blocks_of(view.plan)
    if not stored:
        return _by_hand(view)
    prose = rewritten_paragraphs(view, stored)
    return _with_source(view, [block_from_json(block) for block in stored], prose)


def _with_source(view: PlanView, blocks: Sequence[Block], prose: Mapping[int, tuple[str, ...]]) -> PlanFacts:
    head, signature = read_letterhead(blocks), read_signature(blocks)
    body, *rest = parts_of(blocks)
    places = _sections_by_table(view.sections, blocks)
    drawn = {section.pk for place in places.values() for section in place.sections}
    text = fold("\n".join(block.text for block in blocks))
    added = [section for section in view.sections if section.pk not in drawn and fold(section.title) not in text]
    appendices = [_appendix(part, view, places, prose) for part in rest]
    pieces = tuple(_pieces(body, view, places, prose))
    place = head.place or view.plan.organization.place_name
    written = _date_line(blocks) or f"{place}, {long_date(None, _year(view.plan))}"
    return _facts(
        view.plan,
        superior=head.superior,
        issuer=head.issuer or view.plan.organization.issuer_name,
        place_and_date=f"{place}, {long_date(view.plan.issued_on, 0)}" if view.plan.issued_on else written,
        pieces=pieces,
        signature=signature,
        appendices=(*appendices, *_appendices_of(view, added)),
    )


def _by_hand(view: PlanView) -> PlanFacts:
    plan = view.plan
    body = plan.organization
    superior = superior_caps(body.parent.issuer_name) if body.parent else ""
    table, appendices = _own_tables(view)
    return _facts(
        plan,
        superior=superior,
        issuer=body.issuer_name,
        place_and_date=f"{body.place_name}, {long_date(plan.issued_on, _year(plan))}",
        pieces=(*_opening(view, has_appendices=bool(appendices)), *table, _closing(plan)),
        signature=Signature(),
        appendices=appendices,
    )


def _facts(
    plan: Plan,
    *,
    superior: str,
    issuer: str,
    place_and_date: str,
    pieces: tuple[Piece, ...],
    signature: Signature,
    appendices: tuple[AppendixFacts, ...],
) -> PlanFacts:
    kind, subject = split_title(plan.title)
    return PlanFacts(
        superior=superior,
        issuer=issuer,
        number=plan.number,
        place_and_date=place_and_date,
        kind=kind.upper(),
        subject=subject,
        pieces=pieces,
        signed=tuple(line for line in (*_SIGNING.split(plan.authority), plan.signer_title) if line),
        signer=plan.signer,
        recipients=signature.recipients,
        appendices=appendices,
        attached_to=_attached_to(plan, kind, _named(issuer, plan)),
        as_of=plan.issued_on or localtime(plan.created_at).date(),
    )


def split_title(title: str) -> tuple[str, str]:
    """ "Kế hoạch cải cách hành chính năm 2023" → "Kế hoạch" and the rest."""
    found = _KIND.fullmatch(title.strip())
    return (found["kind"], found["rest"]) if found and found["rest"] else (USUAL_KIND, title)


def _attached_to(plan: Plan, kind: str, issuer: str) -> str:
    issued = (
        f"ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else f"ngày {ELLIPSIS} tháng {ELLIPSIS} năm {_year(plan)}"
    )
    number = f"{ELLIPSIS}{plan.number}" if plan.number.startswith("/") else plan.number or ELLIPSIS
    return f"(Kèm theo {kind.capitalize()} số {number} {issued} của {issuer})"


def _named(issuer: str, plan: Plan) -> str:
    """The issuing body as it stands inside a sentence; a neighbour's document keeps the neighbour's name."""
    own = plan.organization.issuer_name
    return own if fold(own) == fold(issuer) else issuer


def _date_line(blocks: Sequence[Block]) -> str:
    lines = (line for block in blocks[:12] for line in (block.text, *(cell for row in block.rows for cell in row)))
    return next((found[0] for line in lines if (found := _DATE_LINE.search(line))), "")


def _year(plan: Plan) -> int:
    return plan.from_year or plan.created_at.year


@dataclass(slots=True)
class _Table:
    """The sections that a table of the document begins; the first one's name stands above the table (`is_captioned`)
    or in it."""

    sections: list[Section]
    is_captioned: bool


def _sections_by_table(sections: Sequence[Section], blocks: Sequence[Block]) -> dict[int, _Table]:
    """By the table's place among the blocks."""
    found: dict[int, _Table] = {}
    left, known = list(sections), 0
    for place, block in enumerate(blocks):
        if block.kind != "table":
            continue
        drafts = find_sections(blocks[: place + 1])
        for draft in drafts[known:]:
            at = next((n for n, one in enumerate(left) if (one.label, one.title) == (draft.label, draft.title)), None)
            if at is not None:
                table = found.setdefault(place, _Table([], draft.rank < 0))
                table.sections.append(left[at])
                del left[: at + 1]
        known = len(drafts)
    return found


def _pieces(
    part: Part, view: PlanView, places: dict[int, _Table], prose: Mapping[int, tuple[str, ...]]
) -> Iterator[Piece]:
    for place, block in part.blocks:
        if place in places:
            table = places[place]
            yield TaskTable(table_rows(view, table.sections, is_captioned=table.is_captioned))
        elif block.kind == "p":
            yield from map(Paragraph, prose.get(place, (block.text,)))
        else:
            spans = tuple((span.row, span.column, span.height, span.width) for span in block.spans)
            yield Grid(block.rows, spans)


def _appendix(
    part: Part, view: PlanView, places: dict[int, _Table], prose: Mapping[int, tuple[str, ...]]
) -> AppendixFacts:
    first = next((places[place].sections[0] for place, _ in part.blocks if place in places), None)
    pieces = tuple(_pieces(part, view, places, prose))
    if part.caption is None or not part.caption.is_appendix or first is None:
        return AppendixFacts("", "", "", pieces)
    return AppendixFacts(first.label, first.title, first.lead_text, pieces)


def _appendices_of(view: PlanView, sections: Sequence[Section]) -> list[AppendixFacts]:
    """Sections that stand in no document, each top one with those below it."""
    tops = [section for section in sections if section.parent_id is None]
    return [
        AppendixFacts(
            top.label,
            top.title,
            top.lead_text,
            (TaskTable(table_rows(view, _family(top, view.sections), is_captioned=True)),),
        )
        for top in tops
    ]


def _own_tables(view: PlanView) -> tuple[tuple[Piece, ...], tuple[AppendixFacts, ...]]:
    """Sections with the label of an appendix on pages of their own, all others in one table of the text."""
    tops = [section for section in view.sections if section.parent_id is None]
    inline = [section for top in tops if not _is_appendix(top) for section in _family(top, view.sections)]
    table = (TaskTable(table_rows(view, inline, is_captioned=False)),) if inline else ()
    return table, tuple(_appendices_of(view, [top for top in tops if _is_appendix(top)]))


def _is_appendix(section: Section) -> bool:
    return bool(_APPENDIX.match(fold(section.label)))


def _family(top: Section, sections: Sequence[Section]) -> list[Section]:
    """A section with those below it, in their order."""
    inside = {top.pk}
    found = [top]
    for section in sections:
        if section.parent_id in inside:
            inside.add(section.pk)
            found.append(section)
    return found


def _opening(view: PlanView, *, has_appendices: bool) -> Iterator[Piece]:
    plan = view.plan
    if plan.carries_out:
        issuer, title = plan.organization.issuer_name, lower_first(plan.title)
        yield Paragraph(f"Thực hiện {plan.carries_out}, {issuer} ban hành {title} như sau:")
    aims = list(dict.fromkeys(target.text for target in view.targets))
    if aims:
        yield Paragraph("I. MỤC TIÊU, CHỈ TIÊU")
        yield from (Paragraph(f"- {aim}") for aim in aims)
    yield Paragraph(f"{'II' if aims else 'I'}. NHIỆM VỤ")
    if has_appendices:
        yield Paragraph("(Chi tiết theo các phụ lục kèm theo Kế hoạch này)")


def _closing(plan: Plan) -> Paragraph:
    return Paragraph(f"Trên đây là {plan.title} của {plan.organization.issuer_name}./.")
