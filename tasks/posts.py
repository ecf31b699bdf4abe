"""The posts that answer for a row."""

from collections.abc import Iterable

from cchc.orgs.models import Position
from plans.enums import AgencyRole
from plans.models import Responsibility, Section


def posts_of(named: Iterable[Responsibility], section: Section) -> dict[Position, AgencyRole]:
    """Posts that the row names, leads first; where it names no leading post, the lead of its appendix."""
    roles = [(one.position, AgencyRole(one.role)) for one in named if one.position is not None]
    leads = [post for post, role in roles if role == AgencyRole.LEAD]
    if not leads and section.lead is not None:
        leads = [section.lead]
    beside = [post for post, role in roles if role == AgencyRole.COORDINATE and post not in leads]
    return dict.fromkeys(leads, AgencyRole.LEAD) | dict.fromkeys(beside, AgencyRole.COORDINATE)
