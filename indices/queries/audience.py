"""Who of which body hears of what happens in a round."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Membership, Organization, User
from cchc.orgs.queries.people import is_in_force
from indices.enums import TeamPart
from indices.models import Round


def who_appraises(round_: Round, *, today: date) -> list[tuple[Organization, list[User]]]:
    """The appraisers of the team, and the reviewers of the government that runs the round and of its departments, by
    body (two queries)."""
    found: dict[Organization, dict[int, User]] = defaultdict(dict)
    team = round_.team.filter(part=TeamPart.APPRAISER, user__is_active=True)
    for member in team.select_related("organization", "user"):
        found[member.organization][member.user_id] = member.user
    own = Q(organization=round_.organization_id)
    beneath = Q(organization__parent=round_.organization_id, organization__kind=OrganizationKind.DEPARTMENT)
    held = Membership.objects.filter(is_in_force(today), own | beneath, role=Role.REVIEWER, user__is_active=True)
    for membership in held.select_related("organization", "user").order_by("pk"):
        found[membership.organization][membership.user_id] = membership.user
    return [(body, list(people.values())) for body, people in found.items()]
