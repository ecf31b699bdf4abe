"""The duties of one month: what stands over from before, what falls due, what is standing, what waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from reports.collecting.duties import DutyFact, RowFact
from reports.collecting.lists.bodies import (
    BodyRows,
    Chosen,
    leads_among,
    lines_of,
    notes_of,
    product_of,
    result_of_duty,
    with_body,
)
from reports.lists.facts import Field, ListFacts, ListKind, Part, Value
from tasks.enums import ObligationKind, State
from tasks.periods import ROMAN

FIELDS = (
    Field("TT", 10, "center"),
    Field("Nhiệm vụ", 80),
    Field("Sản phẩm", 33),
    Field("Chủ trì", 35),
    Field("Hạn", 22, "center"),
    Field("Trạng thái", 25, "center"),
    Field("Kết quả", 42),
)
LEFT, DUE, STANDING, WAITING = range(4)
TITLES = (
    "Còn tồn từ trước, đã quá hạn",
    "Đến hạn trong tháng",
    "Thường xuyên",
    "Chưa ấn định thời hạn, đang chờ",
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A duty of the month: the part it stands in, and what its row says after the number."""

    part: int
    is_cancelled: bool
    cells: tuple[Value, ...]


def month_list(chosen: Chosen, month: date) -> ListFacts:
    """The list of the month that begins on `month`. What was cancelled is left out and counted."""
    found = lines_of(chosen, partial(_placed, chosen, month))
    placed = [duty for body in found for duty in body.lines]
    cancelled = sum(duty.is_cancelled for duty in placed)
    asked = [duty for duty in placed if not duty.is_cancelled]
    return ListFacts(
        kind=ListKind.MONTH,
        issuer=chosen.issuer.issuer_name,
        place=chosen.issuer.place_name,
        title=f"Danh mục nhiệm vụ tháng {month.month} năm {month.year}{chosen.whose}",
        as_of=chosen.as_of,
        fields=with_body(chosen, FIELDS),
        parts=tuple(_parts(asked)),
        notes=notes_of(chosen, found),
        left_out=(f"Không kể {cancelled} việc đã hủy.",) if cancelled else (),
        empty=f"Không có việc nào đến hạn hoặc còn tồn trong tháng {month.month} năm {month.year}.",
        leader=chosen.leader,
        leads=leads_among(found),
    )


def _placed(chosen: Chosen, month: date, body: BodyRows) -> Iterator[Placed]:
    """A body's duties by their due days."""
    duties = [(row, fact) for row in body.rows for fact in row.duties]
    for row, fact in sorted(duties, key=lambda one: one[1].due_on or date.max):
        part = _part(fact, month)
        if part is not None:
            yield Placed(part, fact.state == State.CANCELLED, _cells(chosen, body, row, fact))


def _part(fact: DutyFact, month: date) -> int | None:
    """Where a duty stands; None where it is no matter of this month: settled before, or due later."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    if fact.due_on and month <= fact.due_on < following:
        return DUE
    if fact.is_settled:
        return None
    if fact.due_on and fact.due_on < month:
        return LEFT if fact.state == State.OVERDUE else None
    if fact.obligation.kind == ObligationKind.STANDING:
        start_on = fact.obligation.start_on
        return STANDING if start_on is None or start_on < following else None
    return WAITING if fact.due_on is None else None


def _cells(chosen: Chosen, body: BodyRows, row: RowFact, fact: DutyFact) -> tuple[Value, ...]:
    return (
        *((body.body.name,) if chosen.are_many else ()),
        row.task.item.text,
        product_of(row, fact),
        row.leads,
        fact.due_on or fact.obligation.words or fact.obligation.waits_for,
        _state_words(fact, chosen.as_of),
        result_of_duty(row, fact),
    )


def _parts(duties: Sequence[Placed]) -> Iterator[Part]:
    """The parts that hold something, numbered without a gap."""
    filled = [(title, rows) for part, title in enumerate(TITLES) if (rows := _rows(duties, part))]
    for numeral, (title, rows) in zip(ROMAN, filled, strict=False):
        yield Part(f"{numeral}. {title}", rows)


def _rows(duties: Sequence[Placed], part: int) -> tuple[tuple[Value, ...], ...]:
    cells = (duty.cells for duty in duties if duty.part == part)
    return tuple((number, *row) for number, row in enumerate(cells, start=1))


def _state_words(fact: DutyFact, as_of: date) -> str:
    if fact.state == State.OVERDUE and fact.due_on:
        return f"{fact.state.label} {(as_of - fact.due_on).days} ngày"
    return fact.state.label
