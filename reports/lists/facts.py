"""What stands in a printed list, so that page, PDF, Word and Excel say the same."""

from dataclasses import dataclass
from datetime import date

from cchc.labels import Labelled

Value = str | int | date | None


class ListKind(Labelled):
    """The lists that can be printed."""

    MONTH = "nhiem-vu-thang", "Nhiệm vụ trong tháng"
    OVERDUE = "qua-han", "Việc quá hạn"
    PLAN = "ke-hoach", "Kế hoạch và kết quả"


class MatrixKind(Labelled):
    """The bodies of a territory as they stand, by what; printed from their own page."""

    PERIODS = "don-vi-theo-ky", "Đơn vị theo kỳ báo cáo"
    MONTHS = "don-vi-theo-thang", "Đơn vị theo tháng"
    AREAS = "don-vi-theo-linh-vuc", "Đơn vị theo lĩnh vực"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its header, its width in millimetres, "left" or "center"; `unit` follows each number ("ngày")."""

    title: str
    width: float
    align: str = "left"
    unit: str = ""

    @property
    def step(self) -> int:
        """The width in steps of five millimetres, by which the page's style sheet knows it."""
        return 5 * round(self.width / 5)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under a title of their own ("" where the list has one part alone)."""

    title: str
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class ListFacts:
    """A list as of a day. `issuer` is the body's full name; `notes` stand above the table (bodies without a plan),
    `left_out` below it; `empty` says why there is no row; `leader` signs it beside who made it. `leads` are the
    posts to which it can be narrowed; `sums` are rows over the whole, above the others and not counted with them."""

    kind: ListKind | MatrixKind
    issuer: str
    place: str
    title: str
    as_of: date
    fields: tuple[Field, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]
    empty: str
    leader: str
    leads: tuple[str, ...] = ()
    sums: tuple[tuple[Value, ...], ...] = ()

    @property
    def total(self) -> int:
        return sum(len(part.rows) for part in self.parts)
