"""Writing campaigns: begun by hand or drawn from a plan, mended while drafted, launched, closed; their council."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import User
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.text import squeeze
from indices.actions.campaign_notices import tell_launched
from indices.drawn_campaigns import DrawnPart, DrawnReward
from indices.eligibility import BY_WORD, Rule
from indices.enums import CampaignState, RequirementKind, SubjectKind
from indices.models import (
    Campaign,
    CampaignPart,
    CouncilMember,
    Entrant,
    Nomination,
    Requirement,
    Reward,
)
from indices.queries.emulation import campaigns_in_reach, drawn_from, plan_of_campaign, possible_entrants
from indices.rules.emulation import (
    VOTED_ON,
    can_begin_campaign,
    can_close,
    can_extend,
    can_launch,
    can_set_council,
    can_write_campaign,
    runs_campaign,
    sits,
)
from plans.enums import SectionKind

NO_RIGHT = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị lập, sửa phong trào thi đua của đơn vị mình."
LEADER_ONLY = "Chỉ lãnh đạo của đơn vị phát động và tổng kết phong trào thi đua."
LAUNCHED = "Phong trào đã phát động nên nội dung, tiêu chí, hình thức khen và điều kiện không sửa được nữa."
EDITED = "Người khác vừa sửa phong trào này; hãy xem bản đã lưu bên dưới, rồi lưu lại để thay bằng bản của anh chị."


@dataclass(frozen=True, slots=True)
class WantedRule:
    """A requirement as it is written: a rule with whom it concerns."""

    rule: Rule
    subject: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class CampaignWords:
    """Everything a campaign says, as one form writes it."""

    name: str
    from_on: date
    to_on: date
    source: str = ""
    aim: str = ""
    register_by: date | None = None
    threshold: int = 50
    parts: tuple[DrawnPart, ...] = ()
    rewards: tuple[DrawnReward, ...] = ()
    requirements: tuple[WantedRule, ...] = ()
    entrants: frozenset[int] = frozenset()


@transaction.atomic
def begin_campaign(*, actor: Actor, words: CampaignWords, plan_id: int | None = None, now: datetime) -> Campaign:
    """A draft. `plan_id` names the plan that it carries out, if there is one. A draft of that name and those days that
    is there already (a double press) is the one."""
    if not can_begin_campaign(actor):
        raise Forbidden(NO_RIGHT)
    plan = plan_of_campaign(actor, plan_id) if plan_id else None
    if plan_id and plan is None:
        raise Refused("Không thấy kế hoạch phát động này trong các kế hoạch đang thực hiện của đơn vị; hãy chọn lại.")
    words = _checked(actor, words)
    hold(actor.organization)
    known: Campaign | None = Campaign.objects.filter(
        organization=actor.organization,
        state=CampaignState.DRAFT,
        name=words.name,
        from_on=words.from_on,
        to_on=words.to_on,
        author_name=actor.name,
    ).first()
    if known:
        return known
    campaign = Campaign.objects.create(
        organization=actor.organization,
        plan=plan,
        author_name=actor.name,
        created_at=now,
        **_head(words),
    )
    _write_rows(campaign, words)
    after = {"tên": campaign.name, "nội dung, tiêu chí": len(words.parts), "điều kiện": len(words.requirements)}
    record("Lập phong trào thi đua", campaign, actor=actor, organization=campaign.organization, now=now, after=after)
    return campaign


@transaction.atomic
def draw_campaign(*, actor: Actor, plan_id: int, now: datetime) -> Campaign:
    """A draft with everything that an accepted plan says of a campaign. The same plan once more gives the draft that is
    there."""
    if not can_begin_campaign(actor):
        raise Forbidden(NO_RIGHT)
    plan = plan_of_campaign(actor, plan_id)
    if plan is None:
        raise Refused("Kế hoạch này không có nội dung, tiêu chí thi đua nào, hoặc chưa được chấp nhận; hãy ghi tay.")
    hold(actor.organization)
    known: Campaign | None = Campaign.objects.filter(organization=plan.organization_id, plan=plan).first()
    if known:
        return known
    drawn = drawn_from(plan)
    words = CampaignWords(
        name=drawn.name,
        from_on=drawn.from_on,
        to_on=drawn.to_on,
        source=drawn.source,
        aim=drawn.aim,
        parts=drawn.parts,
        rewards=drawn.rewards,
        entrants=_everybody(actor),
    )
    return begin_campaign(actor=actor, words=words, plan_id=plan.pk, now=now)


@transaction.atomic
def save_campaign(
    *, actor: Actor, campaign_id: int, words: CampaignWords, seen_revision: int, now: datetime
) -> Campaign:
    """Mend a draft."""
    campaign = _locked(actor, campaign_id)
    if not runs_campaign(actor, campaign):
        raise Forbidden(NO_RIGHT)
    if not can_write_campaign(actor, campaign):
        raise Refused(LAUNCHED)
    if campaign.revision != seen_revision:
        raise Stale(EDITED)
    words = _checked(actor, words)
    before = {"tên": campaign.name, "nội dung, tiêu chí": campaign.parts.count()}
    for name, value in _head(words).items():
        setattr(campaign, name, value)
    campaign.revision += 1
    campaign.save()
    for rows in (campaign.parts, campaign.rewards, campaign.requirements, campaign.entrants):
        rows.all().delete()
    _write_rows(campaign, words)
    record(
        "Sửa phong trào thi đua",
        campaign,
        actor=actor,
        organization=campaign.organization,
        now=now,
        before=before,
        after={"tên": campaign.name, "nội dung, tiêu chí": len(words.parts)},
    )
    return campaign


@transaction.atomic
def drop_campaign(*, actor: Actor, campaign_id: int, now: datetime) -> None:
    """Throw a draft away."""
    campaign = _locked(actor, campaign_id)
    if not runs_campaign(actor, campaign):
        raise Forbidden(NO_RIGHT)
    if not can_write_campaign(actor, campaign):
        raise Refused(LAUNCHED)
    record("Xóa bản soạn phong trào", campaign, actor=actor, organization=campaign.organization, now=now)
    campaign.delete()


@transaction.atomic
def launch_campaign(*, actor: Actor, campaign_id: int, now: datetime) -> Campaign:
    """From now on bodies register, and what is competed in stays as it is."""
    campaign = _locked(actor, campaign_id)
    if campaign.state == CampaignState.LAUNCHED:
        return campaign
    if not can_launch(actor, campaign):
        raise Forbidden(LEADER_ONLY)
    missing = [
        name
        for name, rows in (
            ("nội dung hoặc tiêu chí thi đua", campaign.parts),
            ("hình thức khen", campaign.rewards),
            ("đơn vị tham gia", campaign.entrants),
        )
        if not rows.exists()
    ]
    if missing:
        raise Refused(f"Phong trào chưa có {', '.join(missing)}; hãy ghi đủ rồi phát động.")
    campaign.state = CampaignState.LAUNCHED
    campaign.save(update_fields=["state"])
    after = {"đơn vị tham gia": campaign.entrants.count()}
    record("Phát động phong trào", campaign, actor=actor, organization=campaign.organization, now=now, after=after)
    tell_launched(actor, campaign, now)
    return campaign


@transaction.atomic
def close_campaign(*, actor: Actor, campaign_id: int, closing: str, now: datetime) -> Campaign:
    """End a campaign with what was achieved; no file may still wait for its decision."""
    campaign = _locked(actor, campaign_id)
    if not can_close(actor, campaign):
        raise Forbidden(LEADER_ONLY)
    said = squeeze(closing)
    if not said:
        raise Refused("Hãy ghi đánh giá tổng kết phong trào, ví dụ kết quả chung, mặt được, mặt chưa được.")
    waiting = Nomination.objects.filter(campaign=campaign, state__in=VOTED_ON).count()
    if waiting:
        raise Refused(f"Còn {waiting} hồ sơ đề nghị chưa có quyết định; hãy quyết định xong rồi tổng kết.")
    campaign.state, campaign.closing = CampaignState.CLOSED, said
    campaign.save(update_fields=["state", "closing"])
    after = {"tổng kết": said}
    record("Tổng kết phong trào", campaign, actor=actor, organization=campaign.organization, now=now, after=after)
    return campaign


@transaction.atomic
def extend_registration(*, actor: Actor, campaign_id: int, until: date, reason: str, now: datetime) -> Campaign:
    """Another last day to register; the journal keeps both and why."""
    campaign = _locked(actor, campaign_id)
    if not can_extend(actor, campaign):
        raise Forbidden(NO_RIGHT)
    why = squeeze(reason)
    if not why:
        raise Refused("Hãy ghi lý do đổi hạn đăng ký.")
    if not max(campaign.from_on, localdate(now)) <= until <= campaign.to_on:
        raise Refused(f"Hạn đăng ký mới phải từ hôm nay đến hết phong trào, ngày {campaign.to_on:%d/%m/%Y}.")
    before = {"hạn đăng ký": f"{campaign.register_by:%d/%m/%Y}" if campaign.register_by else "không đặt"}
    campaign.register_by = until
    campaign.save(update_fields=["register_by"])
    after = {"hạn đăng ký": f"{until:%d/%m/%Y}", "lý do": why}
    record(
        "Đổi hạn đăng ký thi đua",
        campaign,
        actor=actor,
        organization=campaign.organization,
        now=now,
        before=before,
        after=after,
    )
    return campaign


@transaction.atomic
def add_council_member(
    *, actor: Actor, campaign_id: int, name: str, title: str, user: User | None, now: datetime
) -> CouncilMember:
    """One more seat; with an account its holder votes himself."""
    campaign = _locked(actor, campaign_id)
    if not can_set_council(actor, campaign):
        raise Forbidden(NO_RIGHT)
    name = squeeze(user.display_name if user else name)
    if not name:
        raise Refused("Hãy chọn người trong đơn vị, hoặc ghi họ tên thành viên hội đồng.")
    if campaign.council.filter(name=name).exists():
        raise Refused(f"{name} đã có trong hội đồng; nếu là người khác trùng tên, hãy ghi kèm chức vụ vào tên.")
    member = CouncilMember.objects.create(campaign=campaign, user=user, name=name, title=squeeze(title))
    after = {"thành viên": name}
    record("Thêm thành viên hội đồng", campaign, actor=actor, organization=campaign.organization, now=now, after=after)
    return member


@transaction.atomic
def end_council_member(*, actor: Actor, member_id: int, now: datetime) -> CouncilMember:
    """A seat that is left: what was voted stays and no longer counts."""
    member: CouncilMember = (
        CouncilMember.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("campaign__organization")
        .get(pk=member_id)
    )
    if not can_set_council(actor, member.campaign):
        raise Forbidden(NO_RIGHT)
    today = localdate(now)
    if sits(member, today):
        member.left_on = today
        member.save(update_fields=["left_on"])
        campaign, after = member.campaign, {"thành viên": member.name}
        record(
            "Thôi thành viên hội đồng", campaign, actor=actor, organization=campaign.organization, now=now, after=after
        )
    return member


def _locked(actor: Actor, campaign_id: int) -> Campaign:
    return campaigns_in_reach(actor).select_for_update(of=("self",)).get(pk=campaign_id)


def _everybody(actor: Actor) -> frozenset[int]:
    """A commune's own campaign is for its own people; one of a government above for all bodies beneath it."""
    if actor.organization.kind == OrganizationKind.COMMUNE:
        return frozenset({actor.organization.pk})
    return frozenset(body.pk for body in possible_entrants(actor) if body.pk != actor.organization.pk)


def _head(words: CampaignWords) -> dict[str, object]:
    names = ("name", "from_on", "to_on", "source", "aim", "register_by", "threshold")
    return {name: getattr(words, name) for name in names}


def _write_rows(campaign: Campaign, words: CampaignWords) -> None:
    CampaignPart.objects.bulk_create(
        [
            CampaignPart(campaign=campaign, order=order, kind=one.kind, subject=one.subject, text=one.text)
            for order, one in enumerate(words.parts, start=1)
        ]
    )
    Reward.objects.bulk_create(
        [
            Reward(
                campaign=campaign,
                order=order,
                name=one.name,
                authority=one.authority,
                time=one.time,
                subject=one.subject,
                most=one.most,
            )
            for order, one in enumerate(words.rewards, start=1)
        ]
    )
    Requirement.objects.bulk_create(
        [
            Requirement(
                campaign=campaign,
                order=order,
                kind=one.rule.kind,
                subject=one.subject,
                level=one.level,
                value=one.rule.value,
                word=one.rule.word,
                text=one.rule.text,
            )
            for order, one in enumerate(words.requirements, start=1)
        ]
    )
    Entrant.objects.bulk_create([Entrant(campaign=campaign, organization_id=pk) for pk in sorted(words.entrants)])


def _checked(actor: Actor, words: CampaignWords) -> CampaignWords:
    """The words as they are stored; refused where they cannot be."""
    found = replace(
        words,
        name=squeeze(words.name),
        source=squeeze(words.source),
        aim=squeeze(words.aim),
        parts=tuple(replace(one, text=squeeze(one.text)) for one in words.parts if squeeze(one.text)),
    )
    if not found.name:
        raise Refused("Hãy ghi tên phong trào.")
    if found.to_on < found.from_on:
        raise Refused("Ngày kết thúc đứng trước ngày bắt đầu; hãy xem lại hai ngày.")
    if found.register_by and not found.from_on <= found.register_by <= found.to_on:
        raise Refused("Hạn đăng ký phải nằm trong thời gian của phong trào.")
    if not 0 <= found.threshold < 100:
        raise Refused("Tỷ lệ phiếu đồng ý phải từ 0 đến 99 %; mặc định trên 50 %.")
    known = {body.pk for body in possible_entrants(actor)}
    if not found.entrants <= known:
        raise Refused("Có đơn vị được chọn không còn là đơn vị cấp dưới; hãy chọn lại đơn vị tham gia.")
    for number, one in enumerate(found.requirements, start=1):
        _check_rule(number, one)
    _check_kinds(found.parts, found.rewards)
    return found


def _check_rule(number: int, wanted: WantedRule) -> None:
    is_by_word = RequirementKind(wanted.rule.kind) in BY_WORD
    if is_by_word and not wanted.rule.word:
        raise Refused(f"Điều kiện {number}: hãy ghi loại thấp nhất được đề nghị, ví dụ Khá.")
    if not is_by_word and wanted.rule.value is None:
        raise Refused(f"Điều kiện {number}: hãy ghi con số phải đạt, ví dụ 80.")
    is_share = "%" in RequirementKind(wanted.rule.kind).label
    if is_share and wanted.rule.value is not None and wanted.rule.value > Decimal(100):
        raise Refused(f"Điều kiện {number}: tỷ lệ không thể quá 100 %.")


def _check_kinds(parts: Sequence[DrawnPart], rewards: Iterable[DrawnReward]) -> None:
    if any(one.kind not in (SectionKind.CONTENTS, SectionKind.CRITERIA) for one in parts):
        raise Refused("Phong trào chỉ gồm nội dung thi đua và tiêu chí thi đua.")
    if any(not squeeze(one.name) or one.subject not in list(SubjectKind) for one in rewards):
        raise Refused("Mỗi hình thức khen phải có tên và đối tượng: tập thể hoặc cá nhân.")
