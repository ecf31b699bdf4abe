"""Years named in the texts of a set, moved along when it is copied to another year. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indices.scoring.rules import Choice, Option, Rule
from indices.sheets.outline import Line


@dataclass(frozen=True, slots=True)
class Shift:
    """One text that would change."""

    code: str
    before: str
    after: str


def shifted_text(text: str, old: int, new: int) -> str:
    """ "năm 2023", "31/12/2022" and the year after moved by as many years; numbers that are no years of the set stay,
    and so do the symbols of documents ("76/2021/NĐ-CP")."""
    years = {str(old + step): str(new + step) for step in (-1, 0, 1)}
    return re.sub(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d|/[A-ZĐ])", lambda found: years.get(found[0], found[0]), text)


def shifted(lines: Sequence[Line], old: int, new: int) -> tuple[Line, ...]:
    """The lines with their years moved."""
    return tuple(
        replace(
            line,
            name=shifted_text(line.name, old, new),
            proof=shifted_text(line.proof, old, new),
            rule=_rule(line.rule, old, new),
        )
        for line in lines
    )


def _rule(rule: Rule | None, old: int, new: int) -> Rule | None:
    if not isinstance(rule, Choice):
        return rule
    return Choice(tuple(Option(shifted_text(one.label, old, new), one.points) for one in rule.options))


def shifts_of(lines: Sequence[Line], old: int, new: int) -> list[Shift]:
    """Every text that would change, before and after."""
    return [
        Shift(before.code, words, moved)
        for before, after in zip(lines, shifted(lines, old, new), strict=True)
        for words, moved in zip(_texts(before), _texts(after), strict=True)
        if words != moved
    ]


def _texts(line: Line) -> tuple[str, ...]:
    options = line.rule.options if isinstance(line.rule, Choice) else ()
    return (line.name, line.proof, *(one.label for one in options))
