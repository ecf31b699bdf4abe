"""What the readers give back: frozen, without Django, each with the words it was read from.

Nothing here is guessed in silence. What a reader is unsure of comes back as a `Doubt` with the words it
stumbled on; a person settles it.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plans.enums import Comparator, DeadlineKind, Every, SectionKind


@dataclass(frozen=True, slots=True)
class Doubt:
    """One point that a person must decide. `code` names its kind, `message` is one Vietnamese sentence saying
    what is wrong and what was assumed, `words` are quoted from the document, `where` tells the place."""

    code: str
    message: str
    words: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One deadline of a duty. `label` is the product it belongs to ("Báo cáo kết quả"); `trigger` (event) and
    `source` (external) are the words of what it waits for."""

    kind: DeadlineKind
    words: str
    label: str | None = None
    every: Every | None = None
    day: int | None = None
    start: date | None = None
    due: date | None = None
    on_demand: bool = False
    trigger: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    text: str
    clauses: tuple[Clause, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Former:
    """A name that was right until a day (inclusive): an alias in a document of that time, a doubt in a later one.
    `told` says what became of it: "đã nhập vào “Xã Đông Hà” từ 01/07/2025"."""

    name: str
    aliases: tuple[str, ...]
    until_on: date
    told: str


@dataclass(frozen=True, slots=True)
class Body:
    """An entry of the directory given to the agency reader. `name` is canonical; `fan_out` marks a group that
    stands for each of its members ("UBND các xã, thị trấn"); `former` are names that it bore before, or that a body
    bore whose work it carries on."""

    name: str
    aliases: tuple[str, ...] = ()
    fan_out: bool = False
    former: tuple[Former, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyReading:
    """Canonical names of the bodies that lead and co-ordinate; `groups` are fan-outs and vague groups in their own
    words, `coordinating_groups` those of them that only co-ordinate; `unknown` are words that name no body of the
    directory."""

    text: str
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    coordinating_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadProduct:
    """A product and the places (from 0) of the clauses in its row's reading that belong to it."""

    words: str
    clauses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """A measurable aim: `subject` compared with `value` (and `value_to` for a range) in `unit`."""

    text: str
    subject: str
    comparator: Comparator
    value: Decimal
    value_to: Decimal | None
    unit: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A result that the plan starts from: `subject` had reached `value`, of `out_of` where the scale is printed."""

    text: str
    subject: str
    value: Decimal
    out_of: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class ReadTask:
    """One row of a task table, its own words beside their reading."""

    ordinal: str
    text: str
    product_text: str
    agency_text: str
    deadline_text: str
    note: str
    products: tuple[ReadProduct, ...]
    agencies: AgencyReading
    deadline: DeadlineReading
    where: str
    actions: tuple["ReadTask", ...] = ()
    subtasks: tuple["ReadTask", ...] = ()


@dataclass(frozen=True, slots=True)
class ReadSection:
    """An appendix, area or group of rows. `lead_text` is the lead that its caption names, `lead` the canonical
    names that lead it by the prose (or by the caption where the prose is silent). Sections stand in the order of
    the document; one with a greater `depth` belongs to the nearest one above it with a smaller."""

    label: str
    title: str
    area: str
    tasks: tuple[ReadTask, ...]
    lead_text: str = ""
    lead: tuple[str, ...] = ()
    depth: int = 0
    kind: SectionKind = SectionKind.DUTIES


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell of a table: its text stands at `row`, `column` (from 0), its other places are empty."""

    row: int
    column: int
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the document in its own order, for showing it beside its reading. `kind` is "p" or "table". A table
    of a workbook knows the name of its sheet and, row by row, the numbers that its rows have there."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    spans: tuple[Span, ...] = ()
    sheet: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """Everything read from one document."""

    number: str
    title: str
    from_year: int
    to_year: int
    issuer: str = ""
    superior: str = ""
    place: str = ""
    issued_on: date | None = None
    signer: str = ""
    authority: str = ""
    signer_title: str = ""
    recipients: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    carries_out: str = ""
    replaces: str = ""
    sections: tuple[ReadSection, ...] = ()
    targets: tuple[ReadTarget, ...] = ()
    figures: tuple[ReadFigure, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    blocks: tuple[Block, ...] = field(default=(), repr=False)


class Unreadable(Exception):
    """The file cannot be taken as a plan; the message is one Vietnamese sentence for the person who sent it."""
