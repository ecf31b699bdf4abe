"""Who may do what in a campaign: who writes it, who takes part, who votes, who decides."""

from collections.abc import Iterable
from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.enums import DOERS, Role
from cchc.orgs.models import Organization
from cchc.text import fold
from indices.enums import CampaignState, NominationState
from indices.models import Campaign, CouncilMember, Nomination

MENDED = (NominationState.REGISTERED, NominationState.ASSESSED)
"""States in which a competitor's file is still written."""
WITHDRAWABLE = (*MENDED, NominationState.PROPOSED)
VOTED_ON = (NominationState.PROPOSED, NominationState.VOTED)
"""States in which the council votes and the decision is awaited."""


def can_begin_campaign(actor: Actor) -> bool:
    """The coordinator or the leader of any body."""
    return actor.has_role(Role.COORDINATOR, Role.LEADER)


def runs_campaign(actor: Actor, campaign: Campaign) -> bool:
    """Whether it is a campaign of the actor's own body, of which he writes."""
    return can_begin_campaign(actor) and actor.belongs_to(campaign.organization_id)


def can_write_campaign(actor: Actor, campaign: Campaign) -> bool:
    """What is competed in is fixed by the launch."""
    return runs_campaign(actor, campaign) and campaign.state == CampaignState.DRAFT


def can_launch(actor: Actor, campaign: Campaign) -> bool:
    """The leader of the body launches."""
    return _leads(actor, campaign) and campaign.state == CampaignState.DRAFT


def can_close(actor: Actor, campaign: Campaign) -> bool:
    """And ends it with what was achieved."""
    return _leads(actor, campaign) and campaign.state == CampaignState.LAUNCHED


def can_extend(actor: Actor, campaign: Campaign) -> bool:
    """Who runs a launched campaign gives another day to register until."""
    return runs_campaign(actor, campaign) and campaign.state == CampaignState.LAUNCHED


def can_set_council(actor: Actor, campaign: Campaign) -> bool:
    """Members come and go while the campaign runs."""
    return runs_campaign(actor, campaign) and campaign.state != CampaignState.CLOSED


def takes_part(actor: Actor, entrants: Iterable[int]) -> bool:
    """Whether the actor's body is one of those that take part."""
    return not actor.body_ids.isdisjoint(entrants)


def can_register(actor: Actor, campaign: Campaign, entrants: Iterable[int]) -> bool:
    """Officials register themselves, who answers for the body registers anybody of it."""
    writes = actor.has_role(*DOERS, Role.LEADER)
    return writes and campaign.state == CampaignState.LAUNCHED and takes_part(actor, entrants)


def speaks_for(actor: Actor, organization_id: int) -> bool:
    """Who answers for a body."""
    return actor.has_role(Role.COORDINATOR, Role.LEADER) and actor.belongs_to(organization_id)


def writes_file(actor: Actor, nomination: Nomination) -> bool:
    """The competitor himself, and who answers for his body."""
    own = actor.user is not None and nomination.user_id == actor.user.pk and actor.has_role(*DOERS, Role.LEADER)
    return speaks_for(actor, nomination.organization_id) or (own and actor.belongs_to(nomination.organization_id))


def can_assess(actor: Actor, nomination: Nomination) -> bool:
    """The person himself, or who answers for the body."""
    return nomination.state in MENDED and _is_open(nomination) and writes_file(actor, nomination)


def can_withdraw_nomination(actor: Actor, nomination: Nomination) -> bool:
    """Before the council has voted."""
    return nomination.state in WITHDRAWABLE and _is_open(nomination) and writes_file(actor, nomination)


def can_propose(actor: Actor, nomination: Nomination) -> bool:
    """Who answers for the body proposes what was assessed."""
    return (
        nomination.state == NominationState.ASSESSED
        and _is_open(nomination)
        and speaks_for(actor, nomination.organization_id)
    )


def seat_of(actor: Actor, council: Iterable[CouncilMember], today: date) -> CouncilMember | None:
    """The actor's own seat in the council."""
    user = actor.user
    return next((one for one in council if user and one.user_id == user.pk and sits(one, today)), None)


def sits(member: CouncilMember, today: date) -> bool:
    """Whether a member still belongs to the council."""
    return member.left_on is None or member.left_on > today


def is_own_file(member: CouncilMember, nomination: Nomination) -> bool:
    """Whether a member is the one who is proposed: nobody votes on himself. Without an account the name tells."""
    if nomination.user_id is None:
        return False
    if member.user_id:
        return member.user_id == nomination.user_id
    return fold(member.name) == fold(nomination.name)


def can_vote(actor: Actor, campaign: Campaign, member: CouncilMember, today: date) -> bool:
    """A member for himself; who runs the campaign enters what another member wrote on paper."""
    if not sits(member, today) or campaign.state != CampaignState.LAUNCHED:
        return False
    own = actor.user is not None and member.user_id == actor.user.pk and actor.belongs_to(campaign.organization_id)
    return own or (actor.has_role(Role.COORDINATOR) and runs_campaign(actor, campaign))


def can_decide_awards(actor: Actor, campaign: Campaign) -> bool:
    """The leader decides."""
    return _leads(actor, campaign) and campaign.state == CampaignState.LAUNCHED


def reads_votes(actor: Actor, campaign: Campaign) -> bool:
    """Who voted how is known to who runs the campaign and to those who look over it; all others read the counts."""
    return runs_campaign(actor, campaign) or actor.looks_over


def reads_work_of(actor: Actor, organization: Organization) -> bool:
    """Whether a body's own tasks and numbers are within reach: what a proposal will say is seen before by those alone,
    by others from the proposal on."""
    within = actor.looks_over and organization.path.startswith(actor.organization.territory)
    return actor.belongs_to(organization.pk) or within


def _leads(actor: Actor, campaign: Campaign) -> bool:
    return actor.has_role(Role.LEADER) and actor.belongs_to(campaign.organization_id)


def _is_open(nomination: Nomination) -> bool:
    return nomination.campaign.state == CampaignState.LAUNCHED
