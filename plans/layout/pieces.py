"""What the document beside its reading is made of: what is to be tied to it, and the parts that it is shown in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: its id, its words, its section, the lines of its other cells. `in_prose` tells that it was
    read from a paragraph."""

    pk: int
    text: str
    section: int
    lines: tuple[str, ...] = ()
    in_prose: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A section as it was read: its id, its label and title."""

    pk: int
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in doubt, in one row or (row None) anywhere."""

    pk: int
    words: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Aim:
    """A target with the sentence that states it."""

    pk: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the document: a paragraph is line 0 of its block."""

    block: int
    line: int = 0

    def __str__(self) -> str:
        return f"{self.block}-{self.line}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; `doubt` is the point that stumbled on it, `aim` the target that it states. `begins` marks the
    first stretch of its point or target on the page, which links lead to."""

    text: str
    doubt: int | None = None
    aim: int | None = None
    begins: bool = False


@dataclass(slots=True)
class Cell:
    """`label` is the header of its column; `column` and the spans are those of the document's table."""

    text: str
    column: int = 0
    label: str = ""
    rowspan: int = 1
    colspan: int = 1
    segments: tuple[Segment, ...] = ()


@dataclass(slots=True)
class Line:
    """A paragraph with the labelled lines that belong to it, or one row of a table. `rows` are the read rows that begin
    in it, `aims` the targets that it states. One without cells holds rows that stand nowhere in the document."""

    place: Place | None
    cells: list[Cell]
    rows: list[int] = field(default_factory=list)
    aims: list[int] = field(default_factory=list)
    is_prose: bool = True
    table: list["Line"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(cell.text for cell in self.cells)


@dataclass(slots=True)
class Part:
    """A stretch of the document that is drawn as one: a task table, or paragraphs below a heading. A long one goes on
    in further parts. `key` stays the same whatever is done with rows."""

    key: str
    is_prose: bool
    section: int | None = None
    caption: list[Line] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    goes_on: bool = False

    @property
    def rows(self) -> list[int]:
        return [row for line in self.body for row in line.rows]

    @property
    def width(self) -> int:
        """Columns of the document's own table."""
        lines = [*self.head, *self.body]
        return max((sum(cell.colspan for cell in line.cells) for line in lines if not line.is_prose), default=1)

    @property
    def lines(self) -> list[Line]:
        return [*self.caption, *self.head, *self.body]

    @property
    def title(self) -> str:
        return " ".join(line.text for line in self.caption)

    @property
    def doubts(self) -> set[int]:
        """The points marked in it."""
        inner = [inner for line in self.lines for inner in (line, *line.table)]
        return {one.doubt for line in inner for cell in line.cells for one in cell.segments if one.doubt}


@dataclass(slots=True)
class Layout:
    """The parts in the document's order, then a part for each section whose rows stand nowhere in it. `places` are
    those of the rows, `marked` the points whose words were found, `loose_aims` targets whose sentence was not."""

    parts: list[Part]
    places: dict[int, Place]
    marked: set[int]
    loose_aims: list[int]
