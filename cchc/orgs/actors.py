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
    """`role` is None for the system, which may write what its jobs must and reaches its own body only."""

    user: User | None
    organization: Organization
    role: Role | None
    positions: tuple[Position, ...] = ()

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
        return frozenset(position.pk for position in self.positions)

    @property
    def positions_text(self) -> str:
        return ", ".join(position.name for position in self.positions)

    def has_role(self, *roles: Role) -> bool:
        return self.role in roles

    def belongs_to(self, organization_id: int) -> bool:
        """Whether this is the actor's own body, the only one it may write in."""
        return self.organization.pk == organization_id
