"""One competitor's file: what he says of himself beside what the system knows; the proposal; the report as a file."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.queries.journal import events_of
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.achievements import Achievements
from indices.actions.nominations import propose_nomination
from indices.eligibility import Finding, findings
from indices.enums import NominationState
from indices.looks import FILE_LOOKS
from indices.models import Nomination
from indices.papers.files import drawn
from indices.papers.merits import known_lines, merit_outline
from indices.queries.award_papers import earlier_awards, frozen_achievements, frozen_findings, merit_facts
from indices.queries.ballots import ballot_of, votes_on
from indices.queries.emulation import council_of, nomination_of, rules_for
from indices.rules.emulation import (
    can_assess,
    can_propose,
    can_withdraw_nomination,
    reads_votes,
    reads_work_of,
    speaks_for,
)
from reports.collecting.achievements import adopted_ids, gather
from reports.forms.nominating import ProposeForm, places_left

UNPROCESSABLE = 422
STEPS_SHOWN = 30


@require_http_methods(["GET", "POST"])
def nomination(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The file; who answers for the body proposes it here."""
    found = _file(request, pk)
    known, judged = _known(request, found)
    form = None
    refused = False
    if request.method == "POST":
        if not speaks_for(request.actor, found.organization_id):
            raise Http404
        form = ProposeForm(request.POST, rewards=places_left(found))
        if form.is_valid():
            try:
                _propose(request, found, form)
            except Refused as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, f"Đã đề nghị khen thưởng {found.name}; số liệu được chốt tại lúc này.")
                return redirect("reports:nomination", pk=pk)
        refused = True
    elif can_propose(request.actor, found):
        form = ProposeForm(rewards=places_left(found))
    context = _context(request, found, known, judged) | {"form": form}
    return render(request, "reports/nomination.html", context, status=UNPROCESSABLE if refused else 200)


def _propose(request: ActorRequest, found: Nomination, form: ProposeForm) -> None:
    today = local_today()
    propose_nomination(
        actor=request.actor,
        nomination_id=found.pk,
        reward_id=form.cleaned_data["reward"],
        achievements=gather(request.actor, found, today=today),
        initiatives=adopted_ids(request.actor, found, today=today),
        excused=form.cleaned_data["excused"],
        now=local_now(),
    )


def _known(request: ActorRequest, found: Nomination) -> tuple[Achievements | None, Sequence[Finding]]:
    """As it was frozen; before that live, for those alone who reach the body's own work."""
    frozen = frozen_achievements(found)
    if frozen:
        return frozen, frozen_findings(found)
    if not reads_work_of(request.actor, found.organization):
        return None, ()
    live = gather(request.actor, found, today=local_today())
    return live, findings(rules_for(found), live)


def _context(
    request: ActorRequest, found: Nomination, known: Achievements | None, judged: Sequence[Finding]
) -> dict[str, Any]:
    actor, campaign, today = request.actor, found.campaign, local_today()
    votes, council = votes_on([found])[found.pk], council_of(campaign, today)
    sitting = {one.pk for one in council}
    said = [
        (part.text, found.assessment[str(part.pk)]) for part in campaign.parts.all() if str(part.pk) in found.assessment
    ]
    return {
        "file": found,
        "campaign": campaign,
        "look": FILE_LOOKS[NominationState(found.state)],
        "said": said,
        "known": known_lines(known) if known else (),
        "window": known,
        "is_frozen": bool(found.achievements),
        "findings": judged,
        "is_unmet": any(one.is_unmet for one in judged),
        "is_unknown": any(one.is_unknown for one in judged),
        "ballot": ballot_of(found, council, votes),
        "votes": [vote for pk, vote in votes.items() if pk in sitting] if reads_votes(actor, campaign) else (),
        "earlier": earlier_awards(found),
        "may_assess": can_assess(actor, found),
        "may_withdraw": can_withdraw_nomination(actor, found),
        "is_ours": actor.belongs_to(campaign.organization_id) or actor.looks_over,
        "has_report": known is not None,
        "steps": [
            {"at": one.at, "who": one.actor_name, "what": one.verb} for one in events_of(actor, [found])[:STEPS_SHOWN]
        ],
    }


@require_GET
def nomination_file(request: ActorRequest, pk: int, kind: str) -> HttpResponseBase:
    """The report of achievements (báo cáo thành tích); of a file not yet proposed as it stands today."""
    found = _file(request, pk)
    known, judged = _known(request, found)
    if kind not in ("docx", "pdf") or known is None:
        raise Http404
    facts = merit_facts(found, known, judged, today=local_today())
    data = drawn(merit_outline(facts), facts.as_of, kind)
    return file_response(data, f"bao-cao-thanh-tich-{found.pk}-{found.year}", kind)


def _file(request: ActorRequest, pk: int) -> Nomination:
    found = nomination_of(request.actor, pk)
    if found is None:
        raise Http404
    return found
