"""The small words before a date that say whether it is itself included."""

from dataclasses import dataclass

from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.naming import Words
from plans.reading.deadlines.numbers import A_FEW, is_at, word_at
from plans.reading.deadlines.words import Word

_INCLUDING = (Name.BY, Name.TO, Name.IN, Name.DONE, Name.ABOUT, Name.CLOCK, Name.SPAN, Name.WITHIN)
_UNITS = (Name.DAY, Name.MONTH, Name.QUARTER, Name.YEAR)
_FILLERS = ("là", "sớm", "tiến", "độ", "được")


@dataclass(frozen=True, slots=True)
class Marks:
    """What was said before a date. `before`: it is left out ("trước"), unless an hour of it is named ("trước 17 giờ
    ngày 15/12" falls on the 15th). `approximate`: "khoảng", "dự kiến"."""

    after: int
    firm: bool = False
    before: bool = False
    approximate: bool = False


def read_marks(words: Words, at: int) -> Marks:
    place, firm, before, approximate = at, False, False, False
    while place < at + A_FEW:
        word = word_at(words, place)
        if word.name is Name.BEFORE and not _is_side_by_side(words, place):
            before = firm = True
        elif word.name in _INCLUDING:
            firm = True
            before = before and (word.name is not Name.CLOCK or _is_midnight(word))
            approximate = approximate or word.name is Name.ABOUT
        elif not (_is_filler(words, place) and (firm or word.name is Name.THOSE)):
            break
        place += 1
    return Marks(place, firm, before, approximate)


def _is_side_by_side(words: Words, at: int) -> bool:
    """ "trước, trong và sau ngày …" leaves nothing out."""
    return is_at(words, at + 1, Name.COMMA) and is_at(words, at + 2, Name.IN)


def _is_midnight(word: Word) -> bool:
    """ "trước 0 giờ ngày 01/7" leaves the whole day out."""
    return word.key[:2].rstrip("h:g ").lstrip("0") == ""


def _is_filler(words: Words, at: int) -> bool:
    word = word_at(words, at)
    if word.name is Name.COLON:
        return is_at(words, at - 1, Name.BY, Name.DONE, Name.ABOUT)
    if word.name is Name.THOSE:
        return is_at(words, at + 1, *_UNITS)
    if word.name is Name.DAY:
        return is_at(words, at + 1, Name.LAST) and is_at(words, at + 2, Name.DAY)
    return word.name is Name.WORD and word.key in _FILLERS and not word.number
