"""Deadlines written inside the sentence of a duty, cut out in the sentence's own words; nothing is added to them."""

import re
from collections.abc import Iterator

from plans.enums import DeadlineKind
from plans.reading.assembling import Context
from plans.reading.citations import citation_places
from plans.reading.deadlines import read_deadline
from plans.reading.results import DeadlineReading

_YEAR = r"(?:\s*(?:/|-|năm)\s*\d{4,6})?"
_DAY = (
    r"(?:(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4,6}|ngày\s+\d{1,2}\s*[/.-]\s*\d{1,2}(?![/\d])"
    rf"|ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}{_YEAR}|ngày\s+\d{{1,2}}\s+(?:hàng|hằng|của)\s+(?:tháng|quý|năm)"
    rf"|(?:hết\s+|cuối\s+|đầu\s+)?tháng\s+\d{{1,2}}{_YEAR}|(?:hết\s+|cuối\s+|đầu\s+)?(?:quý|quí)\s+(?:[IVX]+|\d)\b{_YEAR}"
    r"|0?[69]\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?|(?:cuối|hết)\s+năm(?:\s+\d{4})?)"
)
_LIST = rf"{_DAY}(?:\s*(?:,|và)\s*(?:(?:quý|quí)\s+)?(?:[IVX]+|{_DAY})\b{_YEAR})*"
_DONE = r"(?:(?:hoàn thành|hoàn tất|kết thúc|thực hiện xong|xong|gửi)\s+)?"
_BOUND = (
    r"(?:xong\s+trước|trước|(?:chậm|muộn)\s+nhất(?:\s+(?:là|vào|trước|đến|trong))*|đến\s+hết|đến|không\s+quá|xong\s+trong"
    r"|trong|vào|từ)"
)
_FIXED = re.compile(rf"(?<!\w){_DONE}{_BOUND}\s+{_LIST}(?:\s+đến(?:\s+hết)?\s+{_DAY})?", re.IGNORECASE)
_IN_YEAR = re.compile(
    r"(?<!\w)(?:hoàn thành|hoàn tất|kết thúc|xong|thực hiện xong)\s+(?:trước|trong|đến hết|ngay trong)\s+năm\s+\d{4}",
    re.IGNORECASE,
)
_PERIOD = r"(?:0?[69]\s+tháng(?:\s+đầu\s+năm|\s+cuối\s+năm)?|tháng|quý|quí|năm)(?!\s*\d|\s+[IVX]+\b)"
_PERIODS = (
    rf"{_PERIOD}(?:(?:\s*[,;/]\s*(?:và\s+)?|\s+(?:và|hoặc)\s+)(?:(?:hàng|hằng|mỗi)\s+)?{_PERIOD})*"
    r"(?:\s*,?\s*(?:và|hoặc)\s+đột xuất(?:\s+(?:theo|khi\s+có)\s+yêu\s+cầu)?)?"
)
_ONCE = r"(?:một|1|01)\s+lần"
_RECURRING = (
    re.compile(rf"(?<!\w)định\s+kỳ\s+(?:(?:hàng|hằng|mỗi)\s+)?{_PERIODS}(?:\s+{_ONCE})?", re.IGNORECASE),
    re.compile(rf"(?:^|(?<=[.;:,]\s))(?:hàng|hằng|mỗi)\s+{_PERIODS}(?:\s+{_ONCE})?", re.IGNORECASE),
    re.compile(
        rf"(?<=báo cáo\s)(?:(?!báo cáo)[^.;:]){{0,60}}?(?P<said>(?<!\w)(?:hàng|hằng)\s+{_PERIODS})", re.IGNORECASE
    ),
    re.compile(r"(?<!\w)ngày\s+\d{1,2}\s+(?:hàng|hằng)\s+(?:tháng|quý|năm)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)\d{1,2}\s+lần\s*/\s*(?:năm|quý|tháng)(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w)mỗi\s+{_PERIOD}\s+{_ONCE}", re.IGNORECASE),
)
_EVENT = (
    re.compile(r"(?<=\()(?:ngay\s+)?(?:sau\s+)?khi\s[^()]+(?=\))", re.IGNORECASE),
    re.compile(
        r"(?<!\w)(?:(?:ngay\s+)?sau|trong\s+(?:vòng|thời\s+hạn)|chậm\s+nhất|không\s+quá)\s+(?:từ\s+)?\d+"
        r"(?:\s*(?:-|–|đến)\s*\d+)?\s+ngày(?:\s+làm\s+việc)?\s*,?\s*(?:(?:kể\s+|tính\s+)?từ|sau)\s+(?:khi|ngày)\s[^.;]+",
        re.IGNORECASE,
    ),
    re.compile(r"(?:^|(?<=[.;]\s))(?:ngay\s+)?(?:sau\s+khi|khi\s+có)\s[^,.;]+", re.IGNORECASE),
    re.compile(
        r"(?<=,\s)(?:ngay\s+sau\s+khi\s|khi\s+có\s+(?:yêu\s+cầu|hướng\s+dẫn|văn\s+bản|chỉ\s+đạo|thông\s+báo"
        r"|quyết\s+định|thay\s+đổi|phát\s+sinh|kết\s+luận))[^,.;]*(?=\s*(?:[.;]|$))",
        re.IGNORECASE,
    ),
)
_NOT_DUE = re.compile(
    r"(?:tiếp nhận|phát sinh|đã ban hành|được ban hành|có hiệu lực|được cấp|tính|kể|phấn đấu|mục tiêu|giai đoạn)\s*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def deadline_words(text: str, context: Context) -> str:
    """The stretches of a sentence that set a time, in their order and joined by semicolons; "" where none does."""
    line = " ".join(text.split())
    kept = [words for words in _phrases(line) if is_time(words, context)]
    return "; ".join(dict.fromkeys(kept))


def read_time(words: str, context: Context) -> DeadlineReading:
    """No words are no deadline: nothing is read and nothing is doubted."""
    if not words.strip():
        return DeadlineReading("", ())
    return read_deadline(words, from_year=context.from_year, to_year=context.to_year, issued_on=context.issued_on)


def is_time(words: str, context: Context) -> bool:
    """Whether the words are read as a time, or are a time that cannot be (quý V)."""
    reading = read_time(words, context)
    unread = {doubt.code for doubt in reading.doubts} & {"not_understood", "period_missing", "empty", "odd_period"}
    return bool(reading.clauses) and (
        not unread and any(clause.kind is not DeadlineKind.UNKNOWN or reading.doubts for clause in reading.clauses)
    )


def _phrases(line: str) -> Iterator[str]:
    """Every time in the sentence, the longest first where two overlap; what others' documents and names say is none."""
    barred = [*citation_places(line), *(hit.span() for hit in _QUOTED.finditer(line))]
    taken: list[tuple[int, int]] = []
    for start, end in _spans(line):
        overlaps = any(start < other_end and other_start < end for other_start, other_end in (*barred, *taken))
        if not overlaps and not _NOT_DUE.search(line[:start]):
            taken.append((start, end))
    for start, end in sorted(taken):
        yield line[start:end].strip(" ,;.")


def _spans(line: str) -> list[tuple[int, int]]:
    spans = [hit.span() for pattern in (_FIXED, _IN_YEAR, *_EVENT) for hit in pattern.finditer(line)]
    for pattern in _RECURRING:
        spans += [hit.span("said") if "said" in pattern.groupindex else hit.span() for hit in pattern.finditer(line)]
    return sorted(spans, key=lambda span: span[0] - span[1])
