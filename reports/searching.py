"""What a person asks search for, and the piece of a text that answers it with the words found in it marked. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cchc.labels import Labelled
from cchc.text import DOCUMENT_NUMBER, fold, nfc
from plans.reading.folding import fold_in_place

MOST_TERMS = 8
AROUND = 220
"""Characters of a text that are shown of it."""
_PHRASE = re.compile('["“”]([^"“”]*)["“”]')


class Kind(Labelled):
    """What is searched, in the order in which it is shown."""

    PLANS = "ke-hoach", "Kế hoạch"
    TASKS = "nhiem-vu", "Nhiệm vụ"
    UPDATES = "cap-nhat", "Lời cập nhật"
    EVIDENCE = "minh-chung", "Minh chứng"
    REPORTS = "bao-cao", "Báo cáo"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart: each of `terms` must stand in the text, in any order. A term is a word, what stood
    between quotation marks, or a document's number, all folded; `whole` is all of it in its order."""

    terms: tuple[str, ...]
    whole: str

    @property
    def patterns(self) -> tuple[str, ...]:
        """What the stored text (`cchc.text.searchable`) must contain."""
        return tuple(map(_pattern, self.terms))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet."""

    text: str
    is_found: bool


def asked(words: str) -> Asked:
    """Of very many words the first few are asked for."""
    words = nfc(words)
    phrases = [fold(found) for found in _PHRASE.findall(words)]
    rest = fold(_PHRASE.sub(" ", words).replace('"', " ")).split()
    terms = tuple(dict.fromkeys(term for term in (*phrases, *rest) if term))[:MOST_TERMS]
    return Asked(terms, fold(_PHRASE.sub(r" \1 ", words).replace('"', " ")))


def _pattern(term: str) -> str:
    """A document's number is found as a whole; one whose symbol is only begun, from its number on."""
    if not DOCUMENT_NUMBER.fullmatch(term):
        return term
    return f"#{term}#" if "-" in term else f"#{term}"


def snippet(text: str, terms: Sequence[str], around: int = AROUND) -> tuple[Piece, ...]:
    """The stretch of `text` that begins a little before the first term found, with every term marked; the beginning of
    the text where none is."""
    line = " ".join(nfc(text).split())
    found = _places(fold_in_place(line), terms)
    start, end = _window(line, found[0][0] if found else 0, around)
    pieces, at = [], start
    for first, last in found:
        if first >= at and last <= end:
            pieces += [Piece(line[at:first], False), Piece(line[first:last], True)]
            at = last
    pieces.append(Piece(line[at:end], False))
    shown = [piece for piece in pieces if piece.text]
    if start:
        shown.insert(0, Piece("… ", False))
    if end < len(line):
        shown.append(Piece(" …", False))
    return tuple(shown)


def _places(folded: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Where the terms stand, in order, none over another."""
    places = sorted((hit.start(), hit.end()) for term in terms for hit in _hits(folded, term))
    kept: list[tuple[int, int]] = []
    for first, last in places:
        if not kept or first >= kept[-1][1]:
            kept.append((first, last))
    return kept


def _hits(folded: str, term: str) -> Iterable[re.Match[str]]:
    """A term is marked where a word begins with it; where none does, and it is no document's number, wherever it
    stands."""
    found = list(re.finditer(rf"(?<![\w/]){re.escape(term)}", folded))
    return found or () if DOCUMENT_NUMBER.fullmatch(term) else found or re.finditer(re.escape(term), folded)


def _window(line: str, first: int, around: int) -> tuple[int, int]:
    """Whole words around the first place."""
    start = max(0, min(first - around // 4, len(line) - around))
    if start:
        start = line.find(" ", start, first) + 1 or start
    end = min(len(line), start + around)
    if end < len(line):
        end = max(line.rfind(" ", start, end), first) or end
    return start, end
