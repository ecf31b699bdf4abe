"""What stands between two times of a sentence: nothing, a comma, "và", a bracket, a colon, or words."""

from enum import Enum, auto
from itertools import pairwise

from plans.reading.deadlines.drafts import Draft
from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.naming import Words

SEPARATORS = frozenset(
    {Name.COMMA, Name.SEMICOLON, Name.DOT, Name.DASH, Name.SLASH, Name.AND, Name.OR, Name.CLOSE, Name.BULLET}
)
STRONG = frozenset({Name.COMMA, Name.SEMICOLON, Name.DOT, Name.CLOSE, Name.BULLET})
_CONTENT = frozenset({Name.WORD, Name.ACTION, Name.DOCUMENT, Name.DONE, Name.THOSE, Name.OCCASION, Name.SYMBOL})
_COUNTED = (Name.TIMES, Name.SPAN)
_COUNTS = (Name.NUMBER, Name.ROMAN)
_LIGHT = frozenset({Name.IN, Name.OPEN, Name.OTHER})


class Joint(Enum):
    NONE = auto()
    COMMA = auto()
    AND = auto()
    OR = auto()
    OPEN = auto()
    COLON = auto()
    BREAK = auto()
    WORDS = auto()


_ORDER = (
    (Name.COLON, Joint.COLON),
    (Name.OPEN, Joint.OPEN),
    (Name.OR, Joint.OR),
    (Name.AND, Joint.AND),
    (Name.SLASH, Joint.AND),
    (Name.COMMA, Joint.COMMA),
)


def joint(words: Words, left: Draft, right: Draft) -> Joint:
    between = words[left.end : right.begin]
    names = {word.name for word in between}
    if not names:
        return Joint.BREAK if words[right.begin].fresh and words[right.begin].capital else Joint.NONE
    if any(word.name not in SEPARATORS and word.name not in _LIGHT and word.name is not Name.COLON for word in between):
        return Joint.WORDS
    if names & {Name.SEMICOLON, Name.DOT, Name.BULLET, Name.DASH}:
        return Joint.BREAK
    return next((kind for name, kind in _ORDER if name in names), Joint.NONE)


def has_content(words: Words) -> bool:
    """Whether the words can name something: "Báo cáo", "Lần 1", "Giai đoạn II"."""
    counted = any(left.name in _COUNTED and right.name in _COUNTS for left, right in pairwise(words))
    return counted or any(word.name in _CONTENT or (word.name is Name.NUMBER and word.digits > 4) for word in words)


def cut_place(words: Words, begin: int, end: int) -> int:
    """Where the words between two times part: after the last comma or stop, else after the last "và" or dash, else at
    once. What comes before is the tail of the left time, what comes after is the label of the right one."""
    for names in (STRONG, SEPARATORS):
        for place in range(end - 1, begin - 1, -1):
            if words[place].name in names or (words[place].fresh and words[place].capital):
                return place + 1 if words[place].name in SEPARATORS else place
    return begin


def label_start(words: Words, begin: int, end: int) -> int:
    """Where the label before a time begins, seen from the time before it."""
    return cut_place(words, begin, end) if begin else 0


def is_led(words: Words, drafts: list[Draft], draft: Draft) -> bool:
    """Whether words of a label stand right before a time."""
    begin = drafts[-1].end if drafts else 0
    return has_content(words[label_start(words, begin, draft.begin) : draft.begin])
