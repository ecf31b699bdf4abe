"""Paragraphs of the narrative as stored JSON and as the text that a coordinator edits. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from cchc.text import squeeze
from reports.facts import Paragraph


def to_json(paragraphs: Iterable[Paragraph]) -> list[dict[str, Any]]:
    return [{"text": p.text, "source": p.source, "gap": p.gap} for p in paragraphs]


def from_json(stored: Iterable[Mapping[str, Any]]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(p["text"], p["source"], p["gap"]) for p in stored)


def editable(paragraphs: Iterable[Paragraph]) -> str:
    """One paragraph a line; a gap is nothing to edit."""
    return "\n".join(p.text.replace("\n", " ") for p in paragraphs if not p.gap)


def edited(text: str, gap: str) -> tuple[Paragraph, ...]:
    """What a person wrote, one paragraph a line; a marked gap (`gap` names what is missing) where he left nothing."""
    lines = [line for line in squeeze(text).split("\n") if line]
    return tuple(map(Paragraph, lines)) or ((Paragraph(gap, gap=True),) if gap else ())


def missing_from(new: Iterable[Paragraph], old: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of `new` whose words `old` does not hold."""
    known = {p.text for p in old}
    return tuple(p for p in new if not p.gap and p.text not in known)
