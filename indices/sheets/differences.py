"""What differs between two states of a set, criterion by criterion, for people to see before it is stored. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cchc.labels import Labelled
from cchc.numbers import shown
from cchc.text import fold
from indices.scoring.bands import words_of as band_words
from indices.scoring.ranking import tie_words
from indices.scoring.writing import words_of
from indices.sheets.outline import DEPTH_NAMES, Head, Line, Outline

YES, NO = "có", "không"


class Change(Labelled):
    """What happens to a line."""

    ADDED = "added", "Thêm"
    REMOVED = "removed", "Bỏ"
    CHANGED = "changed", "Sửa"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs; `code` is "" for the head."""

    change: Change
    code: str
    name: str
    what: str
    before: str
    after: str


def differences(before: Outline, after: Outline) -> list[Difference]:
    """Every value that differs, in the order of the new state; removed lines last."""
    return [*_head_differences(before.head, after.head), *_line_differences(before.lines, after.lines)]


def lineages_for(before: Sequence[Line], after: Sequence[Line]) -> list[str]:
    """For each new line the code of the old line that is the same criterion: the one with its code, else the one with
    its name whose own code is gone; "" for a new criterion."""
    codes = {line.code for line in before}
    taken = {line.code for line in after}
    names: dict[str, list[str]] = {}
    for line in before:
        if line.code not in taken:
            names.setdefault(fold(line.name), []).append(line.code)
    found = []
    for line in after:
        moved = names.get(fold(line.name), [])
        found.append(line.code if line.code in codes else moved.pop(0) if moved else "")
    return found


def _head_differences(before: Head, after: Head) -> Iterator[Difference]:
    old, new = _head_words(before), _head_words(after)
    for what, words in new.items():
        if old[what] != words:
            yield Difference(Change.CHANGED, "", "Thông tin chung", what, old[what], words)


def _head_words(head: Head) -> dict[str, str]:
    return {
        "Tên": head.name,
        "Văn bản căn cứ": head.source,
        "Số lẻ của điểm": str(head.places),
        "Ngưỡng yếu (%)": shown(head.threshold),
        "Xếp loại": band_words(head.bands),
        "Khi bằng điểm": "; ".join(tie_words(tie) for tie in head.ties),
        "Bộ mẫu": YES if head.is_example else NO,
    }


def _line_differences(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Difference]:
    old = {line.code: line for line in before}
    same = lineages_for(before, after)
    for line, code in zip(after, same, strict=True):
        known = old.get(code)
        if known is None:
            yield Difference(Change.ADDED, line.code, line.name, "", "", _summary(line))
        else:
            yield from _changes(known, line)
    kept = set(same)
    for line in before:
        if line.code not in kept:
            yield Difference(Change.REMOVED, line.code, line.name, "", _summary(line), "")
    yield from _reordered(before, same)


def _changes(before: Line, after: Line) -> Iterator[Difference]:
    old, new = _line_words(before), _line_words(after)
    for what, words in new.items():
        if old[what] != words:
            yield Difference(Change.CHANGED, after.code, after.name, what, str(old[what]), str(words))


def _line_words(line: Line) -> dict[str, Any]:
    return {
        "Mã": line.code,
        "Cấp": DEPTH_NAMES[line.depth - 1],
        "Tên": line.name,
        "Điểm tối đa": shown(line.maximum),
        "Cách tính": words_of(line.rule, line.maximum) if line.rule else "",
        "Ngoài thang điểm": YES if line.is_bonus else NO,
        "Có thể không áp dụng": YES if line.may_not_apply else NO,
        "Tài liệu kiểm chứng": line.proof,
    }


def _summary(line: Line) -> str:
    rule = f": {words_of(line.rule, line.maximum)}" if line.rule else ""
    return f"{shown(line.maximum)} điểm{rule}"


def _reordered(before: Sequence[Line], same: Sequence[str]) -> Iterator[Difference]:
    """Lines of both states that stand in another order."""
    kept = [code for code in same if code]
    old = [line.code for line in before if line.code in set(kept)]
    if old != kept:
        yield Difference(Change.CHANGED, "", "Thứ tự", "Thứ tự các dòng", ", ".join(old), ", ".join(kept))
