"""A body asks its giver for another due day; the giver grants it or refuses, with a reason."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate, localtime

from cchc.orgs.actions.notices import settle_about
from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import nfc
from cchc.web.wording import date_words, moment_words
from tasks.actions.dates import check_day, locked, move_due
from tasks.actions.telling import about_request, tell_answered, tell_asked
from tasks.enums import Answer
from tasks.models import DueRequest, Obligation
from tasks.queries.live import is_owed
from tasks.rules import can_answer_due, can_ask_due, can_withdraw_due

WHO_ASKS = "Chỉ Văn phòng - Thống kê, lãnh đạo hoặc công chức chủ trì của đơn vị được giao mới xin lùi hạn được."
WHO_ANSWERS = (
    "Chỉ Văn phòng - Thống kê, lãnh đạo của cơ quan giao việc hoặc cơ quan theo dõi của cấp ấy mới trả lời được."
)


@transaction.atomic
def ask_due(*, actor: Actor, obligation_id: int, due_on: date, reason: str, now: datetime) -> DueRequest:
    """Ask for a later day. Raises Forbidden, or Refused with one sentence."""
    obligation = locked(actor, obligation_id)
    if not can_ask_due(actor, obligation):
        raise Forbidden(WHO_ASKS)
    if not reason.strip():
        raise Refused("Hãy viết lý do xin lùi hạn; cơ quan giao việc cần lý do để trả lời.")
    if not is_owed(obligation):
        raise Refused("Việc này đã xong nên không cần xin lùi hạn.")
    open_one = DueRequest.objects.filter(obligation=obligation, answer="").first()
    if open_one:
        raise Refused(
            f"{open_one.asker_name} đã xin hạn {open_one.asked_due_on:%d/%m/%Y} cho việc này và đang chờ trả lời; "
            "hãy chờ, hoặc rút lời xin ấy rồi xin lại."
        )
    if due_on <= localdate(now):
        raise Refused(f"Hạn xin {due_on:%d/%m/%Y} không sau hôm nay; hãy xin một ngày sắp tới.")
    check_day(obligation, due_on, reason)
    _check_later(obligation, due_on)
    request = DueRequest.objects.create(
        obligation=obligation,
        old_due_on=obligation.due_on,
        asked_due_on=due_on,
        reason=nfc(reason.strip()),
        asked_at=now,
        asker=actor.user,
        asker_name=actor.name,
    )
    _record("Xin lùi hạn", actor, request, now, {"hạn xin": due_on, "lý do": request.reason})
    tell_asked(actor, request, now)
    return request


@transaction.atomic
def grant_due(*, actor: Actor, request_id: int, due_on: date, reason: str, now: datetime) -> DueRequest:
    """Move the day, to the one asked for or another; the reason is the asker's with the giver's words, if any."""
    request, obligation = _open_request(actor, request_id)
    _check_later(obligation, due_on)
    words = nfc(reason.strip())
    asked = f"Theo lời xin của {obligation.task.organization}: {request.reason}"
    move_due(actor, obligation, due_on, " ".join(filter(None, (asked, words))), now)
    request.answer, request.answer_reason, request.granted_due_on = Answer.GRANTED, words, due_on
    _close(actor, request, now, {"hạn mới": due_on})
    tell_answered(actor, request, f"đồng ý lùi hạn tới {due_on:%d/%m/%Y}", now)
    return request


@transaction.atomic
def refuse_due(*, actor: Actor, request_id: int, reason: str, now: datetime) -> DueRequest:
    """The day stays; the asker is told why."""
    request, obligation = _open_request(actor, request_id)
    if not reason.strip():
        raise Refused("Hãy viết lý do không đồng ý để đơn vị xin lùi hạn biết.")
    request.answer, request.answer_reason = Answer.REFUSED, nfc(reason.strip())
    _close(actor, request, now, {"lý do": request.answer_reason})
    kept = f"không đồng ý lùi hạn (giữ hạn {date_words(obligation.due_on) or 'chờ ấn định'})"
    tell_answered(actor, request, kept, now)
    return request


@transaction.atomic
def withdraw_due(*, actor: Actor, request_id: int, now: datetime) -> DueRequest:
    """Take an open question back."""
    request = _locked_request(actor, request_id)
    if not can_withdraw_due(actor, request):
        raise Refused(_answered(request)) if request.answer else Forbidden(WHO_ASKS)
    request.answer = Answer.WITHDRAWN
    _close(actor, request, now, {"hạn xin": request.asked_due_on})
    return request


def _check_later(obligation: Obligation, due_on: date) -> None:
    """Who asks for more time is given no less of it by a slip of the pen."""
    if obligation.due_on and due_on < obligation.due_on:
        raise Refused(
            f"Hạn {due_on:%d/%m/%Y} sớm hơn hạn đang có {obligation.due_on:%d/%m/%Y} nên không phải là lùi hạn; hãy ghi"
            " một ngày muộn hơn."
        )


def _open_request(actor: Actor, request_id: int) -> tuple[DueRequest, Obligation]:
    request = _locked_request(actor, request_id)
    obligation = locked(actor, request.obligation_id)
    if not can_answer_due(actor, obligation):
        raise Forbidden(WHO_ANSWERS)
    if request.answer:
        raise Refused(_answered(request))
    request.obligation = obligation
    return request, obligation


def _locked_request(actor: Actor, request_id: int) -> DueRequest:
    """Whoever answers meanwhile waits."""
    requests = DueRequest.objects.visible_to(actor).select_for_update(of=("self",))
    way = "obligation__task"
    request: DueRequest = requests.select_related(
        f"{way}__organization", f"{way}__plan__organization", f"{way}__item", "asker"
    ).get(pk=request_id)
    return request


def _answered(request: DueRequest) -> str:
    at = moment_words(localtime(request.answered_at)) if request.answered_at else ""
    return f"{request.answerer_name} đã trả lời lời xin này lúc {at}: {request.get_answer_display().lower()}."


def _close(actor: Actor, request: DueRequest, now: datetime, after: dict[str, object]) -> None:
    request.answered_at, request.answerer_name = now, actor.name
    request.save()
    settle_about(actor=actor, abouts=[about_request(request)])
    _record(f"Trả lời xin lùi hạn: {Answer(request.answer).label.lower()}", actor, request, now, after)


def _record(verb: str, actor: Actor, request: DueRequest, now: datetime, after: dict[str, object]) -> None:
    task = request.obligation.task
    before = {"việc": request.obligation.short_name, "hạn": request.old_due_on}
    record(verb, task, actor=actor, organization=task.organization, now=now, before=before, after=after)
