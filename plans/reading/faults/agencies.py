"""Leads that contradict each other: caption against prose, caption against rows, one body in two roles."""

import re
from collections.abc import Iterator

from cchc.text import fold
from plans.reading.agencies import read_agencies
from plans.reading.captions import appendix_number
from plans.reading.findings import Findings
from plans.reading.prose.agencies import WITH
from plans.reading.prose.labels import LabelRole, cut_labels
from plans.reading.results import Doubt, ReadSection
from plans.reading.tables import Draft
from plans.reading.words import joined

_ASIDE = re.compile(r"\([^)]*\)?")
_PARTS = re.compile(r"[,;.]|\bvà\b")
_LOOSE = re.compile(
    r"^(?:cac |cong chuc |cc )+|\s+(?:thuoc )?(?:ubnd|uy ban nhan dan)?\s*(?:xa|phuong|thi tran|huyen)$"
)


def agency_faults(found: Findings) -> Iterator[Doubt]:
    for draft, section in zip(found.drafts, found.sections, strict=bool(found.drafts)):
        yield from _caption_against_prose(found, draft)
        yield from _caption_against_rows(found, draft, section)
    if not found.drafts:
        yield from _twice_in_prose(found)
        yield from _heading_against_duties(found)


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


def _heading_against_duties(found: Findings) -> Iterator[Doubt]:
    """A heading that names who leads, over duties most of which name somebody else."""
    for section in found.sections:
        led = [task for task in section.tasks if task.agencies.lead] if section.lead else []
        others = [task for task in led if not set(task.agencies.lead) & set(section.lead)]
        if len(others) * 2 > len(led):
            names = joined(tuple(dict.fromkeys(name for task in others for name in task.agencies.lead)))
            message = f"Đề mục ghi {section.lead_text} nhưng việc bên dưới giao {names}; giữ theo từng việc."
            yield Doubt("row_lead_mismatch", message, section.lead_text, others[0].where)


def _names(found: Findings, words: str) -> set[str]:
    """Canonical names where the directory knows them, else the words without titles and place."""
    known = read_agencies(words, found.context.directory).lead
    return {fold(name) for name in known} or {_loose(words)}


def _twice_in_prose(found: Findings) -> Iterator[Doubt]:
    """ "Đơn vị chủ trì: …" followed by "Đơn vị phối hợp: …" with one body in both, known to the directory or not."""
    for task in found.leaves():
        lead, beside = _roles(task.agency_text)
        for name in beside:
            if any(_is_same(name, other) or _is_one_body(found, name, other) for other in lead):
                message = f"“{name}” vừa chủ trì vừa phối hợp trong cùng một nhiệm vụ; hãy chọn một vai."
                yield Doubt("agency_twice", message, name, task.where)


def _roles(agency_text: str) -> tuple[list[str], list[str]]:
    """The names of an agency text of the prose that lead, and those that co-ordinate."""
    lead: list[str] = []
    beside: list[str] = []
    for line in agency_text.split("\n"):
        labels = cut_labels(line)[1]
        for label in labels:
            (lead if label.role is LabelRole.LEAD else beside).extend(_parts(label.words))
        if not labels:
            is_beside = line.startswith(WITH)
            (beside if is_beside else lead).extend(_parts(line.removeprefix(WITH)))
    return lead, beside


def _is_one_body(found: Findings, name: str, lead: str) -> bool:
    body = found.context.directory.find(name)
    return body is not None and body.name in read_agencies(lead, found.context.directory).lead


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
