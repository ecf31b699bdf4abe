"""How much two rows say the same, from 0 to 1, the same from both sides.

Whole words are compared, without accents: sentences of one office share so many letters that letters tell nothing.
Each word becomes one character, so that a thousand rows are compared with a thousand others in a blink.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from rapidfuzz import process
from rapidfuzz.distance import Indel

from cchc.text import fold
from plans.versions.rows import Row

NEAREST = 12
FIRST_LETTER = 0x10000
WEIGHTS = {"text": 0.70, "product": 0.08, "agency": 0.06, "deadline": 0.06, "above": 0.05, "section": 0.05}
SURE_TEXT, LIKELY_TEXT, FAINT_TEXT = 0.75, 0.40, 0.25
LIKELY = 0.55
SAME_PLACE = ("section", "ordinal", "product", "agency", "deadline")

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Coded:
    """A row with each word of its fields as one letter."""

    text: str
    product: str
    agency: str
    deadline: str
    above: str
    section: str
    ordinal: str

    @property
    def whole(self) -> str:
        """All fields that weigh, one after the other."""
        return "".join(getattr(self, name) for name in WEIGHTS)


class Alphabet:
    """One letter for each word met; rows coded by one alphabet can be compared."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def code(self, row: Row) -> Coded:
        return Coded(**{name: self._spell(getattr(row, name)) for name in (*WEIGHTS, "ordinal")})

    def _spell(self, text: str) -> str:
        letters = self._letters
        return "".join(letters.setdefault(word, chr(FIRST_LETTER + len(letters))) for word in _WORD.findall(fold(text)))


def nearest(own: Sequence[Coded], others: Sequence[Coded]) -> set[tuple[int, int]]:
    """For each row the places of those most like it, by its text and by all its words. Rows that say the same are
    looked up once; of many such, each gets those about as far down as itself."""
    mine, theirs = _groups(own), _groups(others)
    pairs: set[tuple[int, int]] = set()
    for one, other in _nearest_groups(mine, theirs):
        for place, row in enumerate(mine[one]):
            near = theirs[other][max(0, place - NEAREST) : place + NEAREST]
            pairs.update((row, found) for found in near)
    return pairs


def _groups(rows: Sequence[Coded]) -> dict[Coded, list[int]]:
    """Places of rows that say the same."""
    groups: dict[Coded, list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(row, []).append(place)
    return groups


def _nearest_groups(own: Iterable[Coded], others: Iterable[Coded]) -> set[tuple[Coded, Coded]]:
    mine, theirs = list(own), list(others)
    pairs: set[tuple[Coded, Coded]] = set()
    for part in (attrgetter("text"), attrgetter("whole")):
        choices = [part(row) for row in theirs]
        for row in mine:
            found = process.extract(
                part(row), choices, scorer=Indel.normalized_similarity, score_cutoff=FAINT_TEXT, limit=NEAREST
            )
            pairs.update((row, theirs[place]) for _, _, place in found)
    return pairs


def likeness(one: Coded, other: Coded) -> float | None:
    """How alike two rows are; None where they are taken for two different ones."""
    text = _alike(one, other, "text")
    if text < FAINT_TEXT:
        return None
    whole = _shared(one, other)
    is_same = text >= SURE_TEXT or (text >= LIKELY_TEXT and whole >= LIKELY) or _stands_alike(one, other)
    return whole if is_same else None


def ranked(row: Row, others: Sequence[Row]) -> list[tuple[float, Row]]:
    """The others by how much of their words they share with a row of another plan, the likeliest first."""
    alphabet = Alphabet()
    coded = alphabet.code(row)
    shares = [(_shared(coded, alphabet.code(other)), other) for other in others]
    return sorted(shares, key=lambda pair: -pair[0])


def _shared(one: Coded, other: Coded) -> float:
    return sum(weight * _alike(one, other, name) for name, weight in WEIGHTS.items())


def _alike(one: Coded, other: Coded, name: str) -> float:
    return float(Indel.normalized_similarity(getattr(one, name), getattr(other, name)))


def _stands_alike(one: Coded, other: Coded) -> bool:
    """A row put in quite other words, in the same place, for the same product, agency and day."""
    same = all(getattr(one, name) == getattr(other, name) for name in SAME_PLACE)
    return same and bool(one.ordinal and one.deadline)
