"""Vietnamese text: one spelling, search without accents, the alphabet's order.

Pure: every layer may use it. Text is stored as NFC (decomposed letters come from macOS and from PDF
copies); `fold` is what search compares ("rà soát" is found by "ra soat").
"""

import re
import unicodedata

_BLANKS = re.compile(r"[ \t\r\f\v\x00\u00a0\u2000-\u200b\u202f\u3000]+")
_ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_ORDER = {letter: f"{place:02d}" for place, letter in enumerate("0123456789" + _ALPHABET + "fjwz", start=10)}
DOCUMENT_NUMBER = re.compile(r"(?<![\w/])\d{1,6}[a-z]?/(?:\d{4}/)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""Number and symbol of a document in folded text: "45/bc-ubnd", "76/2021/nd-cp"."""
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def nfc(text: str) -> str:
    """The composed spelling; stored text is always in it."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """NFC with runs of blanks made one and blank ends cut; line ends are kept. NUL, which no database keeps, is a
    blank."""
    lines = (_BLANKS.sub(" ", line).strip() for line in nfc(text).split("\n"))
    return "\n".join(lines).strip()


def fold(text: str) -> str:
    """Lower case without accents, đ as d, blanks squeezed: what search and matching compare."""
    bare = unicodedata.normalize("NFD", text.replace("\x00", " ").replace("Đ", "đ").lower().replace("đ", "d"))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(letters.split())


def searchable(*texts: str) -> str:
    """What search compares: all folded, then each document number between signs ("#45/bc-ubnd#"), so that 45/BC-UBND
    is not found in 145/BC-UBND."""
    folded = fold(" ".join(filter(None, texts)))
    numbers = dict.fromkeys(f"#{one[0].rstrip('-')}#" for one in DOCUMENT_NUMBER.finditer(folded))
    return " ".join((folded, *numbers))


def sort_key(text: str) -> str:
    """Key of the Vietnamese alphabet: letters first (a ă â b c d đ …), tones (ngang huyền hỏi ngã sắc nặng) second."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", text.lower()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[p] for p in parts if p in _TONES), 0)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
        letters.append(_ORDER.get(base, f"00{base}" if base.isspace() else f"99{base}"))
        tones.append(str(tone))
    return "".join(letters) + "|" + "".join(tones)


def lower_first(words: str) -> str:
    """As it stands within a sentence; an abbreviation stays ("UBND")."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
