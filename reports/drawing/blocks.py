"""The typed blocks of a report: one outline that feeds PDF and DOCX, so that both say the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The top of the first page. Texts are ready to print; line ends inside them are kept."""

    superior: str
    issuer: str
    number: str
    place_and_date: str
    subject: str
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading of the narrative; `level` is 1 ("I. …" in capitals), 2 ("1. …") or 3 ("a) …")."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """One justified paragraph. A `gap` is a place that the office must still fill."""

    text: str
    gap: bool = False


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
    text: str
    gap: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A bordered table whose header is repeated on every page. `caption` may be empty."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Text | Note | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Recipients on the left; authority, title and name of the signer on the right."""

    authority: tuple[str, ...]
    name: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """A landscape part with pages numbered from 1: "Phụ lục I", a title in capitals, the document it belongs to."""

    label: str
    title: str
    attached_to: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report in the order of its pages."""

    title: str
    author: str
    head: Head
    blocks: tuple[Block, ...]
    signature: Signature
    appendices: tuple[Appendix, ...]
