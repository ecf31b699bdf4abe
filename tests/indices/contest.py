"""A launched campaign of the town with both communes, and the steps of a file in it."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cchc.orgs.enums import Role
from indices.achievements import Achievements, Counted
from indices.actions.campaigns import CampaignWords, WantedRule, add_council_member, begin_campaign, launch_campaign
from indices.actions.nominations import (
    Registered,
    assess_nomination,
    propose_nomination,
    register_nomination,
)
from indices.drawn_campaigns import DrawnPart, DrawnReward
from indices.eligibility import Rule
from indices.models import Campaign, CouncilMember, Nomination
from tests.cast import NOW, Cast
from tests.orgs.people_at_work import enlisted

PARTS = (
    DrawnPart("contents", "", "Hoàn thành nhiệm vụ cải cách hành chính"),
    DrawnPart("criteria", "", "Không để hồ sơ trễ hạn"),
    DrawnPart("criteria", "collective", "Gửi báo cáo đúng hạn"),
    DrawnPart("criteria", "individual", "Có sáng kiến"),
)
REWARDS = (
    DrawnReward("Giấy khen", "Chủ tịch UBND thị xã", "yearly", "collective", 1),
    DrawnReward("Giấy khen", "Chủ tịch UBND thị xã", "yearly", "individual"),
    DrawnReward("Bằng khen", "Chủ tịch UBND tỉnh", "final", "collective"),
)
LATE = WantedRule(Rule("late_dossiers", Decimal(5), "", "không để xảy ra nhiều hồ sơ trễ hạn"), "collective")
CLASS = WantedRule(Rule("index_class", None, "Khá"), "", "commune")
WELL = Achievements(
    from_on=date(2023, 1, 1),
    as_of=date(2023, 6, 10),
    tasks=Counted(Decimal(9), Decimal(10), "Nhiệm vụ trong hệ thống"),
    late_dossiers=Counted(Decimal(2), Decimal(100), "Số liệu quý I"),
)


def town_people(cast: Cast) -> None:
    """The town's own coordinator and leader."""
    if "tx.vp" not in cast.actors:
        enlisted(cast, cast.district, "tx.vp", Role.COORDINATOR)
        enlisted(cast, cast.district, "tx.ct", Role.LEADER)


def user_pk(cast: Cast, who: str) -> int:
    """The account of that person."""
    user = cast.actors[who].user
    assert user is not None
    return user.pk


def campaign_words(cast: Cast, **more: Any) -> CampaignWords:
    found: dict[str, Any] = {
        "name": "Đẩy mạnh cải cách hành chính",
        "from_on": date(2023, 1, 1),
        "to_on": date(2024, 12, 31),
        "parts": PARTS,
        "rewards": REWARDS,
        "requirements": (LATE,),
        "entrants": frozenset({cast.quang_trung.pk, cast.ba_dinh.pk}),
    }
    return CampaignWords(**found | more)


def launched(cast: Cast, **more: Any) -> Campaign:
    """The town's campaign after its launch."""
    town_people(cast)
    found = begin_campaign(actor=cast.actors["tx.vp"], words=campaign_words(cast, **more), now=NOW)
    return launch_campaign(actor=cast.actors["tx.ct"], campaign_id=found.pk, now=NOW)


def seated(cast: Cast, campaign: Campaign, *names: str) -> list[CouncilMember]:
    """Members of the council without accounts."""
    actor = cast.actors["tx.vp"]
    return [
        add_council_member(actor=actor, campaign_id=campaign.pk, name=name, title="", user=None, now=NOW)
        for name in names
    ]


def registered(cast: Cast, campaign: Campaign, who: str = "vptk", **more: Any) -> Nomination:
    wanted: dict[str, Any] = {"subject": "collective", "time": "yearly", "year": 2023, "pledge": "Không trễ hạn"}
    actor = cast.actors[who]
    return register_nomination(actor=actor, campaign_id=campaign.pk, wanted=Registered(**wanted | more), now=NOW)


def assessed(cast: Cast, campaign: Campaign, who: str = "vptk", **more: Any) -> Nomination:
    found = registered(cast, campaign, who, **more)
    return assess_nomination(
        actor=cast.actors[who],
        nomination_id=found.pk,
        assessment={str(campaign.parts.filter(kind="criteria")[0].pk): "Cả năm không có hồ sơ trễ hạn"},
        summary="Hoàn thành tốt",
        pledge=found.pledge,
        seen_revision=found.revision,
        now=NOW,
    )


def proposed(
    cast: Cast, campaign: Campaign, who: str = "vptk", known: Achievements = WELL, now: datetime = NOW, **more: Any
) -> Nomination:
    """Registered, assessed and proposed for the first reward that fits."""
    found = assessed(cast, campaign, who, **more)
    reward = campaign.rewards.filter(subject=found.subject, time=found.time).earliest("order")
    return propose_nomination(
        actor=cast.actors[who],
        nomination_id=found.pk,
        reward_id=reward.pk,
        achievements=known,
        excused="",
        now=now,
    )


def own_campaign(cast: Cast, rows: int) -> Campaign:
    """A campaign of Quang Trung with so many criteria, members and files."""
    writer, leader = cast.actors["vptk"], cast.actors["chutich"]
    words = campaign_words(
        cast,
        parts=tuple(DrawnPart("criteria", "", f"Tiêu chí {number}") for number in range(rows)),
        entrants=frozenset({cast.quang_trung.pk}),
        requirements=(),
        rewards=(replace(REWARDS[0], most=None),),
    )
    found = begin_campaign(actor=writer, words=words, now=NOW)
    launch_campaign(actor=leader, campaign_id=found.pk, now=NOW)
    for number in range(rows):
        name = f"Thành viên {number}"
        add_council_member(actor=writer, campaign_id=found.pk, name=name, title="", user=None, now=NOW)
        proposed(cast, found, name=f"Bộ phận {number}")
    return found
