"""Blocks → the parts of the page, each with its lines and the rows that begin in them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cchc.text import fold
from plans.layout.marks import write_marks
from plans.layout.pieces import Aim, Cell, Heading, Layout, Line, Mark, Part, Place, Row
from plans.layout.ties import Ties, tie

CAPTION_LINES = 5
AREA_CELLS = 2
LONGEST_PART = 50
LONGEST_CHAPTER = 160
_CHAPTER = re.compile(r"(?:[IVXL]{1,6}\s*[./)-]|(?:PHẦN|Phần|CHƯƠNG|Chương|PHỤ LỤC|Phụ lục)\s+\S|Nơi nhận\s*:)")

Blocks = Sequence[Mapping[str, Any]]


def lay_out(
    blocks: Blocks,
    rows: Sequence[Row],
    headings: Sequence[Heading] = (),
    marks: Sequence[Mark] = (),
    aims: Sequence[Aim] = (),
) -> Layout:
    """Tie rows, sections and targets to the document and mark the words in doubt."""
    ties = tie(blocks, rows, headings)
    parts = _Writer(blocks, rows, headings, ties).write()
    parts = [piece for part in parts for piece in _cut(part)]
    parts += _place_loose(parts, rows, set(ties.places))
    loose = write_marks(parts, marks, aims)
    return Layout(parts, ties.places, {doubt for part in parts for doubt in part.doubts}, loose)


class _Writer:
    """Walks the blocks once; a part begins with a heading, a chapter, a task table, and after one."""

    def __init__(self, blocks: Blocks, rows: Sequence[Row], headings: Sequence[Heading], ties: Ties) -> None:
        self._blocks = blocks
        self._ties = ties
        self._sections = {row.pk: row.section for row in rows}
        self._labels = {heading.pk: heading.label or heading.title for heading in headings}
        self._lines: dict[Place, Line] = {}
        self._parts: list[Part] = []

    def write(self) -> list[Part]:
        for at, block in enumerate(self._blocks):
            if block["kind"] == "p":
                self._paragraph(Place(at), block["text"])
            else:
                self._table(at, _lines(block, at))
        return self._parts

    def _paragraph(self, place: Place, text: str) -> None:
        above = self._ties.followers.get(place)
        if above in self._lines:
            self._lines[above].cells.append(Cell(text))
            return
        line = self._lines[place] = Line(place, [Cell(text)], self._ties.rows.get(place, []))
        section = self._ties.headings.get(place)
        if section is not None or (_is_chapter(text) and not line.rows):
            self._head(line, section)
        else:
            self._prose(place).body.append(line)

    def _head(self, line: Line, section: int | None) -> None:
        """Headings that follow each other stand above one part."""
        last = self._parts[-1] if self._parts else None
        if last is None or not last.is_prose or last.body or not last.caption:
            last = Part(str(line.place), is_prose=True)
            self._parts.append(last)
        last.caption.append(line)
        last.section = section if section is not None else last.section

    def _prose(self, place: Place) -> Part:
        if not self._parts or not self._parts[-1].is_prose:
            self._parts.append(Part(str(place), is_prose=True))
        return self._parts[-1]

    def _table(self, at: int, lines: list[Line]) -> None:
        for line in lines:
            line.rows = self._ties.rows.get(line.place, []) if line.place else []
        first = next((n for n, line in enumerate(lines) if line.rows), None)
        if first is None:
            self._prose(Place(at)).body.append(Line(Place(at), [], table=lines))
            return
        section = self._sections[lines[first].rows[0]]
        caption = self._take_caption(self._labels.get(section, ""))
        head, body = _header(lines, first)
        self._parts.append(Part(f"{at}-0", is_prose=False, section=section, caption=caption, head=head, body=body))

    def _take_caption(self, label: str) -> list[Line]:
        """The paragraphs right above a table from the one that begins with its section's label; they leave it."""
        wanted = fold(label)
        last = self._parts[-1] if self._parts else None
        if last is None or not last.is_prose:
            return []
        above = [*last.caption, *last.body]
        for back in range(1, min(CAPTION_LINES, len(above)) + 1):
            if above[-back].rows or above[-back].table:
                break
            if wanted and _begins_with(fold(above[-back].text), wanted):
                from_body = min(back, len(last.body))
                last.body = last.body[: len(last.body) - from_body]
                last.caption = last.caption[: len(last.caption) - (back - from_body)]
                if not last.body and not last.caption:
                    self._parts.pop()
                return above[-back:]
        return []


def _begins_with(text: str, label: str) -> bool:
    """ "phu luc so 1" does not begin "phu luc so 12"."""
    return text.startswith(label) and not text[len(label) : len(label) + 1].isalnum()


def _is_chapter(text: str) -> bool:
    return len(text) <= LONGEST_CHAPTER and _CHAPTER.match(text) is not None


def _lines(block: Mapping[str, Any], at: int) -> list[Line]:
    sizes = {(row, column): (height, width) for row, column, height, width in block["spans"]}
    covered = {
        (row + down, column + right)
        for (row, column), (height, width) in sizes.items()
        for down in range(height)
        for right in range(width)
        if (down, right) != (0, 0)
    }
    lines = []
    for row, texts in enumerate(block["rows"]):
        line = Line(Place(at, row), [], is_prose=False)
        for column, text in enumerate(texts):
            if (row, column) not in covered:
                height, width = sizes.get((row, column), (1, 1))
                line.cells.append(Cell(text, column, rowspan=height, colspan=width))
        lines.append(line)
    return lines


def _header(lines: list[Line], first: int) -> tuple[list[Line], list[Line]]:
    """The header is what stands above the first task; area rows stay in the body."""
    head = min(first, max((cell.rowspan for cell in lines[0].cells), default=1))
    while head < first and _has_header_words(lines[head]):
        head += 1
    labels = {
        column: cell.text
        for line in lines[:head]
        for cell in line.cells
        for column in range(cell.column, cell.column + cell.colspan)
    }
    for cell in (cell for line in lines[head:] for cell in line.cells):
        cell.label = labels.get(cell.column, "")
    return lines[:head], lines[head:]


def _has_header_words(line: Line) -> bool:
    """A second line of header words; an area row fills one or two cells, a numbering row holds numbers."""
    words = [cell.text for cell in line.cells if cell.text]
    return len(words) > AREA_CELLS and not any(text.strip(" .()").isdigit() for text in words)


def _cut(part: Part) -> Iterator[Part]:
    """A long part in pieces, never through a cell that spans rows."""
    if len(part.body) <= LONGEST_PART:
        yield part
        return
    start = 0
    while start < len(part.body):
        end = min(start + LONGEST_PART, len(part.body))
        while end < len(part.body) and _spans_into(part.body[start:end]):
            end += 1
        body = part.body[start:end]
        key = part.key if start == 0 else str(body[0].place)
        yield Part(key, part.is_prose, part.section, part.caption if start == 0 else [], part.head, body, start > 0)
        start = end


def _spans_into(lines: Sequence[Line]) -> bool:
    """Whether a cell of these lines reaches beyond the last of them."""
    return any(cell.rowspan > len(lines) - n for n, line in enumerate(lines) for cell in line.cells)


def _place_loose(parts: Sequence[Part], rows: Sequence[Row], tied: set[int]) -> list[Part]:
    """Rows that stand nowhere in the document go below the row before them in their section; returns the parts of
    sections that have no row in it."""
    below: dict[int, tuple[Part, Line]] = {pk: (part, line) for part in parts for line in part.body for pk in line.rows}
    last: dict[int, int] = {}
    added: dict[int, Part] = {}
    for row in rows:
        if row.pk not in tied:
            line = Line(None, [], [row.pk])
            above = last.get(row.section)
            if above is None:
                part = added.setdefault(row.section, Part(f"s{row.section}", is_prose=True, section=row.section))
                part.body.append(line)
            else:
                part, before = below[above]
                line.is_prose = part.is_prose
                part.body.insert(part.body.index(before) + 1, line)
            below[row.pk] = (part, line)
        last[row.section] = row.pk
    return list(added.values())
