"""The words around a time: its label ("Xây dựng KH:") and the exact quotation of its clause."""

from itertools import pairwise

from plans.reading.deadlines.drafts import Draft
from plans.reading.deadlines.joints import SEPARATORS, has_content, label_start
from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.naming import Words
from plans.reading.deadlines.numbers import is_at, row_at
from plans.reading.deadlines.words import Word

# Words before a time that name no product: even with a colon, and without one.
_TIME_LABELS = frozenset(
    {
        *("thời gian", "thời gian thực hiện", "thời gian hoàn thành", "thời hạn", "thời hạn thực hiện"),
        *("thời hạn hoàn thành", "tiến độ", "thời điểm", "mốc thời gian", "tg", "hoàn thành", "hạn", "kỳ", "lần", "số"),
        *("các", "phải", "cần", "đã", "được", "sẽ", "việc"),
    }
)
_ACTS_ALONE = frozenset(
    {
        *("thực hiện", "triển khai", "triển khai thực hiện", "thực hiện trong", "yêu cầu", "lần thứ", "được thực hiện"),
        *("được thực hiện trong", "thực hiện hoàn thành", "gửi", "nộp", "tập trung", "cơ bản"),
    }
)
_WEEKDAYS = ("thứ", "ngày thứ", "chủ nhật", "sáng", "chiều")
_LEADS = SEPARATORS | {Name.IN, Name.TO, Name.PERIODIC, Name.COLON, Name.OTHER, Name.OPEN, Name.ABOUT, Name.OF}
_LEADS |= {Name.BEFORE, Name.BY, Name.CLOCK}
_TAILS = SEPARATORS | {
    Name.COLON,
    Name.IN,
    Name.OPEN,
    Name.OTHER,
    Name.ABOUT,
    Name.FROM,
    Name.TO,
    Name.PERIODIC,
    Name.BY,
}
_UNREAD = (Name.SLASH, Name.BEFORE)
_BREAKS = (Name.SLASH, Name.DASH)
_STOPS = SEPARATORS - {Name.CLOSE}


def label_before(cell: str, words: Words, begin: int, end: int) -> str | None:
    """The label that stands before a time, as written."""
    first, last = _trimmed(words, begin, end)
    if not has_content(words[first:last]):
        return None
    key = " ".join(word.key for word in words[first:last])
    colon = is_at(words, last, Name.COLON) or is_at(words, begin - 1, Name.COLON)
    if key in _TIME_LABELS or (key in _ACTS_ALONE and not colon):
        return None
    if key.startswith(_WEEKDAYS) and last - first <= 2:
        return None
    return " ".join(cell[words[first].start : words[last - 1].end].split())


def label_after(cell: str, words: Words, draft: Draft, end: int) -> str | None:
    """The label that follows a time: "Tháng 3: xây dựng kế hoạch", "Quý I ban hành kế hoạch"."""
    if draft.is_free or draft.end >= end:
        return None
    place = draft.end
    while place < end and is_at(words, place, Name.CLOSE, Name.OPEN, Name.DASH):
        place += 1
    if not is_at(words, place, Name.COLON, Name.ACTION, Name.DOCUMENT):
        return None
    return label_before(cell, words, place, end)


def is_cut_short(words: Words, draft: Draft, begin: int, end: int) -> bool:
    """Whether a number or a time word right beside a time was not read with it ("15//12/2024", "quý 1/4")."""
    before = draft.begin > begin and is_at(words, draft.begin - 1, *_UNREAD)
    place = draft.end
    joined = place + 1 < end and row_at(words, place, _BREAKS, Name.NUMBER)
    after = place < end and (is_at(words, place, Name.NUMBER) or joined)
    periodic = not draft.is_free and any(is_at(words, ahead, Name.PERIODIC) for ahead in range(place, end))
    return before or periodic or (after and not draft.is_free)


def _trimmed(words: Words, begin: int, end: int) -> tuple[int, int]:
    while begin < end and words[begin].name in _LEADS:
        begin += 1
    while end > begin and _may_trim(words, begin, end):
        end -= 1
    return begin, end


def _may_trim(words: Words, begin: int, end: int) -> bool:
    """A closing bracket of the label, and "100%", stay."""
    last = words[end - 1]
    closes = last.name is Name.CLOSE and any(word.name is Name.OPEN for word in words[begin:end])
    return last.name in _TAILS and last.key != "%" and not closes


def regions(words: Words, drafts: list[Draft]) -> list[tuple[int, int]]:
    """The places each time takes with the words around it; together they leave nothing out."""
    begins = [0]
    for left, right in pairwise(drafts):
        begins.append(right.begin if left.end >= right.begin else label_start(words, left.end, right.begin))
    return list(zip(begins, [*begins[1:], len(words)], strict=True))


def quote(cell: str, words: list[Word]) -> str:
    """The words as they stand in the cell, without joining marks at either end."""
    first, last = 0, len(words)
    while first < last and words[first].name in _STOPS:
        first += 1
    while last > first and words[last - 1].name in _STOPS | {Name.COLON}:
        last -= 1
    return cell[words[first].start : words[last - 1].end] if first < last else ""
