"""Documents named in running text: "Quyết định số 2655/QĐ-UBND ngày 30/12/2022 của UBND thị xã Bỉm Sơn"."""

import re
from dataclasses import dataclass
from datetime import date

_KINDS = (
    "Kế hoạch|Quyết định|Nghị quyết|Chương trình|Chỉ thị|Thông báo|Công văn|Nghị định|Thông tư|Đề án|Kết luận|Luật"
    "|Hướng dẫn|Công điện|Báo cáo|Văn bản"
)
_CITATION = re.compile(
    rf"(?P<kind>{_KINDS})\s+(?:liên tịch\s+)?(?:số\s*:?\s*)"
    r"(?P<number>\d{1,5}[a-z]?(?:/\d{4})?\s*[/-]\s*[A-ZĐ][\wĐ]*"
    r"(?:\s*[-–/]\s*[A-ZĐ][\wĐ]*)*)"
    r"(?:,?\s+ngày\s+(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4}))?"
    r"(?P<by>\s+(?:của|do)\s+[^,;.()]+?(?=\s+(?:về|ban hành|phê duyệt|quy định|triển khai|sửa đổi|ý kiến)\b"
    r"|\s+Quyết định|[,;.()]|$))?",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    rf"(?P<kind>{_KINDS})\s+tháng\s+\d{{1,2}}/\d{{4}}\s+của\s+[^,;.()]+?(?=\s+về\b|[,;.()]|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Citation:
    """`words` as they stand; `on` where the date is complete and real."""

    kind: str
    words: str
    on: date | None


def find_citations(text: str) -> tuple[Citation, ...]:
    """The documents that a text names by number, in its order; where there are none, those named by a month."""
    found = tuple(Citation(hit["kind"], _tidy(hit[0]), _date(hit)) for hit in _CITATION.finditer(text))
    return found or tuple(Citation(hit["kind"], _tidy(hit[0]), None) for hit in _MONTHLY.finditer(text))


def citation_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where citations stand in a text, so that their numbers, dates and years are not taken for the plan's."""
    return tuple(hit.span() for hit in _CITATION.finditer(text))


def without_citations(text: str) -> str:
    return _CITATION.sub(" ", text)


def _tidy(words: str) -> str:
    return " ".join(words.split()).rstrip(" ,;")


def _date(hit: "re.Match[str]") -> date | None:
    try:
        return date(int(hit["year"]), int(hit["month"]), int(hit["day"])) if hit["year"] else None
    except ValueError:
        return None
