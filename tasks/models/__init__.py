"""Duties of a body, what they make due, what officials stated about them, work given from above."""

from tasks.models.duties import Assignment, Obligation, ObligationQuerySet, Task
from tasks.models.giving import DueRequest, Receipt, Tie
from tasks.models.regimes import ClosedPeriod, RegimeLine, RegimeRow
from tasks.models.updates import DueChange, Evidence, Update

__all__ = [
    "Assignment",
    "ClosedPeriod",
    "DueChange",
    "DueRequest",
    "Evidence",
    "Obligation",
    "ObligationQuerySet",
    "Receipt",
    "RegimeLine",
    "RegimeRow",
    "Task",
    "Tie",
    "Update",
]
