"""Small steps of the grammar: is such a word here, which number stands here."""

from collections.abc import Sequence

from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.words import Word

NOTHING = Word(Name.OTHER, "", 0, 0)
TEN = 10
# As many small words in a row as anybody writes: what is longer is read no further, in time.
A_FEW = 8
_ORDINALS = {"thứ hai": 2, "thứ ba": 3, "thứ tư": 4}


def word_at(words: Sequence[Word], at: int) -> Word:
    return words[at] if 0 <= at < len(words) else NOTHING


def is_at(words: Sequence[Word], at: int, *names: Name) -> bool:
    return 0 <= at < len(words) and words[at].name in names


def row_at(words: Sequence[Word], at: int, *row: Name | tuple[Name, ...]) -> bool:
    """Whether words of these names stand here one after the other; a tuple allows any of its names."""
    if at < 0 or at + len(row) > len(words):
        return False
    for word, names in zip(words[at : at + len(row)], row, strict=True):
        if word.name is not names and not (isinstance(names, tuple) and word.name in names):
            return False
    return True


def skip(words: Sequence[Word], at: int, *names: Name) -> int:
    """The place after at most one word of these names."""
    return at + 1 if is_at(words, at, *names) else at


def skip_all(words: Sequence[Word], at: int, *names: Name) -> int:
    """The place after words of these names, a few at most."""
    last = at + A_FEW
    while at < last and is_at(words, at, *names):
        at += 1
    return at


def number_at(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """A count in digits, in words ("mười hai"), or both ("02 (hai)"), and the place after it."""
    word = word_at(words, at)
    if word.name is Name.NUMBER:
        doubled = is_at(words, at + 1, Name.OPEN) and _spelled(words, at + 2) and is_at(words, at + 3, Name.CLOSE)
        return word.number, at + (4 if doubled else 1)
    return _spelled(words, at)


def _spelled(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    word, after = word_at(words, at), word_at(words, at + 1)
    if word.name is not Name.WORD or not word.number:
        return None
    if word.number == TEN and after.name is Name.WORD and after.number in (1, 2):
        return TEN + after.number, at + 2
    return word.number, at + 1


def ordinal_at(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The number of a quarter or month: 1, 01, I, "một", "thứ nhất"; a year is not one."""
    word = word_at(words, at)
    if word.key == "thứ":
        after = word_at(words, at + 1)
        return (1, at + 2) if after.key == "nhất" else ordinal_at(words, at + 1) if after.name is Name.NUMBER else None
    if word.key in _ORDINALS:
        return _ORDINALS[word.key], at + 1
    if word.name is Name.ROMAN:
        return word.number, at + 1
    return None if word.name is Name.NUMBER and word.digits > 2 else number_at(words, at)
