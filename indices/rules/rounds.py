"""Who may do what in a round: the body that is scored, the team that appraises, the council, who runs it."""

from collections.abc import Iterable
from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.enums import DOERS, Role
from cchc.orgs.scope import GIVERS
from indices.enums import AssessmentState, Stage, TeamPart
from indices.models import Assessment, Round, TeamMember
from indices.transitions import Step, leads

TOLD = (
    AssessmentState.APPRAISED,
    AssessmentState.EXPLAINED,
    AssessmentState.REAPPRAISED,
    AssessmentState.DECIDED,
    AssessmentState.PUBLISHED,
)
"""From when on a body reads what the team made of its score."""


def can_run_rounds(actor: Actor) -> bool:
    """The reviewer of a government, and its coordinator, set up sets and rounds for the bodies beneath it."""
    is_government = actor.organization.government.kind in GIVERS
    return is_government and (
        actor.has_role(Role.REVIEWER) or (actor.has_role(Role.COORDINATOR) and actor.organization.kind in GIVERS)
    )


def runs(actor: Actor, round_: Round) -> bool:
    """Whether the round is one of the actor's own government."""
    return can_run_rounds(actor) and round_.organization_id in actor.government_ids


def can_mark_self(actor: Actor, assessment: Assessment, today: date) -> bool:
    """The officials and the coordinator of the body score it while the round is open and nothing was submitted."""
    own = actor.belongs_to(assessment.organization_id) and actor.has_role(*DOERS)
    return own and assessment.state == AssessmentState.SCORING and is_open(assessment.round, today)


def is_open(round_: Round, today: date) -> bool:
    """Whether bodies score themselves on that day."""
    return round_.opens_on <= today <= round_.closes_on and round_.published_at is None


def can_submit(actor: Actor, assessment: Assessment, today: date) -> bool:
    """The coordinator or the leader of the body submits, within the round's days."""
    return (
        _speaks_for(actor, assessment)
        and bool(leads(assessment.state, Step.SUBMIT))
        and is_open(assessment.round, today)
    )


def can_withdraw(actor: Actor, assessment: Assessment, today: date) -> bool:
    """They take it back until the team has taken it up, while the round is open: later it could not be sent again."""
    return (
        _speaks_for(actor, assessment)
        and bool(leads(assessment.state, Step.WITHDRAW))
        and is_open(assessment.round, today)
    )


def can_explain(actor: Actor, assessment: Assessment, today: date) -> bool:
    """They explain what the team found, until the round's day for it."""
    by = assessment.round.explain_by
    in_time = by is None or today <= by
    return _speaks_for(actor, assessment) and bool(leads(assessment.state, Step.EXPLAIN)) and in_time


def can_appraise(actor: Actor, assessment: Assessment, team: Iterable[TeamMember], area: str = "") -> bool:
    """A member of the team marks the areas that are his ("" asks for any), of what was taken up; who runs the round may
    mark all."""
    if assessment.state not in (
        AssessmentState.APPRAISING,
        AssessmentState.APPRAISED,
        AssessmentState.EXPLAINED,
    ):
        return False
    if runs(actor, assessment.round):
        return True
    own = [one for one in team if one.part == TeamPart.APPRAISER and _is_member(actor, one)]
    return any(not one.areas or not area or area in one.areas for one in own)


def can_decide(actor: Actor, assessment: Assessment, team: Iterable[TeamMember]) -> bool:
    """A member of the council, or who runs the round and writes down what the council decided."""
    if assessment.state != AssessmentState.REAPPRAISED:
        return False
    sits = any(one.part == TeamPart.COUNCIL and _is_member(actor, one) for one in team)
    return sits or runs(actor, assessment.round)


def can_publish(actor: Actor, round_: Round) -> bool:
    """Who runs the round publishes it, once."""
    return runs(actor, round_) and round_.published_at is None


def stages_read(actor: Actor, assessment: Assessment) -> tuple[Stage, ...]:
    """Whose marks the actor reads: a body its own at once and the others' when they are told; the team nothing that is
    not submitted, what the body never submitted from when it was taken up."""
    if actor.belongs_to(assessment.organization_id) and assessment.organization_id != assessment.round.organization_id:
        return tuple(Stage) if assessment.state in TOLD else (Stage.SELF,)
    return () if assessment.state == AssessmentState.SCORING else tuple(Stage)


def _speaks_for(actor: Actor, assessment: Assessment) -> bool:
    return actor.belongs_to(assessment.organization_id) and actor.has_role(Role.COORDINATOR, Role.LEADER)


def _is_member(actor: Actor, member: TeamMember) -> bool:
    return actor.user is not None and member.user_id == actor.user.pk and actor.belongs_to(member.organization_id)
