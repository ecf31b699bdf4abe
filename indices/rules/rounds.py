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
TOLD_FROM: dict[Stage, tuple[AssessmentState, ...]] = {
    Stage.SELF: tuple(AssessmentState),
    Stage.FIRST: TOLD,
    Stage.EXPLAINED: TOLD,
    Stage.SECOND: (AssessmentState.REAPPRAISED, AssessmentState.DECIDED, AssessmentState.PUBLISHED),
    Stage.COUNCIL: (AssessmentState.PUBLISHED,),
}
"""In which states a body reads each side: what is still being written about it is nobody's word yet."""


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


def can_reply(actor: Actor, assessment: Assessment, today: date) -> bool:
    """Its officials, coordinator and leader write what they say of single criteria while an explanation can be sent."""
    own = actor.belongs_to(assessment.organization_id) and actor.has_role(*DOERS, Role.LEADER)
    return own and bool(leads(assessment.state, Step.EXPLAIN)) and _may_still_explain(assessment.round, today)


def can_prove(actor: Actor, assessment: Assessment, today: date) -> bool:
    """Proofs come and go with the words that they prove: while one scores oneself, and while one explains."""
    return can_mark_self(actor, assessment, today) or can_reply(actor, assessment, today)


def can_explain(actor: Actor, assessment: Assessment, today: date) -> bool:
    """They explain what the team found, until the round's day for it."""
    return (
        _speaks_for(actor, assessment)
        and bool(leads(assessment.state, Step.EXPLAIN))
        and _may_still_explain(assessment.round, today)
    )


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
    own = _seats(actor, assessment, team, TeamPart.APPRAISER)
    return any(not one.areas or not area or area in one.areas for one in own)


def can_decide(actor: Actor, assessment: Assessment, team: Iterable[TeamMember]) -> bool:
    """A member of the council, or who runs the round and writes down what the council decided."""
    if assessment.state != AssessmentState.REAPPRAISED:
        return False
    return bool(_seats(actor, assessment, team, TeamPart.COUNCIL)) or runs(actor, assessment.round)


def can_publish(actor: Actor, round_: Round) -> bool:
    """Who runs the round publishes it, once."""
    return runs(actor, round_) and round_.published_at is None


def stages_read(actor: Actor, assessment: Assessment) -> tuple[Stage, ...]:
    """Whose marks the actor reads: a body its own at once and the others' when each is told; who oversees the round
    nothing that is not submitted, what the body never submitted from when it was taken up. Who looks over the body, but
    not over the round, reads what it submitted and what was published. Reads the round's team."""
    round_, own = assessment.round, actor.belongs_to(assessment.organization_id)
    if assessment.state == AssessmentState.SCORING:
        return (Stage.SELF,) if own else ()
    if assessment.state == AssessmentState.PUBLISHED or stands_over(actor, round_):
        return tuple(Stage)
    if own:
        return tuple(stage for stage in Stage if assessment.state in TOLD_FROM[stage])
    if is_on_team(actor, round_.team.all()):
        return tuple(Stage)
    return (Stage.SELF,) if actor.looks_over else ()


def _may_still_explain(round_: Round, today: date) -> bool:
    return round_.explain_by is None or today <= round_.explain_by


def _speaks_for(actor: Actor, assessment: Assessment) -> bool:
    return actor.belongs_to(assessment.organization_id) and actor.has_role(Role.COORDINATOR, Role.LEADER)


def _seats(actor: Actor, assessment: Assessment, team: Iterable[TeamMember], part: TeamPart) -> list[TeamMember]:
    """The actor's seats in that part; none where the body is his own: as a member nobody judges that."""
    if actor.belongs_to(assessment.organization_id):
        return []
    return [one for one in team if one.part == part and _is_member(actor, one)]


def _is_member(actor: Actor, member: TeamMember) -> bool:
    return actor.user is not None and member.user_id == actor.user.pk and actor.belongs_to(member.organization_id)


def oversees(actor: Actor, round_: Round, team: Iterable[TeamMember]) -> bool:
    """Who reads every body of a round: the people of its government, its team, who looks over the territory. A body
    that is scored reads its own alone."""
    return stands_over(actor, round_) or is_on_team(actor, team)


def stands_over(actor: Actor, round_: Round) -> bool:
    """The people of the round's government, and who looks over its territory."""
    own = round_.organization
    above = actor.looks_over and own.path.startswith(actor.organization.territory)
    return above or actor.belongs_to(own.pk)


def is_on_team(actor: Actor, team: Iterable[TeamMember], *parts: TeamPart) -> bool:
    """Whether the actor is a member, in one of these parts where any are named."""
    return any(_is_member(actor, one) and (not parts or one.part in parts) for one in team)


def can_take_up(actor: Actor, assessment: Assessment, team: Iterable[TeamMember], today: date) -> bool:
    """A member of the team takes up what was submitted, and once the round has closed what was not."""
    ready = assessment.state == AssessmentState.SUBMITTED or (
        assessment.state == AssessmentState.SCORING and today > assessment.round.closes_on
    )
    return ready and _leads_team(actor, assessment, team, whole=False)


def can_lead(actor: Actor, assessment: Assessment, team: Iterable[TeamMember], step: Step) -> bool:
    """Who runs the round, or a member who appraises every area, sends back and tells the whole result."""
    return bool(leads(assessment.state, step)) and _leads_team(actor, assessment, team, whole=True)


def _leads_team(actor: Actor, assessment: Assessment, team: Iterable[TeamMember], *, whole: bool) -> bool:
    if assessment.round.published_at is not None:
        return False
    own = _seats(actor, assessment, team, TeamPart.APPRAISER)
    return runs(actor, assessment.round) or any(not one.areas or not whole for one in own)


def reads_ranking(actor: Actor, round_: Round, team: Iterable[TeamMember]) -> bool:
    """Before publication the ranking is the team's alone, after it everybody's who reaches the round."""
    return round_.published_at is not None or oversees(actor, round_, team)


WRITES: dict[str, Stage] = {
    AssessmentState.APPRAISING: Stage.FIRST,
    AssessmentState.APPRAISED: Stage.SECOND,
    AssessmentState.EXPLAINED: Stage.SECOND,
    AssessmentState.REAPPRAISED: Stage.COUNCIL,
}
"""Whose word the team's or the council's mark is, by how far the assessment has come."""


def can_judge(actor: Actor, assessment: Assessment, team: Iterable[TeamMember], area: str = "") -> bool:
    """Whether the actor writes marks now: of his areas as a member of the team, of all as one of the council."""
    return can_appraise(actor, assessment, team, area) or can_decide(actor, assessment, team)
