"""Votes on files: of each member the last one holds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from indices.ballots import Ballot
from indices.models import Campaign, CouncilMember, Nomination, Vote
from indices.queries.emulation import council_of
from indices.rules.emulation import is_own_file

Votes = dict[int, dict[int, Vote]]


def votes_on(nominations: Iterable[Nomination]) -> Votes:
    """By file and member, the last vote of each (one query)."""
    found: Votes = {one.pk: {} for one in nominations}
    rows = Vote.objects.filter(nomination__in=list(found)).select_related("member").order_by("pk")
    for vote in rows:
        found[vote.nomination_id][vote.member_id] = vote
    return found


def ballot_of(nomination: Nomination, council: Sequence[CouncilMember], votes: Mapping[int, Vote]) -> Ballot:
    """The votes of those who sit in the council, without the member whose own file it is. Reads `campaign`."""
    asked = [one for one in council if not is_own_file(one, nomination)]
    held = [votes[one.pk] for one in asked if one.pk in votes]
    agreed, threshold = sum(vote.is_for for vote in held), nomination.campaign.threshold
    return Ballot(len(asked), agreed, len(held) - agreed, threshold, barred=len(council) - len(asked))


def ballots_of(campaign: Campaign, nominations: Sequence[Nomination], today: date) -> dict[int, Ballot]:
    """The votes on several files of one campaign (two queries)."""
    council, votes = council_of(campaign, today), votes_on(nominations)
    return {one.pk: ballot_of(one, council, votes[one.pk]) for one in nominations}
