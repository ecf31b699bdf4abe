"""Paragraphs of the narrative as stored JSON and as the text that one edits; whose words each one is. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz

from cchc.text import squeeze
from reports.facts import Paragraph

TRACKED = "Bảng theo dõi nhiệm vụ của kế hoạch"
"""The source of a sentence that the system put together from due days and states."""
DOCUMENTS = (TRACKED, "Báo cáo số")
"""How sources begin that are no person."""
ALIKE = 60
"""How much of its words (per cent) a changed sentence shares with the one it came from."""
TEXT_LENGTH = 50_000
"""Characters that a section holds at the most."""
TOO_LONG = "dài hơn 50.000 ký tự"
SHORTEST_PIECE = 25
"""Letters from which a piece of a sentence is surely a piece of that sentence."""


def to_json(paragraphs: Iterable[Paragraph]) -> list[dict[str, Any]]:
    return [{"text": p.text, "source": p.source, "gap": p.gap, "update": p.update} for p in paragraphs]


def from_json(stored: Iterable[Mapping[str, Any]]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(p["text"], p["source"], p["gap"], p.get("update")) for p in stored)


def one_line(text: str) -> str:
    """What an official wrote in several lines, as the one paragraph it becomes."""
    return squeeze(text.replace("\n", " "))


def editable(paragraphs: Iterable[Paragraph]) -> str:
    """One paragraph a line; a gap is nothing to edit."""
    return "\n".join(p.text.replace("\n", " ") for p in paragraphs if not p.gap)


def edited(text: str, gap: str, known: Iterable[Paragraph] = ()) -> tuple[Paragraph, ...]:
    """What a person wrote, one paragraph a line, each with its source among the `known` paragraphs; a marked gap (`gap`
    names what is missing) where he left nothing."""
    lines = [line for line in squeeze(text).split("\n") if line]
    if not lines:
        return (Paragraph(gap, gap=True),) if gap else ()
    return attributed(lines, [p for p in known if not p.gap])


def attributed(lines: Sequence[str], known: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Each line with whose words it is: a known paragraph left as it was keeps its source; one that was changed, split
    or joined with others says so; any other line is the editor's own."""
    same = {_bare(p.text): p for p in known}
    taken = {_bare(line) for line in lines}
    rest = [(bare, p) for p in known if (bare := _bare(p.text)) not in taken]
    return tuple(_attributed(line, same.get(_bare(line)), rest) for line in lines)


def _attributed(line: str, same: Paragraph | None, rest: Sequence[tuple[str, Paragraph]]) -> Paragraph:
    if same:
        return replace(same, text=line)
    origins = _origins(_bare(line), rest)
    if not any(p.source for p in origins):
        return Paragraph(line)
    words = "; ".join(dict.fromkeys(_source_in_sentence(p.source) for p in origins if p.source))
    update = origins[0].update if len(origins) == 1 else None
    return Paragraph(line, f"Văn phòng sửa từ {words}", update=update)


def _source_in_sentence(source: str) -> str:
    """A person's words are his; a document is named as it is."""
    return source[:1].lower() + source[1:] if source.startswith(DOCUMENTS) else f"lời {source}"


def _origins(line: str, known: Sequence[tuple[str, Paragraph]]) -> list[Paragraph]:
    """The paragraphs that a changed line was made from: those it holds whole or is a piece of, otherwise the likest."""
    pieces = [p for bare, p in known if _holds(line, bare) or _holds(bare, line)]
    if pieces:
        return pieces
    words = line.split()
    best = max(known, key=lambda one: fuzz.ratio(words, one[0].split()), default=None)
    return [best[1]] if best and fuzz.ratio(words, best[0].split()) >= ALIKE else []


def _holds(whole: str, piece: str) -> bool:
    return len(piece) >= SHORTEST_PIECE and piece in whole


def _bare(text: str) -> str:
    """A sentence without what does not change it: case, blanks, the stop at its end."""
    return one_line(text).casefold().rstrip(" .;,")


def missing_from(new: Iterable[Paragraph], old: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of `new` whose words `old` does not hold."""
    known = {p.text for p in old}
    return tuple(p for p in new if not p.gap and p.text not in known)


def still_used(text: str, before: Iterable[Paragraph], now: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of former drafts that the draft of `now` has no more and an edited text still holds, changed or
    not."""
    lines = [_bare(line) for line in text.split("\n") if line.strip()]
    gone = missing_from({_bare(p.text): p for p in before}.values(), now)
    known = [(_bare(p.text), p) for p in gone]
    used = {p for line in lines for p in ([p for bare, p in known if bare == line] or _origins(line, known))}
    return tuple(p for p in gone if p in used)
