"""Editing the narrative: a section at a time, or several from a Word file; the second of two people told, the
officials' words kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import nfc
from reports import paragraphs
from reports.actions.freezing import locked_report, state_words
from reports.actions.searching import keep_searched
from reports.models import NarrativeText, Report
from reports.rules import OPEN, can_edit

NO_RIGHT = "Chỉ Văn phòng - Thống kê của đơn vị mới sửa được nội dung báo cáo."


class Conflict(Refused):
    """Somebody else saved the same section meanwhile; `theirs` is the section as it is now."""

    def __init__(self, theirs: NarrativeText) -> None:
        super().__init__(
            f"{theirs.editor_name or 'Hệ thống'} vừa sửa mục này; hãy xem bản đã lưu rồi giữ bản của ai hoặc gộp lại."
        )
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Taken:
    """One section as an edited file has it; `seen_version` is the version it was compared with."""

    key: str
    text: str
    seen_version: int


@transaction.atomic
def edit_section(
    *, actor: Actor, report_id: int, key: str, text: str, seen_version: int | None, now: datetime
) -> NarrativeText:
    """Store one section as a person wrote it. `seen_version` is the version he started from.

    Raises Conflict when somebody else stored another text meanwhile; the same text again changes nothing.
    """
    return _edit(_open_section(actor, report_id, key), actor, text, seen_version, "Sửa nội dung báo cáo", now)


@transaction.atomic
def take_sections(*, actor: Actor, report_id: int, taken: Sequence[Taken], now: datetime) -> int:
    """Store the chosen sections of an edited Word file, all or none; how many changed something. Raises Conflict when
    somebody stored another text since they were compared."""
    changed = 0
    for one in taken:
        section = _open_section(actor, report_id, one.key)
        version = section.version
        saved = _edit(section, actor, one.text, one.seen_version, "Nhận nội dung từ bản Word", now)
        changed += saved.version != version
    return changed


def _edit(
    section: NarrativeText, actor: Actor, text: str, seen_version: int | None, verb: str, now: datetime
) -> NarrativeText:
    text = nfc(text.replace("\r\n", "\n")).strip()
    if len(text) > paragraphs.TEXT_LENGTH:
        raise Refused(f"Mục {section.number} {paragraphs.TOO_LONG}; hãy rút gọn rồi lưu lại.")
    if text == section.text:
        return section
    if seen_version != section.version:
        raise Conflict(section)
    return _write(section, actor, text, verb, now)


@transaction.atomic
def restore_section(*, actor: Actor, report_id: int, key: str, now: datetime) -> NarrativeText:
    """Take the officials' own words back; what was edited stays in the audit trail."""
    section = _open_section(actor, report_id, key)
    text = paragraphs.editable(paragraphs.from_json(section.drafted))
    if not section.is_edited and section.text == text:
        return section
    section.fresh = []
    return _write(section, actor, text, "Lấy lại lời cán bộ", now, is_edited=False)


@transaction.atomic
def settle_fresh(*, actor: Actor, report_id: int, key: str, take: bool, now: datetime) -> NarrativeText:
    """Add what came after the edit at the end of the section, or leave it out."""
    section = _open_section(actor, report_id, key)
    fresh = paragraphs.editable(paragraphs.from_json(section.fresh))
    if not fresh:
        return section
    section.fresh = []
    text = "\n".join(filter(None, (section.text, fresh))) if take else section.text
    return _write(section, actor, text, "Nhận lời mới vào báo cáo" if take else "Bỏ qua lời mới", now)


def _open_section(actor: Actor, report_id: int, key: str) -> NarrativeText:
    report = locked_report(actor, report_id)
    if report.state not in OPEN:
        raise Refused(_closed_words(report))
    if not can_edit(actor, report):
        raise Forbidden(NO_RIGHT)
    section = NarrativeText.objects.select_related("report__organization").get(report=report, key=key)
    if section.is_heading:
        raise Refused("Mục này chỉ gồm các mục con; hãy viết vào mục con.")
    return section


def _closed_words(report: Report) -> str:
    who = "lãnh đạo rút lại phê duyệt" if report.submitted_at is None else "cơ quan nhận báo cáo trả lại"
    return f"Báo cáo {report.period_name} {state_words(report)} nên không sửa được; chỉ sửa được khi {who}."


def _write(
    section: NarrativeText, actor: Actor, text: str, verb: str, now: datetime, *, is_edited: bool = True
) -> NarrativeText:
    before = section.text
    section.text, section.is_edited = text, is_edited
    section.version += 1
    section.editor_name, section.edited_at = actor.name, now
    section.save()
    keep_searched(section.report)
    record(
        verb,
        section,
        actor=actor,
        organization=section.report.organization,
        now=now,
        before={f"mục {section.number}": before},
        after={f"mục {section.number}": text},
    )
    return section
