"""Numbering that jumps or repeats, the same heading twice, headings with nothing under them."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from cchc.text import fold
from plans.reading.captions import appendix_number
from plans.reading.findings import Findings
from plans.reading.outline import CLOSING, Entry, Level, number_of
from plans.reading.results import Doubt
from plans.reading.tables import Draft
from plans.reading.words import is_shouted, ordinal_value

_LONGEST_HEADING = 14
_AREA_LABEL = re.compile(r"[IVX]+|\d{1,2}")
_ALPHABET_GAP = (4, 6)
"""Many lists go from d straight to e, places 4 and 6 of the Vietnamese alphabet."""
_END_OF_SENTENCE = (".", ";", "!")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number with what stands before its last part ("2.1" → "2") and the mark printed right before it."""

    marker: str
    number: int
    words: str
    where: str
    before: str
    is_letter: bool = False

    @property
    def prefix(self) -> str:
        return self.marker.rpartition(".")[0]


def heading_faults(found: Findings) -> Iterator[Doubt]:
    headings = [entry for entry in found.outline if entry.is_heading]
    before = {entry: above.marker for above, entry in pairwise(headings)}
    filled = _filled_headings(found)
    for siblings in _families(headings):
        yield from _sequence_faults([_of_entry(entry, before.get(entry, "")) for entry in siblings])
        yield from _same_headings(siblings)
        yield from _empty_headings(filled, siblings)
    last = 0
    for draft in found.drafts:
        marks = _of_rows(draft)
        goes_on = bool(marks) and marks[0].number == last + 1
        yield from _sequence_faults(marks, last if goes_on else 0)
        last = marks[-1].number if marks else last
    for marks in _section_families(found.drafts):
        yield from _sequence_faults(marks, marks[0].number - 1)
    yield from _empty_sections(found)


def _section_families(drafts: Sequence[Draft]) -> list[list[_Mark]]:
    """Numbered appendices, and areas of the tables under one appendix ("II" then "IV"). A plan may carry appendix 5
    alone."""
    families: dict[tuple[int, bool], list[_Mark]] = {}
    closed: list[list[_Mark]] = []
    for draft in drafts:
        for depth, is_appendix in [key for key in families if key[0] > draft.depth]:
            closed.append(families.pop((depth, is_appendix)))
        number = appendix_number(draft.label)
        is_area = draft.rank >= 0 and bool(_AREA_LABEL.fullmatch(draft.label))
        if number or is_area:
            family = families.setdefault((draft.depth, not is_area), [])
            above = family[-1].marker if family else ""
            words = f"{draft.label}. {draft.title}".rstrip(". ")
            family.append(_Mark(draft.label, number or ordinal_value(draft.label), words, draft.place, above))
    return [*closed, *families.values()]


def _families(headings: Sequence[Entry]) -> list[list[Entry]]:
    """Headings of one level under one heading, in their order."""
    families: list[list[Entry]] = []
    open_families: dict[int, list[Entry]] = {}
    for entry in headings:
        for deeper in [level for level in open_families if level > entry.level]:
            del open_families[deeper]
        if entry.level not in open_families:
            open_families[entry.level] = []
            families.append(open_families[entry.level])
        open_families[entry.level].append(entry)
    return families


def _of_entry(entry: Entry, before: str) -> _Mark:
    words = f"{entry.marker}. {entry.text}"
    return _Mark(entry.marker, number_of(entry), words, entry.where, before, entry.level == Level.LETTER)


def _of_rows(draft: Draft) -> list[_Mark]:
    numbered = [row for row in draft.rows if row.ordinal[:1].isdigit()]
    above = ["", *(row.ordinal for row in numbered)]
    return [
        _Mark(
            row.ordinal,
            ordinal_value(row.ordinal),
            f"{row.ordinal}. {row.text}",
            row.place or f"{draft.place}, hàng {row.ordinal}",
            mark,
        )
        for row, mark in zip(numbered, above, strict=False)
    ]


def _sequence_faults(marks: Sequence[_Mark], last: int = 0) -> Iterator[Doubt]:
    """Each mark must be one more than the last that was in order. One that is out of order is named once: what
    follows is measured by it only if it goes on from it. A list may begin anew at 1 or under another number, or go
    on from the `last` of the section before it."""
    prefix = marks[0].prefix if marks else ""
    for place, mark in enumerate(marks):
        is_gap = mark.is_letter and (last, mark.number) == _ALPHABET_GAP
        is_anew = mark.prefix != prefix or (mark.number == 1 and last > 1)
        goes_on = place + 1 < len(marks) and marks[place + 1].number == mark.number + 1
        if mark.number == last + 1 or is_anew or is_gap:
            last, prefix = mark.number, mark.prefix
        elif mark.number == last or (place and marks[place - 1].marker == mark.marker):
            message = f"Số {mark.marker} đã dùng cho mục ngay trước; hãy xem lại cách đánh số."
            yield Doubt("numbering_repeat", message, _short(mark.words), mark.where)
        else:
            sibling = marks[place - 1].marker if place else ""
            above = mark.before if ordinal_value(mark.before) + 1 == mark.number else sibling
            after = f"sau {above} là {mark.marker}" if above else f"bắt đầu từ {mark.marker}"
            message = f"Đánh số không liền: {after}; hãy xem có thiếu mục hay ghi nhầm số."
            yield Doubt("numbering_jump", message, _short(mark.words), mark.where)
            last = mark.number if goes_on else last


def _same_headings(siblings: Sequence[Entry]) -> Iterator[Doubt]:
    seen: dict[str, Entry] = {}
    for entry in siblings:
        key = fold(entry.text).strip(" .:;")
        if len(key.split()) < 2:
            continue
        if key in seen:
            message = f"Đề mục này đã có ở {seen[key].where}; hãy xem lại là lặp hay đặt nhầm tên."
            yield Doubt("numbering_repeat", message, _short(f"{entry.marker}. {entry.text}"), entry.where)
        seen.setdefault(key, entry)


def _empty_headings(filled: set[Entry], siblings: Sequence[Entry]) -> Iterator[Doubt]:
    """A title, not a sentence, after which nothing comes before the next heading of its level or higher."""
    empty = [entry for entry in siblings if entry not in filled]
    for entry in empty:
        is_title = is_shouted(entry.text) or entry.text.endswith(":") or not entry.text
        is_like_others = len(empty) * 2 < len(siblings) and _is_short_title(entry.text)
        if is_title or is_like_others:
            message = "Đề mục không có nội dung nào bên dưới; hãy xem có thiếu nội dung không."
            yield Doubt("empty_heading", message, _short(f"{entry.marker}. {entry.text}"), entry.where)


def _is_short_title(text: str) -> bool:
    return len(text.split()) <= _LONGEST_HEADING and not text.endswith(_END_OF_SENTENCE)


def _filled_headings(found: Findings) -> set[Entry]:
    """Headings with something below them: a deeper heading, words, or a table before the next heading."""
    tables = [index for index, block in enumerate(found.blocks) if block.kind == "table"]
    filled = set()
    for entry, following in zip_longest(found.outline, found.outline[1:]):
        end = following.index if following else len(found.blocks)
        place = bisect(tables, entry.index)
        has_table = place < len(tables) and tables[place] < end
        has_words = following and following.level > entry.level and following.where != CLOSING
        if has_table or has_words:
            filled.add(entry)
    return filled


def _empty_sections(found: Findings) -> Iterator[Doubt]:
    """An appendix, area or group of a table without a row, its own or of a group below it."""
    for place, draft in enumerate(found.drafts):
        following = found.drafts[place + 1] if place + 1 < len(found.drafts) else None
        if not draft.rows and (following is None or following.depth <= draft.depth):
            message = "Phần này của bảng không có nhiệm vụ nào bên dưới; hãy xem có thiếu hàng không."
            yield Doubt("empty_heading", message, _short(f"{draft.label} {draft.title}".strip()), draft.place)


def _short(words: str, longest: int = 120) -> str:
    text = " ".join(words.split())
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]}…"
