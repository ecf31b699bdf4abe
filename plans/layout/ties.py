"""Which place of the document each row and section was read from: found by their words, in the order of both."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cchc.text import fold
from plans.layout.pieces import Heading, Place, Row

KEY_LENGTH = 70
LONGER_THAN_TITLE = 40
SHORTEST_FOLLOWER = 4
SHORTEST_START = 10
_MARKS = re.compile(
    r"^(?:[-–−—•*·▪●+]\s*|(?:\d{1,2}\.)+\d*\s*[.)/:]?\s+|\d{1,2}\s*[.)/]\s*|[a-z]\s*[).]\s*|[ivxl]+\s*[.)/-]\s*)+"
)


@dataclass(slots=True)
class Ties:
    """`rows` by place in the order in which they stand there; `followers` are paragraphs that go on with the row of the
    place given; `headings` are paragraphs that name a section."""

    rows: dict[Place, list[int]] = field(default_factory=dict)
    followers: dict[Place, Place] = field(default_factory=dict)
    headings: dict[Place, int] = field(default_factory=dict)

    @property
    def places(self) -> dict[int, Place]:
        return {row: place for place, rows in self.rows.items() for row in rows}


@dataclass(frozen=True, slots=True)
class _Spot:
    """One place of the document with its folded texts."""

    place: Place
    texts: tuple[str, ...]


def tie(blocks: Sequence[Mapping[str, Any]], rows: Sequence[Row], headings: Sequence[Heading]) -> Ties:
    """A row cut by a page or split by a person is found by how its words begin; one out of order is looked for from the
    start. Rows of tables are looked for in tables first, rows of the prose in paragraphs."""
    paragraphs = [_Spot(Place(at), (fold(block["text"]),)) for at, block in enumerate(blocks) if block["kind"] == "p"]
    cells = [
        _Spot(Place(at, line), tuple(map(fold, texts)))
        for at, block in enumerate(blocks)
        if block["kind"] != "p"
        for line, texts in enumerate(block["rows"])
    ]
    ties = Ties(headings=dict(_tie_headings(paragraphs, headings)))
    starts = {section: place for place, section in ties.headings.items()}
    in_paragraphs, in_cells = _Finder(paragraphs, are_sentences=True), _Finder(cells)
    for row in rows:
        first, second = (in_paragraphs, in_cells) if row.in_prose else (in_cells, in_paragraphs)
        place = first.find(row, starts.get(row.section)) or second.find(row, starts.get(row.section))
        if place:
            ties.rows.setdefault(place, []).append(row.pk)
    ties.headings = {place: pk for place, pk in ties.headings.items() if place not in ties.rows}
    _tie_followers(ties, paragraphs, {row.pk: row for row in rows})
    return ties


class _Finder:
    """Looks for rows from where the last one stood; a row may begin where the one before it ends. A paragraph that says
    the row and nothing else comes before one that only holds its words."""

    def __init__(self, spots: Sequence[_Spot], *, are_sentences: bool = False) -> None:
        self._spots = spots
        self._are_sentences = are_sentences
        self._taken: set[int] = set()
        self._cursor = 0
        self._last: tuple[int, int, int] | None = None
        self._section: int | None = None

    def find(self, row: Row, start: Place | None) -> Place | None:
        text = fold(row.text)
        key = text[:KEY_LENGTH].strip()
        if not key:
            return None
        if row.section != self._section and start is not None:
            self._cursor = next((n for n, spot in enumerate(self._spots) if spot.place > start), self._cursor)
        hit = self._goes_on(key) or self._alone(text) or self._anew(key) or self._begun(text)
        if hit is None:
            return None
        spot, cell, at = hit
        self._section = row.section
        self._taken.add(spot)
        self._last = (spot, cell, at + len(text))
        self._cursor = spot + 1
        return self._spots[spot].place

    def _goes_on(self, key: str) -> tuple[int, int, int] | None:
        if self._last is None:
            return None
        spot, cell, end = self._last
        at = self._spots[spot].texts[cell].find(key, end)
        return (spot, cell, at) if at >= 0 else None

    def _alone(self, words: str) -> tuple[int, int, int] | None:
        said = self._free() if self._are_sentences else ()
        ends = ((spot, cell, text) for spot, cell, text in said if text.endswith(words))
        alone = ((spot, cell, text) for spot, cell, text in ends if _MARKS.sub("", text) == words or text == words)
        return next(((spot, cell, len(text) - len(words)) for spot, cell, text in alone), None)

    def _anew(self, key: str) -> tuple[int, int, int] | None:
        for spot, cell, text in self._free():
            if key in text:
                return spot, cell, text.index(key)
        return None

    def _begun(self, words: str) -> tuple[int, int, int] | None:
        """A place that holds no more than the beginning of the row, which goes on below it."""
        for spot, cell, text in self._free():
            bare = _MARKS.sub("", text)
            if len(bare) >= SHORTEST_START and words.startswith(bare):
                return spot, cell, len(text) - len(words)
        return None

    def _free(self) -> Iterator[tuple[int, int, str]]:
        """The cells of places not taken, from the last one found on and then from the start."""
        for spot in (*range(self._cursor, len(self._spots)), *range(self._cursor)):
            if spot not in self._taken:
                yield from ((spot, cell, text) for cell, text in enumerate(self._spots[spot].texts))


def _tie_headings(paragraphs: Sequence[_Spot], headings: Sequence[Heading]) -> Iterator[tuple[Place, int]]:
    """A paragraph that is hardly longer than the title it holds."""
    cursor = 0
    for heading in headings:
        key = fold(heading.title).rstrip(" .:;")[:KEY_LENGTH]
        for at in range(cursor, len(paragraphs)):
            text = paragraphs[at].texts[0]
            if key and key in text and len(text) <= len(heading.title) + LONGER_THAN_TITLE:
                yield paragraphs[at].place, heading.pk
                cursor = at + 1
                break


def _tie_followers(ties: Ties, paragraphs: Sequence[_Spot], rows: Mapping[int, Row]) -> None:
    """The paragraphs right below a row's own that hold its other words ("Đơn vị chủ trì: …") or go on with it."""
    above: Place | None = None
    expected = -1
    for spot in paragraphs:
        if spot.place in ties.rows:
            above, expected = spot.place, spot.place.block + 1
        elif above and spot.place.block == expected and _goes_on_with(spot, above, ties, rows):
            ties.followers[spot.place] = above
            expected += 1


def _goes_on_with(spot: _Spot, above: Place, ties: Ties, rows: Mapping[int, Row]) -> bool:
    return spot.place not in ties.headings and any(_follows(spot.texts[0], rows[pk]) for pk in ties.rows[above])


def _follows(text: str, row: Row) -> bool:
    bare = _MARKS.sub("", text).strip()
    if len(bare) < SHORTEST_FOLLOWER:
        return False
    lines = [line for line in map(fold, row.lines) if len(line) >= SHORTEST_FOLLOWER]
    return bare in fold(row.text) or any(line in bare or bare in line for line in lines)
