"""A cell cut into pieces of one sentence each, never inside an expression.

List marks at the head of a line part for certain. A semicolon, a full stop, a new line or a dash part only where a time
stands on both sides: otherwise the sentence merely goes on ("Báo cáo định kỳ hàng ⏎ quý").
"""

from dataclasses import dataclass, replace

from plans.enums import Every
from plans.reading.deadlines.joints import has_content
from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.naming import Words, read_point
from plans.reading.deadlines.numbers import is_at, word_at
from plans.reading.deadlines.points import MONTHS_IN_YEAR
from plans.reading.deadlines.scanning import scan
from plans.reading.deadlines.words import Word

_SEAM = 8
_AHEAD = 24
_MARKS = (Name.DASH, Name.BULLET, Name.AND)
_NUMBER_ENDS = (".", ")")
_MAY_MARK = (*_MARKS, Name.NUMBER, Name.WORD, Name.ROMAN)
_UNITS = (Name.DAY, Name.MONTH, Name.QUARTER, Name.YEAR)
_LEADS = (
    Name.BEFORE,
    Name.BY,
    Name.IN,
    Name.FROM,
    Name.TO,
    Name.WITHIN,
    Name.DONE,
    Name.ACCORDING,
    Name.AFTER,
    Name.WHEN,
)
_JOINS = (Name.OF, Name.AND, Name.OR, Name.COMMA, Name.SLASH, Name.COLON, Name.OPEN)
_DANGLING = frozenset({*_UNITS, *_LEADS, *_JOINS, Name.EACH, Name.PERIODIC, Name.THOSE, Name.FIRST, Name.LAST})


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one sentence without its list mark. `sure`: a list mark parts it from what stands before. Its first
    `heading` words stand over a list ("Báo cáo kết quả:") and label the pieces after it too."""

    words: list[Word]
    sure: bool
    tells_time: bool = False
    heading: int = 0

    @property
    def is_heading(self) -> bool:
        """ "Báo cáo kết quả:" over a list."""
        return is_at(self.words, len(self.words) - 1, Name.COLON) and not self.tells_time


def split(words: Words) -> list[Piece]:
    pieces: list[Piece] = []
    for cut in _cut(words):
        if not cut.words:
            continue
        piece = replace(cut, tells_time=bool(scan(cut.words)))
        if pieces and _goes_on(pieces[-1], piece):
            pieces[-1] = _joined(pieces[-1], piece)
        else:
            pieces.append(piece)
    return pieces


def _joined(before: Piece, piece: Piece) -> Piece:
    """One piece of two. A time may stand across the seam, where neither told one."""
    seam = [*before.words[-_SEAM:], *piece.words[:_SEAM]]
    told = before.tells_time or piece.tells_time or bool(scan(seam))
    heading = len(before.words) if before.is_heading and piece.sure else before.heading
    return Piece([*before.words, *piece.words], before.sure, told, heading)


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether a piece only goes on with the one before it."""
    if before.is_heading:
        return True
    if not has_content(piece.words) and not piece.tells_time:
        return True
    if piece.sure:
        return not before.sure and not before.tells_time
    fresh = word_at(piece.words, 0).fresh and not is_at(before.words, len(before.words) - 1, Name.SEMICOLON)
    if fresh and (_dangles(before) or _is_cut_in_two(before, piece)):
        return True
    if not fresh and _comes_back(before, piece):
        return True
    return not before.tells_time or not piece.tells_time


def _dangles(piece: Piece) -> bool:
    """A line that ends in the middle: "trước ngày", "hàng", "quý I/"."""
    last = piece.words[-1].name
    return last in _DANGLING and not (last in (Name.QUARTER, Name.MONTH, Name.YEAR) and piece.tells_time)


def _is_cut_in_two(before: Piece, piece: Piece) -> bool:
    """ "Quý ⏎ I/2024": the number of a quarter, month or year on the next line."""
    unit, place = before.words[-1], len(before.words) - 1
    if unit.name is Name.YEAR and piece.words[0].is_year:
        return True
    highest = {Name.QUARTER: 4, Name.MONTH: MONTHS_IN_YEAR}.get(unit.name, 0)
    if not highest or is_at(before.words, place - 1, Name.EACH, Name.PERIODIC, Name.NUMBER):
        return False
    tail = [unit, *piece.words[:_SEAM]]
    point = read_point(tail, 0)
    return point is not None and point[0].number <= highest and not is_at(tail, point[1], Name.SLASH)


def _comes_back(before: Piece, piece: Piece) -> bool:
    """ "30/6; 31/12 hàng năm": a list of nothing but dates, all of which come back."""
    if not (before.tells_time and piece.tells_time and is_at(piece.words, 0, *_UNITS, Name.NUMBER, Name.BEFORE)):
        return False
    first, last = scan(before.words), scan(piece.words)
    bare = bool(first and last) and first[0].begin == last[0].begin == 0 and last[-1].end >= len(piece.words) - 1
    dated = bare and first[-1].end >= len(before.words) - 1 and not (first[-1].every or first[-1].is_free)
    return dated and last[0].every is Every.YEAR


def _cut(words: Words) -> list[Piece]:
    listed = is_at(words, 0, *_MARKS)
    pieces = [Piece([], sure=listed)]
    place = 0
    while place < len(words):
        mark = _list_mark(words, place, listed=listed)
        if mark:
            pieces.append(Piece([], sure=True))
            place += mark
            continue
        if _may_begin(words, place) and pieces[-1].words:
            pieces.append(Piece([], sure=False))
        pieces[-1].words.append(words[place])
        place += 1
    return pieces


def _list_mark(words: Words, at: int, *, listed: bool) -> int:
    """How many words make a list mark here: "-", "+", "•", "1.", "a)"."""
    if words[at].name not in _MAY_MARK:
        return 0
    after_stop = is_at(words, at - 1, Name.SEMICOLON, Name.COLON) or (
        is_at(words, at - 1, Name.DOT) and not words[at].glued
    )
    heads = at == 0 or words[at].fresh or after_stop
    if is_at(words, at, *_MARKS):
        inline = listed and is_at(words, at, Name.DASH) and _opens_sentence(words, at)
        return 1 if (heads and at + 1 < len(words)) or inline else 0
    if not heads or at + 2 >= len(words) or not words[at + 1].glued or words[at + 2].glued:
        return 0
    numbered = words[at].digits in (1, 2) and words[at + 1].key in _NUMBER_ENDS
    lettered = len(words[at].key) == 1 and words[at].key.isalpha() and words[at + 1].key == ")"
    return 2 if numbered or lettered else 0


def _opens_sentence(words: Words, at: int) -> bool:
    """A dash inside a line that itself began with one opens the next item where a time stands on both sides."""
    after = word_at(words, at + 1)
    if words[at].glued or after.glued or not after.capital or after.name is Name.NUMBER:
        return False
    begin = next((place for place in range(at - 1, -1, -1) if words[place].name is Name.DASH), -1) + 1
    before = scan(words[begin:at])
    if not before or not scan(words[at + 1 : at + _AHEAD]):
        return False
    head = max(begin - 1, 0)
    return not any(
        draft.begin < at - head < draft.end and not draft.is_free for draft in scan(words[head : at + _AHEAD])
    )


def _may_begin(words: Words, at: int) -> bool:
    word = words[at]
    if is_at(words, at - 1, Name.SEMICOLON):
        return True
    if is_at(words, at - 1, Name.DOT):
        return not word.glued and word.capital
    return word.fresh and word.capital
