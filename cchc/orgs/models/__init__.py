"""Bodies, posts and people; the audit trail; the calendar's exceptions; notices; changes of bodies."""

from cchc.orgs.models.audit import Event
from cchc.orgs.models.bodies import Organization, Position
from cchc.orgs.models.calendar import CalendarException
from cchc.orgs.models.notices import Digest, FeedKey, Notice, NoticeChoice
from cchc.orgs.models.people import Membership, User
from cchc.orgs.models.units import FormerName, UnitChange, UnitStep

__all__ = [
    "CalendarException",
    "Digest",
    "Event",
    "FeedKey",
    "FormerName",
    "Membership",
    "Notice",
    "NoticeChoice",
    "Organization",
    "Position",
    "UnitChange",
    "UnitStep",
    "User",
]
