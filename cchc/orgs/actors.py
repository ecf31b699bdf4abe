"""Who acts: a person in one of his memberships, or the system on behalf of a body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc.orgs.enums import Role

if TYPE_CHECKING:
    from cchc.orgs.models import Organization, Position, User

WIDE_ROLES = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Actor:
    """`role` is None for the system, which may write what its jobs must and reaches its own body only. `unread` counts
    what the person was told in this body and has not opened."""

    user: User | None
    organization: Organization
    role: Role | None
    positions: tuple[Position, ...] = ()
    unread: int = 0

    @classmethod
    def system(cls, organization: Organization) -> Actor:
        """The actor of scheduled jobs and commands."""
        return cls(user=None, organization=organization, role=None)

    @property
    def name(self) -> str:
        return self.user.display_name if self.user else "Hệ thống"

    @property
    def looks_over(self) -> bool:
        """Whether this actor sees all bodies of the territory, not its own alone."""
        return self.role in WIDE_ROLES

    @property
    def is_system(self) -> bool:
        return self.role is None

    @property
    def position_ids(self) -> frozenset[int]:
        """The posts held, with those of ended bodies whose duties they carry on."""
        held = (pk for position in self.positions for pk in (position.pk, *position.predecessor_ids))
        return frozenset(held)

    @property
    def body_ids(self) -> frozenset[int]:
        """One's own body and the ended bodies whose work it carries on."""
        return frozenset((self.organization.pk, *self.organization.predecessor_ids))

    @property
    def government_ids(self) -> frozenset[int]:
        """The government for which the actor works (a department's is the one above it), with those that it carries
        on. Reads the body's parent."""
        government = self.organization.government
        return frozenset((government.pk, *government.predecessor_ids))

    @property
    def positions_text(self) -> str:
        return ", ".join(position.name for position in self.positions)

    def has_role(self, *roles: Role) -> bool:
        return self.role in roles

    def belongs_to(self, organization_id: int) -> bool:
        """Whether this is the actor's own body, or an ended one whose work it carries on: where alone it may write."""
        return organization_id in self.body_ids

    def inherited_from(self, organization_id: int) -> bool:
        """Whether this is an ended body whose work the actor's own carries on."""
        return organization_id in self.organization.predecessor_ids
