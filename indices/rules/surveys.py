"""Who may do what with surveys: the coordinator writes them, the body reads along, those above read what is closed."""

from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from indices.enums import SurveyState
from indices.models import Survey


def can_write_surveys(actor: Actor) -> bool:
    """The coordinator of a body asks its citizens."""
    return actor.has_role(Role.COORDINATOR)


def can_change_survey(actor: Actor, survey: Survey) -> bool:
    """The coordinator of the survey's body, until it is closed."""
    return keeps(actor, survey) and survey.state != SurveyState.CLOSED


def can_drop_survey(actor: Actor, survey: Survey) -> bool:
    """A draft can be thrown away: nobody was asked by it."""
    return keeps(actor, survey) and survey.state == SurveyState.DRAFT


def can_open_survey(actor: Actor, survey: Survey, today: date) -> bool:
    """A draft whose last day has not passed."""
    return can_drop_survey(actor, survey) and today <= survey.to_on


def can_close_survey(actor: Actor, survey: Survey) -> bool:
    return keeps(actor, survey) and survey.state == SurveyState.OPEN


def keeps(actor: Actor, survey: Survey) -> bool:
    """Whether the survey is one that the actor keeps for his body; also when it is closed."""
    return can_write_surveys(actor) and actor.belongs_to(survey.organization_id)


def is_running(survey: Survey, today: date) -> bool:
    """Whether people answer it on that day."""
    return survey.state == SurveyState.OPEN and survey.from_on <= today <= survey.to_on


def is_over(survey: Survey, today: date) -> bool:
    """Whether nobody answers it any more. Only then its results are told: watched from one answer to the next, they
    would tell what the last person chose."""
    return survey.state == SurveyState.CLOSED or (survey.state == SurveyState.OPEN and today > survey.to_on)
