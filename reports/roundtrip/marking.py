"""The Word file of a report that somebody edits and hands back.

Each heading carries a bookmark by which its section is found again; properties of the file tell whose report it is and
what stood in each section, so that what Word did not touch is never taken for a change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from cchc.paper.blocks import Block, Heading, Outline, Text
from cchc.paper.docx import draw_document
from reports.drawing.outline import outline
from reports.facts import NarrativeSection, ReportFacts
from reports.roundtrip.reading import END, Place, WordFile, printed_lines, read_word

REPORT = "cchc-bao-cao"
BEFORE, AFTER = "cchc-phan-dau", "cchc-phan-cuoi"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stood in a section when the file was made: the version, and its words by their digest."""

    version: int
    digest: str


def draw_for_editing(facts: ReportFacts, label: str, versions: Mapping[str, int]) -> bytes:
    """The Word file; the same facts, label and versions (by part of the outline) give the same bytes. `label` names the
    report for good: body, kind, year and number of the period."""
    marked = _marked(outline(facts), facts.narrative)
    bare = read_word(draw_document(marked, facts.as_of), places_of(facts))
    stamps = [(_stamp_name(one.part), f"{versions.get(one.part, 0)} {_of(bare, one.part)}") for one in facts.narrative]
    properties = ((REPORT, label), (BEFORE, digest(bare.before)), (AFTER, digest(bare.after)), *stamps)
    return draw_document(replace(marked, properties=properties), facts.as_of)


def _marked(whole: Outline, narrative: Sequence[NarrativeSection]) -> Outline:
    """A bookmark at each heading, one more where the last section ends: at the closing formula, or, where the office
    wrote its own into that section, at an empty line."""
    parts = iter(narrative)
    blocks: list[Block] = [
        replace(block, mark=mark_of(next(parts).part)) if isinstance(block, Heading) else block
        for block in whole.blocks
    ]
    last = max(place for place, block in enumerate(blocks) if isinstance(block, Heading))
    own = max(1, len(lines_of(narrative[-1])))
    closing = blocks[last + own + 1 :]
    end = [replace(block, mark=END) for block in closing[:1] if isinstance(block, Text)] or [Text("", mark=END)]
    return replace(whole, blocks=(*blocks[: last + own + 1], *end, *closing[1:]))


def stamp_of(file: WordFile, part: str) -> Stamp | None:
    """What the file says of a section as it was, None where it says nothing."""
    version, _, words = file.properties.get(_stamp_name(part), "").partition(" ")
    return Stamp(int(version), words) if version.isdecimal() and words else None


def digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def lines_of(section: NarrativeSection) -> tuple[str, ...]:
    """The paragraphs of a section as they stand in the file; a gap is none."""
    return tuple(line for p in section.paragraphs if not p.gap for line in printed_lines(p.text))


def places_of(facts: ReportFacts) -> tuple[Place, ...]:
    """Where the sections stand: part, bookmark, printed heading."""
    headings = [block.text for block in outline(facts).blocks if isinstance(block, Heading)]
    return tuple(Place(s.part, mark_of(s.part), words) for s, words in zip(facts.narrative, headings, strict=True))


def mark_of(part: str) -> str:
    """ "II.1" → "muc_II_1": what Word allows as the name of a bookmark."""
    return f"muc_{part.replace('.', '_')}"


def _stamp_name(part: str) -> str:
    return f"cchc-{mark_of(part)}"


def _of(file: WordFile, part: str) -> str:
    found = file.sections.get(part)
    return digest(found.lines if found else ())
