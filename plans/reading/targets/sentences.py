"""Text cut into sentences, and sentences into the stretches that one figure may speak of."""

import re
from collections.abc import Sequence

from cchc.text import nfc, squeeze

_LINE_START = re.compile(r"\n(?=\s*(?:[-–—+•*]|\d{1,2}[.)]\s|[^\W\d_]\)|[A-ZÀ-ỸĐ]))")
_FULL_STOP = re.compile(r"(?<=[.!?…])\s+(?=[\"“(]?[A-ZÀ-ỸĐ0-9])")
_MARKS = re.compile(r"^(?:[-–—+•*·\s]+|\d{1,2}(?:\.\d{1,2})*[.)]\s+|[^\W\d_]\)\s+|[IVX]+\.\s+)+")
_NUMBERING = re.compile(r"(?:^|\s)(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[^\W\d_])\.$")
_STOPS = re.compile(r"[;:()]")
_LONGEST_STRETCH = 1500


def split_sentences(text: str) -> tuple[str, ...]:
    """Sentences in order, without the numbering or dash before them. Full stops of numbering ("1.2.") end none."""
    sentences: list[str] = []
    for line in _LINE_START.split(squeeze(nfc(text))):
        start = 0
        flat = " ".join(line.split())
        for stop in _FULL_STOP.finditer(flat):
            if not _NUMBERING.search(flat[start : stop.start()][-8:]):
                sentences.append(flat[start : stop.start()])
                start = stop.end()
        sentences.append(flat[start:])
    bare = (_MARKS.sub("", sentence).strip() for sentence in sentences)
    return tuple(sentence for sentence in bare if sentence)


def stretch_around(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence between semicolons, colons and brackets that a figure at `start`–`end` stands in; what
    other brackets hold is passed over."""
    left, right = max(0, start - _LONGEST_STRETCH), min(len(sentence), end + _LONGEST_STRETCH)
    before = [mark.start() for mark in _STOPS.finditer(sentence, left, start)]
    after = [mark.start() for mark in _STOPS.finditer(sentence, end, right)]
    opening, closing = _first_outside(sentence, before[::-1], ")("), _first_outside(sentence, after, "()")
    return left if opening is None else opening + 1, right if closing is None else closing


def _first_outside(sentence: str, places: Sequence[int], brackets: str) -> int | None:
    """The first of the marks at `places` that no pair of `brackets`, met in this order, holds."""
    depth = 0
    for place in places:
        if depth == 0 and sentence[place] != brackets[0]:
            return place
        depth += {brackets[0]: 1, brackets[1]: -1}.get(sentence[place], 0)
    return None
