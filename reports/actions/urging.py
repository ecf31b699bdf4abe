"""Writing letters of urging: kept as a draft, mended, dropped, sent once; a sent one is never changed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from cchc.orgs.actions.notices import tell
from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import NoticeKind
from cchc.orgs.models import Organization, User
from cchc.orgs.queries.people import who_answers
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.telling import Telling
from cchc.text import nfc
from reports.collecting.letters import head_of_letter
from reports.collecting.urging import late_bodies
from reports.letters.facts import LateBody, body_to_json, head_to_json
from reports.letters.words import late_words
from reports.models import UrgedBody, Urging
from reports.queries.urging import bodies_to_urge
from reports.rules import can_change_urging, can_urge

NO_RIGHT = "Chỉ cơ quan theo dõi cấp trên, hoặc Văn phòng và lãnh đạo của tỉnh, huyện mới đôn đốc các đơn vị cấp dưới."
NOBODY = "Hãy chọn ít nhất một đơn vị để đôn đốc."
SENT = "Công văn này đã gửi nên không sửa, không xóa được; hãy soạn công văn khác nếu cần nói thêm."


@dataclass(frozen=True, slots=True)
class Words:
    """What a person writes of a letter; number, day and name may be left for the pen."""

    subject: str
    text: str
    answer_by: date | None
    symbol: str
    number: str
    issued_on: date | None
    authority: str
    signer_title: str
    signer: str

    @classmethod
    def of(cls, urging: Urging) -> "Words":
        """What a letter says."""
        return cls(**{name: getattr(urging, name) for name in cls.__slots__})


class Edited(Refused):
    """Somebody else saved the same draft meanwhile; `theirs` is the draft as it is now."""

    def __init__(self, theirs: Urging) -> None:
        super().__init__(
            "Người khác vừa sửa bản nháp này; hãy xem bản đã lưu bên dưới, rồi lưu lại để thay bằng bản của anh chị."
        )
        self.theirs = theirs


@transaction.atomic
def write_urging(*, actor: Actor, bodies: Iterable[int], words: Words, now: datetime) -> Urging:
    """Keep a draft. The same draft of the same person once more (a double press) is the one that is there."""
    if not can_urge(actor):
        raise Forbidden(NO_RIGHT)
    chosen, words = _chosen(actor, bodies, now), _checked(words, now)
    known = _same_draft(actor, chosen, words)
    if known:
        return known
    urging = Urging.objects.create(
        organization=actor.organization,
        author=actor.user,
        author_name=actor.name,
        written_at=now,
        as_of=localdate(now),
        **asdict(words),
    )
    _choose(urging, chosen)
    after = {"trích yếu": urging.subject, "đơn vị": [body.name for body in chosen]}
    record("Soạn công văn đôn đốc", urging, actor=actor, organization=actor.organization, now=now, after=after)
    return urging


@transaction.atomic
def edit_urging(
    *, actor: Actor, urging_id: int, bodies: Iterable[int], words: Words, seen_version: int, now: datetime
) -> Urging:
    """Change a draft. Raises Edited when somebody stored another one since `seen_version`."""
    urging = _open_draft(actor, urging_id)
    chosen, words = _chosen(actor, bodies, now), _checked(words, now)
    if _says(urging, words) and {body.pk for body in chosen} == _bodies_of(urging):
        return urging
    if urging.version != seen_version:
        raise Edited(urging)
    before = {"trích yếu": urging.subject, "đơn vị": urging.bodies.count()}
    for name, value in asdict(words).items():
        setattr(urging, name, value)
    urging.version += 1
    urging.save()
    urging.bodies.exclude(organization__in=chosen).delete()
    kept = _bodies_of(urging)
    _choose(urging, [body for body in chosen if body.pk not in kept])
    after = {"trích yếu": urging.subject, "đơn vị": len(chosen)}
    record(
        "Sửa công văn đôn đốc",
        urging,
        actor=actor,
        organization=urging.organization,
        now=now,
        before=before,
        after=after,
    )
    return urging


@transaction.atomic
def drop_urging(*, actor: Actor, urging_id: int, now: datetime) -> None:
    """Throw a draft away."""
    urging = _open_draft(actor, urging_id)
    before = {"trích yếu": urging.subject, "nội dung": urging.text}
    record("Xóa bản nháp đôn đốc", urging, actor=actor, organization=urging.organization, now=now, before=before)
    urging.delete()


@transaction.atomic
def send_urging(*, actor: Actor, urging_id: int, leave_out: Iterable[int] = (), now: datetime) -> Urging:
    """Send a draft to its bodies, without those to be left out: what is late there is frozen, their coordinators and
    leaders are told. One that was sent already stays as it went."""
    urging = _locked(actor, urging_id)
    if urging.sent_at:
        return urging
    if not can_change_urging(actor, urging):
        raise Forbidden(NO_RIGHT)
    today = localdate(now)
    _checked(Words.of(urging), now)
    urging.bodies.filter(organization__in=list(leave_out)).delete()
    urged = list(urging.bodies.select_related("organization__parent").order_by("pk"))
    _check_bodies(actor, urged, today)
    facts = late_bodies(actor, [one.organization for one in urged], today=today)
    urging.head = head_to_json(head_of_letter(urging))
    urging.sent_at, urging.as_of = now, today
    urging.save()
    people = who_answers([one.organization for one in urged], today=today)
    for one in urged:
        late = facts[one.organization_id]
        one.facts = body_to_json(late)
        one.save(update_fields=["facts"])
        _tell(actor, urging, one, late, people.get(one.organization_id, []), now)
    after = {"đơn vị": [one.organization.name for one in urged], "trả lời trước ngày": _day(urging.answer_by)}
    record("Gửi công văn đôn đốc", urging, actor=actor, organization=urging.organization, now=now, after=after)
    return urging


def _tell(
    actor: Actor, urging: Urging, urged: UrgedBody, late: LateBody, people: Sequence[User], now: datetime
) -> None:
    """The people who answer for a body hear of the letter, and its journal has it."""
    body: Organization = urged.organization
    by = f"; đề nghị trả lời trước ngày {urging.answer_by:%d/%m/%Y}" if urging.answer_by else ""
    telling = Telling(
        kind=NoticeKind.URGING,
        key=f"urging:{urged.pk}",
        text=f"{urging.organization} đôn đốc: {late_words(late)}{by}.",
        path=reverse("reports:urged", args=[urged.pk]),
    )
    tell(actor=actor, organization=body, users=people, tellings=[telling], now=now)
    after = {"cơ quan đôn đốc": urging.organization.name, "việc chậm": late_words(late)}
    record("Được đôn đốc", urged, actor=actor, organization=body, now=now, after=after)


def _check_bodies(actor: Actor, urged: Sequence[UrgedBody], today: date) -> None:
    """Bodies may have ended or moved since the draft was written."""
    if not urged:
        raise Refused(NOBODY)
    known = {body.pk for body in bodies_to_urge(actor, today=today)}
    gone = [one.organization.name for one in urged if one.organization_id not in known]
    if gone:
        raise Refused(f"{', '.join(gone)} không còn là đơn vị cấp dưới nên chưa gửi; hãy bỏ khỏi công văn rồi gửi.")


def _locked(actor: Actor, urging_id: int) -> Urging:
    found: QuerySet[Urging] = Urging.objects.visible_to(actor)
    return found.select_for_update(of=("self",)).select_related("organization__parent").get(pk=urging_id)


def _open_draft(actor: Actor, urging_id: int) -> Urging:
    urging = _locked(actor, urging_id)
    if urging.sent_at:
        raise Refused(SENT)
    if not can_change_urging(actor, urging):
        raise Forbidden(NO_RIGHT)
    return urging


def _chosen(actor: Actor, bodies: Iterable[int], now: datetime) -> list[Organization]:
    asked = set(bodies)
    found = [body for body in bodies_to_urge(actor, today=localdate(now)) if body.pk in asked]
    if not found:
        raise Refused(NOBODY)
    if len(found) < len(asked):
        raise Refused("Có đơn vị được chọn không còn là đơn vị cấp dưới; hãy chọn lại đơn vị.")
    return found


def _checked(words: Words, now: datetime) -> Words:
    """The words as they are stored; refused where they say nothing or name a day that cannot be."""
    texts = {
        name: nfc(value.replace("\r\n", "\n")).strip()
        for name, value in asdict(words).items()
        if isinstance(value, str)
    }
    found = Words(**{**asdict(words), **texts})
    today = localdate(now)
    if not (found.subject and found.text):
        raise Refused("Hãy ghi trích yếu và nội dung công văn.")
    if found.answer_by and found.answer_by <= today:
        raise Refused("Ngày đề nghị trả lời phải sau hôm nay; hãy ghi một ngày làm việc sắp tới.")
    if found.issued_on and found.issued_on > today:
        raise Refused("Ngày ban hành không thể sau hôm nay; hãy để trống nếu công văn chưa ký.")
    return found


def _same_draft(actor: Actor, chosen: Sequence[Organization], words: Words) -> Urging | None:
    drafts = Urging.objects.filter(organization=actor.organization, author=actor.user, sent_at=None, **asdict(words))
    wanted = {body.pk for body in chosen}
    return next((one for one in drafts if _bodies_of(one) == wanted), None)


def _says(urging: Urging, words: Words) -> bool:
    return Words.of(urging) == words


def _bodies_of(urging: Urging) -> set[int]:
    return set(urging.bodies.values_list("organization", flat=True))


def _choose(urging: Urging, bodies: Iterable[Organization]) -> None:
    UrgedBody.objects.bulk_create([UrgedBody(urging=urging, organization=body) for body in bodies])


def _day(day: date | None) -> Any:
    return day.isoformat() if day else ""
