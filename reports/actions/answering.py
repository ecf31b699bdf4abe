"""What a body that was urged does with the letter: it has seen it, it answers."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from cchc.orgs.actions.notices import tell
from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import NoticeKind, Role
from cchc.orgs.queries.people import people_with
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.telling import Telling
from cchc.text import nfc
from reports.models import UrgedBody
from reports.rules import can_answer_urging

ANSWER_LENGTH = 8000
NO_RIGHT = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị được đôn đốc mới xác nhận và trả lời công văn này."


class Answered(Refused):
    """A colleague answered meanwhile; `theirs` is the letter with that answer."""

    def __init__(self, theirs: UrgedBody) -> None:
        super().__init__(
            f"{theirs.answerer_name} vừa trả lời công văn này; hãy xem bản đã lưu bên dưới, rồi lưu lại để thay bằng "
            "bản của anh chị."
        )
        self.theirs = theirs


@transaction.atomic
def see_urging(*, actor: Actor, urged_id: int, now: datetime) -> UrgedBody:
    """The body has taken note; the first to press is kept."""
    urged = _locked(actor, urged_id)
    if urged.seen_at is None:
        urged.seen_at, urged.seer_name = now, actor.name
        urged.save(update_fields=["seen_at", "seer_name"])
        record("Đã xem công văn đôn đốc", urged, actor=actor, organization=urged.organization, now=now)
    return urged


@transaction.atomic
def answer_urging(*, actor: Actor, urged_id: int, answer: str, seen_version: int, now: datetime) -> UrgedBody:
    """Answer the letter, or mend the answer; who sent it is told of the first one. Raises Answered when a colleague
    stored another answer since `seen_version`."""
    urged = _locked(actor, urged_id)
    answer = nfc(answer.replace("\r\n", "\n")).strip()
    if not answer:
        raise Refused("Hãy viết nội dung trả lời: đã làm gì, vướng mắc ở đâu, bao giờ xong.")
    if len(answer) > ANSWER_LENGTH:
        raise Refused(f"Trả lời dài quá {ANSWER_LENGTH} ký tự; hãy rút gọn rồi lưu lại.")
    if answer == urged.answer:
        return urged
    if urged.answer_version != seen_version:
        raise Answered(urged)
    before = {"trả lời": urged.answer}
    urged.answer, urged.answerer_name, urged.answered_at = answer, actor.name, now
    urged.answer_version += 1
    urged.seen_at, urged.seer_name = urged.seen_at or now, urged.seer_name or actor.name
    urged.save()
    record(
        "Trả lời công văn đôn đốc",
        urged,
        actor=actor,
        organization=urged.organization,
        now=now,
        before=before,
        after={"trả lời": answer},
    )
    _tell_sender(actor, urged, now)
    return urged


def _tell_sender(actor: Actor, urged: UrgedBody, now: datetime) -> None:
    sender = urged.urging.organization
    people = people_with(sender, Role.REVIEWER, Role.COORDINATOR, Role.LEADER, today=localdate(now))
    telling = Telling(
        kind=NoticeKind.URGING,
        key=f"urging-answer:{urged.pk}",
        text=f"{urged.organization} đã trả lời công văn đôn đốc “{urged.urging.subject}”.",
        path=reverse("reports:urged", args=[urged.pk]),
    )
    tell(actor=actor, organization=sender, users=people, tellings=[telling], now=now)


def _locked(actor: Actor, urged_id: int) -> UrgedBody:
    found: QuerySet[UrgedBody] = UrgedBody.objects.visible_to(actor).filter(urging__sent_at__isnull=False)
    urged: UrgedBody = (
        found.select_for_update(of=("self",)).select_related("organization", "urging__organization").get(pk=urged_id)
    )
    if not can_answer_urging(actor, urged):
        raise Forbidden(NO_RIGHT)
    return urged
