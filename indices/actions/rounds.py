"""Rounds: opened from a criteria set, their days moved with a reason, their team."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cchc.orgs.actions.notices import tell
from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.enums import NoticeKind
from cchc.orgs.models import Organization
from cchc.orgs.queries.people import who_answers
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.telling import Telling
from cchc.text import squeeze
from indices.actions.criteria import fix_set
from indices.enums import SCORED, IndexKind, TeamPart
from indices.models import Assessment, CriteriaSet, Criterion, Round, TeamMember
from indices.queries.rounds import candidates, people_for
from indices.rules.rounds import can_run_rounds, runs

NO_RIGHT = "Chỉ cơ quan theo dõi, hoặc Văn phòng của tỉnh, huyện mới mở và điều hành đợt đánh giá."
PUBLISHED = "Đợt đánh giá đã công bố kết quả nên không đổi được nữa."


@dataclass(frozen=True, slots=True)
class Days:
    """When bodies score themselves (both days included), explain, and when the result is to be out."""

    opens_on: date
    closes_on: date
    explain_by: date | None = None
    publish_by: date | None = None


@transaction.atomic
def open_round(
    *, actor: Actor, criteria_set: CriteriaSet, name: str, days: Days, bodies: Iterable[int], now: datetime
) -> Round:
    """Open a round over these bodies by a set, which is fixed by it. The bodies are told. The same round once more (a
    double press) is the one that is there."""
    if not can_run_rounds(actor) or criteria_set.organization_id not in actor.government_ids:
        raise Forbidden(NO_RIGHT)
    name = squeeze(name)
    _check_days(days)
    chosen = _chosen(criteria_set, bodies)
    if criteria_set.kind not in SCORED:
        raise Refused(f"{IndexKind(criteria_set.kind).label} do cơ quan khác đo, không có đợt chấm điểm đơn vị.")
    fix_set(actor=actor, criteria_set=criteria_set, now=now)
    known = _same(criteria_set, name, days)
    if known is not None:
        return known
    found = Round.objects.create(
        criteria_set=criteria_set,
        organization=criteria_set.organization,
        name=name,
        author_name=actor.name,
        created_at=now,
        **asdict(days),
    )
    Assessment.objects.bulk_create([Assessment(round=found, organization=body) for body in chosen])
    after = {"bộ tiêu chí": criteria_set.name, "đơn vị": [body.name for body in chosen]} | _words(days)
    record("Mở đợt đánh giá", found, actor=actor, organization=found.organization, now=now, after=after)
    span = f"từ {days.opens_on:%d/%m/%Y} đến hết ngày {days.closes_on:%d/%m/%Y}"
    said = f"{found.organization} mở đợt “{found.name}”: tự chấm điểm {span}."
    tell_bodies(actor=actor, round_=found, key="opened", words=said, now=now)
    return found


def _same(criteria_set: CriteriaSet, name: str, days: Days) -> Round | None:
    return Round.objects.filter(criteria_set=criteria_set, name=name, **asdict(days)).first()


def _chosen(criteria_set: CriteriaSet, bodies: Iterable[int]) -> list[Organization]:
    asked = set(bodies)
    found = [one.body for one in candidates(criteria_set) if one.body.pk in asked]
    if not found:
        raise Refused("Hãy chọn ít nhất một đơn vị để đánh giá.")
    if len(found) < len(asked):
        raise Refused("Có đơn vị được chọn không thuộc cấp của bộ tiêu chí; hãy chọn lại đơn vị.")
    return found


def _check_days(days: Days) -> None:
    if days.closes_on < days.opens_on:
        raise Refused("Hạn nộp phải từ ngày mở tự chấm trở đi; hãy sửa lại một trong hai ngày.")
    if days.explain_by and days.explain_by < days.closes_on:
        raise Refused("Hạn giải trình phải sau hạn nộp bản tự chấm; hãy sửa lại.")
    if days.publish_by and days.publish_by < (days.explain_by or days.closes_on):
        raise Refused("Ngày dự kiến công bố phải sau các hạn nộp và giải trình; hãy sửa lại.")


@transaction.atomic
def set_days(*, actor: Actor, round_id: int, days: Days, reason: str, now: datetime) -> Round:
    """Move the days of a round. A later closing day needs a reason; the journal keeps both days, bodies are told."""
    held = locked_round(actor, round_id)
    reason = squeeze(reason)
    _check_days(days)
    before = Days(held.opens_on, held.closes_on, held.explain_by, held.publish_by)
    if days == before:
        return held
    if days.closes_on > before.closes_on and not reason:
        raise Refused("Hãy ghi lý do dời hạn nộp muộn hơn, ví dụ số công văn đề nghị của đơn vị.")
    for name, day in asdict(days).items():
        setattr(held, name, day)
    held.save(update_fields=list(asdict(days)))
    was, now_is = changes(_words(before), _words(days))
    after = now_is | ({"lý do": reason} if reason else {})
    record(
        "Đổi ngày của đợt đánh giá", held, actor=actor, organization=held.organization, now=now, before=was, after=after
    )
    if days.closes_on != before.closes_on:
        said = f"Đợt “{held.name}”: hạn nộp bản tự chấm đổi thành {days.closes_on:%d/%m/%Y}."
        tell_bodies(actor=actor, round_=held, key=f"closes:{days.closes_on.isoformat()}", words=said, now=now)
    return held


@transaction.atomic
def add_member(
    *, actor: Actor, round_id: int, user_id: int, body_id: int, part: TeamPart, areas: Sequence[str] = (), now: datetime
) -> TeamMember:
    """Take a person of the government or of its departments into the team or the council; once more changes his
    areas. He is told."""
    held = locked_round(actor, round_id)
    people = {(one.user_id, one.organization_id): one for one in people_for(actor, today=localdate(now))}
    person = people.get((user_id, body_id))
    if person is None:
        raise Refused(
            "Người này không làm việc ở chính quyền mở đợt hoặc phòng, ban của chính quyền đó; hãy chọn người khác."
        )
    known = Criterion.objects.filter(criteria_set=held.criteria_set_id, parent=None).values_list("code", flat=True)
    chosen = [code for code in known if code in areas] if part == TeamPart.APPRAISER else []
    if areas and not chosen and part == TeamPart.APPRAISER:
        raise Refused("Không còn lĩnh vực nào đã chọn trong bộ tiêu chí; hãy chọn lại lĩnh vực thẩm định.")
    member, is_new = TeamMember.objects.update_or_create(
        round=held, user=person.user, part=part, defaults={"organization": person.organization, "areas": chosen}
    )
    words = {"người": str(person.user), "nhiệm vụ": part.label, "lĩnh vực": chosen or "tất cả"}
    verb = "Thêm vào tổ thẩm định" if is_new else "Đổi lĩnh vực thẩm định"
    record(verb, held, actor=actor, organization=held.organization, now=now, after=words)
    telling = Telling(
        NoticeKind.INDEX,
        f"round:{held.pk}:{part}",
        f"Bạn được phân công vào {part.label.lower()} của đợt “{held.name}”.",
        reverse("indices:round", args=[held.pk]),
    )
    tell(actor=actor, organization=person.organization, users=[person.user], tellings=[telling], now=now)
    return member


@transaction.atomic
def remove_member(*, actor: Actor, round_id: int, member_id: int, now: datetime) -> None:
    """Take a person out of the team; what he marked stays."""
    held = locked_round(actor, round_id)
    member = held.team.filter(pk=member_id).select_related("user").first()
    if member is None:
        raise Refused("Người này đã thôi tổ thẩm định từ trước.")
    before = {"người": str(member.user), "nhiệm vụ": TeamPart(member.part).label}
    member.delete()
    record("Cho thôi tổ thẩm định", held, actor=actor, organization=held.organization, now=now, before=before)


def tell_bodies(*, actor: Actor, round_: Round, key: str, words: str, now: datetime) -> None:
    """The coordinators and leaders of every body of a round hear of it."""
    bodies = {one.organization_id: one for one in round_.assessments.select_related("organization")}
    people = who_answers([one.organization for one in bodies.values()], today=localdate(now))
    path = reverse("indices:round", args=[round_.pk])
    telling = Telling(NoticeKind.INDEX, f"round:{round_.pk}:{key}", words, path)
    for pk, users in people.items():
        tell(actor=actor, organization=bodies[pk].organization, users=users, tellings=[telling], now=now)


def locked_round(actor: Actor, round_id: int) -> Round:
    """A round that the actor runs and that is not published, held until the end of the transaction."""
    held: Round = (
        Round.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("organization__parent", "criteria_set")
        .get(pk=round_id)
    )
    if not runs(actor, held):
        raise Forbidden(NO_RIGHT)
    if held.published_at is not None:
        raise Refused(PUBLISHED)
    return held


def _words(days: Days) -> dict[str, Any]:
    """Days as the journal keeps them."""
    names = {
        "mở": days.opens_on,
        "hạn nộp": days.closes_on,
        "hạn giải trình": days.explain_by,
        "công bố": days.publish_by,
    }
    return {name: day.isoformat() if day else "" for name, day in names.items()}
