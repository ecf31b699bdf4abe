"""Who issues a report, to whom, and who is expected to sign it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.text import fold
from plans.models import Plan
from reports.facts import Letterhead

SYMBOL = "BC-UBND"
AUTHORITY = "TM. ỦY BAN NHÂN DÂN"
SIGNER_TITLE = "CHỦ TỊCH"
COMMITTEE = "Ủy ban nhân dân"
KEPT_IN = "Lưu: VT"


def letterhead_of(organization: Organization, recipient: Organization | None, plans: Sequence[Plan]) -> Letterhead:
    """Without number and date. The signer is expected to be who signed the last plan, until the leader says so."""
    signed = next((plan for plan in reversed(plans) if plan.signer), None)
    superior = organization.parent
    return Letterhead(
        superior=superior.issuer_name if superior else "",
        issuer=organization.issuer_name,
        place=organization.place_name,
        symbol=SYMBOL,
        number="",
        issued_on=None,
        authority=(signed.authority if signed else "") or AUTHORITY,
        signer_title=(signed.signer_title if signed else "") or SIGNER_TITLE,
        signer=signed.signer if signed else "",
        addressee=_addressee(recipient),
        recipients=(KEPT_IN,),
    )


def sign(
    head: Letterhead, *, number: str, issued_on: date, authority: str, signer_title: str, signer: str
) -> Letterhead:
    """The same letterhead with what the leader gave on approval."""
    return replace(
        head, number=number, issued_on=issued_on, authority=authority, signer_title=signer_title, signer=signer
    )


def short_name(name: str) -> str:
    """ "UBND thị xã Bỉm Sơn"."""
    return f"UBND{name[len(COMMITTEE) :]}" if fold(name).startswith(fold(COMMITTEE)) else name


def _addressee(recipient: Organization | None) -> str:
    """The government above; where one of its departments follows reports, that department too."""
    if recipient is None:
        return ""
    bodies = [recipient]
    if recipient.kind == OrganizationKind.DEPARTMENT and recipient.parent:
        bodies.insert(0, recipient.parent)
    return "\n".join(short_name(body.issuer_name) for body in bodies)
