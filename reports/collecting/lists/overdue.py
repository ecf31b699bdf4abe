"""What is overdue as of a day, the longest first; under each who leads where it is for urging them on."""

from collections.abc import Sequence
from itertools import groupby

from cchc.text import sort_key
from reports.collecting.duties import DutyFact, RowFact
from reports.collecting.lists.bodies import (
    BodyRows,
    Chosen,
    leads_of,
    notes_of,
    product_of,
    rows_of,
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

Late = tuple[BodyRows, RowFact, DutyFact]


def overdue_list(chosen: Chosen, *, by_lead: bool) -> ListFacts:
    """Each duty that is overdue and not settled. Bodies that said nothing come first; `by_lead` makes a part of each
    body's leading post, the one that owes most first."""
    found = rows_of(chosen)
    late = [
        (body, row, fact)
        for body in found
        for row in body.rows
        for fact in row.duties
        if fact.state == State.OVERDUE and fact.due_on
    ]
    late.sort(key=lambda one: (not one[0].is_silent, one[2].due_on, sort_key(one[0].body.name)))
    day = f"{chosen.as_of:%d/%m/%Y}"
    return ListFacts(
        kind=ListKind.OVERDUE,
        issuer=chosen.issuer.issuer_name,
        place=chosen.issuer.place_name,
        title=f"Danh sách việc quá hạn{chosen.whose}",
        as_of=chosen.as_of,
        fields=with_body(chosen, FIELDS),
        parts=_by_lead(chosen, late) if by_lead else (Part("", _rows(chosen, late)),),
        notes=notes_of(chosen, found),
        left_out=(),
        empty=f"Không có việc nào quá hạn tính đến hết ngày {day}.",
        leader=chosen.leader,
    )


def _by_lead(chosen: Chosen, late: Sequence[Late]) -> tuple[Part, ...]:
    ordered = sorted(late, key=_lead_key)
    groups = [tuple(group) for _, group in groupby(ordered, key=_lead_key)]
    groups.sort(key=lambda group: (not group[0][0].is_silent, -len(group)))
    return tuple(Part(_lead_words(chosen, *group[0][:2]), _rows(chosen, group)) for group in groups)


def _lead_key(one: Late) -> tuple[str, str]:
    return sort_key(one[0].body.name), ", ".join(leads_of(one[1]))


def _lead_words(chosen: Chosen, body: BodyRows, row: RowFact) -> str:
    """ "Công chức Tư pháp - Hộ tịch (Nguyễn Thị Hoa)", after the body where there are several."""
    posts = (f"{post} ({body.holders[post]})" if post in body.holders else post for post in leads_of(row))
    return ": ".join((*((body.body.name,) if chosen.are_many else ()), ", ".join(posts)))


def _rows(chosen: Chosen, late: Sequence[Late]) -> tuple[tuple[Value, ...], ...]:
    return tuple(
        (
            number,
            *((body.body.name,) if chosen.are_many else ()),
            row.task.item.text,
            product_of(row, fact),
            ", ".join(leads_of(row)),
            fact.due_on,
            (chosen.as_of - fact.due_on).days if fact.due_on else None,
            _reason(fact),
        )
        for number, (body, row, fact) in enumerate(late, start=1)
    )


def _reason(fact: DutyFact) -> str:
    """The last difficulty that was recorded."""
    told = [update.difficulty for update in fact.words if update.difficulty.strip()]
    return told[-1] if told else NO_REASON
