"""What keeps a criteria set from being used, and what should be looked at twice. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cchc.numbers import shown
from indices.enums import TieKind
from indices.scoring.bands import flaws_of as band_flaws
from indices.scoring.numbers import HUNDRED
from indices.scoring.rules import flaws_of as rule_flaws
from indices.sheets.outline import Head, Outline, hundred_of, is_leaf, sum_beneath


@dataclass(frozen=True, slots=True)
class Flaw:
    """A Vietnamese sentence and the code of the criterion that it is about, "" for the head."""

    code: str
    text: str


def flaws_of(outline: Outline) -> list[Flaw]:
    """Every reason for which the set cannot be used yet."""
    if not outline.lines:
        return [Flaw("", "Bộ tiêu chí chưa có tiêu chí nào; hãy thêm lĩnh vực và tiêu chí.")]
    return [*_head_flaws(outline), *(flaw for at in range(len(outline.lines)) for flaw in _line_flaws(outline, at))]


def doubts_of(outline: Outline) -> list[str]:
    """What may be meant so and is only shown."""
    found = []
    total = hundred_of(outline.lines)
    if outline.lines and total != HUNDRED:
        found.append(
            f"Tổng điểm tối đa trong thang điểm là {shown(total)}, không phải 100; "
            "kết quả vẫn tính theo phần trăm của tổng này."
        )
    if outline.lines and not outline.head.bands:
        found.append("Chưa đặt mức xếp loại nào; kết quả sẽ chỉ có điểm và thứ hạng.")
    return found


def _head_flaws(outline: Outline) -> Iterator[Flaw]:
    yield from (Flaw("", text) for text in head_flaws(outline.head))
    codes = {line.code for line in outline.lines}
    for tie in outline.head.ties:
        if tie.kind == TieKind.CRITERION and tie.code not in codes:
            yield Flaw("", f"Quy tắc khi bằng điểm so tiêu chí “{tie.code}” không có trong bộ.")
    for code, times in Counter(line.code for line in outline.lines).items():
        if times > 1:
            yield Flaw(code, f"Mã {code} có ở {times} dòng; mỗi tiêu chí một mã.")


def head_flaws(head: Head) -> Iterator[str]:
    """What is wrong with classes and tie rules by themselves."""
    yield from band_flaws(head.bands)
    if len(set(head.ties)) < len(head.ties):
        yield "Có quy tắc khi bằng điểm ghi hai lần; mỗi quy tắc chỉ ghi một lần."


def _line_flaws(outline: Outline, at: int) -> Iterator[Flaw]:
    line = outline.lines[at]
    beneath = sum_beneath(outline.lines, at)
    if beneath is not None and beneath != line.maximum:
        yield Flaw(
            line.code, f"Mã {line.code} ghi tối đa {shown(line.maximum)} điểm, các mục con cộng lại {shown(beneath)}."
        )
    if not is_leaf(outline.lines, at):
        if line.rule is not None:
            yield Flaw(line.code, f"Mã {line.code} có mục con thì không có cách tính riêng.")
        return
    if line.rule is None:
        yield Flaw(line.code, f"Mã {line.code} chưa có cách tính điểm, cũng chưa có mục con.")
        return
    yield from (Flaw(line.code, f"Mã {line.code}: {text}") for text in rule_flaws(line.rule, line.maximum))
    if -int(line.maximum.normalize().as_tuple().exponent) > outline.head.places:
        yield Flaw(
            line.code,
            f"Mã {line.code} ghi tối đa {shown(line.maximum)} điểm, nhiều số lẻ hơn "
            f"{outline.head.places} số lẻ của bộ tiêu chí.",
        )
