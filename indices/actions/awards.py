"""The council votes; the leader decides, several files by one decision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import squeeze
from indices.actions.campaign_notices import tell_granted, tell_refused
from indices.enums import NominationState, RewardTime
from indices.models import AwardDecision, Campaign, CouncilMember, Nomination, Vote
from indices.queries.ballots import ballots_of, votes_on
from indices.queries.emulation import campaigns_in_reach, nominations_in_reach
from indices.rules.emulation import VOTED_ON, can_decide_awards, can_vote, is_own_file

NOT_MEMBER = "Chỉ thành viên hội đồng bỏ phiếu; Văn phòng - Thống kê ghi phiếu giấy thay cho thành viên."
LEADER_ONLY = "Chỉ lãnh đạo của cơ quan phát động phong trào quyết định khen thưởng."


@dataclass(frozen=True, slots=True)
class Voted:
    """What one member says of one file."""

    is_for: bool
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: its paper, the files it rewards, those it refuses with the reason of each."""

    granted: Sequence[int] = ()
    refused: Mapping[int, str] = field(default_factory=dict)
    number: str = ""
    decided_on: date | None = None
    issuer: str = ""
    signer: str = ""


@transaction.atomic
def cast_votes(
    *, actor: Actor, campaign_id: int, member_id: int, votes: Mapping[int, Voted], now: datetime
) -> list[Vote]:
    """What one member says of several files. What he said already is not written again; of several votes on one file
    the last one holds. A vote that somebody else entered bears that person's name beside the member's."""
    campaign, today = _locked(actor, campaign_id), localdate(now)
    member = CouncilMember.objects.filter(campaign=campaign, pk=member_id).first()
    if member is None or not can_vote(actor, campaign, member, today):
        raise Forbidden(NOT_MEMBER)
    files = {one.pk: one for one in _files(actor, campaign, votes)}
    if set(files) != set(votes):
        raise Refused("Có hồ sơ đã quyết định hoặc đã rút nên không bỏ phiếu được nữa; hãy mở lại danh sách.")
    if own := next((one for one in files.values() if is_own_file(member, one)), None):
        raise Refused(f"{member.name} không bỏ phiếu về hồ sơ của chính mình; hãy bỏ trống phiếu của hồ sơ {own.name}.")
    held = votes_on(files.values())
    written = [
        Vote.objects.create(
            nomination=files[pk],
            member=member,
            is_for=vote.is_for,
            comment=squeeze(vote.comment),
            author_name=actor.name,
            recorded_at=now,
        )
        for pk, vote in votes.items()
        if not _is_same(held[pk].get(member.pk), vote)
    ]
    for one in written:
        _tell_vote(actor, campaign, one, now)
    _mark_voted(campaign, list(files.values()), today)
    return written


@transaction.atomic
def decide_awards(*, actor: Actor, campaign_id: int, decided: Decided, now: datetime) -> AwardDecision | None:
    """Grant and refuse. Nothing is granted that the council did not carry, where there is a council; a decision is for
    one time and one year. Without anything granted no paper is written."""
    campaign, today = _locked(actor, campaign_id), localdate(now)
    if not can_decide_awards(actor, campaign):
        raise Forbidden(LEADER_ONLY)
    chosen = {*decided.granted, *decided.refused}
    files = {one.pk: one for one in _files(actor, campaign, chosen)}
    if not chosen or set(files) != chosen:
        raise Refused("Hãy chọn ít nhất một hồ sơ đang chờ quyết định; hồ sơ đã quyết định thì không chọn lại.")
    for pk, reason in decided.refused.items():
        _refuse(actor, files[pk], squeeze(reason), now)
    if not decided.granted:
        return None
    granted = [files[pk] for pk in decided.granted]
    _check_carried(campaign, granted, today)
    decision = _decision(actor, campaign, granted, decided, now)
    for one in granted:
        one.state, one.decision = NominationState.GRANTED, decision
        one.save(update_fields=["state", "decision"])
        after = {"quyết định": decision.number, "hình thức": str(one.reward)}
        record("Khen thưởng", one, actor=actor, organization=one.organization, now=now, after=after)
        tell_granted(actor, one, decision, now)
    told = {"số": decision.number, "hồ sơ": len(granted)}
    record("Quyết định khen thưởng", campaign, actor=actor, organization=campaign.organization, now=now, after=told)
    return decision


def _locked(actor: Actor, campaign_id: int) -> Campaign:
    return campaigns_in_reach(actor).select_for_update(of=("self",)).get(pk=campaign_id)


def _files(actor: Actor, campaign: Campaign, wanted: Iterable[int]) -> list[Nomination]:
    rows = nominations_in_reach(actor).filter(campaign=campaign, pk__in=list(wanted), state__in=VOTED_ON)
    return list(rows.select_for_update(of=("self",)))


def _is_same(held: Vote | None, vote: Voted) -> bool:
    return held is not None and (held.is_for, held.comment) == (vote.is_for, squeeze(vote.comment))


def _tell_vote(actor: Actor, campaign: Campaign, vote: Vote, now: datetime) -> None:
    after = {
        "thành viên": vote.member.name,
        "phiếu": "đồng ý" if vote.is_for else "không đồng ý",
        "người ghi": vote.author_name,
    }
    record("Bỏ phiếu", vote.nomination, actor=actor, organization=campaign.organization, now=now, after=after)


def _mark_voted(campaign: Campaign, files: Sequence[Nomination], today: date) -> None:
    """A file on which every member of today has voted is voted on."""
    ballots = ballots_of(campaign, files, today)
    for one in files:
        if not ballots[one.pk].silent and one.state == NominationState.PROPOSED:
            one.state = NominationState.VOTED
            one.save(update_fields=["state"])


def _refuse(actor: Actor, found: Nomination, reason: str, now: datetime) -> None:
    if not reason:
        raise Refused(f"Hãy ghi lý do không khen thưởng {found.name}.")
    found.state, found.reason = NominationState.REFUSED, reason
    found.save(update_fields=["state", "reason"])
    after = {"lý do": reason}
    record("Không khen thưởng", found, actor=actor, organization=found.organization, now=now, after=after)
    tell_refused(actor, found, now)


def _check_carried(campaign: Campaign, granted: Sequence[Nomination], today: date) -> None:
    ballots = ballots_of(campaign, granted, today)
    for one in granted:
        ballot = ballots[one.pk]
        if not ballot.is_carried:
            raise Refused(f"{one.name}: {ballot.words}. {ballot.rule}; hội đồng bỏ phiếu đủ rồi mới khen thưởng được.")


def _decision(
    actor: Actor, campaign: Campaign, granted: Sequence[Nomination], decided: Decided, now: datetime
) -> AwardDecision:
    number, issuer = squeeze(decided.number), squeeze(decided.issuer)
    if not number or decided.decided_on is None or not issuer:
        raise Refused("Hãy ghi số, ngày và cơ quan ban hành của quyết định khen thưởng.")
    if decided.decided_on > localdate(now):
        raise Refused("Ngày của quyết định không thể sau hôm nay.")
    if campaign.decisions.filter(number=number).exists():
        raise Refused(f"Quyết định số {number} đã ghi cho phong trào này; hãy xem lại số.")
    kinds = {(one.time, one.year) for one in granted}
    if len(kinds) > 1:
        raise Refused("Một quyết định chỉ gồm hồ sơ của một năm, hằng năm hoặc tổng kết; hãy chọn riêng từng loại.")
    (time, year), *_ = kinds
    return AwardDecision.objects.create(
        campaign=campaign,
        time=RewardTime(time),
        year=year,
        number=number,
        decided_on=decided.decided_on,
        issuer=issuer,
        signer=squeeze(decided.signer),
        author_name=actor.name,
        recorded_at=now,
    )
