"""What the papers of a campaign say, from its files."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.queries.letterheads import head_of
from cchc.paper.letterhead import Letterhead
from cchc.paper.sheets import Value
from cchc.paper.words import clean
from cchc.text import fold
from indices.achievements import Achievements, from_json
from indices.ballots import Ballot
from indices.eligibility import Finding, findings_from_json
from indices.enums import NominationState, RewardTime
from indices.models import Campaign, Nomination
from indices.papers.awards import AwardFacts, Nominee, occasion_words
from indices.papers.campaigns import Rows
from indices.papers.merits import MeritFacts, known_words
from indices.queries.ballots import ballots_of
from indices.queries.emulation import Awarded, council_of, nominations_of

IN_LISTS = (NominationState.PROPOSED, NominationState.VOTED, NominationState.GRANTED, NominationState.REFUSED)
COUNCIL = "Hội đồng Thi đua - Khen thưởng"
MINUTES = "BB"
DECLARED = (NominationState.PROPOSED, NominationState.VOTED, NominationState.GRANTED)
"""What a submission asks for: everything proposed that was not refused, nor voted on and not carried."""


def files_of(actor: Actor, campaign: Campaign, time: RewardTime, year: int) -> list[Nomination]:
    """Everything registered for one year, or for the end, that the actor may read and that was not withdrawn."""
    found = nominations_of(actor, campaign, year=year)
    return [one for one in found if one.time == time and one.state != NominationState.WITHDRAWN]


def proposals_of(actor: Actor, campaign: Campaign, time: RewardTime, year: int) -> list[Nomination]:
    """Of these, what was proposed."""
    return [one for one in files_of(actor, campaign, time, year) if one.state in IN_LISTS]


def award_facts(
    actor: Actor,
    campaign: Campaign,
    *,
    symbol: str,
    time: RewardTime,
    year: int,
    addressee: str = "",
    is_registration: bool = False,
    today: date,
) -> AwardFacts:
    """The facts of a list, of the minutes, or of a submission to one authority; of everything that was registered where
    it `is_registration`."""
    files = (files_of if is_registration else proposals_of)(actor, campaign, time, year)
    ballots = ballots_of(campaign, files, today)
    if addressee:
        asked = [one for one in files if one.state in DECLARED and one.reward and one.reward.authority == addressee]
        files = [one for one in asked if ballots[one.pk].is_carried or ballots[one.pk].silent]
    council = council_of(campaign, today)
    rule = Ballot(len(council), 0, 0, campaign.threshold).rule
    return AwardFacts(
        head=_head(campaign.organization, symbol, addressee),
        campaign=campaign.name,
        source=campaign.source,
        occasion=occasion_words(time == RewardTime.FINAL, year),
        year=year,
        as_of=today,
        nominees=tuple(_nominee(one, ballots[one.pk]) for one in _in_order(files)),
        council=tuple(", ".join(filter(None, (one.name, one.title))) for one in council),
        rule=rule,
        addressee=addressee,
    )


def _head(organization: Organization, symbol: str, addressee: str) -> Letterhead:
    """The body itself; its council for the minutes, and for what goes to the body's own chairman."""
    head = head_of(organization, symbol)
    if symbol != MINUTES and fold(organization.name) not in fold(addressee):
        return head
    return replace(
        head,
        superior=head.issuer,
        issuer=COUNCIL,
        symbol=f"{symbol}-HĐTĐKT",
        authority="TM. HỘI ĐỒNG",
        signer_title="CHỦ TỊCH HỘI ĐỒNG",
    )


def authorities_of(files: Sequence[Nomination]) -> tuple[str, ...]:
    """Whom submissions go to."""
    named = (one.reward.authority for one in files if one.reward and one.state in DECLARED)
    return tuple(dict.fromkeys(filter(None, named)))


def merit_facts(nomination: Nomination, known: Achievements, found: Sequence[Finding], *, today: date) -> MeritFacts:
    """The report of one file; what was frozen stands as of the day it was proposed."""
    campaign, reward = nomination.campaign, nomination.reward
    criteria = (
        (part.text, nomination.assessment[str(part.pk)])
        for part in campaign.parts.all()
        if nomination.assessment.get(str(part.pk))
    )
    return MeritFacts(
        head=head_of(nomination.organization, "BC"),
        subject=nomination.subject,
        name=nomination.name,
        title=nomination.title,
        body=nomination.organization.name,
        reward=reward.name if reward else "",
        authority=reward.authority if reward else "",
        campaign=campaign.name,
        occasion=occasion_words(nomination.time == RewardTime.FINAL, nomination.year),
        pledge=nomination.pledge,
        criteria=tuple(criteria),
        summary=nomination.summary,
        known=known,
        findings=tuple(found),
        excused=nomination.excused,
        earlier=tuple(_awarded(one) for one in earlier_awards(nomination)),
        as_of=known.as_of if nomination.achievements else today,
    )


def frozen_achievements(nomination: Nomination) -> Achievements | None:
    """What the system knew when it was proposed; None before."""
    return from_json(nomination.achievements) if nomination.achievements else None


def frozen_findings(nomination: Nomination) -> tuple[Finding, ...]:
    return findings_from_json(nomination.findings)


def earlier_awards(nomination: Nomination) -> list[Nomination]:
    """What the same competitor was given before, as far as the system knows."""
    same = Nomination.objects.filter(
        organization=nomination.organization_id,
        subject=nomination.subject,
        name=nomination.name,
        user=nomination.user_id,
        state=NominationState.GRANTED,
    ).exclude(pk=nomination.pk)
    return list(same.select_related("reward", "decision", "campaign").order_by("decision__decided_on"))


def _awarded(one: Nomination) -> str:
    reward, decision = one.reward, one.decision
    if reward is None or decision is None:
        return ""
    return (
        f"{reward.name} của {reward.authority} năm {one.year}, Quyết định số {decision.number} "
        f"ngày {decision.decided_on:%d/%m/%Y}"
    )


def _in_order(files: Iterable[Nomination]) -> list[Nomination]:
    return sorted(files, key=lambda one: (one.reward.order if one.reward else 0, one.organization.path, one.name))


def _nominee(one: Nomination, ballot: Ballot) -> Nominee:
    known = frozen_achievements(one)
    found = [f"{rule.rule}: {rule.label.lower()}. {rule.said}" for rule in frozen_findings(one)]
    if one.excused:
        found.append(f"Lý do vẫn đề nghị: {one.excused}")
    result = f"Quyết định số {one.decision.number}" if one.decision else one.get_state_display()
    return Nominee(
        subject=one.subject,
        name=one.name,
        title=one.title,
        body=one.organization.name,
        reward=one.reward.name if one.reward else "",
        authority=one.reward.authority if one.reward else "",
        summary=one.summary,
        known=known_words(known) if known else (),
        found=tuple(found),
        votes=ballot.words,
        result=f"{result}{f': {one.reason}' if one.state == NominationState.REFUSED else ''}",
        pledge=one.pledge,
        is_carried=ballot.is_carried,
    )


def award_rows(campaign: Campaign, found: Sequence[Awarded], today: date) -> Rows:
    """The published list of a campaign, as it stands on the page."""
    lines: list[tuple[Value, ...]] = [
        (
            place,
            *map(clean, (one.subject, one.name, one.title, one.body, one.reward, one.authority, one.decision.number)),
            one.decision.decided_on,
            clean(one.decision.issuer),
            str(one.decision.year),
        )
        for place, one in enumerate(found, start=1)
    ]
    return Rows(campaign.organization.issuer_name, "DANH SÁCH ĐÃ KHEN THƯỞNG", campaign.name, today, lines)


def campaign_rows(found: Iterable[Any], issuer: str, today: date) -> Rows:
    """The list of campaigns; each bears `bodies` and `files`, as the page counts them."""
    lines: list[tuple[Value, ...]] = [
        (
            place,
            clean(one.name),
            one.organization.name,
            one.from_on,
            one.to_on,
            one.register_by,
            clean(one.source),
            one.bodies,
            one.files,
            one.get_state_display(),
        )
        for place, one in enumerate(found, start=1)
    ]
    return Rows(issuer, "PHONG TRÀO THI ĐUA", "", today, lines)
