"""Campaigns of the demonstration: Bỉm Sơn's with its communes, Hòa Xuân Nam's drawn from its own plan."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localdate, make_aware

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from indices.actions.campaigns import (
    CampaignWords,
    WantedRule,
    add_council_member,
    begin_campaign,
    draw_campaign,
    launch_campaign,
)
from indices.actions.nominations import (
    Registered,
    assess_nomination,
    propose_nomination,
    register_nomination,
)
from indices.drawn_campaigns import DrawnPart, DrawnReward
from indices.eligibility import Rule, findings
from indices.enums import RequirementKind, RewardTime, SubjectKind
from indices.models import Campaign, Nomination
from indices.queries.emulation import plans_with_campaign, rules_for
from plans.enums import SectionKind
from reports.collecting.achievements import gather
from reports.demo.year import actor_named

NAME = "Đẩy mạnh cải cách hành chính thị xã Bỉm Sơn năm 2023"
CONTENTS = (
    "Hoàn thành đúng hạn nhiệm vụ trong kế hoạch cải cách hành chính năm 2023 của thị xã và của xã, phường.",
    "Giải quyết hồ sơ thủ tục hành chính đúng hạn, không để hồ sơ trễ hạn mà không có thư xin lỗi.",
)
CRITERIA = {
    SubjectKind.COLLECTIVE: (
        "Thực hiện nhiệm vụ cải cách hành chính được giao đúng tiến độ, có chất lượng.",
        "Tỷ lệ hồ sơ giải quyết trễ hạn thấp; công khai đầy đủ thủ tục hành chính.",
        "Thực hiện chế độ báo cáo đầy đủ, đúng thời gian quy định.",
    ),
    SubjectKind.INDIVIDUAL: (
        "Hoàn thành xuất sắc các nhiệm vụ được giao.",
        "Có sáng kiến, giải pháp mang lại hiệu quả trong cải cách hành chính.",
    ),
}
RULES = (
    WantedRule(
        Rule(RequirementKind.LATE_DOSSIERS, Decimal("0.5"), "", "Không đề nghị đơn vị để xảy ra nhiều hồ sơ trễ hạn."),
        SubjectKind.COLLECTIVE.value,
    ),
    WantedRule(Rule(RequirementKind.REPORTS_ON_TIME, Decimal(50), "", ""), SubjectKind.COLLECTIVE.value),
    WantedRule(
        Rule(RequirementKind.INDEX_CLASS, None, "Khá", "Không đề nghị đơn vị xếp loại chỉ số từ trung bình trở xuống."),
        SubjectKind.COLLECTIVE.value,
        "commune",
    ),
)
REWARDS = tuple(
    DrawnReward("Giấy khen", "Chủ tịch UBND thị xã Bỉm Sơn", RewardTime.YEARLY.value, subject.value, most)
    for subject, most in ((SubjectKind.COLLECTIVE, 3), (SubjectKind.INDIVIDUAL, 5))
)
SUMMARIES = {
    "vptk.quangtrung": "Xã Quang Trung hoàn thành rà soát thủ tục hành chính, công khai đủ tại Bộ phận Một cửa.",
    "vptk.badinh": "Phường Ba Đình tổ chức tiếp nhận hồ sơ trực tuyến tại nhà văn hóa các khu phố.",
}


def load_emulation(now: datetime) -> None:
    """Nothing that is there already is written again; nothing is told before its day."""
    if localdate(now) >= date(2023, 6, 5):
        _bim_son(now)
    _hoa_xuan_nam(now)


def _bim_son(now: datetime) -> None:
    runner, leader = actor_named("noivu.bimson@bim-son"), actor_named("chutich.bimson")
    if Campaign.objects.filter(organization=runner.organization, name=NAME).exists():
        return
    parts = [DrawnPart(SectionKind.CONTENTS.value, "", text) for text in CONTENTS]
    parts += [
        DrawnPart(SectionKind.CRITERIA.value, subject.value, text)
        for subject, texts in CRITERIA.items()
        for text in texts
    ]
    communes = Organization.objects.filter(code__in=("quang-trung", "ba-dinh"))
    words = CampaignWords(
        name=NAME,
        from_on=date(2023, 1, 15),
        to_on=date(2023, 12, 31),
        source="Kế hoạch số 15/KH-UBND ngày 13/01/2023",
        aim="Nâng cao Chỉ số cải cách hành chính và mức độ hài lòng của người dân trên địa bàn thị xã.",
        register_by=date(2023, 6, 30),
        parts=tuple(parts),
        rewards=REWARDS,
        requirements=RULES,
        entrants=frozenset(body.pk for body in communes),
    )
    began = _at("2023-01-15 08:00")
    campaign = begin_campaign(actor=runner, words=words, now=began)
    launch_campaign(actor=leader, campaign_id=campaign.pk, now=_at("2023-01-16 09:00"))
    for person, title in (("chutich.bimson", "Chủ tịch hội đồng"), ("noivu.bimson", "Thư ký hội đồng")):
        member = actor_named(person).user
        add_council_member(actor=runner, campaign_id=campaign.pk, name="", title=title, user=member, now=began)
    add_council_member(
        actor=runner, campaign_id=campaign.pk, name="Lê Thị Thanh", title="Trưởng phòng Tài chính - Kế hoạch",
        user=None, now=began,
    )  # fmt: skip
    for person in ("vptk.quangtrung", "vptk.badinh"):
        _enter(actor_named(person), campaign, person, now)


def _enter(actor: Actor, campaign: Campaign, person: str, now: datetime) -> None:
    """The commune registers and assesses itself, its coordinator registers herself; who is eligible is proposed."""
    body = _registered(actor, campaign, SubjectKind.COLLECTIVE, "Không để hồ sơ trễ hạn; gửi báo cáo đúng hạn.")
    _registered(actor, campaign, SubjectKind.INDIVIDUAL, "Hoàn thành tốt nhiệm vụ được giao.")
    first = next(str(one.pk) for one in campaign.parts.filter(subject=SubjectKind.COLLECTIVE))
    assessed = assess_nomination(
        actor=actor,
        nomination_id=body.pk,
        assessment={first: "Đã hoàn thành phần lớn nhiệm vụ đến hạn trong 5 tháng đầu năm."},
        summary=SUMMARIES[person],
        pledge=body.pledge,
        seen_revision=body.revision,
        now=_at("2023-06-05 10:00"),
    )
    known = gather(actor, assessed, today=localdate(now))
    if any(one.is_unmet for one in findings(rules_for(assessed), known)):
        return
    propose_nomination(
        actor=actor,
        nomination_id=assessed.pk,
        reward_id=campaign.rewards.get(subject=SubjectKind.COLLECTIVE).pk,
        achievements=known,
        excused="Chỉ số năm 2022 chưa công bố; đề nghị xét theo số liệu hồ sơ và báo cáo.",
        now=now,
    )


def _registered(actor: Actor, campaign: Campaign, subject: SubjectKind, pledge: str) -> Nomination:
    user = actor.user.pk if actor.user and subject == SubjectKind.INDIVIDUAL else None
    wanted = Registered(subject.value, RewardTime.YEARLY.value, 2023, pledge, user)
    return register_nomination(actor=actor, campaign_id=campaign.pk, wanted=wanted, now=_at("2023-02-01 09:00"))


def _hoa_xuan_nam(now: datetime) -> None:
    """Drawn from the plan of September 2023, once it is in force; its officials register the day after."""
    coordinator, leader = actor_named("vptk.hoaxuannam"), actor_named("chutich.hoaxuannam")
    plan = plans_with_campaign(coordinator).first()
    if plan is None or plan.accepted_at is None or plan.accepted_at > now:
        return
    campaign = draw_campaign(actor=coordinator, plan_id=plan.pk, now=plan.accepted_at)
    launch_campaign(actor=leader, campaign_id=campaign.pk, now=plan.accepted_at)
    for person in ("vptk.hoaxuannam", "vhxh.hoaxuannam"):
        _registered_later(actor_named(person), campaign, now)


def _registered_later(actor: Actor, campaign: Campaign, now: datetime) -> None:
    wanted = Registered(
        SubjectKind.INDIVIDUAL.value,
        RewardTime.YEARLY.value,
        campaign.from_on.year,
        "Hoàn thành xuất sắc nhiệm vụ được giao; có ít nhất một giải pháp cải cách hành chính.",
        actor.user.pk if actor.user else None,
    )
    register_nomination(actor=actor, campaign_id=campaign.pk, wanted=wanted, now=now)


def _at(text: str) -> datetime:
    return make_aware(datetime.fromisoformat(text))
