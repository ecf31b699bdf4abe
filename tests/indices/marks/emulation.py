"""Marked objects of emulation: each commune's own campaign with its council, a file that is written, one that waits."""

from datetime import date
from typing import Any

from indices.achievements import Achievements
from indices.actions.campaigns import CampaignWords, add_council_member, begin_campaign, launch_campaign
from indices.actions.nominations import (
    Registered,
    assess_nomination,
    propose_nomination,
    register_nomination,
)
from indices.drawn_campaigns import DrawnPart, DrawnReward
from indices.models import Campaign, Nomination
from tests.cast import Cast, at
from tests.marking import mark

NOW = at("2023-06-09 08:00")
KNOWN = Achievements(from_on=date(2023, 1, 1), as_of=date(2023, 6, 9))


def mark_emulation(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    for place, prefix, told, own in (
        (home, "", mark("contest"), mark("contestdraft")),
        (away, "ba-dinh.", "cải cách", "nháp"),
    ):
        place.update(_campaigns(cast, prefix, told, own))


def _campaigns(cast: Cast, prefix: str, told: str, own: str) -> dict[str, Any]:
    writer, leader = cast.actors[f"{prefix}vptk"], cast.actors[f"{prefix}chutich"]
    draft = _begun(cast, prefix, f"Phong trào {own}")
    campaign = _begun(cast, prefix, f"Phong trào {told}")
    launch_campaign(actor=leader, campaign_id=campaign.pk, now=NOW)
    seat = add_council_member(
        actor=writer, campaign_id=campaign.pk, name="", title="Chủ tịch", user=leader.user, now=NOW
    )
    proposal = _assessed(cast, prefix, campaign, f"Bộ phận Một cửa {told}")
    propose_nomination(
        actor=writer,
        nomination_id=proposal.pk,
        reward_id=campaign.rewards.earliest("pk").pk,
        achievements=KNOWN,
        now=NOW,
    )
    return {
        "campaign": campaign,
        "campaign_draft": draft,
        "seat": seat,
        "proposal": proposal,
        "nomination": _assessed(cast, prefix, campaign, f"Bộ phận Tư pháp {told}"),
        "reward": campaign.rewards.earliest("pk"),
    }


def _begun(cast: Cast, prefix: str, name: str) -> Campaign:
    actor = cast.actors[f"{prefix}vptk"]
    words = CampaignWords(
        name=name,
        from_on=date(2023, 1, 1),
        to_on=date(2023, 12, 31),
        parts=(DrawnPart("criteria", "", "Không để hồ sơ trễ hạn"),),
        rewards=(DrawnReward("Giấy khen", "Chủ tịch UBND xã", "yearly", "collective"),),
        entrants=frozenset({actor.organization.pk}),
    )
    return begin_campaign(actor=actor, words=words, now=NOW)


def _assessed(cast: Cast, prefix: str, campaign: Campaign, name: str) -> Nomination:
    actor = cast.actors[f"{prefix}vptk"]
    wanted = Registered("collective", "yearly", 2023, "Không trễ hạn", None, name)
    found = register_nomination(actor=actor, campaign_id=campaign.pk, wanted=wanted, now=NOW)
    return assess_nomination(
        actor=actor,
        nomination_id=found.pk,
        assessment={},
        summary="Hoàn thành tốt",
        pledge=found.pledge,
        seen_revision=found.revision,
        now=NOW,
    )
