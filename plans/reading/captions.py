"""The paragraphs above a task table: "Phụ lục số 05. CẢI CÁCH TÀI CHÍNH CÔNG", "(… chủ trì)"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc.text import fold
from plans.reading.words import ordinal_value

_APPENDIX = re.compile(
    r"(?P<label>(?:phụ lục|phụ biểu|biểu mẫu|biểu|bảng)(?:\s+(?:số\s*)?(?:\d{1,2}[a-zđ]?|[IVXLC]+|[A-ZĐ])\b)?)"
    r"\s*[.:)–-]*\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_HEADING = re.compile(r"(?P<label>[IVXLC]+|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)]\s*(?P<title>\S.*)", re.DOTALL)
_LEAD = re.compile(
    r"[(]?\s*(?:do\s+)?(?P<lead>.+?)\s+(?:chịu trách nhiệm\s+)?chủ trì\b[^)]*[)]?\.?", re.IGNORECASE | re.DOTALL
)
_ATTACHED = re.compile(r"[(\[]?\s*(?:ban hanh\s+)?(?:kem|dinh kem)\b|[(\[]?\s*ban hanh kem|[(]?\s*don vi tinh")
_ASSIGNED = re.compile(
    r"[-–+•*]?\s*phụ lục\s+(?:số\s*)?(?P<number>\d{1,2}|[IVXLC]+)\b[^:]*:\s*(?:giao\s+)?"
    r"(?P<lead>.+?)\s+(?:chịu trách nhiệm|chủ trì)\b",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_AND_LEAD = re.compile(r"(?P<title>[^(]*\S)\s*(?P<lead>\([^()]+\bchủ trì\b[^()]*\))\.?", re.IGNORECASE)
_LEAD_IN = re.compile(r"(?:can cu|thuc hien|theo|thuc hien theo) .*[:;,]|.*\b(?:nhu sau|sau day|sau)\s*[:.]", re.DOTALL)
_SEARCHED = 8
_LONGEST = 60
_SHORTEST_SENTENCE = 12
_LIST_MARKS = ("- ", "– ", "+ ", "• ")


@dataclass(frozen=True, slots=True)
class Caption:
    """`is_appendix` tells "Phụ lục số 05" from an ordinary heading of the text; `lead_text` are the words before
    "chủ trì"."""

    label: str = ""
    title: str = ""
    lead_text: str = ""
    is_appendix: bool = False


def read_caption(above: Sequence[str]) -> Caption:
    """`above` are the paragraphs between the previous table and this one, nearest last."""
    lines = [line for line in above[-_SEARCHED:] if line]
    while lines and _is_sentence(lines[-1]):
        lines.pop()
    for start in range(len(lines) - 1, -1, -1):
        found = _APPENDIX.fullmatch(lines[start])
        if found and len(lines[start].split()) <= _LONGEST and _is_caption(found, lines[start]):
            return _caption(found["label"], [found["title"], *lines[start + 1 :]], True)
    if not lines or len(lines[-1].split()) > _LONGEST:
        return Caption()
    heading = next((line for line in reversed(lines) if not _LEAD.fullmatch(line) and not _is_attached(line)), "")
    found = _HEADING.fullmatch(heading)
    rest = lines[lines.index(heading) + 1 :] if heading else lines
    if found:
        return _caption(found["label"], [found["title"], *rest], False)
    return _caption("", [heading, *rest], False)


def assigned_leads(paragraphs: Sequence[str]) -> dict[int, str]:
    """Appendix number → the words of the lead that the prose gives it
    ("- Phụ lục số 5 về Cải cách tài chính công: Công chức Tài chính - Kế toán chủ trì …")."""
    found = (_ASSIGNED.match(text) for text in paragraphs if not _TITLE_AND_LEAD.fullmatch(text))
    return {ordinal_value(hit["number"]): hit["lead"].strip() for hit in found if hit}


def appendix_number(label: str) -> int:
    """ "Phụ lục số 05" → 5; 0 for an appendix without a number and for other labels."""
    return ordinal_value(label.rsplit(maxsplit=1)[-1]) if fold(label).startswith("phu luc") and " " in label else 0


def _is_sentence(line: str) -> bool:
    """A sentence or list item of the prose, or a line that only leads to the table ("… như sau:"), is no title."""
    if _APPENDIX.fullmatch(line) or _is_attached(line) or line.startswith("("):
        return False
    if line.startswith(_LIST_MARKS):
        return True
    ended = line.endswith((".", ";")) and len(line.split()) >= _SHORTEST_SENTENCE
    return ended or bool(_LEAD_IN.fullmatch(fold(line)))


def _is_caption(found: "re.Match[str]", line: str) -> bool:
    """A sentence of the prose may begin with "Phụ lục số 1 …" too; it goes on past a colon with a verb."""
    assigns = _ASSIGNED.match(line) and not _TITLE_AND_LEAD.fullmatch(line)
    return not assigns and not (line.startswith(("-", "+")) or found["title"].startswith("kèm"))


def _caption(label: str, lines: list[str], is_appendix: bool) -> Caption:
    title: list[str] = []
    lead = ""
    for line in _parted(lines):
        led = _LEAD.fullmatch(line)
        if led and (line.startswith("(") or fold(line).endswith("chu tri")):
            lead = led["lead"].lstrip("( ").strip()
        elif line and not _is_attached(line):
            title.append(" ".join(line.split()))
    return Caption(label, " ".join(title), lead, is_appendix)


def _parted(lines: list[str]) -> list[str]:
    """ "CẢI CÁCH THỂ CHẾ (Công chức Tư pháp - Hộ tịch chủ trì)" is a title and its lead."""
    found = [(_TITLE_AND_LEAD.fullmatch(line), line) for line in lines]
    return [part for hit, line in found for part in ((hit["title"], hit["lead"]) if hit else (line,))]


def _is_attached(line: str) -> bool:
    return bool(_ATTACHED.match(fold(line)))
