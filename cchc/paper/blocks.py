"""The typed blocks of an official document: one outline for every format, so that all say the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The top of the first page; `kind` is what the document is ("BÁO CÁO"). A letter (công văn) is of no kind: its
    subject stands beneath its number; what people write themselves (đơn) has no issuer. Texts are ready to print; line
    ends inside them are kept."""

    kind: str
    superior: str
    issuer: str
    number: str
    place_and_date: str
    subject: str
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading of the narrative; `level` is 1 ("I. …" in capitals), 2 ("1. …") or 3 ("a) …"); 0 stands in the
    middle above the articles of a decision ("QUYẾT ĐỊNH:"). `mark` is an unseen name by which a program finds the
    paragraph again in an edited file."""

    level: int
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One justified paragraph. A `gap` is a place that the office must still fill; a legal basis stands in italics;
    `mark` as of a heading."""

    text: str
    gap: bool = False
    italic: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A small line above or below a table: the source, what a percentage leaves out."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, its width in millimetres, "left", "center" or "right"."""

    title: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell may reach over the cells right of it (`across`, themselves included in the row and left out when drawn)
    and below it (`down`; those below are `covered`)."""

    text: str
    gap: bool = False
    bold: bool = False
    across: int = 1
    down: int = 1
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A bordered table whose header is repeated on every page; without titles of columns it has none. `caption` may be
    empty."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Makers:
    """Who answers for a list, side by side beneath it: the title of each, with room to sign."""

    place_and_date: str
    titles: tuple[str, str]


Block = Heading | Text | Note | Table | Makers


@dataclass(frozen=True, slots=True)
class Signature:
    """Recipients on the left; authority, title and name of the signer on the right."""

    authority: tuple[str, ...]
    name: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """A part with pages numbered from 1, landscape unless its table is narrow: "Phụ lục I", a title, who leads it, the
    document it belongs to."""

    label: str
    title: str
    attached_to: str
    blocks: tuple[Block, ...]
    lead: str = ""
    landscape: bool = True


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document in the order of its pages. `properties` are unseen words, by name, that stay in an edited
    file."""

    title: str
    author: str
    head: Head
    blocks: tuple[Block, ...]
    signature: Signature
    appendices: tuple[Appendix, ...]
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list without a letterhead, as the appendix of a document stands: whose it is, its title, its table."""

    title: str
    author: str
    page: Appendix
