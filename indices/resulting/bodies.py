"""Which rows beneath a header are of bodies, and what the others are: sums, headings, signatures, notes."""

import re
from collections.abc import Sequence
from itertools import pairwise

from cchc.text import fold, squeeze
from indices.resulting.figures import is_figure

_SUM = re.compile(
    r"(?:tong (?:cong|so|diem)|cong|(?:gia tri |diem )?(?:trung binh|binh quan|trung vi|(?:cao|thap|lon|nho) nhat))"
    r"(?:(?: (?:chung|cua|cac|toan|\d)| ?[:(]).*)?"
)
_NOTE = re.compile(
    r"(?:\(?\*+\)?|ghi chu|luu y|chu thich|nguon|noi nhan|nguoi lap(?: bieu)?|nguoi tong hop|tm\.|kt\.|tl\.|chu tich|"
    r"pho chu tich|thu truong|danh sach nay|bang nay)(?![a-z]).*"
)
_GROUP = re.compile(r"[IVXLC]+|[A-ZĐ]", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?(?:\s*=.*)?")


def aside(cells: Sequence[str], name: int, numbers: Sequence[int], *, is_first: bool) -> str:
    """What a row is that is of no body ("dòng tổng hợp"), "" for a body's, also for one that has no result. `numbers`
    are the places of points; `is_first` the row right beneath the header."""
    first = next((squeeze(words) for words in cells if words.strip()), "")
    named = squeeze(cells[name]) if name < len(cells) else ""
    figures = [at for at in numbers if at < len(cells) and is_figure(cells[at])]
    if is_first and _counts_columns(cells):
        return "dòng đánh số cột"
    if any(_SUM.fullmatch(fold(words)) for words in (named, first)):
        return "dòng tổng hợp, không phải một đơn vị"
    if not figures and (_NOTE.fullmatch(fold(first)) or _NOTE.fullmatch(fold(named))):
        return "dòng ghi chú"
    if not named and not figures:
        return "dòng không có tên đơn vị và không có điểm"
    if not figures and first != named and _GROUP.fullmatch(first.strip(" .")) and _is_bare(cells, first, named):
        return "tên nhóm đơn vị"
    return ""


def _is_bare(cells: Sequence[str], *known: str) -> bool:
    """Whether nothing else stands in the row."""
    return all(not words.strip() or squeeze(words) in known for words in cells)


def _counts_columns(cells: Sequence[str]) -> bool:
    """ "(1) (2) (3)", "A B 1 2 3"."""
    found = [_NUMBERED.fullmatch(squeeze(words)) for words in cells if words.strip()]
    numbers = [int(one[1]) for one in found if one is not None and one[1].isdecimal()]
    return all(found) and len(numbers) > 1 and all(after - before == 1 for before, after in pairwise(numbers))
