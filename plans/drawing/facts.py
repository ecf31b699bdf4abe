"""What stands in a plan on paper, in the words of the plan."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the document that holds no task. `spans` are merged cells: row, column, height, width."""

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one task, or of one of its actions."""

    text: str
    product: str = ""
    agency: str = ""
    time: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row. `lines` are actions that have cells of their own, below each other beside one ordinal; where the table
    has a column for actions, `text` is the task and each line's text its action."""

    ordinal: str
    text: str
    lines: tuple[Line, ...]
    has_actions: bool = False


@dataclass(frozen=True, slots=True)
class TaskTitle:
    """An area or group row of a table."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class TaskTable:
    rows: tuple[TaskRow | TaskTitle, ...]

    @property
    def has_actions(self) -> bool:
        return any(isinstance(row, TaskRow) and row.has_actions for row in self.rows)


Piece = Paragraph | Grid | TaskTable


@dataclass(frozen=True, slots=True)
class AppendixFacts:
    """`lead` are the words of who leads it, without "chủ trì"."""

    label: str
    title: str
    lead: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A whole plan. `place_and_date` as printed; `signed` are the lines of authority and title; `as_of` dates the
    file, so that the same facts give the same bytes."""

    superior: str
    issuer: str
    number: str
    place_and_date: str
    kind: str
    subject: str
    pieces: tuple[Piece, ...]
    signed: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]
    appendices: tuple[AppendixFacts, ...]
    attached_to: str
    as_of: date
