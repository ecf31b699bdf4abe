"""Ways in which words that are no name of the directory may still mean one: the surest first."""

from rapidfuzz import fuzz

from plans.reading.agencies.alignment import align, name_words
from plans.reading.agencies.tokens import Token

_TYPO_LIKENESS = 90
_SHORTEST_TYPO = 8
_SHORTEST_BEGINNING = 3


def resembles(said: tuple[Token, ...], name: tuple[Token, ...]) -> bool:
    wanted, known = (" ".join(word.folded for word in side) for side in (name_words(said), name))
    is_long = min(len(wanted), len(known)) >= _SHORTEST_TYPO
    return is_long and fuzz.ratio(wanted, known) >= _TYPO_LIKENESS


def begins(said: tuple[Token, ...], name: tuple[Token, ...]) -> bool:
    own = [word.folded for word in name_words(said)]
    return len(own) > 1 and [word.folded for word in name[: len(own)]] == own


def goes_on_after(said: tuple[Token, ...], name: tuple[Token, ...]) -> bool:
    return len(name) >= _SHORTEST_BEGINNING and align(said, 0, name) is not None


def is_within(said: tuple[Token, ...], name: tuple[Token, ...]) -> bool:
    """As in "Kế toán" in "Tài chính - Kế toán", "MTTQ" in "Ủy ban Mặt trận Tổ quốc Việt Nam"."""
    cuts = range(1, len(name) - 1)
    return any(align(said, 0, name[cut:end]) == len(said) for cut in cuts for end in range(cut + 2, len(name) + 1))


def shortens(said: tuple[Token, ...], name: tuple[Token, ...]) -> bool:
    """As in "Hội Phụ nữ" for "Hội Liên hiệp Phụ nữ"."""
    own = [word.folded for word in name_words(said)]
    known = [word.folded for word in name]
    return 2 < len(own) < len(known) and own[0] == known[0] and own[1:] == known[1 - len(own) :]


LIKENESSES = (resembles, begins, goes_on_after, is_within, shortens)
