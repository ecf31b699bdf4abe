"""What stands in a draft improvement plan, in the order of its pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from cchc.paper.letterhead import Letterhead
from cchc.paper.words import clean
from indices.enums import Side

NO_AREA = "Nội dung chung"
_DASH = re.compile(r"^[-–—+•*]\s*")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """One component with what is done about it; a cell may hold several measures, one a line, with agencies and
    deadlines in the same order."""

    area: str
    side: Side
    name: str
    measure: str
    agency: str
    deadline: str
    note: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole draft. `subject` is the title without "Kế hoạch"; `watcher` follows the work and reports."""

    head: Letterhead
    subject: str
    opening: str
    index: str
    base_year: int
    year: int
    watcher: str
    lines: tuple[Line, ...]
    as_of: date


class Placed(Protocol):
    """What has a place in the table: a line of the paper, a stored row."""

    @property
    def area(self) -> str: ...

    @property
    def side(self) -> str: ...


Row = TypeVar("Row", bound=Placed)


@dataclass(frozen=True, slots=True)
class Group(Generic[Row]):
    """The rows of one side of an area."""

    side: Side
    lines: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Area(Generic[Row]):
    title: str
    groups: tuple[Group[Row], ...]


def areas_of(lines: Sequence[Row]) -> Iterator[Area[Row]]:
    """Areas in the order of their first row; in each what is mended before what is kept."""
    for title in dict.fromkeys(clean(line.area) for line in lines):
        inside = [line for line in lines if clean(line.area) == title]
        sides = ((side, tuple(line for line in inside if line.side == side)) for side in Side)
        yield Area(title or NO_AREA, tuple(Group(side, rows) for side, rows in sides if rows))


def measures_of(text: str) -> tuple[str, ...]:
    """The lines of a cell without the marks before them."""
    lines = (_DASH.sub("", line).strip() for line in clean(text).split("\n"))
    return tuple(line for line in lines if line)


def cell_of(text: str) -> str:
    """A cell as the document prints it: one thing as it is, several each after a dash; numbered lines keep their
    numbers."""
    lines = measures_of(text)
    if len(lines) < 2:
        return "".join(lines)
    return "\n".join(line if _NUMBERED.match(line) else f"- {line}" for line in lines)


def uneven(line: Line) -> str:
    """Why agencies or deadlines cannot be paired with the measures line by line; "" where they can. One agency or one
    deadline holds for all measures."""
    count = len(measures_of(line.measure))
    told = (
        f"{len(found)} {name}"
        for name, found in (("cơ quan", measures_of(line.agency)), ("thời gian", measures_of(line.deadline)))
        if len(found) > 1 and len(found) != count
    )
    words = ", ".join(told)
    return f"{count} giải pháp nhưng {words}: mỗi giải pháp một dòng, theo cùng thứ tự." if words else ""


def without_measure(lines: Iterable[Line]) -> list[str]:
    """Names of components about which nothing is said yet."""
    return [line.name for line in lines if not measures_of(line.measure)]
