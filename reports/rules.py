"""Who may do what with reports."""

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Organization
from reports.enums import DrawingState, ReportState
from reports.models import Report, ReportFile

OPEN = (ReportState.DRAFT, ReportState.RETURNED)


def can_draft(actor: Actor, organization: Organization) -> bool:
    """The coordinator, the leader, or the scheduled job drafts the reports of its own body."""
    own = actor.belongs_to(organization.pk)
    return own and (actor.is_system or actor.has_role(Role.COORDINATOR, Role.LEADER))


def can_edit(actor: Actor, report: Report) -> bool:
    """The coordinator writes while the report is a draft or was returned."""
    return _own(actor, report, Role.COORDINATOR) and report.state in OPEN


def can_refresh(actor: Actor, report: Report) -> bool:
    """New figures are taken into an open report by who may draft it."""
    return (actor.is_system or actor.has_role(Role.COORDINATOR, Role.LEADER)) and (
        actor.belongs_to(report.organization_id) and report.state in OPEN
    )


def can_approve(actor: Actor, report: Report) -> bool:
    """The leader gives number and date."""
    return _own(actor, report, Role.LEADER) and report.state in OPEN


def can_withdraw(actor: Actor, report: Report) -> bool:
    """The leader takes his approval back before the report is sent."""
    return _own(actor, report, Role.LEADER) and report.state == ReportState.APPROVED


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
    """Whether the actor reviews for the government to which the report goes, not for one further up."""
    if not actor.has_role(Role.REVIEWER) or report.recipient is None:
        return False
    return actor.organization.territory == report.recipient.territory


def can_redraw(actor: Actor, file: ReportFile) -> bool:
    """Anyone who works on the body's reports starts a drawing again that did not come out."""
    report = file.report
    return _own(actor, report, Role.COORDINATOR, Role.LEADER) and file.state != DrawingState.READY


def _own(actor: Actor, report: Report, *roles: Role) -> bool:
    return actor.belongs_to(report.organization_id) and actor.has_role(*roles)
