"""The duties of one month: what stands over from before, what falls due, what is standing, what waits."""

from collections.abc import Iterator
from datetime import date

from reports.collecting.duties import DutyFact, RowFact
from reports.collecting.lists.bodies import (
    BodyRows,
    Chosen,
    notes_of,
    product_of,
    result_of_duty,
    rows_of,
    with_body,
)
from reports.lists.facts import Field, ListFacts, ListKind, Part, Value
from tasks.enums import ObligationKind, State

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
    "I. Còn tồn từ trước, đã quá hạn",
    "II. Đến hạn trong tháng",
    "III. Thường xuyên",
    "IV. Chưa ấn định thời hạn, đang chờ",
)

Placed = tuple[BodyRows, RowFact, DutyFact]


def month_list(chosen: Chosen, month: date) -> ListFacts:
    """The list of the month that begins on `month`. What was cancelled is left out and counted."""
    found = rows_of(chosen)
    placed: list[list[Placed]] = [[] for _ in TITLES]
    cancelled = 0
    for body, row, fact in _duties(found):
        part = _part(fact, month)
        if part is not None and fact.state == State.CANCELLED:
            cancelled += 1
        elif part is not None:
            placed[part].append((body, row, fact))
    return ListFacts(
        kind=ListKind.MONTH,
        issuer=chosen.issuer.issuer_name,
        place=chosen.issuer.place_name,
        title=f"Danh mục nhiệm vụ tháng {month.month} năm {month.year}{chosen.whose}",
        as_of=chosen.as_of,
        fields=with_body(chosen, FIELDS),
        parts=tuple(Part(title, _rows(chosen, duties)) for title, duties in zip(TITLES, placed, strict=True)),
        notes=notes_of(chosen, found),
        left_out=(f"Không kể {cancelled} việc đã hủy.",) if cancelled else (),
        empty=f"Không có việc nào đến hạn hoặc còn tồn trong tháng {month.month} năm {month.year}.",
        leader=chosen.leader,
    )


def _duties(found: list[BodyRows]) -> Iterator[Placed]:
    """Body by body, each by its due days."""
    for body in found:
        duties = [(body, row, fact) for row in body.rows for fact in row.duties]
        yield from sorted(duties, key=lambda one: one[2].due_on or date.max)


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


def _rows(chosen: Chosen, duties: list[Placed]) -> tuple[tuple[Value, ...], ...]:
    return tuple(
        (
            number,
            *((body.body.name,) if chosen.are_many else ()),
            row.task.item.text,
            product_of(row, fact),
            row.leads,
            fact.due_on or fact.obligation.words or fact.obligation.waits_for,
            _state_words(fact, chosen.as_of),
            result_of_duty(row, fact),
        )
        for number, (body, row, fact) in enumerate(duties, start=1)
    )


def _state_words(fact: DutyFact, as_of: date) -> str:
    if fact.state == State.OVERDUE and fact.due_on:
        return f"{fact.state.label} {(as_of - fact.due_on).days} ngày"
    return fact.state.label
