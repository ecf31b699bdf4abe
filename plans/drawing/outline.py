"""From the facts of a plan to the outline of its document (Nghị định 30/2020/NĐ-CP, Phụ lục I and III)."""

import re
from collections.abc import Iterator

from cchc.paper.blocks import Appendix, Block, Column, Head, Heading, Outline, Signature, Table, Text
from cchc.paper.layout import LANDSCAPE_WIDTH, UPRIGHT_WIDTH
from cchc.paper.words import clean, issuer_caps, recipient_lines, signer_name
from cchc.text import fold
from plans.drawing.facts import AppendixFacts, Grid, Paragraph, Piece, PlanFacts, TaskTable
from plans.drawing.tables import cells_of, grid_cells, heads_of

_HEADINGS = (
    (1, re.compile(r"(?:PHẦN|CHƯƠNG|Phần|Chương)\s|[IVXL]+\s*[.)]\s*\S")),
    (2, re.compile(r"\d{1,2}(?:\.\d{1,2})*\s*[.)]?\s+\S")),
    (3, re.compile(r"[a-zđ]\)\s*\S")),
)
_LONGEST_HEADING = 25
_SENTENCE_ENDS = (".", ";", ",", "./.")
_BASES = ("can cu ", "theo de nghi ")
_ROOM = "\u00a0" * 6
_NARROW_HEADS = 4
_GRID_WEIGHT = (4, 40)


def outline(facts: PlanFacts) -> Outline:
    """Everything that stands in the plan, in the order of its pages."""
    recipients = recipient_lines(facts.recipients, has_addressee=False) if facts.recipients else ("- Lưu: VT.",)
    return Outline(
        title=clean(f"{facts.kind.capitalize()} {facts.subject}"),
        author=clean(facts.issuer),
        head=Head(
            kind=clean(facts.kind),
            superior=clean(facts.superior).upper(),
            issuer=issuer_caps(facts.issuer),
            number=_number(facts.number),
            place_and_date=clean(facts.place_and_date),
            subject=clean(facts.subject),
            addressees=(),
        ),
        blocks=tuple(block for piece in facts.pieces for block in _blocks(piece, UPRIGHT_WIDTH)),
        signature=Signature(tuple(map(clean, facts.signed)), signer_name(facts.signer), recipients),
        appendices=tuple(_appendix(appendix, facts.attached_to) for appendix in facts.appendices),
    )


def _number(number: str) -> str:
    """ "Số: 03/KH-UBND", with room for a number that was not given yet."""
    room = _ROOM if number.startswith("/") or not number else ""
    return f"Số: {room}{clean(number)}"


def _appendix(appendix: AppendixFacts, attached_to: str) -> Appendix:
    tables = [piece for piece in appendix.pieces if isinstance(piece, TaskTable)]
    wide = any(len(heads_of(table)) > _NARROW_HEADS for table in tables) or not tables
    width = LANDSCAPE_WIDTH if wide else UPRIGHT_WIDTH
    return Appendix(
        label=clean(appendix.label),
        title=clean(appendix.title),
        attached_to=clean(attached_to),
        blocks=tuple(block for piece in appendix.pieces for block in _blocks(piece, width)),
        lead=f"({clean(appendix.lead)} chủ trì)" if appendix.lead else "",
        landscape=wide,
    )


def _blocks(piece: Piece, width: float) -> Iterator[Block]:
    match piece:
        case Paragraph(text):
            words = clean(text)
            if words:
                yield prose_block(words)
        case Grid():
            yield _grid(piece, width)
        case TaskTable():
            heads = heads_of(piece)
            total = sum(head.share for head in heads)
            columns = tuple(Column(head.title, width * head.share / total, head.align) for head in heads)
            yield Table("", columns, cells_of(piece))


def prose_block(text: str) -> Heading | Text:
    """A short line with a number of its own is a heading; legal bases stand in italics."""
    if len(text.split()) <= _LONGEST_HEADING and not text.endswith(_SENTENCE_ENDS):
        level = next((level for level, pattern in _HEADINGS if pattern.match(text)), None)
        if level:
            return Heading(level, text)
    if _HEADINGS[0][1].match(text) and len(text.split()) <= _LONGEST_HEADING:
        return Heading(1, text)
    return Text(text, italic=fold(text).startswith(_BASES))


def _grid(grid: Grid, width: float) -> Table:
    """Columns as wide as their longest words ask, within bounds."""
    least, most = _GRID_WEIGHT
    lengths = [max(len(row[place]) for row in grid.rows) for place in range(len(grid.rows[0]))]
    weights = [min(max(length, least), most) for length in lengths]
    columns = tuple(Column("", width * weight / sum(weights)) for weight in weights)
    return Table("", columns, grid_cells(grid))
