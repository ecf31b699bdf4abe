"""What an address of the table says of itself, and who walks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tests.marked import Marked

ROLES = {
    "officer": "tpht",
    "coordinator": "vptk",
    "leader": "chutich",
    "reviewer": "noivu",
    "administrator": "admin",
}
"""The people of the cast who walk as each role; the last two look over Quang Trung from above."""

Statuses = tuple[int, int, int, int, int]
"""What each of `ROLES` gets, in that order."""
Sent = Callable[[Marked], dict[str, Any]]

ALL: Statuses = (200, 200, 200, 200, 200)
AWAY: Statuses = (302, 302, 302, 302, 302)
NONE: Statuses = (404, 404, 404, 404, 404)
OWN: Statuses = (200, 200, 200, 404, 404)
OWN_AWAY: Statuses = (302, 302, 302, 404, 404)
DECIDERS: Statuses = (404, 200, 200, 404, 404)
DECIDERS_AWAY: Statuses = (404, 302, 302, 404, 404)
LEADER: Statuses = (404, 404, 200, 404, 404)
LEADER_AWAY: Statuses = (404, 404, 302, 404, 404)
COORDINATOR: Statuses = (404, 200, 404, 404, 404)
ABOVE: Statuses = (404, 404, 404, 200, 200)
REVIEWER: Statuses = (404, 404, 404, 200, 404)
REVIEWER_AWAY: Statuses = (404, 404, 404, 302, 404)
ADMIN = "administrator"
IN_TOWN: Statuses = (404, 404, 404, 403, 200)
IN_TOWN_AWAY: Statuses = (404, 404, 404, 403, 302)
ADMINISTRATOR: Statuses = (403, 403, 403, 403, 200)
ADMINISTRATOR_AWAY: Statuses = (403, 403, 403, 403, 302)
COORDINATOR_AWAY: Statuses = (422, 302, 422, 422, 422)
COORDINATOR_OWN: Statuses = (422, 302, 422, 404, 404)


def words(**values: Any) -> Sent:
    """A form with these values."""
    return lambda found: values


NOTHING = words()


@dataclass(frozen=True)
class Address:
    """One address with its objects. None: the method is not offered.

    `on` names objects of `Marked.home`; such an address is not found by neighbours, all others are everybody's own.
    `writers` are those whose sending changes something; `for_nobody` is what comes without signing in, where that is
    not the way to the sign-in page.
    """

    name: str
    gets: Statuses | None
    posts: Statuses | None = None
    on: tuple[str, ...] = ()
    sent: Sent = NOTHING
    writers: str = ""
    for_nobody: int = 302

    def __str__(self) -> str:
        return "-".join((self.name, *self.on))

    def path(self, place: Mapping[str, Any], *others: Mapping[str, Any]) -> str:
        """The path with its objects from one place, or the first from one and the next from another."""
        places = (place, *others)
        objects = [places[min(n, len(others))][name] for n, name in enumerate(self.on)]
        return reverse(self.name, args=[getattr(one, "pk", one) for one in objects])
