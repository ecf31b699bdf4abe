"""Which post takes over which, and who goes on, when a body carries on the work of another. On loaded rows."""

from collections.abc import Iterable

from cchc.orgs.becoming import Movers, key_of
from cchc.orgs.enums import Role
from cchc.orgs.models import Membership, Position

OFFICE = "văn phòng - thống kê"
STAYING = (Role.LEADER, Role.ADMINISTRATOR)
"""Whom the body after appoints anew, where only its staff goes on."""


def heir_of_post(post: Position, others: Iterable[Position], chosen: int | None = None) -> Position | None:
    """The post among `others` that is chosen, else the one that bears one of its names."""
    found = list(others)
    names = _names_of(post)
    return next((one for one in found if one.pk == chosen), None) or next(
        (one for one in found if names & _names_of(one)), None
    )


def office_of(posts: Iterable[Position]) -> Position | None:
    """The post of Văn phòng - Thống kê, which answers for what is nobody else's."""
    return next((one for one in posts if key_of(OFFICE) in key_of(one.name)), None)


def goes_on(membership: Membership, people: Movers) -> bool:
    """Whether this person goes on in the body after."""
    if people == Movers.STAFF:
        return membership.role not in STAYING
    return people == Movers.ALL


def _names_of(post: Position) -> set[str]:
    return {key_of(name) for name in (post.name, post.short_name, *post.aliases) if name}
