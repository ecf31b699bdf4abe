"""Who issues a report, to whom, and who is expected to sign it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.queries.units import Names, names_of
from cchc.text import fold
from plans.models import Plan
from reports.facts import Letterhead

SYMBOL = "BC-UBND"
AUTHORITY = "TM. ỦY BAN NHÂN DÂN"
SIGNER_TITLE = "CHỦ TỊCH"
COMMITTEE = "Ủy ban nhân dân"
KEPT_IN = "Lưu: VT"
URGING_SYMBOL = "UBND-CCHC"
HEADS = {"phong": "TRƯỞNG PHÒNG", "so": "GIÁM ĐỐC", "van": "CHÁNH VĂN PHÒNG"}
HEAD = "THỦ TRƯỞNG"
"""Who signs for a department, by the first word of its name."""


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
    """The head of a letter to bodies beneath, without number, date and name. A department stands by its own short name
    beneath its government, which gets a copy; its head signs in his own right."""
    is_department = organization.kind == OrganizationKind.DEPARTMENT
    superior, name = organization.parent, organization.name
    own = next((alias for alias in organization.aliases if name.startswith(alias)), name)
    head = letterhead_of(names_of(organization), None, ())
    if not is_department:
        return replace(head, symbol=URGING_SYMBOL)
    copy = (f"{short_name(superior.issuer_name)} (b/c)",) if superior else ()
    return replace(
        head,
        issuer=own,
        symbol=f"{_initials(own)}-CCHC",
        authority="",
        signer_title=HEADS.get(fold(name).split(" ")[0], HEAD),
        recipients=(*copy, KEPT_IN),
    )


def _initials(name: str) -> str:
    """ "PNV" of "Phòng Nội vụ"."""
    return "".join(word[0] for word in name.split() if word[0].isalpha()).upper()


def short_name(name: str) -> str:
    """ "UBND thị xã Bỉm Sơn"."""
    return f"UBND{name[len(COMMITTEE) :]}" if fold(name).startswith(fold(COMMITTEE)) else name


def addressee_of(recipient: Organization | None) -> str:
    """The government above; where one of its departments follows reports, that department too."""
    if recipient is None:
        return ""
    bodies = [recipient]
    if recipient.kind == OrganizationKind.DEPARTMENT and recipient.parent:
        bodies.insert(0, recipient.parent)
    return "\n".join(short_name(body.issuer_name) for body in bodies)
