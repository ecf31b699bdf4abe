"""Who may write criteria sets, and for whom a government scores."""

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from indices.enums import SetState
from indices.models import CriteriaSet
from indices.rules.rounds import can_run_rounds

BENEATH: dict[OrganizationKind, tuple[OrganizationKind, ...]] = {
    OrganizationKind.PROVINCE: (OrganizationKind.COMMUNE, OrganizationKind.DISTRICT, OrganizationKind.DEPARTMENT),
    OrganizationKind.DISTRICT: (OrganizationKind.COMMUNE, OrganizationKind.DEPARTMENT),
}
"""Whom a government scores, by its own level."""


def can_write_sets(actor: Actor) -> bool:
    """Who runs rounds writes the sets by which they score."""
    return can_run_rounds(actor)


def can_edit_set(actor: Actor, criteria_set: CriteriaSet) -> bool:
    """A draft of the actor's own government."""
    return owns_set(actor, criteria_set) and criteria_set.state == SetState.DRAFT


def owns_set(actor: Actor, criteria_set: CriteriaSet) -> bool:
    """Whether the set is one of the actor's own government; it may be copied by him, fixed or not."""
    return can_write_sets(actor) and criteria_set.organization_id in actor.government_ids


def levels_of(actor: Actor) -> tuple[OrganizationKind, ...]:
    """For bodies of which levels the actor's government has sets."""
    return BENEATH.get(OrganizationKind(actor.organization.government.kind), ())
