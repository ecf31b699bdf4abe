"""Leads that contradict each other: caption against prose, caption against rows, one body in two roles."""

import re
from collections.abc import Iterator

from cchc.text import fold
from plans.reading.agencies import read_agencies
from plans.reading.captions import appendix_number
from plans.reading.findings import Findings
from plans.reading.results import Doubt, ReadSection
from plans.reading.tables import Draft
from plans.reading.words import joined

_LEAD_LINE = re.compile(
    r"(?:các\s+)?(?:đơn vị|cơ quan|bộ phận)\s+(?:chủ trì|chịu trách nhiệm)[^:]*:\s*(?P<names>.+?)\s*"
    r"(?:(?:đơn vị|cơ quan|bộ phận)\s+phối hợp\s*:\s*(?P<beside>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_BESIDE_LINE = re.compile(
    r"(?:các\s+)?(?:đơn vị|cơ quan|bộ phận)\s+phối hợp[^:]*:\s*(?P<names>.+)", re.IGNORECASE | re.DOTALL
)
_ASIDE = re.compile(r"\([^)]*\)?")
_PARTS = re.compile(r"[,;.]|\bvà\b")
_LOOSE = re.compile(
    r"^(?:cac |cong chuc |cc )+|\s+(?:thuoc )?(?:ubnd|uy ban nhan dan)?\s*(?:xa|phuong|thi tran|huyen)$"
)


def agency_faults(found: Findings) -> Iterator[Doubt]:
    for draft, section in zip(found.drafts, found.sections, strict=True):
        yield from _caption_against_prose(found, draft)
        yield from _caption_against_rows(found, draft, section)
    yield from _twice_in_prose(found)


def _caption_against_prose(found: Findings, draft: Draft) -> Iterator[Doubt]:
    said = found.context.leads.get(appendix_number(draft.label), "")
    if said and draft.lead_text and not _names(found, said) & _names(found, draft.lead_text):
        message = f"Tên phụ lục ghi {draft.lead_text} chủ trì, phần lời giao {said} chủ trì; đọc theo phần lời."
        yield Doubt("caption_lead_mismatch", message, draft.lead_text, draft.place)


def _caption_against_rows(found: Findings, draft: Draft, section: ReadSection) -> Iterator[Doubt]:
    """Named only where most rows are led by others: an appendix's lead may well leave single rows to others. Rows that
    agree with the prose are not at fault when the caption alone differs from it."""
    if not draft.lead_text:
        return
    lead = _names(found, draft.lead_text) | {fold(name) for name in section.lead}
    led = [(task, {fold(name) for name in task.agencies.lead}) for task in section.tasks if task.agencies.lead]
    others = [(task, names) for task, names in led if not names & lead]
    if len(others) * 2 > len(led):
        rows = joined(tuple(task.ordinal for task, _ in others))
        names = joined(tuple(dict.fromkeys(name for task, _ in others for name in task.agencies.lead)))
        message = f"Tên phụ lục ghi {draft.lead_text} chủ trì nhưng hàng {rows} giao {names}; giữ theo từng hàng."
        yield Doubt("row_lead_mismatch", message, draft.lead_text, draft.place)


def _names(found: Findings, words: str) -> set[str]:
    """Canonical names where the directory knows them, else the words without titles and place."""
    known = read_agencies(words, found.context.directory).lead
    return {fold(name) for name in known} or {_loose(words)}


def _twice_in_prose(found: Findings) -> Iterator[Doubt]:
    """ "Đơn vị chủ trì: …" followed by "Đơn vị phối hợp: …" with the same body in both."""
    lead = ""
    for entry in found.outline:
        led = _LEAD_LINE.fullmatch(entry.text)
        beside = _BESIDE_LINE.fullmatch(entry.text)
        if led:
            lead = led["names"]
        names = led["beside"] if led and led["beside"] else beside["names"] if beside else ""
        for name in _parts(names) if lead and names else ():
            if any(_is_same(name, other) for other in _parts(lead)):
                message = f"“{name}” vừa chủ trì vừa phối hợp trong cùng một nhiệm vụ; hãy chọn một vai."
                yield Doubt("agency_twice", message, name, entry.where)
        lead = lead if led else ""


def _parts(names: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(_ASIDE.sub(" ", names)) if part.strip()]


def _is_same(one: str, other: str) -> bool:
    """Equal without titles and place, or the one a cut-off spelling of the other ("Công chức chuyên")."""
    first, second = sorted((_loose(one), _loose(other)), key=len)
    return bool(first) and (
        first == second or (one.split()[-1:] != other.split()[-1:] and second.startswith(f"{first} "))
    )


def _loose(words: str) -> str:
    bare = re.sub(r"\s*[-–—]\s*", " ", fold(words)).strip(" .,;")
    return _LOOSE.sub("", _LOOSE.sub("", bare)).strip()
