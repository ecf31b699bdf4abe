"""What is overdue as of a day, the longest first; under each who leads where it is for urging them on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from cchc.text import sort_key
from reports.collecting.duties import DutyFact, RowFact
from reports.collecting.lists.bodies import (
    BodyRows,
    Chosen,
    leads_among,
    leads_of,
    lines_of,
    notes_of,
    product_of,
    with_body,
)
from reports.lists.facts import Field, ListFacts, ListKind, Part, Value
from tasks.enums import State

FIELDS = (
    Field("TT", 10, "center"),
    Field("Nhiệm vụ", 84),
    Field("Sản phẩm", 34),
    Field("Chủ trì", 36),
    Field("Hạn", 22, "center"),
    Field("Quá hạn", 19, "center", "ngày"),
    Field("Lý do, vướng mắc đã ghi", 42),
)
NO_REASON = "Chưa ghi"


@dataclass(frozen=True, slots=True)
class Late:
    """An overdue duty: who owes it (`lead` the posts, `lead_words` with their holders), and what its row says after the
    number."""

    body: str
    is_silent: bool
    due_on: date
    lead: str
    lead_words: str
    cells: tuple[Value, ...]


def overdue_list(chosen: Chosen, *, by_lead: bool) -> ListFacts:
    """Each duty that is overdue and not settled. Bodies that said nothing come first; `by_lead` makes a part of each
    body's leading post, the one that owes most first."""
    found = lines_of(chosen, partial(_late, chosen))
    late = [one for body in found for one in body.lines]
    late.sort(key=lambda one: (not one.is_silent, one.due_on, sort_key(one.body)))
    day = f"{chosen.as_of:%d/%m/%Y}"
    return ListFacts(
        kind=ListKind.OVERDUE,
        issuer=chosen.issuer.issuer_name,
        place=chosen.issuer.place_name,
        title=f"Danh sách việc quá hạn{chosen.whose}",
        as_of=chosen.as_of,
        fields=with_body(chosen, FIELDS),
        parts=_by_lead(late) if by_lead else (Part("", _rows(late)),),
        notes=notes_of(chosen, found),
        left_out=(),
        empty=f"Không có việc nào quá hạn tính đến hết ngày {day}.",
        leader=chosen.leader,
        leads=leads_among(found),
    )


def _late(chosen: Chosen, body: BodyRows) -> Iterator[Late]:
    is_silent = body.is_silent
    for row in body.rows:
        for fact in row.duties:
            if fact.state == State.OVERDUE and fact.due_on:
                yield Late(
                    body=body.body.name,
                    is_silent=is_silent,
                    due_on=fact.due_on,
                    lead=", ".join(leads_of(row)),
                    lead_words=_lead_words(chosen, body, row),
                    cells=_cells(chosen, body, row, fact),
                )


def _by_lead(late: Sequence[Late]) -> tuple[Part, ...]:
    ordered = sorted(late, key=_lead_key)
    groups = [tuple(group) for _, group in groupby(ordered, key=_lead_key)]
    groups.sort(key=lambda group: (not group[0].is_silent, -len(group)))
    return tuple(Part(group[0].lead_words, _rows(group)) for group in groups)


def _lead_key(one: Late) -> tuple[str, str]:
    return sort_key(one.body), one.lead


def _lead_words(chosen: Chosen, body: BodyRows, row: RowFact) -> str:
    """ "Công chức Tư pháp - Hộ tịch (Nguyễn Thị Hoa)", after the body where there are several."""
    posts = (f"{post} ({body.holders[post]})" if post in body.holders else post for post in leads_of(row))
    return ": ".join((*((body.body.name,) if chosen.are_many else ()), ", ".join(posts)))


def _cells(chosen: Chosen, body: BodyRows, row: RowFact, fact: DutyFact) -> tuple[Value, ...]:
    return (
        *((body.body.name,) if chosen.are_many else ()),
        row.task.item.text,
        product_of(row, fact),
        ", ".join(leads_of(row)),
        fact.due_on,
        (chosen.as_of - fact.due_on).days if fact.due_on else None,
        _reason(fact),
    )


def _rows(late: Sequence[Late]) -> tuple[tuple[Value, ...], ...]:
    return tuple((number, *one.cells) for number, one in enumerate(late, start=1))


def _reason(fact: DutyFact) -> str:
    """The last difficulty that was recorded."""
    told = [update.difficulty for update in fact.words if update.difficulty.strip()]
    return told[-1] if told else NO_REASON
