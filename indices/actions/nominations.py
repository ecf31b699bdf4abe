"""A competitor's file: registered, assessed by himself, withdrawn, proposed with what the system knew then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import User
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.text import squeeze
from indices.achievements import Achievements, to_json
from indices.actions.campaign_notices import tell_proposed
from indices.eligibility import Finding, findings, findings_to_json
from indices.enums import CampaignState, NominationState, RewardTime, SubjectKind
from indices.models import Campaign, Initiative, Nomination, Reward
from indices.queries.emulation import (
    TAKEN,
    campaigns_in_reach,
    entrant_ids,
    nominations_in_reach,
    people_to_register,
    rules_for,
)
from indices.rules.emulation import (
    MENDED,
    can_assess,
    can_propose,
    can_register,
    can_withdraw_nomination,
    speaks_for,
)

NOT_ENTRANT = (
    "Chỉ đơn vị tham gia phong trào đã phát động mới đăng ký thi đua; Văn phòng - Thống kê đăng ký cho đơn vị."
)
NOT_HIS = "Chỉ người đăng ký, Văn phòng - Thống kê hoặc lãnh đạo của đơn vị ghi hồ sơ này."
ONLY_SPEAKERS = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị đề nghị khen thưởng."
EDITED = "Người khác vừa sửa hồ sơ này; hãy xem bản đã lưu bên dưới, rồi lưu lại để thay bằng bản của anh chị."


@dataclass(frozen=True, slots=True)
class Registered:
    """Who registers for what: a person by his account, a collective by its name."""

    subject: str
    time: str
    year: int
    pledge: str
    user_id: int | None = None
    name: str = ""


@transaction.atomic
def register_nomination(*, actor: Actor, campaign_id: int, wanted: Registered, now: datetime) -> Nomination:
    """Begin a file. The same competitor of the same year once more is the file that is there."""
    campaign = campaigns_in_reach(actor).get(pk=campaign_id)
    if not can_register(actor, campaign, entrant_ids(campaign)):
        raise Forbidden(NOT_ENTRANT)
    today = localdate(now)
    _check_time(campaign, wanted)
    if campaign.register_by and today > campaign.register_by and wanted.time == RewardTime.YEARLY:
        raise Refused(
            f"Đã quá hạn đăng ký {campaign.register_by:%d/%m/%Y}; cơ quan phát động phong trào mới nới được hạn."
        )
    user, name, title = _competitor(actor, wanted, now)
    if not speaks_for(actor, actor.organization.pk) and (user is None or user != actor.user):
        raise Forbidden("Công chức chỉ đăng ký cho chính mình; Văn phòng - Thống kê đăng ký cho tập thể và người khác.")
    hold(actor.organization)
    known = _known(campaign, actor, wanted, name)
    if known:
        return known
    found = Nomination.objects.create(
        campaign=campaign,
        organization=actor.organization,
        subject=wanted.subject,
        user=user,
        name=name,
        title=title,
        time=wanted.time,
        year=wanted.year,
        pledge=squeeze(wanted.pledge),
        registered_at=now,
        author_name=actor.name,
    )
    after = {"đối tượng": found.get_subject_display(), "năm": found.year}
    record("Đăng ký thi đua", found, actor=actor, organization=found.organization, now=now, after=after)
    return found


@transaction.atomic
def assess_nomination(
    *,
    actor: Actor,
    nomination_id: int,
    assessment: Mapping[str, str],
    summary: str,
    pledge: str,
    seen_revision: int,
    now: datetime,
) -> Nomination:
    """What the competitor says of himself by criterion (id → words), mended until he is proposed."""
    found = _locked(actor, nomination_id)
    if not can_assess(actor, found):
        _refuse_state(found, MENDED, "tự đánh giá")
        raise Forbidden(NOT_HIS)
    if found.revision != seen_revision:
        raise Stale(EDITED)
    known = {str(pk) for pk in found.campaign.parts.values_list("pk", flat=True)}
    said = {key: squeeze(words) for key, words in assessment.items() if key in known and squeeze(words)}
    summary = squeeze(summary)
    if not said and not summary:
        raise Refused("Hãy ghi tự đánh giá theo ít nhất một tiêu chí, hoặc tóm tắt thành tích.")
    before = {"tiêu chí đã đánh giá": len(found.assessment)}
    found.assessment, found.summary, found.pledge = said, summary, squeeze(pledge)
    found.state = NominationState.ASSESSED
    found.revision += 1
    found.save(update_fields=["assessment", "summary", "pledge", "state", "revision"])
    after = {"tiêu chí đã đánh giá": len(said), "tóm tắt": summary}
    record("Tự đánh giá", found, actor=actor, organization=found.organization, now=now, before=before, after=after)
    return found


@transaction.atomic
def withdraw_nomination(*, actor: Actor, nomination_id: int, reason: str, now: datetime) -> Nomination:
    """Take a file back before the council has voted on it; the same competitor may register again."""
    found = _locked(actor, nomination_id)
    if found.state == NominationState.WITHDRAWN:
        return found
    if not can_withdraw_nomination(actor, found):
        _refuse_state(found, (*MENDED, NominationState.PROPOSED), "rút")
        raise Forbidden(NOT_HIS)
    before = {"bước": found.get_state_display()}
    found.state, found.reason = NominationState.WITHDRAWN, squeeze(reason)
    found.save(update_fields=["state", "reason"])
    after = {"lý do": found.reason} if found.reason else {}
    record(
        "Rút hồ sơ thi đua", found, actor=actor, organization=found.organization, now=now, before=before, after=after
    )
    return found


@transaction.atomic
def propose_nomination(
    *,
    actor: Actor,
    nomination_id: int,
    reward_id: int,
    achievements: Achievements,
    initiatives: Sequence[int] = (),
    excused: str = "",
    now: datetime,
) -> Nomination:
    """Propose a reward: what the system knows, and what the rules of eligibility make of it, is frozen. A rule that is
    not met refuses; one without figures asks for a reason why the proposal is made all the same."""
    found = _locked(actor, nomination_id)
    if not can_propose(actor, found):
        _refuse_state(found, (NominationState.ASSESSED,), "đề nghị")
        raise Forbidden(ONLY_SPEAKERS)
    reward = _reward(found, reward_id)
    judged = findings(rules_for(found), achievements)
    _check_eligible(found, judged)
    reason = squeeze(excused)
    if any(one.is_unknown for one in judged) and not reason:
        named = "; ".join(one.rule for one in judged if one.is_unknown)
        raise Refused(f"Chưa có số liệu để xét: {named}. Hãy ghi lý do vẫn đề nghị, hoặc nhập số liệu còn thiếu.")
    found.reward = reward
    found.achievements, found.findings = to_json(achievements), findings_to_json(judged)
    found.excused = reason if any(one.is_unknown for one in judged) else ""
    found.state, found.proposed_at = NominationState.PROPOSED, now
    found.save(update_fields=["reward", "achievements", "findings", "excused", "state", "proposed_at"])
    found.initiatives.set(Initiative.objects.filter(pk__in=list(initiatives), organization=found.organization_id))
    after = {"hình thức": reward.name, "cấp khen": reward.authority, "chưa có số liệu": found.excused}
    record("Đề nghị khen thưởng", found, actor=actor, organization=found.organization, now=now, after=after)
    tell_proposed(actor, found, now)
    return found


def _check_eligible(found: Nomination, judged: Sequence[Finding]) -> None:
    unmet = [one for one in judged if one.is_unmet]
    if not unmet:
        return
    said = " ".join(f"{one.rule}: {one.said}{f' Nguồn: {one.source}.' if one.source else ''}" for one in unmet)
    raise Refused(f"{found.name} chưa đủ điều kiện nên không đề nghị được. {said}")


def _reward(found: Nomination, reward_id: int) -> Reward:
    """A form of the same time and for the same kind of competitor, of which there are places left."""
    rewards = Reward.objects.select_for_update(of=("self",)).filter(campaign=found.campaign)
    reward: Reward | None = rewards.filter(time=found.time, subject=found.subject, pk=reward_id).first()
    if reward is None:
        raise Refused("Hãy chọn một hình thức khen đúng đối tượng và thời điểm của hồ sơ.")
    if reward.most is not None:
        taken = reward.nominations.filter(year=found.year, state__in=TAKEN).count()
        if taken >= reward.most:
            raise Refused(
                f"{reward.name} ({reward.authority}) chỉ được đề nghị nhiều nhất {reward.most} {_noun(found)}; "
                f"năm {found.year} đã có {taken}. Hãy chọn hình thức khác, hoặc rút bớt một hồ sơ."
            )
    return reward


def _noun(found: Nomination) -> str:
    return SubjectKind(found.subject).label.lower()


def _locked(actor: Actor, nomination_id: int) -> Nomination:
    rows = nominations_in_reach(actor)
    return rows.select_for_update(of=("self",)).get(pk=nomination_id)


def _refuse_state(found: Nomination, wanted: Sequence[str], doing: str) -> None:
    if found.campaign.state != CampaignState.LAUNCHED:
        raise Refused("Phong trào đã tổng kết nên hồ sơ không đổi được nữa.")
    if found.state not in wanted:
        state = NominationState(found.state).label.lower()
        raise Refused(f"Hồ sơ đang ở bước “{state}” nên chưa thể, hoặc không còn {doing} được.")


def _check_time(campaign: Campaign, wanted: Registered) -> None:
    if wanted.subject not in list(SubjectKind) or wanted.time not in list(RewardTime):
        raise Refused("Hãy chọn tập thể hoặc cá nhân, hằng năm hoặc tổng kết.")
    first, last = campaign.from_on.year, campaign.to_on.year
    if not first <= wanted.year <= last:
        raise Refused(f"Phong trào diễn ra từ năm {first} đến năm {last}; hãy chọn một năm trong khoảng ấy.")
    if wanted.time == RewardTime.FINAL and wanted.year != last:
        raise Refused(f"Khen thưởng tổng kết xét vào năm cuối của phong trào, năm {last}.")


def _competitor(actor: Actor, wanted: Registered, now: datetime) -> tuple[User | None, str, str]:
    """The account, the name and the title; a collective without a name is the body itself."""
    if wanted.subject == SubjectKind.COLLECTIVE:
        return None, squeeze(wanted.name)[:200] or actor.organization.name, ""
    people = {one.user_id: one for one in people_to_register(actor, localdate(now))}
    member = people.get(wanted.user_id or 0)
    if member is None:
        raise Refused("Hãy chọn người đăng ký trong danh sách công chức của đơn vị.")
    return member.user, member.user.display_name, ", ".join(post.name for post in member.positions.all())[:200]


def _known(campaign: Campaign, actor: Actor, wanted: Registered, name: str) -> Nomination | None:
    alive = Nomination.objects.filter(
        campaign=campaign, organization=actor.organization, subject=wanted.subject, name=name
    ).exclude(state=NominationState.WITHDRAWN)
    return alive.filter(time=wanted.time, year=wanted.year).first()
