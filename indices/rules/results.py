"""Who keeps published results and aims."""

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Organization
from indices.models import ResultTable
from indices.rules.rounds import can_run_rounds

_BENEATH = {
    OrganizationKind.PROVINCE: tuple(OrganizationKind),
    OrganizationKind.DISTRICT: (OrganizationKind.DISTRICT, OrganizationKind.DEPARTMENT, OrganizationKind.COMMUNE),
}


def can_keep_results(actor: Actor) -> bool:
    """The coordinator of a body keeps what was published about it; who runs rounds keeps whole tables."""
    return can_run_rounds(actor) or actor.has_role(Role.COORDINATOR)


def keeper_of(actor: Actor) -> Organization:
    """The body whose tables the actor keeps: the government for which rounds are run, otherwise one's own."""
    return actor.organization.government if can_run_rounds(actor) else actor.organization


def can_change_table(actor: Actor, table: ResultTable) -> bool:
    """Of one's own body alone; what a round of ours published is never changed."""
    own = actor.government_ids if can_run_rounds(actor) else actor.body_ids
    return can_keep_results(actor) and table.round_id is None and table.organization_id in own


def levels_of(actor: Actor) -> tuple[OrganizationKind, ...]:
    """The bodies whose results one may keep: like one's own, and those beneath."""
    kind = OrganizationKind(keeper_of(actor).kind)
    return _BENEATH.get(kind, (kind,))


def can_set_aim(actor: Actor, organization: Organization) -> bool:
    """The coordinator and the leader of the body set what it aims at."""
    return actor.belongs_to(organization.pk) and actor.has_role(Role.COORDINATOR, Role.LEADER)
