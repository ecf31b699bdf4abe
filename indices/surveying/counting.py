"""Answers counted: how many chose what, the share satisfied, the mean; nothing in which one person could be seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from indices.surveying.intervals import Interval, wilson

LEAST = 5
"""So many sheets at least stand behind every figure that is told."""
CHOICES = (
    (1, "Rất không hài lòng"),
    (2, "Không hài lòng"),
    (3, "Bình thường"),
    (4, "Hài lòng"),
    (5, "Rất hài lòng"),
)
SATISFIED = (4, 5)
OTHERS = "khac"
"""The code of the fields that are counted together because each has too few sheets."""


Pairs = Sequence[tuple[str, str]]
"""Codes with their words."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One sheet: its field, its marks by question (1 to 5)."""

    field: str
    marks: Mapping[str, int]


@dataclass(frozen=True)
class Tally:
    """How many answers chose each of 1 to 5, and of how many sheets they are."""

    counts: tuple[int, ...]
    sheets: int

    @property
    def answered(self) -> int:
        return sum(self.counts)

    @property
    def satisfied(self) -> int:
        return sum(self.counts[mark - 1] for mark in SATISFIED)

    @cached_property
    def share(self) -> Decimal:
        """Satisfied of answered, between 0 and 1."""
        return Decimal(self.satisfied) / self.answered

    @cached_property
    def mean(self) -> Decimal:
        """The mean mark, between 1 and 5."""
        return Decimal(sum(mark * count for mark, count in enumerate(self.counts, start=1))) / self.answered

    @cached_property
    def interval(self) -> Interval:
        """Of the share; a person who answered several questions is one person."""
        return wilson(self.satisfied, self.answered, self.sheets)


@dataclass(frozen=True, slots=True)
class Line:
    """A question or a field with its answers. `names` are the fields that it stands for."""

    code: str
    label: str
    tally: Tally
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """What a survey came to. With fewer than LEAST sheets nothing but their number is told: `overall` is None."""

    received: int
    overall: Tally | None
    questions: tuple[Line, ...]
    fields: tuple[Line, ...]

    @property
    def is_told(self) -> bool:
        return self.overall is not None

    @property
    def folded(self) -> tuple[str, ...]:
        """The names of the fields that are told only together."""
        return next((line.names for line in self.fields if line.code == OTHERS), ())


def tally_of(sheets: Sequence[Answered], questions: Iterable[str]) -> Tally:
    """All answers of these sheets to these questions."""
    counts = [0] * len(CHOICES)
    for code in questions:
        for sheet in sheets:
            if code in sheet.marks:
                counts[sheet.marks[code] - 1] += 1
    return Tally(tuple(counts), len(sheets))


def results_of(sheets: Sequence[Answered], questions: Pairs, fields: Pairs, chosen: str = "") -> Results:
    """The whole, each question, each field; `chosen` narrows whole and questions to one of the fields that are told.
    Raises KeyError for a field that is not."""
    codes = [code for code, _ in questions]
    if len(sheets) < LEAST:
        return Results(len(sheets), None, (), ())
    groups = grouped(sheets, fields)
    lines = [Line(code, label, tally_of(own, codes), names) for code, label, names, own in groups]
    narrowed = list(sheets) if not chosen else {code: own for code, _, _, own in groups}[chosen]
    return Results(
        len(sheets),
        tally_of(narrowed, codes),
        tuple(Line(code, text, tally_of(narrowed, [code])) for code, text in questions),
        tuple(lines),
    )


Group = tuple[str, str, tuple[str, ...], list[Answered]]


def grouped(sheets: Sequence[Answered], fields: Pairs) -> list[Group]:
    """The sheets by field (code, label, the names it stands for). Fields with fewer than LEAST sheets are put together,
    with the next smallest until they have enough: what is left out cannot be found by taking the rest from the whole. A
    field that nobody chose is left out."""
    by_field = [(code, name, [one for one in sheets if one.field == code]) for code, name in fields]
    present = [one for one in by_field if one[2]]
    small = [one for one in present if len(one[2]) < LEAST]
    large = sorted((one for one in present if len(one[2]) >= LEAST), key=lambda one: len(one[2]))
    while small and sum(len(own) for _, _, own in small) < LEAST and large:
        small.append(large.pop(0))
    together = {code for code, _, _ in small}
    told: list[Group] = [(code, name, (name,), own) for code, name, own in present if code not in together]
    if small:
        names = tuple(name for code, name, _ in present if code in together)
        own = [sheet for sheet in sheets if sheet.field in together]
        told.append((OTHERS, ", ".join(names), names, own))
    return told
