"""Who issues a document, under which number, and who signs it (Nghị định 30/2020/NĐ-CP, Phụ lục I). Pure."""

import re
from dataclasses import dataclass
from datetime import date

from cchc.paper.blocks import Head, Signature
from cchc.paper.words import clean, issuer_caps, long_date, recipient_lines, signer_name, superior_caps

NUMBER_BLANK = "\u00a0" * 6
_ON_BEHALF = re.compile(r"\s+(?=(?:KT|TL|TUQ|Q)\.)")
"""Each authority stands on a line of its own: TM. over KT."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues and signs. `issuer` is the body's full name ("Ủy ban nhân dân xã Quang Trung"), `symbol` the
    part after the number ("BC-UBND"); `number` and `issued_on` are empty until the leader approves. `authority` is
    one line or several ("TM. ỦY BAN NHÂN DÂN" over "KT. CHỦ TỊCH"); `addressee` holds one body a line."""

    superior: str
    issuer: str
    place: str
    symbol: str
    number: str
    issued_on: date | None
    authority: str
    signer_title: str
    signer: str
    addressee: str
    recipients: tuple[str, ...]


def document_number(head: Letterhead, blank: str = NUMBER_BLANK) -> str:
    """ "05/BC-UBND": a leading 0 under 10, no blanks about "/" and "-"; `blank` stands for a number not yet given."""
    number = clean(head.number) or blank
    return f"{number.zfill(2) if number.isascii() and number.isdigit() else number}/{clean(head.symbol)}"


def head_block(head: Letterhead, *, kind: str, subject: str, year: int, addressees: tuple[str, ...] = ()) -> Head:
    """The top of a document of that kind ("TỜ TRÌNH"); `year` stands while no day is given."""
    return Head(
        kind=kind,
        superior=superior_caps(head.superior),
        issuer=issuer_caps(head.issuer),
        number=f"Số: {document_number(head)}",
        place_and_date=f"{clean(head.place)}, {long_date(head.issued_on, year)}",
        subject=subject,
        addressees=addressees,
    )


def signature_of(head: Letterhead, *, has_addressee: bool) -> Signature:
    """Who signs and who gets a copy."""
    lines = _ON_BEHALF.sub("\n", clean(f"{head.authority}\n{head.signer_title}").upper()).split("\n")
    return Signature(
        authority=tuple(line for line in lines if line),
        name=signer_name(head.signer),
        recipients=recipient_lines(head.recipients, has_addressee=has_addressee),
    )
