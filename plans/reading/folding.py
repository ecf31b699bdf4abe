"""Folding that keeps every letter in its place, so that what is found in folded text can be cut from the source."""

import unicodedata
from functools import lru_cache

from cchc.text import nfc, squeeze


def fold_in_place(text: str) -> str:
    """Lower case without accents, đ as d, exactly as long as `text` (give it NFC text)."""
    return "".join(map(_bare, text))


def lower_in_place(text: str) -> str:
    """Lower case with accents kept, exactly as long as `text`."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_small, text))


def one_line(text: str) -> str:
    """NFC on one line, blanks squeezed."""
    return " ".join(squeeze(nfc(text)).split())


def _small(char: str) -> str:
    return char.lower() if len(char.lower()) == 1 else char


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    lower = char.lower()
    if lower == "đ":
        return "d"
    base = unicodedata.normalize("NFD", lower)[:1]
    return base or char
