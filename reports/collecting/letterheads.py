"""Who issues a report, to whom, and who is expected to sign it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.queries.letterheads import AUTHORITY, KEPT_IN, SIGNER_TITLE, addressee_of, head_of, initials, own_name
from cchc.orgs.queries.units import Names
from cchc.paper.letterhead import Letterhead
from plans.models import Plan

SYMBOL = "BC-UBND"

URGING_SYMBOL = "UBND-CCHC"


def letterhead_of(names: Names, recipient: Organization | None, plans: Sequence[Plan]) -> Letterhead:
    """Without number and date, by the names of a day. The signer is expected to be who signed the last plan, until the
    leader says so."""
    signed = next((plan for plan in reversed(plans) if plan.signer), None)
    return Letterhead(
        superior=names.superior,
        issuer=names.issuer_name,
        place=names.place_name,
        symbol=SYMBOL,
        number="",
        issued_on=None,
        authority=(signed.authority if signed else "") or AUTHORITY,
        signer_title=(signed.signer_title if signed else "") or SIGNER_TITLE,
        signer=signed.signer if signed else "",
        addressee=addressee_of(recipient),
        recipients=(KEPT_IN,),
    )


def sign(
    head: Letterhead, *, number: str, issued_on: date, authority: str, signer_title: str, signer: str
) -> Letterhead:
    """The same letterhead with what the leader gave on approval."""
    return replace(
        head, number=number, issued_on=issued_on, authority=authority, signer_title=signer_title, signer=signer
    )


def urging_head(organization: Organization) -> Letterhead:
    """The head of a letter to bodies beneath, without number, date and name: its symbol names the issuer
    first."""
    is_department = organization.kind == OrganizationKind.DEPARTMENT
    symbol = f"{initials(own_name(organization))}-CCHC" if is_department else URGING_SYMBOL
    return replace(head_of(organization, ""), symbol=symbol)
