"""The reviewer's remarks on the places of a sent report, and the answers of the body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import Role
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import nfc
from reports.actions.freezing import locked_report, state_words
from reports.facts import from_json
from reports.models import Remark, Report, Submission
from reports.queries.remarks import to_answer, untold
from reports.rules import can_answer, can_remark, receives
from reports.spots import Spot, spots_of

TEXT_LENGTH = 4000
RESENT = (
    "{body} vừa gửi lại báo cáo {period} (lần {attempt}) sau khi anh chị mở trang này; hãy xem bản mới rồi làm tiếp."
)


class RemarkConflict(Refused):
    """Somebody else changed the same remark or answer meanwhile; `theirs` is it as it is now."""

    def __init__(self, theirs: Remark, who: str) -> None:
        super().__init__(f"{who} vừa sửa chỗ này; hãy xem bản đã lưu rồi giữ bản của ai hoặc gộp lại.")
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one remark, written over the version that its author saw."""

    remark_id: int
    text: str
    seen_version: int


@transaction.atomic
def add_remark(*, actor: Actor, report_id: int, address: str, text: str, seen: int, now: datetime) -> Remark:
    """Remark on one place of the sending that was read (`seen`: its number). The same words pressed twice are one
    remark. The body is told with the decision, not before."""
    report = _open_report(actor, report_id)
    _check_seen(report, seen)
    text, spot = _checked(text), _spot(report, address)
    same = Remark.objects.filter(report=report, attempt=report.attempt, place=spot.place, key=spot.key, text=text)
    if known := same.filter(author=actor.user, told_at=None).first():
        return known
    remark = Remark.objects.create(
        report=report,
        attempt=report.attempt,
        place=spot.place,
        key=spot.key,
        place_name=spot.name,
        text=text,
        author=actor.user,
        author_name=actor.name,
        written_at=now,
    )
    record(
        "Ghi ý kiến về báo cáo", remark, actor=actor, organization=actor.organization, now=now, after={"ý kiến": text}
    )
    return remark


@transaction.atomic
def rewrite_remark(*, actor: Actor, remark_id: int, text: str, seen_version: int, now: datetime) -> Remark:
    """Write a remark otherwise that is not yet told. Whoever receives the report may, also what a colleague wrote.
    Raises RemarkConflict when somebody changed it since."""
    remark, text = _open_remark(actor, remark_id), _checked(text)
    if text == remark.text:
        return remark
    if remark.version != seen_version:
        raise RemarkConflict(remark, remark.author_name)
    before, remark.text = remark.text, text
    remark.author, remark.author_name, remark.written_at = actor.user, actor.name, now
    remark.version += 1
    remark.save()
    record(
        "Sửa ý kiến về báo cáo",
        remark,
        actor=actor,
        organization=actor.organization,
        now=now,
        before={"ý kiến": before},
        after={"ý kiến": text},
    )
    return remark


@transaction.atomic
def drop_remark(*, actor: Actor, remark_id: int, seen_version: int, now: datetime) -> None:
    """Take a remark back that is not yet told; its words stay in the audit trail."""
    remark = _open_remark(actor, remark_id)
    if remark.version != seen_version:
        raise RemarkConflict(remark, remark.author_name)
    record(
        "Bỏ ý kiến về báo cáo",
        remark,
        actor=actor,
        organization=actor.organization,
        now=now,
        before={"ý kiến": remark.text},
    )
    remark.delete()


@transaction.atomic
def answer_remarks(*, actor: Actor, report_id: int, answers: Sequence[Answer], now: datetime) -> int:
    """Store the body's answers, all or none; how many changed. An empty one takes an answer back. Those above read
    them when the report is sent again. Raises RemarkConflict when somebody answered one otherwise meanwhile."""
    report = locked_report(actor, report_id)
    if not actor.belongs_to(report.organization_id):
        raise Forbidden(f"Chỉ {report.organization} mới trả lời ý kiến về báo cáo của mình.")
    if not can_answer(actor, report):
        raise _why_no_answer(actor, report)
    asked = {remark.pk: remark for remark in to_answer(report)}
    changed = [remark for one in answers if (remark := _answered(asked.get(one.remark_id), one, actor, now))]
    for remark in changed:
        remark.save()
        after = {remark.place_name: remark.answer}
        record("Trả lời ý kiến", remark, actor=actor, organization=report.organization, now=now, after=after)
    return len(changed)


def _answered(remark: Remark | None, answer: Answer, actor: Actor, now: datetime) -> Remark | None:
    """The remark with its new answer; None where nothing changes."""
    if remark is None:
        raise Refused("Ý kiến này không còn chờ trả lời; hãy tải lại trang.")
    text = _short(answer.text)
    if text == remark.answer:
        return None
    if answer.seen_version != remark.version:
        raise RemarkConflict(remark, remark.answerer_name or "Người khác")
    remark.answer, remark.answerer_name = text, actor.name if text else ""
    remark.answered_at = now if text else None
    remark.version += 1
    return remark


def tell_remarks(report: Report, *, is_note: bool, now: datetime) -> dict[str, str]:
    """The body may read from now on what was remarked on the newest sending; what was said where, for the audit
    trail. Part of the decision on the report, whose lock it needs."""
    remarks = untold(report)
    for remark in remarks:
        remark.told_at, remark.is_note = now, is_note
        remark.save(update_fields=["told_at", "is_note"])
    return {f"{place}. {remark.place_name}": remark.text for place, remark in enumerate(remarks, start=1)}


def check_seen(report: Report, seen: int | None) -> None:
    """Refuse to decide on another sending than the one that was read; None where nobody read a page."""
    if seen is not None:
        _check_seen(report, seen)


def _check_seen(report: Report, seen: int) -> None:
    if seen != report.attempt:
        raise Refused(
            RESENT.format(body=report.organization, period=report.period_name, attempt=report.attempt)
            if seen
            else "Trang này đã cũ; hãy tải lại trang báo cáo rồi làm lại."
        )


def _open_report(actor: Actor, report_id: int) -> Report:
    report = locked_report(actor, report_id)
    if not receives(actor, report):
        raise Forbidden(f"Chỉ người theo dõi của {report.recipient} mới ghi ý kiến về báo cáo này.")
    if not can_remark(actor, report):
        raise Refused(
            f"Báo cáo {report.period_name} {state_words(report)} nên không ghi, sửa, bỏ ý kiến được nữa; "
            "chỉ làm được khi báo cáo vừa gửi đến, chưa nhận hoặc trả lại."
        )
    return report


def _open_remark(actor: Actor, remark_id: int) -> Remark:
    found = Remark.objects.visible_to(actor).filter(pk=remark_id)
    report_id = found.values_list("report", flat=True).first()
    report = _open_report(actor, report_id) if report_id else None
    remark: Remark | None = found.first()
    if report is None or remark is None:
        raise Refused("Ý kiến này vừa được người khác bỏ; chữ của nó còn trong nhật ký.")
    if remark.told_at is not None or remark.attempt != report.attempt:
        raise Refused(f"Ý kiến này đã báo cho {report.organization} nên không sửa, bỏ được nữa.")
    remark.report = report
    return remark


def _spot(report: Report, address: str) -> Spot:
    sending = Submission.objects.select_related("snapshot").get(report=report, attempt=report.attempt)
    spot = spots_of(from_json(sending.snapshot.facts)).get(address)
    if spot is None:
        raise Refused("Báo cáo không có chỗ này; hãy tải lại trang rồi ghi ý kiến vào chỗ khác.")
    return spot


def _checked(text: str) -> str:
    text = _short(text)
    if not text:
        raise Refused("Hãy viết ý kiến: sai hoặc thiếu gì, cần sửa thế nào.")
    return text


def _short(text: str) -> str:
    text = nfc(text.replace("\r\n", "\n")).strip()
    if len(text) > TEXT_LENGTH:
        raise Refused(f"Dài {len(text)} ký tự, quá {TEXT_LENGTH}; hãy rút gọn rồi lưu lại.")
    return text


def _why_no_answer(actor: Actor, report: Report) -> Refused:
    if not actor.has_role(Role.COORDINATOR, Role.LEADER):
        return Forbidden("Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị mới trả lời ý kiến.")
    return Refused(
        f"Báo cáo {report.period_name} {state_words(report)} nên câu trả lời đã khóa; chỉ trả lời được khi báo cáo bị "
        "trả lại."
    )
