"""The unit of a figure: its own, or the noun that it counts."""

import re

from plans.reading.targets.figures import Figure

_SYLLABLES = (
    "cuộc lần lớp tin bài buổi đợt lượt bản người xã hộ vụ kỳ tổ thôn phường phòng đơn trường suất giờ tuần tháng"
)
_SINGLE = frozenset(_SYLLABLES.split())
"""Counted nouns of one syllable; others have two ("sáng kiến", "mô hình")."""

_RATE = re.compile(r"\s*/\s*(?:năm|quý|tháng|tuần|kỳ|xã|đơn vị|cơ quan|người|phòng)(?!\w)", re.IGNORECASE)
_WORD_OR_MARK = re.compile(r"[^\W\d_]+|[^\w\s]")


def unit_of(sentence: str, figure: Figure) -> str:
    """The sign or word of measure, or the counted noun with its rate ("tin, bài/năm"); "" where none follows."""
    if figure.unit:
        return figure.unit
    words = list(_WORD_OR_MARK.finditer(sentence, figure.end))[:3]
    if not words or sentence[figure.end : words[0].start()].strip() or not words[0].group().isalpha():
        return ""
    last = words[0]
    if last.group().lower() in _SINGLE:
        is_list = len(words) > 2 and words[1].group() == "," and words[2].group().lower() in _SINGLE
        is_pair = len(words) > 1 and words[1].group().lower() in _SINGLE
        last = words[2] if is_list else words[1] if is_pair else last
    elif len(words) > 1 and words[1].group().isalpha():
        last = words[1]
    rate = _RATE.match(sentence, last.end())
    noun = " ".join(sentence[words[0].start() : last.end()].split())
    return noun + (re.sub(r"\s*/\s*", "/", rate.group()) if rate else "")
