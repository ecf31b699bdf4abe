"""A table as it is read beside the table as it is kept: what is added, what changes. A body that is not in the file
stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cchc.numbers import shown
from cchc.text import fold
from indices.resulting.lines import FIELDS, Line
from indices.scoring.composite import Component


@dataclass(frozen=True, slots=True)
class Stored:
    """A line that is there, with its body where it is one of ours."""

    pk: int
    line: Line
    body: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """One field of a line that changes, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A line that is new (`pk` None) or changes. `line` is what it becomes."""

    pk: int | None
    line: Line
    body: int | None
    moves: tuple[Move, ...]


@dataclass(slots=True)
class Differences:
    """`after` are all lines as they would be; `left` counts those of the table that the file does not name."""

    changed: list[Changed] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    unchanged: int = 0
    left: int = 0

    @property
    def added(self) -> list[Changed]:
        return [one for one in self.changed if one.pk is None]

    @property
    def moved(self) -> list[Changed]:
        return [one for one in self.changed if one.pk is not None]


def compare(
    stored: Sequence[Stored],
    lines: Sequence[Line],
    bodies: Mapping[str, int | None],
    components: Sequence[Component],
    fields: Sequence[str] = FIELDS,
) -> Differences:
    """`bodies` says which body of ours each name means; a line that is there keeps the spelling of its name, and what
    the file has no column for (`fields`)."""
    by_body = {one.body: one for one in stored if one.body is not None}
    by_name = {fold(one.line.name): one for one in stored}
    found, met = Differences(), set()
    for line in lines:
        body = bodies.get(line.name)
        old = (by_body.get(body) if body is not None else None) or by_name.get(fold(line.name))
        if old is None:
            change: Changed | None = Changed(None, line, body, ())
        else:
            met.add(old.pk)
            change = _change(old, line, body, components, fields)
        if change is None:
            found.unchanged += 1
        else:
            found.changed.append(change)
        found.after.append(change.line if change else old.line if old else line)
    found.after.extend(one.line for one in stored if one.pk not in met)
    found.left = len(stored) - len(met)
    return found


def _change(
    old: Stored, line: Line, body: int | None, components: Sequence[Component], fields: Sequence[str]
) -> Changed | None:
    given = {name: getattr(line, name) for name in fields}
    new = replace(old.line, values={**old.line.values, **line.values}, **given)
    moves = tuple(_moves(old.line, new, components))
    if not moves and (body is None or old.body == body):
        return None
    return Changed(old.pk, new, old.body if old.body is not None else body, moves)


def _moves(old: Line, new: Line, components: Sequence[Component]) -> Iterator[Move]:
    for one in components:
        before, after = old.values.get(one.code), new.values.get(one.code)
        if before != after:
            yield Move(one.name, words_of(before), words_of(after))
    if old.total != new.total:
        yield Move("Tổng điểm", words_of(old.total), words_of(new.total))
    for label, first, second in (
        ("Xếp hạng", old.rank, new.rank),
        ("Trên tổng số", old.of_how_many, new.of_how_many),
        ("Xếp loại", old.class_name, new.class_name),
    ):
        if first != second:
            yield Move(label, str(first or "–"), str(second or "–"))


def words_of(value: Decimal | None) -> str:
    return "–" if value is None else shown(value)
