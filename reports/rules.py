"""Who may do what with reports."""

from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Organization
from cchc.orgs.scope import GIVERS
from reports.enums import DrawingState, ReportState
from reports.models import Report, ReportFile, UrgedBody, Urging
from tasks.enums import Audience

OPEN = (ReportState.DRAFT, ReportState.RETURNED)


def can_draft(actor: Actor, organization: Organization) -> bool:
    """The coordinator, the leader, or the scheduled job drafts the reports of its own body."""
    own = actor.belongs_to(organization.pk)
    return own and (actor.is_system or actor.has_role(Role.COORDINATOR, Role.LEADER))


def is_early(report: Report, today: date) -> bool:
    """A draft whose figures end before its cut-off, which has passed: they are not yet those of the period."""
    return report.state == ReportState.DRAFT and report.as_of < report.cutoff_on < today


def can_edit(actor: Actor, report: Report) -> bool:
    """The coordinator writes while the report is a draft or was returned."""
    return _own(actor, report, Role.COORDINATOR) and report.state in OPEN


def can_refresh(actor: Actor, report: Report) -> bool:
    """New figures are taken into an open report by who may draft it."""
    return (actor.is_system or actor.has_role(Role.COORDINATOR, Role.LEADER)) and (
        actor.belongs_to(report.organization_id) and report.state in OPEN
    )


def approves(actor: Actor, report: Report) -> bool:
    """Whether the actor is the leader who approves this body's reports, whatever their state."""
    return _own(actor, report, Role.LEADER)


def can_approve(actor: Actor, report: Report) -> bool:
    """The leader gives number and date."""
    return approves(actor, report) and report.state in OPEN


def can_withdraw(actor: Actor, report: Report) -> bool:
    """The leader takes his approval back before the report is sent."""
    return approves(actor, report) and report.state == ReportState.APPROVED


def can_submit(actor: Actor, report: Report) -> bool:
    """The coordinator or the leader sends what was approved."""
    return _own(actor, report, Role.COORDINATOR, Role.LEADER) and report.state == ReportState.APPROVED


def can_decide(actor: Actor, report: Report) -> bool:
    """The reviewer of the government that received it accepts or returns what was sent."""
    return receives(actor, report) and report.state == ReportState.SUBMITTED


def can_reopen(actor: Actor, report: Report) -> bool:
    """The same reviewer opens a period again after it was sent."""
    sent = report.state in (ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.RETURNED)
    return receives(actor, report) and sent and not report.is_reopened


def receives(actor: Actor, report: Report) -> bool:
    """Whether the actor reviews for the government to which the report goes, or for the one that carries on its work,
    not for one further up."""
    if not actor.has_role(Role.REVIEWER) or report.recipient is None:
        return False
    return report.recipient.government.pk in actor.government_ids


def can_remark(actor: Actor, report: Report) -> bool:
    """Who decides on a sent report remarks on its places until he has decided."""
    return can_decide(actor, report)


def reads_untold(actor: Actor, report: Report) -> bool:
    """The reviewers who received it share remarks that the body is not yet told; nobody else reads them."""
    return receives(actor, report)


def can_answer(actor: Actor, report: Report) -> bool:
    """The coordinator or the leader of the body answers from the return until the report is sent again."""
    is_back = report.submitted_at is not None and report.state in (*OPEN, ReportState.APPROVED)
    return _own(actor, report, Role.COORDINATOR, Role.LEADER) and is_back


def decides_somewhere(actor: Actor) -> bool:
    """Whether the actor accepts and returns reports at all."""
    return actor.has_role(Role.REVIEWER)


def sees_incoming(actor: Actor) -> bool:
    """Who looks over a territory, and the people of a government, see what came in to it."""
    return actor.looks_over or actor.organization.kind in GIVERS


def can_redraw(actor: Actor, file: ReportFile) -> bool:
    """Anyone who works on the body's reports starts a drawing again that did not come out."""
    report = file.report
    return _own(actor, report, Role.COORDINATOR, Role.LEADER) and file.state != DrawingState.READY


def can_check(actor: Actor, report: Report) -> bool:
    """Who works on the body's reports, and who reviews or administers above it, has a sent report drawn again to
    compare it."""
    return _own(actor, report, Role.COORDINATOR, Role.LEADER) or actor.has_role(Role.REVIEWER, Role.ADMINISTRATOR)


def can_retry(actor: Actor, organization: Organization) -> bool:
    """Who works on the body's reports, or the administrator above it, has background work run again."""
    own = actor.belongs_to(organization.pk) and actor.has_role(Role.COORDINATOR, Role.LEADER)
    return own or actor.has_role(Role.ADMINISTRATOR)


def _own(actor: Actor, report: Report, *roles: Role) -> bool:
    return actor.belongs_to(report.organization_id) and actor.has_role(*roles)


def can_measure(actor: Actor, organization: Organization) -> bool:
    """The coordinator and the officers of a body enter its numbers; so may the system."""
    own = actor.belongs_to(organization.pk)
    return own and (actor.is_system or actor.has_role(Role.COORDINATOR, Role.OFFICER))


def can_define(actor: Actor, organization: Organization) -> bool:
    """The coordinator says what a body measures besides the starting set, the reviewer what his territory does."""
    if actor.has_role(Role.REVIEWER):
        return actor.organization.territory == organization.territory
    return _is_coordinator_of(actor, organization.pk)


def can_tie(actor: Actor, organization_id: int) -> bool:
    """The coordinator says what the targets of the body's plans achieve."""
    return _is_coordinator_of(actor, organization_id)


def _is_coordinator_of(actor: Actor, organization_id: int) -> bool:
    return actor.belongs_to(organization_id) and (actor.is_system or actor.has_role(Role.COORDINATOR))


def can_set_outline(actor: Actor, organization: Organization, audience: Audience) -> bool:
    """The coordinator or the leader of a government decides on the outline of its own reports and of those of the
    bodies beneath it; on the latter the reviewers of its department too. A commune has nobody beneath it."""
    below = audience == Audience.BELOW
    if organization.kind == OrganizationKind.DEPARTMENT or (below and organization.kind == OrganizationKind.COMMUNE):
        return False
    if below and actor.has_role(Role.REVIEWER):
        return actor.organization.territory == organization.path
    return actor.belongs_to(organization.pk) and actor.has_role(Role.COORDINATOR, Role.LEADER)


def can_urge(actor: Actor) -> bool:
    """The reviewer of a government's department, the coordinator and the leader of a province or a district urge the
    bodies beneath; a commune has nobody beneath it."""
    kind = actor.organization.kind
    if actor.has_role(Role.REVIEWER):
        return kind != OrganizationKind.COMMUNE
    return kind in GIVERS and actor.has_role(Role.COORDINATOR, Role.LEADER)


def can_change_urging(actor: Actor, urging: Urging) -> bool:
    """Who urges for the body that wrote a letter edits, drops and sends it as long as it was not sent."""
    return can_urge(actor) and actor.belongs_to(urging.organization_id) and urging.sent_at is None


def can_answer_urging(actor: Actor, urged: UrgedBody) -> bool:
    """The coordinator and the leader of a body that was urged have seen the letter and answer it."""
    return actor.belongs_to(urged.organization_id) and actor.has_role(Role.COORDINATOR, Role.LEADER)
