"""Bodies, posts and people; the audit trail; the calendar's exceptions; notices."""

from cchc.orgs.models.audit import Event
from cchc.orgs.models.bodies import Organization, Position
from cchc.orgs.models.calendar import CalendarException
from cchc.orgs.models.people import Membership, User

__all__ = ["CalendarException", "Event", "Membership", "Organization", "Position", "User"]
