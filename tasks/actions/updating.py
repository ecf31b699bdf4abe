"""Stating what was done: append-only words, their evidence, and what they change on the duty."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import nfc, searchable
from tasks.actions.carrying import Carry, carries_of, lock_tied
from tasks.actions.next_due import keep_next_due
from tasks.enums import LateCause, Outcome
from tasks.evidence_files import EvidenceFile, fault_of
from tasks.models import ClosedPeriod, Evidence, Obligation, Task, Update
from tasks.rules import can_update
from tasks.statements import Statement, is_behind, searched


class Conflict(Refused):
    """Somebody else wrote on the same duty meanwhile; `theirs` is his update, to be shown beside one's own."""

    def __init__(self, theirs: Update) -> None:
        super().__init__(
            f"{theirs.author_name} vừa cập nhật việc này; hãy xem lời của người ấy rồi lưu lại nếu vẫn cần."
        )
        self.theirs = theirs


@transaction.atomic
def state_update(
    *,
    actor: Actor,
    obligation_id: int,
    seen_update_id: int | None,
    statement: Statement,
    files: Iterable[EvidenceFile] = (),
    now: datetime,
) -> Update:
    """Add one update. `seen_update_id` is the last update its author saw (None: none yet).

    Raises Forbidden, Conflict, or Refused with one sentence; then nothing is stored. The same statement sent
    twice by the same person (a double click, a retried request) is stored once.
    """
    lock_tied(obligation_id)
    obligation = (
        Obligation.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("task__organization", "task__plan")
        .get(pk=obligation_id)
    )
    if not can_update(actor, obligation.task, localdate(now)):
        raise Forbidden(_who_may(obligation))
    last = Update.objects.filter(obligation=obligation).last()
    files = list(files)
    if last and not files and _repeats(last, actor, statement):
        return last
    if (last.pk if last else None) != seen_update_id and not _has_seen(actor, obligation, seen_update_id):
        raise Conflict(last) if last else Refused("Việc này đã thay đổi; hãy tải lại trang rồi lưu lại.")
    _check(obligation, statement, now)
    for file in files:
        if fault := fault_of(file):
            raise Refused(fault)
    update = _store(obligation, actor, statement, files, now)
    for carry in carries_of(obligation, statement):
        _carry(carry, update, actor, now)
    return update


def _carry(carry: Carry, source: Update, actor: Actor, now: datetime) -> None:
    """The same word on the like duty of a tied task, by the same rules; its files are those of the source. Why it is
    late is said where it is."""
    other, statement = carry.obligation, carry.statement
    if not is_behind(statement, other.due_on, localdate(now)):
        statement = replace(statement, late_cause=None, late_reason="")
    try:
        _check(other, statement, now)
    except Refused as refusal:
        raise Refused(f"Ở việc nối với, kế hoạch của {other.task.plan.organization}: {refusal.message}") from refusal
    _store(other, actor, statement, [], now, carried_from=source)


def _has_seen(actor: Actor, obligation: Obligation, seen_update_id: int | None) -> bool:
    """Whether all that came since was carried here from the actor's own words on a tied duty."""
    since = Update.objects.filter(obligation=obligation, pk__gt=seen_update_id or 0)
    known = since.filter(author=actor.user, carried_from__isnull=False)
    return actor.user is not None and since.count() == known.count() > 0


def _store(
    obligation: Obligation,
    actor: Actor,
    statement: Statement,
    files: list[EvidenceFile],
    now: datetime,
    carried_from: Update | None = None,
) -> Update:
    before: dict[str, object] = {"tình trạng": obligation.get_outcome_display(), "ngày": obligation.outcome_on}
    update = Update.objects.create(
        obligation=obligation,
        outcome=statement.outcome,
        text=nfc(statement.text),
        difficulty=nfc(statement.difficulty),
        percent=statement.percent,
        effective_on=statement.effective_on,
        recorded_at=now,
        recorded_on=localdate(now),
        author=actor.user,
        author_name=actor.name,
        document_number=statement.document_number,
        document_symbol=nfc(statement.document_symbol),
        document_on=statement.document_on,
        is_after_cutoff=statement.is_after_cutoff,
        late_cause=statement.late_cause or "",
        late_reason=nfc(statement.late_reason),
        folded=searched(statement),
        carried_from=carried_from,
    )
    for file in files:
        _keep(update, file)
    obligation.outcome = statement.outcome
    obligation.outcome_on = statement.effective_on
    obligation.late_cause = update.late_cause
    obligation.last_update_id = update.pk
    obligation.save(update_fields=["outcome", "outcome_on", "late_cause", "last_update_id"])
    keep_next_due(obligation.task)
    _record(obligation, actor, statement, files, before, now)
    return update


def _record(
    obligation: Obligation,
    actor: Actor,
    statement: Statement,
    files: list[EvidenceFile],
    before: dict[str, object],
    now: datetime,
) -> None:
    after: dict[str, object] = {
        "tình trạng": statement.outcome.label,
        "ngày": statement.effective_on,
        "kết quả": nfc(statement.text),
    }
    if statement.late_cause:
        after |= {"nguyên nhân chậm": statement.late_cause.label, "lý do chậm": nfc(statement.late_reason)}
    if files:
        after["minh chứng"] = [file.name for file in files]
    record(
        "Cập nhật việc",
        obligation.task,
        actor=actor,
        organization=obligation.task.organization,
        now=now,
        before=before,
        after=after,
    )


def _keep(update: Update, file: EvidenceFile) -> None:
    evidence = Evidence(
        update=update,
        name=nfc(file.name),
        size=len(file.data),
        content_type=file.content_type,
        sha256=file.sha256,
        place=nfc(file.place),
        folded=searchable(file.name, file.place),
    )
    evidence.file.save(f"{file.sha256[:16]}", ContentFile(file.data), save=False)
    evidence.save()


def _check(obligation: Obligation, statement: Statement, now: datetime) -> None:
    today = localdate(now)
    if obligation.cancelled_on:
        raise Refused(f"Việc này đã hủy ngày {obligation.cancelled_on:%d/%m/%Y} nên không cập nhật được nữa.")
    if statement.effective_on > today:
        raise Refused(
            f"Ngày thực hiện {statement.effective_on:%d/%m/%Y} chưa tới; hãy ghi ngày từ hôm nay trở về trước."
        )
    if statement.document_on and statement.document_on > today:
        raise Refused(f"Ngày văn bản {statement.document_on:%d/%m/%Y} chưa tới; hãy ghi đúng ngày ký.")
    if statement.percent is not None and not 0 <= statement.percent <= 100:
        raise Refused(f"Tỷ lệ {statement.percent} không hợp lệ; hãy ghi từ 0 đến 100.")
    if statement.outcome == Outcome.DIFFICULTY and not statement.difficulty.strip():
        raise Refused("Hãy viết một câu nêu khó khăn, vướng mắc để lãnh đạo biết mà gỡ.")
    _check_closed(obligation, statement)
    _check_late(obligation, statement, today)


def _check_late(obligation: Obligation, statement: Statement, today: date) -> None:
    """What is late says why: its cause, and one sentence; a cause outside the body's power has the sentence to itself,
    so that whoever reads the figure reads the reason."""
    cause, reason = statement.late_cause, statement.late_reason.strip()
    if is_behind(statement, obligation.due_on, today):
        fact = "Việc xong sau hạn" if statement.outcome == Outcome.DONE else "Việc đã quá hạn"
        if cause is None:
            raise Refused(f"{fact} {obligation.due_on:%d/%m/%Y}; hãy chọn nguyên nhân chậm và viết một câu nêu lý do.")
        if not (reason or statement.text.strip() or statement.difficulty.strip()):
            raise Refused(f"{fact} {obligation.due_on:%d/%m/%Y}; hãy viết một câu nêu kết quả và lý do muộn.")
    if cause and cause.is_outside and not reason:
        raise Refused(
            f"Nguyên nhân “{cause.label}” nằm ngoài thẩm quyền của đơn vị; hãy viết một câu ở ô Lý do chậm (chờ ai, "
            "văn bản số mấy), hoặc chọn “Do đơn vị”."
        )


def _check_closed(obligation: Obligation, statement: Statement) -> None:
    if statement.is_after_cutoff:
        return
    task = obligation.task
    reporting = (
        {task.organization_id, task.plan.organization_id} if _reports_with_plan(task) else {task.organization_id}
    )
    closed = ClosedPeriod.objects.filter(
        organization__in=reporting,
        start_on__lte=statement.effective_on,
        cutoff_on__gte=statement.effective_on,
    ).first()
    if closed:
        raise Refused(
            f"Báo cáo {closed.period_name} đã gửi với số liệu chốt ngày {closed.cutoff_on:%d/%m/%Y}; hãy ghi ngày thực"
            " hiện sau ngày ấy, hoặc đánh dấu “bổ sung sau chốt số liệu” để lời này vào báo cáo kỳ sau; chỉ cơ quan "
            "nhận báo cáo mở lại được kỳ."
        )


def _reports_with_plan(task: Task) -> bool:
    """A department's duties stand in the report of its government."""
    return task.organization.kind == OrganizationKind.DEPARTMENT


def _repeats(last: Update, actor: Actor, statement: Statement) -> bool:
    same_author = last.author_id == (actor.user.pk if actor.user else None)
    return same_author and statement == Statement(
        outcome=Outcome(last.outcome),
        effective_on=last.effective_on,
        text=last.text,
        difficulty=last.difficulty,
        percent=last.percent,
        document_number=last.document_number,
        document_symbol=last.document_symbol,
        document_on=last.document_on,
        is_after_cutoff=last.is_after_cutoff,
        late_cause=LateCause(last.late_cause) if last.late_cause else None,
        late_reason=last.late_reason,
    )


def _who_may(obligation: Obligation) -> str:
    leads = [a.position.name for a in obligation.task.assignments.select_related("position") if a.role == "lead"]
    who = ", ".join(leads) or str(obligation.task.organization)
    return f"Chỉ {who} hoặc Văn phòng - Thống kê mới cập nhật được việc này."
