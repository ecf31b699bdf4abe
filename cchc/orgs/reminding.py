"""The ladder of reminders: on which days who is told of a due day. Pure.

A step is a number of days before the due day, below zero after it. Days are local days of the calendar. Each person
climbs the ladder of his roles; what a missed night left out is caught up by the one step that counts today.
"""

from collections.abc import Iterable
from datetime import date

BEFORE = (7, 3, 1)
"""Which of these a person is told on is his own choice."""
ON_THE_DAY = 0
COORDINATOR_LATE = -1
LEADER_LATE = -3
MORNING = 6
"""The hour from which reminders are made, so that nobody is told anything at midnight."""
MAIL_FROM = 7
"""The hour from which the mail of the day goes out: after the reminders."""


def step_of(due_on: date, steps: Iterable[int], today: date) -> int | None:
    """The last of these steps whose day has come; None before the first. Those before it, if nobody told them, are
    said by this one."""
    left = (due_on - today).days
    return min((step for step in steps if step >= left), default=None)


def ladder_of(about: str, due_on: date) -> str:
    """A due day that moves begins a ladder of its own."""
    return f"{about}:{due_on:%Y-%m-%d}"


def key_of(ladder: str, step: int) -> str:
    return f"{ladder}:{step}"


class Told:
    """Which steps of which ladders people were told, from the keys of their notices."""

    def __init__(self, keys: Iterable[tuple[int, str]]) -> None:
        self.steps: dict[tuple[int, str], list[int]] = {}
        for user, key in keys:
            ladder, _, step = key.rpartition(":")
            self.steps.setdefault((user, ladder), []).append(int(step))

    def has(self, user: int, ladder: str, step: int) -> bool:
        """Whether he was told this step or a later one."""
        return any(one <= step for one in self.steps.get((user, ladder), ()))
