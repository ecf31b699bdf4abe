"""The council votes on all proposals of a campaign on one page; the leader decides on another."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cchc.orgs.actors import Actor
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from indices.actions.awards import Voted, cast_votes, decide_awards
from indices.ballots import Ballot
from indices.forms.emulation import DecisionForm
from indices.models import Campaign, CouncilMember, Nomination
from indices.papers.merits import known_words
from indices.queries.award_papers import frozen_achievements, frozen_findings
from indices.queries.ballots import ballots_of, votes_on
from indices.queries.emulation import council_of, nominations_of
from indices.rules.emulation import VOTED_ON, can_decide_awards, can_vote, is_own_file, seat_of
from indices.views.emulation import campaign_in_reach

UNPROCESSABLE = 422
FOR, AGAINST = "dong-y", "khong"
GRANT, REFUSE = "tang", "khong"


@require_http_methods(["GET", "POST"])
def ballot(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One member's votes on everything that waits; the coordinator chooses for whom he copies a paper."""
    campaign, today = campaign_in_reach(request, pk), local_today()
    council = [one for one in council_of(campaign, today) if can_vote(request.actor, campaign, one, today)]
    if not council:
        raise Http404
    member = _member(request, request.actor, council)
    files = _waiting(request, campaign)
    refused = ""
    if request.method == "POST":
        votes = _votes(request, files)
        try:
            cast_votes(actor=request.actor, campaign_id=pk, member_id=member.pk, votes=votes, now=local_now())
        except Refused as refusal:
            refused = refusal.message
        else:
            messages.success(request, f"Đã ghi phiếu của {member.name}: {len(votes)} hồ sơ.")
            return redirect("emulation:campaign", pk=pk)
    context = {
        "campaign": campaign,
        "member": member,
        "members": council,
        "is_own": member.user_id is not None and request.actor.user and member.user_id == request.actor.user.pk,
        "rows": _ballot_rows(request, member, files),
        "rule": Ballot(len(council_of(campaign, today)), 0, 0, campaign.threshold).rule,
        "refused": refused,
    }
    return render(request, "emulation/ballot.html", context, status=UNPROCESSABLE if refused else 200)


def _member(request: ActorRequest, actor: Actor, council: list[CouncilMember]) -> CouncilMember:
    """Who votes: as chosen, else the actor's own seat, else the first."""
    asked = request.POST.get("member") or request.GET.get("thanh-vien", "")
    chosen = next((one for one in council if str(one.pk) == asked), None)
    return chosen or seat_of(actor, council, local_today()) or council[0]


def _votes(request: ActorRequest, files: list[Nomination]) -> dict[int, Voted]:
    said = {one.pk: request.POST.get(f"phieu-{one.pk}") for one in files}
    return {
        pk: Voted(word == FOR, request.POST.get(f"y-kien-{pk}", ""))
        for pk, word in said.items()
        if word in (FOR, AGAINST)
    }


def _ballot_rows(request: ActorRequest, member: CouncilMember, files: list[Nomination]) -> list[dict[str, Any]]:
    """Each file with what this member said of it before, or has just typed."""
    held = votes_on(files)
    rows = []
    for one in files:
        vote = held[one.pk].get(member.pk)
        chosen = "" if vote is None else FOR if vote.is_for else AGAINST
        rows.append(
            {
                "file": one,
                "known": known_words(known) if (known := frozen_achievements(one)) else (),
                "findings": frozen_findings(one),
                "chosen": request.POST.get(f"phieu-{one.pk}", chosen),
                "comment": request.POST.get(f"y-kien-{one.pk}", vote.comment if vote else ""),
                "vote": vote,
                "is_own": is_own_file(member, one),
            }
        )
    return rows


@require_http_methods(["GET", "POST"])
def decide(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Several files by one decision; each may also be refused with its reason, or left for later."""
    campaign, today = campaign_in_reach(request, pk), local_today()
    if not can_decide_awards(request.actor, campaign):
        raise Http404
    files = _waiting(request, campaign)
    initial = {"issuer": _issuer(campaign, files), "decided_on": today}
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        granted = [one.pk for one in files if request.POST.get(f"xet-{one.pk}") == GRANT]
        refused = {
            one.pk: request.POST.get(f"ly-do-{one.pk}", "")
            for one in files
            if request.POST.get(f"xet-{one.pk}") == REFUSE
        }
        try:
            decide_awards(actor=request.actor, campaign_id=pk, decided=form.decided(granted, refused), now=local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã quyết định: khen thưởng {len(granted)}, không khen thưởng {len(refused)}.")
            return redirect("emulation:campaign", pk=pk)
    ballots = ballots_of(campaign, files, today)
    rows = [
        {
            "file": one,
            "ballot": ballots[one.pk],
            "chosen": request.POST.get(f"xet-{one.pk}", GRANT if ballots[one.pk].is_carried else ""),
            "reason": request.POST.get(f"ly-do-{one.pk}", ""),
        }
        for one in files
    ]
    context = {
        "campaign": campaign,
        "form": form,
        "rows": rows,
        "rule": Ballot(len(council_of(campaign, today)), 0, 0, campaign.threshold).rule,
    }
    return render(request, "emulation/decide.html", context, status=UNPROCESSABLE if form.errors else 200)


def _issuer(campaign: Campaign, files: list[Nomination]) -> str:
    """Who rewards all of them; where several do, the body itself."""
    authorities = {one.reward.authority for one in files if one.reward and one.reward.authority}
    return authorities.pop() if len(authorities) == 1 else campaign.organization.issuer_name


def _waiting(request: ActorRequest, campaign: Campaign) -> list[Nomination]:
    return [one for one in nominations_of(request.actor, campaign) if one.state in VOTED_ON]
