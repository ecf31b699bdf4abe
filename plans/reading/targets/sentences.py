"""Text cut into sentences, and sentences into the stretches that one figure may speak of."""

import re

from cchc.text import nfc, squeeze

_LINE_START = re.compile(r"\n(?=\s*(?:[-–—+•*]|\d{1,2}[.)]\s|[^\W\d_]\)|[A-ZÀ-ỸĐ]))")
_FULL_STOP = re.compile(r"(?<=[.!?…])\s+(?=[\"“(]?[A-ZÀ-ỸĐ0-9])")
_MARKS = re.compile(r"^(?:[-–—+•*·\s]+|\d{1,2}(?:\.\d{1,2})*[.)]\s+|[^\W\d_]\)\s+|[IVX]+\.\s+)+")
_NUMBERING = re.compile(r"(?:^|\s)(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[^\W\d_])\.$")
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
    left, depth = start, 0
    while left > max(0, start - _LONGEST_STRETCH) and not (depth == 0 and sentence[left - 1] in ";(:"):
        depth += {")": 1, "(": -1}.get(sentence[left - 1], 0)
        left -= 1
    right, depth = end, 0
    while right < min(len(sentence), end + _LONGEST_STRETCH) and not (depth == 0 and sentence[right] in ";:)"):
        depth += {"(": 1, ")": -1}.get(sentence[right], 0)
        right += 1
    return left, right
