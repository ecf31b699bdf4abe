"""Ranks by stated rules: by the score as printed, then by each tie rule in turn; who is alike in all shares a rank."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from indices.enums import TieKind
from indices.scoring.numbers import Number


@dataclass(frozen=True, slots=True)
class Contender:
    """One body: its score (None: not whole, so not ranked) and what each tie rule compares, more is better, None the
    least."""

    key: Hashable
    score: Number | None
    breakers: tuple[Number | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """`rank` of `of` ranked; `shared` by how many more; `decided_by` the tie rule (from 0) that put it where it stands
    among bodies of the same score, None where none had to."""

    rank: int | None
    of: int
    shared: int = 0
    decided_by: int | None = None


@dataclass(frozen=True, slots=True)
class TieRule:
    """`code` names the criterion that a rule of that kind compares."""

    kind: TieKind
    code: str = ""


def ranked(contenders: Iterable[Contender]) -> dict[Hashable, Place]:
    """The place of each, whatever the order in which they come; after two in the second place comes the fourth."""
    found = list(contenders)
    whole = sorted((one for one in found if one.score is not None), key=_strength, reverse=True)
    places = {one.key: Place(None, len(whole)) for one in found if one.score is None}
    alike = [list(group) for _, group in groupby(whole, key=_strength)]
    scores: dict[Fraction, list[Contender]] = {}
    for one in whole:
        scores.setdefault(_exact(one.score), []).append(one)
    rank = 1
    for group in alike:
        for one in group:
            rivals = scores[_exact(one.score)]
            decided = _decided_by(one, rivals) if len(rivals) > len(group) else None
            places[one.key] = Place(rank, len(whole), len(group) - 1, decided)
        rank += len(group)
    return places


def _exact(number: Number | None) -> Fraction:
    """Nothing is less than any number that a score can be."""
    return Fraction(-(10**12)) if number is None else Fraction(number)


def _strength(one: Contender) -> tuple[Fraction, ...]:
    return (_exact(one.score), *map(_exact, one.breakers))


def _decided_by(one: Contender, rivals: Sequence[Contender]) -> int | None:
    """The last rule that had to be asked to tell it from a rival of the same score."""
    asked = [
        next(n for n, (mine, theirs) in enumerate(zip(one.breakers, other.breakers, strict=True)) if mine != theirs)
        for other in rivals
        if other.breakers != one.breakers
    ]
    return max(asked, default=None)


def ties_to_json(rules: Sequence[TieRule]) -> list[list[str]]:
    return [[rule.kind.value, rule.code] for rule in rules]


def ties_from_json(data: list[Any]) -> tuple[TieRule, ...]:
    return tuple(TieRule(TieKind(kind), code) for kind, code in data)


def tie_words(rule: TieRule, name: str = "") -> str:
    """The rule as a sentence; `name` of the criterion that it compares."""
    return f"{rule.kind.label}: {name or rule.code}" if rule.kind == TieKind.CRITERION else rule.kind.label
