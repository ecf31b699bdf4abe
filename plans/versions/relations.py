"""What a document seems to be to the plans of its body already in force. A proposal with its reason; people decide."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from cchc.text import fold
from plans.enums import Relation
from plans.reading.citations import citation_places

MOSTLY = 0.5
LIKE_TITLE = 80
BEFORE = 60

_VERBS = {
    "thay the": Relation.REPLACES,
    "dieu chinh": Relation.REVISES,
    "sua doi": Relation.REVISES,
    "bo sung": Relation.SUPPLEMENTS,
}
_VERB = re.compile("|".join(_VERBS))
_NUMBER = re.compile(r"0*(\d+[a-z]?)\W*([a-z][\w\W]*)")
_CITED_NUMBER = re.compile(r"\d{1,5}[a-zA-Z]?\s*(?:/\s*\d{4}\s*)?[/-]\s*[A-ZĐ][\wĐ]*(?:\s*[-–/]\s*[A-ZĐ][\wĐ]*)*")
_NO_LETTER = re.compile(r"\W")
_SENTENCE_END = re.compile(r"[.;:]\s")


@dataclass(frozen=True, slots=True)
class Outline:
    """What tells a plan: its number, title, years and the words of its rows."""

    key: int
    number: str
    title: str
    years: tuple[int | None, int | None]
    rows: Sequence[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`why` is one Vietnamese sentence."""

    relation: Relation
    key: int
    why: str


def suggest(own: Outline, words: Iterable[str], known: Sequence[Outline]) -> Suggestion | None:
    """What the document says of itself, then what its rows show. `words` are its title and paragraphs."""
    said = [found for text in words for found in _says(text)]
    for relation, number, quote in said:
        for plan in known:
            if number and number == _plain_number(plan.number):
                amends = relation != Relation.REPLACES
                kept = Relation.REVISES if _shared(own, plan) >= MOSTLY else Relation.SUPPLEMENTS
                return Suggestion(kept if amends else relation, plan.key, f"Văn bản ghi “{quote}”.")
    likest = max(known, key=lambda plan: _shared(own, plan), default=None)
    if likest is None or not _is_version(own, likest):
        return None
    same = sum(_common(own, likest).values())
    why = f"{same} trong {len(own.rows)} hàng giống nguyên lời kế hoạch đang thực hiện, cùng năm và gần như cùng tên."
    return Suggestion(Relation.REVISES, likest.key, why)


def _says(text: str) -> Iterator[tuple[Relation, str, str]]:
    """ "… thay thế Kế hoạch số 80/KH-UBND …": the relation, the number, the words."""
    for start, end in citation_places(text):
        cited = text[start:end]
        before = _SENTENCE_END.split(text[max(0, start - BEFORE) : start])[-1]
        verbs = _VERB.findall(fold(before))
        number = _CITED_NUMBER.search(cited)
        if verbs and number and fold(cited).startswith("ke hoach"):
            relation = _VERBS["thay the"] if "thay the" in verbs else _VERBS[verbs[-1]]
            quote = " ".join((_from_verb(before) + cited[: number.end()]).split())
            yield relation, _plain_number(number[0]), quote


def _from_verb(before: str) -> str:
    """The words from the first verb on; folding keeps the number of words."""
    words, folded = before.split(), fold(before).split()
    heads = [place for place in range(len(folded)) if _VERB.match(" ".join(folded[place:]))]
    return " ".join([*words[heads[0] :], ""]) if heads else ""


def _plain_number(number: str) -> str:
    """ "05/KH-UBND" and "5/KHUBND" are one number; "" where it is still blank."""
    found = _NUMBER.fullmatch(fold(number))
    return f"{found[1]}/{_NO_LETTER.sub('', found[2])}" if found else ""


def _is_version(own: Outline, plan: Outline) -> bool:
    like = fuzz.ratio(fold(own.title), fold(plan.title)) >= LIKE_TITLE
    return own.years == plan.years and like and _shared(own, plan) >= MOSTLY


def _shared(own: Outline, plan: Outline) -> float:
    """The part of the rows that both have in the same words."""
    return sum(_common(own, plan).values()) / max(len(own.rows), len(plan.rows), 1)


def _common(own: Outline, plan: Outline) -> Counter[str]:
    return Counter(map(fold, own.rows)) & Counter(map(fold, plan.rows))
