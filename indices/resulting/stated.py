"""What a plan's opening says of the last result of an index, as a line of a result table ("đạt 82,13%, xếp vị trí thứ
04/11 … 51,15 điểm, 6,71/10 điểm, 23,27/30 điểm")."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cchc.text import fold
from indices.enums import IndexKind
from indices.resulting.aims import KIND
from indices.scoring.composite import Component
from indices.scoring.numbers import HUNDRED

_YEAR = re.compile(r"\bnam (20\d\d)\b")
_DOCUMENT = re.compile(r"Quyết định số [^\s,;]+(?: ngày \d{1,2}/\d{1,2}/\d{4})?")


@dataclass(frozen=True, slots=True)
class Stated:
    """A result as the plan states it. `inferred` is the component whose maximum is what the others leave of 100."""

    kind: IndexKind
    year: int
    total: Decimal | None
    rank: int | None
    of_how_many: int | None
    components: tuple[Component, ...]
    values: Mapping[str, Decimal]
    text: str
    source: str = ""
    inferred: str = ""


def stated_result(figures: Iterable[Mapping[str, Any]], before: int) -> Stated | None:
    """The first index whose total or rank the figures tell; `before` is the plan's first year, whose last year's result
    is meant where none is named. The parts follow in the next sentence."""
    found = [one for one in figures if isinstance(one, dict)]
    head = next((one for one in found if KIND.search(fold(str(one.get("subject", ""))))), None)
    if head is None:
        return None
    text = str(head["text"])
    kind = KIND.search(fold(str(head["subject"])))
    own = [one for one in found if one["text"] == text]
    place = found.index(own[-1]) + 1
    parts = [one for one in found[place:] if one["unit"] == "điểm" and _follows(found, place, one)]
    rank = next((one for one in own if one["unit"] == "hạng"), None)
    total = next((one for one in own if one["unit"] in ("%", "điểm")), None)
    year = _YEAR.search(fold(text))
    components, values, inferred = _components(parts, is_percent=total is not None and total["unit"] == "%")
    document = _DOCUMENT.search(text)
    return Stated(
        kind=IndexKind[kind.lastgroup or ""] if kind else IndexKind.PAR_INDEX,
        year=int(year[1]) if year else before - 1,
        total=_decimal(total["value"]) if total else None,
        rank=int(rank["value"]) if rank else None,
        of_how_many=int(rank["out_of"]) if rank and rank["out_of"] is not None else None,
        components=components,
        values=values,
        text=text,
        source=document[0] if document else "",
        inferred=inferred,
    )


def _follows(found: Sequence[Mapping[str, Any]], place: int, one: Mapping[str, Any]) -> bool:
    """Whether it stands in the sentence that comes right after."""
    return bool(one["text"] == found[place]["text"])


def _components(
    parts: Sequence[Mapping[str, Any]], *, is_percent: bool
) -> tuple[tuple[Component, ...], dict[str, Decimal], str]:
    """A single part without its scale has what the others leave of a hundred; more than one, and none is taken."""
    unknown = [one for one in parts if one["out_of"] is None]
    known = sum((_decimal(one["out_of"]) for one in parts if one["out_of"] is not None), Decimal(0))
    if len(unknown) > 1 or (unknown and (not is_percent or known >= HUNDRED)):
        return (), {}, ""
    components, values, inferred = [], {}, ""
    for number, one in enumerate(parts, start=1):
        most = HUNDRED - known if one["out_of"] is None else _decimal(one["out_of"])
        name = str(one["subject"])
        name = (name[0].upper() + name[1:])[:200]
        if one["out_of"] is None:
            inferred = name
        components.append(Component(str(number), name, most, most))
        values[str(number)] = _decimal(one["value"])
    return tuple(components), values, inferred


def _decimal(value: Any) -> Decimal:
    """As `figure_to_json` writes it: whole numbers, decimals whose shortest spelling is exact, strings."""
    return Decimal(str(value))
