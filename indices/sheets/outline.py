"""A criteria set as plain values: its head, and its criteria in reading order, each with its depth. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cchc.paper.words import clean
from cchc.text import squeeze
from indices.scoring.bands import USUAL, Band
from indices.scoring.ranking import TieRule
from indices.scoring.rules import Rule

DEPTH_NAMES = ("Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần", "Chỉ số chi tiết")
DEEPEST = len(DEPTH_NAMES)
CODE_LENGTH, NAME_LENGTH, PROOF_LENGTH = 20, 1000, 5000
MOST_LINES = 1_000
LARGEST = Decimal(99_999)
"""The most points that one criterion may have."""
HOW_CODE = "chữ, số, dấu chấm, không có dấu cách, ví dụ 1.2 hoặc III.4"
_CODE = re.compile(r"[0-9A-Za-zĐđ]+(?:[.-][0-9A-Za-zĐđ]+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """One area, criterion or component; depth 1 is an area. Only what has nothing beneath it has a rule."""

    code: str
    depth: int
    name: str
    maximum: Decimal
    rule: Rule | None = None
    is_bonus: bool = False
    may_not_apply: bool = False
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What holds for the whole set."""

    name: str
    source: str = ""
    places: int = 2
    threshold: Decimal = Decimal(80)
    bands: tuple[Band, ...] = USUAL
    ties: tuple[TieRule, ...] = ()
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole set."""

    head: Head
    lines: tuple[Line, ...]


def span_of(lines: Sequence[Line], at: int) -> slice:
    """The line and all beneath it."""
    depth = lines[at].depth
    end = next((n for n in range(at + 1, len(lines)) if lines[n].depth <= depth), len(lines))
    return slice(at, end)


def is_leaf(lines: Sequence[Line], at: int) -> bool:
    """Whether nothing stands beneath the line."""
    return at + 1 == len(lines) or lines[at + 1].depth <= lines[at].depth


def leaves_of(lines: Sequence[Line]) -> list[Line]:
    return [line for at, line in enumerate(lines) if is_leaf(lines, at)]


def sum_beneath(lines: Sequence[Line], at: int) -> Decimal | None:
    """The points of the leaves beneath: those within the hundred, or all where none is; None for a leaf."""
    if is_leaf(lines, at):
        return None
    leaves = leaves_of(lines[span_of(lines, at)][1:])
    counted = [leaf.maximum for leaf in leaves if not leaf.is_bonus] or [leaf.maximum for leaf in leaves]
    return sum(counted, Decimal(0))


def hundred_of(lines: Sequence[Line]) -> Decimal:
    """What the leaves within the scale add up to."""
    return sum((leaf.maximum for leaf in leaves_of(lines) if not leaf.is_bonus), Decimal(0))


def bonus_of(lines: Sequence[Line]) -> Decimal:
    """What the leaves outside the scale add up to."""
    return sum((leaf.maximum for leaf in leaves_of(lines) if leaf.is_bonus), Decimal(0))


def tidied(lines: Sequence[Line]) -> tuple[Line, ...]:
    """What is marked by leaves alone is said of leaves alone."""
    return tuple(
        line if is_leaf(lines, at) else replace(line, is_bonus=False, may_not_apply=False)
        for at, line in enumerate(lines)
    )


def one_line(text: str) -> str:
    """Words of one line, as they are stored."""
    return " ".join(squeeze(clean(text)).split())


def read_code(text: str) -> str | None:
    """A code as it is stored: "1.2" for "1,2" and "1.2."; None for what is none."""
    code = one_line(text).rstrip(".").replace(",", ".")
    return code if _CODE.fullmatch(code) and len(code) <= CODE_LENGTH else None


def next_code(above: str, siblings: Sequence[str]) -> str:
    """The code that follows those of the same parent: "1.3" after "1.2", "1.1" where there is none; "" where codes do
    not count on in numbers."""
    stem, dot, last = siblings[-1].rpartition(".") if siblings else (above, "." if above else "", "0")
    return f"{stem}{dot}{int(last) + 1}" if last.isascii() and last.isdecimal() else ""
