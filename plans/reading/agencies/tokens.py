"""Text as words and the marks between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from plans.reading.folding import fold_in_place, lower_in_place


class Kind(Enum):
    WORD = auto()
    JOINER = auto()
    COMMA = auto()
    SEMICOLON = auto()
    STOP = auto()
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    NEWLINE = auto()
    BULLET = auto()
    NUMBERED = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`folded` has no accents; `lower` keeps them, for words that differ only by accent (các, cạc)."""

    kind: Kind
    text: str
    folded: str
    lower: str
    start: int
    end: int

    @property
    def is_abbreviation(self) -> bool:
        """Capitals only ("UBND"), or no vowel at all ("cc"), which no Vietnamese syllable is."""
        if len(self.text) < 2 or not self.text.isalpha():
            return False
        return self.text.isupper() or self.folded in ("ubnd", "ubmttq") or not set(self.folded) & set("aeiouy")

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()


_PATTERN = re.compile(
    r"""(?P<NUMBERED>(?:(?:^|\n)[ ]*(?:\d{1,2}[.)]|[a-zđ]\))|(?<=[ ])\d{1,2}[.)])(?=[ ]))
      | (?P<BULLET>(?:^|\n)[ ]*[-–—−‑•·▪●*+]+)
      | (?P<NEWLINE>\n)
      | (?P<WORD>[đĐdD]/[cC](?!\w)|[^\W_]+)
      | (?P<COMMA>[,،、])
      | (?P<SEMICOLON>;)
      | (?P<COLON>:)
      | (?P<OPEN>[(\[{])
      | (?P<CLOSE>[)\]}])
      | (?P<STOP>\./\.|[.!?…]+(?=\s|$))
      | (?P<JOINER>[^\s])""",
    re.VERBOSE,
)


def tokenize(text: str) -> tuple[Token, ...]:
    """Tokens of NFC text with squeezed blanks. A dot inside "TM.UBND" or after a lone letter ("P. Nội vụ") joins."""
    tokens: list[Token] = []
    for found in _PATTERN.finditer(text):
        kind = Kind[found.lastgroup or "JOINER"]
        if kind is Kind.STOP and tokens and tokens[-1].kind is Kind.WORD and len(tokens[-1].text) == 1:
            kind = Kind.JOINER
        piece = found.group()
        tokens.append(Token(kind, piece, fold_in_place(piece), lower_in_place(piece), found.start(), found.end()))
    return tuple(tokens)


def kind_at(tokens: Sequence[Token], at: int) -> Kind | None:
    return tokens[at].kind if 0 <= at < len(tokens) else None


def phrase_end(tokens: Sequence[Token], at: int, phrase: tuple[str, ...]) -> int | None:
    """The place after `phrase` (folded words) if it stands at `at`; a line may break inside it."""
    place = at
    for number, word in enumerate(phrase):
        while number and kind_at(tokens, place) is Kind.NEWLINE:
            place += 1
        if kind_at(tokens, place) is not Kind.WORD or tokens[place].folded != word:
            return None
        place += 1
    return place


def longest_phrase(tokens: Sequence[Token], at: int, phrases: dict[str, list[tuple[str, ...]]]) -> int | None:
    """The place after the longest of `phrases` (kept by first word) standing at `at`."""
    if kind_at(tokens, at) is not Kind.WORD:
        return None
    ends = (phrase_end(tokens, at, phrase) for phrase in phrases.get(tokens[at].folded, ()))
    return max((end for end in ends if end is not None), default=None)


def by_first_word(phrases: str) -> dict[str, list[tuple[str, ...]]]:
    """Folded phrases, written with commas between them, kept by their first word for `longest_phrase`."""
    kept: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases.split(","):
        words = tuple(phrase.split())
        kept.setdefault(words[0], []).append(words)
    return kept


def words_of(text: str) -> frozenset[str]:
    """A closed set of words written with blanks between them."""
    return frozenset(text.split())
