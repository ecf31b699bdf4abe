"""The whole plan with what came of it: the document's rows beside result, state, evidence and the days of the year."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from cchc.orgs.queries.letterheads import short_name
from reports.collecting import names_of
from reports.collecting.duties import DutyFact, RowFact
from reports.collecting.lists.bodies import BodyRows, Chosen, leads_among, lines_of, notes_of, with_body
from reports.collecting.words import document_of, result_of
from reports.lists.facts import Field, ListFacts, ListKind, Part, Value
from reports.queries.versions import root_of

FIELDS = (
    Field("TT", 9, "center"),
    Field("Nhiệm vụ", 60),
    Field("Sản phẩm", 25),
    Field("Cơ quan thực hiện", 26),
    Field("Thời hạn", 25),
    Field("Các hạn trong năm", 30),
    Field("Kết quả thực hiện", 32),
    Field("Minh chứng", 20),
    Field("Trạng thái", 20, "center"),
)


def plan_list(chosen: Chosen, year: int) -> ListFacts:
    """Every row of the plans that hold in `year`, part by part as the document has them; what governments above gave
    stands behind the body's own."""
    found = lines_of(chosen, partial(_parts, chosen, year))
    return ListFacts(
        kind=ListKind.PLAN,
        issuer=chosen.issuer.issuer_name,
        place=chosen.issuer.place_name,
        title=f"Kế hoạch và kết quả thực hiện năm {year}{chosen.whose}",
        as_of=chosen.as_of,
        fields=with_body(chosen, FIELDS),
        parts=tuple(part for body in found for part in body.lines),
        notes=notes_of(chosen, found),
        left_out=(),
        empty=f"Không có nhiệm vụ nào của kế hoạch năm {year}.",
        leader=chosen.leader,
        leads=leads_among(found),
    )


def _parts(chosen: Chosen, year: int, body: BodyRows) -> Iterator[Part]:
    def title_of(row: RowFact) -> tuple[str, str]:
        return _giver(body, row), ": ".join(filter(None, names_of(row.task.item.section)))

    ordered = sorted(body.rows, key=lambda row: bool(_giver(body, row)))
    for (giver, title), rows in groupby(ordered, key=title_of):
        words = f"Cấp trên giao ({giver}): {title}" if giver else title
        whose = f"{body.body.name}: {words}" if chosen.are_many else words
        yield Part(whose, tuple(_row(chosen, body, row, year) for row in rows))


def _giver(body: BodyRows, row: RowFact) -> str:
    """The government whose plan gave the row, "" for the body's own."""
    owner = root_of(row.task.plan).organization
    return "" if owner.pk == body.body.pk else short_name(owner.issuer_name)


def _row(chosen: Chosen, body: BodyRows, row: RowFact, year: int) -> tuple[Value, ...]:
    item = row.task.item
    return (
        int(item.number) if item.number.isascii() and item.number.isdigit() else item.number,
        *((body.body.name,) if chosen.are_many else ()),
        item.text,
        item.product_words,
        item.agency_text or row.leads,
        item.deadline_words,
        _days(row, year),
        result_of(row),
        _evidence(row),
        row.state.label,
    )


def _days(row: RowFact, year: int) -> str:
    """The year strip in words, a line a state: "16/03, 16/06: xong đúng hạn"."""
    found: dict[str, list[str]] = {}
    for fact in row.duties:
        if fact.due_on is None or fact.due_on.year == year:
            found.setdefault(fact.state.label.lower(), []).append(_day(fact))
    return "\n".join(f"{', '.join(dict.fromkeys(days))}: {label}" for label, days in found.items())


def _day(fact: DutyFact) -> str:
    return f"{fact.due_on:%d/%m}" if fact.due_on else "chưa có hạn"


def _evidence(row: RowFact) -> str:
    """Numbers of the documents that were stated, and how many files prove them."""
    updates: list[Any] = [update for fact in row.duties for update in fact.words]
    documents = dict.fromkeys(words.removeprefix("số ") for update in updates if (words := document_of(update)))
    files = sum(update.files for update in updates)
    return "\n".join((*documents, *((f"{files} tệp",) if files else ())))
