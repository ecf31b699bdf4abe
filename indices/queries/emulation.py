"""Campaigns and what belongs to them, as far as an actor reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, PositionKind
from cchc.orgs.models import Membership, Organization, Position
from cchc.orgs.queries.people import is_in_force
from cchc.text import fold
from indices.drawn_campaigns import DrawnPart, DrawnReward, part_of, quoted, rewards_of
from indices.eligibility import Rule
from indices.enums import CampaignState, NominationState
from indices.models import AwardDecision, Campaign, CouncilMember, Nomination, Requirement, Reward
from plans.enums import PlanState, SectionKind
from plans.models import Plan, PlanItem, Section
from plans.queries import plans_in_reach, source_blocks

_ALIVE = ~Q(nominations__state=NominationState.WITHDRAWN)
TAKEN = (NominationState.PROPOSED, NominationState.VOTED, NominationState.GRANTED)
"""States in which a file takes one of the places of its reward."""
OF_CAMPAIGNS = (SectionKind.CONTENTS, SectionKind.CRITERIA)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What an accepted plan says of a campaign."""

    name: str
    from_on: date
    to_on: date
    source: str
    aim: str
    parts: tuple[DrawnPart, ...]
    rewards: tuple[DrawnReward, ...]


@dataclass(frozen=True, slots=True)
class Awarded:
    """One line of the published list: nothing of the file behind it."""

    name: str
    title: str
    body: str
    subject: str
    reward: str
    authority: str
    decision: AwardDecision


def campaigns_in_reach(actor: Actor) -> QuerySet[Campaign]:
    """Campaigns of the actor's body, and launched ones in which it takes part; a draft is its own body's."""
    told = ~Q(state=CampaignState.DRAFT) | Q(organization__in=actor.body_ids)
    found = Campaign.objects.visible_to(actor).filter(told).select_related("organization__parent", "plan")
    return cast("QuerySet[Campaign]", found)


def campaign_list(actor: Actor) -> QuerySet[Campaign]:
    """The list: whoever only takes part counts its own files, never those of its neighbours."""
    mine = Q(nominations__organization__in=actor.body_ids) | Q(organization__in=actor.body_ids)
    counted = _ALIVE if actor.looks_over else _ALIVE & mine
    return (
        campaigns_in_reach(actor)
        .order_by("-from_on", "-pk")
        .annotate(files=Count("nominations", filter=counted, distinct=True), bodies=Count("entrants", distinct=True))
    )


def campaign_of(actor: Actor, pk: int) -> Campaign | None:
    return campaigns_in_reach(actor).filter(pk=pk).first()


def entrant_ids(campaign: Campaign) -> frozenset[int]:
    return frozenset(campaign.entrants.values_list("organization", flat=True))


def possible_entrants(actor: Actor) -> list[Organization]:
    """The actor's own body and those right beneath it."""
    own = actor.organization
    found = Organization.objects.filter(Q(pk=own.pk) | Q(parent=own.pk), valid_to=None)
    return sorted(found, key=lambda one: (one.pk != own.pk, one.kind != OrganizationKind.DEPARTMENT, one.path))


def plans_with_campaign(actor: Actor) -> QuerySet[Plan]:
    """Plans in force of the actor's body that hold a campaign from which none was drawn yet."""
    said = Section.objects.filter(plan=OuterRef("pk"), kind__in=OF_CAMPAIGNS)
    drawn = Campaign.objects.filter(plan=OuterRef("pk"))
    return _plans(actor).filter(Exists(said), ~Exists(drawn))


def plan_of_campaign(actor: Actor, pk: int) -> Plan | None:
    """A plan in force of the actor's body that says something of a campaign."""
    said = Section.objects.filter(plan=OuterRef("pk"), kind__in=OF_CAMPAIGNS)
    return _plans(actor).filter(Exists(said), pk=pk).first()


def _plans(actor: Actor) -> QuerySet[Plan]:
    in_force = (PlanState.ACCEPTED, PlanState.CLOSED)
    return plans_in_reach(actor).filter(organization__in=actor.body_ids, state__in=in_force)


def drawn_from(plan: Plan) -> Drawn:
    """Contents, criteria and rewards as their rows stand; the period is the plan's, from the day it was issued on."""
    first, last = plan.span
    begins = plan.issued_on if plan.issued_on and first <= plan.issued_on.year <= last else date(first, 1, 1)
    rows = PlanItem.objects.filter(section__plan=plan, dropped_at=None, parent=None).select_related("section__parent")
    parts: list[DrawnPart] = []
    rewards: list[DrawnReward] = []
    for row in rows:
        if row.section.kind in OF_CAMPAIGNS:
            parts.append(part_of(row.section.kind, row.section.title, row.text))
        elif row.section.kind == SectionKind.REWARDS:
            rewards += rewards_of(row.section.title, row.text)
    issued = f" ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else ""
    of = f"{issued} của {plan.organization.issuer_name}"
    return Drawn(
        name=quoted(plan.title),
        from_on=begins,
        to_on=date(last, 12, 31),
        source=f"Kế hoạch số {plan.number}{of}" if plan.number[:1].isdigit() else f"Kế hoạch{of}",
        aim=_aim_in(source_blocks(plan)),
        parts=tuple(parts),
        rewards=tuple(dict.fromkeys(rewards)),
    )


def _aim_in(blocks: Iterable[dict[str, Any]]) -> str:
    """The paragraphs between the headings "Mục đích" and "Yêu cầu"."""
    found: list[str] = []
    is_inside = False
    for block in blocks:
        text = str(block.get("text", "")).strip()
        heading = fold(text).strip(" .0123456789")
        if heading in ("muc dich", "yeu cau"):
            if is_inside:
                break
            is_inside = heading == "muc dich"
        elif is_inside and text:
            found.append(text)
    return "\n".join(found)


def nominations_in_reach(actor: Actor) -> QuerySet[Nomination]:
    """Files of the actor's body, and all those of the campaigns of its body."""
    found = Nomination.objects.visible_to(actor).exclude(campaign__state=CampaignState.DRAFT)
    return cast(
        "QuerySet[Nomination]",
        found.select_related("campaign__organization__parent", "organization__parent", "reward", "decision", "user"),
    )


def nomination_of(actor: Actor, pk: int) -> Nomination | None:
    return nominations_in_reach(actor).filter(pk=pk).first()


def nominations_of(actor: Actor, campaign: Campaign, *, year: int | None = None) -> list[Nomination]:
    """The files of a campaign that the actor may read, with their votes counted."""
    sitting = Q(votes__member__left_on=None)
    found = (
        nominations_in_reach(actor)
        .filter(campaign=campaign)
        .annotate(voters=Count("votes__member", filter=sitting, distinct=True))
    )
    return list(found if year is None else found.filter(year=year))


def awarded(campaign: Campaign) -> list[Awarded]:
    """The published list: whom every body that takes part may read of, whoever it is."""
    rows = (
        Nomination.objects.filter(campaign=campaign, state=NominationState.GRANTED)
        .select_related("organization", "reward", "decision")
        .order_by("-decision__decided_on", "reward__order", "organization__path", "name")
    )
    return [
        Awarded(
            name=row.name,
            title=row.title,
            body=row.organization.name,
            subject=row.get_subject_display(),
            reward=row.reward.name,
            authority=row.reward.authority,
            decision=row.decision,
        )
        for row in rows
        if row.reward and row.decision
    ]


def council_of(campaign: Campaign, today: date) -> list[CouncilMember]:
    """Who sits in the council today."""
    sitting = Q(left_on=None) | Q(left_on__gt=today)
    return list(CouncilMember.objects.filter(sitting, campaign=campaign).select_related("user"))


def people_to_register(actor: Actor, today: date) -> list[Membership]:
    """The people of the actor's body, with their posts."""
    found = (
        Membership.objects.filter(is_in_force(today), organization=actor.organization, user__is_active=True)
        .select_related("user")
        .prefetch_related("positions")
        .order_by("user__full_name")
    )
    known: dict[int, Membership] = {}
    for one in found:
        known.setdefault(one.user_id, one)
    return list(known.values())


def sections_of(actor: Actor, today: date) -> list[str]:
    """The sections of the actor's body, which may compete as collectives."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=today)
    found = Position.objects.filter(lasting, organization=actor.organization, kind=PositionKind.SECTION)
    return list(found.values_list("name", flat=True))


def council_member_of(actor: Actor, pk: int) -> CouncilMember | None:
    """A seat in a council within reach."""
    found = CouncilMember.objects.visible_to(actor).select_related("campaign__organization")
    member: CouncilMember | None = found.filter(pk=pk).first()
    return member


def rules_for(nomination: Nomination) -> list[Rule]:
    """The requirements of the campaign that concern this competitor."""
    kind = nomination.organization.kind
    rows = Requirement.objects.filter(campaign=nomination.campaign_id)
    return [
        Rule(row.kind, row.value, row.word, row.text)
        for row in rows
        if row.subject in ("", nomination.subject) and row.level in ("", kind)
    ]


def places_of(nomination: Nomination) -> list[tuple[Reward, int]]:
    """The forms of reward that a file may be proposed for, each with how many of its places are taken this year (one
    query)."""
    same = Q(nominations__year=nomination.year, nominations__state__in=TAKEN)
    found = Reward.objects.filter(campaign=nomination.campaign_id, time=nomination.time, subject=nomination.subject)
    return [(one, one.taken) for one in found.annotate(taken=Count("nominations", filter=same, distinct=True))]
