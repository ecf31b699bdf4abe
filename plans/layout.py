"""The document as it is shown beside its reading: prose, then each task table with its rows tied to what was read.

Works on the blocks kept with the file and on the words of rows, so that a row cut by a page or reworded by nobody is
found by its own text; what cannot be tied is listed apart, never lost.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cchc.text import fold

KEY_LENGTH = 70
CAPTION_PIECES = 5
SHORTEST_MARK = 2
AREA_CELLS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: its id, its words, the label of its section."""

    pk: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in doubt, in one row or (row None) anywhere."""

    pk: int
    words: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; `doubt` is the id of the point that stumbled on it."""

    text: str
    doubt: int | None = None


@dataclass(slots=True)
class Cell:
    text: str
    column: int = 0
    label: str = ""
    rowspan: int = 1
    colspan: int = 1
    segments: tuple[Segment, ...] = ()


@dataclass(slots=True)
class Line:
    """One row of a table; `row` is the id of the read row that begins in it."""

    cells: list[Cell]
    row: int | None = None


@dataclass(slots=True)
class Piece:
    """A paragraph, or a table that holds no task."""

    cell: Cell | None = None
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.cell.text if self.cell else ""


@dataclass(slots=True)
class Table:
    """A task table: the paragraphs of its caption, its header, its rows."""

    caption: list[Piece]
    head: list[Line]
    body: list[Line]

    @property
    def width(self) -> int:
        """Columns of the document's own table."""
        return max((sum(cell.colspan for cell in line.cells) for line in [*self.head, *self.body]), default=1)


@dataclass(slots=True)
class Layout:
    """`loose` are read rows that stand in no table."""

    prose: list[Piece]
    tables: list[Table]
    loose: list[int]


def lay_out(blocks: Sequence[dict[str, Any]], rows: Sequence[Row], marks: Sequence[Mark]) -> Layout:
    """Tie rows to the document and mark the words in doubt."""
    found = _tie(blocks, rows)
    by_pk = {row.pk: row for row in rows}
    layout = Layout([], [], [row.pk for row in rows if row.pk not in found.values()])
    for index, block in enumerate(blocks):
        if block["kind"] == "p":
            layout.prose.append(Piece(Cell(block["text"])))
            continue
        lines = _lines(block)
        for at, line in enumerate(lines):
            line.row = found.get((index, at))
        first = next((at for at, line in enumerate(lines) if line.row is not None), None)
        if first is None:
            layout.prose.append(Piece(lines=lines))
        else:
            label = by_pk[lines[first].row or 0].label
            layout.tables.append(_task_table(lines, first, _take_caption(layout.prose, label)))
    _write_marks(layout, marks)
    return layout


def _tie(blocks: Sequence[dict[str, Any]], rows: Sequence[Row]) -> dict[tuple[int, int], int]:
    """Places of the tables' rows → ids, in the order of both; a row out of order is looked for from the start."""
    places = [
        ((index, at), [fold(cell) for cell in cells])
        for index, block in enumerate(blocks)
        if block["kind"] == "table"
        for at, cells in enumerate(block["rows"])
    ]
    found: dict[tuple[int, int], int] = {}
    cursor = 0
    for row in rows:
        key = fold(row.text)[:KEY_LENGTH]
        order = [*range(cursor, len(places)), *range(cursor)]
        hit = next((n for n in order if places[n][0] not in found and _holds(places[n][1], key)), None)
        if hit is not None:
            found[places[hit][0]] = row.pk
            cursor = hit + 1
    return found


def _holds(cells: Iterable[str], key: str) -> bool:
    return bool(key) and any(key in cell for cell in cells)


def _lines(block: dict[str, Any]) -> list[Line]:
    sizes = {(row, column): (height, width) for row, column, height, width in block["spans"]}
    covered = {
        (row + down, column + right)
        for (row, column), (height, width) in sizes.items()
        for down in range(height)
        for right in range(width)
        if (down, right) != (0, 0)
    }
    lines = []
    for at, texts in enumerate(block["rows"]):
        line = Line([])
        for column, text in enumerate(texts):
            if (at, column) not in covered:
                height, width = sizes.get((at, column), (1, 1))
                line.cells.append(Cell(text, column, rowspan=height, colspan=width))
        lines.append(line)
    return lines


def _task_table(lines: list[Line], first: int, caption: list[Piece]) -> Table:
    """The header is what stands above the first task; area rows stay in the body."""
    head = min(first, max((cell.rowspan for cell in lines[0].cells), default=1))
    while head < first and _is_header(lines[head]):
        head += 1
    labels = {
        column: cell.text
        for line in lines[:head]
        for cell in line.cells
        for column in range(cell.column, cell.column + cell.colspan)
    }
    for cell in (cell for line in lines[head:] for cell in line.cells):
        cell.label = labels.get(cell.column, "")
    return Table(caption, lines[:head], lines[head:])


def _is_header(line: Line) -> bool:
    """A second line of header words; an area row fills one or two cells, a numbering row holds numbers."""
    words = [cell.text for cell in line.cells if cell.text]
    return len(words) > AREA_CELLS and not any(text.strip(" .()").isdigit() for text in words)


def _take_caption(prose: list[Piece], label: str) -> list[Piece]:
    """The paragraphs right above a table from the one that begins with its section's label; they leave the prose."""
    wanted = fold(label)
    for back in range(1, min(CAPTION_PIECES, len(prose)) + 1):
        if wanted and fold(prose[-back].text).startswith(wanted):
            caption = prose[-back:]
            del prose[-back:]
            return caption
    return []


def _write_marks(layout: Layout, marks: Sequence[Mark]) -> None:
    cells = list(_cells(layout))
    wanted: dict[int, list[tuple[str, int]]] = {}
    for mark in marks:
        own = [place for place, (row, _) in enumerate(cells) if mark.row is None or row == mark.row]
        for words in _quoted(mark.words):
            hit = next((place for place in own if _pattern(words).search(cells[place][1].text)), None)
            if hit is not None:
                wanted.setdefault(hit, []).append((words, mark.pk))
    for place, (_, cell) in enumerate(cells):
        cell.segments = tuple(_segments(cell.text, wanted.get(place, ())))


def _cells(layout: Layout) -> Iterator[tuple[int | None, Cell]]:
    """Every cell with the row it stands in: lines below a read row go on with it."""
    for piece in [*layout.prose, *(piece for table in layout.tables for piece in table.caption)]:
        if piece.cell:
            yield None, piece.cell
        yield from ((None, cell) for line in piece.lines for cell in line.cells)
    for table in layout.tables:
        yield from ((None, cell) for line in table.head for cell in line.cells)
        row = None
        for line in table.body:
            row = line.row if line.row is not None else row
            yield from ((row, cell) for cell in line.cells)


def _quoted(words: str) -> list[str]:
    """A point may quote several places, parted by "…" or line ends."""
    parts = (part.strip(' .;,“”"') for part in re.split(r"…|\.{3}|\n| / ", words))
    return [part for part in parts if len(part) >= SHORTEST_MARK]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))


def _segments(text: str, marks: Sequence[tuple[str, int]]) -> Iterator[Segment]:
    """The text cut at its marks; of marks that overlap the first holds."""
    spans: list[tuple[int, int, int]] = []
    for words, pk in marks:
        hit = _pattern(words).search(text)
        if hit and all(hit.end() <= start or hit.start() >= end for start, end, _ in spans):
            spans.append((hit.start(), hit.end(), pk))
    at = 0
    for start, end, pk in sorted(spans):
        if start > at:
            yield Segment(text[at:start])
        yield Segment(text[start:end], pk)
        at = end
    if at < len(text) or not spans:
        yield Segment(text[at:])
