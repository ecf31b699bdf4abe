"""A header that stands in several rows, as offices merge its cells, read as one row; the row of maxima beneath it."""

import re
from collections.abc import Sequence

from cchc.text import fold, squeeze
from indices.resulting.figures import is_figure
from indices.resulting.headers import HEADER_ROWS, Columns, columns_of, field_of

Row = tuple[int, Sequence[str]]
"""The number of a row as its reader counts it, what its cells show."""
DEEPEST = 3
"""A header stands in so many rows at most."""
LEFT_OUT = "Ghi chú"
"""The header of a column that tells something of a component besides its points."""
_POINTS = re.compile(r"(?:so )?diem(?: dat)?(?: duoc)?|diem so|ket qua|gia tri|diem tham dinh cuoi")
_SHARE = re.compile(r"(?:ty le|ti le)?(?: dat)? ?\(?%\)?|(?:ty le|ti le)(?: dat)?(?: \(?%\)?)?")
_BESIDE = re.compile(r"(?:xep |thu )?(?:hang|loai)|(?:xep )?thu")
_WHOLE = re.compile(r"(?:diem )?(?:cac )?(?:linh vuc|tieu chi|thanh phan)(?: thanh phan)?")


def find_header(rows: Sequence[Row]) -> tuple[Row, Columns, int] | None:
    """The header as one row, its columns, and the place of the first row beneath it."""
    for place, row in enumerate(rows[:HEADER_ROWS]):
        name = next((at for at, words in enumerate(row[1]) if field_of(words) == "name"), None)
        if name is None:
            continue
        end = place + 1
        while end < len(rows) and end - place < DEEPEST and _goes_on(rows[end][1], name):
            end += 1
        header = (row[0], _joined([rows[at][1] for at in range(place, end)]))
        columns = columns_of(header[1])
        if columns is not None:
            return header, columns, end
    return None


def maxima_row(row: Row, name: int) -> bool:
    """Whether a row without a name holds numbers alone: what can be reached, as printed beneath a header."""
    filled = [words for words in row[1] if words.strip()]
    return not _cell(row[1], name) and len(filled) > 1 and all(is_figure(words) for words in filled)


def _goes_on(cells: Sequence[str], name: int) -> bool:
    """Words beneath an empty name: the header's next row."""
    filled = [words for words in cells if words.strip()]
    return not any(_cell(cells, at) for at in range(name + 1)) and any(not is_figure(words) for words in filled)


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """Each column's words, from what stands above it (also to the left, where cells are merged) and beneath."""
    found = [squeeze(words) for words in rows[0]]
    for below in rows[1:]:
        width = max(len(found), len(below))
        above = [*found, *[""] * (width - len(found))]
        found = []
        for at in range(width):
            beneath = _cell(below, at)
            start = next((left for left in range(at, -1, -1) if above[left]), at) if beneath else at
            is_group = start != at or (at + 1 < width and not above[at + 1] and bool(_cell(below, at + 1)))
            found.append(_named(above[start], beneath, is_group=is_group))
    return found


def _named(above: str, beneath: str, *, is_group: bool) -> str:
    folded = fold(beneath).strip(" .:*")
    if not above or not beneath:
        return above or beneath
    if _POINTS.fullmatch(folded):
        return above
    if _SHARE.fullmatch(folded):
        return LEFT_OUT
    if _BESIDE.fullmatch(folded):
        is_of_all = field_of(above) or _WHOLE.search(fold(above)) or "ket qua" in fold(above)
        return beneath if is_of_all else LEFT_OUT
    return beneath if is_group else f"{above} {beneath}"


def _cell(cells: Sequence[str], place: int) -> str:
    return squeeze(cells[place]) if 0 <= place < len(cells) else ""
