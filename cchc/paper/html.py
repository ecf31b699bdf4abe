"""The outline of a document as one HTML page, the source of its PDF. Every word is escaped."""

from collections.abc import Iterable
from datetime import date
from html import escape

from cchc.paper.blocks import (
    Appendix,
    Block,
    Cell,
    Column,
    Head,
    Heading,
    Listing,
    Makers,
    Note,
    Outline,
    Signature,
    Table,
    Text,
)
from cchc.paper.layout import MOTTO, NARROW_COLUMNS, NATION


def draw_html(outline: Outline, as_of: date) -> str:
    """A whole document; its dates are the day of the facts."""
    appendices = "".join(_appendix(place, appendix) for place, appendix in enumerate(outline.appendices))
    body = f"{_head(outline.head)}{_blocks(outline.blocks)}{_signature(outline.signature)}{appendices}"
    return _page(outline.title, outline.author, as_of, body)


def draw_listing(listing: Listing, as_of: date) -> str:
    """A whole list; its dates are the day of the facts."""
    return _page(listing.title, listing.author, as_of, _appendix(0, listing.page))


def _page(title: str, author: str, as_of: date, body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="vi-VN"><head><meta charset="utf-8"/>'
        f"<title>{escape(title)}</title>"
        f'<meta name="author" content="{escape(author)}"/>'
        f'<meta name="dcterms.created" content="{as_of.isoformat()}"/>'
        f'<meta name="dcterms.modified" content="{as_of.isoformat()}"/>'
        f"</head><body>{body}</body></html>"
    )


def _head(head: Head) -> str:
    if not head.issuer:
        return f"{_head_of_people(head)}{_addressees(head.addressees)}"
    superior = f'<p class="superior">{_lines(head.superior)}</p>' if head.superior else ""
    return (
        f'<div class="head"><div class="left">{superior}<div class="lined"><p class="issuer">{_lines(head.issuer)}</p>'
        '<div class="short-line"></div></div></div>'
        f'<div class="right"><p class="nation">{NATION}</p><div class="lined"><p class="motto">{MOTTO}</p>'
        '<div class="full-line"></div></div></div></div>'
        f"{_numbered(head) if head.kind else _about(head)}{_addressees(head.addressees)}"
    )


def _head_of_people(head: Head) -> str:
    return (
        f'<div class="head people"><div class="right"><p class="nation">{NATION}</p><div class="lined">'
        f'<p class="motto">{MOTTO}</p><div class="full-line"></div></div>'
        f'<p class="place-and-date">{_lines(head.place_and_date)}</p></div></div>'
        f'<h1 class="name">{escape(head.kind)}<br/><span class="subject">{_lines(head.subject)}'
        '<div class="short-line"></div></span></h1>'
    )


def _numbered(head: Head) -> str:
    return (
        f'<div class="head number-and-date"><p class="left number">{_lines(head.number)}</p>'
        f'<p class="right place-and-date">{_lines(head.place_and_date)}</p></div>'
        f'<h1 class="name">{escape(head.kind)}<br/><span class="subject">{_lines(head.subject)}'
        '<div class="short-line"></div></span></h1>'
    )


def _about(head: Head) -> str:
    """A letter has its subject beneath its number."""
    return (
        f'<div class="head number-and-date"><div class="left"><p class="number">{_lines(head.number)}</p>'
        f'<h1 class="about">{_lines(head.subject)}</h1></div>'
        f'<p class="right place-and-date">{_lines(head.place_and_date)}</p></div>'
    )


def _addressees(addressees: tuple[str, ...]) -> str:
    if not addressees:
        return ""
    if len(addressees) == 1:
        return f'<p class="addressees">Kính gửi: {_lines(addressees[0])}</p>'
    lines = "".join(f"<br/>- {_lines(name)}{'.' if name == addressees[-1] else ';'}" for name in addressees)
    return f'<p class="addressees several">Kính gửi:{lines}</p>'


def _blocks(blocks: Iterable[Block]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(0, text):
            return f'<p class="resolved">{_lines(text)}</p>'
        case Heading(level, text):
            return f"<h{level + 1}>{_lines(text)}</h{level + 1}>"
        case Text(text, gap, italic):
            return f'<p class="text{" basis" if italic else ""}">{_marked(text, gap)}</p>'
        case Note(text):
            return f'<p class="note">{_lines(text)}</p>'
        case Table():
            return _table(block)
        case Makers():
            return _makers(block)


def _table(table: Table) -> str:
    narrow = ' class="narrow"' if len(table.columns) > NARROW_COLUMNS else ""
    caption = f"<caption>{_lines(table.caption)}</caption>" if table.caption else ""
    columns = "".join(f'<col style="width:{column.width:.2f}mm"/>' for column in table.columns)
    header = "".join(f'<th scope="col">{_lines(column.title)}</th>' for column in table.columns)
    rows = "".join(_row(table.columns, row) for row in table.rows)
    return (
        f"<table{narrow}>{caption}<colgroup>{columns}</colgroup>"
        f"<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> str:
    """A cell across the whole table is the title of the rows that follow."""
    if row[0].across == len(row) > 1:
        return f'<tr class="part"><td colspan="{len(row)}">{escape(row[0].text)}</td></tr>'
    cells = (f"<td{_classes(column, cell)}>{escape(cell.text)}</td>" for column, cell in zip(columns, row, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _classes(column: Column, cell: Cell) -> str:
    """Only what differs from a plain cell."""
    asked = {column.align: column.align != "left", "bold": cell.bold, "gap": cell.gap}
    names = " ".join(name for name, is_asked in asked.items() if is_asked)
    return f' class="{names}"' if names else ""


def _signature(signature: Signature) -> str:
    """Nothing where nobody signs."""
    if not signature.authority:
        return ""
    authority = "<br/>".join(map(escape, signature.authority))
    lines = "<br/>".join(map(escape, signature.recipients))
    recipients = f'<p class="recipients-label">Nơi nhận:</p><p>{lines}</p>' if lines else "<p>\u00a0</p>"
    return (
        f'<div class="signature"><div class="left">{recipients}</div>'
        f'<div class="right"><p>{authority}</p><p class="signer">{_lines(signature.name)}</p></div></div>'
    )


def _makers(makers: Makers) -> str:
    left, right = map(_lines, makers.titles)
    return (
        f'<div class="makers"><p class="left"><br/>{left}</p><p class="right">'
        f'<span class="place-and-date">{_lines(makers.place_and_date)}</span><br/>{right}</p></div>'
    )


def _appendix(place: int, appendix: Appendix) -> str:
    """Two page names in turn, so that each appendix starts its own group of pages and its own numbering."""
    page = "appendix-a" if place % 2 == 0 else "appendix-b"
    return (
        f'<section class="{page}"><div class="appendix"><h2>{_lines(appendix.label)}</h2>'
        f'<p class="title">{_lines(appendix.title)}</p><p class="attached">{_lines(appendix.attached_to)}</p></div>'
        f"{_blocks(appendix.blocks)}</section>"
    )


def _marked(text: str, gap: bool) -> str:
    return f'<span class="gap">{_lines(text)}</span>' if gap else _lines(text)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br/>")
