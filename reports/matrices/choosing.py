"""Which lines of a matrix are shown and in which order; how many each choice would leave."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from cchc.labels import Labelled
from cchc.text import fold, sort_key
from reports.matrices.bodies import Body


class Mark(Labelled):
    """What makes a line worth finding."""

    UNSENT = "chua-gui", "Chưa gửi, quá hạn"
    LATE = "muon", "Gửi muộn"
    RETURNED = "tra-lai", "Trả lại"
    RECEIVABLE = "cho-nhan", "Chờ nhận"
    SILENT = "im-lang", "Im lặng"
    OVERDUE = "qua-han", "Có việc quá hạn"
    PLANLESS = "chua-ke-hoach", "Chưa có kế hoạch"


class Order(Labelled):
    URGENCY = "khan", "Im lặng, chậm đứng trước"
    NAME = "ten", "Theo tên"
    SHARE = "ty-le", "Tỷ lệ thấp đứng trước"
    OVERDUE = "qua-han", "Quá hạn nhiều đứng trước"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a line is found and where it stands: the higher its `rank`, the more urgent; `share` is (done, of how many);
    `overdue` counts what is not there though its day has passed."""

    marks: frozenset[Mark]
    rank: tuple[int, ...]
    share: tuple[int, int]
    overdue: int


class Row(Protocol):
    """A line of a matrix."""

    @property
    def body(self) -> Body: ...

    @property
    def standing(self) -> Standing: ...


AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see; "" and None ask for everything."""

    words: str = ""
    type: str = ""
    mark: Mark | None = None
    order: Order = Order.URGENCY

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.type or self.mark)


@dataclass(frozen=True, slots=True)
class Chosen(Generic[AnyRow]):
    """The lines to show in their order, out of `total`; `counts` tell how many of those found by words and type bear
    each mark, `found` how many these are; `types` are the types among all."""

    rows: tuple[AnyRow, ...]
    total: int
    found: int
    counts: tuple[tuple[Mark, int], ...]
    types: tuple[str, ...]

    @property
    def shown(self) -> int:
        return len(self.rows)

    @property
    def said(self) -> str:
        """ "Tất cả 170 đơn vị", "Tất cả 170 đơn vị; đang hiện 23"."""
        every = f"Tất cả {self.total} đơn vị"
        return every if self.shown == self.total else f"{every}; đang hiện {self.shown}"


def choose(rows: Sequence[AnyRow], asked: Asked, marks: Iterable[Mark]) -> Chosen[AnyRow]:
    """Narrow and sort the lines; `marks` are those that the matrix offers."""
    sought = fold(asked.words).split()
    found = [row for row in rows if _is_found(row.body, sought, asked.type)]
    kept = [row for row in found if asked.mark is None or asked.mark in row.standing.marks]
    counts = ((mark, sum(mark in row.standing.marks for row in found)) for mark in marks)
    return Chosen(
        rows=tuple(sorted(kept, key=_KEYS[asked.order])),
        total=len(rows),
        found=len(found),
        counts=tuple(counts),
        types=tuple(sorted({row.body.type for row in rows}, key=sort_key)),
    )


def _is_found(body: Body, sought: Sequence[str], type_: str) -> bool:
    if type_ and body.type != type_:
        return False
    name = fold(body.name)
    return all(word in name for word in sought)


def _by_urgency(row: Row) -> tuple[object, ...]:
    return (*(-number for number in row.standing.rank), sort_key(row.body.name))


def _by_share(row: Row) -> tuple[object, ...]:
    """The lowest first; lines of which there is nothing to say come last."""
    done, base = row.standing.share
    return not base, done / base if base else 0, sort_key(row.body.name)


_KEYS: dict[Order, Callable[[Row], tuple[object, ...]]] = {
    Order.URGENCY: _by_urgency,
    Order.NAME: lambda row: (sort_key(row.body.name),),
    Order.SHARE: _by_share,
    Order.OVERDUE: lambda row: (-row.standing.overdue, sort_key(row.body.name)),
}
