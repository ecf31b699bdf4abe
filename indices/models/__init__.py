"""Criteria and rounds, published results, improvement, emulation, surveys."""

from indices.models.campaigns import (
    AwardDecision,
    Campaign,
    CampaignPart,
    CouncilMember,
    Entrant,
    Nomination,
    Requirement,
    Reward,
    Vote,
)
from indices.models.criteria import CriteriaSet, Criterion
from indices.models.grading import GradedPerson, Grading
from indices.models.improving import Improvement, ImprovementRow
from indices.models.initiatives import Initiative, InitiativeAuthor, Spread
from indices.models.results import Aim, PublishedResult, ResultTable
from indices.models.rounds import Assessment, AssessmentStep, Mark, Proof, Round, TeamMember
from indices.models.surveys import Survey, SurveyAnswer

__all__ = [
    "Aim",
    "Assessment",
    "AssessmentStep",
    "AwardDecision",
    "Campaign",
    "CampaignPart",
    "CouncilMember",
    "CriteriaSet",
    "Criterion",
    "Entrant",
    "GradedPerson",
    "Grading",
    "Improvement",
    "ImprovementRow",
    "Initiative",
    "InitiativeAuthor",
    "Mark",
    "Nomination",
    "Proof",
    "PublishedResult",
    "Requirement",
    "ResultTable",
    "Reward",
    "Round",
    "Spread",
    "Survey",
    "SurveyAnswer",
    "TeamMember",
    "Vote",
]
