"""Who issues a document of a body, and who is expected to sign it."""

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.queries.units import names_of
from cchc.paper.letterhead import Letterhead
from cchc.text import fold

AUTHORITY = "TM. ỦY BAN NHÂN DÂN"
SIGNER_TITLE = "CHỦ TỊCH"
COMMITTEE = "Ủy ban nhân dân"
KEPT_IN = "Lưu: VT"
HEADS = {"phong": "TRƯỞNG PHÒNG", "so": "GIÁM ĐỐC", "van": "CHÁNH VĂN PHÒNG"}
HEAD = "THỦ TRƯỞNG"
"""Who signs for a department, by the first word of its name."""


def head_of(organization: Organization, kind: str) -> Letterhead:
    """The head of a document of that kind ("TTr", "BC", "QĐ") without number, date and name. A department stands by its
    own short name beneath its government, which gets a copy; its head signs in his own right. Reads the parent."""
    names, is_department = names_of(organization), organization.kind == OrganizationKind.DEPARTMENT
    copy = (f"{short_name(names.superior)} (b/c)",) if is_department and names.superior else ()
    return Letterhead(
        superior=names.superior,
        issuer=own_name(organization) if is_department else names.issuer_name,
        place=names.place_name,
        symbol=f"{kind}-{initials(own_name(organization)) if is_department else 'UBND'}",
        number="",
        issued_on=None,
        authority="" if is_department else AUTHORITY,
        signer_title=_head_of_department(organization) if is_department else SIGNER_TITLE,
        signer="",
        addressee="",
        recipients=(*copy, KEPT_IN),
    )


def own_name(organization: Organization) -> str:
    """A department's name without its government's: "Phòng Nội vụ"."""
    name = organization.name
    return next((alias for alias in organization.aliases if name.startswith(alias)), name)


def initials(name: str) -> str:
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


def _head_of_department(organization: Organization) -> str:
    return HEADS.get(fold(organization.name).split(" ")[0], HEAD)
