"""Words in doubt and sentences of targets, marked in the text that holds them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from plans.layout.pieces import Aim, Cell, Line, Mark, Part, Segment

SHORTEST_MARK = 2


@dataclass(slots=True)
class _Text:
    """One cell with the rows it belongs to, and the stretches found in it."""

    cell: Cell
    line: Line
    rows: frozenset[int]
    doubts: list[tuple[int, int, int]] = field(default_factory=list)
    aims: list[tuple[int, int, int]] = field(default_factory=list)


def write_marks(parts: Sequence[Part], marks: Sequence[Mark], aims: Sequence[Aim]) -> list[int]:
    """Cut every cell into its segments; returns the targets whose sentence was found nowhere."""
    texts = list(_texts(parts))
    for mark in marks:
        own = [text for text in texts if mark.row is None or mark.row in text.rows]
        for words in _quoted(mark.words):
            _mark_first(own, words, mark.pk)
    loose = [aim.pk for aim in aims if not _mark_aim(texts, aim)]
    seen: set[tuple[str, int]] = set()
    for text in texts:
        text.cell.segments = tuple(_segments(text, seen))
    return loose


def _texts(parts: Sequence[Part]) -> Iterator[_Text]:
    """Every cell in the order of the page; lines of a table below a read row go on with it."""
    for part in parts:
        for line in (*part.caption, *part.head):
            yield from (_Text(cell, line, frozenset()) for cell in line.cells)
        rows: frozenset[int] = frozenset()
        for line in part.body:
            rows = frozenset(line.rows) if line.rows or line.is_prose else rows
            yield from (_Text(cell, line, rows) for cell in line.cells)
            yield from (_Text(cell, line, frozenset()) for inner in line.table for cell in inner.cells)


def _mark_first(texts: Sequence[_Text], words: str, pk: int) -> None:
    pattern = _pattern(words)
    for text in texts:
        hit = pattern.search(text.cell.text)
        if hit:
            if all(hit.end() <= start or hit.start() >= end for start, end, _ in text.doubts):
                text.doubts.append((hit.start(), hit.end(), pk))
            return


def _mark_aim(texts: Sequence[_Text], aim: Aim) -> bool:
    """Paragraphs before tables: a plan's targets stand in its prose."""
    pattern = _pattern(aim.text)
    for text in sorted(texts, key=lambda text: not text.line.is_prose):
        hit = pattern.search(text.cell.text)
        if hit:
            text.aims.append((hit.start(), hit.end(), aim.pk))
            text.line.aims.append(aim.pk)
            return True
    return False


def _quoted(words: str) -> list[str]:
    """A point may quote several places, parted by "…" or line ends."""
    parts = (part.strip(' .;,“”"') for part in re.split(r"…|\.{3}|\n| / ", words))
    return [part for part in parts if len(part) >= SHORTEST_MARK]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))


def _segments(text: _Text, seen: set[tuple[str, int]]) -> Iterator[Segment]:
    """The text cut wherever a mark begins or ends."""
    words = text.cell.text
    spans = [*text.doubts, *text.aims]
    edges = sorted({0, len(words), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    if len(edges) < 2:
        yield Segment(words)
    for start, end in pairwise(edges):
        doubt = next((pk for first, last, pk in text.doubts if first <= start < last), None)
        aim = next((pk for first, last, pk in text.aims if first <= start < last), None)
        own = ("doubt", doubt) if doubt else ("aim", aim) if aim else None
        yield Segment(words[start:end], doubt, aim, begins=own is not None and own not in seen)
        if own:
            seen.add(own)
