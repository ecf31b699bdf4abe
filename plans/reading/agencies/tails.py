"""Place words after a name: "xã", "của UBND xã", "thị xã Bỉm Sơn" say where a body is, not which."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.reading.agencies import words
from plans.reading.agencies.tokens import Kind, Token, kind_at, longest_phrase, phrase_end

_LEVELS = sorted((tuple(level.split()) for level in words.LEVELS), key=len, reverse=True)
_LONGEST_PLACE = 4
_CLOSING_QUOTES = '"”»’'


@dataclass(frozen=True, slots=True)
class Tail:
    """The first level and place named, and where the tail ends."""

    end: int
    level: str = ""
    place: str = ""

    def agrees_with(self, other: "Tail") -> bool:
        """Whether both may speak of one body: what either leaves out is not held against it."""
        return (not self.level or not other.level or self.level == other.level) and (
            not self.place or not other.place or self.place == other.place
        )


def read_tail(tokens: Sequence[Token], at: int, places: frozenset[tuple[str, ...]] = frozenset()) -> Tail:
    """The tail that begins at `at`; one that is empty ends there. `places` are names known to be places."""
    tail = Tail(at + 1 if kind_at(tokens, at) is Kind.JOINER and tokens[at].text in _CLOSING_QUOTES else at)
    while True:
        start = longest_phrase(tokens, tail.end, words.TAIL_LINKS) or tail.end
        body_end = longest_phrase(tokens, start, words.TAIL_BODIES) or start
        level = level_at(tokens, body_end)
        filler = longest_phrase(tokens, tail.end, words.TAIL_FILLERS)
        if level:
            end, name = level
            place_end = _place_end(tokens, end, places)
            place = " ".join(token.folded for token in tokens[end:place_end] if token.kind is Kind.WORD)
            tail = Tail(place_end, tail.level or name, tail.place if tail.level else place)
        elif body_end > start > tail.end:
            tail = Tail(body_end, tail.level, tail.place)
        elif filler:
            tail = Tail(filler, tail.level, tail.place)
        else:
            return tail


def level_at(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """The level (xã, thị xã, huyện …) that stands at `at` and the place after it; "xã hội" is none."""
    for level in _LEVELS:
        found = tokens[at : at + len(level)]
        if tuple(token.lower for token in found) == level:
            end = at + len(level)
            if phrase_end(tokens, at, ("xa", "hoi")) is None:
                return end, " ".join(token.folded for token in found)
    return None


def _place_end(tokens: Sequence[Token], at: int, places: frozenset[tuple[str, ...]]) -> int:
    known = [at + len(place) for place in places if phrase_end(tokens, at, place) == at + len(place)]
    if known:
        return max(known)
    end = at
    while end < at + _LONGEST_PLACE and _names_a_place(tokens, end):
        end += 1
    return end


def _names_a_place(tokens: Sequence[Token], at: int) -> bool:
    if kind_at(tokens, at) is not Kind.WORD or not tokens[at].is_capitalised or tokens[at].is_abbreviation:
        return False
    starts = (words.LEAD_MARKS, words.COORDINATE_MARKS, words.HEADS, words.ACTIVITIES, words.TITLES, words.LABEL_NOUNS)
    return all(longest_phrase(tokens, at, phrases) is None for phrases in starts) and not level_at(tokens, at)
