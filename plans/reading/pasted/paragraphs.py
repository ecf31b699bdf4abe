"""Lines wrapped at the edge of a page → whole paragraphs."""

import re
from collections.abc import Iterator, Sequence

from cchc.text import fold
from plans.reading.pasted.cleaning import CELL_BREAK, PAGE
from plans.reading.syllables import is_cut, joined_words
from plans.reading.words import continues, is_shouted

_NEW_MARK = re.compile(
    r"[-–—+*•]\s*\S|(?:[IVXLC]{1,6}|[A-ZĐ]|[a-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)/]\s*\D|\d{1,2}(?:\.\d{1,2})+\s|\(\w{1,3}\)\s"
    r"|(?:Điều|Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Phụ lục|PHỤ LỤC|Biểu|Số)\s*:?\s*[\dIVX/]"
)
_OPENING = re.compile(r"(?:can cu|thuc hien (?:ke hoach|quyet dinh|nghi quyet)|noi nhan|kinh gui|(?:tm|kt|tl|tuq)\.)\b")
_ENDED = re.compile(r".*[.;:!?…”\"](?:\s*/\s*\.?)?$|.*/\.$", re.DOTALL)
_AWAITS_NUMBER = re.compile(
    r".*\b(?:số|tháng|quý|năm|ngày|khoản|điều|mục|điểm|trang|phụ lục|mức độ)$", re.IGNORECASE | re.DOTALL
)
_SHORTEST_WIDTH, _LONGEST_WIDTH = 45, 140
_FULL = 0.72
_FEW = 4


def joined_lines(lines: Sequence[str]) -> Iterator[str]:
    """A line that does not end a sentence goes on in one that begins no new mark: where the text was wrapped, or the
    next line begins in mid-sentence. Empty lines and page breaks end a paragraph only where a sentence has ended."""
    width = _width(lines)
    held: list[str] = []
    has_gap = False
    for line in (piece.strip() for whole in lines for piece in whole.split(CELL_BREAK)):
        if line in ("", PAGE.strip()):
            has_gap = True
            continue
        is_full = bool(held) and width > 0 and not has_gap and len(held[-1]) >= width * _FULL
        if held and is_cut(held[-1], line):
            held[-1] = joined_words(held[-1], line)
        elif held and _goes_on(held[-1], line, is_full, has_gap):
            held.append(line)
        else:
            yield " ".join(held)
            held = [line]
        has_gap = False
    yield " ".join(held)


def _goes_on(above: str, below: str, is_full: bool, has_gap: bool) -> bool:
    """`is_full`: the line above reaches the edge of the page."""
    is_marked = bool(_NEW_MARK.match(below)) and not (_AWAITS_NUMBER.match(above) and below[0].isdigit())
    if below[0].islower() and not is_marked and not (has_gap and above.endswith(".")):
        return True
    if is_marked or _ENDED.match(above) or _OPENING.match(fold(below)) or is_shouted(above):
        return False
    if is_shouted(below):
        return is_full and len(below.split()) <= _FEW
    return is_full or (not has_gap and _is_open(above, below))


def _is_open(above: str, below: str) -> bool:
    return continues(above, below) and len(above) >= _SHORTEST_WIDTH


def _width(lines: Sequence[str]) -> int:
    """The width at which the text was wrapped; 0 where lines are whole paragraphs."""
    lengths = sorted(len(line) for line in lines if len(line) >= _SHORTEST_WIDTH)
    if len(lengths) < 4 or lengths[-1] > _LONGEST_WIDTH:
        return 0
    return lengths[int(len(lengths) * 0.9)]
