"""Labelled lines below a duty: "Đơn vị chủ trì: …", "Thời gian hoàn thành: …", "Sản phẩm: …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from plans.reading.prose.lexicon import BODY


class LabelRole(Enum):
    LEAD = auto()
    COORDINATE = auto()
    TIME = auto()
    PRODUCT = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """`words` stand after the colon; `line` is all of it as it stands in the document."""

    role: LabelRole
    words: str
    line: str


_NOUN = r"(?:đơn vị|cơ quan|bộ phận|công chức|cán bộ|cá nhân|tổ chức|người|phòng|ban|lãnh đạo|địa phương)"
_NOUNS = rf"(?:(?:các|những)\s+)?{_NOUN}(?:(?:\s*[,/&]\s*|\s+và\s+){_NOUN})*"
_GIVEN = r"(?:(?:được\s+(?:giao|phân công)|trực tiếp|cùng)\s+)?"
_DOES = r"(?:\s+(?:thực hiện|triển khai|tham mưu|chính|chủ trì|tổ chức|phụ trách))*"
_LEAD = (
    rf"(?:{_NOUNS}\s+)?{_GIVEN}(?:chủ trì|chịu trách nhiệm|phụ trách|đầu mối|làm đầu mối){_DOES}"
    rf"|{_NOUNS}\s+{_GIVEN}(?:thực hiện|tham mưu|triển khai|được giao|tổ chức thực hiện){_DOES}"
    r"|(?:phân công|trách nhiệm)\s+thực hiện|phân công"
)
_COORDINATE = rf"(?:{_NOUNS}\s+)?{_GIVEN}(?:phối hợp|phối kết hợp|tham gia){_DOES}"
_TIME = (
    r"(?:thời gian|thời hạn|tiến độ|hạn|thời điểm)"
    r"(?:\s+(?:thực hiện|hoàn thành|triển khai|xong|báo cáo|tổ chức|và|dự kiến))*"
)
_PRODUCT = (
    r"(?:dự kiến\s+)?(?:(?:các\s+)?sản phẩm|kết quả|đầu ra)"
    r"(?:\s+(?:đầu ra|dự kiến|cần đạt|thực hiện|hoàn thành|chính|sản phẩm|đạt được))*"
)
_NOTE = r"(?:nguồn\s+)?kinh phí(?:\s+(?:thực hiện|dự kiến))*|ghi chú"
_ROLES = (
    (LabelRole.LEAD, _LEAD),
    (LabelRole.COORDINATE, _COORDINATE),
    (LabelRole.TIME, _TIME),
    (LabelRole.PRODUCT, _PRODUCT),
    (LabelRole.NOTE, _NOTE),
)
_LABEL = re.compile(
    r"(?:^|(?<=[.;(\n])|(?<=[.,;]\s)|(?<=\s[-–+*]\s))[*_]*(?:"
    + "|".join(f"(?P<{role.name}>{words})" for role, words in _ROLES)
    + r")\s*[*_]*\s*:",
    re.IGNORECASE,
)
_LED = re.compile(
    r"\s*\((?P<lead>[^():]{4,150}?\s(?:chủ trì|thực hiện|tham mưu|phụ trách|phối hợp)\b[^():]*)\)\s*[.;:]?$"
)


def cut_labels(text: str) -> tuple[str, tuple[Label, ...]]:
    """The words before the first label, and the labels with what stands after each."""
    hits = list(_LABEL.finditer(text))
    if not hits:
        return text, ()
    labels = tuple(_labels(text, hits))
    return text[: hits[0].start()].rstrip(" \n-–+*(").rstrip(), labels


def led_in_brackets(text: str) -> tuple[str, str]:
    """ "Cải cách thể chế (Công chức Tư pháp - Hộ tịch chủ trì)" → the title and the words in brackets."""
    found = _LED.search(text)
    if found is None or not BODY.match(found["lead"]):
        return text, ""
    return text[: found.start()].rstrip(), found["lead"].strip()


def _labels(text: str, hits: "list[re.Match[str]]") -> Iterator[Label]:
    ends = [hit.start() for hit in hits[1:]] + [len(text)]
    for hit, end in zip(hits, ends, strict=True):
        words = _closed(text[hit.end() : end].strip(" \n-–+*(_"))
        role = next(role for role, _ in _ROLES if hit[role.name])
        line = f"{text[hit.start() : hit.end()].strip(' *_')} {words}".strip()
        yield Label(role, words, line)


def _closed(words: str) -> str:
    """Without the closing bracket of an aside that the label stood in."""
    bare = words.rstrip(" .;")
    is_open = bare.endswith(")") and bare.count(")") > bare.count("(")
    return bare[:-1].rstrip() if is_open else words
