"""A round over every commune, for counting what its pages ask the database."""

from decimal import Decimal

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from indices.enums import AssessmentState, Stage, TeamPart
from indices.models import Assessment, Mark, TeamMember
from tests.cast import NOW, Cast
from tests.indices.sets import round_over, small_set


def grown_appraising(cast: Cast) -> dict[str, list[int]]:
    """The objects that the team's pages are about: a round over all communes, all taken up and marked."""
    everyone = list(Organization.objects.filter(kind=OrganizationKind.COMMUNE))
    found = round_over(cast, small_set(cast.district, year=2350), *everyone)
    found.assessments.update(state=AssessmentState.APPRAISING)
    user = cast.actors["noivu"].user
    assert user is not None
    TeamMember.objects.create(round=found, user=user, organization=cast.home_affairs, part=TeamPart.APPRAISER)
    leaves = found.criteria_set.criteria.exclude(rule_kind="")
    Mark.objects.bulk_create(
        Mark(
            assessment=one,
            criterion=leaf,
            stage=stage,
            points=Decimal(1),
            text="Đủ",
            author_name="Người",
            recorded_at=NOW,
        )
        for one in found.assessments.all()
        for leaf in leaves
        for stage in (Stage.SELF, Stage.FIRST)
    )
    one = Assessment.objects.filter(round=found).earliest("pk")
    of_round = ("round", "round_team", "round_days", "survey_marks", "ranking", "publish")
    return {"indices:appraise": [one.pk], **{f"indices:{name}": [found.pk] for name in of_round}}
