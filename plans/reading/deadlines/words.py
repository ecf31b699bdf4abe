"""A cell cut into words that remember where they stood.

The grammar compares `key` (lower case, one spelling); `start` and `end` are offsets into the cell, so that every
clause can quote the words it was read from, exactly.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from cchc.text import fold
from plans.reading.deadlines.lexicon import BARE, NUMERALS, PHRASES, ROMANS, SPELLINGS, Name

_TOKEN = re.compile(
    r"(?P<clock>\d{1,2}\s?(?:giờ|h|g)\s?(?:[0-5]\d(?!\d|/))?(?:\s?phút)?(?![^\W\d_])|\d{1,2}:\d{2}(?::\d{2})?)"
    r"|(?P<symbol>\d+(?:/\d{4})?/(?!(?:năm|tháng|quý|lần|tuần|ngày|nam|thang|quy|lan|tuan|ngay)\b)[^\W\d_]{2}[\w\-‐‑–—−&.]*\w)"
    r"|(?P<number>\d+)|(?P<word>[^\W\d_]+)|(?P<mark>\S)"
)
_MARKS = {
    "/": Name.SLASH,
    ".": Name.DOT,
    ",": Name.COMMA,
    ":": Name.COLON,
    ";": Name.SEMICOLON,
    "(": Name.OPEN,
    "[": Name.OPEN,
    ")": Name.CLOSE,
    "]": Name.CLOSE,
    "&": Name.AND,
    "+": Name.AND,
    "•": Name.BULLET,
    "*": Name.BULLET,
    "\uf0b7": Name.BULLET,
    "\uf02d": Name.BULLET,
    "·": Name.BULLET,
    "▪": Name.BULLET,
    "●": Name.BULLET,
    "~": Name.DASH,
    "÷": Name.DASH,
    "→": Name.DASH,
    "−": Name.DASH,
}
_SHORT_UNITS = {"t": "tháng", "th": "tháng", "q": "quý"}
_HIDDEN = "\u00ad\ufeff\u200c\u200d\u2060"
_HORNED = re.compile(r"u([ơờớởỡợ])(?=[a-z])")
_GLUED_QUARTER = re.compile(r"(quý|quí|qúy|q)([ivl]+)")
# Above this letter stand the forms that NFKC makes plain (Ⅱ, full-width digits); Vietnamese stands below it.
_LAST_PLAIN = "\u1eff"
_MIN_YEAR, _MAX_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase of a cell. `glued`: no blank before it; `fresh`: first of its line; `capital`: begins
    with a capital or a digit, as a new sentence would."""

    name: Name
    key: str
    start: int
    end: int
    number: int = 0
    digits: int = 0
    glued: bool = False
    fresh: bool = False
    capital: bool = False

    @property
    def is_year(self) -> bool:
        return self.name is Name.NUMBER and self.digits == 4 and _MIN_YEAR <= self.number <= _MAX_YEAR


def cut(cell: str) -> list[Word]:
    """The words of a cell (NFC, blanks squeezed), phrases of the lexicon taken together."""
    return _join_phrases(_shorten(_restore(_tokens(cell))))


def _tokens(cell: str) -> list[Word]:
    """Single words, numbers and marks. Compatibility letters (Ⅱ, full-width digits) are read as what they stand
    for."""
    plain, places = _plain(cell)
    found: list[Word] = []
    for match in _TOKEN.finditer(plain):
        for kind, first, last in _split_quarter(match):
            start, end = places[first], places[last - 1] + 1
            gap = cell[found[-1].end : start] if found else "\n"
            name, key, number = _named(kind, plain[first:last])
            capital = cell[start].isupper() or cell[start].isdigit()
            digits = last - first if name is Name.NUMBER else 0
            found.append(Word(name, key, start, end, number, digits, bool(found) and not gap, "\n" in gap, capital))
    return found


def _plain(cell: str) -> tuple[str, list[int]]:
    """The cell in small letters, and the place in it that each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(cell):
        if char in _HIDDEN:
            continue
        for letter in (unicodedata.normalize("NFKC", char) if char > _LAST_PLAIN else char).lower():
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _split_quarter(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """ "quýIV" and "QIV" are two words."""
    kind = match.lastgroup or "mark"
    glued = _GLUED_QUARTER.fullmatch(match.group()) if kind == "word" else None
    if glued:
        middle = match.start() + len(glued.group(1))
        yield kind, match.start(), middle
        yield kind, middle, match.end()
    else:
        yield kind, match.start(), match.end()


def _named(kind: str, text: str) -> tuple[Name, str, int]:
    if kind == "number":
        return Name.NUMBER, text, int(text[:9])
    if kind == "word":
        horned = _HORNED.sub(r"ư\1", text)
        return Name.WORD, SPELLINGS.get(horned, horned), 0
    if kind == "mark":
        dash = unicodedata.category(text) == "Pd"
        return Name.DASH if dash else _MARKS.get(text, Name.OTHER), text, 0
    return Name.CLOCK if kind == "clock" else Name.SYMBOL, text, 0


def _restore(words: list[Word]) -> list[Word]:
    """Accents for a cell typed without a single one; a cell that has some is taken at its word."""
    keys = [word.key for word in words if word.name is Name.WORD]
    if any(fold(key) != key for key in keys):
        return words
    pairs = zip_longest(words, words[1:])
    return [_accented(word, after.key if after else "") if word.name is Name.WORD else word for word, after in pairs]


def _accented(word: Word, after: str) -> Word:
    if word.key == "quy" and after in ("dinh", "trinh", "che", "hoach"):
        return word
    if word.key == "ngay" and after in ("sau", "khi", "tu"):
        return word
    if word.key == "dinh" and after not in ("ky", "ki"):
        return word
    return replace(word, key=BARE.get(word.key, word.key))


def _shorten(words: list[Word]) -> list[Word]:
    """ "T5", "T.5", "6T", "Q1", "Q.IV", "Th6": the short forms of tháng and quý, only where they touch a number."""
    out: list[Word] = []
    place = 0
    while place < len(words):
        word, size = words[place], 1
        unit = _SHORT_UNITS.get(word.key)
        if unit:
            dotted = place + 2 < len(words) and words[place + 1].name is Name.DOT
            number = place + 2 if dotted else place + 1
            touches = number < len(words) and (words[number].glued or word.key == "th")
            follows = touches and _counts(words[number], unit)
            leads = unit == "tháng" and word.glued and bool(out) and out[-1].name is Name.NUMBER and not follows
            if follows or leads:
                size = 2 if follows and dotted else 1
                word = replace(word, key=unit, end=words[place + size - 1].end)
        out.append(word)
        place += size
    return out


def _counts(word: Word, unit: str) -> bool:
    return word.name is Name.NUMBER or (unit == "quý" and word.key in ROMANS)


def _join_phrases(words: list[Word]) -> list[Word]:
    out: list[Word] = []
    place = 0
    while place < len(words):
        word, size = words[place], 1
        if word.name is Name.WORD:
            name, size = _phrase_at(words, place)
            if size > 1:
                keys = " ".join(part.key for part in words[place : place + size])
                word = replace(word, name=name, key=keys, end=words[place + size - 1].end)
            elif name is not Name.WORD:
                word = replace(word, name=name)
        out.append(_numbered(word, out[-1].name if out else Name.OTHER))
        place += size
    return out


def _phrase_at(words: list[Word], place: int) -> tuple[Name, int]:
    for keys, name in PHRASES.get(words[place].key, ()):
        size = len(keys)
        if size == 1 or tuple(word.key for word in words[place : place + size]) == keys:
            return name, size
    return Name.WORD, 1


def _numbered(word: Word, before: Name) -> Word:
    """Numbers written as words, and roman numerals (a scanned I comes as l)."""
    if word.name is not Name.WORD:
        return word
    if word.key in NUMERALS:
        return replace(word, number=NUMERALS[word.key])
    roman = word.key.replace("l", "i") if before is Name.QUARTER else word.key
    if roman in ROMANS:
        return replace(word, name=Name.ROMAN, number=ROMANS[roman])
    return word
